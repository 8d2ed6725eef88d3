//! The design's table: which folder of `src/` may use which, and where the browser may be named.

use std::path::Path;

/// Each module of `src/`, and the modules that it may use; itself, always. Bytes flow downwards.
const MAY_USE: &[(&str, &str)] = &[
    ("limits", ""),
    ("words", ""),
    ("text", "words"),
    ("amount", ""),
    ("columns", ""),
    ("digest", ""),
    ("dockerfile", "limits"),
    ("pattern", "limits"),
    ("tokens", "limits"),
    ("decompress", "limits digest"),
    ("source", "limits digest"),
    ("tarstream", "limits"),
    ("archive", "limits digest source decompress tarstream"),
    ("registry", "limits digest source archive"),
    (
        "layer",
        "limits columns digest tokens source decompress tarstream",
    ),
    ("image", "limits text columns digest archive layer"),
    ("packages", "limits text layer image"),
    ("tarball", "limits text columns tarstream layer image"),
    (
        "rules",
        "limits words text digest tokens dockerfile archive layer image",
    ),
    ("reuse", "limits layer"),
    (
        "report",
        "limits words text pattern digest source decompress tarstream archive registry layer image tarball \
         packages rules dockerfile reuse",
    ),
    ("whatif", "limits words text archive layer image rules"),
    (
        "compare",
        "limits text columns layer image packages rules reuse report",
    ),
    ("check", "limits text amount digest dockerfile rules report"),
    (
        "view",
        "limits text words amount pattern columns digest decompress registry layer image packages rules \
         dockerfile reuse report compare whatif",
    ),
    (
        "worker",
        "limits text words pattern columns digest source decompress tarstream archive registry layer image \
         tarball packages rules reuse report compare whatif view",
    ),
    (
        "ui",
        "limits text words pattern archive registry layer image packages rules dockerfile reuse report compare whatif view worker",
    ),
    ("bin", ""),
];

/// Crates of the browser.
const BROWSER: &[&str] = &[
    "yew",
    "gloo",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "wasm_bindgen_futures",
];

/// Names that say nothing of what is inside.
const VAGUE: &[&str] = &["utils", "util", "common", "helpers", "helper", "misc"];

/// Lines that a file may have.
const LINES: usize = 400;

/// Files that have more: to be split, and none to be added.
const LONG: &[&str] = &[];

#[test]
fn the_sources_keep_to_the_table() {
    let mut found = Vec::new();
    let mut long = Vec::new();
    let sources = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    assert!(sources.len() > 50, "the sources were not found");
    for (path, text) in &sources {
        found.extend(check(path, text));
        if text.lines().count() > LINES {
            long.push(path.as_str());
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
    assert_eq!(long, LONG, "files of more than {LINES} lines");
}

/// Every Rust file below a folder: its path from there, and its text, in the order of the paths.
fn sources(root: &Path) -> Vec<(String, String)> {
    let (mut files, mut todo) = (Vec::new(), vec![root.to_path_buf()]);
    while let Some(folder) = todo.pop() {
        for item in std::fs::read_dir(&folder).expect("a folder of the repository") {
            let path = item.expect("a readable folder").path();
            if path.is_dir() {
                todo.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = std::fs::read_to_string(&path).expect("Rust is UTF-8");
                let path = path.strip_prefix(root).expect("it is below the root");
                files.push((path.display().to_string(), text));
            }
        }
    }
    files.sort();
    files
}

/// What is wrong with a file, as `src/PATH:LINE: what`.
fn check(path: &str, text: &str) -> Vec<String> {
    let parts: Vec<&str> = path.trim_end_matches(".rs").split('/').collect();
    let module = parts[0];
    let mut found: Vec<String> = Vec::new();
    let mut say = |line: usize, what: String| found.push(format!("src/{path}:{line}: {what}"));
    if let Some(vague) = parts.iter().find(|part| VAGUE.contains(part)) {
        say(
            1,
            format!("a module called {vague} says nothing of what is inside"),
        );
    }
    let allowed = MAY_USE.iter().find(|(name, _)| *name == module);
    if allowed.is_none() && path != "lib.rs" {
        say(
            1,
            format!("{module} is not in the table of tests/architecture.rs"),
        );
    }
    let browser = ["bin/page.rs", "bin/worker.rs"].contains(&path)
        || path.starts_with("worker/pool")
        || module == "ui"
        || path.ends_with("/browser.rs")
        || path.contains("/browser/");
    // A file's folder is as many modules deep; `mod.rs` stands for its folder.
    let depth = parts.len() - usize::from(parts.ends_with(&["mod"]));
    let code = without_comments(text);
    for (at, name) in used(&code, depth) {
        let line = code[..at].matches('\n').count() + 1;
        if let Some((_, allowed)) = allowed
            && name != module
            && MAY_USE.iter().any(|(known, _)| *known == name)
            && !allowed.split(' ').any(|may| may == name)
        {
            say(line, format!("{module} may not use {name}"));
        }
    }
    for name in BROWSER.iter().filter(|_| !browser) {
        for (at, _) in code.match_indices(&format!("{name}::")) {
            let line = code[..at].matches('\n').count() + 1;
            if !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
                say(
                    line,
                    format!("{name} belongs into ui/, worker/pool.rs or a browser.rs"),
                );
            }
        }
    }
    found
}

/// The text with comments blanked, so that offsets stay. Good enough for rustfmt's output: `//`
/// inside a string, as in an address, ends a line early, and imports are not in strings.
fn without_comments(text: &str) -> String {
    let lines = text.split('\n').map(|line| match line.find("//") {
        Some(start) => format!("{}{}", &line[..start], " ".repeat(line.len() - start)),
        None => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The modules at the root of the crate that code names, by `crate::` or by enough `super::`, and
/// where.
fn used(code: &str, depth: usize) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let climb = "super::".repeat(depth);
    for root in ["crate::", climb.as_str()] {
        for (at, _) in code.match_indices(root) {
            let before = &code[..at];
            if before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            let rest = code[at + root.len()..].trim_start_matches("super::");
            let start = code.len() - rest.len();
            match rest.strip_prefix('{') {
                None => found.push((start, ident(rest))),
                Some(group) => found.extend(firsts(group).map(|(i, name)| (start + 1 + i, name))),
            }
        }
    }
    found
}

fn ident(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
    &text[..end.unwrap_or(text.len())]
}

/// The first names of a `use` group's members, up to its closing brace.
fn firsts(group: &str) -> impl Iterator<Item = (usize, &str)> {
    let (mut depth, mut expects) = (1, true);
    group.char_indices().filter_map(move |(i, c)| {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => expects = true,
            c if depth == 1 && expects && c.is_alphabetic() => {
                expects = false;
                return Some((i, ident(&group[i..])));
            }
            _ => {}
        }
        None
    })
}

#[test]
fn the_check_has_teeth() {
    let wrong = [
        (
            "layer/scan.rs",
            "use crate::archive::Config;",
            "src/layer/scan.rs:1: layer may not use archive",
        ),
        (
            "layer/scan.rs",
            "\nuse crate::{\n    limits,\n    image::{Stack, archive},\n};",
            "src/layer/scan.rs:4: layer may not use image",
        ),
        (
            "digest.rs",
            "mod tests { use super::limits; }",
            "src/digest.rs:1: digest may not use limits",
        ),
        (
            "view/tree/row.rs",
            "fn a() -> super::super::super::worker::Session {}",
            "src/view/tree/row.rs:1: view may not use worker",
        ),
        (
            "view/mod.rs",
            "use yew::prelude::*;",
            "src/view/mod.rs:1: yew belongs into ui/, worker/pool.rs or a browser.rs",
        ),
        (
            "image/utils.rs",
            "",
            "src/image/utils.rs:1: a module called utils says nothing of what is inside",
        ),
        (
            "extra.rs",
            "",
            "src/extra.rs:1: extra is not in the table of tests/architecture.rs",
        ),
    ];
    for (path, text, says) in wrong {
        assert_eq!(check(path, text), [says], "{text}");
    }
    let right = [
        (
            "layer/scan.rs",
            "// use crate::archive::Config;\nuse crate::{limits, tarstream::{Entry}};",
        ),
        (
            "image/mod.rs",
            "pub use layer::ImageLayer; use crate::archive::Config; use my_crate::ui::App;",
        ),
        ("source/browser.rs", "use web_sys::Blob;"),
        ("ui/app.rs", "use yew::prelude::*; use crate::view::State;"),
        (
            "view/tree/row.rs",
            "use super::super::State; use super::worker;",
        ),
        ("bin/peel/analyze.rs", "use peel::archive::BlobRef;"),
    ];
    for (path, text) in right {
        assert_eq!(check(path, text), [""; 0], "{text}");
    }
}
