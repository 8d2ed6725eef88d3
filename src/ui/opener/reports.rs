//! Reports that the page's address leads to, or holds.

use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use web_sys::File;

use super::Opener;
use crate::report::Problem;
use crate::ui::way;
use crate::view::{Action, Link};
use crate::worker::pool::Given;

/// The name of a report that came within a link.
const NAME: &str = "report.peel";

impl Opener {
    /// What is open because the address says so.
    pub(super) fn open_by_address(&self) -> Option<Link> {
        let wanted = self.wanted.borrow();
        let image = wanted.as_ref().map(|wanted| wanted.link.clone());
        image
            .map(Link::Image)
            .or_else(|| self.report.borrow().clone())
    }

    /// Opens a report by its link.
    pub(super) fn open_report(self: &Rc<Self>, link: Link) {
        self.wanted.take();
        // A place in what was open before means nothing in this.
        self.dispatch.emit(Action::Forget);
        let given = match &link {
            Link::Report(address) => report_at(address),
            held => match held.data().as_deref().and_then(file) {
                Some(file) => file.into(),
                None => return self.cut(link),
            },
        };
        let name = given.name().to_owned();
        self.open(given, name, None, None);
        self.report.replace(Some(link));
    }

    fn cut(&self, link: Link) {
        self.pool.take();
        self.begin(NAME.to_owned(), None);
        let (problem, lost) = (Problem::cut_link(), true);
        self.dispatch.emit(Action::Failed { problem, lost });
        self.report.replace(Some(link));
    }
}

/// The report at an address, which may be relative to the page.
pub fn report_at(address: &str) -> Given {
    Given::report(&absolute(address), way::way())
}

/// An address that may be relative to the page.
fn absolute(address: &str) -> String {
    let base = gloo::utils::document().base_uri().ok().flatten();
    let url = match base {
        Some(base) => web_sys::Url::new_with_base(address, &base),
        None => web_sys::Url::new(address),
    };
    url.map_or_else(|_| address.to_owned(), |url| url.href())
}

fn file(bytes: &[u8]) -> Option<File> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    File::new_with_u8_array_sequence(&parts, NAME).ok()
}
