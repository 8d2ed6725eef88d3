//! Packages: what the databases of package managers, and programs that say what they are made of,
//! tell of an image; which package owns each of its bytes, and which bytes none does.
//!
//! May depend on `limits`, `text`, `layer` and `image`. It says which files it wants ([`wanted`]), whoever has
//! the layers reads them and has them parsed ([`Found::read`]), and [`Owners::of`] puts together what
//! they say. Every file is a stranger's: one that is damaged is a problem of its own, and hides no other.

mod apk;
mod bytes;
mod cargo;
mod dpkg;
mod elf;
mod error;
mod facts;
mod files;
mod found;
mod golang;
mod jar;
mod lines;
mod npm;
mod owners;
mod package;
mod python;
mod role;
mod rpm;
mod timeline;
mod wanted;

pub use error::PackageError;
pub use facts::{Facts, Holds, Part};
pub use files::Files;
pub use found::Found;
pub use owners::Owners;
pub use package::{Kind, Package, PackageFiles, Packages, SizedFile, Trouble};
pub use role::Role;
pub use timeline::Reading;
pub use wanted::{Wanted, wanted};
