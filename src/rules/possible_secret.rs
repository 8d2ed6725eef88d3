//! Flags: values in files of settings that look random, under names that say they are secret: a hint.
//!
//! Why: they may be passwords and keys, which whoever pulls the image can read; also in a file that a
//! later layer deletes.
//!
//! Fix: look; then a secret mount for the build, or a file that is mounted when the image runs.
//!
//! Randomness is no proof: a public key, a sum or a default looks the same, so that this is never more
//! than information. Files that `secret-file` tells of are left out, as is what packages bring.
//!
//! References: Docker, "Build secrets".

use super::places::Place;
use super::secret_file::Secrets;
use super::{Finding, Rule, Severity, Topic};
use crate::image::Image;
use crate::words::rules::possible_secret as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "possible-secret",
    title: say::title,
    why: say::why,
    references: &["https://docs.docker.com/build/building/secrets/"],
    topic: Topic::Security,
    severities: &[Severity::Info],
    peers: &[],
    check,
    takes: super::takes::nothing,
};

/// Lines of one file that are named.
const NAMED: usize = 5;

fn check(image: &Image) -> Vec<Finding> {
    let marked = |layer: &crate::image::ImageLayer| layer.listing().is_some_and(|l| l.has_marks());
    if !image.layers.iter().any(marked) {
        return Vec::new();
    }
    let secrets = Secrets::of(image);
    let mut places: Vec<(Place, Vec<u32>)> = Vec::new();
    for (node, event) in image.versions() {
        let lines = secrets.hints(node, &event);
        let again = places.last().is_some_and(|(place, _)| place.node == node);
        if !lines.is_empty() && !again {
            let bytes = image.facts(&event).map_or(0, |facts| facts.size);
            let layer = event.layer;
            places.push((Place { node, layer, bytes }, lines));
        }
    }
    if places.is_empty() {
        return Vec::new();
    }
    let title = say::files(places.len() as u64);
    let fix = format!(
        "# {}\n\
         RUN --mount=type=secret,id=settings,target=/app/settings make\n\
         # {}\n\
         # docker run --mount type=bind,src=SETTINGS,dst=/app/settings,readonly IMAGE",
        say::in_build(),
        say::in_program()
    );
    let finding = RULE.finding(Severity::Info, title).fix(fix);
    vec![finding.at(image, places, |_, lines| {
        let named: Vec<String> = lines.iter().take(NAMED).map(u32::to_string).collect();
        match named.len() {
            1 => say::line(&named[0]),
            _ => say::lines(&named.join(", ")),
        }
    })]
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, gone, text};
    use super::*;

    const VALUE: &str = "aB3dE5gH7jK9mN1pQ3sT5vW7";

    #[test]
    fn in_settings() {
        let settings = format!("host: db\npassword: {VALUE}\nuser: me\nsecret_key: \"{VALUE}\"\n");
        let image = Fixture::new()
            .layer("COPY app /app", &[text("app/config.yml", &settings)])
            .layer("RUN rm", &[gone("app/config.yml")]);
        let finding = image.finding(&RULE);
        assert_eq!(finding.evidence[0].text, "lines 2, 4");
        assert!(!format!("{finding:?}").contains(VALUE));
    }

    #[test]
    fn elsewhere_or_told() {
        let line = format!("password={VALUE}\n");
        let items = [
            text("app/main.py", &line),
            text("app/.env", &line),
            text("app/node_modules/x/config.json", &line),
            text("usr/share/x/x.conf", &line),
            text("app/y.conf", "password=changeme\n"),
        ];
        Fixture::new().layer("COPY x /", &items).silent(&RULE);
    }
}
