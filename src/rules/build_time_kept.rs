//! Flags: files of the image's own `RUN`s that carry the time of the build, a hundred and more.
//!
//! Why: the same Dockerfile with the same sources then gives other layers each time, so that
//! nothing is reused, nor can anybody check that an image was built from its sources.
//!
//! Fix: `SOURCE_DATE_EPOCH`, which BuildKit (0.13 and later) sets on all files of new layers.
//!
//! The history tells when each instruction ran; only files of that time count, and only where
//! they have several times: a builder that sets one for all is what the fix asks for.
//!
//! References: BuildKit, `docs/build-repro.md`; reproducible-builds.org.

use std::collections::HashSet;

use super::places::{Place, Sum, files_by};
use super::{Finding, Rule, Severity, Topic, base, files};
use crate::image::Image;
use crate::layer::{ROOT, seconds};
use crate::words::rules::build_time_kept as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "build-time-kept",
    title: say::title,
    why: say::why,
    references: &[
        "https://github.com/moby/buildkit/blob/master/docs/build-repro.md",
        "https://reproducible-builds.org/docs/source-date-epoch/",
    ],
    topic: Topic::Build,
    severities: &[Severity::Info],
    peers: &[],
    check,
    takes: super::takes::nothing,
};

/// Fewer files than this every installation writes.
const LEAST: u64 = 100;

/// Seconds that an instruction may have begun before the history says that the one before it ended.
const SLACK: i64 = 2;

/// When the instruction that made each layer ran: from the end of the one before it; `None` where the
/// history does not tell, and for what is no `RUN`.
fn runs(image: &Image) -> Vec<Option<(i64, i64)>> {
    let mut runs = vec![None; image.layers.len()];
    let mut before = None;
    for row in &image.history {
        let ended = row.created.as_deref().and_then(seconds);
        let run = row.layer.filter(|_| row.instruction.is("RUN"));
        if let (Some(layer), Some(start), Some(end)) = (run, before, ended)
            && start < end
            && let Some(run) = runs.get_mut(layer)
        {
            *run = Some((start - SLACK, end + SLACK));
        }
        before = ended.or(before);
    }
    runs
}

fn check(image: &Image) -> Vec<Finding> {
    let base = base::layers(image);
    let runs = runs(image);
    let mut sums = vec![Sum::default(); runs.len()];
    let mut times = HashSet::new();
    for (place, facts) in files::shown(image).filter(|(place, _)| place.layer >= base) {
        let layer = place.layer as usize;
        let Some((start, end)) = runs.get(layer).copied().flatten() else {
            continue;
        };
        if (start..=end).contains(&facts.mtime) {
            sums[layer].add(place.bytes);
            times.insert(facts.mtime);
        }
    }
    let files: u64 = sums.iter().map(|sum| sum.files).sum();
    if files < LEAST || times.len() < 2 {
        return Vec::new();
    }
    let places = (0_u32..).zip(&sums).filter(|(_, sum)| sum.files > 0);
    let places = places.map(|(layer, sum)| {
        let (node, bytes) = (ROOT, sum.bytes);
        (Place { node, layer, bytes }, *sum)
    });
    let title = say::carry(files);
    let finding = RULE.finding(Severity::Info, title).fix(fix());
    let mut finding = finding.at(image, places.collect(), |place, sum| {
        files_by(image, place, sum)
    });
    // They are anywhere in the layer.
    for evidence in &mut finding.evidence {
        evidence.path = None;
    }
    vec![finding]
}

fn fix() -> String {
    format!(
        "# {}\n\
         # docker buildx build --build-arg SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) \\\n\
         #   --output type=registry,name=NAME,rewrite-timestamp=true .",
        say::one_time()
    )
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, Item, file};
    use super::*;

    const START: u64 = 1_700_000_000;

    fn files(times: impl Fn(u64) -> u64) -> Vec<Item> {
        let files = (0..120).map(|n| file(&format!("srv/{n}"), 1).at(times(n)));
        files.collect()
    }

    fn built(instruction: &str, items: &[Item]) -> Fixture {
        Fixture::new()
            .layer("COPY a /a # buildkit", &[file("a", 1)])
            .created("2023-11-14T22:13:20Z")
            .layer(instruction, items)
            .created("2023-11-14T22:15:00.5Z")
    }

    #[test]
    fn of_the_time_of_the_run() {
        let image = built("RUN /bin/sh -c make # buildkit", &files(|n| START + n / 10));
        let finding = image.finding(&RULE);
        assert_eq!(finding.title, "120 files carry the time of the build");
        let evidence = &finding.evidence[0];
        assert_eq!(
            (
                evidence.layer,
                evidence.path.as_deref(),
                evidence.text.as_str()
            ),
            (Some(1), None, "120 files by RUN make")
        );
    }

    #[test]
    fn older_or_one_time_or_copied() {
        let run = "RUN /bin/sh -c make # buildkit";
        built(run, &files(|n| START - 900 - n)).silent(&RULE);
        built(run, &files(|_| START + 9)).silent(&RULE);
        built("COPY x /srv # buildkit", &files(|n| START + n / 10)).silent(&RULE);
        let few: Vec<Item> = files(|n| START + n / 10).into_iter().take(99).collect();
        built(run, &few).silent(&RULE);
    }
}
