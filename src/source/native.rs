//! A file on disk.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;

use super::{ByteSource, SourceError};

/// A source over an open file; any number of threads may read it at once.
#[derive(Debug)]
pub struct FileSource {
    file: File,
    len: u64,
}

impl FileSource {
    /// Opens the file at `path`.
    ///
    /// # Errors
    /// What the system says: no such file, no permission, a folder.
    pub fn open(path: &Path) -> std::io::Result<FileSource> {
        let file = File::open(path)?;
        let meta = file.metadata()?;
        if meta.is_dir() {
            return Err(std::io::ErrorKind::IsADirectory.into());
        }
        Ok(FileSource {
            len: meta.len(),
            file,
        })
    }
}

impl ByteSource for FileSource {
    fn len(&self) -> u64 {
        self.len
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> Result<usize, SourceError> {
        loop {
            match self.file.read_at(buf, offset) {
                Ok(n) => return Ok(n),
                Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
                Err(e) => {
                    return Err(SourceError::Unreadable {
                        offset,
                        reason: e.to_string(),
                    });
                }
            }
        }
    }
}
