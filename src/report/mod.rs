//! The analysis as data: everything about the images of an archive but their trees.
//!
//! May depend on `words`, `image`, `rules` and below. A report can be shown without its archive. The
//! schema has a version; `docs` and golden files will keep old ones readable.

mod badge;
mod build;
mod dockerfile;
mod html;
mod others;
mod packages;
mod plain;
mod problem;
mod reuse;
mod saved;
mod schema;
mod site;
mod sizes;
mod table;
mod written;

pub use badge::{badge, badge_name};
pub use build::{archive_report, image_report};
pub use dockerfile::{DockerfileLine, dockerfile, dockerfile_text};
pub use html::html;
pub use others::remote_report;
pub use packages::{ImagePackages, PackagesReport, packages_table};
pub use problem::{Problem, Remedy, Translation};
pub use reuse::reuse_table;
#[cfg(not(target_arch = "wasm32"))]
pub use saved::json_schema;
pub use saved::{Form, PathReport, Saved, SavedError, TreeReport};
pub use schema::{
    ArtifactFileReport, ArtifactReport, AttestationReport, CauseSum, ChoiceReport, ConfigReport,
    DiveReport, DuplicateReport, FactReport, FileReport, FolderReport, HiddenReport, HistoryReport,
    ImageReport, LayerReport, MaterialReport, PackageReport, Platform, RemoteReport, Report,
    SCHEMA, SharedReport, SizesReport, SourceReport,
};
pub use site::{Mark, Site};
pub use table::table;
pub use written::{placed, write_lines};
