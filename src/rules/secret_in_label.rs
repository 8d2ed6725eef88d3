//! Flags: labels of the image, or annotations of its manifest, that hold a secret: by their name, by a token's form, or a password in
//! an address.
//!
//! Why: labels are in the config and annotations in the manifest, which everybody can read who can pull
//! the image.
//!
//! Fix: no secrets in labels.
//!
//! References: Docker, "Build secrets"; Dockerfile reference, `LABEL`.

use super::{Evidence, Finding, Rule, Severity, Topic, places, secrets};
use crate::image::Image;
use crate::words::rules::secret_in_label as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "secret-in-label",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/build/building/secrets/",
        "https://docs.docker.com/reference/dockerfile/#label",
    ],
    topic: Topic::Security,
    severities: &[Severity::Critical],
    peers: &[],
    check,
    takes: super::takes::nothing,
};

fn check(image: &Image) -> Vec<Finding> {
    let found: Vec<(String, String)> = found(image).collect();
    let title = match found.as_slice() {
        [] => return Vec::new(),
        [(name, _)] => say::one(name),
        several => say::several(several.len()),
    };
    let fix = format!(
        "# {}\n\
         RUN --mount=type=secret,id=token,env=TOKEN make\n\
         # docker build --secret id=token,env=TOKEN .",
        say::in_build()
    );
    let evidence = found.into_iter().map(|(_, text)| places::row(None, text));
    let evidence: Vec<Evidence> = evidence.collect();
    RULE.found_as(Severity::Critical, title, evidence, fix)
}

/// The names of the labels that hold secrets, each with what is said of it.
pub(super) fn found(image: &Image) -> impl Iterator<Item = (String, String)> {
    let labels = &image.config.config.labels;
    let of_config = labels.iter().map(|pair| ("LABEL", pair));
    // A builder may write a label as an annotation too.
    let others = image.annotations.iter();
    let others = others.filter(|(name, value)| labels.get(*name) != Some(*value));
    let all = of_config.chain(others.map(|pair| (say::annotation(), pair)));
    all.filter_map(|(kind, (name, value))| {
        // `com.example.api-token`: the words of a variable's name, otherwise written.
        let last = name.rsplit('.').next().unwrap_or(name).replace('-', "_");
        let shown = crate::text::visible(name);
        if secrets::is_secret_flag(&last, value) {
            return Some((shown.clone(), format!("{kind} {shown}")));
        }
        let spots = secrets::spots(value);
        let spot = spots.first()?;
        Some((shown.clone(), format!("{kind} {shown}: {}", spot.what)))
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;

    fn labels(labels: &[(&str, &str)]) -> Fixture {
        let labels = labels
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let labels = labels.collect();
        Fixture::new().config(|config| config.labels = labels)
    }

    #[test]
    fn names_and_forms() {
        let finding = labels(&[
            ("com.example.api-token", "a1b2c3d4"),
            ("source", "https://me:hunter2@git.example/x"),
            ("version", "1.0"),
        ])
        .finding(&RULE);
        let texts: Vec<&str> = finding.evidence.iter().map(|e| e.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "LABEL com.example.api-token",
                "LABEL source: a password in an address"
            ]
        );
        assert!(!format!("{finding:?}").contains("hunter2"));
    }

    #[test]
    fn annotations() {
        let source = "https://me:hunter2@git.example/x";
        let name = "org.opencontainers.image.source";
        let finding = labels(&[]).annotation(name, source).finding(&RULE);
        let text = &finding.evidence[0].text;
        assert_eq!(
            text,
            &format!("annotation {name}: a password in an address")
        );
        // The same as a label is one fault.
        let finding = labels(&[(name, source)]).annotation(name, source);
        assert_eq!(finding.finding(&RULE).evidence.len(), 1);
    }

    #[test]
    fn no_secrets() {
        labels(&[
            ("org.opencontainers.image.source", "https://git.example/x"),
            ("com.example.key", "value"),
            ("io.openshift.tags", "token,auth"),
            ("authors", "me@example.org"),
            ("com.example.token", ""),
        ])
        .silent(&RULE);
    }
}
