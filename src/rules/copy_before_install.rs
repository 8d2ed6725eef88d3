//! Flags: a `COPY` or `ADD` of the application before a `RUN` that installs what it depends on.
//!
//! Why: whatever stands behind an instruction that changes is built, pushed and pulled anew. A
//! program's own files change daily, what it depends on seldom.
//!
//! Fix: copy the files that name the dependencies, install, and only then copy the rest.
//!
//! That something was the application is told by its layer: it has source files, and either the
//! files that the installation reads or all of the build context. What an installation may need
//! of those files otherwise (packages beside them, a script that is run before it) lets it pass.
//!
//! References: Docker, "Optimize cache usage in builds", "Order your layers".

mod copied;
mod installers;

pub(super) use copied::Copied;
use installers::Install;

use super::runs::Run;
use super::{Evidence, Finding, Rule, Severity, Topic, base, places, runs, told};
use crate::image::Image;
use crate::text;
use crate::words::rules::copy_before_install as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "copy-before-install",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/build/cache/optimize/#order-your-layers",
        "https://docs.docker.com/build/building/best-practices/#leverage-build-cache",
    ],
    topic: Topic::Build,
    severities: &[Severity::Medium, Severity::Low],
    peers: &[],
    check,
    takes: super::takes::nothing,
};

/// Bytes from which building and pushing them again is felt.
const MANY: u64 = 10_000_000;

/// An installation that stands behind a copy of the application.
struct Late<'a> {
    copied: &'a Copied<'a>,
    install: Install,
    shown: Evidence,
}

fn check(image: &Image) -> Vec<Finding> {
    let copies: Vec<Copied<'_>> = base::own(image)
        .iter()
        .filter_map(|row| Copied::of(image, row))
        .collect();
    if copies.is_empty() {
        return Vec::new();
    }
    let runs = runs::of(image);
    let late: Vec<Late<'_>> = runs
        .iter()
        .flat_map(|run| late(image, &copies, run))
        .collect();
    finding(image, &late).into_iter().collect()
}

/// The installations of a `RUN` that could stand before a copy.
fn late<'a>(image: &Image, copies: &'a [Copied<'_>], run: &Run<'_>) -> Vec<Late<'a>> {
    let Some(layer) = run.row.layer else {
        return Vec::new();
    };
    let mut late = Vec::new();
    for (at, command) in run.commands.iter().enumerate() {
        let Some(install) = Install::of(command) else {
            continue;
        };
        let mut below = copies.iter().filter(|copied| copied.layer < layer);
        let made = image.layers[layer].listing();
        let worth = |copied: &&Copied<'_>| {
            copied.precedes(&install, &run.commands[..=at])
                && made.is_none_or(|made| install.brought(made))
        };
        if let Some(copied) = below.find(worth) {
            late.push(Late {
                copied,
                shown: run.shown(std::slice::from_ref(command)),
                install,
            });
        }
    }
    late
}

fn finding(image: &Image, late: &[Late<'_>]) -> Option<Finding> {
    let first = late.first()?;
    let mut evidence = vec![shown(image, first.copied)];
    let (mut bytes, mut scanned, mut last) = (0, true, None);
    for one in late {
        let mut shown = one.shown.clone();
        if shown.layer != last {
            let layer = shown
                .layer
                .and_then(|layer| image.layers.get(layer as usize));
            shown.bytes = layer.map_or(0, |layer| layer.content_bytes());
            scanned &= layer.is_some_and(|layer| layer.listing().is_some());
            bytes += shown.bytes;
        }
        last = shown.layer;
        evidence.push(shown);
    }
    if scanned && bytes == 0 {
        // Nothing was installed.
        return None;
    }
    let title = match bytes {
        0 => say::again().to_owned(),
        bytes => say::again_of(&text::size(bytes)),
    };
    let severity = match bytes {
        MANY.. => Severity::Medium,
        _ => Severity::Low,
    };
    let finding = RULE.finding(severity, title).with(evidence);
    Some(finding.fix(fix(image, first)))
}

fn shown(image: &Image, copied: &Copied<'_>) -> Evidence {
    let text = told::instruction(image, &copied.row.instruction);
    places::row(Some(copied.layer), text)
}

fn fix(image: &Image, late: &Late<'_>) -> String {
    let copy = told::instruction(image, &late.copied.row.instruction);
    let run = match late.install.run {
        "" => late.shown.text.replace("… ", "").replace(" …", ""),
        run => format!("RUN {run}"),
    };
    match late.copied.manifests(&late.install) {
        names if names.is_empty() => format!("{run}\n{copy}"),
        names => format!("COPY {} ./\n{run}\n{copy}", names.join(" ")),
    }
}

#[cfg(test)]
mod tests;
