//! Registries that know who asks.

use std::rc::Rc;

use super::super::state::State;

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
}
