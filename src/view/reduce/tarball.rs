//! The folder that is saved as a tar.

use super::super::state::State;
use crate::view::tarball::TarAction;
use crate::view::tree::Excerpt;

impl State {
    pub(super) fn take_folder(&mut self, action: TarAction) {
        let tree = self.tree.as_ref();
        let ask = match action {
            TarAction::Take => tree.and_then(Excerpt::folder_at_hand),
            TarAction::TakeAll => tree.map(Excerpt::root),
            action => return self.tarball.act(action),
        };
        if let Some(ask) = ask {
            self.tarball.begin(ask);
        }
    }
}
