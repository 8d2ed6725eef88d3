//! Flags: a copy of the application below a larger copy of what has not changed for half a year.
//!
//! Why: whatever lies above a layer that changes is built, and mostly pushed and pulled, anew.
//!
//! Fix: the other order.
//!
//! Times are those of the files. Those that a builder or a checkout sets to one moment tell
//! nothing, so that only layers far apart count; a copy that writes over files of the one below
//! it has to stand there.
//!
//! References: Docker, "Optimize cache usage in builds", "Order your layers".

use super::copy_before_install::Copied;
use super::places::row;
use super::{Evidence, Finding, Rule, Severity, Topic, base, told};
use crate::image::{HistoryRow, Image};
use crate::layer::Kind;
use crate::text;
use crate::words::rules::volatile_below_stable as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "volatile-below-stable",
    title: say::title,
    why: say::why,
    references: &["https://docs.docker.com/build/cache/optimize/#order-your-layers"],
    topic: Topic::Build,
    severities: &[Severity::Low],
    peers: &[],
    check,
    takes: super::takes::nothing,
};

/// Seconds between the last changes of two layers from which one of them is the stable one.
const APART: i64 = 180 * DAY;
const DAY: i64 = 24 * 60 * 60;

/// 2000-01-01: times before it are those of builders that set all times to one.
const PLAUSIBLE: i64 = 946_684_800;

/// Bytes that are worth another order.
const LEAST: u64 = 1_000_000;

fn check(image: &Image) -> Vec<Finding> {
    let rows = base::own(image);
    let copies = rows.iter().filter_map(|row| Copied::of(image, row));
    let Some(volatile) = copies.take(1).next() else {
        return Vec::new();
    };
    let (Some(changed), bytes) = last_change(image, volatile.layer) else {
        return Vec::new();
    };
    let stable = rows.iter().filter_map(|row| {
        let layer = row.layer.filter(|layer| *layer > volatile.layer)?;
        let (last, size) = last_change(image, layer);
        let last = last.filter(|last| changed - last >= APART)?;
        let copies = row.instruction.is("COPY") || row.instruction.is("ADD");
        let counts = copies && size >= LEAST && size >= bytes;
        (counts && !overwrites(image, layer)).then_some((row, layer, size, last))
    });
    let stable: Vec<_> = stable.collect();
    let Some(nearest) = stable.iter().map(|(.., last)| *last).max() else {
        return Vec::new();
    };
    let of = |row: &HistoryRow, layer: usize, bytes: u64, what: String| Evidence {
        bytes,
        ..row_of(image, row, layer, &what)
    };
    let sum: u64 = stable.iter().map(|(_, _, size, _)| size).sum();
    let mut evidence = vec![of(volatile.row, volatile.layer, bytes, when(changed))];
    let above = stable.iter();
    evidence.extend(above.map(|(row, layer, size, last)| of(row, *layer, *size, when(*last))));
    let title = say::above(&text::size(sum), (changed - nearest) / DAY);
    let words = |row: &HistoryRow| told::instruction(image, &row.instruction);
    let lines = stable.iter().map(|(row, ..)| words(row));
    let lines: Vec<String> = lines.chain([words(volatile.row)]).collect();
    let finding = RULE.finding(Severity::Low, title).with(evidence);
    vec![finding.fix(lines.join("\n"))]
}

fn row_of(image: &Image, history: &HistoryRow, layer: usize, what: &str) -> Evidence {
    let words = told::instruction(image, &history.instruction);
    row(Some(layer), format!("{what}: {words}"))
}

fn when(seconds: i64) -> String {
    let day = text::day_of(u64::try_from(seconds).unwrap_or(0));
    say::last_changed(&day)
}

/// When the newest of a layer's files was changed, where the times tell, and the bytes of all.
fn last_change(image: &Image, layer: usize) -> (Option<i64>, u64) {
    let Some(listing) = image.layers[layer].listing() else {
        return (None, 0);
    };
    let facts = listing.nodes().map(|node| listing.node(node));
    let files = facts.filter(|facts| facts.kind == Kind::File);
    let (newest, bytes) = files.fold((None, 0), |(newest, bytes), facts| {
        (newest.max(Some(facts.mtime)), bytes + facts.size)
    });
    (newest.filter(|newest| *newest >= PLAUSIBLE), bytes)
}

/// Whether a layer writes over a file of one below it, which it then has to lie above.
fn overwrites(image: &Image, layer: usize) -> bool {
    let nodes = 0..image.stack.tree.len() as u32;
    nodes.into_iter().any(|node| {
        let mut events = image.stack.history(node);
        let Some(event) = events.find(|event| event.layer as usize == layer) else {
            return false;
        };
        let file = image.facts(&event);
        file.is_some_and(|facts| facts.kind == Kind::File) && events.next().is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, Item, file};
    use super::*;

    const OLD: u64 = 1_600_000_000;
    const NEW: u64 = 1_700_000_000;

    fn image(application: &[Item], copy: &str, above: &[Item]) -> Fixture {
        Fixture::new()
            .layer("COPY . /app # buildkit", application)
            .layer(copy, above)
    }

    fn application() -> [Item; 1] {
        [file("app/main.py", 900).at(NEW)]
    }

    #[test]
    fn the_stable_one_belongs_below() {
        let model = [file("models/a.bin", 2_000_000).at(OLD)];
        let image = image(&application(), "COPY /models /models # buildkit", &model);
        let finding = image.finding(&RULE);
        assert_eq!(
            finding.title,
            "2MB that did not change for 1157 days lie above the application"
        );
        assert_eq!(finding.fix, "COPY /models /models\nCOPY . /app");
        assert_eq!(
            finding.evidence[1].text,
            "last changed on 2020-09-13: COPY /models /models"
        );
    }

    #[test]
    fn near_misses() {
        let copy = "COPY /models /models # buildkit";
        let silent = |application: &[Item], copy: &str, above: &[Item]| {
            image(application, copy, above).silent(&RULE);
        };
        let model = |bytes, time| [file("models/a.bin", bytes).at(time)];
        silent(&application(), copy, &model(2_000_000, NEW - 100));
        silent(&application(), copy, &model(2_000_000, 1));
        silent(&application(), copy, &model(20_000, OLD));
        // What a RUN makes depends on what lies below it.
        let run = "RUN /bin/sh -c tar -x # buildkit";
        silent(&application(), run, &model(2_000_000, OLD));
        // It is to win over what was copied before.
        let over = [file("app/main.py", 2_000_000).at(OLD)];
        silent(&application(), copy, &over);
        // Nothing tells that what is below changes often.
        let settings = [file("etc/app.conf", 9).at(NEW)];
        silent(&settings, copy, &model(2_000_000, OLD));
    }
}
