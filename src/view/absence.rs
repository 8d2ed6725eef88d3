//! Why there is no tree to show.

use super::state::{Mode, Phase, State};
use crate::words::tree as say;

/// Why there is no tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absence {
    /// The image has no layers.
    NoLayers,
    /// It is on its way.
    Reading,
    /// The archive lacks the layer.
    Missing,
    /// The archive lacks a layer below.
    MissingBelow,
    /// The layer, or one below, is in a registry still.
    Elsewhere,
    /// What is open is a report, which does not hold it.
    NotInReport,
    /// The layer was never read.
    NotRead,
    /// A layer below was never read.
    NotStacked,
}

impl Absence {
    /// What to tell a person.
    pub fn words(self) -> &'static str {
        match self {
            Absence::NoLayers => say::no_layers(),
            Absence::Reading => say::reading_layer(),
            Absence::Missing => say::layer_missing(),
            Absence::MissingBelow => say::missing_below(),
            Absence::Elsewhere => say::elsewhere(),
            Absence::NotInReport => crate::words::share::without_trees(),
            Absence::NotRead => say::layer_not_read(),
            Absence::NotStacked => say::not_stacked(),
        }
    }
}

impl State {
    /// Why there is no tree, where there is none.
    pub fn tree_absence(&self) -> Absence {
        let layers = self.image_report().map_or(0, |image| image.layers.len());
        let slots = self.layers.get(self.image).map_or(&[][..], Vec::as_slice);
        let slot = slots.get(self.layer);
        let mut lower = slots.iter().take(self.layer + 1);
        let nothing = slots.iter().all(Option::is_none);
        match slot {
            _ if layers == 0 => Absence::NoLayers,
            _ if self.is_reopened() && nothing => Absence::NotInReport,
            Some(None) if self.mode == Mode::Layer => Absence::Missing,
            _ if self.mode == Mode::Image && lower.any(Option::is_none) => Absence::MissingBelow,
            _ if self.phase.is_busy() => Absence::Reading,
            _ if self.phase == Phase::Offered => Absence::Elsewhere,
            _ if self.mode == Mode::Image => Absence::NotStacked,
            _ => Absence::NotRead,
        }
    }
}
