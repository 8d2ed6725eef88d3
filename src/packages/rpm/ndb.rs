//! rpm's own database: slots of sixteen bytes, each with where its blob is in blocks of sixteen.
//!
//! rpm's `lib/backend/ndb/rpmpkg.c`.

use super::{Take, little};
use crate::packages::PackageError;

const PAGE: u64 = 4096;
const SLOT: u64 = 16;
const BLOCK: u64 = 16;

pub(super) fn blobs(bytes: &[u8], take: Take<'_>) -> Result<(), PackageError> {
    let all = little(bytes);
    if !bytes.starts_with(b"RpmP") {
        return Err(PackageError::not("database of rpm (ndb)"));
    }
    let pages = all.u32(12).ok_or_else(|| PackageError::cut("its head"))?;
    let end = (u64::from(pages) * PAGE).min(bytes.len() as u64);
    // The head takes the place of the first two.
    for at in (2 * SLOT..end).step_by(SLOT as usize) {
        let (Some(b"Slot"), Some(package)) = (all.get(at, 4), all.u32(at + 4)) else {
            return Err(PackageError::broken("list of slots"));
        };
        if package == 0 {
            continue;
        }
        let blob = all.u32(at + 8).and_then(|block| {
            let start = u64::from(block) * BLOCK;
            let head = all.get(start, 8)?;
            let len = all.u32(start + 12)?;
            let its = head.starts_with(b"BlbS") && head[4..] == package.to_le_bytes();
            all.get(start + BLOCK, u64::from(len)).filter(|_| its)
        });
        take(blob.ok_or_else(|| PackageError::broken("blob of a package"))?)?;
    }
    Ok(())
}
