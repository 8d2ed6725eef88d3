//! One file that is looked at: what is asked of the workers, what they answer, and its contents as
//! rows of text, bytes or strings, of which only those in sight are drawn.

pub mod colour;
mod difference;
mod form;
mod hits;
mod rows;
mod strings;
mod text_rows;
mod tints;

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::image::Change;
use crate::layer::Kind;
use crate::report::Problem;

pub use difference::{Difference, DifferenceRow, NoDifference, Side};
pub use form::{Form, Picture};
pub use hits::Hits;
pub use rows::{FileRow, FileRows, Part};

/// A node of a layer's listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Which {
    /// The layer, from 0.
    pub layer: usize,
    /// Its node there.
    pub node: u32,
}

/// Which file a person wants to see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileAsk {
    /// That of a row of the tree.
    Row {
        /// [`super::tree::Excerpt::tree`] of what the person saw.
        tree: u64,
        /// The row's node.
        node: u32,
    },
    /// A version of a file.
    Version {
        /// The image, from 0.
        image: usize,
        /// Which.
        which: Which,
    },
    /// What a layer has at a path.
    Path {
        /// The image, from 0.
        image: usize,
        /// Where.
        place: FilePlace,
    },
}

/// A file's place in an image, as an address names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilePlace {
    /// The path, as a report writes it.
    pub path: String,
    /// The layer, from 0; absent for the topmost that has it.
    pub layer: Option<usize>,
}

/// What one layer has at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// The layer, from 0.
    pub layer: usize,
    /// What it did to the path; `None` where the layers below were not all read.
    pub change: Option<Change>,
    /// Its node there; `None` where the path was removed.
    pub node: Option<u32>,
    /// What it is there; absent where the path was removed.
    pub kind: Option<Kind>,
    /// Where the file is, of which it is a name: another layer's only for a hard link. `None`
    /// where it is none.
    pub file: Option<Which>,
    /// Bytes of that file that a reader of it sees.
    pub size: u64,
}

/// A file that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileAt {
    /// The image, from 0.
    pub image: usize,
    /// Its path, as a report writes it.
    pub path: String,
    /// Which name of it is looked at.
    pub which: Which,
    /// Bytes that a reader of it sees.
    pub size: u64,
    /// What each layer has at its path, the lowest first.
    pub versions: Vec<Version>,
    /// Why its contents cannot be read, where they cannot.
    pub problem: Option<Problem>,
}

/// The first bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// The bytes, at most `limits::VIEW_BYTES`.
    pub bytes: Rc<[u8]>,
    /// Why there are no more of them, where some are missing.
    pub problem: Option<Problem>,
}

/// The file that a person looks at. Cloning is cheap.
#[derive(Clone, Debug, PartialEq)]
pub struct Viewed {
    /// Larger than that of all files before.
    pub number: u64,
    /// Which.
    pub ask: FileAsk,
    /// What is known of it, once it was found.
    pub found: Option<Rc<FileAt>>,
    /// Its contents, once they were read.
    pub contents: Option<Rc<Contents>>,
    /// Why it cannot be shown.
    pub problem: Option<Rc<Problem>>,
    /// Bytes read so far of those that stand before its contents and are them, as stored.
    pub progress: Option<(u64, u64)>,
    /// Whether all of it is being read, to be saved.
    pub saving: bool,
    /// The address of all of it within the page, once it was read to be saved.
    pub whole: Option<Rc<str>>,
    /// The version with which it is compared.
    pub base: Option<Base>,
    /// What is looked at again once that version was read.
    pub aside: Option<Rc<Viewed>>,
}

/// The version with which a file is compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Base {
    /// The layer that has it, from 0.
    pub layer: usize,
    /// What it holds.
    pub contents: Rc<Contents>,
}

impl Viewed {
    /// Where it is, once it was found.
    pub fn place(&self) -> Option<FilePlace> {
        if let Some(aside) = &self.aside {
            return aside.place();
        }
        let found = self.found.as_ref()?;
        Some(FilePlace {
            path: found.path.clone(),
            layer: Some(found.which.layer),
        })
    }
}

/// What happens to the file that a person looks at.
#[derive(Clone, Debug, PartialEq)]
pub enum FileAction {
    /// A person wants to see a file.
    Open(FileAsk),
    /// A person wants to see what differs from this version of it.
    Compare(Which),
    /// Or not any more.
    CompareNoMore,
    /// A person wants to see it no more.
    Close,
    /// It was found, or why not.
    Found(u64, Result<FileAt, Problem>),
    /// Its contents were read.
    Read(u64, Contents),
    /// So many bytes of so many were read.
    Progress(u64, u64, u64),
    /// A person wants to save it.
    Save,
    /// All of it has an address within the page, or why not.
    Whole(u64, Result<String, Problem>),
}

/// The file that is looked at after an action.
pub(super) fn after(viewed: Option<Viewed>, last: &mut u64, action: FileAction) -> Option<Viewed> {
    let now = match action {
        FileAction::Open(ask) => {
            *last += 1;
            return Some(Viewed {
                number: *last,
                ask,
                found: None,
                contents: None,
                problem: None,
                progress: None,
                saving: false,
                whole: None,
                base: None,
                aside: None,
            });
        }
        FileAction::Compare(which) => {
            let aside = viewed?;
            let Some(image) = aside.found.as_ref().map(|found| found.image) else {
                return Some(aside);
            };
            // The other version is read first, and then this one is looked at again.
            let ask = FileAsk::Version { image, which };
            let mut base = after(None, last, FileAction::Open(ask))?;
            base.aside = Some(Rc::new(aside));
            return Some(base);
        }
        FileAction::CompareNoMore => {
            let mut viewed = viewed?;
            viewed.base = None;
            return Some(viewed);
        }
        FileAction::Close => return None,
        FileAction::Found(number, _)
        | FileAction::Read(number, _)
        | FileAction::Progress(number, ..)
        | FileAction::Whole(number, _) => Some(number),
        FileAction::Save => None,
    };
    let mut viewed = viewed?;
    // What was asked of another file is of no use.
    if now.is_some_and(|number| number != viewed.number) {
        return Some(viewed);
    }
    match action {
        FileAction::Found(_, Ok(found)) => {
            viewed.problem = found.problem.clone().map(Rc::new);
            viewed.found = Some(Rc::new(found));
        }
        FileAction::Found(_, Err(problem)) => viewed.problem = Some(Rc::new(problem)),
        FileAction::Read(_, contents) => {
            viewed.progress = None;
            viewed.problem = contents.problem.clone().map(Rc::new);
            // Where nothing could be read, nobody knows whether something is in it.
            let unknown = viewed.problem.is_some() && contents.bytes.is_empty();
            viewed.contents = (!unknown).then(|| Rc::new(contents));
            if viewed.problem.is_none()
                && let Some(aside) = viewed.aside.take()
            {
                return again(&aside, viewed, last);
            }
        }
        FileAction::Progress(_, done, total) => viewed.progress = Some((done, total)),
        FileAction::Save => viewed.saving = true,
        FileAction::Whole(_, whole) => {
            viewed.saving = false;
            viewed.progress = None;
            match whole {
                Ok(url) => viewed.whole = Some(url.into()),
                Err(problem) => viewed.problem = Some(Rc::new(problem)),
            }
        }
        FileAction::Open(_)
        | FileAction::Compare(_)
        | FileAction::CompareNoMore
        | FileAction::Close => {}
    }
    Some(viewed)
}

/// What was looked at, with the version that was read to be compared with. It is asked for again, since
/// what is read is what can be saved; meanwhile it stays in sight.
fn again(aside: &Viewed, read: Viewed, last: &mut u64) -> Option<Viewed> {
    let layer = read.found.as_ref()?.which.layer;
    *last += 1;
    Some(Viewed {
        number: *last,
        base: read.contents.map(|contents| Base { layer, contents }),
        aside: None,
        ..aside.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_late_is_of_no_use() {
        let mut last = 0;
        let ask = FileAsk::Row { tree: 1, node: 2 };
        let contents = |bytes: &[u8]| Contents {
            bytes: bytes.into(),
            problem: None,
        };
        let first = after(None, &mut last, FileAction::Open(ask.clone()));
        let second = after(first, &mut last, FileAction::Open(ask));
        let late = after(second, &mut last, FileAction::Read(1, contents(b"a")));
        let late = late.expect("it is open");
        assert_eq!((late.number, &late.contents), (2, &None));
        let read = after(Some(late), &mut last, FileAction::Read(2, contents(b"b")));
        assert_eq!(read.and_then(|v| v.contents), Some(Rc::new(contents(b"b"))));
        assert_eq!(after(None, &mut last, FileAction::Save), None);
    }

    #[test]
    fn what_cannot_be_read_at_all_is_not_empty() {
        let mut last = 0;
        let ask = FileAsk::Row { tree: 1, node: 2 };
        let contents = |bytes: &[u8], problem| Contents {
            bytes: bytes.into(),
            problem,
        };
        let gone = || Some(Problem::defect("gone"));
        let open = after(None, &mut last, FileAction::Open(ask));
        let mut read = |bytes, problem| {
            let action = FileAction::Read(1, contents(bytes, problem));
            let read = after(open.clone(), &mut last, action).expect("it is open");
            (read.contents.is_some(), read.problem.is_some())
        };
        assert_eq!(read(b"", None), (true, false));
        assert_eq!(read(b"half", gone()), (true, true));
        assert_eq!(read(b"", gone()), (false, true));
    }
}
