//! What the page asks of the worker that holds the trees: one request at a time, numbered, so
//! that whatever is done meanwhile goes along with the next, and what is out of date is never
//! worked on.

use std::rc::Rc;

use super::tree::{Ask, Excerpt, Sight, TreeAction};
use super::treemap::Wish;

/// A request that is under way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request {
    /// Its number, larger than all before.
    pub number: u64,
    /// What is asked, in this order.
    pub asks: Rc<Vec<Ask>>,
    /// The rows that are in sight.
    pub sight: Sight,
    /// The map that is in sight.
    pub wish: Option<Wish>,
}

/// What is asked, and what is to be asked next.
#[derive(Clone, Default)]
pub(super) struct Asks {
    number: u64,
    under_way: Option<Request>,
    next: Vec<Ask>,
    sight: Sight,
    wish: Option<Wish>,
    /// Whether other rows, or another map, are to be asked for.
    scrolled: bool,
    /// Whether nobody is there to answer.
    closed: bool,
}

impl Asks {
    /// Nothing asked, of another archive.
    pub(super) fn anew(&self) -> Asks {
        Asks {
            number: self.number,
            sight: self.sight,
            wish: self.wish.clone().map(Wish::of_the_whole),
            ..Asks::default()
        }
    }

    /// Nobody is there to answer any more.
    pub(super) fn close(&mut self) {
        self.under_way = None;
        self.next.clear();
        self.scrolled = false;
        self.closed = true;
    }

    /// Asks for something, after all that was asked before.
    pub(super) fn ask(&mut self, ask: Ask) {
        if self.closed {
            return;
        }
        // Of a text that is being written, and of layers that are passed, only the last matters.
        let same = match (self.next.last(), &ask) {
            (Some(Ask::Look(_)), Ask::Look(_)) => true,
            (Some(Ask::Act { action: before, .. }), Ask::Act { action, .. }) => matches!(
                (before, action),
                (TreeAction::Filter(_), TreeAction::Filter(_))
            ),
            _ => false,
        };
        if same {
            self.next.pop();
        }
        self.next.push(ask);
        self.send();
    }

    /// Asks for other rows.
    pub(super) fn look_at(&mut self, sight: Sight) {
        if self.closed {
            return;
        }
        self.sight = sight;
        self.scrolled = true;
        self.send();
    }

    /// Asks for the same rows again.
    pub(super) fn again(&mut self) {
        self.look_at(self.sight);
    }

    /// Asks for a map with every tree from now on, or for none.
    pub(super) fn wish(&mut self, wish: Option<Wish>) {
        if self.closed || self.wish == wish {
            return;
        }
        self.wish = wish;
        self.scrolled = true;
        self.send();
    }

    /// The answer of this number has come; whether it was waited for.
    pub(super) fn answered(&mut self, number: u64) -> bool {
        let waited = self.under_way.as_ref();
        if waited.is_none_or(|request| request.number != number) {
            return false;
        }
        self.under_way = None;
        self.send();
        true
    }

    /// The request that is under way.
    pub(super) fn under_way(&self) -> Option<&Request> {
        self.under_way.as_ref()
    }

    /// Whether other trees were asked for since the request whose answer has come.
    pub(super) fn moves_on(&self) -> bool {
        let moves = |ask: &Ask| matches!(ask, Ask::Look(_) | Ask::Reveal { .. });
        self.unanswered().any(moves)
    }

    /// Shows in an excerpt what was done since.
    pub(super) fn foresee(&self, excerpt: &mut Excerpt) {
        for ask in self.unanswered() {
            match ask {
                Ask::Act { action, .. } => excerpt.foresee(action),
                Ask::See { filter, sort, .. } => {
                    excerpt.filter.clone_from(filter);
                    excerpt.sort = *sort;
                }
                Ask::Look(_) | Ask::Pick(_) | Ask::Reveal { .. } => {}
            }
        }
    }

    fn unanswered(&self) -> impl Iterator<Item = &Ask> {
        let under_way = self.under_way.iter().flat_map(|request| &*request.asks);
        under_way.chain(&self.next)
    }

    fn send(&mut self) {
        if self.under_way.is_some() || (self.next.is_empty() && !self.scrolled) {
            return;
        }
        self.number += 1;
        self.scrolled = false;
        self.under_way = Some(Request {
            number: self.number,
            asks: Rc::new(std::mem::take(&mut self.next)),
            sight: self.sight,
            wish: self.wish.clone(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Mode;
    use crate::view::filter::Filter;
    use crate::view::tree::{Place, Step};

    fn act(action: TreeAction) -> Ask {
        Ask::Act { action, tree: 1 }
    }

    fn look(layer: usize) -> Ask {
        Ask::Look(Place {
            image: 0,
            layer,
            mode: Mode::Image,
        })
    }

    fn asked(asks: &Asks) -> Vec<Ask> {
        asks.under_way().expect("something is asked").asks.to_vec()
    }

    #[test]
    fn one_at_a_time() {
        let mut asks = Asks::default();
        asks.ask(act(TreeAction::Open));
        asks.ask(act(TreeAction::Move(Step::Last)));
        asks.look_at(Sight { first: 7, end: 9 });
        assert_eq!(asked(&asks), [act(TreeAction::Open)]);
        assert!(!asks.answered(7), "nobody asked that");
        assert!(asks.answered(1));
        assert_eq!(asked(&asks), [act(TreeAction::Move(Step::Last))]);
        assert_eq!(asks.under_way().map(|request| request.sight.first), Some(7));
        assert!(asks.answered(2));
        assert_eq!(asks.under_way(), None);
        asks.ask(act(TreeAction::Open));
        let mut another = asks.anew();
        assert_eq!(another.under_way(), None);
        another.ask(look(0));
        assert!(!another.answered(3), "that was asked of another archive");
        assert!(another.answered(4));
    }

    #[test]
    fn what_is_out_of_date_is_not_asked() {
        let mut asks = Asks::default();
        asks.ask(look(0));
        for text in ["b", "bi", "bin"] {
            asks.ask(act(TreeAction::Filter(Filter::default().with_text(text))));
        }
        asks.ask(look(1));
        asks.ask(look(2));
        assert!(asks.moves_on());
        assert!(asks.answered(1));
        let expected = [
            act(TreeAction::Filter(Filter::default().with_text("bin"))),
            look(2),
        ];
        assert_eq!(asked(&asks), expected);
    }

    #[test]
    fn without_a_worker_nothing_is_asked() {
        let mut asks = Asks::default();
        asks.ask(look(0));
        asks.close();
        asks.ask(look(1));
        asks.look_at(Sight { first: 1, end: 2 });
        assert_eq!(asks.under_way(), None);
    }
}
