//! The command itself: whole images, and what it cannot do.

mod archive;

use archive::command::{peel, text};
use archive::{IMAGES, archive};
use serde_json::Value;

#[test]
fn images_that_are_whole() {
    for name in IMAGES {
        let file = archive(name);
        let output = peel(&["analyze", "--format=json", file.to_str().expect("UTF-8")]);
        let said = text(output.stderr);
        assert_eq!(output.status.code(), Some(0), "{name}: {said}");
        assert!(!said.contains("error"), "{name}: {said}");
        let report: Value = serde_json::from_slice(&output.stdout).expect("JSON on stdout");
        assert_eq!(report["schema"], 1, "{name}");
        let images = report["images"].as_array().expect("a list");
        assert!(!images.is_empty(), "{name}");
        assert!(
            images.iter().all(|image| image["complete"] == true),
            "{name}"
        );
    }
}

/// However it is wrapped, it is the same image.
#[test]
fn an_archive_in_gzip_gives_the_same_report() {
    let report = |name: &str| -> Value {
        let file = archive(name);
        let output = peel(&["analyze", "--format=json", file.to_str().expect("UTF-8")]);
        let mut report: Value = serde_json::from_slice(&output.stdout).expect("JSON on stdout");
        let source = report["source"].take();
        let kind = if name == "classic" { "none" } else { "gzip" };
        assert_eq!(source["compression"], kind, "{name}");
        report
    };
    let plain = report("classic");
    assert_eq!(plain, report("outer-gzip"));
    assert_eq!(plain, report("outer-gzip-members"));
}

/// Names, history and labels that would colour, reorder or hide what a terminal shows.
#[test]
fn strange_text_is_made_visible() {
    let file = archive("hostile");
    let output = peel(&["analyze", file.to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(0));
    let said = text(output.stdout) + &text(output.stderr);
    let hides = |c: &char| c.is_control() && *c != '\n' || ['\u{202e}', '\u{200b}'].contains(c);
    assert_eq!(said.chars().find(hides), None, "{said:?}");
    for shown in [
        "txt.\\u{202e}gnp",
        "zero\\u{200b}width",
        "red\\u{1b}[31mname",
        "two\\nlines",
    ] {
        assert!(said.contains(shown), "{shown} is not in {said}");
    }
}

#[test]
fn what_cannot_be_done_is_said() {
    let missing = "no-such-file.tar";
    for (arguments, says) in [
        (&["analyze", missing][..], &[missing, "o such file"][..]),
        (
            &["analyze", env!("CARGO_MANIFEST_DIR")],
            &[env!("CARGO_MANIFEST_DIR"), "directory"],
        ),
        (&["analyze"], &["no FILE", "Usage:"]),
        (&["analyze", "--format", "xml", missing], &["xml", "Usage:"]),
        (&["analyze", "--format"], &["--format", "Usage:"]),
        (
            &["analyze", "--frobnicate", missing],
            &["--frobnicate", "Usage:"],
        ),
        (&["analyse", missing], &["analyse", "Usage:"]),
        (&["analyze", missing, "another"], &["another", "Usage:"]),
    ] {
        let output = peel(arguments);
        let said = text(output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(output.stdout.is_empty(), "{arguments:?} prints something");
        assert!(said.starts_with("peel: "), "{arguments:?}: {said}");
        for word in says {
            assert!(said.contains(word), "{arguments:?}: no {word:?} in {said}");
        }
    }
}
