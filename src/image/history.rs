//! The history of an image, aligned with its layers (image-spec `config.md`, "history").

use std::cmp::Ordering;

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

/// How a history that does not fit the layers was bent to fit: first by what its instructions
/// can do, then as BuildKit does it (`normalizeLayersAndHistory`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum HistoryNote {
    /// More entries claim a layer than there are layers: those whose instructions never make one
    /// are shown without, and then the last ones.
    Surplus {
        /// Entries that claim a layer.
        entries: usize,
        /// Layers.
        layers: usize,
        /// Entries that were bent by their instructions.
        #[serde(default)]
        bent: usize,
    },
    /// Fewer do: entries whose instructions make one are shown with a layer, and then rows
    /// without an instruction are added.
    Missing {
        /// Entries that claim a layer.
        entries: usize,
        /// Layers.
        layers: usize,
        /// Entries that were bent by their instructions.
        #[serde(default)]
        bent: usize,
    },
}

/// Instructions that only change the config. `WORKDIR` is none: it may make its folder.
const WITHOUT_LAYER: &[&str] = &[
    "ARG",
    "CMD",
    "ENTRYPOINT",
    "ENV",
    "EXPOSE",
    "FROM",
    "HEALTHCHECK",
    "LABEL",
    "MAINTAINER",
    "ONBUILD",
    "SHELL",
    "STOPSIGNAL",
    "USER",
    "VOLUME",
];

/// Instructions that make a layer.
const WITH_LAYER: &[&str] = &["ADD", "COPY", "RUN"];

/// Gives every layer a row and every entry at most one layer.
pub(super) fn align(
    history: &[HistoryEntry],
    layers: usize,
) -> (Vec<HistoryRow>, Option<HistoryNote>) {
    let mut rows: Vec<HistoryRow> = history
        .iter()
        .map(|entry| HistoryRow {
            instruction: Instruction::decode(&entry.created_by),
            layer: None,
            created: entry.created.clone(),
            comment: entry.comment.clone().filter(|c| !c.is_empty()),
            author: entry.author.clone().filter(|a| !a.is_empty()),
        })
        .collect();
    let mut claims: Vec<bool> = history.iter().map(|entry| !entry.empty_layer).collect();
    let entries = claims.iter().filter(|claim| **claim).count();
    let bent = match entries.cmp(&layers) {
        Ordering::Equal => 0,
        Ordering::Greater => bend(&rows, &mut claims, WITHOUT_LAYER, entries - layers),
        Ordering::Less => bend(&rows, &mut claims, WITH_LAYER, layers - entries),
    };
    let mut next = 0;
    for (row, claim) in rows.iter_mut().zip(claims) {
        row.layer = (claim && next < layers).then_some(next);
        next += usize::from(row.layer.is_some());
    }
    rows.extend((next..layers).map(|layer| HistoryRow {
        instruction: Instruction::default(),
        layer: Some(layer),
        created: None,
        comment: None,
        author: None,
    }));
    let note = match entries.cmp(&layers) {
        Ordering::Equal => None,
        Ordering::Greater => Some(HistoryNote::Surplus {
            entries,
            layers,
            bent,
        }),
        Ordering::Less => Some(HistoryNote::Missing {
            entries,
            layers,
            bent,
        }),
    };
    (rows, note)
}

/// Turns the claims of at most `most` entries with one of these instructions, where there are
/// few enough of them to know which; tells how many.
fn bend(rows: &[HistoryRow], claims: &mut [bool], keywords: &[&str], most: usize) -> usize {
    let makes = keywords == WITH_LAYER;
    let wrong: Vec<usize> = rows
        .iter()
        .enumerate()
        .filter(|(i, row)| {
            claims[*i] != makes && keywords.contains(&row.instruction.keyword.as_str())
        })
        .map(|(i, _)| i)
        .collect();
    // One too many could be any of them.
    if wrong.len() > most {
        return 0;
    }
    for i in &wrong {
        claims[*i] = makes;
    }
    wrong.len()
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
        let (entries, layers, bent) = (2, 1, 0);
        assert_eq!(
            note,
            Some(HistoryNote::Surplus {
                entries,
                layers,
                bent
            })
        );
    }

    #[test]
    fn instructions_tell_where_the_marks_are_wrong() {
        // kaniko's older versions mark nothing as empty.
        let history = [
            entry("COPY a /a", false),
            entry("ENV A=b", false),
            entry("RUN make", false),
        ];
        assert_eq!(layers(&history, 2), [Some(0), None, Some(1)]);
        let history = [
            entry("ENV A=b", true),
            entry("COPY a /a # buildkit", true),
            entry("RUN /bin/sh -c make # buildkit", false),
        ];
        assert_eq!(layers(&history, 2), [None, Some(0), Some(1)]);
        // Two may have made the one layer: nothing is guessed.
        let history = [entry("RUN a", true), entry("RUN b", true)];
        assert_eq!(layers(&history, 1), [None, None, Some(0)]);
    }
}
