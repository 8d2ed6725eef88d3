//! Instructions in a form in which those of a Dockerfile and those of a history can be compared:
//! every builder writes them another way.

use super::variables::{UNKNOWN, fits, pairs, words};

/// How sure it is that two are the same.
pub(super) const SURE: u32 = 4;
/// Only where it was put to is known: the classic builder names what it copied by a hash.
pub(super) const LIKELY: u32 = 2;

/// Programs that run a text.
const SHELLS: &[&str] = &[
    "ash",
    "bash",
    "cmd",
    "dash",
    "ksh",
    "powershell",
    "pwsh",
    "sh",
    "zsh",
];

/// An instruction in the form in which it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A command; whether it has here-documents besides.
    Command(String, bool),
    /// Anything else that is one text.
    Text(String),
    /// Words.
    List(Vec<String>),
    /// Names and values.
    Pairs(Vec<(String, String)>),
    /// A folder.
    Place(String),
    /// What is copied, and where to.
    Copy { from: Vec<String>, to: String },
    /// What says nothing.
    Nothing,
}

impl Form {
    /// The form of an instruction's arguments.
    pub(super) fn of(keyword: &str, text: &str) -> Form {
        match keyword {
            "RUN" => Form::Command(command(text), text.contains("<<")),
            "CMD" | "ENTRYPOINT" => Form::Text(command(text)),
            "HEALTHCHECK" => Form::Text(check(text)),
            "ENV" | "LABEL" => Form::Pairs(pairs(text)),
            "ARG" => Form::Text(name(text).to_owned()),
            "EXPOSE" => Form::List(ports(text)),
            "VOLUME" | "SHELL" => Form::List(list(text)),
            "WORKDIR" => Form::Place(place(text)),
            "COPY" | "ADD" => copy(text),
            _ => Form::Text(squeezed(text)),
        }
    }

    /// How well an instruction of a Dockerfile fits an entry of a history, both of the same keyword;
    /// 0 where it does not.
    pub(super) fn fit(&self, entry: &Form) -> u32 {
        let same = match (self, entry) {
            // The mark at the end of a here-document is no part of what was written before it.
            (Form::Command(a, documents), Form::Command(b, _)) => {
                fits(a, b) || (*documents && !a.is_empty() && b.starts_with(a.as_str()))
            }
            (Form::Text(a), Form::Text(b)) => fits(a, b),
            (Form::List(a), Form::List(b)) => same_lists(a, b),
            (Form::Pairs(a), Form::Pairs(b)) => same_pairs(a, b),
            (Form::Place(a), Form::Place(b)) => same_place(a, b),
            (
                Form::Copy { from, to },
                Form::Copy {
                    from: sources,
                    to: target,
                },
            ) => {
                return copied(from, sources) * u32::from(same_place(to, target));
            }
            _ => false,
        };
        if same { SURE } else { 0 }
    }
}

/// Every run of white space as one space.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A command in words, whichever form it has.
fn command(text: &str) -> String {
    let text = without_flags(text);
    let inside = document(text).unwrap_or(text);
    match json(inside) {
        Some(words) => squeezed(
            match words.as_slice() {
                [shell, .., script] if is_shell(shell) => script.as_str().to_owned(),
                words => words.join(" "),
            }
            .as_str(),
        ),
        None => squeezed(inside),
    }
}

fn is_shell(program: &str) -> bool {
    let name = program.rsplit(['/', '\\']).next().unwrap_or(program);
    SHELLS.contains(&name.trim_end_matches(".exe"))
}

/// The lines of a here-document that is the whole text.
fn document(text: &str) -> Option<&str> {
    let (first, rest) = text.strip_prefix("<<")?.split_once('\n')?;
    let mark = first
        .trim_start_matches('-')
        .trim()
        .trim_matches(['"', '\'']);
    if mark.is_empty() || mark.contains(char::is_whitespace) {
        return None;
    }
    let rest = rest.trim_end();
    Some(rest.strip_suffix(mark).unwrap_or(rest))
}

fn without_flags(text: &str) -> &str {
    let mut text = text.trim_start();
    while text.starts_with("--") {
        text = match text.split_once(char::is_whitespace) {
            Some((_, rest)) => rest.trim_start(),
            None => "",
        };
    }
    text
}

fn json(text: &str) -> Option<Vec<String>> {
    let text = text.trim();
    text.starts_with('[')
        .then(|| serde_json::from_str(text).ok())?
}

fn list(text: &str) -> Vec<String> {
    json(text).unwrap_or_else(|| words(text))
}

fn ports(text: &str) -> Vec<String> {
    let port = |word: &str| match word.contains('/') {
        true => word.to_ascii_lowercase(),
        false => format!("{word}/tcp"),
    };
    let mut ports: Vec<String> = text.split_whitespace().map(port).collect();
    ports.sort();
    ports
}

fn same_lists(written: &[String], entry: &[String]) -> bool {
    written.len() == entry.len() && written.iter().zip(entry).all(|(a, b)| fits(a, b))
}

fn same_pairs(written: &[(String, String)], entry: &[(String, String)]) -> bool {
    let same = |((a, value), (b, other)): (&(String, String), &(String, String))| {
        a == b && fits(value, other)
    };
    written.len() == entry.len() && written.iter().zip(entry).all(same)
}

fn name(text: &str) -> &str {
    text.split(['=', ' ']).next().unwrap_or(text)
}

/// `CMD` and what follows it, or `NONE`: builders write options in their own order.
fn check(text: &str) -> String {
    match text.split_once("CMD") {
        Some((_, rest)) => command(rest),
        None => squeezed(text),
    }
}

fn place(text: &str) -> String {
    let text = text.trim().trim_matches(['"', '\'']);
    let text = text.trim_start_matches("./").trim_end_matches('/');
    text.to_owned()
}

/// A place as it is written, or the whole path of it.
fn same_place(written: &str, entry: &str) -> bool {
    let relative = !written.starts_with(['/', UNKNOWN]);
    let end = || {
        let start = entry.strip_suffix(written);
        start.is_some_and(|start| start.ends_with('/'))
    };
    fits(written, entry) || (relative && (written == "." || written.is_empty() || end()))
}

fn copy(text: &str) -> Form {
    let mut words = list(without_flags(text));
    let Some(to) = words.pop() else {
        return Form::Nothing;
    };
    let bare = |word: String| {
        let word = word.trim_start_matches("./").trim_matches('/');
        if word.is_empty() { "." } else { word }.to_owned()
    };
    Form::Copy {
        from: words.into_iter().map(bare).collect(),
        to: place(&to),
    }
}

fn copied(from: &[String], sources: &[String]) -> u32 {
    let hash = |word: &String| {
        let kinds = ["dir:", "file:", "multi:"];
        kinds.iter().any(|kind| word.starts_with(kind))
    };
    // Builders call what a here-document holds by names of their own.
    let document = |word: &String| word.starts_with("<<");
    if sources.iter().any(hash) {
        LIKELY
    } else if same_lists(from, sources) {
        SURE
    } else if from.iter().any(document) {
        LIKELY
    } else {
        0
    }
}
