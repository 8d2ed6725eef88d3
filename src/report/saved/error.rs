//! Why a file is no report that can be opened.

use crate::layer::RowError;
use crate::report::SCHEMA;

/// Why a file is no report that can be opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SavedError {
    /// It begins like none.
    #[error("it does not begin like a report")]
    NotAReport,
    /// It is JSON, and none of a report.
    #[error("it is JSON, and no report: {0}")]
    OtherJson(String),
    /// A later version of Peel wrote it.
    #[error("its schema is {0}, and this Peel knows {SCHEMA}")]
    Newer(u32),
    /// It is damaged, or was never whole.
    #[error("it is damaged: {0}")]
    Damaged(String),
    /// One of its trees is none.
    #[error("tree {tree} is none: {error}")]
    Tree {
        /// Which, from 0.
        tree: usize,
        /// Why.
        error: RowError,
    },
    /// It is larger than can be read.
    #[error("it is larger than {limit} bytes", limit = crate::limits::REPORT_BYTES)]
    TooLarge,
}
