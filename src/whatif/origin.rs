//! What brought a layer: the instruction, as far as it tells how to leave a path out.

use crate::image::{Image, Instruction};
use crate::rules::{base_layers, secret_values, without_secrets};

/// Where a layer's files come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The base image.
    Base,
    /// A `RUN`, with its command where a line can be put behind it as it stands.
    Run(Option<String>),
    /// The build context.
    Context(Copied),
    /// Another stage of the build, or another image.
    Stage,
    /// An archive that `ADD` unpacks.
    Archive,
    /// An address that `ADD` downloads.
    Download,
    /// Anything else, or nobody says.
    Unknown,
}

/// What a `COPY` or an `ADD` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Copied {
    sources: Vec<String>,
    /// From the root, without slashes at its ends.
    target: String,
}

/// Where a layer of an image comes from.
pub(super) fn origin(image: &Image, layer: u32) -> Origin {
    if layer < base_layers(image.history.iter().map(Into::into)) {
        return Origin::Base;
    }
    let row = image
        .history
        .iter()
        .rposition(|row| row.layer == Some(layer as usize));
    let Some(row) = row else {
        return Origin::Unknown;
    };
    let instruction = &image.history[row].instruction;
    match instruction.keyword.as_str() {
        "RUN" => Origin::Run(command(image, instruction)),
        keyword @ ("COPY" | "ADD") => {
            let folder = folder_at(image, row);
            copied(keyword == "ADD", &instruction.arguments, &folder)
        }
        _ => Origin::Unknown,
    }
}

/// The command of a `RUN`, where ` && …` can be put behind it, and nothing secret is in it.
fn command(image: &Image, instruction: &Instruction) -> Option<String> {
    let command = instruction.arguments.trim();
    let simple = !command.is_empty()
        && !command.starts_with('[')
        && !command.ends_with(['&', '\\', ';', '|'])
        && !command.contains("<<")
        && !command.contains(['#', '\r', '\0']);
    let lines = || {
        let mut lines = command.lines().rev();
        lines.next();
        lines.all(|line| line.trim_end().ends_with('\\'))
    };
    let rows = image.history.iter().map(|row| &row.instruction);
    let known = secret_values(&image.config.config.env, rows);
    (simple && lines() && without_secrets(command, &known) == command).then(|| command.to_owned())
}

/// The folder in which an instruction works.
fn folder_at(image: &Image, row: usize) -> String {
    let mut folder = String::new();
    for row in &image.history[..row] {
        if row.instruction.is("WORKDIR") {
            folder = joined(&folder, row.instruction.arguments.trim());
        }
    }
    folder
}

/// A path from a folder, without slashes at its ends.
fn joined(folder: &str, path: &str) -> String {
    let path = path.trim_matches('"');
    let from = match path.starts_with('/') {
        true => "",
        false => folder,
    };
    let parts = from.split('/').chain(path.split('/'));
    let mut kept: Vec<&str> = Vec::new();
    for part in parts {
        match part {
            "" | "." => {}
            ".." => drop(kept.pop()),
            part => kept.push(part),
        }
    }
    kept.join("/")
}

fn copied(is_add: bool, arguments: &str, folder: &str) -> Origin {
    let mut words: Vec<String> = Vec::new();
    let mut rest = arguments.trim();
    while let Some(after) = rest.strip_prefix("--") {
        let (flag, after) = after.split_once(char::is_whitespace).unwrap_or((after, ""));
        if flag.starts_with("from=") {
            return Origin::Stage;
        }
        rest = after.trim_start();
    }
    match serde_json::from_str::<Vec<String>>(rest) {
        Ok(list) => words.extend(list),
        Err(_) => words.extend(rest.split_whitespace().map(str::to_owned)),
    }
    let Some(target) = words.pop().filter(|_| !words.is_empty()) else {
        return Origin::Unknown;
    };
    let sources = words;
    // BuildKit does not record `--from`; what is copied by an absolute path is from a stage, as a
    // context has none.
    if !is_add && sources.iter().any(|source| source.starts_with('/')) {
        return Origin::Stage;
    }
    let address = |source: &String| source.contains("://") || source.starts_with("git@");
    if is_add && sources.iter().any(address) {
        return Origin::Download;
    }
    const ARCHIVES: [&str; 7] = [
        ".tar", ".tar.gz", ".tgz", ".tar.xz", ".tar.bz2", ".txz", ".tbz2",
    ];
    let packed = |source: &String| ARCHIVES.iter().any(|end| source.ends_with(end));
    if is_add && sources.iter().any(packed) {
        return Origin::Archive;
    }
    Origin::Context(Copied {
        sources,
        target: joined(folder, &target),
    })
}

impl Copied {
    /// Where a path of the image stands in the build context; `None` where that is not recorded.
    pub(super) fn in_context(&self, path: &[u8]) -> Option<Vec<u8>> {
        let target = self.target.as_bytes();
        let below = match target {
            b"" => path,
            target => path.strip_prefix(target)?.strip_prefix(b"/")?,
        };
        let plain = |source: &&String| {
            let kinds = ["file:", "dir:", "multi:"];
            let hashed = kinds.iter().any(|kind| source.starts_with(kind));
            !hashed && !source.contains(['*', '?', '[', '\\', '$'])
        };
        let sources: Vec<String> = (self.sources.iter())
            .filter(plain)
            .map(|source| joined("", source))
            .collect();
        let first = below.split(|b| *b == b'/').next()?;
        let named = sources.iter().find(|source| {
            let name = source.rsplit('/').next().unwrap_or(source);
            !name.is_empty() && name.as_bytes() == first && below == first
        });
        if let Some(named) = named {
            return Some(named.clone().into_bytes());
        }
        // Of several folders nobody says which one it was in.
        let [source] = sources.as_slice() else {
            return None;
        };
        if self.sources.len() > 1 {
            return None;
        }
        Some(match source.as_str() {
            "" => below.to_vec(),
            source => [source.as_bytes(), b"/", below].concat(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context(arguments: &str, folder: &str) -> Copied {
        match copied(false, arguments, folder) {
            Origin::Context(copied) => copied,
            other => panic!("{arguments}: {other:?}"),
        }
    }

    #[test]
    fn places_in_the_context() {
        let cases: [(&str, &str, &[u8], Option<&str>); 11] = [
            (". /app", "", b"app/a/b", Some("a/b")),
            ("src /app", "", b"app/a/b", Some("src/a/b")),
            ("./src/ /app/", "", b"app/a", Some("src/a")),
            ("--chown=1:1 . .", "srv", b"srv/a", Some("a")),
            ("src/x.js y.js /app/", "", b"app/x.js", Some("src/x.js")),
            ("src lib /app/", "", b"app/a", None),
            (r#"["a b", "/app"]"#, "", b"app/c", Some("a b/c")),
            (". /", "", b"etc/x", Some("etc/x")),
            (". /app", "", b"other/x", None),
            ("dir:0123456789ab /app", "", b"app/x", None),
            ("*.js /app/", "", b"app/x.js", None),
        ];
        for (arguments, folder, path, expected) in cases {
            let found = context(arguments, folder).in_context(path);
            let found = found.map(|found| String::from_utf8(found).expect("text"));
            assert_eq!(found.as_deref(), expected, "{arguments}");
        }
    }

    #[test]
    fn other_origins() {
        assert_eq!(copied(false, "--from=build /x /y", ""), Origin::Stage);
        assert_eq!(copied(false, "/src/app /app", ""), Origin::Stage);
        assert_eq!(copied(true, "https://host/x /x", ""), Origin::Download);
        assert_eq!(copied(true, "x.tar.gz /", ""), Origin::Archive);
        assert_eq!(copied(false, "alone", ""), Origin::Unknown);
        assert_eq!(joined("a/b", "../c/."), "a/c");
    }
}
