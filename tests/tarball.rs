//! Folders as tars, against what umoci and GNU tar make of the same images.

mod archive;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use archive::command::{peel, text};
use archive::{IMAGES, archive, assert_none, oracle, path};

/// `peel cat --tar` with these arguments, unpacked by GNU tar with everything that it says.
fn unpacked(arguments: &[&str], to: &Path) {
    let tar = to.with_extension("tar");
    let out = fs::File::create(&tar).expect("a file");
    let mut peel = Command::new(env!("CARGO_BIN_EXE_peel"));
    let peel = peel.args(["cat", "--tar"]).args(arguments).stdout(out);
    let output = peel.output().expect("Cargo built the command");
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        text(output.stderr)
    );
    fs::create_dir(to).expect("a folder");
    let mut gnu = Command::new("tar");
    gnu.args([
        "--extract",
        "--numeric-owner",
        "--same-owner",
        "--same-permissions",
    ]);
    gnu.args(["--xattrs", "--xattrs-include=*", "--file"])
        .arg(&tar);
    let output = gnu
        .arg("--directory")
        .arg(to)
        .output()
        .expect("GNU tar is there");
    let said = text(output.stderr);
    // It says so of everything before 1970.
    let said: Vec<&str> = said
        .lines()
        .filter(|line| !line.is_empty() && !line.contains("implausibly old"))
        .collect();
    assert!(
        output.status.success() && said.is_empty(),
        "{arguments:?}: {said:?}"
    );
}

/// What stands below a folder, as the oracle of umoci's tree is written.
fn rows(root: &Path) -> String {
    let tree = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/images/lib/tree.py");
    let script = format!(
        r"find . -mindepth 1 -printf '%P\0%y\0%m\0%U\0%G\0%s\0%l\0%n\0%D:%i\0' | python3 {}",
        tree.display()
    );
    let output = Command::new("sh")
        .args(["-c", &script])
        .current_dir(root)
        .output();
    text(output.expect("find and Python are there").stdout)
}

/// umoci refuses this image, as Docker does: they read no sparse file in GNU tar's old form.
const REFUSED: &str = "sparse-old";

#[test]
fn a_whole_image_is_what_umoci_unpacks() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut differences = Vec::new();
    for name in IMAGES.iter().filter(|name| **name != REFUSED) {
        let file = archive(name);
        let to = folder.path().join(name);
        unpacked(&[file.to_str().expect("UTF-8"), "/"], &to);
        let (ours, theirs) = (rows(&to), oracle(name, 0, "rootfs.tsv"));
        let missing = theirs
            .lines()
            .filter(|row| !ours.lines().any(|our| our == *row));
        let more = ours
            .lines()
            .filter(|row| !theirs.lines().any(|their| their == *row));
        differences.extend(missing.map(|row| format!("{name}: not there: {row}")));
        differences.extend(more.map(|row| format!("{name}: umoci has no: {row}")));
        fs::remove_dir_all(&to).expect("our own folder");
    }
    assert_none(&differences);
}

/// A bundle that umoci unpacked of an archive's first image.
fn bundle(name: &str, folder: &Path) -> PathBuf {
    let layout = format!("{}:image", folder.join("layout").display());
    let mut skopeo = Command::new("skopeo");
    let archive = format!("docker-archive:{}", archive(name).display());
    skopeo.args(["copy", "--quiet", &archive, &format!("oci:{layout}")]);
    assert!(skopeo.status().expect("skopeo is there").success());
    let bundle = folder.join("bundle");
    let mut umoci = Command::new("umoci");
    umoci
        .args(["--log=error", "unpack", "--image", &layout])
        .arg(&bundle);
    assert!(umoci.status().expect("umoci is there").success());
    bundle.join("rootfs")
}

/// Prints every extended attribute below the folder at hand.
const ATTRIBUTES: &str = r"
import os
for folder, folders, files in os.walk(b'.'):
    for name in sorted(folders + files):
        path = os.path.join(folder, name)
        for key in sorted(os.listxattr(path, follow_symlinks=False)):
            print(path, key, os.getxattr(path, key, follow_symlinks=False))
";

/// Contents, times, attributes and device numbers, of an image with everything that a tar can say.
#[test]
fn contents_times_and_attributes_are_umocis() {
    for name in ["links", "tar-formats"] {
        let folder = tempfile::tempdir().expect("a folder");
        let theirs = bundle(name, folder.path());
        let ours = folder.path().join("ours");
        unpacked(&[archive(name).to_str().expect("UTF-8"), "/"], &ours);
        let diff = |kind: &str| {
            // Pipes and devices are compared below: diff would read them.
            let mut find = Command::new("sh");
            let script = format!(
                "cd \"$1\" && find . -type {kind} -print0 | sort -z | xargs -0 --no-run-if-empty \
                 {} | sha256sum",
                match kind {
                    "f" => "sha256sum --zero",
                    "l" => "stat --printf='%n %N %Y\\0'",
                    _ => "stat --printf='%n %t %T %Y\\0'",
                }
            );
            let mut sum = |root: &Path| {
                let output = find.args(["-c", &script, "-"]).arg(root).output();
                find = Command::new("sh");
                text(output.expect("a shell is there").stdout)
            };
            assert_eq!(sum(&ours), sum(&theirs), "{name}: of kind {kind}");
        };
        ["f", "l", "c", "b", "p"].into_iter().for_each(diff);
        let times = |root: &Path| {
            let mut find = Command::new("find");
            find.args([".", "!", "-type", "d", "-printf", r"%P %Ts\n"]);
            let output = find.current_dir(root).output().expect("find is there");
            let mut lines: Vec<String> = output
                .stdout
                .split(|byte| *byte == b'\n')
                .map(|line| line.escape_ascii().to_string())
                .collect();
            lines.sort();
            lines
        };
        assert_eq!(times(&ours), times(&theirs), "{name}");
        let attributes = |root: &Path| {
            let mut python = Command::new("python3");
            let output = python.args(["-c", ATTRIBUTES]).current_dir(root).output();
            text(output.expect("Python is there").stdout)
        };
        let found = attributes(&theirs);
        assert!(name != "links" || found.lines().count() == 2, "{found}");
        assert_eq!(attributes(&ours), found, "{name}");
    }
}

/// A folder of it: what GNU tar makes of that folder of the unpacked image, but for hard links to what is
/// not in it.
#[test]
fn a_folder_is_what_gnu_tar_packs_of_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = bundle("links", folder.path());
    let file = archive("links");
    let file = file.to_str().expect("UTF-8");
    for (path, name) in [
        ("data", "data"),
        ("/usr/", "usr"),
        ("names", "names"),
        ("bin", "usr/bin"),
    ] {
        let below = name.rsplit('/').next().expect("a name");
        let to = folder.path().join(format!("ours-{below}"));
        unpacked(&[file, path], &to);
        let theirs = folder.path().join(format!("theirs-{below}"));
        fs::create_dir(&theirs).expect("a folder");
        let above = root.join(name);
        let above = above.parent().expect("a folder");
        let copied = Command::new("sh")
            .args(["-c", "tar --create --xattrs --directory \"$1\" \"$2\" | tar --extract --xattrs --same-owner --same-permissions --directory \"$3\"", "-"])
            .arg(above)
            .arg(below)
            .arg(&theirs)
            .status();
        assert!(copied.expect("a shell is there").success());
        let diff = Command::new("diff");
        let mut diff = diff;
        let diff = diff
            .args(["--recursive", "--no-dereference"])
            .arg(&to)
            .arg(&theirs);
        let output = diff.output().expect("diff is there");
        assert!(
            output.status.success(),
            "{path}: {}",
            String::from_utf8_lossy(&output.stdout)
        );
        assert_eq!(rows(&to), rows(&theirs), "{path}");
    }
}

/// One layer alone: what GNU tar takes out of it, without whiteouts.
#[test]
fn a_folder_of_one_layer() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = archive("links");
    let file = file.to_str().expect("UTF-8");
    let to = folder.path().join("ours");
    unpacked(&["--layer", "2", file, "data"], &to);
    assert_eq!(names(&to), ["data", "data/kept"], "no whiteout");
    // A hard link to a file that only a lower layer has is that file.
    let to = folder.path().join("third");
    unpacked(&["--layer", "3", file, "data"], &to);
    assert_eq!(names(&to), ["data", "data/three"]);
    assert_eq!(
        fs::metadata(to.join("data/three"))
            .expect("it is there")
            .len(),
        100_000
    );
}

fn names(root: &Path) -> Vec<String> {
    let rows = rows(root);
    rows.lines()
        .filter_map(|row| row.split('\t').next())
        .map(str::to_owned)
        .collect()
}

/// However the archive is wrapped, the tar holds the same.
#[test]
fn a_packed_archive_gives_the_same_tar() {
    let folder = tempfile::tempdir().expect("a folder");
    let unpack = |name: &str| {
        let to = folder.path().join(name);
        unpacked(&[archive(name).to_str().expect("UTF-8"), "/"], &to);
        to
    };
    let plain = unpack("classic");
    assert!(rows(&plain).lines().count() > 10);
    for name in [
        "outer-gzip",
        "outer-gzip-members",
        "outer-bzip2",
        "outer-xz",
        "outer-zstd",
        "blobs-gzip",
    ] {
        let packed = unpack(name);
        assert_eq!(rows(&packed), rows(&plain), "{name}");
        let mut diff = Command::new("diff");
        let diff = diff.args(["--recursive", "--no-dereference"]);
        let output = diff.arg(&packed).arg(&plain).output();
        let output = output.expect("diff is there");
        assert!(output.status.success(), "{name}: {}", text(output.stdout));
    }
}

#[test]
fn what_cannot_be_packed_is_said() {
    let links = archive("links");
    let links = links.to_str().expect("UTF-8");
    let damaged = path("bad");
    assert!(damaged.is_dir());
    for (arguments, says) in [
        (&[links, "data/one"][..], "There is no data/one."),
        (&["--layer", "9", links, "data"], "There is no data."),
    ] {
        let output = peel(&[&["cat", "--tar"], arguments].concat());
        let said = text(output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains(says), "{arguments:?}: {said}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}

/// A layer that ends in the middle: what came before is there, and the end is said.
#[test]
fn a_damaged_layer_is_no_whole_tar() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = fs::read(archive("links")).expect("it is there");
    let cut = folder.path().join("cut.tar");
    // The archive's own documents stand at its end: a folder of it lacks nothing but a layer's end.
    let unpacked = folder.path().join("unpacked");
    fs::create_dir(&unpacked).expect("a folder");
    fs::write(&cut, whole).expect("a file");
    let mut tar = Command::new("tar");
    tar.args(["--extract", "--file"])
        .arg(&cut)
        .arg("--directory")
        .arg(&unpacked);
    assert!(tar.status().expect("GNU tar is there").success());
    let mut sizes = BTreeMap::new();
    for item in fs::read_dir(&unpacked).expect("a folder") {
        let path = item.expect("readable").path();
        sizes.insert(fs::metadata(&path).expect("it is there").len(), path);
    }
    let (len, layer) = sizes.last_key_value().expect("a layer");
    let file = fs::OpenOptions::new()
        .write(true)
        .open(layer)
        .expect("a file");
    file.set_len(len / 2).expect("a shorter file");
    let output = peel(&["cat", "--tar", unpacked.to_str().expect("UTF-8"), "/"]);
    let said = text(output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("Layer 1"), "{said}");
    assert!(!output.stdout.is_empty());
}
