//! What follows the image at hand and how much of it is known: its packages, and what is ticked.

use super::State;
use crate::view::whatif::WhatIfAction;
use crate::view::{Pane, Panel};

impl State {
    /// Packages are read when they are looked at, once the layers were; what is ticked is reckoned
    /// again when more layers are known.
    pub(super) fn follow_image(&mut self) {
        let of = (self.image, self.stacked_layers());
        let ready = !self.phase.is_busy() && of.1 > 0;
        self.packages.of_report = self.is_reopened();
        self.packages
            .look(of, ready && self.panel == Panel::Packages);
        self.whatif.look(of);
    }

    /// What is chosen in the tree is ticked from there: the panel tells what comes of it.
    pub(super) fn what_if(&mut self, action: WhatIfAction) {
        if action == WhatIfAction::Chosen {
            self.panel = Panel::WhatIf;
        }
        self.whatif.act(action);
    }

    /// Shows a panel, also where the page shows one part at a time.
    pub(super) fn show_panel(&mut self, panel: Panel) {
        self.panel = panel;
        self.pane = Pane::Details;
    }
}
