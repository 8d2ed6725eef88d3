//! What the layer did and what a node is, as people tell these apart.

use super::set::Member;
use crate::layer::Kind;
use crate::view::tree::Mark;
use crate::words::terms;
use crate::words::tree as say;

/// What the layer at hand did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Added it.
    Added,
    /// Changed it, or stored it again.
    Changed,
    /// Removed it.
    Removed,
    /// Nothing.
    Nothing,
}

impl Deed {
    /// What a mark tells.
    pub fn of(mark: Mark) -> Deed {
        match mark {
            Mark::None => Deed::Nothing,
            Mark::Added => Deed::Added,
            Mark::Modified | Mark::Touched => Deed::Changed,
            Mark::Removed => Deed::Removed,
        }
    }

    /// For people.
    pub fn word(self) -> &'static str {
        match self {
            Deed::Added => terms::added(),
            Deed::Changed => terms::changed(),
            Deed::Removed => terms::removed(),
            Deed::Nothing => terms::unchanged(),
        }
    }
}

impl Member for Deed {
    const ALL: &'static [Deed] = &[Deed::Added, Deed::Changed, Deed::Removed, Deed::Nothing];

    fn id(self) -> &'static str {
        self.word()
    }
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KindGroup {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// Another name of a file.
    HardLink,
    /// A character or block device.
    Device,
    /// A whiteout of either kind.
    Whiteout,
    /// A named pipe, and what is none of these.
    Other,
}

impl KindGroup {
    /// The group of a kind.
    pub fn of(kind: Kind) -> KindGroup {
        match kind {
            Kind::File => KindGroup::File,
            Kind::Directory => KindGroup::Folder,
            Kind::Symlink => KindGroup::Link,
            Kind::HardLink => KindGroup::HardLink,
            Kind::CharDevice | Kind::BlockDevice => KindGroup::Device,
            Kind::Whiteout | Kind::Opaque => KindGroup::Whiteout,
            Kind::Fifo | Kind::Other | Kind::Reserved => KindGroup::Other,
        }
    }

    /// For people, of several.
    pub fn word(self) -> &'static str {
        match self {
            KindGroup::File => say::files(),
            KindGroup::Folder => say::folders(),
            KindGroup::Link => say::symbolic_links(),
            KindGroup::HardLink => say::hard_links(),
            KindGroup::Device => say::devices(),
            KindGroup::Whiteout => say::whiteouts(),
            KindGroup::Other => say::others(),
        }
    }
}

impl Member for KindGroup {
    const ALL: &'static [KindGroup] = &[
        KindGroup::File,
        KindGroup::Folder,
        KindGroup::Link,
        KindGroup::HardLink,
        KindGroup::Device,
        KindGroup::Whiteout,
        KindGroup::Other,
    ];

    fn id(self) -> &'static str {
        match self {
            KindGroup::File => "file",
            KindGroup::Folder => "folder",
            KindGroup::Link => "link",
            KindGroup::HardLink => "hardlink",
            KindGroup::Device => "device",
            KindGroup::Whiteout => "whiteout",
            KindGroup::Other => "other",
        }
    }
}
