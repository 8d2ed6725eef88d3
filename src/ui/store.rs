//! The page's state as yew keeps it.

use std::rc::Rc;

use yew::prelude::*;

use crate::view::{Action, State};

/// Sends an action.
pub type Dispatch = Callback<Action>;

/// The state.
#[derive(Clone, Default)]
pub struct Store(pub State);

impl Reducible for Store {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(Store(self.0.after(action)))
    }
}
