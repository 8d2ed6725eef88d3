//! What a person gave to be opened: a file, a folder's files, the name of an image elsewhere, or the
//! address of a report.

use web_sys::File;

use crate::registry::{Access, Route};
use crate::source::FolderFile;
use crate::worker::RemoteAsk;
use crate::worker::protocol::Request;

/// A file, a folder, an image elsewhere, or a report. Cloning is cheap: the browser keeps the bytes where
/// they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    name: String,
    files: Vec<File>,
    what: What,
}

#[derive(Clone, Debug, PartialEq)]
enum What {
    File,
    Folder(Vec<FolderFile>),
    Remote(Box<RemoteAsk>),
    Report { address: String, route: Route },
}

impl From<File> for Given {
    fn from(file: File) -> Given {
        Given {
            name: file.name(),
            files: vec![file],
            what: What::File,
        }
    }
}

impl From<RemoteAsk> for Given {
    fn from(ask: RemoteAsk) -> Given {
        Given {
            name: ask.text.trim().to_owned(),
            files: Vec::new(),
            what: What::Remote(Box::new(ask)),
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
            what: What::Folder(listed.collect()),
            files: files.into_iter().map(|(_, file)| file).collect(),
        }
    }

    /// A report at an address, and the way there.
    pub fn report(address: &str, route: Route) -> Given {
        let path = address.split(['?', '#']).next().unwrap_or(address);
        let name = path.rsplit('/').find(|part| !part.is_empty());
        Given {
            name: name.unwrap_or(address).to_owned(),
            files: Vec::new(),
            what: What::Report {
                address: address.to_owned(),
                route,
            },
        }
    }

    /// Its name, for people.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The file, where it is one.
    pub fn file(&self) -> Option<&File> {
        self.files.first().filter(|_| self.what == What::File)
    }

    /// The files, in the order in which their bytes come.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// Bytes of all files; 0 of what is elsewhere.
    pub(super) fn bytes(&self) -> u64 {
        // A size is an integer below 2^53.
        self.files.iter().map(|file| file.size() as u64).sum()
    }

    /// Of an image elsewhere, how it is asked for.
    pub fn remote(&self) -> Option<&RemoteAsk> {
        match &self.what {
            What::Remote(ask) => Some(ask),
            _ => None,
        }
    }

    /// Of an image elsewhere, what may be shown to whom from now on.
    pub(super) fn set_access(&mut self, access: Access) {
        if let What::Remote(ask) = &mut self.what {
            ask.access = access;
        }
    }

    /// What the first worker is asked.
    pub(super) fn request(&self) -> Request {
        let name = self.name.clone();
        match &self.what {
            What::File => Request::Open { name, folder: None },
            What::Folder(files) => Request::Open {
                name,
                folder: Some(files.clone()),
            },
            What::Report { address, route } => Request::OpenReport {
                name,
                address: address.clone(),
                route: route.clone(),
            },
            What::Remote(ask) => Request::Pull {
                ask: (**ask).clone(),
            },
        }
    }
}
