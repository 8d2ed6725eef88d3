//! Who a person is at which registry: in memory and nowhere else, and not in the page's state, which
//! tells only the user's name.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::registry::Access;
use crate::worker::pool::Keeper;

/// Logins, and what the browser keeps that was had by them.
#[derive(Default)]
pub struct Logins {
    accesses: RefCell<HashMap<String, Access>>,
    kept: RefCell<HashMap<String, Vec<String>>>,
    /// Has some of that forgotten.
    keeper: RefCell<Option<Keeper>>,
}

impl Logins {
    /// What may be shown to whom at a registry.
    pub fn access(&self, host: &str) -> Access {
        let accesses = self.accesses.borrow();
        accesses.get(host).cloned().unwrap_or_default()
    }

    /// Changes that.
    pub fn change(&self, host: &str, change: impl FnOnce(&mut Access)) {
        let mut accesses = self.accesses.borrow_mut();
        change(accesses.entry(host.to_owned()).or_default());
    }

    /// Remembers under which names the browser keeps what a registry gives, where who asks is known
    /// there.
    pub fn remember(&self, host: &str, names: impl Iterator<Item = String>) {
        if self.access(host).credentials.is_some() {
            let mut kept = self.kept.borrow_mut();
            kept.entry(host.to_owned()).or_default().extend(names);
        }
    }

    /// Forgets who asks at a registry, and has the browser forget what it keeps of that.
    pub fn log_out(&self, host: &str) {
        self.accesses.borrow_mut().remove(host);
        if let Some(names) = self.kept.borrow_mut().remove(host) {
            let keeper = Keeper::start(|_| {});
            keeper.forget(names);
            // It lives until another is needed: what it does takes its time.
            self.keeper.replace(Some(keeper));
        }
    }
}
