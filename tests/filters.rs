//! What filters leave of a tree, and what its folders sum up to then, against GNU find and bash on the
//! same tree on disk: made anew of what `umoci unpack` left of the image.

mod archive;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::Command;
use std::rc::Rc;

use archive::{oracle, unescape};
use peel::pattern::How;
use peel::source::native::FileSource;
use peel::view::filter::{Filter, KindGroup, Set};
use peel::view::tree::{TreeAction, TreeView, stacked_tree};
use peel::worker::{Session, scan};

const IMAGE: &str = "debian";

/// A path on disk, and what find says of it.
struct Found {
    kind: String,
    bytes: u64,
}

/// The tree as umoci left it, in a folder. Files are as large, but hollow.
fn on_disk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for a while");
    let inside = |path: &str| {
        let bytes = unescape(path);
        folder.path().join(std::ffi::OsStr::from_bytes(&bytes))
    };
    for line in oracle(IMAGE, 0, "rootfs.tsv").lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [path, kind, .., size, link, first] = *fields else {
            panic!("what is {line:?}?");
        };
        let made = match kind {
            "d" => fs::create_dir_all(inside(path)),
            // Devices need a privilege: they are left out, with their folder.
            "c" => Ok(()),
            "l" => std::os::unix::fs::symlink(
                std::ffi::OsStr::from_bytes(&unescape(link)),
                inside(path),
            ),
            "f" if first.is_empty() || first == path => {
                fs::File::create(inside(path)).and_then(|file| {
                    let size = size.parse().expect("a size is a number");
                    file.set_len(size)
                })
            }
            "f" => fs::hard_link(inside(first), inside(path)),
            other => panic!("what is {other:?}?"),
        };
        made.unwrap_or_else(|error| panic!("{path}: {error}"));
    }
    folder
}

/// Names by which a tar links to a file that it has already: the file's bytes count once, there.
fn links() -> BTreeSet<Vec<u8>> {
    let folder = archive::path(&format!("{IMAGE}/oracle"));
    let files = fs::read_dir(folder).expect("the oracles are there");
    let files = files.map(|file| file.expect("readable").file_name());
    let files = files.map(|name| name.to_string_lossy().into_owned());
    let listings = files.filter(|name| name.starts_with("layer-"));
    let lines = listings.flat_map(|name| {
        let text = oracle(IMAGE, 0, &name);
        let links = text.lines().filter(|line| line.starts_with('h'));
        let names = links.filter_map(|line| line.split_once(" link to ")?.0.rsplit(' ').next());
        let names = names.map(|name| unescape(name.trim_start_matches("./")));
        names.collect::<Vec<_>>()
    });
    lines.collect()
}

/// Everything in the folder that find's `words` let through.
fn find(folder: &Path, words: &[&str]) -> BTreeMap<Vec<u8>, Found> {
    let mut command = Command::new("find");
    command.current_dir(folder).args([".", "-mindepth", "1"]);
    let output = command
        .args(words)
        .args(["-printf", "%y %s %P\\0"])
        .output();
    let output = output.expect("GNU find");
    assert!(output.status.success(), "{words:?}: {output:?}");
    let items = output.stdout.split(|byte| *byte == 0);
    let items = items.filter(|item| !item.is_empty());
    let rows = items.map(|item| {
        let mut fields = item.splitn(3, |byte| *byte == b' ');
        let mut text = || String::from_utf8_lossy(fields.next().unwrap_or_default()).into_owned();
        let (kind, size) = (text(), text());
        let path = fields.next().unwrap_or_default().to_vec();
        let bytes = match kind.as_str() {
            "f" => size.parse().expect("a size is a number"),
            _ => 0,
        };
        (path, Found { kind, bytes })
    });
    rows.collect()
}

/// What bash makes of a glob.
fn bash(folder: &Path, glob: &str) -> BTreeSet<Vec<u8>> {
    let script = format!("shopt -s globstar dotglob nullglob; printf '%s\\0' {glob}");
    let output = Command::new("bash")
        .current_dir(folder)
        .args(["-c", &script])
        .output();
    let output = output.expect("bash");
    let items = output.stdout.split(|byte| *byte == 0);
    let items = items.filter(|item| !item.is_empty());
    items
        .map(|item| item.strip_suffix(b"/").unwrap_or(item).to_vec())
        .collect()
}

fn view() -> TreeView {
    let source = FileSource::open(&archive::archive(IMAGE)).expect("it is there");
    let mut session = Session::open(&source, IMAGE, &mut |_| {});
    for blob in session.pending() {
        session.insert(blob, scan(&source, blob, &mut |_| {}));
    }
    let listings = session.layers(0).expect("an image");
    let top = listings.len() as u32 - 1;
    let (_, stack) = session.analyze(0).expect("an image");
    TreeView::new(Rc::new(stacked_tree(listings, &stack, top)))
}

/// Holds a filter against what it should ask for: the hits themselves.
struct Oracle {
    view: TreeView,
    /// Everything on disk.
    all: BTreeMap<Vec<u8>, Found>,
    links: BTreeSet<Vec<u8>>,
    folder: tempfile::TempDir,
}

impl Oracle {
    fn new() -> Oracle {
        let folder = on_disk();
        let (mut all, links) = (find(folder.path(), &[]), links());
        assert!(!links.is_empty());
        for link in &links {
            all.get_mut(link).expect("umoci made it").bytes = 0;
        }
        Oracle {
            view: view(),
            all,
            links,
            folder,
        }
    }

    /// Checks that a filter asks for these, and shows them with what is in them and above them.
    /// `below` says whether what is in them was asked for with them.
    fn check(&self, filter: Filter, hits: &BTreeSet<Vec<u8>>, below: bool) {
        let words = format!("{filter:?}");
        let mut view = self.view.clone();
        view.act(TreeAction::Filter(filter));
        assert_eq!(view.trouble(), None, "{words}");
        view.act(TreeAction::OpenAll);
        let above = |path: &[u8]| {
            let ends: Vec<usize> = (0..path.len()).filter(|i| path[*i] == b'/').collect();
            ends.into_iter()
                .map(|end| path[..end].to_vec())
                .collect::<Vec<_>>()
        };
        let asked = |path: &Vec<u8>| {
            hits.contains(path) || below && above(path).iter().any(|folder| hits.contains(folder))
        };
        // What is shown, and the bytes of each.
        let mut expected: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
        let device = |path: &[u8]| path == b"dev" || path.starts_with(b"dev/");
        let all = self.all.iter().filter(|(path, _)| !device(path));
        for (path, found) in all.filter(|(path, _)| asked(path)) {
            *expected.entry(path.clone()).or_default() += found.bytes;
            for folder in above(path) {
                *expected.entry(folder).or_default() += found.bytes;
            }
        }
        let mut shown: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
        for row in (0..view.len()).filter_map(|i| view.row(i)) {
            let device = row.path == "dev" || row.path.starts_with("dev/");
            if !device && row.mark.id() != "removed" {
                shown.insert(peel::text::path_bytes(&row.path), row.bytes);
            }
        }
        let differ = expected
            .iter()
            .filter(|(path, bytes)| shown.get(*path) != Some(bytes));
        let differ: Vec<String> = differ
            .map(|(path, bytes)| format!("{} {bytes} {:?}", path.escape_ascii(), shown.get(path)))
            .collect();
        assert_eq!(differ, Vec::<String>::new(), "{words}");
        assert_eq!(shown.len(), expected.len(), "{words}: more is shown");
        assert!(
            !hits.is_empty(),
            "{words}: nothing is asked for, which shows nothing"
        );
    }
}

fn keys(found: BTreeMap<Vec<u8>, Found>) -> BTreeSet<Vec<u8>> {
    found.into_keys().collect()
}

#[test]
fn filters_leave_what_find_finds() {
    let oracle = Oracle::new();
    let folder = oracle.folder.path();
    let looks_for = |how, text: &str| Filter {
        how,
        ..Filter::default().with_text(text)
    };
    for text in ["etc", "LIB", "perl", ".so.1"] {
        let hits = keys(find(folder, &["-iname", &format!("*{text}*")]));
        oracle.check(looks_for(How::Text, text), &hits, true);
    }
    for glob in ["*.conf", "lib*.so.?", "[a-c]*", "[!a-z]*", ".*"] {
        let hits = keys(find(folder, &["-name", glob]));
        oracle.check(looks_for(How::Glob, glob), &hits, true);
    }
    for glob in [
        "etc/*",
        "etc/*.conf",
        "usr/**/*.so*",
        "**/doc/*/copyright",
        "usr/{bin,sbin}/*",
        "/var/*/*",
    ] {
        let hits = bash(folder, glob.trim_start_matches('/'));
        oracle.check(looks_for(How::Glob, glob), &hits, true);
    }
    for regex in [
        "/etc/[^/]*conf",
        ".*/lib[a-z]+[.]so.*",
        "/usr/(bin|sbin)/.*",
    ] {
        let theirs = format!("[.]{regex}");
        let words = ["-regextype", "posix-extended", "-regex", &theirs];
        let hits = keys(find(folder, &words));
        oracle.check(looks_for(How::Regex, &format!("^{regex}$")), &hits, true);
    }
}

#[test]
fn kinds_and_sizes_are_those_of_find() {
    let oracle = Oracle::new();
    let folder = oracle.folder.path();
    let of_kinds = |kinds: &[KindGroup]| Filter {
        kinds: Set::of(kinds),
        ..Filter::default()
    };
    let files = [KindGroup::File, KindGroup::HardLink];
    for (kinds, letter) in [
        (&files[..], "f"),
        (&[KindGroup::Folder], "d"),
        (&[KindGroup::Link], "l"),
    ] {
        let hits = keys(find(folder, &["-type", letter]));
        oracle.check(of_kinds(kinds), &hits, false);
    }
    for (least, most) in [(100_000, None), (1, Some(10)), (0, Some(0))] {
        let least_words = format!("+{}c", least.max(1) - 1);
        let mut words = vec!["-type", "f"];
        if least > 0 {
            words.extend(["-size", &least_words]);
        }
        let most_words = most.map(|most| format!("-{}c", most + 1));
        if let Some(most) = &most_words {
            words.extend(["-size", most]);
        }
        let mut hits = keys(find(folder, &words));
        hits.retain(|path| !oracle.links.contains(path));
        let filter = Filter {
            at_least: Some(least),
            at_most: most,
            ..of_kinds(&[KindGroup::File])
        };
        oracle.check(filter, &hits, false);
    }
    let hits: BTreeSet<Vec<u8>> = keys(find(
        folder,
        &["-path", "./usr/*", "-name", "*.py", "-type", "f"],
    ));
    let filter = Filter {
        how: How::Glob,
        ..of_kinds(&files).with_text("usr/**/*.py")
    };
    oracle.check(filter, &hits, false);
}

#[test]
fn folders_are_as_large_as_du_says() {
    let oracle = Oracle::new();
    let sum = |folder: &[u8]| -> u64 {
        let within = [folder, b"/"].concat();
        let files = oracle
            .all
            .iter()
            .filter(|(path, _)| path.starts_with(&within));
        files.map(|(_, found)| found.bytes).sum()
    };
    let least = 1_000_000;
    let folders = oracle
        .all
        .iter()
        .filter(|(path, found)| found.kind == "d" && sum(path) >= least);
    let expected: BTreeSet<String> = folders
        .map(|(path, _)| String::from_utf8_lossy(path).into_owned())
        .collect();
    let mut view = oracle.view.clone();
    view.act(TreeAction::Filter(Filter {
        kinds: Set::of(&[KindGroup::Folder]),
        at_least: Some(least),
        ..Filter::default()
    }));
    view.act(TreeAction::OpenAll);
    let rows = (0..view.len()).filter_map(|i| view.row(i));
    let shown: BTreeSet<String> = rows.map(|row| row.path).collect();
    assert_eq!(shown, expected);
    assert!(expected.len() > 3, "{expected:?}");
}
