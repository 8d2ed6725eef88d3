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

/// Changes of each input, unless `PEEL_MUTATIONS` says how many: always the same ones.
const MUTATIONS: u64 = 25;

/// What a fuzzer does at first, for a compiler that has none: bytes flipped, set to extremes, left out, said
/// twice, and numbers in their place.
fn mutated(input: &[u8], random: &mut impl FnMut(usize) -> usize) -> Vec<u8> {
    let mut bytes = input.to_vec();
    for _ in 0..=random(4) {
        // The first byte chooses what the rest is read as, and changes with the others.
        let at = random(bytes.len());
        let some = (1 + random(32)).min(bytes.len() - at);
        match random(6) {
            _ if bytes.is_empty() => bytes.push(random(256) as u8),
            0 => bytes[at] ^= 1 << random(8),
            1 => bytes[at..at + some].fill([0x00, 0x7f, 0x80, 0xff][random(4)]),
            2 => drop(bytes.drain(at..at + some)),
            3 => bytes.extend_from_within(at..at + some),
            4 => bytes.truncate(at),
            _ => bytes[at] = random(256) as u8,
        }
    }
    bytes
}

#[test]
fn packages_that_were_changed() {
    let times = std::env::var("PEEL_MUTATIONS").map_or(MUTATIONS, |n| n.parse().expect("a number"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/packages");
    let files = std::fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<_> = files.map(|file| file.expect("readable").path()).collect();
    paths.sort();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below.max(1) as u64) as usize
    };
    for path in paths {
        let input = std::fs::read(&path).expect("a readable file");
        for time in 0..times {
            let changed = mutated(&input, &mut random);
            let ran = std::panic::catch_unwind(|| bodies::packages::run(&changed));
            assert!(
                ran.is_ok(),
                "{}, change {time}: {changed:02x?}",
                path.display()
            );
        }
    }
}
