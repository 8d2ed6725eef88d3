//! Every text of the page stands in `src/words/`, where it is in each language: none is left in the code.

use std::path::{Path, PathBuf};

use peel::words::{Language, named, speak};

/// What is no text: names of programs and of their own figures, what a browser calls its things, a title of
/// nothing, and what only the command says.
const NAMES: &[&str] = &[
    ", and no score is below 0",
    "11px system-ui, sans-serif",
    "Dockerfile",
    "Esc",
    "Files",
    "Peel",
    "The app",
    "docker save IMAGE -o image.tar",
    "peel serve",
    "user wasted",
    "wasted bytes",
];

/// What lines of a Dockerfile begin with in the fixes of rules.
const INSTRUCTIONS: &[&str] = &[
    "ADD",
    "ARG",
    "COPY",
    "ENV",
    "HEALTHCHECK",
    "LABEL",
    "RUN",
    "USER",
];

/// What lines of a shell begin with there.
const PROGRAMS: &[&str] = &[
    "bun", "bundle", "cargo", "composer", "crane", "docker", "dotnet", "go", "gradle", "npm",
    "pipenv", "pnpm", "poetry", "skopeo", "uv", "yarn",
];

/// Attributes of which a person never sees the value.
const UNSEEN: &[&str] = &["class", "rel", "viewBox", "d", "role", "type"];

#[test]
fn the_pages_code_holds_no_texts() {
    let mut found = Vec::new();
    let mut files = 0;
    for folder in ["src/ui", "src/view", "src/rules", "src/report/problem"] {
        for path in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)) {
            let text = std::fs::read_to_string(&path).expect("a source file");
            files += 1;
            found.extend(texts(&text).map(|line| format!("{}: {line}", path.display())));
        }
    }
    assert!(files > 100, "the sources are looked for in the wrong place");
    assert!(
        found.is_empty(),
        "to be put into src/words/:\n{}",
        found.join("\n")
    );
}

#[test]
fn a_text_in_the_code_is_found() {
    let told = |line| texts(line).count();
    assert_eq!(
        told(r#"<button aria-label="Close it">{"Close"}</button>"#),
        1
    );
    assert_eq!(told(r#"html! { <p>{"Close"}</p> }"#), 1);
    assert_eq!(told(r#"format!("{n} more are left out")"#), 1);
    assert_eq!(
        told(r#"<p class="path link" data-test="x">{say::close()}</p>"#),
        0
    );
    assert_eq!(told(r#""arrow-down" | "is-open" => "M3 8l3 3","#), 0);
    assert_eq!(told(r#""RUN make install\n# docker build .","#), 0);
    assert_eq!(told(r#""run make install first","#), 1);
    assert_eq!(told("// He said \"never do this\"."), 0);
}

/// Rust files below a folder but for tests and what only tests use.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for item in std::fs::read_dir(folder).expect("a folder of sources") {
        let path = item.expect("an item").path();
        let name = path.file_stem().unwrap_or_default();
        if name == "tests" || name == "sample" || name == "fixture" {
            continue;
        }
        if path.is_dir() {
            found.extend(sources(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// Lines of a file, its tests left out, that hold a text for people.
fn texts(source: &str) -> impl Iterator<Item = String> {
    let code = source
        .split("#[cfg(test)]\nmod tests")
        .next()
        .unwrap_or_default();
    // A text that goes on in the next line is one.
    let mut pieces = code.split("\\\n");
    let first = pieces.next().unwrap_or_default().to_owned();
    let code = pieces.fold(first, |code, piece| code + piece.trim_start());
    let lines: Vec<String> = code.lines().map(|line| line.trim().to_owned()).collect();
    lines.into_iter().filter(|line| {
        !line.starts_with("//") && literals(line).any(|(before, literal)| is_text(before, literal))
    })
}

/// The literals of a line, each with what stands before it.
fn literals(line: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + line.get(at..)?.find('"')?;
        let rest = &line[start + 1..];
        let mut escaped = false;
        let end = rest.find(|c| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        })?;
        at = start + end + 2;
        Some((&line[..start], &rest[..end]))
    })
}

/// Whether a literal is a text: words with a space between, or a word that a person would see.
fn is_text(before: &str, literal: &str) -> bool {
    let attribute = before.strip_suffix('=').unwrap_or_default();
    let attribute = attribute.rsplit([' ', '<']).next().unwrap_or_default();
    if NAMES.contains(&literal) || UNSEEN.contains(&attribute) || attribute.starts_with("data-") {
        return false;
    }
    // Of a test, or the names of other programs' checks.
    let unsaid = before.ends_with(".expect(") || before.starts_with("peers: ");
    if unsaid || is_command(literal) || is_key(literal) {
        return false;
    }
    let words = without_parts(literal);
    let words: Vec<&str> = words.split(' ').collect();
    let is_word = |word: &&str| {
        let letters = word.trim_end_matches(['.', ',', ':', '…', '?']);
        letters.len() > 1 && letters.chars().all(char::is_alphabetic)
    };
    let several = words
        .windows(2)
        .any(|pair| pair.iter().all(is_word) && pair[1].starts_with(char::is_lowercase));
    let first = literal.starts_with(char::is_uppercase) && words.len() == 1 && is_word(&words[0]);
    let shown =
        before.ends_with('{') || ["title", "aria-label", "placeholder", "alt"].contains(&attribute);
    several || first && shown
}

/// Whether each line is one of a Dockerfile or of a shell, or has nothing but what is put in.
fn is_command(literal: &str) -> bool {
    // A line of a shell that goes on in the next one is one, and a backslash of its own is no end of a line.
    let literal = literal.replace(r"\\\n", " ").replace(r"\\n", " ");
    let lines = literal
        .split("\\n")
        .map(|line| line.trim_start_matches("# "));
    let mut lines = lines.map(str::trim).filter(|line| !line.is_empty());
    lines.all(|line| {
        let first = line.split(' ').next().unwrap_or_default();
        INSTRUCTIONS.contains(&first)
            || PROGRAMS.contains(&first)
            || !line.contains(' ') && line.contains('{')
    })
}

/// Whether it is the key of a text that stands in `src/words/`: what a module says that knows no language.
fn is_key(literal: &str) -> bool {
    speak(Language::Spanish);
    let said = named(literal);
    speak(Language::English);
    said != literal
}

/// A text without what is put in: `{n} more` is ` more`, and `{n}px` is `px`.
fn without_parts(literal: &str) -> String {
    let mut pieces = literal.split('{');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| {
        text + piece.split_once('}').map_or(piece, |(_, rest)| rest)
    })
}
