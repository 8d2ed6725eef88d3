//! `peel compare` against GNU diff, find and skopeo, on two builds of one Dockerfile.

mod archive;

use std::collections::{BTreeMap, BTreeSet};

use archive::command::{peel, text};
use archive::path;
use peel::compare::{Comparison, FileChange, FileRow};
use peel::layer::Kind;

fn file(name: &str) -> String {
    path(name).to_str().expect("UTF-8").to_owned()
}

fn read(name: &str) -> String {
    std::fs::read_to_string(path(name)).expect("the oracle is there")
}

fn compare(arguments: &[&str]) -> Comparison {
    let output = peel(&[&["compare", "--format=json"], arguments].concat());
    let said = text(output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    serde_json::from_slice(&output.stdout).expect("JSON on stdout")
}

fn builds() -> Comparison {
    compare(&[&file("rebuild/1.tar"), &file("rebuild/2.tar")])
}

/// A report without trees knows no files: that none differs is then no word of it.
#[test]
fn reports_without_trees_are_not_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let saved = |name: &str, words: &[&str]| {
        let image = file(&format!("rebuild/{name}.tar"));
        let output = peel(&[&["analyze", "--format=json"], words, &[image.as_str()]].concat());
        let to = folder.path().join(format!("{name}{}.json", words.len()));
        std::fs::write(&to, output.stdout).expect("a folder that can be written");
        to.to_str().expect("UTF-8").to_owned()
    };
    let whole = compare(&[&saved("1", &["--trees"]), &saved("2", &["--trees"])]);
    assert!(whole.complete && builds().complete);
    assert_eq!(whole.files.rows, builds().files.rows);
    let bare = [saved("1", &[]), saved("2", &[])];
    let none = compare(&[&bare[0], &bare[1]]);
    assert!(!none.complete && !none.is_same() && none.files.rows.is_empty());
    assert!(!compare(&[&bare[0], &file("rebuild/2.tar")]).complete);
    let table = text(peel(&["compare", &bare[0], &bare[1]]).stdout);
    assert!(table.contains("Not all files of both are known"), "{table}");
}

/// What `diff --recursive --brief` would print of our rows.
fn as_diff(rows: &[FileRow]) -> BTreeSet<String> {
    let only = |change| {
        let rows = rows.iter().filter(move |row| row.change == change);
        rows.map(|row| row.path.as_str()).collect::<BTreeSet<_>>()
    };
    // diff names a folder that only one has, and nothing in it; nor what is below a file.
    let sides = [(1, only(FileChange::Removed)), (2, only(FileChange::Added))];
    let changed: BTreeSet<&str> = only(FileChange::Changed);
    let mut lines = BTreeSet::new();
    for (side, paths) in &sides {
        for path in paths {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            if !paths.contains(folder) && !changed.contains(folder) {
                lines.insert(format!("Only in {side}/rootfs/{folder}: {name}"));
            }
        }
    }
    for row in rows
        .iter()
        .filter(|row| changed.contains(row.path.as_str()))
    {
        let kind = |side: &Option<peel::compare::FileFacts>| side.as_ref().map(|facts| facts.kind);
        let path = &row.path;
        lines.insert(match (kind(&row.old), kind(&row.new)) {
            (Some(Kind::File), Some(Kind::File)) => {
                format!("Files 1/rootfs/{path} and 2/rootfs/{path} differ")
            }
            (Some(Kind::File), Some(Kind::Directory)) => format!(
                "File 1/rootfs/{path} is a regular file while file 2/rootfs/{path} is a directory"
            ),
            other => panic!("{path}: {other:?}"),
        });
    }
    lines
}

#[test]
fn the_same_files_differ_as_gnu_diff_finds() {
    let theirs = read("rebuild/oracle/diff.txt");
    let theirs: BTreeSet<String> = theirs.lines().map(str::to_owned).collect();
    assert!(theirs.len() >= 5, "{theirs:?}");
    assert_eq!(as_diff(&builds().files.rows), theirs);
}

/// Of what has the same contents, what find tells otherwise: mode and owner, or only the time.
#[test]
fn modes_and_times_differ_as_find_tells() {
    let told = |side: &str| -> BTreeMap<String, (Vec<String>, String)> {
        let text = read(&format!("rebuild/oracle/find-{side}.txt"));
        let rows = text.lines().map(|line| {
            let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
            (cells[0].clone(), (cells[2..5].to_vec(), cells[5].clone()))
        });
        rows.collect()
    };
    let (old, new) = (told("1"), told("2"));
    let comparison = builds();
    let rows = &comparison.files.rows;
    let contents: BTreeSet<&str> = (rows.iter())
        .filter(|row| !matches!(row.change, FileChange::Attributes | FileChange::Time))
        .map(|row| row.path.as_str())
        .collect();
    let mut theirs = BTreeMap::new();
    for (path, (mode, time)) in &old {
        let Some((other, then)) = new.get(path).filter(|_| !contents.contains(path.as_str()))
        else {
            continue;
        };
        if mode != other {
            theirs.insert(path.as_str(), FileChange::Attributes);
        } else if time != then {
            theirs.insert(path.as_str(), FileChange::Time);
        }
    }
    let ours: BTreeMap<&str, FileChange> = (rows.iter())
        .filter(|row| !contents.contains(row.path.as_str()) && !row.path.is_empty())
        .map(|row| (row.path.as_str(), row.change))
        .collect();
    assert!(theirs.len() > 3, "{theirs:?}");
    assert_eq!(ours, theirs);
}

#[test]
fn layers_are_shared_as_skopeo_lists_them() {
    let ids = |side: &str| -> Vec<String> {
        let text = read(&format!("rebuild/oracle/config-{side}.json"));
        let config: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        serde_json::from_value(config["rootfs"]["diff_ids"].clone()).expect("texts")
    };
    let (old, new) = (ids("1"), ids("2"));
    let comparison = builds();
    let layers = comparison.layers.expect("images are compared");
    let shared: Vec<&str> = (layers.shared.iter())
        .filter_map(|pair| pair.new.diff_id.as_deref())
        .collect();
    let theirs: Vec<&String> = new.iter().filter(|id| old.contains(id)).collect();
    assert_eq!(shared, theirs);
    assert_eq!(shared.len(), 2, "the base is shared");
    let only: Vec<&String> = new.iter().filter(|id| !old.contains(id)).collect();
    let ours: Vec<_> = layers
        .only_new
        .iter()
        .filter_map(|row| row.diff_id.as_ref())
        .collect();
    assert_eq!(ours, only);
    let rebuild = comparison.rebuild.expect("layers differ");
    assert_eq!(rebuild.kept, 2);
    assert_eq!(rebuild.cause, "ENV APP_VERSION=2");
    assert_eq!(rebuild.before, "ENV APP_VERSION=1");
    // The large layer has the same files, made later.
    let same: Vec<_> = rebuild.layers.iter().map(|layer| layer.same_as).collect();
    assert_eq!(same, [Some(2), None, None, None]);
    let large = rebuild.layers[0].row.stored.expect("it is there");
    assert!(large > 1_000_000, "{large}");
    assert_eq!(rebuild.needless, large);
    assert_eq!(rebuild.layers[0].same_bytes, rebuild.layers[0].row.size);
    let sum: u64 = rebuild
        .layers
        .iter()
        .filter_map(|layer| layer.row.stored)
        .sum();
    assert_eq!(rebuild.download, sum);
}

#[test]
fn packages_and_settings() {
    let comparison = builds();
    let packages = comparison.packages.expect("both are on this machine");
    let rows: Vec<_> = (packages.changes.iter())
        .map(|row| (row.name.as_str(), row.old.as_deref(), row.new.as_deref()))
        .collect();
    assert_eq!(
        rows,
        [
            ("comes", None, Some("2.0")),
            ("goes", Some("1.0"), None),
            ("upgraded", Some("1.0"), Some("1.1")),
        ]
    );
    let settings: Vec<_> = (comparison.settings.iter())
        .map(|one| (one.setting.as_str(), one.key.as_str(), one.new.as_deref()))
        .collect();
    let env = ("env", "APP_VERSION", Some("2"));
    assert_eq!(settings, [env, ("label", "version", Some("2"))]);
}

#[test]
fn one_archive_may_hold_both() {
    let both = file("rebuild/both.tar");
    // docker save orders images as it likes.
    let first = compare(&[&both, "--images=1,2"]);
    let order = match first.old.tags[0].ends_with(":1") {
        true => "--images=1,2",
        false => "--images=2,1",
    };
    let within = compare(&[&both, order]);
    let apart = builds();
    assert_eq!(within.files.sums, apart.files.sums);
    assert_eq!(within.settings, apart.settings);
    assert_eq!(within.packages, apart.packages);
}

#[test]
fn layers_alone() {
    let (old, new) = (file("rebuild/1.tar"), file("rebuild/2.tar"));
    let large = compare(&[&old, &new, "--layers=3,3"]);
    assert_eq!(large.old.layer, Some(2));
    let sums = &large.files.sums;
    let differ = [sums.added, sums.removed, sums.changed, sums.attributes];
    assert!(
        differ.iter().all(|sum| sum.files + sum.folders == 0),
        "{sums:?}"
    );
    assert_eq!(sums.time.files, 2, "a file and a link");
    let other = compare(&[&old, "--layers=4,4"]);
    assert!(other.files.rows.is_empty(), "one and the same");
}

#[test]
fn what_cannot_be_compared_is_said() {
    let image = file("rebuild/1.tar");
    for (arguments, says) in [
        (vec!["compare", &image], "no NEW given"),
        (vec!["compare", &image, "--layers=1"], "not two numbers"),
        (vec!["compare", &image, "--layers=1,99"], "no layer 99"),
        (
            vec!["compare", &image, &image, "--images=1,2"],
            "no image 2",
        ),
        (vec!["compare", &image, "/nowhere.tar"], "cannot be opened"),
    ] {
        let output = peel(&arguments);
        let said = text(output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(says), "{says}: {said}");
    }
    let table = peel(&["compare", &image, &file("rebuild/2.tar")]);
    let table = text(table.stdout);
    for line in [
        "Broken at   ENV APP_VERSION=2",
        "upgraded  1.0 → 1.1",
        "removed ",
    ] {
        assert!(table.contains(line), "{line}: {table}");
    }
}

/// What images of one archive could share: GNU tar finds no file of the two layers that differs.
#[test]
fn layers_that_could_be_one() {
    use peel::reuse::ReuseKind;
    let report = archive::open_file(&path("rebuild/both.tar"), "both.tar").report;
    let [one] = report.reuse.as_slice() else {
        panic!("{:?}", report.reuse);
    };
    assert_eq!(one.kind, ReuseKind::SameFiles);
    let layers: Vec<_> = one
        .places
        .iter()
        .map(|place| (place.image, place.layers[0]))
        .collect();
    let ids = |(image, layer): (usize, usize)| report.images[image].layers[layer].diff_id.clone();
    assert_ne!(ids(layers[0]), ids(layers[1]));
    let folder = tempfile::tempdir().expect("a folder");
    let unpack = |n: usize, (image, layer): (usize, usize)| {
        let to = folder.path().join(n.to_string());
        std::fs::create_dir(&to).expect("a folder");
        let name = &report.images[image].layers[layer].name;
        let script = r#"tar -xOf "$1" "$2" | tar -xf - -C "$3""#;
        let mut shell = std::process::Command::new("sh");
        shell
            .args(["-c", script, "sh", &file("rebuild/both.tar"), name])
            .arg(&to);
        assert!(shell.status().expect("a shell").success());
        to
    };
    let (a, b) = (unpack(0, layers[0]), unpack(1, layers[1]));
    let mut diff = std::process::Command::new("diff");
    assert!(
        diff.arg("--recursive")
            .arg(a)
            .arg(b)
            .status()
            .expect("diff")
            .success()
    );
    assert_eq!(
        one.same,
        report.images[layers[0].0].layers[layers[0].1].size
    );
    // The comparison says the same.
    let compared = builds().reuse;
    assert_eq!((compared.len(), compared[0].bytes), (1, one.bytes));
    // Images of other files share what they can.
    assert_eq!(archive::open("two-images").report.reuse, []);
}
