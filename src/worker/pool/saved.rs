//! Reports that the worker with the session writes, to be handed on.

use std::rc::Rc;

use js_sys::ArrayBuffer;

use super::{Inner, Pool, SESSION};
use crate::worker::SaveWish;
use crate::worker::protocol::Request;

/// Takes a report that was written.
pub type TakeSaved = Rc<dyn Fn(&ArrayBuffer)>;

/// Who waits for which report.
#[derive(Default)]
pub(super) struct Waiting {
    number: u64,
    takers: Vec<(u64, TakeSaved)>,
}

impl Pool {
    /// Has a report written.
    pub fn save(&self, wish: SaveWish, take: TakeSaved) {
        let mut inner = self.inner.borrow_mut();
        inner.saved.number += 1;
        let number = inner.saved.number;
        inner.saved.takers.push((number, take));
        inner.send(SESSION, &Request::Save { number, wish }, false, None);
    }
}

impl Inner {
    /// Who waits for the report of this number.
    pub(super) fn taker(&mut self, number: u64) -> Option<TakeSaved> {
        let takers = &mut self.saved.takers;
        let at = takers.iter().position(|(waiting, _)| *waiting == number)?;
        Some(takers.swap_remove(at).1)
    }
}
