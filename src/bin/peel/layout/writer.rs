//! The files of a layout (image-spec `image-layout.md`).

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use peel::digest::{Algorithm, Hasher};

use super::LayoutError;

/// A layout that is being written.
pub struct Writer {
    folder: PathBuf,
    parts: usize,
}

/// A blob that was written.
#[derive(Clone, Debug)]
pub struct Written {
    /// Its digest.
    pub digest: String,
    /// Its bytes.
    pub size: u64,
}

/// A blob of which not all bytes are there yet.
pub struct Part {
    path: PathBuf,
    file: io::BufWriter<File>,
    hasher: Hasher,
    size: u64,
}

impl Part {
    /// Takes the next bytes.
    pub fn push(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hasher.update(bytes);
        self.size += bytes.len() as u64;
        self.file.write_all(bytes)
    }
}

impl io::Write for Part {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.push(bytes).map(|()| bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Writer {
    /// Begins a layout in an empty or a new folder.
    pub fn new(folder: &Path) -> Result<Writer, LayoutError> {
        fs::create_dir_all(folder.join("blobs/sha256"))?;
        let others = fs::read_dir(folder)?.filter(|item| {
            let name = item.as_ref().map(|item| item.file_name());
            name.is_ok_and(|name| name != "blobs")
        });
        let blobs = fs::read_dir(folder.join("blobs/sha256"))?.count();
        if others.count() + blobs > 0 {
            return Err(LayoutError::NotEmpty(folder.display().to_string()));
        }
        Ok(Writer {
            folder: folder.to_owned(),
            parts: 0,
        })
    }

    /// Writes a file of the layout. Paths come from Peel itself, or are made of a digest.
    pub fn file(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        fs::write(self.folder.join(path), bytes)
    }

    /// Begins a blob.
    pub fn part(&mut self) -> io::Result<Part> {
        self.parts += 1;
        let path = self
            .folder
            .join(format!("blobs/sha256/.part-{}", self.parts));
        Ok(Part {
            file: io::BufWriter::new(File::create(&path)?),
            path,
            hasher: Hasher::new(Algorithm::Sha256),
            size: 0,
        })
    }

    /// Ends a blob: its name is its digest.
    pub fn keep(&self, part: Part) -> io::Result<Written> {
        part.file
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        let digest = part.hasher.finish();
        fs::rename(
            &part.path,
            self.folder.join("blobs/sha256").join(digest.hex()),
        )?;
        Ok(Written {
            digest: digest.to_string(),
            size: part.size,
        })
    }

    /// Writes a blob that is in memory.
    pub fn blob(&mut self, bytes: &[u8]) -> io::Result<Written> {
        let mut part = self.part()?;
        part.push(bytes)?;
        self.keep(part)
    }

    /// Takes away what was written: a part of a layout is none.
    pub fn clear(&self) {
        // What cannot be taken away is seen by who tries again.
        let _ = fs::remove_dir_all(self.folder.join("blobs"));
        for name in ["index.json", "oci-layout", ".unpacked"] {
            let _ = fs::remove_file(self.folder.join(name));
        }
    }

    /// Where something may be written for a while.
    pub fn scratch(&self) -> PathBuf {
        self.folder.join(".unpacked")
    }
}
