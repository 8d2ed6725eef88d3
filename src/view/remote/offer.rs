//! What is still elsewhere of the image, for a person to download.

use std::collections::HashMap;

use super::Meaning;
use crate::view::{LayerFeed, State, text};
use crate::words::counts;
use crate::words::remote as say;

/// Layers that could be downloaded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// How many.
    pub layers: usize,
    /// Their bytes, as stored.
    pub bytes: u64,
    /// How many of them could not be downloaded.
    pub failed: usize,
    /// How many of them are shown by their tables of contents.
    pub tables: usize,
    /// Bytes that were fetched for those.
    pub fetched: u64,
    /// Whether they are on a web server, and in no registry.
    pub layout: bool,
}

impl State {
    /// What is still elsewhere.
    pub fn offer(&self) -> Offer {
        let mut sizes: HashMap<usize, u64> = HashMap::new();
        let images = self.report.iter().flat_map(|report| &report.images);
        for (image, slots) in images.zip(self.layers.iter()) {
            for (layer, slot) in image.layers.iter().zip(slots) {
                let missing = |feed: &LayerFeed| !feed.read || feed.table;
                let slot = slot.filter(|slot| self.feeds.get(*slot).is_some_and(missing));
                if let Some(slot) = slot {
                    sizes.insert(slot, layer.stored_size.unwrap_or_default());
                }
            }
        }
        let count = |is: fn(&LayerFeed) -> bool| {
            let feeds = sizes.keys().filter_map(|slot| self.feeds.get(*slot));
            feeds.filter(|feed| is(feed)).count()
        };
        let report = self.report.as_ref();
        let remote = report.and_then(|report| report.source.remote.as_ref());
        Offer {
            layers: sizes.len(),
            bytes: sizes
                .values()
                .fold(0, |sum, bytes| sum.saturating_add(*bytes)),
            failed: count(|feed| feed.failed),
            tables: count(|feed| feed.table),
            fetched: self.tables_fetched,
            layout: remote
                .and_then(|remote| remote.reference.parse().ok())
                .is_some_and(|meaning: Meaning| meaning.layout),
        }
    }
}

impl Offer {
    /// In words: `2 layers, 3 MB compressed, are still in the registry.`
    pub fn words(&self) -> String {
        let words = match (self.layout, self.layers) {
            (true, 1) => say::one_on_server,
            (true, _) => say::many_on_server,
            (false, 1) => say::one_in_registry,
            (false, _) => say::many_in_registry,
        };
        words(&counts::layers(self.layers as u64), &text::size(self.bytes))
    }

    /// What is shown without them; nothing where that is nothing.
    pub fn by_tables(&self) -> Option<String> {
        let fetched = text::size(self.fetched);
        match self.tables {
            0 => None,
            all if all == self.layers => Some(say::their_trees(&fetched)),
            1 => Some(say::one_tree(&fetched)),
            tables => Some(say::trees(tables, &fetched)),
        }
    }

    /// What the button says.
    pub fn button(&self) -> String {
        match self.failed {
            0 => say::download_layers().to_owned(),
            _ => say::again_with(&counts::layers(self.layers as u64)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::report::{ImageReport, LayerReport, Problem, RemoteReport, Report};
    use crate::view::{Action, Phase};

    fn opened() -> State {
        let layer = |size| LayerReport {
            stored_size: Some(size),
            ..LayerReport::default()
        };
        let mut report = Report {
            images: vec![ImageReport {
                // The last is the first once more: it is downloaded once.
                layers: vec![layer(1000), layer(500), layer(1000)],
                ..ImageReport::default()
            }],
            ..Report::default()
        };
        report.source.remote = Some(RemoteReport::default());
        State::default().after(Action::Opened {
            report: Rc::new(report),
            layers: vec![vec![Some(0), Some(1), Some(0)]],
        })
    }

    #[test]
    fn what_is_still_there() {
        let state = opened();
        assert_eq!(state.phase, Phase::Offered);
        let offer = state.offer();
        assert_eq!(
            offer.words(),
            "2 layers, 1.5kB compressed, are still in the registry."
        );
        assert_eq!(offer.button(), "Download the layers");
        assert_eq!(offer.by_tables(), None);
        let state = state.after(Action::Download(0.0)).after(Action::Layer(0));
        let failed = Action::NotDownloaded(1, Problem::default());
        let state = state.after(failed).after(Action::Waiting);
        let offer = state.offer();
        assert_eq!((offer.layers, offer.bytes, offer.failed), (1, 500, 1));
        assert_eq!(offer.button(), "Try again (1 layer)");
        let again = state.after(Action::Download(0.0));
        assert_eq!(again.offer().failed, 0);
    }

    #[test]
    fn what_a_table_shows_is_still_there() {
        let state = opened()
            .after(Action::Table(1, 20))
            .after(Action::Layer(1))
            .after(Action::Waiting);
        let offer = state.offer();
        assert_eq!((offer.layers, offer.bytes), (2, 1500));
        assert_eq!(
            offer.by_tables().as_deref(),
            Some("The tree of 1 is shown from tables of contents, for 20B of downloads.")
        );
        let whole = state.after(Action::Download(0.0)).after(Action::Layer(1));
        assert_eq!((whole.offer().layers, whole.offer().tables), (1, 0));
    }
}
