//! Why there is no tree to show.

use super::state::{Mode, Phase, State};

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
    /// The layer was never read.
    NotRead,
    /// A layer below was never read.
    NotStacked,
}

impl Absence {
    /// What to tell a person.
    pub fn words(self) -> &'static str {
        match self {
            Absence::NoLayers => "This image has no layers, so it has no files.",
            Absence::Reading => "Reading this layer…",
            Absence::Missing => "The archive does not have this layer's bytes, only its name.",
            Absence::MissingBelow => {
                "A layer below is not in the archive, so what the image shows from there on cannot \
                 be told. Switch to \"This layer\" to see what a layer itself holds."
            }
            Absence::Elsewhere => {
                "The layers are still in the registry. Download them to see their files: nothing \
                 of them has been read yet."
            }
            Absence::NotRead => "This layer was not read.",
            Absence::NotStacked => {
                "Not every layer up to this one was read, so what the image shows cannot be told. \
                 Switch to \"This layer\" to see what a layer itself holds."
            }
        }
    }
}

impl State {
    /// Why there is no tree, where there is none.
    pub fn tree_absence(&self) -> Absence {
        let layers = self.image_report().map_or(0, |image| image.layers.len());
        let slot = self
            .layers
            .get(self.image)
            .and_then(|slots| slots.get(self.layer));
        let lower = self
            .layers
            .get(self.image)
            .into_iter()
            .flatten()
            .take(self.layer + 1);
        match slot {
            _ if layers == 0 => Absence::NoLayers,
            Some(None) if self.mode == Mode::Layer => Absence::Missing,
            _ if self.mode == Mode::Image && lower.copied().any(|slot| slot.is_none()) => {
                Absence::MissingBelow
            }
            _ if self.phase.is_busy() => Absence::Reading,
            _ if self.phase == Phase::Offered => Absence::Elsewhere,
            _ if self.mode == Mode::Image => Absence::NotStacked,
            _ => Absence::NotRead,
        }
    }
}
