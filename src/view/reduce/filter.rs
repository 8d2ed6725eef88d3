//! What becomes of the filter, of what is chosen together, and of the columns.

use super::super::state::State;
use crate::view::filter::{FilterAction, Set};
use crate::view::tree::{Ask, Column, TreeAction};

/// What `ls -l` tells of a file, but for its size.
const ATTRIBUTES: [Column; 3] = [Column::Mode, Column::Owner, Column::Modified];

impl State {
    pub(super) fn filter(&mut self, action: FilterAction) {
        if !self.filters.act(action) {
            return;
        }
        let filter = self.filters.now().clone();
        match &self.tree {
            Some(_) => self.act(TreeAction::Filter(filter)),
            None => self.asks.ask(Ask::See {
                filter,
                sort: self.sort(),
                path: self.way.clone(),
            }),
        }
    }

    pub(super) fn let_go(&mut self) {
        let several = self.tree.as_ref().is_some_and(|tree| tree.picked.is_some());
        match several {
            true => self.act(TreeAction::PickNone),
            false => self.filter(FilterAction::Clear),
        }
    }

    pub(super) fn switch_attributes(&mut self) {
        let (mut columns, shown): (Vec<Column>, Vec<Column>) = self
            .columns
            .members()
            .partition(|column| !ATTRIBUTES.contains(column));
        if shown.is_empty() {
            columns.extend(ATTRIBUTES);
        }
        self.columns = Set::of(&columns);
    }
}
