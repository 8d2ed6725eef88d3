//! The analysis as data: everything about the images of an archive but their trees.
//!
//! May depend on `image`, `rules` and below. A report can be shown without its archive. The
//! schema has a version; `docs` and golden files will keep old ones readable.

mod build;
mod problem;
mod schema;
mod sizes;
mod table;

pub use build::{archive_report, image_report};
pub use problem::Problem;
pub use schema::{
    CauseSum, ConfigReport, DiveReport, DuplicateReport, FileReport, FolderReport, HiddenReport,
    HistoryReport, ImageReport, LayerReport, Platform, Report, SCHEMA, SizesReport, SourceReport,
};
pub use table::table;
