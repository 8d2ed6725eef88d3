//! What holds for all rules.

use std::collections::HashSet;

use super::fixture::{Fixture, file};
use super::*;
use crate::words::{Language, speak};

#[test]
fn facts_are_complete() {
    let mut ids = HashSet::new();
    for rule in RULES {
        assert!(ids.insert(rule.id), "{} stands twice", rule.id);
        let kebab = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        assert!(rule.id.bytes().all(kebab), "{}", rule.id);
        assert!(
            !(rule.title)().is_empty() && !(rule.why)().is_empty(),
            "{}",
            rule.id
        );
        assert!(!rule.references.is_empty(), "{}", rule.id);
        let linked = rule
            .references
            .iter()
            .all(|link| link.starts_with("https://"));
        assert!(linked, "{}", rule.id);
    }
}

#[test]
fn each_rule_speaks_each_language() {
    let said = |language| {
        speak(language);
        let said = RULES.iter().map(|rule| ((rule.title)(), (rule.why)()));
        said.collect::<Vec<_>>()
    };
    let (spanish, english) = (said(Language::Spanish), said(Language::English));
    for (i, rule) in RULES.iter().enumerate() {
        assert_ne!(english[i].0, spanish[i].0, "{}", rule.id);
        assert_ne!(english[i].1, spanish[i].1, "{}", rule.id);
    }
}

#[test]
fn an_image_without_faults() {
    let image = Fixture::new().layer("COPY app /app # buildkit", &[file("app", 9)]);
    assert_eq!(check(&image.build()), []);
    assert!(check(&Fixture::new().build()).is_empty());
}

#[test]
fn a_finding_says_who_brought_it() {
    let setuid = |path| file(path, 9).mode(0o4755);
    let base = || {
        Fixture::new()
            .layer("/bin/sh -c #(nop) ADD file:0 in / ", &[setuid("bin/su")])
            .metadata("CMD [\"sh\"]")
    };
    let of = |fixture: Fixture| {
        let findings = check(&fixture.build());
        let mut found = findings.into_iter().filter(|f| f.rule == "setuid-file");
        found.next().map(|finding| finding.origin)
    };
    let own = |fixture: Fixture, path| fixture.layer("RUN make # buildkit", &[setuid(path)]);
    assert_eq!(of(base()), Some(Some(Origin::Base)));
    assert_eq!(of(own(base(), "bin/mount")), Some(Some(Origin::Both)));
    assert_eq!(
        of(own(Fixture::new(), "bin/mount")),
        Some(None),
        "no base can be told"
    );
}

#[test]
fn no_finding_shows_a_secret() {
    let secret = "s3cr3tvalue";
    let image = Fixture::new()
        .env(&[
            &format!("API_TOKEN={secret}"),
            &format!("URL=http://me:{secret}@host/"),
        ])
        .metadata(&format!("ARG DB_PASSWORD={secret}1"))
        .metadata(&format!(
            "ENV API_TOKEN={secret} URL=http://me:{secret}@host/"
        ))
        .layer(
            &format!("RUN |1 NPM_TOKEN={secret}2 /bin/sh -c echo {secret} > /x # buildkit"),
            &[file("x", 900_000), file("root/.cache/pip/a", 900_000)],
        )
        .layer(
            &format!("RUN /bin/sh -c curl -H 'Authorization: Bearer {secret}3' x # buildkit"),
            &[file("x", 900_000).mode(0o755)],
        )
        .layer(
            &format!("/bin/sh -c git clone https://me:{secret}4@host/x"),
            &[file("x", 9)],
        );
    let findings = check(&image.build());
    let rules: HashSet<&str> = findings
        .iter()
        .map(|finding| finding.rule.as_str())
        .collect();
    for rule in [
        "secret-in-env",
        "secret-in-history",
        "consecutive-run",
        "file-rewritten-later",
    ] {
        assert!(rules.contains(rule), "{rule}");
    }
    for finding in findings {
        let text = format!("{finding:?}");
        assert!(!text.contains("s3cr3t"), "{text}");
    }
}

/// A history is a stranger's text: whatever it holds, looking through it takes no long time.
#[test]
fn long_texts_take_no_long_time() {
    for part in [
        "a=",
        "token=",
        "://a:b@",
        "authorization: ",
        "--token ",
        "ghp_",
        "A=\"",
        "|1 A=",
    ] {
        let text = part.repeat(50_000);
        let image = Fixture::new()
            .metadata(&format!("ENV {text}"))
            .layer(
                &format!("RUN /bin/sh -c {text} # buildkit"),
                &[file("x", 900_000)],
            )
            .layer(&text, &[file("x", 900_000).mode(0o755)]);
        // A quadratic look would take so long that this does not end.
        check(&image.build());
    }
}
