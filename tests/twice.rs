//! What can be had once and is read twice: standard input, and images in registries, against the same archives
//! on this machine.

mod archive;

use std::fs::File;
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

use archive::archive;
use archive::command::{peel, text};
use serde_json::Value;

// Not all of it is needed here.
#[allow(dead_code)]
#[path = "registry/lab.rs"]
mod lab;

use lab::Lab;

static LAB: LazyLock<Lab> = LazyLock::new(Lab::start);

/// Runs `peel` with a file as its standard input, and with a folder of its own for what it keeps: nothing may be
/// left there.
fn piped(arguments: &[&str], file: &std::path::Path) -> Output {
    let kept = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_peel"));
    command.args(arguments).env("TMPDIR", kept.path());
    command.stdin(File::open(file).expect("it is there"));
    let output = command.output().expect("Cargo built the command");
    let left = kept.path().read_dir().expect("a folder").count();
    assert_eq!(left, 0, "{arguments:?} left something behind");
    output
}

/// What was printed, where all is well.
fn sound(output: Output) -> Vec<u8> {
    let said = text(output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    output.stdout
}

fn packages(json: &[u8]) -> Value {
    let report: Value = serde_json::from_slice(json).expect("JSON on stdout");
    let image = &report["images"][0];
    assert!(
        image["packages"]
            .as_array()
            .is_some_and(|all| all.len() > 5)
    );
    let mut image = image.clone();
    // A registry's image has another name than the archive's.
    image["tags"] = Value::Null;
    image
}

#[test]
fn standard_input_gives_the_same() {
    let file = archive("packages");
    let named = file.to_str().expect("UTF-8");
    let arguments = ["packages", "--format=json"];
    let expected = sound(peel(&[&arguments[..], &[named]].concat()));
    assert_eq!(
        sound(piped(&[&arguments[..], &["-"]].concat(), &file)),
        expected
    );
    for (wrapped, name) in [("outer-gzip", "classic"), ("classic", "classic")] {
        let plain = archive(name);
        let plain = plain.to_str().expect("UTF-8");
        for words in [&["cat", "--tar"][..], &["cat", "--tar", "--layer", "1"]] {
            let expected = sound(peel(&[words, &[plain, "/"]].concat()));
            let output = sound(piped(&[words, &["-", "/"]].concat(), &archive(wrapped)));
            // Of a packed archive, the layers come in another order.
            assert_eq!(output.len(), expected.len(), "{wrapped}");
            assert!(wrapped != name || output == expected, "{wrapped}");
        }
    }
}

#[test]
fn a_registrys_image_gives_the_same() {
    let archive = archive("debian");
    let named = archive.to_str().expect("UTF-8");
    let remote = format!("docker://{}/public/debian:1", LAB.at("open"));
    let all = |image: &str| sound(peel(&["packages", "--format=json", image]));
    assert_eq!(packages(&all(&remote)), packages(&all(named)));
    let file = |image: &str| sound(peel(&["cat", image, "/etc/os-release"]));
    assert_eq!(file(&remote), file(named));
    let output = sound(peel(&["compare", "--format=json", named, &remote]));
    let comparison: Value = serde_json::from_slice(&output).expect("JSON on stdout");
    assert_eq!(comparison["packages"]["changes"], Value::Array(Vec::new()));
    assert!(comparison["packages"]["old"].as_u64() > Some(50));
}

#[test]
fn where_nothing_can_be_kept_that_is_said() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_peel"));
    let remote = format!("docker://{}/public/debian:1", LAB.at("open"));
    command
        .args(["packages", &remote])
        .env("TMPDIR", "/nowhere/at/all");
    let output = command.stdin(Stdio::null()).output();
    let output = output.expect("Cargo built the command");
    let said = text(output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("cannot be kept in /nowhere/at/all"), "{said}");
}
