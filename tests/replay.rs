//! Every input that a fuzzer kept, and every one that once made Peel fail (`fuzz/README.md`).

#[path = "../fuzz/bodies/mod.rs"]
mod bodies;

use std::path::Path;

/// Runs every file of a target's folders; returns how many there were.
fn replay(target: &str, run: fn(&[u8])) {
    let mut count = 0;
    for kind in ["corpus", "crashes"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fuzz/{kind}/{target}"));
        let Ok(files) = std::fs::read_dir(&folder) else {
            assert_eq!(kind, "crashes", "{} is missing", folder.display());
            continue;
        };
        for file in files {
            let path = file.expect("a readable folder").path();
            let input = std::fs::read(&path).expect("a readable file");
            // The last line names the input where one fails.
            println!("{}", path.display());
            run(&input);
            count += 1;
        }
    }
    assert!(count > 5, "{target}: only {count} inputs");
}

#[test]
fn archive() {
    replay("archive", bodies::archive::run);
}

#[test]
fn config_history() {
    replay("config_history", bodies::config_history::run);
}

#[test]
fn decompress() {
    replay("decompress", bodies::decompress::run);
}

#[test]
fn saved() {
    replay("saved", bodies::saved::run);
}

#[test]
fn packages() {
    replay("packages", bodies::packages::run);
}

#[test]
fn stacking() {
    replay("stacking", bodies::stacking::run);
}

#[test]
fn tar_scan() {
    replay("tar_scan", bodies::tar_scan::run);
}

#[test]
fn toc() {
    replay("toc", bodies::toc::run);
}

#[test]
fn dockerfile() {
    replay("dockerfile", bodies::dockerfile::run);
}

#[test]
fn reference() {
    replay("reference", bodies::reference::run);
}
