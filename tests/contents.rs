//! The contents of files, read again from their layers, against what GNU tar extracts.

mod archive;

use std::ffi::OsStr;
use std::ops::ControlFlow;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use archive::command::{peel, text};
use archive::{IMAGES, archive, assert_none};
use peel::layer::{Kind, Scanned};
use peel::source::native::FileSource;
use peel::source::read_exact_at;
use peel::worker::{Session, Which, contents, file_of, scan};

/// Files of one layer that are compared at most: of a compressed layer each is unpacked anew.
const FILES: usize = 150;

#[test]
fn contents_are_those_that_gnu_tar_extracts() {
    let (mut differences, mut seen) = (Vec::new(), Seen::default());
    for name in IMAGES {
        compare(name, &mut differences, &mut seen);
    }
    assert_none(&differences);
    assert!(seen.files > 600, "{seen:?}");
    assert!(seen.sparse >= 5 && seen.links >= 10, "{seen:?}");
    assert!(seen.duplicates >= 1 && seen.not_utf8 >= 1, "{seen:?}");
    assert!(seen.packed > 60, "{seen:?}");
    assert_eq!(seen.below, 1, "a hard link to a file of a lower layer");
}

/// What was compared.
#[derive(Debug, Default)]
struct Seen {
    files: usize,
    sparse: usize,
    links: usize,
    duplicates: usize,
    not_utf8: usize,
    packed: usize,
    below: usize,
}

fn compare(name: &str, differences: &mut Vec<String>, seen: &mut Seen) {
    let path = archive(name);
    let source = FileSource::open(&path).expect("it is there");
    let mut session = Session::open(&source, name, &mut |_| {});
    for blob in session.pending() {
        session.insert(blob, scan(&source, blob, &mut |_| {}));
    }
    let folder = tempfile::tempdir().expect("a folder");
    let plain = folder.path().join("archive.tar");
    unpack(&path, &plain);
    let plain = FileSource::open(&plain).expect("it was made");
    for image in 0..session.images().len() {
        let layers = session.layers(image).expect("it is an image");
        let mut below: Vec<std::path::PathBuf> = Vec::new();
        for layer in 0..layers.len() {
            let at = session.layer_at(image, layer).expect("it is there");
            let tree = folder.path().join(format!("{image}-{layer}"));
            extract(&plain, at.blob, &tree);
            below.push(tree.clone());
            for node in chosen(&layers, layer) {
                let listing = &layers[layer].as_ref().expect("scanned").listing;
                let which = Which { layer, node };
                let file = file_of(&layers, which).expect("every name leads to a file");
                let holder = &layers[file.layer].as_ref().expect("scanned").listing;
                let wanted = holder.contents(file.node).expect("it is a file");
                let at = session.layer_at(image, file.layer).expect("it is there");
                let mut found = Vec::new();
                let read = contents(&source, at, wanted, &mut |_| {}, &mut |bytes| {
                    found.extend_from_slice(bytes);
                    ControlFlow::Continue(())
                });
                // A link into another layer is none that tar could make of this one alone.
                let path = match file.layer == layer {
                    true => listing.path(node),
                    false => holder.path(file.node),
                };
                let tars = below[file.layer].join(OsStr::from_bytes(&path));
                let tars = std::fs::read(&tars).unwrap_or_else(|e| panic!("{tars:?}: {e}"));
                let place = format!("{name}, layer {layer}, {}", path.escape_ascii());
                if let Err(problem) = read {
                    differences.push(format!("{place}: {problem}"));
                } else if found != tars {
                    differences.push(format!(
                        "{place}: {} bytes, tar {}",
                        found.len(),
                        tars.len()
                    ));
                }
                let flags = listing.node(node).flags;
                seen.files += 1;
                seen.sparse += usize::from(flags.sparse());
                seen.links += usize::from(listing.node(node).kind == Kind::HardLink);
                seen.duplicates += usize::from(flags.duplicate());
                seen.not_utf8 += usize::from(std::str::from_utf8(&path).is_err());
                seen.packed += usize::from(at.packed);
                seen.below += usize::from(file.layer != layer);
            }
        }
    }
}

/// Names of files in a layer: all, or some from everywhere.
fn chosen(layers: &[Option<Arc<Scanned>>], layer: usize) -> Vec<u32> {
    let listing = &layers[layer].as_ref().expect("scanned").listing;
    let is_name = |node: &u32| {
        let facts = listing.node(*node);
        matches!(facts.kind, Kind::File | Kind::HardLink)
    };
    let all: Vec<u32> = listing.nodes().filter(is_name).collect();
    let step = all.len().div_ceil(FILES).max(1);
    all.into_iter().step_by(step).collect()
}

/// Unpacks an archive with the tool that packs such.
fn unpack(archive: &Path, to: &Path) {
    let name = archive.to_str().expect("our own paths");
    let tool = match name.rsplit('.').next() {
        Some("gz") => "gzip",
        Some("zst") => "zstd",
        Some("bz2") => "bzip2",
        Some("xz") => "xz",
        _ => {
            std::fs::copy(archive, to).expect("a copy");
            return;
        }
    };
    let to = std::fs::File::create(to).expect("a file");
    let ended = Command::new(tool).args(["-dc", name]).stdout(to).status();
    assert!(ended.expect("the tool is there").success(), "{tool} {name}");
}

/// Extracts a layer with GNU tar, which finds the compression itself.
fn extract(archive: &FileSource, blob: peel::archive::BlobRef, to: &Path) {
    std::fs::create_dir(to).expect("a folder");
    let mut bytes = vec![0; blob.len as usize];
    read_exact_at(archive, blob.offset, &mut bytes).expect("a whole archive");
    let layer = to.with_extension("layer");
    std::fs::write(&layer, bytes).expect("a file");
    let tar = Command::new("tar")
        .args(["--extract", "--no-same-owner", "--file"])
        .arg(&layer)
        .arg("--directory")
        .arg(to)
        .output();
    // It ends with an error where it may not make a device, or finds no target of a link.
    tar.expect("GNU tar is there");
}

/// What `peel cat` writes for these arguments.
fn cat(arguments: &[&str]) -> std::process::Output {
    peel(&[&["cat"], arguments].concat())
}

#[test]
fn the_command_writes_a_file_as_the_image_has_it() {
    let debian = archive("debian");
    let debian = debian.to_str().expect("our own paths");
    // A symbolic link to a file of a folder above.
    let release = cat(&[debian, "/etc/os-release"]);
    assert_eq!(release.status.code(), Some(0));
    assert!(release.stdout.starts_with(b"PRETTY_NAME=\"Debian"));
    assert_eq!(cat(&[debian, "usr/lib/os-release"]).stdout, release.stdout);
    let links = archive("links");
    let links = links.to_str().expect("our own paths");
    // Written into `usr/bin` through the folder's link, which is not in that layer.
    let through = cat(&[links, "bin/x"]);
    assert_eq!(through.stdout.len(), 8);
    assert_eq!(
        cat(&["--layer", "2", links, "bin/x"]).stdout,
        through.stdout
    );
    for (arguments, says) in [
        (&[links, "data/one"][..], "There is no data/one."),
        (&[links, "loop"], "There is no loop."),
        (&[links, "data"], "data is a folder."),
        (
            &["--layer", "9", links, "data/kept"],
            "There is no data/kept.",
        ),
        (
            &["--layer", "2", links, "data/.wh.one"],
            "data/.wh.one is removed there.",
        ),
    ] {
        let output = cat(arguments);
        let said = text(output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains(says), "{arguments:?}: {said}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}
