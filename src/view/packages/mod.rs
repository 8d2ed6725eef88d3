//! The packages of the image at hand: when they are read, and how their table is looked at.

mod rows;

use std::rc::Rc;

use crate::packages::{Package, PackageFiles, Packages};
use crate::report::Problem;

pub use rows::{Column, Line, counts, lines, share_of};

/// Which packages are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// Those that are there.
    #[default]
    There,
    /// Those that a later layer removed or replaced.
    Removed,
    /// None: the files that no package owns.
    Unowned,
}

impl Which {
    /// For attributes.
    pub fn id(self) -> &'static str {
        match self {
            Which::There => "there",
            Which::Removed => "removed",
            Which::Unowned => "unowned",
        }
    }
}

/// What is known of the reading.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Reading {
    /// Nobody has asked for packages.
    #[default]
    Not,
    /// They are being read: bytes done of all.
    Under(Option<(u64, u64)>),
    /// A person stopped it.
    Stopped,
    /// They were read.
    Done(Rc<Packages>),
    /// Why they were not.
    Failed(Rc<Problem>),
}

/// The packages, and how they are looked at. Cloning is cheap.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PackagesView {
    /// That of the last reading: larger than all before.
    pub number: u64,
    /// The image, and how many of its layers were stacked.
    of: Option<(usize, usize)>,
    /// How far it is.
    pub reading: Reading,
    /// Which packages are shown.
    pub which: Which,
    /// The column that orders them; absent for the order of their bytes.
    pub by: Column,
    /// Whether that order is turned round.
    pub turned: bool,
    /// What their names, versions or kinds must have in them.
    pub filter: String,
    /// The package at hand: its place in [`Packages`].
    pub at: Option<usize>,
    /// Whether they are of a report, which does not tell their files.
    pub of_report: bool,
    /// Its files, once they are known.
    pub files: Option<Rc<PackageFiles>>,
}

/// What happens to packages.
#[derive(Clone, Debug, PartialEq)]
pub enum PackagesAction {
    /// A person wants them read again, after it failed or was stopped.
    Read,
    /// A person stops the reading.
    Stop,
    /// So many bytes of so many were read.
    Progress(u64, u64, u64),
    /// They were read, or why not.
    Found(u64, Result<Packages, Problem>),
    /// Show others.
    Show(Which),
    /// Order by a column, or turn that order round.
    Sort(Column),
    /// What names must have in them.
    Filter(String),
    /// Take a package at hand, by its place in [`Packages`].
    Choose(Option<usize>),
    /// Move among the lines by so many.
    Move(isize),
    /// The files of a package are known.
    Files(u64, usize, PackageFiles),
}

impl PackagesView {
    /// That of another image, looked at in the same way.
    pub(super) fn anew(&self, of: Option<(usize, usize)>) -> PackagesView {
        PackagesView {
            number: self.number,
            of,
            of_report: self.of_report,
            by: self.by,
            turned: self.turned,
            ..PackagesView::default()
        }
    }

    /// Somebody may look at the packages of this image: they are read where they were not.
    pub(super) fn look(&mut self, of: (usize, usize), wanted: bool) {
        if self.of != Some(of) && (self.of.is_some() || wanted) {
            *self = self.anew(Some(of));
        }
        if wanted && self.reading == Reading::Not {
            self.begin();
        }
    }

    fn begin(&mut self) {
        self.number += 1;
        self.reading = Reading::Under(None);
    }

    /// The reading that is under way: its number and image.
    pub fn wanted(&self) -> Option<(u64, usize)> {
        let (image, _) = self.of?;
        matches!(self.reading, Reading::Under(_)).then_some((self.number, image))
    }

    /// The package whose files are wanted: the reading's number, and its place.
    pub fn files_wanted(&self) -> Option<(u64, usize)> {
        let there = matches!(self.reading, Reading::Done(_)) && self.which == Which::There;
        self.at
            .filter(|_| there && self.files.is_none() && !self.of_report)
            .map(|at| (self.number, at))
    }

    /// The packages, once they were read.
    pub fn packages(&self) -> Option<&Rc<Packages>> {
        match &self.reading {
            Reading::Done(packages) => Some(packages),
            _ => None,
        }
    }

    /// The packages that are shown.
    pub fn shown(&self) -> &[Package] {
        match (self.packages(), self.which) {
            (Some(packages), Which::There) => &packages.packages,
            (Some(packages), Which::Removed) => &packages.removed,
            _ => &[],
        }
    }

    /// The package at hand.
    pub fn at_hand(&self) -> Option<&Package> {
        self.shown().get(self.at?)
    }

    pub(super) fn act(&mut self, action: PackagesAction) {
        match action {
            PackagesAction::Read => {
                if matches!(self.reading, Reading::Stopped | Reading::Failed(_)) {
                    self.begin();
                }
            }
            PackagesAction::Stop => {
                if matches!(self.reading, Reading::Under(_)) {
                    self.reading = Reading::Stopped;
                }
            }
            PackagesAction::Progress(number, done, total) => {
                if self.wanted().is_some_and(|(wanted, _)| wanted == number) {
                    self.reading = Reading::Under(Some((done, total)));
                }
            }
            PackagesAction::Found(number, found) => {
                if self.wanted().is_some_and(|(wanted, _)| wanted == number) {
                    self.reading = match found {
                        Ok(packages) => Reading::Done(Rc::new(packages)),
                        Err(problem) => Reading::Failed(Rc::new(problem)),
                    };
                }
            }
            PackagesAction::Show(which) => {
                self.which = which;
                self.choose(None);
            }
            PackagesAction::Sort(by) => {
                self.turned = self.by == by && !self.turned;
                self.by = by;
            }
            PackagesAction::Filter(filter) => self.filter = filter,
            PackagesAction::Choose(at) => self.choose(at),
            PackagesAction::Move(by) => self.move_by(by),
            PackagesAction::Files(number, package, files) => {
                if self.files_wanted() == Some((number, package)) {
                    self.files = Some(Rc::new(files));
                }
            }
        }
    }

    fn choose(&mut self, at: Option<usize>) {
        if self.at != at {
            self.at = at;
            self.files = None;
        }
    }

    fn move_by(&mut self, by: isize) {
        let lines = lines(self);
        let now = lines.iter().position(|line| Some(line.package) == self.at);
        let to = now.map_or(0, |now| now.saturating_add_signed(by));
        if let Some(line) = lines.get(to.min(lines.len().saturating_sub(1))) {
            self.choose(Some(line.package));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packages::Kind;

    fn package(name: &str, bytes: u64) -> Package {
        Package {
            kind: Kind::Dpkg,
            name: name.into(),
            version: "1".into(),
            arch: String::new(),
            source: String::new(),
            license: String::new(),
            layer: 0,
            removed: None,
            replaced: None,
            path: String::new(),
            files: 1,
            bytes,
            shared: 0,
            hidden: 0,
            missing: 0,
            parts: Vec::new(),
        }
    }

    fn read() -> PackagesView {
        let mut view = PackagesView::default();
        view.look((0, 2), true);
        let (number, image) = view.wanted().expect("it is looked at");
        assert_eq!((number, image), (1, 0));
        let packages = Packages {
            packages: vec![package("b", 30), package("Ab", 20), package("c", 10)],
            ..Packages::default()
        };
        view.act(PackagesAction::Found(number, Ok(packages)));
        view
    }

    fn names(view: &PackagesView) -> Vec<&str> {
        let lines = lines(view);
        let names = lines.iter().map(|line| &*view.shown()[line.package].name);
        names.collect()
    }

    #[test]
    fn packages_are_read_when_they_are_looked_at() {
        let mut view = PackagesView::default();
        view.look((0, 2), false);
        assert_eq!(view.wanted(), None);
        let mut view = read();
        view.look((0, 2), true);
        assert_eq!(view.wanted(), None, "they are there");
        view.look((0, 3), true);
        assert_eq!(view.wanted(), Some((2, 0)), "a layer came");
        view.act(PackagesAction::Found(1, Ok(Packages::default())));
        assert_eq!(view.packages(), None, "that is out of date");
        view.act(PackagesAction::Stop);
        view.look((0, 3), true);
        assert_eq!(view.wanted(), None, "a person stopped it");
        view.act(PackagesAction::Read);
        assert_eq!(view.wanted(), Some((3, 0)));
    }

    #[test]
    fn the_table_is_ordered_and_filtered() {
        let mut view = read();
        assert_eq!(names(&view), ["b", "Ab", "c"]);
        view.act(PackagesAction::Sort(Column::Name));
        assert_eq!(names(&view), ["Ab", "b", "c"]);
        view.act(PackagesAction::Sort(Column::Name));
        assert_eq!(names(&view), ["c", "b", "Ab"]);
        view.act(PackagesAction::Filter("B".into()));
        assert_eq!(names(&view), ["b", "Ab"]);
        view.act(PackagesAction::Move(1));
        assert_eq!(view.at_hand().map(|package| &*package.name), Some("b"));
        view.act(PackagesAction::Move(9));
        assert_eq!(view.at_hand().map(|package| &*package.name), Some("Ab"));
        assert_eq!(view.files_wanted(), Some((1, 1)));
        let files = PackageFiles::default();
        view.act(PackagesAction::Files(1, 0, files.clone()));
        assert_eq!(view.files, None, "those of another package");
        view.act(PackagesAction::Files(1, 1, files));
        assert_eq!(view.files_wanted(), None);
    }
}
