//! Comparing: one session hands out its files as a buffer, and another compares them with its own.

use std::rc::Rc;

use js_sys::ArrayBuffer;

use super::{Pool, SESSION};
use crate::compare::ListWish;
use crate::worker::CompareAsk;
use crate::worker::protocol::Request;

/// Takes the files of an image; none where they were not read.
pub type TakeSnapshot = Rc<dyn Fn(Option<ArrayBuffer>)>;

impl Pool {
    /// Has the files of an image handed out, or those of one layer of it.
    pub fn snapshot(&self, image: usize, layer: Option<usize>, take: TakeSnapshot) {
        let mut inner = self.inner.borrow_mut();
        inner.snapshot = Some(take);
        let request = Request::Snapshot { image, layer };
        inner.send(SESSION, &request, false, None);
    }

    /// Compares with them; [`super::PoolEvent::Compared`] tells what differs.
    pub fn compare(&self, ask: CompareAsk, old: &ArrayBuffer) {
        let request = Request::Compare { ask: Box::new(ask) };
        let mut inner = self.inner.borrow_mut();
        inner.send(SESSION, &request, false, Some(old));
    }

    /// Lists files that differ; [`super::PoolEvent::ComparedRows`] brings them.
    pub fn compared_rows(&self, number: u64, wish: ListWish) {
        let request = Request::ComparedRows { number, wish };
        self.inner.borrow_mut().send(SESSION, &request, false, None);
    }
}
