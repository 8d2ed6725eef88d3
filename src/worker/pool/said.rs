//! What was said before the language changed, said again.

use std::cell::RefCell;
use std::rc::Rc;

use super::inner::Inner;
use super::{Pool, PoolEvent, SESSION, tell};
use crate::report::Report;
use crate::worker::protocol::Request;

impl Pool {
    /// Has the report said in the language that the page speaks now; [`PoolEvent::SaidAgain`] brings it.
    pub fn say_again(&self) {
        let mut inner = self.inner.borrow_mut();
        if inner.opened {
            inner.send(SESSION, &Request::SayAgain, false, None);
        }
    }
}

pub(super) fn again(inner: &Rc<RefCell<Inner>>, report: Report) {
    let report = Rc::new(report);
    inner.borrow_mut().report = report.clone();
    tell(inner, PoolEvent::SaidAgain { report });
}
