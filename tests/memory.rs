//! Memory grows with entries, never with bytes, whatever the input claims or unpacks to.

mod archive;

use std::process::Command;

use archive::path;
use peak_alloc::PeakAlloc;
use peel::source::native::FileSource;
use peel::worker::{Session, scan};

#[global_allocator]
static ALLOCATED: PeakAlloc = PeakAlloc;

/// Bytes that reading any archive may take, its entries not counted: a piece as read, the windows
/// of the decoders, documents.
const BASE: usize = 64 << 20;

/// Bytes for each entry: its listing, its place in the stack, and what stacking needs meanwhile.
const ENTRY: usize = 300;

/// Reads a file whole, and gives the most bytes that were allocated meanwhile.
fn peak(file: &std::path::Path) -> usize {
    let source = FileSource::open(file).expect("it is there");
    let before = ALLOCATED.current_usage();
    ALLOCATED.reset_peak_usage();
    let mut session = Session::open(&source, "image.tar", &mut |_| {});
    for blob in session.pending() {
        let scanned = scan(&source, blob, &mut |_| {});
        session.insert(blob, scanned);
    }
    for image in 0..session.images().len() {
        session.analyze(image);
    }
    session.report();
    ALLOCATED.peak_usage() - before
}

/// One test: the allocator counts what all threads do.
#[test]
fn memory_is_bounded() {
    let folder = tempfile::tempdir().expect("a folder");
    for (compressor, end) in [
        ("gzip -1", "gz"),
        ("zstd -1", "zst"),
        ("zstd --ultra -22 --long=27", "long.zst"),
        ("bzip2 -1", "bz2"),
        ("xz -1", "xz"),
        ("xz -9", "9.xz"),
    ] {
        // A tar of one file of zeros, sparse on disk and not in the tar.
        let file = folder.path().join(format!("zeros.tar.{end}"));
        let script = format!(
            "cd {0} && truncate -s 200M zeros && tar --create zeros | {compressor} > {1}",
            folder.path().display(),
            file.display(),
        );
        let made = Command::new("sh").args(["-c", &script]).status();
        assert!(made.expect("a shell").success(), "{compressor}");
        let peak = peak(&file);
        println!("{compressor}: {peak}");
        // A buffer that grows to a window of this many bytes is there twice while it grows.
        let window: usize = match end {
            "long.zst" => 128 << 20,
            "9.xz" => 64 << 20,
            _ => 0,
        };
        assert!(peak < BASE + 2 * window, "{compressor}: {peak} bytes");
    }
    // What claims to be large, deep or many, and is not.
    for file in std::fs::read_dir(path("limits")).expect("a folder") {
        let file = file.expect("a readable folder").path();
        if file.extension().is_some_and(|end| end == "tar") {
            let peak = peak(&file);
            println!("{}: {peak}", file.display());
            // A document takes some ten times its bytes while it is parsed, and has 20 MiB at most.
            let documents = std::fs::metadata(&file).expect("it is there").len();
            let documents = documents.min(peel::limits::JSON_BYTES) as usize;
            assert!(peak < BASE + 12 * documents, "{}: {peak}", file.display());
        }
    }
    let many = peak(&path("many/image.tar"));
    println!("many: {many}");
    assert!(
        many < BASE + 200_000 * ENTRY,
        "200,000 entries: {many} bytes"
    );
}
