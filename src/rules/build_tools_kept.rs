//! Flags: compilers, linkers and build programs in the final tree, with the bytes of what they
//! bring along.
//!
//! Why: the program does not need them to run, they weigh much, and they serve whoever breaks
//! in.
//!
//! Fix: build in a stage of its own and copy the result.
//!
//! Told by names of programs in `bin` folders; headers are counted where a tool is there, not
//! alone. Git, Perl and interpreters are no build tools here: programs use them at run time.
//!
//! References: Docker, "Multi-stage builds".

mod families;

use std::collections::BTreeMap;

use families::FAMILIES;
pub(super) use families::Families;

use super::places::{Place, Sum};
use super::{Finding, Gone, Rule, Severity, Topic, start};
use crate::image::{Event, Image};
use crate::layer::{Kind, Node};
use crate::text;
use crate::words::counts;
use crate::words::rules::build_tools_kept as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "build-tools-kept",
    title: say::title,
    why: say::why,
    references: &["https://docs.docker.com/build/building/multi-stage/"],
    topic: Topic::Size,
    severities: &[Severity::Medium, Severity::Low],
    peers: &[],
    check,
    takes,
};

/// What is there of one family of tools.
struct Found {
    /// The largest program of the family; `None` where only its other files are there.
    program: Option<Place>,
    largest: u64,
    sum: Sum,
}

fn check(image: &Image) -> Vec<Finding> {
    if start::is_workplace(image) {
        return Vec::new();
    }
    let families = Families::of(&image.stack.tree);
    let mut found: BTreeMap<usize, Found> = BTreeMap::new();
    for (node, event) in kept(image, &families) {
        let Some(((family, is_program), facts)) = families.get(node).zip(image.facts(&event))
        else {
            continue;
        };
        let bytes = image.shown_bytes(node, &event);
        let found = found.entry(family).or_insert(Found {
            program: None,
            largest: 0,
            sum: Sum::default(),
        });
        found.sum.add(bytes);
        let layer = event.layer;
        // An empty file is no program, whatever its name.
        if is_program && facts.mode & 0o111 != 0 && bytes > found.largest {
            found.largest = bytes;
            found.program = Some(Place { node, layer, bytes });
        }
    }
    let has_tool = found.values().any(|found| found.program.is_some());
    if !has_tool {
        return Vec::new();
    }
    let places: Vec<(Place, (&str, u64))> = found
        .iter()
        .filter_map(|(family, found)| {
            let place = found.program?;
            let bytes = found.sum.bytes;
            Some((
                Place { bytes, ..place },
                ((FAMILIES[*family].name)(), found.sum.files),
            ))
        })
        .collect();
    let headers: u64 = found
        .values()
        .filter(|found| found.program.is_none())
        .map(|found| found.sum.bytes)
        .sum();
    let bytes = headers + places.iter().map(|(place, _)| place.bytes).sum::<u64>();
    let severity = match bytes {
        50_000_000.. => Severity::Medium,
        _ => Severity::Low,
    };
    let title = say::kept(&text::size(bytes));
    let finding = RULE.finding(severity, title).saves(bytes).fix(fix());
    let finding = finding.at(image, places, |_, (name, files)| {
        format!("{name}: {}", counts::files(*files))
    });
    vec![finding]
}

/// The files that this rule reports; `None` where it reports none.
pub(super) fn told(image: &Image) -> Option<Families<'_>> {
    (!check(image).is_empty()).then(|| Families::of(&image.stack.tree))
}

/// Files of the final tree that belong to one of the families.
fn kept<'a>(image: &'a Image, families: &'a Families) -> impl Iterator<Item = (u32, Event)> + 'a {
    image.visible().filter(|(node, event)| {
        let is_file = |facts: Node| matches!(facts.kind, Kind::File | Kind::HardLink);
        families.get(*node).is_some() && image.facts(event).is_some_and(is_file)
    })
}

fn takes(image: &Image) -> Vec<Vec<Gone>> {
    if check(image).is_empty() {
        return Vec::new();
    }
    let families = Families::of(&image.stack.tree);
    let taken = kept(image, &families);
    let taken = taken.map(|(node, event)| Gone::name(node, event.layer));
    vec![taken.collect()]
}

fn fix() -> String {
    format!(
        "# {}\n\
         FROM debian:bookworm AS build\n\
         RUN apt-get update && apt-get install -y --no-install-recommends gcc make\n\
         COPY . /src\n\
         RUN make -C /src\n\
         FROM debian:bookworm-slim\n\
         COPY --from=build /src/app /usr/local/bin/app",
        say::two_stages()
    )
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file, gone, link};
    use super::*;

    #[test]
    fn tools_with_what_they_bring() {
        let image = Fixture::new().layer(
            "RUN apt-get install gcc make",
            &[
                file("usr/bin/x86_64-linux-gnu-gcc-12", 1000).mode(0o755),
                link("usr/bin/gcc", "gcc-12"),
                file("usr/lib/gcc/x86_64-linux-gnu/12/cc1", 30_000).mode(0o755),
                file("usr/bin/make", 200).mode(0o755),
                file("usr/include/stdio.h", 50),
                file("usr/bin/as", 10).mode(0o755),
            ],
        );
        let finding = image.finding(&RULE);
        assert_eq!(finding.bytes, 31_260);
        let texts: Vec<&str> = finding.evidence.iter().map(|e| e.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "C and C++ compiler: 2 files",
                "make: 1 file",
                "linker and assembler: 1 file"
            ]
        );
        let path = finding.evidence[0].path.as_deref();
        assert_eq!(path, Some("usr/lib/gcc/x86_64-linux-gnu/12/cc1"));
    }

    #[test]
    fn without_tools() {
        Fixture::new()
            .layer(
                "ADD x /",
                &[
                    file("usr/include/python3.11/Python.h", 900),
                    file("usr/bin/git", 900).mode(0o755),
                    file("usr/share/doc/make", 9),
                    file("usr/lib/python3/make", 9).mode(0o755),
                    file("usr/bin/gcc", 9).mode(0o755),
                ],
            )
            .layer("RUN apt-get purge gcc", &[gone("usr/bin/gcc")])
            .silent(&RULE);
    }

    #[test]
    fn where_they_are_what_it_is_for() {
        let tools = [file("usr/bin/gcc", 9_000).mode(0o755)];
        let image = || Fixture::new().layer("RUN apt-get install gcc", &tools);
        assert_eq!(image().findings(&RULE).len(), 1);
        let waits = ["sleep", "infinity"].map(str::to_owned);
        image()
            .config(|config| config.cmd = waits.into())
            .silent(&RULE);
        let label = ("devcontainer.metadata".to_owned(), "[]".to_owned());
        image()
            .config(|config| drop(config.labels.insert(label.0, label.1)))
            .silent(&RULE);
    }

    #[test]
    fn the_whole_of_debians_go() {
        let items = [
            file("usr/lib/go-1.19/bin/go", 9_000).mode(0o755),
            file("usr/lib/go-1.19/pkg/tool/compile", 20_000).mode(0o755),
            file("usr/share/go-1.19/src/fmt/print.go", 3_000),
            file("usr/share/go-app/x", 5_000),
        ];
        let finding = Fixture::new()
            .layer("RUN apt-get install golang-go", &items)
            .finding(&RULE);
        assert_eq!(finding.bytes, 32_000);
    }
}
