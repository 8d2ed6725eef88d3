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
