//! The history of an image, aligned with its layers (image-spec `config.md`, "history").

use super::instruction::Instruction;
use crate::archive::HistoryEntry;

/// One history entry and the layer that it made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryRow {
    /// The instruction, as it would stand in a Dockerfile.
    pub instruction: Instruction,
    /// The layer it made, from 0; `None` where it only changed metadata.
    pub layer: Option<usize>,
    /// When, as the config writes it.
    pub created: Option<String>,
    /// The builder's remark.
    pub comment: Option<String>,
    /// Who, as the config writes it.
    pub author: Option<String>,
}

/// How a history that does not fit the layers was bent to fit, as BuildKit does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum HistoryNote {
    /// More entries claim a layer than there are layers: the last ones are shown without.
    Surplus {
        /// Entries that claim a layer.
        entries: usize,
        /// Layers.
        layers: usize,
    },
    /// Fewer do: rows without an instruction are added.
    Missing {
        /// Entries that claim a layer.
        entries: usize,
        /// Layers.
        layers: usize,
    },
}

/// Gives every layer a row and every entry at most one layer.
pub(super) fn align(
    history: &[HistoryEntry],
    layers: usize,
) -> (Vec<HistoryRow>, Option<HistoryNote>) {
    let entries = history.iter().filter(|entry| !entry.empty_layer).count();
    let mut next = 0;
    let mut rows: Vec<HistoryRow> = history
        .iter()
        .map(|entry| {
            let layer = (!entry.empty_layer && next < layers).then_some(next);
            next += usize::from(layer.is_some());
            HistoryRow {
                instruction: Instruction::decode(&entry.created_by),
                layer,
                created: entry.created.clone(),
                comment: entry.comment.clone().filter(|c| !c.is_empty()),
                author: entry.author.clone().filter(|a| !a.is_empty()),
            }
        })
        .collect();
    rows.extend((next..layers).map(|layer| HistoryRow {
        instruction: Instruction::default(),
        layer: Some(layer),
        created: None,
        comment: None,
        author: None,
    }));
    let note = match entries.cmp(&layers) {
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => Some(HistoryNote::Surplus { entries, layers }),
        std::cmp::Ordering::Less => Some(HistoryNote::Missing { entries, layers }),
    };
    (rows, note)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(created_by: &str, empty_layer: bool) -> HistoryEntry {
        HistoryEntry {
            created_by: created_by.into(),
            empty_layer,
            ..HistoryEntry::default()
        }
    }

    fn layers(history: &[HistoryEntry], layers: usize) -> Vec<Option<usize>> {
        let (rows, _) = align(history, layers);
        rows.iter().map(|row| row.layer).collect()
    }

    #[test]
    fn every_layer_has_one_row() {
        let history = [entry("a", false), entry("b", true), entry("c", false)];
        assert_eq!(layers(&history, 2), [Some(0), None, Some(1)]);
        assert_eq!(layers(&history, 1), [Some(0), None, None]);
        assert_eq!(layers(&history, 3), [Some(0), None, Some(1), Some(2)]);
        assert_eq!(layers(&[], 2), [Some(0), Some(1)]);
        let note = align(&history, 1).1;
        let (entries, layers) = (2, 1);
        assert_eq!(note, Some(HistoryNote::Surplus { entries, layers }));
    }
}
