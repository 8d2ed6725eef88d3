//! What to write to get there: lines of a Dockerfile and of `.dockerignore`.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use super::instead::instead;
use super::marks::Marks;
use super::tick::Tick;
use crate::image::{Change, Image};
use crate::rules::RULES;

/// Lines that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lines {
    /// The layer that becomes smaller, from 0; `None` where they mend a finding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layer: Option<u32>,
    /// The rule whose finding they mend.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// What they are for, in a sentence or two.
    pub told: String,
    /// They; empty where there is nothing to write.
    pub text: String,
    /// Where they go.
    pub file: File,
}

/// Where lines go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum File {
    /// Into the Dockerfile.
    #[default]
    Dockerfile,
    /// Into `.dockerignore`, beside it.
    Dockerignore,
}

/// The lines for what is ticked: those of findings first, then layer by layer those of paths.
/// `places` are the bytes that go by ticked paths in each layer.
pub(super) fn lines(
    image: &Image,
    ticks: &[Tick],
    marks: &Marks,
    places: &BTreeMap<(usize, u32), u64>,
) -> Vec<Lines> {
    let mut lines = of_findings(image, ticks);
    let mut layers: BTreeMap<u32, Part> = BTreeMap::new();
    for tick in (0..ticks.len()).filter(|tick| marks.is_outer_path(*tick)) {
        let Some(node) = marks.node(tick) else {
            continue;
        };
        let of_tick = places.range((tick, 0)..(tick + 1, 0));
        let mut found: Vec<(u32, u64)> = of_tick.map(|((_, l), bytes)| (*l, *bytes)).collect();
        if found.is_empty() {
            // Nothing of weight, and yet somebody wants it gone.
            let events = image.stack.history(node);
            let brought = events
                .filter(|event| event.change != Change::Removed)
                .last();
            found.extend(brought.map(|event| (event.layer, 0)));
        }
        for (i, (layer, bytes)) in found.into_iter().enumerate() {
            let part = layers.entry(layer).or_default();
            part.paths.push(image.stack.tree.path(node));
            part.bytes += bytes;
            part.again |= i > 0;
        }
    }
    for (layer, part) in layers {
        lines.extend(instead(image, layer, &part));
    }
    lines
}

/// What of ticked paths goes from one layer.
#[derive(Default)]
pub(super) struct Part {
    pub(super) paths: Vec<Vec<u8>>,
    pub(super) bytes: u64,
    /// Whether a layer below has something of one of them too.
    pub(super) again: bool,
}

fn of_findings(image: &Image, ticks: &[Tick]) -> Vec<Lines> {
    let (mut lines, mut told) = (Vec::new(), HashSet::new());
    for tick in ticks {
        let Tick::Finding { rule, number } = tick else {
            continue;
        };
        let Some(rule) = RULES.iter().find(|known| known.id == rule) else {
            continue;
        };
        for (i, finding) in (rule.check)(image).into_iter().enumerate() {
            if number.is_none_or(|number| number == i) && told.insert((rule.id, i)) {
                lines.push(Lines {
                    layer: None,
                    rule: Some(finding.rule),
                    told: finding.title,
                    text: finding.fix,
                    file: File::Dockerfile,
                });
            }
        }
    }
    lines
}

impl Lines {
    /// They with what they are for as a comment, as they can stand in the file; without a line
    /// break at the end.
    pub fn commented(&self) -> String {
        let mut out: String = self
            .told
            .lines()
            .map(|line| format!("# {line}\n"))
            .collect();
        out += &self.text;
        out.trim_end().to_owned()
    }
}
