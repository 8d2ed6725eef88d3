//! Why a file that should tell of packages does not.

/// Why a file that should tell of packages does not, or not whole.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub enum PackageError {
    /// It ends in the middle of something.
    #[error("it ends in the middle of {0}")]
    Cut(String),
    /// It is not what its name says.
    #[error("it is no {0}")]
    Not(String),
    /// Something in it contradicts the rest.
    #[error("its {0} makes no sense")]
    Broken(String),
    /// It is in a form that Peel does not read.
    #[error("{0} cannot be read yet")]
    Unsupported(String),
    /// It is larger than what is looked into, in bytes.
    #[error("it has {0} bytes, and Peel does not look into so large a file")]
    TooLarge(u64),
    /// It tells of more than Peel takes.
    #[error("it has more {0} than Peel takes")]
    TooMany(String),
    /// Its layer could not be read.
    #[error(transparent)]
    Contents(#[from] crate::layer::ContentsProblem),
}

impl PackageError {
    pub(super) fn cut(what: &str) -> PackageError {
        PackageError::Cut(what.into())
    }

    pub(super) fn not(what: &str) -> PackageError {
        PackageError::Not(what.into())
    }

    pub(super) fn broken(what: &str) -> PackageError {
        PackageError::Broken(what.into())
    }
}
