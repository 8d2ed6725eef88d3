//! Reports that are saved: what is read back is what was written, old ones are read, and none holds a secret.

mod archive;

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use archive::command::{peel, text};
use archive::{IMAGES, archive, open};
use peel::image::Image;
use peel::layer::Row;
use peel::report::{Report, Saved, json_schema};
use peel::rules::Finding;
use peel::view::Mode;
use peel::view::tree::{Ask, Place, Sight};
use peel::words::{Language, speak};
use peel::worker::{Exploration, Session};
use serde_json::Value;

fn analyzed(name: &str, words: &[&str]) -> Vec<u8> {
    let file = archive(name);
    let mut arguments = vec!["analyze"];
    arguments.extend(words);
    arguments.push(file.to_str().expect("UTF-8"));
    let output = peel(&arguments);
    assert_eq!(output.status.code(), Some(0), "{name}");
    output.stdout
}

fn in_repository(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

/// Every version of every path, with all that is known of it but where its contents are.
fn versions(image: &Image) -> Vec<(Vec<u8>, String, Option<Row>)> {
    let versions = image.versions().map(|(node, event)| {
        let listing = image.layers[event.layer as usize].listing();
        let row = listing.filter(|listing| (event.entry as usize) < listing.len());
        let row = row.map(|listing| listing.row(event.entry));
        (image.stack.tree.path(node), format!("{event:?}"), row)
    });
    versions.collect()
}

/// The trees, the stack and the report of every test image, in both forms.
#[test]
fn what_is_read_is_what_was_written() {
    for name in IMAGES {
        let original = open(name);
        for words in [&["--format=compact"][..], &["--format=json", "--trees"]] {
            let bytes = analyzed(name, words);
            let mut session = Session::open_saved(&bytes, "saved");
            let report = session.report();
            assert_eq!(report.problems, original.report.problems, "{name}");
            assert_eq!(report.images.len(), original.images.len(), "{name}");
            for (i, image) in original.images.iter().enumerate() {
                let reopened = session.image(i).expect("as many images");
                assert!(versions(&reopened) == versions(image), "{name}, {words:?}");
                assert_eq!(reopened.stack.total, image.stack.total, "{name}");
                assert_eq!(reopened.stack.visible, image.stack.visible, "{name}");
                assert_eq!(reopened.id, image.id, "{name}");
                let recorded = session.analyze(i).expect("as many images").0;
                let (findings, expected) = (&recorded.findings, peel::rules::check(image));
                let rules = |list: &[peel::rules::Finding]| -> Vec<(String, u64)> {
                    list.iter().map(|f| (f.rule.clone(), f.bytes)).collect()
                };
                assert_eq!(rules(findings), rules(&expected), "{name}");
            }
        }
    }
}

/// Whoever opens a report reads what rules found as an image that is opened in their language says it.
#[test]
fn findings_are_read_in_every_language() {
    let said = |report: &Report| -> Vec<Finding> {
        let findings = report.images.iter().flat_map(|image| &image.findings);
        let plain = findings.map(|finding| Finding {
            translations: Vec::new(),
            ..finding.clone()
        });
        plain.collect()
    };
    let mut seen = 0;
    for name in IMAGES {
        let saved = analyzed(name, &["--format=compact"]);
        let english = Session::open_saved(&saved, "saved").report();
        speak(Language::Spanish);
        let mut session = Session::open_saved(&saved, "saved");
        let spanish = said(&session.report());
        let expected: Vec<Finding> = open(name)
            .images
            .iter()
            .flat_map(peel::rules::check)
            .collect();
        speak(Language::English);
        for (index, _) in english.images.iter().enumerate() {
            session.say_again(index, None, false);
        }
        assert_eq!(said(&session.report()), said(&english), "{name}");
        for (spanish, english) in spanish.iter().zip(said(&english)) {
            assert_ne!(spanish.why, english.why, "{name}: {}", english.rule);
            // The command judges on the day on which it runs, and this test on none.
            if let Some(expected) = expected.iter().find(|one| one.title == spanish.title) {
                assert_eq!(spanish.why, expected.why, "{name}");
                seen += 1;
            } else {
                assert_eq!(english.rule, "base-out-of-support", "{name}: {spanish:?}");
            }
        }
    }
    assert!(seen > 50, "only {seen} findings were compared");
}

/// The page may ask for the tree as soon as it has the report, before it has any image analysed.
#[test]
fn the_tree_of_a_report_is_there_at_once() {
    let bytes = analyzed("two-images", &["--format=compact"]);
    let mut exploration = Exploration::new(Session::open_saved(&bytes, "two.peel"));
    for (image, layers) in [(1, 2), (0, 1)] {
        let place = Place {
            image,
            layer: layers - 1,
            mode: Mode::Image,
        };
        let sight = Sight { first: 0, end: 9 };
        let answer = exploration.answer(1, vec![Ask::Look(place)], sight, None);
        assert!(answer.tree.is_some_and(|tree| !tree.rows.is_empty()));
    }
}

/// A saved report is taken like an image, and says the same.
#[test]
fn a_report_is_taken_for_its_image() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("two.peel");
    let compact = analyzed("two-images", &["--format=compact"]);
    fs::write(&file, &compact).expect("written");
    let file = file.to_str().expect("UTF-8");
    let whole = archive("two-images");
    let whole = whole.to_str().expect("UTF-8");
    for words in [
        &["analyze"][..],
        &["whatif", "--without", "usr"],
        &["dockerfile"],
        &["check", "--fail-on=never"],
    ] {
        let said = |file: &str| text(peel(&[words, &[file]].concat()).stdout);
        assert_eq!(said(file), said(whole), "{words:?}");
    }
    let mut stdin = Command::new(env!("CARGO_BIN_EXE_peel"));
    stdin.args(["analyze", "--format=json", "--trees", "-"]);
    let output = stdin
        .stdin(fs::File::open(file).expect("it is there"))
        .output();
    let again = Saved::read(&output.expect("peel runs").stdout).expect("a report");
    let first = Saved::read(&compact).expect("a report");
    assert_eq!(
        (again.report.images, again.trees),
        (first.report.images, first.trees)
    );
    // The contents of files are not in it, which is said.
    let output = peel(&["cat", file, "etc/passwd"]);
    assert_eq!(output.status.code(), Some(2));
}

/// Values that stand under a name that tells of a secret, anywhere in what is handed on.
#[test]
fn nothing_that_is_saved_holds_a_secret() {
    let mut seen = 0;
    for name in IMAGES {
        let mut values = Vec::new();
        for image in open(name).images {
            let env = image.config.config.env.clone();
            let args = image
                .history
                .iter()
                .flat_map(|row| row.instruction.build_args.clone());
            let pairs = env.into_iter().chain(args);
            let secret =
                pairs.filter(|pair| pair.split('=').next().is_some_and(|n| n.contains("TOKEN")));
            values.extend(secret.filter_map(|pair| Some(pair.split_once('=')?.1.to_owned())));
        }
        values.retain(|value| !value.is_empty());
        seen += values.len();
        let json = analyzed(name, &["--format=json", "--trees"]);
        let compact = analyzed(name, &["--format=compact"]);
        let mut columns = Vec::new();
        let mut inflate = flate2::read::DeflateDecoder::new(&compact[5..]);
        inflate.read_to_end(&mut columns).expect("a deflate stream");
        for value in &values {
            for bytes in [&json, &columns] {
                let found = bytes
                    .windows(value.len())
                    .any(|part| part == value.as_bytes());
                assert!(!found, "{name}: {value} was saved");
            }
        }
    }
    assert!(seen > 0, "no test image has a secret");
}

/// Reports of every schema there ever was. They stay as they were written.
#[test]
fn old_reports_are_read() {
    for (file, trees) in [
        ("v1.json", false),
        ("v1-trees.json", true),
        ("v1.peel", true),
    ] {
        let bytes = fs::read(in_repository("tests/report").join(file)).expect(file);
        let mut session = Session::open_saved(&bytes, file);
        let report = session.report();
        assert_eq!(report.problems, [], "{file}");
        let image = &report.images[0];
        assert_eq!(image.tags[0], "classic:1.0", "{file}");
        assert_eq!(image.layers.len(), 9, "{file}");
        assert_eq!(image.history[1].keyword, "ADD", "{file}");
        assert!(
            image.findings.iter().any(|f| f.rule == "add-for-copy"),
            "{file}"
        );
        let (_, stack) = session.analyze(0).expect("an image");
        assert_eq!(stack.total > 0, trees, "{file}");
        assert!(!trees || stack.total == image.sizes.total, "{file}");
    }
}

/// `docs/report.schema.json` is what the program writes, and what it writes is that.
#[test]
fn the_schema_is_true() {
    let file = in_repository("docs/report.schema.json");
    let schema = serde_json::to_string_pretty(&json_schema()).expect("JSON") + "\n";
    if std::env::var_os("PEEL_WRITE_DOCS").is_some() {
        fs::write(&file, &schema).expect("written");
    }
    let there = fs::read_to_string(&file).expect("docs/report.schema.json");
    assert!(
        there == schema,
        "write it anew: PEEL_WRITE_DOCS=1 cargo test --test saved"
    );
    let folder = tempfile::tempdir().expect("a folder");
    let mut files = vec![in_repository("tests/report/v1-trees.json")];
    for name in IMAGES {
        let path = folder.path().join(format!("{name}.json"));
        fs::write(&path, analyzed(name, &["--format=json", "--trees"])).expect("written");
        files.push(path);
    }
    let output = validated(&file, &files);
    assert!(output.status.success(), "{}", text(output.stderr));
    // It is not true of anything.
    let wrong = folder.path().join("wrong.json");
    let mut report: Value =
        serde_json::from_slice(&fs::read(&files[0]).expect("it is there")).expect("JSON");
    report["images"][0]["layers"][0]["size"] = "large".into();
    fs::write(&wrong, report.to_string()).expect("written");
    assert!(!validated(&file, &[wrong]).status.success());
}

/// Python's jsonschema, on a schema and reports.
fn validated(schema: &Path, reports: &[PathBuf]) -> std::process::Output {
    let program = "import json, sys, jsonschema\n\
                   load = lambda name: json.load(open(name))\n\
                   schema = load(sys.argv[1])\n\
                   jsonschema.Draft7Validator.check_schema(schema)\n\
                   [jsonschema.Draft7Validator(schema).validate(load(name)) for name in sys.argv[2:]]";
    let mut python = Command::new("python3");
    python.args(["-c", program]).arg(schema).args(reports);
    python.output().expect("python3 runs")
}

/// What is no report, or damaged, is told so.
#[test]
fn what_is_no_report_is_told_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let compact = analyzed("classic", &["--format=compact"]);
    let cut = &compact[..compact.len() / 2];
    let newer = "{\"schema\": 2, \"generator\": \"peel 9\"}";
    for (bytes, code) in [
        (
            &b"{\"schemaVersion\": 2}"[..],
            "This JSON is no report of Peel",
        ),
        (b"{ not", "cannot be read"),
        (newer.as_bytes(), "A newer version of Peel"),
        (cut, "cannot be read"),
        (b"PEEL", "cannot be read"),
        (b"PEEL\x09", "A newer version of Peel"),
    ] {
        let file = folder.path().join("file");
        fs::write(&file, bytes).expect("written");
        let output = peel(&["analyze", file.to_str().expect("UTF-8")]);
        let said = text(output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(code), "{said}");
    }
}
