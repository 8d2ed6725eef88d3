//! What two images, or two layers, have in common, and what differs: layers, files, settings,
//! packages; and what has to be downloaded again, though nothing in it changed.
//!
//! May depend on `limits`, `text`, `columns`, `layer`, `image`, `packages`, `rules`, `reuse` and `report`. Each
//! side's files are a [`Snapshot`]: what one tree shows, sorted, in columns, so that two of them are
//! compared in one walk, wherever they come from: the same archive, or one that another worker read.

mod comparison;
mod layers;
mod list;
mod packages;
mod rebuild;
mod reuse;
mod settings;
mod side;
mod snapshot;
mod table;
mod walk;
mod wire;

pub use crate::layer::Print;
pub use comparison::{Comparison, Parts};
pub use layers::{LayerPair, LayerRow, LayersCompared};
pub use list::{FileFacts, FileList, FileOrder, FileRow, FileSums, FilesCompared, ListWish, Sum};
pub use packages::{PackageChange, PackagesCompared};
pub use rebuild::{Rebuild, RebuiltLayer};
pub use settings::{Setting, settings};
pub use side::SideReport;
pub use snapshot::Snapshot;
pub use table::comparison_table;
pub use walk::{FileChange, walk};
