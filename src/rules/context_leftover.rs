//! Flags: what a `COPY` or `ADD` took along from the build context that no container needs: a
//! version control folder, `node_modules` beside its `package.json`, a virtual environment of
//! Python, caches of interpreters and editors, logs, the Dockerfile.
//!
//! Why: bytes; and a `.git` folder holds everything that was ever committed.
//!
//! Fix: lines of `.dockerignore`.
//!
//! What is copied from an absolute path comes from another build stage, as far as the history
//! tells, and is let pass; so is what packages bring.
//!
//! References: Docker, "Build context", `.dockerignore` files.

mod names;

use std::collections::{BTreeMap, BTreeSet};

use names::KINDS;

use super::paths::Areas;
use super::places::{Place, Sum, WEIGHTS, files_by, weight};
use super::{Finding, Gone, Rule, Severity, Topic, base};
use crate::image::{Image, PathTree};
use crate::layer::Kind;
use crate::text;
use crate::words::rules::{context_leftover as say, evidence};

/// The rule.
pub static RULE: Rule = Rule {
    id: "context-leftover",
    title: say::title,
    why: say::why,
    references: &["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    topic: Topic::Size,
    severities: WEIGHTS,
    peers: &["dockle DKL-LI-0003"],
    check,
    takes,
};

/// Leftovers in the layers that copy from the context.
pub(super) struct Leftovers {
    areas: Areas,
    copied: Vec<bool>,
}

impl Leftovers {
    pub(super) fn of(image: &Image) -> Leftovers {
        let copied = (0..image.layers.len() as u32).map(|layer| copies(image, layer));
        Leftovers {
            areas: names::areas(&image.stack.tree),
            copied: copied.collect(),
        }
    }

    /// The leftover that a node of a layer is or lies in, and its kind's number.
    pub(super) fn get(&self, node: u32, layer: u32) -> Option<(u32, usize)> {
        let copied = self.copied.get(layer as usize);
        copied.filter(|copied| **copied)?;
        self.areas.get(node)
    }
}

/// Whether a layer was copied from the build context, above the base image.
fn copies(image: &Image, layer: u32) -> bool {
    let Some(instruction) = image.instruction(layer) else {
        return false;
    };
    let mut words = instruction.arguments.split_whitespace();
    let from_stage = words.any(|word| word.starts_with("--from="))
        || instruction
            .arguments
            .trim_start_matches('[')
            .starts_with(['/', '"'])
            && instruction
                .arguments
                .trim_start_matches(['[', '"'])
                .starts_with('/');
    let copies = instruction.is("COPY") || instruction.is("ADD");
    copies && !from_stage && layer >= base::layers(image)
}

/// Every version of a file of a leftover, with the leftover's node and its kind's number.
fn left<'a>(
    image: &'a Image,
    leftovers: &'a Leftovers,
) -> impl Iterator<Item = (Place, u32, usize)> + 'a {
    image.versions().filter_map(|(node, event)| {
        let layer = event.layer;
        let (top, kind) = leftovers.get(node, layer)?;
        let facts = image.facts(&event);
        let facts = facts.filter(|facts| facts.kind == Kind::File && facts.size > 0)?;
        let bytes = facts.size;
        Some((Place { node, layer, bytes }, top, kind))
    })
}

fn takes(image: &Image) -> Vec<Vec<Gone>> {
    let leftovers = Leftovers::of(image);
    let taken = left(image, &leftovers).map(|(place, ..)| Gone::name(place.node, place.layer));
    let taken: Vec<Gone> = taken.collect();
    (!taken.is_empty()).then_some(taken).into_iter().collect()
}

fn check(image: &Image) -> Vec<Finding> {
    let leftovers = Leftovers::of(image);
    let mut sums: BTreeMap<(u32, u32), (Sum, usize)> = BTreeMap::new();
    for (place, top, kind) in left(image, &leftovers) {
        let entry = sums
            .entry((top, place.layer))
            .or_insert((Sum::default(), kind));
        entry.0.add(place.bytes);
    }
    if sums.is_empty() {
        return Vec::new();
    }
    let kinds: BTreeSet<usize> = sums.values().map(|(_, kind)| *kind).collect();
    let places: Vec<(Place, Sum)> = sums
        .iter()
        .map(|((node, layer), (sum, _))| {
            let (node, layer, bytes) = (*node, *layer, sum.bytes);
            (Place { node, layer, bytes }, *sum)
        })
        .collect();
    let bytes: u64 = places.iter().map(|(place, _)| place.bytes).sum();
    let severity = match kinds.iter().any(|kind| KINDS[*kind].tells_all) {
        true => Severity::Medium,
        false => Severity::Low,
    };
    let patterns = patterns(&image.stack.tree, &sums);
    let title = say::copied(&text::size(bytes));
    let finding = RULE
        .finding(severity.min(weight(bytes)), title)
        .saves(bytes);
    let finding = finding.fix(format!("# {}\n{patterns}", evidence::dockerignore()));
    vec![finding.at(image, places, |place, sum| files_by(image, place, sum))]
}

/// The lines of a `.dockerignore`, in the order of the kinds.
fn patterns(tree: &PathTree, sums: &BTreeMap<(u32, u32), (Sum, usize)>) -> String {
    let lines: BTreeSet<(usize, String)> = sums
        .iter()
        .map(|((node, _), (_, kind))| match KINDS[*kind].pattern {
            "" => (*kind, format!("**/{}", text::path(tree.name(*node)))),
            pattern => (*kind, pattern.to_owned()),
        })
        .collect();
    let lines: Vec<String> = lines.into_iter().map(|(_, line)| line).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file};
    use super::*;

    #[test]
    fn copied_along() {
        let image = Fixture::new().layer(
            "COPY . /app # buildkit",
            &[
                file("app/.git/objects/a", 500),
                file("app/.git/HEAD", 20),
                file("app/package.json", 9),
                file("app/node_modules/a/index.js", 300),
                file("app/node_modules/a/.vscode/x", 1),
                file("app/debug.log", 100),
                file("app/tools/__pycache__/a.pyc", 50),
                file("app/src/main.js", 9),
            ],
        );
        let finding = image.finding(&RULE);
        assert_eq!(finding.severity, Severity::Medium);
        assert_eq!(finding.bytes, 971);
        let paths: Vec<_> = finding
            .evidence
            .iter()
            .filter_map(|e| e.path.as_deref())
            .collect();
        assert_eq!(
            paths,
            [
                "app/.git",
                "app/node_modules",
                "app/debug.log",
                "app/tools/__pycache__"
            ]
        );
        let fix = "# Lines of .dockerignore:\n**/.git\n**/node_modules\n**/__pycache__\n**/*.log";
        assert_eq!(finding.fix, fix);
    }

    #[test]
    fn a_virtual_environment_is_told_by_what_is_in_it() {
        let items = [
            file("app/env/pyvenv.cfg", 80),
            file("app/env/bin/pip", 20),
            file("app/env/lib/python3.11/site-packages/six.py", 300),
            file("app/env.d/x", 9),
            file("app/.main.py.swp", 100),
        ];
        let image = Fixture::new().layer("COPY . /app # buildkit", &items);
        let finding = image.finding(&RULE);
        assert_eq!(finding.bytes, 500);
        let paths: Vec<_> = finding
            .evidence
            .iter()
            .filter_map(|e| e.path.as_deref())
            .collect();
        assert_eq!(paths, ["app/env", "app/.main.py.swp"]);
        Fixture::new()
            .layer("RUN python3 -m venv /app/env", &items)
            .silent(&RULE);
    }

    #[test]
    fn tests_of_a_project() {
        let items = [
            file("app/pyproject.toml", 9),
            file("app/tests/test_a.py", 300),
            file("app/test/b.py", 20),
            file("app/shop/tests/c.py", 30),
            file("app/test.py", 9),
            file("site/tests/index.html", 9),
        ];
        let image = Fixture::new().layer("COPY . / # buildkit", &items);
        let finding = image.finding(&RULE);
        assert_eq!(finding.bytes, 320);
        assert!(
            finding.fix.ends_with("\n**/test\n**/tests"),
            "{}",
            finding.fix
        );
        let made = Fixture::new().layer("RUN make", &items);
        made.silent(&RULE);
    }

    #[test]
    fn made_by_the_build() {
        let modules = [
            file("app/package.json", 9),
            file("app/node_modules/a.js", 9),
        ];
        Fixture::new()
            .layer("RUN npm install", &modules)
            .silent(&RULE);
        Fixture::new()
            .layer("COPY /app /app # buildkit", &modules)
            .silent(&RULE);
        Fixture::new()
            .layer("COPY --from=build /app /app", &modules)
            .silent(&RULE);
        let packaged = [
            file("node_modules/a.js", 9),
            file("usr/lib/python3/__pycache__/a", 9),
        ];
        Fixture::new().layer("COPY x /", &packaged).silent(&RULE);
    }
}
