//! A folder of the tree that is saved as a tar: what is asked of the workers, and how far it is.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::report::Problem;

/// Which folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TarAsk {
    /// [`super::tree::Excerpt::tree`] of what the person saw.
    pub tree: u64,
    /// The folder's node there.
    pub node: u32,
}

/// What is known of a tar before its bytes are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TarPlanned {
    /// The folder's path, as a report writes it.
    pub path: String,
    /// What the tar is called.
    pub name: String,
    /// Entries in it.
    pub entries: u64,
    /// Bytes of it, but for what is known only when it is made.
    pub bytes: u64,
    /// Entries that no tar can hold.
    pub left_out: u64,
}

/// How far it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Stage {
    /// Nobody has asked for one.
    #[default]
    Not,
    /// It is being found out what goes into it.
    Finding(TarAsk),
    /// Its layers are being read: bytes done of all.
    Reading(Rc<TarPlanned>, Option<(u64, u64)>),
    /// It has an address within the page.
    Made(Rc<TarPlanned>, Rc<str>),
    /// Why there is none.
    Failed(Rc<Problem>),
}

impl Stage {
    /// For attributes.
    pub fn id(&self) -> &'static str {
        match self {
            Stage::Not => "not",
            Stage::Finding(_) => "finding",
            Stage::Reading(..) => "reading",
            Stage::Made(..) => "made",
            Stage::Failed(_) => "failed",
        }
    }

    /// Whether work is going on.
    pub fn is_busy(&self) -> bool {
        matches!(self, Stage::Finding(_) | Stage::Reading(..))
    }
}

/// The tar that was asked for last. Cloning is cheap.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TarView {
    /// Its number, larger than all before.
    pub number: u64,
    /// How far it is.
    pub stage: Stage,
}

/// What happens to it.
#[derive(Clone, Debug, PartialEq)]
pub enum TarAction {
    /// A person wants the folder at hand.
    Take,
    /// A person wants everything.
    TakeAll,
    /// It is known what goes into it, or why there is none.
    Planned(u64, Result<TarPlanned, Problem>),
    /// So many bytes of so many were read.
    Progress(u64, u64, u64),
    /// It was made, or why not.
    Made(u64, Result<String, Problem>),
    /// A person ends it, or puts away what is said of it.
    PutAway,
}

impl TarView {
    /// Begins with another folder.
    pub(super) fn begin(&mut self, ask: TarAsk) {
        self.number += 1;
        self.stage = Stage::Finding(ask);
    }

    /// Nothing, of another archive.
    pub(super) fn anew(&self) -> TarView {
        TarView {
            number: self.number,
            stage: Stage::Not,
        }
    }

    /// The folder whose tar is being made: the number, and which.
    pub fn wanted(&self) -> Option<(u64, Option<TarAsk>)> {
        match &self.stage {
            Stage::Finding(ask) => Some((self.number, Some(*ask))),
            Stage::Reading(..) => Some((self.number, None)),
            _ => None,
        }
    }

    pub(super) fn act(&mut self, action: TarAction) {
        match (action, &self.stage) {
            (TarAction::Planned(number, planned), Stage::Finding(_)) if number == self.number => {
                self.stage = match planned {
                    Ok(planned) => Stage::Reading(Rc::new(planned), None),
                    Err(problem) => Stage::Failed(Rc::new(problem)),
                };
            }
            (TarAction::Progress(number, done, total), Stage::Reading(planned, _))
                if number == self.number =>
            {
                self.stage = Stage::Reading(planned.clone(), Some((done, total)));
            }
            (TarAction::Made(number, made), Stage::Reading(planned, _))
                if number == self.number =>
            {
                self.stage = match made {
                    Ok(url) => Stage::Made(planned.clone(), url.into()),
                    Err(problem) => Stage::Failed(Rc::new(problem)),
                };
            }
            (TarAction::PutAway, _) => self.stage = Stage::Not,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_one_counts() {
        let mut view = TarView::default();
        let planned = TarPlanned {
            path: "etc".into(),
            name: "etc.tar".into(),
            entries: 3,
            bytes: 4096,
            left_out: 0,
        };
        let ask = TarAsk { tree: 1, node: 2 };
        view.begin(ask);
        assert_eq!(view.wanted(), Some((1, Some(ask))));
        view.act(TarAction::PutAway);
        view.act(TarAction::Planned(1, Ok(planned.clone())));
        assert_eq!(view.stage, Stage::Not, "a person ended it");
        view.begin(ask);
        view.act(TarAction::Planned(1, Ok(planned.clone())));
        assert_eq!(view.stage, Stage::Finding(ask), "that was another");
        view.act(TarAction::Planned(2, Ok(planned)));
        view.act(TarAction::Progress(2, 1, 3));
        assert_eq!(view.wanted(), Some((2, None)));
        view.act(TarAction::Made(2, Ok("blob:x".into())));
        assert_eq!((view.stage.id(), view.wanted()), ("made", None));
        assert_eq!(view.anew().number, 2);
    }
}
