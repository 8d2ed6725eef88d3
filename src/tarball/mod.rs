//! A folder of an image, or of one of its layers, as a tar of its own: what stands in it, where that is
//! to be read again, and its bytes.
//!
//! May depend on `limits`, `text`, `columns`, `tarstream`, `layer` and `image`. A [`Plan`] says which entries of
//! which layers are wanted; whoever has the layers reads each once, and a [`Pack`] makes the tar of what
//! comes, in whatever order that is: folders first, hard links last. Nothing of it is held, so that memory
//! grows with the entries and never with their bytes.
//!
//! The tar is ustar, with PAX records for what does not fit there (POSIX.1-2024 `pax`): long names, names that
//! are no UTF-8 as they are, large numbers, extended attributes as `SCHILY.xattr`.

mod error;
mod grow;
mod header;
mod pack;
mod plan;
mod trees;
mod wire;

#[cfg(test)]
mod tests;

pub use error::TarballError;
pub use pack::{Pack, Put};
pub use plan::{Pass, Plan};
