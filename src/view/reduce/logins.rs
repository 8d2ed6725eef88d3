//! Registries: those that know who asks, and what they are asked for.

use std::rc::Rc;

use super::super::state::State;
use crate::registry::List;

impl State {
    /// A person told a registry who asks.
    pub(super) fn logged_in(&mut self, host: String, user: String) {
        self.logged_out(&host);
        Rc::make_mut(&mut self.logins).push((host, user));
    }

    /// A registry is not told any more.
    pub(super) fn logged_out(&mut self, host: &str) {
        Rc::make_mut(&mut self.logins).retain(|(known, _)| known != host);
    }

    /// A registry is asked for a list; once is enough.
    pub(super) fn asked_to_list(&mut self, list: List) {
        if !self.listing.contains(&list) {
            Rc::make_mut(&mut self.listing).push(list);
        }
    }
}
