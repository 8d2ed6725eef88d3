//! SQLite, as far as rpm needs it: every blob of the table `Packages`.
//!
//! SQLite's `fileformat2.html`. Only tables are walked, from page to page, each page at most once.

use super::{Take, big};
use crate::packages::PackageError;
use crate::packages::bytes::Bytes;

const INNER: u8 = 5;
const LEAF: u8 = 13;

pub(super) fn blobs(bytes: &[u8], take: Take<'_>) -> Result<(), PackageError> {
    let file = File::read(bytes)?;
    let mut root = None;
    file.rows(1, &mut |record| {
        if record.column(0) == Some(b"table") && record.column(1) == Some(b"Packages") {
            let page = record.column(3).filter(|page| page.len() <= 4);
            root = page.map(|page| page.iter().fold(0, |n, byte| n << 8 | u64::from(*byte)));
        }
        Ok(())
    })?;
    let root = root.ok_or_else(|| PackageError::not("database of rpm (SQLite)"))?;
    file.rows(root, &mut |record| match record.column(1) {
        Some(blob) => take(blob),
        None => Err(PackageError::broken("row of a package")),
    })
}

struct File<'a> {
    all: Bytes<'a>,
    page: u64,
    /// Bytes of a page that are used.
    usable: u64,
}

fn broken() -> PackageError {
    PackageError::broken("tree of pages")
}

impl<'a> File<'a> {
    fn read(bytes: &'a [u8]) -> Result<File<'a>, PackageError> {
        let all = big(bytes);
        if !bytes.starts_with(b"SQLite format 3\0") {
            return Err(PackageError::not("database of SQLite"));
        }
        let page = match all.u16(16) {
            Some(1) => 65_536,
            Some(size) if size.is_power_of_two() && size >= 512 => u64::from(size),
            _ => return Err(PackageError::broken("size of a page")),
        };
        let reserved = u64::from(all.u8(20).ok_or_else(broken)?);
        let usable = page.checked_sub(reserved).filter(|usable| *usable >= 480);
        Ok(File {
            all,
            page,
            usable: usable.ok_or_else(broken)?,
        })
    }

    /// Hands on every row of a table.
    fn rows(
        &self,
        root: u64,
        take: &mut dyn FnMut(&Record<'_>) -> Result<(), PackageError>,
    ) -> Result<(), PackageError> {
        let mut left = self.all.bytes.len() as u64 / self.page;
        let mut todo = vec![root];
        while let Some(page) = todo.pop() {
            left = left.checked_sub(1).ok_or_else(broken)?;
            let before = page.checked_sub(1).ok_or_else(broken)?;
            let start = before.checked_mul(self.page).ok_or_else(broken)?;
            // The file's own head is on the first page.
            let head = if page == 1 { start + 100 } else { start };
            let kind = self.all.u8(head).ok_or_else(broken)?;
            let cells = u64::from(self.all.u16(head + 3).ok_or_else(broken)?);
            let pointers = match kind {
                INNER => head + 12,
                LEAF => head + 8,
                _ => return Err(broken()),
            };
            for cell in 0..cells {
                let at = self.all.u16(pointers + cell * 2).ok_or_else(broken)?;
                let at = start + u64::from(at);
                match kind {
                    INNER => todo.push(u64::from(self.all.u32(at).ok_or_else(broken)?)),
                    _ => take(&Record(&self.payload(at, &mut left)?))?,
                }
            }
            if kind == INNER {
                todo.push(u64::from(self.all.u32(head + 8).ok_or_else(broken)?));
            }
        }
        Ok(())
    }

    /// What a leaf's cell holds; what has no room there stands on a chain of pages.
    fn payload(&self, at: u64, left: &mut u64) -> Result<Vec<u8>, PackageError> {
        let (len, n) = varint(self.all, at).ok_or_else(broken)?;
        let (_, m) = varint(self.all, at + n).ok_or_else(broken)?;
        let at = at + n + m;
        let most = self.usable - 35;
        let here = match len <= most {
            true => len,
            false => {
                let least = (self.usable - 12) * 32 / 255 - 23;
                let fits = least + (len - least) % (self.usable - 4);
                if fits <= most { fits } else { least }
            }
        };
        let mut payload = self.all.get(at, here).ok_or_else(broken)?.to_vec();
        let mut rest = len - here;
        let mut next = at + here;
        while rest > 0 {
            *left = left.checked_sub(1).ok_or_else(broken)?;
            let page = u64::from(self.all.u32(next).ok_or_else(broken)?);
            next = page.checked_sub(1).ok_or_else(broken)? * self.page;
            let n = rest.min(self.usable - 4);
            payload.extend_from_slice(self.all.get(next + 4, n).ok_or_else(broken)?);
            rest -= n;
        }
        Ok(payload)
    }
}

/// A number in one to nine bytes, and how many.
fn varint(bytes: Bytes<'_>, at: u64) -> Option<(u64, u64)> {
    let mut value = 0;
    for i in 0..8 {
        let byte = bytes.u8(at + i)?;
        value = value << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((value, i + 1));
        }
    }
    Some((value << 8 | u64::from(bytes.u8(at + 8)?), 9))
}

/// A row.
struct Record<'a>(&'a [u8]);

impl<'a> Record<'a> {
    /// The bytes of a column; `None` where it has none.
    fn column(&self, wanted: usize) -> Option<&'a [u8]> {
        let bytes = big(self.0);
        let (head, mut at) = varint(bytes, 0)?;
        let (mut start, mut column) = (head, 0);
        while at < head {
            let (kind, n) = varint(bytes, at)?;
            at += n;
            let len = match kind {
                0 | 8 | 9 => 0,
                1..=4 => kind,
                5 => 6,
                6 | 7 => 8,
                10 | 11 => return None,
                kind => (kind - 12) / 2,
            };
            if column == wanted {
                return bytes.get(start, len).filter(|_| kind != 0);
            }
            start = start.checked_add(len)?;
            column += 1;
        }
        None
    }
}
