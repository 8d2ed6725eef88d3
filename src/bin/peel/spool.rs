//! Bytes that can be had once, kept on disk for as long as they are read again: standard input, and the layers
//! of an image that is elsewhere.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write as _};
use std::os::unix::fs::{FileExt as _, OpenOptionsExt as _};
use std::path::PathBuf;

use peel::limits;
use peel::source::native::FileSource;

/// A file that nobody else sees, and that is gone with the command, however that ends.
pub struct Spool {
    file: File,
}

/// Names that are tried, of which the first is free.
const TRIES: usize = 16;

impl Spool {
    /// An empty one, in the system's folder for such (`TMPDIR`).
    ///
    /// # Errors
    /// What the system says.
    pub fn new() -> io::Result<Spool> {
        let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
        for _ in 0..TRIES {
            let path = name()?;
            let mut options = OpenOptions::new();
            options.read(true).write(true).create_new(true).mode(0o600);
            match options.open(&path) {
                Ok(file) => {
                    // Only this command has it from here on.
                    std::fs::remove_file(&path)?;
                    return Ok(Spool { file });
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
                Err(error) => return Err(error),
            }
        }
        Err(last)
    }

    /// Takes all that can be read.
    ///
    /// # Errors
    /// What the system says: the reader's, or that the disk is full.
    pub fn fill(&mut self, from: &mut dyn Read) -> io::Result<()> {
        let mut piece = vec![0; limits::READ_PIECE];
        loop {
            match from.read(&mut piece) {
                Ok(0) => return Ok(()),
                Ok(n) => self.file.write_all(&piece[..n])?,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Puts bytes where they belong; any number of threads may.
    ///
    /// # Errors
    /// What the system says.
    pub fn put(&self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all_at(bytes, offset)
    }

    /// The bytes, to be read.
    ///
    /// # Errors
    /// What the system says.
    pub fn source(self) -> io::Result<FileSource> {
        FileSource::of(self.file)
    }
}

/// A name that nobody guesses.
fn name() -> io::Result<PathBuf> {
    let mut random = [0; 16];
    getrandom::fill(&mut random).map_err(io::Error::other)?;
    let name = u128::from_le_bytes(random);
    Ok(std::env::temp_dir().join(format!("peel-{name:032x}")))
}
