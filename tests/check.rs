//! `peel check` on real images: its exit codes, and what it prints.

mod archive;

use archive::archive;
use archive::command::{peel, text};
use serde_json::Value;

/// What the check of an image says: its exit code, and what it prints.
fn check(name: &str, arguments: &[&str]) -> (i32, String) {
    let file = archive(name);
    let mut all = vec!["check", file.to_str().expect("UTF-8")];
    all.extend(arguments);
    let output = peel(&all);
    let code = output.status.code().expect("it ends by itself");
    (code, text(output.stdout))
}

#[test]
fn a_clean_image_passes_whatever_is_asked() {
    let (code, said) = check("clean", &["--fail-on", "info"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("Score       A: 100 = 100"), "{said}");
    assert!(said.ends_with("\nPASSED\n"), "{said}");
}

#[test]
fn the_threshold_decides() {
    // What debian has is critical; buildah's image has no critical finding.
    for (name, fail_on, expected) in [
        ("debian", "critical", 1),
        ("debian", "info", 1),
        ("debian", "never", 0),
        ("buildah", "critical", 0),
    ] {
        let (code, said) = check(name, &["--fail-on", fail_on]);
        assert_eq!(code, expected, "{name} {fail_on}: {said}");
    }
    let (code, said) = check("debian", &["--format", "json"]);
    assert_eq!(code, 1);
    let said: Value = serde_json::from_str(&said).expect("JSON on stdout");
    assert_eq!(said["passed"], false);
    assert_eq!(said["fail_on"], "high");
    let findings = said["images"][0]["findings"].as_array().expect("a list");
    for finding in findings {
        let grave = ["critical", "high"]
            .iter()
            .any(|s| finding["severity"] == *s);
        assert_eq!(finding["fails"], grave, "{finding}");
    }
    let score = &said["images"][0]["score"];
    let taken = score["taken"].as_array().expect("a list").iter();
    let taken: u64 = taken.filter_map(|taken| taken["points"].as_u64()).sum();
    assert_eq!(
        score["points"].as_u64(),
        Some(100_u64.saturating_sub(taken))
    );
}

/// One byte decides, on both sides: 1,000,000 bytes are stored twice.
#[test]
fn budgets_are_exact() {
    let (_, said) = check(
        "waste-A-chmod",
        &["--fail-on", "never", "--format", "json", "--max-size", "1"],
    );
    let said: Value = serde_json::from_str(&said).expect("JSON on stdout");
    assert_eq!(said["images"][0]["limits"][0]["measured"], "2MB");
    for (option, value, expected) in [
        ("--max-size", "2000000", 0),
        ("--max-size", "1999999", 1),
        ("--max-waste", "1MB", 0),
        ("--max-waste", "999999B", 1),
        ("--min-efficiency", "0.5", 0),
        ("--min-efficiency", "0.5001", 1),
    ] {
        let (code, said) = check("waste-A-chmod", &["--fail-on=never", option, value]);
        assert_eq!(code, expected, "{option} {value}: {said}");
        assert_eq!(said.contains("FAIL  "), expected == 1, "{said}");
    }
}

#[test]
fn what_cannot_be_read_is_neither() {
    let output = peel(&["check", "Cargo.toml"]);
    assert_eq!(output.status.code(), Some(2));
    let output = peel(&["check", "no/such/file"]);
    assert_eq!(output.status.code(), Some(2));
    for wrong in [
        ["--fail-on", "awful"],
        ["--max-size", "big"],
        ["--min-efficiency", "2"],
        ["--format", "xml"],
    ] {
        let output = peel(&["check", wrong[0], wrong[1], "Cargo.toml"]);
        assert_eq!(output.status.code(), Some(2));
        let said = text(output.stderr);
        assert!(said.contains(wrong[1]) || said.contains("0 to 1"), "{said}");
    }
}
