//! What is ticked, and what the image is without it.

use serde::{Deserialize, Serialize};

use crate::image::ImageLayer;

/// Something that an image might do without.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tick {
    /// A finding, once it is mended.
    Finding {
        /// Its rule.
        rule: String,
        /// Which of the rule's findings, from 0; `None` for all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        number: Option<usize>,
    },
    /// A path with all below it, in every layer; from the root, without a leading slash, as
    /// [`crate::text::path`] writes it.
    Path(String),
}

/// Why a tick takes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stale {
    /// No layer has the path.
    NoSuchPath,
    /// The rule found nothing in this image, or there is no such rule.
    NoSuchFinding,
}

/// A tick, and what it takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticked {
    /// It.
    pub tick: Tick,
    /// Bytes that it takes by itself. Several may take the same ones.
    pub bytes: u64,
    /// Why it takes nothing, where it leads to nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stale: Option<Stale>,
}

/// An image without what is ticked. Sizes are bytes of file contents in the layers, uncompressed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Without {
    /// The ticks, in their order.
    pub ticks: Vec<Ticked>,
    /// Bytes of all layers as they are.
    pub before: u64,
    /// Bytes of them that go, each once.
    pub gone: u64,
    /// The layers, the lowest first.
    pub layers: Vec<LayerWithout>,
    /// What to write to get there.
    pub lines: Vec<super::Lines>,
}

impl Without {
    /// Bytes of all layers that stay.
    pub fn after(&self) -> u64 {
        self.before - self.gone
    }

    /// Bytes of the layers as stored, and an estimate of those that go.
    pub fn stored(&self) -> (u64, u64) {
        let layers = self.layers.iter();
        layers.fold((0, 0), |(stored, gone), layer| {
            let sum = |a: u64, b: Option<u64>| a.saturating_add(b.unwrap_or(0));
            (sum(stored, layer.stored), sum(gone, layer.stored_gone))
        })
    }

    /// Whether several ticks take the same bytes, so that they take less together than one by one.
    pub fn overlaps(&self) -> bool {
        let ticks = self.ticks.iter().map(|tick| tick.bytes);
        ticks.fold(0, u64::saturating_add) > self.gone
    }
}

/// One layer without what is ticked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayerWithout {
    /// Bytes of its file contents as it is.
    pub before: u64,
    /// Bytes of them that go.
    pub gone: u64,
    /// Bytes of it as stored, where it is there.
    pub stored: Option<u64>,
    /// An estimate of the stored bytes that go: all of the layer is taken to be as dense.
    pub stored_gone: Option<u64>,
}

impl LayerWithout {
    pub(super) fn of(layer: &ImageLayer, gone: u64) -> LayerWithout {
        let before = layer.content_bytes();
        let stored = layer.blob.blob.map(|blob| blob.len);
        let tar = layer
            .scanned
            .as_deref()
            .map_or(0, |scanned| scanned.tar_size);
        // Of a layer that is known by its table of contents only, the tar's size is not known.
        let whole = tar.max(before).max(1);
        let share = |stored: u64| {
            let part = u128::from(stored) * u128::from(gone) / u128::from(whole);
            u64::try_from(part).unwrap_or(stored).min(stored)
        };
        LayerWithout {
            before,
            gone,
            stored,
            stored_gone: stored.map(share),
        }
    }
}
