//! The messages between the page and its workers, and who answers them.
//!
//! `pool.rs`, with its folder, and `browser.rs` exist only in a browser; everything else is pure and tested
//! natively. May depend on everything but `ui`; of `view`, only on its trees and files.
//!
//! One worker opens the file and holds its [`Session`], and the tree that is looked at; the
//! others scan a layer each. The page forwards every listing to the first, which analyses the
//! images, and gets of a tree only the rows in sight: so it answers whatever the archive holds.

mod budget;
mod compare;
mod contents;
mod download;
mod entries;
pub mod event;
mod explore;
mod look_up;
pub mod looks;
mod packages;
pub mod protocol;
mod remote;
mod scan;
pub mod schedule;
mod session;
mod skim;
mod tarball;
// Natively nothing crosses.
#[cfg(any(target_arch = "wasm32", test))]
mod wire;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod pool;

pub use crate::view::file::Which;
pub use compare::{CompareAsk, ComparedRows};
pub use contents::{Head, LayerAt, contents, file_of, versions};
pub use download::{TableError, download, table};
pub use explore::{Exploration, Read};
pub use look_up::{look_up, look_up_node};
pub use packages::{LayerWork, PackageRoom, Purpose, owners, plan, read_packages};
pub use remote::RemoteAsk;
pub use scan::{Progress, Step, compression_of, read_pieces, scan, scan_ahead};
pub use session::{SaveWish, Session};
pub use skim::{first_look, second_look, skim};
pub use tarball::{PlannedLayer, TarRun, Top, Unread, plan_tar, write_tar};
