//! What it takes to read one image whole, as counts that are the same on each run: `cargo xtask test --only counts`
//! holds them, and the instructions that callgrind counts in [`whole_image`], against benches/counts.json.
//!
//!     cargo run --release --example counts

use std::cell::Cell;
use std::hint::black_box;
use std::io::Write as _;

use flate2::write::GzEncoder;
use peak_alloc::PeakAlloc;
use peel::digest::{Algorithm, Digest};
use peel::source::{ByteSource, MemorySource, SourceError};
use peel::worker::{Session, scan};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

#[global_allocator]
static ALLOCATED: PeakAlloc = PeakAlloc;

const LAYERS: usize = 3;
const FILES: usize = 1_500;

fn main() {
    let source = Counted {
        source: MemorySource(archive()),
        read: Cell::new(0),
        reads: Cell::new(0),
    };
    let before = ALLOCATED.current_usage();
    ALLOCATED.reset_peak_usage();
    let report = whole_image(&source);
    println!("bytes read: {}", source.read.get());
    println!("reads: {}", source.reads.get());
    println!("peak memory: {}", ALLOCATED.peak_usage() - before);
    println!("bytes of the report: {report}");
}

/// All of it: every layer scanned, the image stacked, judged and written as JSON, whose bytes it tells.
#[inline(never)]
fn whole_image(source: &dyn ByteSource) -> usize {
    let mut session = Session::open(source, "image.tar", &mut |_| {}).on("2026-01-01".to_owned());
    for blob in session.pending() {
        let scanned = scan(source, blob, &mut |_| {});
        session.insert(blob, scanned);
    }
    for image in 0..session.images().len() {
        black_box(session.analyze(image));
    }
    session.saved(&session.report(), true).json().len()
}

/// Counts what is read.
struct Counted {
    source: MemorySource,
    read: Cell<usize>,
    reads: Cell<usize>,
}

impl ByteSource for Counted {
    fn len(&self) -> u64 {
        self.source.len()
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> Result<usize, SourceError> {
        let n = self.source.read_at(offset, buf)?;
        self.read.set(self.read.get() + n);
        self.reads.set(self.reads.get() + 1);
        Ok(n)
    }
}

/// As `docker save` writes it, with a layer that is not compressed, one by gzip and one by zstd.
fn archive() -> Vec<u8> {
    let mut out = tar::Builder::new(Vec::new());
    let mut add = |name: &str, bytes: &[u8]| {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        out.append_data(&mut header, name, bytes).expect("memory");
    };
    let mut diff_ids = Vec::new();
    for number in 0..LAYERS {
        let tar = layer(number);
        diff_ids.push(format!("\"{}\"", Digest::of(Algorithm::Sha256, &tar)));
        let stored = match number {
            0 => tar,
            1 => {
                let mut gzip = GzEncoder::new(Vec::new(), flate2::Compression::fast());
                gzip.write_all(&tar).expect("memory");
                gzip.finish().expect("memory")
            }
            _ => compress_to_vec(tar.as_slice(), CompressionLevel::Fastest),
        };
        add(&format!("{number}.tar"), &stored);
    }
    let step = |n: usize| {
        format!(r#"{{"created":"2024-05-01T10:0{n}:00Z","created_by":"RUN make step-{n}"}}"#)
    };
    let history: Vec<String> = (0..LAYERS).map(step).collect();
    let config = format!(
        r#"{{"architecture":"amd64","os":"linux","config":{{"Cmd":["/app"]}},
        "rootfs":{{"type":"layers","diff_ids":[{}]}},"history":[{}]}}"#,
        diff_ids.join(","),
        history.join(","),
    );
    add("config.json", config.as_bytes());
    add(
        "manifest.json",
        br#"[{"Config":"config.json","RepoTags":["bench:1"],"Layers":["0.tar","1.tar","2.tar"]}]"#,
    );
    out.into_inner().expect("memory")
}

/// Files as distributions and packages have them; some of the layer below are written again.
fn layer(number: usize) -> Vec<u8> {
    let mut out = tar::Builder::new(Vec::new());
    let mut random = 1 + number as u32;
    for n in 0..FILES {
        let at = if n % 20 == 0 { 0 } else { number };
        let (package, part) = (n / 40, n % 40);
        let path = match n % 3 {
            0 => format!("usr/lib/python3/dist-packages/package{at}-{package}/module{part}.py"),
            1 => format!("app/node_modules/package{at}-{package}/lib/file{part}.js"),
            _ => format!("usr/lib/x86_64-linux-gnu/package{at}-{package}/plugin{part}.so"),
        };
        let size = if n % 100 == 0 { 60_000 } else { 300 + n % 700 };
        let mut next = || {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            // Letters, of which some come often: it is a text, and compresses as texts do.
            b"etaoin shrdlu\n{}()=;0123456789_-"[(random >> 27) as usize]
        };
        let bytes: Vec<u8> = (0..size).map(|_| next()).collect();
        let mut header = tar::Header::new_gnu();
        header.set_size(size as u64);
        header.set_mode(0o644);
        header.set_mtime(1_714_557_600 + n as u64);
        out.append_data(&mut header, path, bytes.as_slice())
            .expect("memory");
    }
    out.into_inner().expect("memory")
}
