//! What a node of a listing is.

/// What a node is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[repr(u8)]
pub enum Kind {
    /// A folder.
    Directory,
    /// A regular file.
    File,
    /// Another name of a file; the link target is a path from the root.
    HardLink,
    /// A symbolic link.
    Symlink,
    /// A character device.
    CharDevice,
    /// A block device.
    BlockDevice,
    /// A named pipe.
    Fifo,
    /// A typeflag that Peel does not know.
    Other,
    /// A whiteout, `.wh.NAME`: hides NAME of lower layers.
    Whiteout,
    /// An opaque whiteout: hides all lower children of its folder.
    Opaque,
    /// A name that is reserved for whiteouts and hides nothing: `.wh.` alone, or one of aufs's own
    /// records (`.wh..wh.plnk`) and what lies below it. Never a part of the image.
    Reserved,
}

impl Kind {
    /// All of them, in the order of their numbers.
    pub const ALL: [Kind; 11] = [
        Kind::Directory,
        Kind::File,
        Kind::HardLink,
        Kind::Symlink,
        Kind::CharDevice,
        Kind::BlockDevice,
        Kind::Fifo,
        Kind::Other,
        Kind::Whiteout,
        Kind::Opaque,
        Kind::Reserved,
    ];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Directory => "directory",
            Kind::File => "file",
            Kind::HardLink => "hard-link",
            Kind::Symlink => "symlink",
            Kind::CharDevice => "char-device",
            Kind::BlockDevice => "block-device",
            Kind::Fifo => "fifo",
            Kind::Other => "other",
            Kind::Whiteout => "whiteout",
            Kind::Opaque => "opaque",
            Kind::Reserved => "reserved",
        }
    }

    /// Whether the node is an instruction to hide something, not a file.
    pub fn is_whiteout(self) -> bool {
        matches!(self, Kind::Whiteout | Kind::Opaque)
    }

    /// Whether the node stands in the image: neither a whiteout nor a reserved name.
    pub fn is_content(self) -> bool {
        !self.is_whiteout() && self != Kind::Reserved
    }
}
