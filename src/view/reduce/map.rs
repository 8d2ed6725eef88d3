//! What becomes of the map when something happens.

use super::super::state::State;
use crate::limits;
use crate::view::tree::TreeAction;
use crate::view::treemap::{Look, MapAction};

impl State {
    pub(super) fn map_act(&mut self, action: MapAction) {
        let view = &mut self.map;
        match action {
            MapAction::Look(look) => view.look = look,
            MapAction::NextLook => view.look = view.look.next(),
            MapAction::Room(width, height) => {
                view.wish.width = width.min(limits::MAP_SIDE);
                view.wish.height = height.min(limits::MAP_SIDE);
            }
            MapAction::Shape(shape) => view.wish.shape = shape,
            MapAction::Colour(colour) => view.colour = colour,
            MapAction::Zoom(path) => view.wish.root = path,
            MapAction::Out => {
                // Out of what is seen: what was wished may not be there.
                let seen = view.map.as_ref().map_or(&view.wish, |map| &map.wish);
                let above = seen.root.rfind('/').unwrap_or(0);
                view.wish.root = seen.root[..above].to_owned();
            }
            MapAction::Choose(node, tree) => {
                if self.tree.as_ref().is_some_and(|shown| shown.tree == tree) {
                    self.act(TreeAction::Show(node));
                }
            }
        }
        if self.map.look == Look::Rows {
            // The next time it is looked at it is asked for anew.
            self.map.map = None;
        }
        self.asks.wish(self.map.wanted());
    }

    /// Makes sure that a path is on the map.
    pub(super) fn map_everything(&mut self) {
        self.map.wish.root.clear();
        self.asks.wish(self.map.wanted());
    }
}
