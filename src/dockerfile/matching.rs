//! Which instruction of a Dockerfile made which entry of a history.

use super::forms::Form;
use super::parse::Written;
use super::variables::pairs;
use super::{Dockerfile, Lines};
use crate::limits;

/// One entry of a history.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// Its keyword; empty where it is no instruction.
    pub keyword: String,
    /// What follows.
    pub arguments: String,
    /// `NAME=value` of build arguments that the builder recorded.
    pub build_args: Vec<String>,
}

/// Where the entries of a history stand in a Dockerfile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// For each entry its lines, where an instruction made it.
    pub rows: Vec<Option<Lines>>,
    /// Instructions of the stage, and of those it is built on, that an entry was found for.
    pub found: usize,
    /// All of them.
    pub all: usize,
    /// The `FROM` that names the base image.
    pub from: Option<Lines>,
}

/// An instruction as it may stand in a history: with its variables put in, and without.
struct Known {
    keyword: String,
    put_in: Form,
    raw: Option<Form>,
    lines: Option<Lines>,
}

impl Dockerfile {
    /// Finds the entries of a history, the first first. The last stage made the image, unless
    /// another one fits it better.
    pub fn place(&self, entries: &[Entry]) -> Placed {
        let args = entries.iter().flat_map(|entry| &entry.build_args);
        let args = args.filter_map(|arg| arg.split_once('='));
        let given: Vec<(String, String)> =
            args.map(|(n, v)| (n.to_owned(), v.to_owned())).collect();
        let stages = (0..self.stages.len()).rev();
        let placed = stages.map(|stage| self.place_stage(stage, entries, &given));
        let better = |best: Placed, one: Placed| if one.found > best.found { one } else { best };
        placed.reduce(better).unwrap_or_else(|| Placed {
            rows: vec![None; entries.len()],
            ..Placed::default()
        })
    }

    fn place_stage(&self, stage: usize, entries: &[Entry], given: &[(String, String)]) -> Placed {
        let chain = self.chain(stage);
        let forms = self.forms(&chain, given);
        let rows = align(&forms, entries);
        let found = rows.iter().flatten().count();
        let lines = rows.into_iter().map(|at| forms.get(at?)?.lines);
        Placed {
            rows: lines.collect(),
            found,
            all: forms.len(),
            from: chain.first().and_then(|root| self.stages[*root].from),
        }
    }

    /// The instructions of stages, with what their variables are at that place.
    fn forms(&self, chain: &[usize], given: &[(String, String)]) -> Vec<Known> {
        let before = self.arguments(given);
        let mut forms = Vec::new();
        let mut variables = super::variables::Variables::default();
        let instructions = chain.iter().flat_map(|at| &self.stages[*at].instructions);
        for written in instructions.take(limits::DOCKERFILE_INSTRUCTIONS) {
            let put_in = match written.keyword.as_str() {
                // The shell puts them in, not the builder.
                "RUN" | "CMD" | "ENTRYPOINT" | "SHELL" | "HEALTHCHECK" | "ONBUILD" => full(written),
                _ => variables.put_in(&written.arguments),
            };
            match written.keyword.as_str() {
                "ARG" => {
                    for (name, value) in pairs(&put_in) {
                        let known = given.iter().find(|(known, _)| *known == name);
                        let known = known.map(|(_, value)| value.clone());
                        let outer = before.get(&name).cloned();
                        let own = Some(value).filter(|value| !value.is_empty());
                        if let Some(value) = known.or(own).or(outer) {
                            variables.set(&name, value);
                        }
                    }
                }
                "ENV" => {
                    for (name, value) in pairs(&put_in) {
                        variables.set(&name, value);
                    }
                }
                _ => {}
            }
            let (keyword, raw) = (written.keyword.clone(), full(written));
            forms.push(Known {
                raw: (raw != put_in).then(|| Form::of(&keyword, &raw)),
                put_in: Form::of(&keyword, &put_in),
                keyword,
                lines: written.lines,
            });
        }
        forms
    }
}

/// The arguments with what stands in here-documents.
fn full(written: &Written) -> String {
    match written.documents.as_slice() {
        [] => written.arguments.clone(),
        [one] if written.arguments.starts_with("<<") && !written.arguments.contains(' ') => {
            one.clone()
        }
        all => format!("{} {}", written.arguments, all.concat()),
    }
}

/// For each entry the instruction that made it: those in the order of both that fit best. Where
/// several fit equally, later entries win, since those below are the base image's.
fn align(forms: &[Known], entries: &[Entry]) -> Vec<Option<usize>> {
    let skip = entries.len().saturating_sub(limits::DOCKERFILE_ENTRIES);
    let entries_left = &entries[skip..];
    let width = forms.len() + 1;
    let mut best = vec![0_u32; (entries_left.len() + 1) * width];
    let mut fits = vec![0_u8; entries_left.len() * forms.len()];
    for (row, entry) in entries_left.iter().enumerate().rev() {
        // The classic builder writes what stands in brackets without a keyword.
        let keyword = match entry.keyword.as_str() {
            "" => "RUN",
            keyword => keyword,
        };
        let told = Form::of(keyword, &entry.arguments);
        for (at, known) in forms.iter().enumerate().rev() {
            let fit = known.fit(keyword, &told);
            fits[row * forms.len() + at] = fit as u8;
            let without = best[(row + 1) * width + at].max(best[row * width + at + 1]);
            let with = match fit {
                0 => 0,
                fit => fit + best[(row + 1) * width + at + 1],
            };
            best[row * width + at] = without.max(with);
        }
    }
    let mut found = vec![None; entries.len()];
    let (mut row, mut at) = (0, 0);
    while row < entries_left.len() && at < forms.len() {
        let here = best[row * width + at];
        if best[(row + 1) * width + at] == here {
            row += 1;
        } else if best[row * width + at + 1] == here {
            at += 1;
        } else {
            if fits[row * forms.len() + at] > 0 {
                found[skip + row] = Some(at);
            }
            (row, at) = (row + 1, at + 1);
        }
    }
    found
}

impl Known {
    fn fit(&self, keyword: &str, entry: &Form) -> u32 {
        match (self.keyword == keyword, &self.raw) {
            (false, _) => 0,
            (true, None) => self.put_in.fit(entry),
            (true, Some(raw)) => self.put_in.fit(entry).max(raw.fit(entry)),
        }
    }
}
