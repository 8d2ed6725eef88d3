//! The files of a folder as one source: one after the other, in the order of the list.

use serde::{Deserialize, Serialize};

/// One file of a folder that is opened like an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FolderFile {
    /// Its path below the folder, with slashes.
    pub path: String,
    /// Where it leads, where it is a symbolic link: never followed out of the folder.
    pub link: Option<String>,
    /// Its bytes; 0 for a link.
    pub len: u64,
}

/// Where each file of a folder begins.
#[derive(Clone, Debug, Default)]
pub struct Spans {
    ends: Vec<u64>,
}

impl Spans {
    /// The places of these files.
    pub fn of(files: &[FolderFile]) -> Spans {
        Spans::of_lengths(files.iter().map(|file| file.len))
    }

    /// The places of files of these lengths, in bytes.
    pub fn of_lengths(lengths: impl Iterator<Item = u64>) -> Spans {
        let mut end = 0_u64;
        let ends = lengths.map(|len| {
            end = end.saturating_add(len);
            end
        });
        Spans {
            ends: ends.collect(),
        }
    }

    /// Bytes of all files.
    pub fn len(&self) -> u64 {
        self.ends.last().copied().unwrap_or(0)
    }

    /// Whether there are no bytes at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The file at this offset of the whole, the offset in it, and how many bytes of it follow.
    pub fn find(&self, offset: u64) -> Option<(usize, u64, u64)> {
        let file = self.ends.partition_point(|end| *end <= offset);
        let end = *self.ends.get(file)?;
        let start = file.checked_sub(1).map_or(0, |before| self.ends[before]);
        Some((file, offset - start, end - offset))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_its_file() {
        let file = |len| FolderFile {
            path: String::new(),
            link: None,
            len,
        };
        let spans = Spans::of(&[file(0), file(3), file(0), file(2)]);
        assert_eq!(spans.len(), 5);
        let found: Vec<_> = (0..6).map(|offset| spans.find(offset)).collect();
        let (first, last) = (1, 3);
        assert_eq!(
            found,
            [
                Some((first, 0, 3)),
                Some((first, 1, 2)),
                Some((first, 2, 1)),
                Some((last, 0, 2)),
                Some((last, 1, 1)),
                None
            ]
        );
    }
}
