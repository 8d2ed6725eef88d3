//! What a person gave to be opened, as the browser has it: a file, or a folder's files.

use web_sys::File;

use crate::source::FolderFile;

/// A file, or a folder. Cloning is cheap: the browser keeps the bytes where they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    name: String,
    files: Vec<File>,
    folder: Option<Vec<FolderFile>>,
}

impl From<File> for Given {
    fn from(file: File) -> Given {
        Given {
            name: file.name(),
            files: vec![file],
            folder: None,
        }
    }
}

impl Given {
    /// A folder of this name: its files, with their paths below it.
    pub fn folder(name: String, mut files: Vec<(String, File)>) -> Given {
        // The browser lists them in any order; a report is the same each time.
        files.sort_by(|a, b| a.0.cmp(&b.0));
        let listed = files.iter().map(|(path, file)| FolderFile {
            path: path.clone(),
            // The browser follows links, or leaves them out.
            link: None,
            // A size is an integer below 2^53.
            len: file.size() as u64,
        });
        Given {
            name,
            folder: Some(listed.collect()),
            files: files.into_iter().map(|(_, file)| file).collect(),
        }
    }

    /// Its name, for people.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The files, in the order in which their bytes come.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// Of a folder, what its files are.
    pub fn listed(&self) -> Option<&Vec<FolderFile>> {
        self.folder.as_ref()
    }
}
