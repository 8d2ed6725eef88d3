//! What a layer has that no honest tool writes, counted.

use serde::{Deserialize, Serialize};

use super::Kind;
use super::WHITEOUT_PREFIX;

/// Entries that are shown and not applied, or not shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Odd {
    /// Entries whose path or link target is longer than `limits::PATH_BYTES`, or goes deeper than
    /// `limits::PATH_DEPTH`: they are not in the listing.
    pub left_out: u64,
    /// Whiteouts that name nothing (`.wh.`), which image-spec `layer.md` calls invalid.
    pub nameless_whiteouts: u64,
    /// aufs's own records (`.wh..wh.plnk` and others), and what lies below them.
    pub aufs_records: u64,
    /// Character devices 0/0, which are whiteouts to overlayfs and not in an image.
    pub overlay_whiteouts: u64,
}

impl Odd {
    pub(super) fn count(&mut self, kind: Kind, name: &[u8], overlay: bool) {
        if kind == Kind::Reserved && name == WHITEOUT_PREFIX {
            self.nameless_whiteouts += 1;
        } else if kind == Kind::Reserved {
            self.aufs_records += 1;
        }
        self.overlay_whiteouts += u64::from(overlay);
    }
}
