//! How long all rules take on an image of 100,000 files, and which take longest:
//!
//!     cargo run --release --example rules
//!
//! In a browser, `benches/rules.mjs` runs the same program, built as the page's worker is.

use std::sync::Arc;

use peel::archive::{ArchiveImage, Config, ContainerConfig, HistoryEntry, LayerBlob};
use peel::image::Image;
use peel::layer::{LayerScan, Scanned};
use peel::rules::{RULES, check};

#[cfg(not(target_arch = "wasm32"))]
use native::{now, say};
#[cfg(target_arch = "wasm32")]
use web::{now, say};

const FILES: usize = 100_000;
const LAYERS: usize = 8;
const ROUNDS: usize = 11;

fn main() {
    let image = image();
    let files = image.stack.tree.len();
    // A page runs them once, by code that no engine has optimised yet.
    let first = took(|| drop(check(&image)));
    let all = median(|| drop(check(&image)));
    say(&format!(
        "{files} paths, {LAYERS} layers: all rules in {first:.1} ms the first time, {all:.1} ms later"
    ));
    let mut each: Vec<(f64, &str)> = RULES
        .iter()
        .map(|rule| (median(|| drop((rule.check)(&image))), rule.id))
        .collect();
    each.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    for (took, id) in each {
        say(&format!("{took:>8.2} ms  {id}"));
    }
}

/// Milliseconds.
fn took(mut work: impl FnMut()) -> f64 {
    let start = now();
    work();
    now() - start
}

fn median(mut work: impl FnMut()) -> f64 {
    let mut all: Vec<f64> = (0..ROUNDS).map(|_| took(&mut work)).collect();
    all.sort_by(f64::total_cmp);
    all[ROUNDS / 2]
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::sync::LazyLock;
    use std::time::Instant;

    static START: LazyLock<Instant> = LazyLock::new(Instant::now);

    pub fn now() -> f64 {
        START.elapsed().as_secs_f64() * 1000.0
    }

    pub fn say(line: &str) {
        println!("{line}");
    }
}

#[cfg(target_arch = "wasm32")]
mod web {
    use js_sys::{Function, Reflect, global};
    use wasm_bindgen::{JsCast as _, JsValue};

    /// Calls a method of something that is there for all, `performance.now`.
    fn call(of: &str, name: &str, with: &[JsValue]) -> JsValue {
        let of = Reflect::get(&global(), &of.into()).expect("every browser has it");
        let method = Reflect::get(&of, &name.into()).expect("every browser has it");
        let method: Function = method.unchecked_into();
        let with: js_sys::Array = with.iter().collect();
        method.apply(&of, &with).expect("it takes this")
    }

    pub fn now() -> f64 {
        call("performance", "now", &[]).as_f64().expect("a number")
    }

    pub fn say(line: &str) {
        call("console", "log", &[line.into()]);
    }
}

/// Files as distributions, Python's and npm's packages have them; some are written again, some have
/// what others have.
fn image() -> Image {
    let mut archive = ArchiveImage {
        tags: vec!["bench:1.0".to_owned()],
        config_read: true,
        config: Config {
            os: "linux".to_owned(),
            config: ContainerConfig {
                cmd: vec!["/app".to_owned()],
                ..ContainerConfig::default()
            },
            ..Config::default()
        },
        ..ArchiveImage::default()
    };
    let mut scanned: Vec<Option<Arc<Scanned>>> = Vec::new();
    for layer in 0..LAYERS {
        archive.layers.push(LayerBlob {
            name: format!("{layer}.tar"),
            ..LayerBlob::default()
        });
        let (instruction, minute) = (["RUN", "COPY"][layer % 2], layer * 5);
        archive.config.history.push(HistoryEntry {
            created: Some(format!("2024-05-01T10:{minute:02}:00Z")),
            created_by: format!("{instruction} /bin/sh -c make step-{layer} # buildkit"),
            ..HistoryEntry::default()
        });
        let mut scan = LayerScan::default();
        scan.push(&tar(layer));
        scanned.push(Some(Arc::new(scan.finish())));
    }
    Image::new(&archive, &scanned)
}

fn tar(layer: usize) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    let here = FILES / LAYERS;
    for n in layer * here..(layer + 1) * here {
        // Some stand in the layer below already.
        let at = if n % 20 == 0 {
            n.saturating_sub(here)
        } else {
            n
        };
        let (package, part) = (at / 40, at % 40);
        let path = match at % 5 {
            0 => format!("usr/lib/python3/dist-packages/package{package}/module{part}.py"),
            1 => format!("app/node_modules/package{package}/lib/file{part}.js"),
            2 => format!("usr/share/doc/package{package}/section{part}.html"),
            3 => format!("usr/lib/x86_64-linux-gnu/package{package}/plugin{part}.so"),
            _ => format!("usr/share/locale/l{part}/LC_MESSAGES/package{package}.mo"),
        };
        let size = if n % 100 == 0 { 20_000 } else { 300 + n % 700 };
        let seed = (n % 9_000).to_le_bytes();
        let bytes: Vec<u8> = seed.iter().copied().cycle().take(size).collect();
        let mut header = tar::Header::new_gnu();
        header.set_size(size as u64);
        header.set_mode(0o644);
        header.set_mtime(1_714_557_600 + n as u64 / 50);
        tar.append_data(&mut header, path, bytes.as_slice())
            .expect("memory takes all");
    }
    tar.into_inner().expect("memory takes all")
}
