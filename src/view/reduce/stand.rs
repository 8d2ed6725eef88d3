//! Where a person stands, and how an address leads there.

use super::super::state::State;
use crate::view::stand::Stand;
use crate::view::tree::{Ask, Excerpt, Sort};

impl State {
    /// Where a person stands, once all that was asked for is there; `None` before, and where nothing
    /// is open.
    pub fn stand(&self) -> Option<Stand> {
        self.image_report()?;
        if self.awaited.is_some() || self.request().is_some() {
            return None;
        }
        let file = self.file_place().ok()?;
        let path = match &self.tree {
            Some(tree) => path_at_hand(tree),
            None => self.way.clone(),
        };
        Some(Stand {
            image: self.image,
            layer: (!self.follow).then_some(self.layer),
            mode: self.mode,
            path,
            filter: self.filters.now().clone(),
            sort: self.sort(),
            panel: self.panel,
            look: self.map.look,
            picked: match &self.tree {
                Some(tree) => tree.picked_paths.to_vec(),
                None => self.to_come.picked.clone(),
            },
            file,
            compared: self.compared(),
            ticks: self.whatif.ticks().to_vec(),
        })
    }

    /// The order that is wanted.
    pub(super) fn sort(&self) -> Sort {
        match &self.tree {
            Some(tree) => tree.sort,
            None => self.sort_to_come,
        }
    }

    /// Goes where an address leads, now or when something is open.
    pub(super) fn go_to(&mut self, stand: Stand) {
        self.awaited = Some(stand);
        self.arrive();
    }

    /// Goes where the address leads, where something is open.
    pub(super) fn arrive(&mut self) {
        if self.image_report().is_none() {
            return;
        }
        let Some(stand) = self.awaited.take() else {
            return;
        };
        if stand.image != self.image {
            self.choose_image(stand.image);
        }
        let layers = self.image_report().map_or(0, |image| image.layers.len());
        let layer = stand.layer.filter(|layer| *layer < layers);
        self.follow = layer.is_none();
        let layer = layer.unwrap_or(self.stacked_layers().saturating_sub(1));
        let same = (self.layer, self.mode) == (layer, stand.mode);
        (self.layer, self.mode) = (layer, stand.mode);
        self.row = self.row_of_layer(layer);
        if !same {
            self.grow_tree();
        }
        self.panel = stand.panel;
        if self.map.look != stand.look {
            self.map_act(crate::view::treemap::MapAction::Look(stand.look));
        }
        self.filters.set_unless_same(&stand.filter);
        self.sort_to_come = stand.sort;
        self.way.clone_from(&stand.path);
        let see = Ask::See {
            filter: stand.filter,
            sort: stand.sort,
            path: stand.path,
        };
        self.asks.ask(see);
        self.to_come.picked.clone_from(&stand.picked);
        if !stand.picked.is_empty() {
            self.asks.ask(Ask::Pick(stand.picked));
        }
        self.go_to_file(stand.file);
        self.go_to_comparison(stand.compared);
        self.whatif.look((self.image, self.stacked_layers()));
        self.whatif.go_to(stand.ticks);
    }
}

/// The path of the row at hand, but for the first row.
fn path_at_hand(tree: &Excerpt) -> Option<String> {
    let at = tree.at.filter(|at| *at > 0)?;
    tree.row(at).map(|row| row.path.clone())
}
