//! What if: what is ticked of the image at hand, and what the worker says of the image without it.

use std::rc::Rc;

use crate::limits;
use crate::whatif::{Tick, Without};

/// What is asked of the worker.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIfRequest {
    /// Larger than all before.
    pub number: u64,
    /// The image, from 0.
    pub image: usize,
    /// What is ticked.
    pub ticks: Rc<Vec<Tick>>,
    /// Whether what is chosen in the tree is to be ticked too; or no more, where all of it is.
    pub chosen: bool,
}

/// What happens to ticks.
#[derive(Clone, Debug, PartialEq)]
pub enum WhatIfAction {
    /// Tick something, or do not.
    Switch(Tick),
    /// Tick what is chosen in the tree, or do not.
    Chosen,
    /// Tick nothing.
    Clear,
    /// The ticks before.
    Undo,
    /// The ticks that were undone.
    Redo,
    /// The answer to the request of a number; absent where the image is not there.
    Answered(u64, Option<Box<Without>>),
}

/// The ticks, and what is known of the image without them. Cloning is cheap.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WhatIfView {
    ticks: Rc<Vec<Tick>>,
    undone: Vec<Rc<Vec<Tick>>>,
    done: Vec<Rc<Vec<Tick>>>,
    number: u64,
    under_way: Option<WhatIfRequest>,
    /// Whether something else is to be asked once the worker has answered.
    due: bool,
    /// Whether that takes what is chosen in the tree.
    chosen_due: bool,
    /// The image, and how many of its layers were stacked.
    of: (usize, usize),
    found: Option<Rc<Without>>,
}

/// Steps that can be undone.
const STEPS: usize = 200;

impl WhatIfView {
    /// Nothing ticked, of another image.
    pub(super) fn anew(&self, of: (usize, usize)) -> WhatIfView {
        WhatIfView {
            number: self.number,
            of,
            ..WhatIfView::default()
        }
    }

    /// The image at hand, with so many of its layers stacked.
    pub(super) fn look(&mut self, of: (usize, usize)) {
        if self.of == of {
            return;
        }
        match self.of.0 == of.0 {
            // More is known of the same image.
            true => {
                self.of = of;
                self.ask(false);
            }
            false => *self = self.anew(of),
        }
    }

    /// An address leads to these ticks.
    pub(super) fn go_to(&mut self, mut ticks: Vec<Tick>) {
        ticks.truncate(limits::WHAT_IF_TICKS);
        self.set(ticks);
    }

    /// What was found is said in a language that is not spoken any more.
    pub(super) fn say_again(&mut self) {
        self.ask(false);
    }

    /// What is ticked.
    pub fn ticks(&self) -> &[Tick] {
        &self.ticks
    }

    /// Whether something is ticked.
    pub fn has(&self, tick: &Tick) -> bool {
        self.ticks.contains(tick)
    }

    /// The image without what is ticked, as far as it is known: while other ticks are reckoned, that
    /// of those before.
    pub fn found(&self) -> Option<&Rc<Without>> {
        self.found.as_ref().filter(|_| !self.ticks.is_empty())
    }

    /// Whether what is found is of what is ticked.
    pub fn is_settled(&self) -> bool {
        self.under_way.is_none()
    }

    /// What is asked, and not answered yet.
    pub fn request(&self) -> Option<&WhatIfRequest> {
        self.under_way.as_ref()
    }

    /// Whether there is something to undo, and to do again.
    pub fn steps(&self) -> (bool, bool) {
        (!self.done.is_empty(), !self.undone.is_empty())
    }

    /// Whether no more can be ticked.
    pub fn is_full(&self) -> bool {
        self.ticks.len() >= limits::WHAT_IF_TICKS
    }

    pub(super) fn act(&mut self, action: WhatIfAction) {
        match action {
            WhatIfAction::Switch(tick) => {
                let mut ticks = self.ticks.to_vec();
                match ticks.iter().position(|known| *known == tick) {
                    Some(at) => drop(ticks.remove(at)),
                    None if self.is_full() => return,
                    None => ticks.push(tick),
                }
                self.set(ticks);
            }
            WhatIfAction::Clear => self.set(Vec::new()),
            WhatIfAction::Chosen => self.ask(true),
            WhatIfAction::Undo => {
                if let Some(before) = self.done.pop() {
                    self.undone.push(std::mem::replace(&mut self.ticks, before));
                    self.ask(false);
                }
            }
            WhatIfAction::Redo => {
                if let Some(after) = self.undone.pop() {
                    self.done.push(std::mem::replace(&mut self.ticks, after));
                    self.ask(false);
                }
            }
            WhatIfAction::Answered(number, without) => self.answered(number, without),
        }
    }

    fn keep(&mut self, ticks: Vec<Tick>) -> bool {
        if *self.ticks == ticks {
            return false;
        }
        let before = std::mem::replace(&mut self.ticks, Rc::new(ticks));
        self.done.push(before);
        if self.done.len() > STEPS {
            self.done.remove(0);
        }
        self.undone.clear();
        true
    }

    fn set(&mut self, ticks: Vec<Tick>) {
        if self.keep(ticks) {
            self.ask(false);
        }
    }

    fn ask(&mut self, chosen: bool) {
        if self.under_way.is_some() {
            self.due = true;
            self.chosen_due |= chosen;
            return;
        }
        if self.ticks.is_empty() && !chosen {
            return;
        }
        self.number += 1;
        self.under_way = Some(WhatIfRequest {
            number: self.number,
            image: self.of.0,
            ticks: self.ticks.clone(),
            chosen,
        });
    }

    fn answered(&mut self, number: u64, without: Option<Box<Without>>) {
        let Some(asked) = self.under_way.take_if(|asked| asked.number == number) else {
            return;
        };
        let due = std::mem::take(&mut self.due);
        if let Some(without) = without {
            if asked.chosen {
                // What was ticked by hand meanwhile stays so.
                let told: Vec<Tick> = without.ticks.iter().map(|t| t.tick.clone()).collect();
                let dropped = |tick: &Tick| asked.ticks.contains(tick) && !told.contains(tick);
                let mut ticks = self.ticks.to_vec();
                ticks.retain(|tick| !dropped(tick));
                let new = told.iter().filter(|tick| !asked.ticks.contains(tick));
                let new: Vec<Tick> = new.filter(|tick| !ticks.contains(tick)).cloned().collect();
                ticks.extend(new);
                self.keep(ticks);
            }
            self.found = Some(Rc::new(*without));
        }
        if due {
            let chosen = std::mem::take(&mut self.chosen_due);
            self.ask(chosen);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::whatif::Ticked;

    fn path(path: &str) -> Tick {
        Tick::Path(path.into())
    }

    fn without(ticks: &[Tick]) -> Option<Box<Without>> {
        let ticks = ticks.iter().map(|tick| Ticked {
            tick: tick.clone(),
            bytes: 1,
            stale: None,
        });
        Some(Box::new(Without {
            ticks: ticks.collect(),
            ..Without::default()
        }))
    }

    fn asked(view: &WhatIfView) -> Option<(u64, Vec<Tick>)> {
        let request = view.request()?;
        Some((request.number, request.ticks.to_vec()))
    }

    #[test]
    fn one_request_at_a_time() {
        let mut view = WhatIfView::default();
        view.act(WhatIfAction::Switch(path("a")));
        view.act(WhatIfAction::Switch(path("b")));
        view.act(WhatIfAction::Switch(path("c")));
        assert_eq!(asked(&view), Some((1, vec![path("a")])));
        view.act(WhatIfAction::Answered(7, None));
        assert!(!view.is_settled(), "nobody asked that");
        view.act(WhatIfAction::Answered(1, without(&[path("a")])));
        assert_eq!(
            asked(&view),
            Some((2, vec![path("a"), path("b"), path("c")]))
        );
        view.act(WhatIfAction::Answered(2, without(view.ticks())));
        assert!(view.is_settled());
        assert_eq!(view.found().map(|found| found.ticks.len()), Some(3));
    }

    #[test]
    fn steps_are_undone() {
        let mut view = WhatIfView::default();
        for tick in ["a", "b", "a"] {
            view.act(WhatIfAction::Switch(path(tick)));
        }
        assert_eq!(view.ticks(), [path("b")]);
        view.act(WhatIfAction::Undo);
        assert_eq!(view.ticks(), [path("a"), path("b")]);
        view.act(WhatIfAction::Clear);
        assert!(view.found().is_none() && view.ticks().is_empty());
        view.act(WhatIfAction::Undo);
        view.act(WhatIfAction::Undo);
        assert_eq!(view.ticks(), [path("a")]);
        view.act(WhatIfAction::Redo);
        assert_eq!(view.ticks(), [path("a"), path("b")]);
        assert_eq!(view.steps(), (true, true));
    }

    #[test]
    fn what_is_chosen_comes_with_the_answer() {
        let mut view = WhatIfView::default();
        view.act(WhatIfAction::Switch(path("a")));
        view.act(WhatIfAction::Answered(1, without(&[path("a")])));
        view.act(WhatIfAction::Chosen);
        assert!(view.request().is_some_and(|request| request.chosen));
        view.act(WhatIfAction::Switch(path("c")));
        view.act(WhatIfAction::Answered(2, without(&[path("a"), path("b")])));
        assert_eq!(view.ticks(), [path("a"), path("c"), path("b")]);
        assert_eq!(
            asked(&view).map(|(number, ticks)| (number, ticks.len())),
            Some((3, 3))
        );
        let other = view.anew((1, 0));
        assert!(other.ticks().is_empty() && other.request().is_none());
    }
}
