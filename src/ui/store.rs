//! The page's state as yew keeps it.

use std::rc::Rc;

use yew::prelude::*;

use super::settings::Setting;
use crate::view::filter::Set;
use crate::view::tree::Column;
use crate::view::{Action, State};

/// Sends an action.
pub type Dispatch = Callback<Action>;

/// The state.
#[derive(Clone)]
pub struct Store(pub State);

impl Default for Store {
    fn default() -> Store {
        let columns = Setting::Columns.get();
        let columns = columns.map_or_else(Column::usual, |ids| Set::of_ids(&ids));
        Store(State::default().after(Action::Columns(columns)))
    }
}

impl Reducible for Store {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(Store(self.0.after(action)))
    }
}
