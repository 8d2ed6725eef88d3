//! Bytes cut, changed, taken out or repeated anywhere: there is always an answer, and what is gone
//! is never passed over.

mod archive;

use std::io::Write as _;

use archive::small::{described_first, small};
use peel::report::{Report, table};
use peel::source::MemorySource;
use peel::worker::{Session, scan};
use proptest::prelude::*;
use proptest::sample::Index;

/// Reads an archive whole, and checks what must hold of any report.
fn answer(bytes: Vec<u8>) -> Report {
    let source = MemorySource(bytes);
    let mut session = Session::open(&source, "image.tar", &mut |_| {});
    for blob in session.pending() {
        session.insert(blob, scan(&source, blob, &mut |_| {}));
    }
    for i in 0..session.images().len() {
        let (image, stack) = session.analyze(i).expect("it is one of the images");
        let hidden: u64 = stack.hidden.iter().map(|hidden| hidden.bytes).sum();
        assert_eq!(stack.total, stack.visible + hidden);
        assert!((0.0..=1.0).contains(&image.sizes.efficiency));
    }
    let report = session.report();
    table(&report);
    let json = serde_json::to_string(&report).expect("a report is JSON");
    let back: Report = serde_json::from_str(&json).expect("and can be read back");
    // Reading shares back may miss them by the last bit.
    assert_eq!(back.problems, report.problems);
    assert_eq!(back.images.len(), report.images.len());
    report
}

fn is_whole(report: &Report) -> bool {
    let problems = report.images.iter().flat_map(|image| &image.problems);
    !report
        .problems
        .iter()
        .chain(problems)
        .any(|problem| problem.error)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(bytes).expect("memory can be written");
    gzip.finish().expect("memory can be written")
}

#[test]
fn the_small_archive_is_whole() {
    for bytes in [small(), described_first(), gzip(&small())] {
        let report = answer(bytes);
        assert!(is_whole(&report), "{:?}", report.problems);
        assert!(report.images[0].layers.len() > 5);
        assert!(report.images[0].complete);
    }
}

/// Where the archive may be cut inside a member: in its header, and in its contents.
fn cuts(entry: &tar::Entry<'_, &[u8]>) -> Vec<u64> {
    let (start, size) = (entry.raw_file_position(), entry.size());
    let mut cuts = vec![start - 511, start - 1];
    // Also between a layer's own entries, and in the zeros at its end.
    cuts.extend((start + 1..start + size).step_by(512));
    cuts.extend((start..start + size).step_by(512).skip(1));
    cuts.extend((size > 0).then_some(start + size - 1));
    cuts
}

#[test]
fn a_cut_is_what_is_said_first() {
    let whole = small();
    let mut tar = tar::Archive::new(&whole[..]);
    for entry in tar.entries().expect("a tar") {
        // Less than one header is no tar at all.
        let cuts = cuts(&entry.expect("a whole tar")).into_iter();
        for cut in cuts.filter(|cut| *cut >= 512) {
            let report = answer(whole[..cut as usize].to_vec());
            let first = report.problems.first().map(|problem| &*problem.code);
            assert_eq!(first, Some("broken-tar"), "cut at byte {cut}");
        }
    }
}

#[test]
fn a_layer_that_was_cut_is_not_whole() {
    let whole = described_first();
    let layers = answer(whole.clone()).images.swap_remove(0).layers;
    let mut tar = tar::Archive::new(&whole[..]);
    for entry in tar.entries().expect("a tar") {
        let entry = entry.expect("a whole tar");
        let name = entry.path().expect("a path").display().to_string();
        let Some(layer) = layers.iter().position(|layer| layer.name == name) else {
            continue;
        };
        for cut in cuts(&entry).into_iter().skip(2) {
            let report = answer(whole[..cut as usize].to_vec());
            let problem = report.images[0].layers[layer].problem.as_ref();
            let code = problem.map(|problem| &*problem.code);
            assert_eq!(code, Some("broken-layer"), "cut at byte {cut}");
        }
    }
}

#[test]
fn a_cut_of_a_compressed_archive_is_never_passed_over() {
    let whole = gzip(&small());
    for cut in (1..whole.len()).step_by(97).chain([whole.len() - 1]) {
        let report = answer(whole[..cut].to_vec());
        assert!(!is_whole(&report), "cut at byte {cut}");
    }
}

#[derive(Clone, Debug)]
enum Damage {
    Cut(Index),
    Flip(Index, u8),
    /// A byte of a header, where structure is.
    Header(Index, usize, u8),
    Zero(Index, usize),
    Remove(Index, usize),
    Repeat(Index, usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<Index>;
    let len = || prop_oneof![1_usize..16, Just(512), 1_usize..5000];
    prop_oneof![
        1 => at().prop_map(Damage::Cut),
        3 => (at(), 0_u8..8).prop_map(|(at, bit)| Damage::Flip(at, bit)),
        5 => (at(), 0_usize..512, any::<u8>()).prop_map(|(at, i, byte)| Damage::Header(at, i, byte)),
        1 => (at(), len()).prop_map(|(at, len)| Damage::Zero(at, len)),
        1 => (at(), len()).prop_map(|(at, len)| Damage::Remove(at, len)),
        1 => (at(), len()).prop_map(|(at, len)| Damage::Repeat(at, len)),
    ]
}

fn apply(bytes: &mut Vec<u8>, damage: &Damage) {
    if bytes.is_empty() {
        return;
    }
    let len = bytes.len();
    let range = |at: &Index, n: usize| {
        let start = at.index(len);
        start..(start + n).min(len)
    };
    match damage {
        Damage::Cut(at) => bytes.truncate(at.index(len)),
        Damage::Flip(at, bit) => bytes[at.index(len)] ^= 1 << bit,
        Damage::Header(at, i, byte) => {
            // The checksum is made right again, so that the change gets past it.
            let start = at.index(len.div_ceil(512)) * 512;
            let Some(block) = bytes.get_mut(start..start + 512) else {
                return;
            };
            block[*i] = *byte;
            let mut header = tar::Header::new_old();
            header.as_mut_bytes().copy_from_slice(block);
            header.set_cksum();
            block.copy_from_slice(header.as_bytes());
        }
        Damage::Zero(at, n) => bytes[range(at, *n)].fill(0),
        Damage::Remove(at, n) => drop(bytes.drain(range(at, *n))),
        Damage::Repeat(at, n) => {
            let range = range(at, *n);
            let (end, piece) = (range.end, bytes[range].to_vec());
            bytes.splice(end..end, piece);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn damage_is_answered(damages in prop::collection::vec(damage(), 1..6), zipped: bool) {
        let mut bytes = small();
        damages.iter().for_each(|damage| apply(&mut bytes, damage));
        answer(if zipped { gzip(&bytes) } else { bytes });
    }

    #[test]
    fn damage_of_a_compressed_archive_is_answered(
        damages in prop::collection::vec(damage(), 1..4),
    ) {
        let mut bytes = gzip(&small());
        damages.iter().for_each(|damage| apply(&mut bytes, damage));
        answer(bytes);
    }
}
