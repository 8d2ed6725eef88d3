//! The rules on bases, on the real images of `tests/images/recipes/bases.sh`.

mod archive;

use archive::{TODAY, open_file, path};
use peel::rules::{Finding, check};

fn findings(file: &str, day: Option<&str>) -> Vec<Finding> {
    let mut images = open_file(&path(&format!("bases/{file}.tar")), file).images;
    let mut image = images.remove(0);
    assert_eq!(image.today.as_deref(), Some(TODAY), "sessions tell the day");
    image.today = day.map(str::to_owned);
    check(&image)
}

fn titles(file: &str, rule: &str, day: Option<&str>) -> Vec<String> {
    let findings = findings(file, day).into_iter();
    let found = findings.filter(|finding| finding.rule == rule);
    found.map(|finding| finding.title).collect()
}

#[test]
fn out_of_support_on_a_day() {
    let titles = |file, day| titles(file, "base-out-of-support", day);
    let over = ["Debian 10 has had no fixes since 2024-06-30"];
    assert_eq!(titles("old", Some(TODAY)), over);
    assert_eq!(titles("old", Some("2024-06-30")), [""; 0]);
    assert_eq!(titles("old", None), [""; 0]);
    assert_eq!(titles("current", Some(TODAY)), [""; 0]);
    assert_eq!(titles("current", Some("2030-07-01")).len(), 1);
}

#[test]
fn it_names_the_file_that_says_so() {
    let findings = findings("old", Some(TODAY));
    let found: Vec<_> = findings
        .iter()
        .filter(|f| f.rule == "base-out-of-support")
        .collect();
    let evidence = &found[0].evidence[0];
    assert_eq!(evidence.path.as_deref(), Some("usr/lib/os-release"));
    assert_eq!(evidence.text, "VERSION_ID=10");
    assert!(found[0].fix.ends_with("FROM debian:13"), "{}", found[0].fix);
}

/// What readelf says of a program, and what the rule says of its image.
#[test]
fn a_static_program_needs_no_base() {
    let rule = "static-only-program";
    for (file, names_a_loader) in [("static", false), ("python", true)] {
        let said = std::fs::read_to_string(path(&format!("bases/{file}.txt"))).expect("an oracle");
        assert_eq!(said.contains("INTERP"), names_a_loader, "{file}");
        assert_eq!(titles(file, rule, None).is_empty(), names_a_loader);
    }
    let findings = findings("static", None);
    let found = findings.iter().find(|finding| finding.rule == rule);
    let found = found.expect("it fires");
    let places: Vec<_> = found
        .evidence
        .iter()
        .map(|e| (e.layer, e.path.as_deref()))
        .collect();
    assert_eq!(
        places,
        [(Some(1), Some("usr/local/bin/shop")), (Some(0), None)]
    );
    assert_eq!(found.bytes, found.evidence[1].bytes);
}

#[test]
fn a_language_on_a_general_base() {
    let rule = "specialised-base";
    let expected = ["Python is installed onto Debian, and has an image of its own"];
    assert_eq!(titles("python", rule, None), expected);
    assert_eq!(titles("static", rule, None), [""; 0]);
    assert_eq!(titles("current", rule, None), [""; 0]);
}

#[test]
fn a_large_base_with_what_people_read() {
    let findings = findings("large", None);
    let found: Vec<_> = findings.iter().filter(|f| f.rule == "large-base").collect();
    assert_eq!((found.len(), found[0].bytes), (1, 3_000_000));
    assert_eq!(titles("current", "large-base", None), [""; 0]);
}
