//! The command itself: whole images, and what it cannot do.

mod archive;

use std::process::Command;

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
fn a_compressed_archive_gives_the_same_report() {
    let report = |name: &str, kind: &str| -> Value {
        let file = archive(name);
        let output = peel(&["analyze", "--format=json", file.to_str().expect("UTF-8")]);
        let mut report: Value = serde_json::from_slice(&output.stdout).expect("JSON on stdout");
        let source = report["source"].take();
        assert_eq!(source["compression"], kind, "{name}");
        report
    };
    let plain = report("classic", "none");
    assert_eq!(plain, report("outer-gzip", "gzip"));
    assert_eq!(plain, report("outer-gzip-members", "gzip"));
    for kind in ["bzip2", "xz", "zstd"] {
        assert_eq!(plain, report(&format!("outer-{kind}"), kind));
    }
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

/// An archive unpacked into a folder, and the same archive through a pipe, are the same image.
#[test]
fn a_folder_and_a_pipe_give_the_same_report() {
    let images = |bytes: &[u8]| -> Value {
        let report: Value = serde_json::from_slice(bytes).expect("JSON on stdout");
        report["images"].clone()
    };
    for name in ["classic", "oci-archive", "outer-gzip"] {
        let file = archive(name);
        let plain = peel(&["analyze", "--format=json", file.to_str().expect("UTF-8")]);
        let folder = tempfile::tempdir().expect("a folder");
        // One folder deeper, as it is when a folder is packed and not what is in it.
        let inside = folder.path().join("unpacked");
        std::fs::create_dir(&inside).expect("a folder");
        let mut tar = Command::new("tar");
        tar.arg("--extract")
            .arg("--file")
            .arg(&file)
            .arg("--directory");
        assert!(tar.arg(&inside).status().expect("tar runs").success());
        let unpacked = folder.path().to_str().expect("UTF-8");
        let unpacked = peel(&["analyze", "--format=json", unpacked]);
        assert_eq!(unpacked.status.code(), Some(0), "{}", text(unpacked.stderr));
        assert_eq!(images(&unpacked.stdout), images(&plain.stdout), "{name}");

        let mut piped = Command::new(env!("CARGO_BIN_EXE_peel"));
        piped.args(["analyze", "--format=json", "-"]);
        piped.stdin(std::fs::File::open(&file).expect("it is there"));
        let piped = piped.output().expect("Cargo built the command");
        assert_eq!(piped.status.code(), Some(0), "{}", text(piped.stderr));
        assert_eq!(images(&piped.stdout), images(&plain.stdout), "{name}");
    }
}

/// What `docker export` writes: the tree that umoci unpacked, as GNU tar packs it.
#[test]
fn a_tar_of_a_file_system_is_an_image_of_one_layer() {
    let folder = tempfile::tempdir().expect("a folder");
    for path in ["bin", "dev", "etc", "proc", "usr/lib"] {
        std::fs::create_dir_all(folder.path().join("root").join(path)).expect("a folder");
    }
    let hosts = folder.path().join("root/etc/hosts");
    std::fs::write(&hosts, "127.0.0.1 localhost\n").expect("a file");
    for (file, gzip) in [("export.tar", None), ("export.tar.gz", Some("--gzip"))] {
        let file = folder.path().join(file);
        let mut tar = Command::new("tar");
        tar.arg("--create").args(gzip).arg("--file").arg(&file);
        tar.arg("--directory")
            .arg(folder.path().join("root"))
            .arg(".");
        assert!(tar.status().expect("tar runs").success());
        for piped in [false, true] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_peel"));
            command.args(["analyze", "--format=json"]);
            match piped {
                true => command
                    .arg("-")
                    .stdin(std::fs::File::open(&file).expect("it is there")),
                false => command.arg(&file),
            };
            let output = command.output().expect("Cargo built the command");
            assert_eq!(output.status.code(), Some(0), "{}", text(output.stderr));
            let report: Value = serde_json::from_slice(&output.stdout).expect("JSON on stdout");
            let image = &report["images"][0];
            assert_eq!(image["layers"].as_array().map(Vec::len), Some(1));
            assert_eq!(image["sizes"]["visible"], 20, "{file:?}");
            assert_eq!(image["problems"][0]["code"], "file-system");
        }
    }
}

/// The same in every field that is shown, also in those that no tool lets one write so: tags,
/// platform, ports, media types, what is named and not there.
#[test]
fn strange_text_is_made_visible_in_every_field() {
    for (name, fields) in [
        (
            "hostile/fields.tar",
            &["tag", "os", "created", "user", "folder", "gone"][..],
        ),
        ("hostile/oci.tar", &["name", "os", "architecture", "user"]),
    ] {
        let file = archive::path(name);
        let output = peel(&["analyze", file.to_str().expect("UTF-8")]);
        let said = text(output.stdout) + &text(output.stderr);
        let hides = |c: &char| {
            c.is_control() && *c != '\n'
                || ['\u{202e}', '\u{200b}', '\u{2066}', '\r', '\u{1b}'].contains(c)
        };
        assert_eq!(said.chars().find(hides), None, "{name}: {said:?}");
        for field in fields {
            // An error may have the text as Rust quotes it; both show it.
            let shown = format!("{field}<img src=x onerror=hostile()>\\u{{202e}}");
            assert!(said.contains(&shown), "{name}: {shown} is not in {said}");
        }
    }
}

#[test]
fn what_cannot_be_done_is_said() {
    let missing = "no-such-file.tar";
    for (arguments, says) in [
        (&["analyze", missing][..], &[missing, "o such file"][..]),
        (&["analyze"], &["no IMAGE", "Usage:"]),
        (&["analyze", "--format", "xml", missing], &["xml", "Usage:"]),
        (&["analyze", "--format"], &["--format", "Usage:"]),
        (
            &["analyze", "--frobnicate", missing],
            &["--frobnicate", "Usage:"],
        ),
        (&["analyse", missing], &["analyse", "Usage:"]),
        (&["analyze", missing, "another"], &["another", "Usage:"]),
        (&["serve", "--port", "70000"], &["70000", "Usage:"]),
        (&["serve", "--plain-http", "a@b"], &["a@b", "Usage:"]),
        (&["serve", missing], &[missing, "Usage:"]),
        (&["serve", "--page", missing], &[missing, "o such file"]),
        (&["serve", "--page", "tests"], &["tests", "no index.html"]),
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
