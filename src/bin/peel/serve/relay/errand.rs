//! What this thread is doing for whom, for the parts of the HTTP client that ureq calls: where it
//! may connect to, and whether the page still waits.
//!
//! ureq resolves and connects in the thread that asks, so this needs no passing through.

use std::cell::{Cell, RefCell};
use std::io;
use std::net::TcpStream;

use super::reach::Reach;

thread_local! {
    static PAGE: RefCell<Option<TcpStream>> = const { RefCell::new(None) };
    static INNERMOST: Cell<Reach> = const { Cell::new(Reach::Public) };
    static FOUND: Cell<Option<Reach>> = const { Cell::new(None) };
}

/// Work for one connection of the page, as long as it lasts.
pub struct Errand(());

impl Errand {
    pub fn of(page: &TcpStream) -> io::Result<Errand> {
        let page = page.try_clone()?;
        PAGE.with_borrow_mut(|slot| *slot = Some(page));
        Ok(Errand(()))
    }

    /// How far inside the next host may be.
    pub fn restrict(&self, innermost: Reach) {
        INNERMOST.set(innermost);
        FOUND.set(None);
    }

    /// The outermost address that the host's name stood for; none where a proxy looks it up.
    pub fn found(&self) -> Option<Reach> {
        FOUND.get()
    }
}

impl Drop for Errand {
    fn drop(&mut self) {
        PAGE.with_borrow_mut(|slot| *slot = None);
        INNERMOST.set(Reach::Public);
    }
}

/// How far inside this thread may connect to.
pub fn innermost() -> Reach {
    INNERMOST.get()
}

/// Notes where a name leads.
pub fn find(reach: Reach) {
    FOUND.set(FOUND.get().max(Some(reach)));
}

/// Whether the page closed its connection: it does where a fetch is cancelled.
pub fn is_cancelled() -> bool {
    PAGE.with_borrow(|page| {
        page.as_ref()
            .is_some_and(|page| has_ended(page).unwrap_or(true))
    })
}

fn has_ended(page: &TcpStream) -> io::Result<bool> {
    // Nobody else uses the connection while this thread asks.
    page.set_nonblocking(true)?;
    let ended = match page.peek(&mut [0]) {
        Ok(count) => count == 0,
        Err(error) => error.kind() != io::ErrorKind::WouldBlock,
    };
    page.set_nonblocking(false)?;
    Ok(ended)
}
