//! A file on disk, or a folder of them.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use super::{ByteSource, FolderFile, SourceError, Spans};

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
        FileSource::of(File::open(path)?)
    }

    /// Of a file that is open.
    ///
    /// # Errors
    /// As [`FileSource::open`].
    pub fn of(file: File) -> std::io::Result<FileSource> {
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

/// A source over the files of a folder, one after the other.
#[derive(Debug)]
pub struct FolderSource {
    root: PathBuf,
    files: Vec<FolderFile>,
    spans: Spans,
}

impl FolderSource {
    /// Lists the folder at `root`, at most `most` files and folders of it. Symbolic links in it are listed
    /// as such, and never followed; what is neither file, folder nor link is passed over.
    ///
    /// # Errors
    /// What the system says, or that there are more.
    pub fn open(root: &Path, most: usize) -> io::Result<FolderSource> {
        let mut files = Vec::new();
        let mut folders = vec![PathBuf::new()];
        let mut seen = 0;
        while let Some(folder) = folders.pop() {
            for item in root.join(&folder).read_dir()? {
                let item = item?;
                seen += 1;
                if seen > most {
                    let why = format!("it holds more than {most} files and folders");
                    return Err(io::Error::other(why));
                }
                let path = folder.join(item.file_name());
                let kind = item.file_type()?;
                let mut file = FolderFile {
                    path: path.to_string_lossy().into_owned(),
                    link: None,
                    len: 0,
                };
                if kind.is_dir() {
                    folders.push(path);
                    continue;
                } else if kind.is_symlink() {
                    let target = std::fs::read_link(root.join(&path))?;
                    file.link = Some(target.to_string_lossy().into_owned());
                } else if kind.is_file() {
                    file.len = item.metadata()?.len();
                } else {
                    continue;
                }
                files.push(file);
            }
        }
        // The system lists them in any order; a report is the same each time.
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(FolderSource {
            root: root.to_owned(),
            spans: Spans::of(&files),
            files,
        })
    }

    /// Its files, in the order in which their bytes come.
    pub fn files(&self) -> &[FolderFile] {
        &self.files
    }
}

impl ByteSource for FolderSource {
    fn len(&self) -> u64 {
        self.spans.len()
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> Result<usize, SourceError> {
        let Some((file, inside, left)) = self.spans.find(offset) else {
            return Ok(0);
        };
        let path = &self.files[file].path;
        let want = usize::try_from(left).map_or(buf.len(), |left| left.min(buf.len()));
        // Opened anew for each piece of some megabytes: a folder may have more files than a
        // process may have open.
        let source = FileSource::open(&self.root.join(path));
        let source = source.map_err(|error| SourceError::Unreadable {
            offset,
            reason: format!("{path}: {error}"),
        })?;
        source.read_at(inside, &mut buf[..want])
    }
}
