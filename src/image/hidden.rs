//! Hidden bytes: bytes of the layers that the final tree does not show.

/// Why bytes are hidden.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// A later layer has the file with other contents.
    Overwritten,
    /// A later layer has the file with the same contents: only its mode, owner or time changed.
    MetadataOnly,
    /// A later layer deletes the file.
    DeletedFile,
    /// A later layer deletes a folder above it.
    DeletedFolder,
    /// A later layer makes a folder above it opaque.
    OpaqueFolder,
    /// A later layer has something else in its place, or in the place of a folder above it.
    TypeChange,
    /// A later entry of the same tar has the same path.
    DuplicateEntry,
}

impl Cause {
    /// All causes, in the order in which they are shown.
    pub const ALL: [Cause; 7] = [
        Cause::Overwritten,
        Cause::MetadataOnly,
        Cause::DeletedFile,
        Cause::DeletedFolder,
        Cause::OpaqueFolder,
        Cause::TypeChange,
        Cause::DuplicateEntry,
    ];
}

/// Bytes of one file that are hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// The path's node in the [`super::PathTree`].
    pub node: u32,
    /// The bytes.
    pub bytes: u64,
    /// Why.
    pub cause: Cause,
    /// The layer that has them, from 0.
    pub from: u32,
    /// The layer that hides them, from 0.
    pub by: u32,
}
