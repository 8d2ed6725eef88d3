//! A sample of the random layers as real images, which the real `umoci unpack` extracts: the tree on
//! disk is the one that Peel stacks.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use peel::digest::{Algorithm, Digest};
use peel::image::Stack;
use peel::layer::Listing;
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use super::model::{Entry, What};
use super::{Row, Tree, layers, ours, scan};

/// Images of the sample: 3,000 were tried once; each costs some 20 ms.
const IMAGES: usize = 400;

#[test]
fn a_sample_is_what_umoci_unpacks() {
    let (mut runner, mut compared) = (TestRunner::deterministic(), 0);
    for number in 0..IMAGES {
        let tree = layers::layers().new_tree(&mut runner);
        let mut image = tree.expect("the strategy rejects nothing").current();
        // umoci writes through a lower link that a later whiteout of the same layer hides; builders
        // write whiteouts first, as the specification recommends.
        for layer in &mut image {
            layer.sort_by_key(|entry| !entry.what.hides());
        }
        if image.iter().any(|layer| has_folder_and_other(layer)) {
            continue;
        }
        let tars: Vec<Vec<u8>> = image.iter().map(|layer| layers::tar(layer)).collect();
        let listings: Vec<Listing> = tars.iter().map(|tar| scan(tar)).collect();
        let listings: Vec<&Listing> = listings.iter().collect();
        let stack = Stack::build(&listings);
        let mut ours = ours(&stack, &listings, &tars, tars.len() as u32 - 1);
        let Some(theirs) = unpacked(&tars) else {
            continue;
        };
        // For a whiteout in a folder that nothing is in, Docker makes that folder, and Peel shows
        // it; umoci does not make it.
        let of_whiteouts = image.iter().flatten().filter(|entry| entry.what.hides());
        let of_whiteouts: BTreeSet<String> = of_whiteouts.flat_map(layers::folders_of).collect();
        ours.retain(|path, row| {
            let made = *row == Row::Folder && of_whiteouts.contains(path);
            !made || theirs.contains_key(path)
        });
        assert_eq!(ours, theirs, "image {number}: {image:#?}");
        compared += usize::from(!ours.is_empty() && tars.len() > 1);
    }
    assert!(compared > IMAGES / 3, "only {compared} were compared");
}

/// Whether a layer has a path as a folder and as something else. By the specification a path is
/// there once; umoci and Docker on plain folders lose what lower layers have in the folder, Docker
/// on overlayfs and Peel go by the last entry.
fn has_folder_and_other(layer: &[Entry]) -> bool {
    let is = |folder: bool| {
        let entries = layer.iter().filter(|entry| !entry.what.hides());
        let entries = entries.filter(move |entry| matches!(entry.what, What::Folder) == folder);
        entries
            .map(|entry| entry.path.as_str())
            .collect::<BTreeSet<_>>()
    };
    !is(true).is_disjoint(&is(false))
}

/// The tree that umoci leaves of these layers; `None` where it refuses a path below what a lower
/// layer has as a file, and has no folder of its own for. Docker makes a folder of that.
fn unpacked(tars: &[Vec<u8>]) -> Option<Tree> {
    let folder = tempfile::tempdir().expect("a folder");
    let layout = folder.path().join("layout");
    write_layout(&layout, tars);
    let bundle = folder.path().join("bundle");
    let image = format!("{}:image", layout.display());
    let mut umoci = Command::new("umoci");
    umoci.args(["unpack", "--image", &image]).arg(&bundle);
    let output = umoci.output().expect("umoci is installed");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if said.contains("mkdir parent") && said.contains("not a directory") {
        return None;
    }
    assert!(output.status.success(), "umoci: {said}");
    let mut tree = Tree::new();
    walk(&bundle.join("rootfs"), "", &mut tree);
    Some(tree)
}

fn walk(root: &Path, below: &str, tree: &mut Tree) {
    for item in fs::read_dir(root.join(below)).expect("a folder") {
        let item = item.expect("a readable folder");
        let name = item.file_name().into_string().expect("plain names");
        let path = match below {
            "" => name,
            below => format!("{below}/{name}"),
        };
        let kind = item.file_type().expect("it is there");
        let row = if kind.is_dir() {
            walk(root, &path, tree);
            Row::Folder
        } else if kind.is_symlink() {
            let target = fs::read_link(item.path()).expect("a link");
            Row::Symlink(target.into_os_string().into_encoded_bytes())
        } else {
            Row::File(fs::read(item.path()).expect("a readable file"))
        };
        tree.insert(path, row);
    }
}

fn write_layout(layout: &Path, tars: &[Vec<u8>]) {
    let blobs = layout.join("blobs/sha256");
    fs::create_dir_all(&blobs).expect("a folder");
    let put = |bytes: &[u8], media_type: &str| -> Value {
        let digest = Digest::of(Algorithm::Sha256, bytes);
        fs::write(blobs.join(digest.hex()), bytes).expect("a file");
        json!({"mediaType": media_type, "digest": digest.to_string(), "size": bytes.len()})
    };
    let layers = tars
        .iter()
        .map(|tar| put(tar, "application/vnd.oci.image.layer.v1.tar"));
    let layers: Vec<Value> = layers.collect();
    let diff_ids: Vec<&Value> = layers.iter().map(|layer| &layer["digest"]).collect();
    let config = json!({
        "architecture": "amd64", "os": "linux", "config": {},
        "rootfs": {"type": "layers", "diff_ids": diff_ids},
    });
    let config = put(
        config.to_string().as_bytes(),
        "application/vnd.oci.image.config.v1+json",
    );
    let manifest = json!({"schemaVersion": 2, "config": config, "layers": layers});
    let mut manifest = put(
        manifest.to_string().as_bytes(),
        "application/vnd.oci.image.manifest.v1+json",
    );
    manifest["annotations"] = json!({"org.opencontainers.image.ref.name": "image"});
    let index = json!({"schemaVersion": 2, "manifests": [manifest]});
    fs::write(layout.join("index.json"), index.to_string()).expect("a file");
    fs::write(
        layout.join("oci-layout"),
        r#"{"imageLayoutVersion":"1.0.0"}"#,
    )
    .expect("a file");
}
