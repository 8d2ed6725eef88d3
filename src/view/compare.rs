//! The comparison of the image at hand with another, and how it is looked at.

pub mod packages;
mod shown;
mod with;

use std::rc::Rc;

pub use shown::Shown;
pub use with::With;

use crate::compare::{Comparison, FileChange, FileOrder, FileRow, ListWish};
use crate::report::Problem;

use self::packages::{ComparedPackages, Half, PackagesAction};

/// How far it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Stage {
    /// A person chooses what to compare with.
    #[default]
    Choosing,
    /// It is being read: bytes done, and in all.
    Under(Option<(u64, u64)>),
    /// There are several images, of these names: a person chooses one.
    Which(Rc<Vec<String>>),
    /// It was a file, which no address opens: a person chooses it again, or another.
    Again,
    /// It could not be.
    Failed(Rc<Problem>),
    /// It is there.
    Done(Rc<Comparison>),
}

/// What is listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum List {
    /// Files.
    #[default]
    Files,
    /// Layers, and what is downloaded again.
    Layers,
    /// Packages.
    Packages,
    /// Settings.
    Settings,
}

impl List {
    /// All of them.
    pub const ALL: [List; 4] = [List::Files, List::Layers, List::Packages, List::Settings];

    /// Its name, for attributes.
    pub fn id(self) -> &'static str {
        match self {
            List::Files => "files",
            List::Layers => "layers",
            List::Packages => "packages",
            List::Settings => "settings",
        }
    }
}

/// A comparison, as an address keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// What the image is compared with.
    pub with: With,
    /// What of it is shown.
    pub shown: Shown,
}

/// The comparison, and how it is looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CompareView {
    /// Whether it is shown.
    pub open: bool,
    /// How far it is.
    pub stage: Stage,
    /// Its number.
    pub number: u64,
    /// The image at hand that it is of, from 0.
    pub image: usize,
    /// What it is with.
    pub with: Option<With>,
    /// What is to be compared with, since an address leads there.
    pub due: Option<With>,
    /// What of it is shown.
    pub shown: Shown,
    /// What is to be shown once it is with that, since an address leads there.
    to_come: Option<Compared>,
    /// The first of them.
    pub rows: Rc<Vec<FileRow>>,
    /// How many there are; none before they were listed.
    pub total: Option<usize>,
    /// The packages of both.
    pub packages: ComparedPackages,
}

/// What happens to it.
#[derive(Clone, Debug, PartialEq)]
pub enum CompareAction {
    /// Show it.
    Open,
    /// Hide it; what is being read goes on no more.
    Close,
    /// Choose anew.
    Choose,
    /// One of this number is begun, of that image at hand.
    Begin(u64, usize, With),
    /// There are several images, of these names.
    Which(u64, Vec<String>),
    /// This one of them is meant, from 0.
    Meant(usize),
    /// Bytes done, and in all.
    Progress(u64, u64, u64),
    /// It is there, or cannot be.
    Done(u64, Result<Box<Comparison>, Problem>),
    /// Files came, and how many there are.
    Rows(u64, Vec<FileRow>, usize),
    /// Something with the packages of both.
    Packages(PackagesAction),
    /// List something.
    List(List),
    /// Files with this in their paths.
    Filter(String),
    /// Show files that differ in this way, or do not.
    Switch(FileChange),
    /// Sort files, or turn their order round.
    Sort(FileOrder),
}

impl CompareView {
    /// Does it.
    pub fn act(&mut self, action: CompareAction) {
        match action {
            CompareAction::Open => self.open = true,
            CompareAction::Close => {
                self.open = false;
                self.to_come = None;
                if !matches!(self.stage, Stage::Done(_)) {
                    self.stage = Stage::Choosing;
                }
            }
            CompareAction::Choose => {
                self.stage = Stage::Choosing;
                self.to_come = None;
            }
            CompareAction::Which(number, names) => {
                if self.is_under(number) {
                    self.stage = Stage::Which(Rc::new(names));
                }
            }
            CompareAction::Meant(image) => {
                if let Some(With::Reference(_, which) | With::Report(_, which)) = &mut self.with {
                    *which = Some(image);
                }
                self.stage = Stage::Under(None);
            }
            CompareAction::Begin(number, image, with) => {
                let to_come = self.to_come.take();
                let to_come = to_come.filter(|to_come| to_come.with.is_of(&with));
                *self = CompareView {
                    open: true,
                    stage: Stage::Under(None),
                    number,
                    image,
                    with: Some(with),
                    packages: self.packages.anew(),
                    ..CompareView::default()
                };
                if let Some(to_come) = to_come {
                    self.show(to_come.shown);
                }
            }
            CompareAction::Progress(number, done, total) => {
                if self.is_under(number) {
                    self.stage = Stage::Under(Some((done, total)));
                }
            }
            CompareAction::Done(number, done) => {
                if self.is_under(number) {
                    self.stage = match done {
                        Ok(comparison) => Stage::Done(Rc::new(*comparison)),
                        Err(problem) => Stage::Failed(Rc::new(problem)),
                    };
                }
            }
            CompareAction::Rows(number, rows, total) => {
                if number == self.number {
                    (self.rows, self.total) = (Rc::new(rows), Some(total));
                }
            }
            CompareAction::Packages(action) => self.packages.act(action),
            CompareAction::List(list) => self.show(Shown {
                list,
                ..self.shown.clone()
            }),
            CompareAction::Filter(text) => self.shown.wish.text = text,
            CompareAction::Switch(change) => {
                let hidden = &mut self.shown.wish.hidden;
                match hidden.iter().position(|other| *other == change) {
                    Some(at) => drop(hidden.remove(at)),
                    None => hidden.push(change),
                }
                hidden.sort_by_key(|change| *change as u8);
            }
            CompareAction::Sort(order) => {
                let wish = &mut self.shown.wish;
                let again = wish.order == order;
                // The largest first; paths from A.
                let first = !matches!(order, FileOrder::Path | FileOrder::Change);
                wish.reversed = if again { !wish.reversed } else { first };
                wish.order = order;
            }
        }
    }

    fn show(&mut self, shown: Shown) {
        self.shown = shown;
        if self.shown.list == List::Packages {
            self.packages.look();
        }
    }

    /// What is listed: of single layers there are but files.
    pub fn listed(&self) -> List {
        match &self.stage {
            Stage::Done(comparison) if comparison.layers.is_none() => List::Files,
            _ => self.shown.list,
        }
    }

    fn is_under(&self, number: u64) -> bool {
        number == self.number && matches!(self.stage, Stage::Under(_))
    }

    /// Whether a file that is dropped or chosen is to be compared with.
    pub fn takes_files(&self) -> bool {
        self.open && !matches!(self.stage, Stage::Done(_))
    }

    /// What is compared with, of that image at hand, where it is looked at.
    pub(super) fn stand(&self, image: usize) -> Option<Compared> {
        let is_open = self.open && self.image == image && self.stage != Stage::Choosing;
        let with = self.with.clone().filter(|_| is_open)?;
        let to_come = self.to_come.as_ref();
        let shown = match to_come.filter(|to_come| to_come.with.is_of(&with)) {
            Some(to_come) => to_come.shown.clone(),
            None => self.shown.clone(),
        };
        Some(Compared { with, shown })
    }

    /// Shows it again, where it is with that.
    pub(super) fn shows(&mut self, compared: &Compared, image: usize) -> bool {
        let there = self.image == image
            && self.with.as_ref() == Some(&compared.with)
            && matches!(
                self.stage,
                Stage::Under(_) | Stage::Which(_) | Stage::Done(_)
            );
        if there {
            self.open = true;
            self.show(compared.shown.clone());
        }
        there
    }

    /// It is to be had, and then shown so.
    pub(super) fn expect(&mut self, compared: Compared) {
        self.due = Some(compared.with.clone());
        self.to_come = Some(compared);
    }

    /// An address leads to a comparison with a file, which a person has to choose again.
    pub(super) fn ask_again(&mut self, compared: Compared, image: usize) {
        *self = CompareView {
            open: true,
            stage: Stage::Again,
            number: self.number,
            image,
            with: Some(compared.with.clone()),
            to_come: Some(compared),
            ..CompareView::default()
        };
    }

    /// The packages that are to be read: the reading's number, and of which image.
    pub fn packages_wanted(&self) -> Option<(u64, Half)> {
        let shown = self.open && matches!(self.stage, Stage::Done(_));
        self.packages.wanted().filter(|_| shown)
    }

    /// The files that are to be listed.
    pub fn rows_wanted(&self) -> Option<(u64, ListWish)> {
        matches!(self.stage, Stage::Done(_)).then(|| (self.number, self.shown.wish.clone()))
    }
}

#[cfg(test)]
mod tests;
