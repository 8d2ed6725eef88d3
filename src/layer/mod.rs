//! One layer: decompress, verify, and list what its tar holds, in one pass over pushed bytes; or
//! list what its table of contents says of it, where it has one (`toc`).
//!
//! May depend on `limits`, `columns`, `digest`, `tokens`, `source` (its errors), `decompress` and `tarstream`. Memory grows with
//! entries, never with bytes: of file contents only where they are is kept, what in them has the form of a secret, a
//! few small files whole (`look`), and which programs need no other file to start (`program`).
//! Spec: image-spec `layer.md`.

mod contents;
mod entries;
mod kind;
mod lister;
mod listing;
mod look;
mod odd;
mod order;
mod paths;
mod print;
mod program;
mod rebuild;
mod scan;
mod skim;
pub mod toc;
mod wire;

pub use crate::tarstream::{Entry, clean};
pub use contents::{ContentScan, Contents, ContentsProblem, Stretch, Take};
pub use entries::{EntryScan, Piece, TakePiece};
pub use kind::Kind;
pub use listing::{ContentHash, Flags, Listing, NONE, Node, Owner, ROOT, Superseded, path_up};
pub use look::Mark;
pub use odd::Odd;
pub use order::sorted;
pub use paths::Paths;
pub use print::Print;
pub use rebuild::{Rebuild, Row, RowError};
pub use scan::{LayerProblem, LayerScan, Scanned};
pub use skim::LayerSkim;
pub use toc::seconds;

/// The prefix of a whiteout's file name (image-spec `layer.md`, "Whiteouts").
pub const WHITEOUT_PREFIX: &[u8] = b".wh.";

/// The prefix of what aufs kept beside its files: never a part of an image.
pub const RESERVED_PREFIX: &[u8] = b".wh..wh.";

/// The file name of an opaque whiteout: all lower children of its folder are hidden.
pub const OPAQUE_NAME: &[u8] = b".wh..wh..opq";
