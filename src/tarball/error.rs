//! Why there is no tar of a folder.

/// Why there is no tar of a folder.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TarballError {
    /// There is nothing at that path.
    #[error("there is nothing there")]
    Nothing,
    /// A layer that has some of it was not read, or only its table of contents.
    #[error("layer {} was not read", .0 + 1)]
    NotRead(u32),
    /// Its names and link targets are more than fit.
    #[error("its names and link targets are too many")]
    TooManyNames,
}
