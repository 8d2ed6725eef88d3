//! What `peel check` decides: whether an image may pass, and how that is said to people and to
//! the programs that run checks.
//!
//! May depend on `report`, `rules` and below. Native only: the page shows findings, and lets
//! nothing pass or fail.

mod config;
mod date;
mod dive_ci;
mod format;
mod glob;
mod outcome;
mod policy;

pub use crate::amount::bytes;
pub use config::{ConfigError, fail_on};
pub use dive_ci::DiveRules;
pub use format::{Format, print};
pub use outcome::{ImageOutcome, Judged, Limit, Outcome, outcome};
pub use policy::{Budget, Ignore, Policy};
