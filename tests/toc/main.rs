//! Layers by their tables of contents (eStargz, zstd:chunked), against the same layers read whole.

#[path = "../archive/mod.rs"]
mod archive;
mod blobs;
mod mixed;
mod places;
mod rows;
mod whole;

use std::collections::BTreeMap;

use peel::layer::Scanned;
use peel::layer::toc::{TocError, TocPlan, TocStep};

/// A layer by its table, and how many bytes of the blob were wanted; `None` where there is no table.
pub fn by_table(
    annotations: &BTreeMap<String, String>,
    blob_len: u64,
    mut fetch: impl FnMut(std::ops::Range<u64>) -> Vec<u8>,
) -> Result<Option<(Scanned, u64)>, TocError> {
    let Some(mut plan) = TocPlan::of(annotations, blob_len)? else {
        return Ok(None);
    };
    let mut wanted = 0;
    loop {
        let range = plan.range();
        assert!(
            range.start < range.end && range.end <= blob_len,
            "{range:?}"
        );
        wanted += range.end - range.start;
        match plan.take(&fetch(range))? {
            TocStep::More(next) => plan = next,
            TocStep::Done(scanned) => return Ok(Some((*scanned, wanted))),
        }
    }
}
