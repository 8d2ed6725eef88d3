//! A history entry's `created_by`, read back into the Dockerfile instruction that made it.
//!
//! Every builder writes its own dialect, and Docker's print Go values where a Dockerfile has
//! JSON or flags. The text is a stranger's and follows no grammar: what is not understood stays
//! as it is written.

mod golang;
mod pairs;
mod shell;

/// An instruction as it would stand in a Dockerfile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Instruction {
    /// `RUN`, `COPY`, …, in capitals; empty where the builder's text is no instruction.
    pub keyword: String,
    /// What follows the keyword; the whole text where there is no keyword.
    pub arguments: String,
    /// Build arguments that the builder recorded with a `RUN`: `NAME=value`, readable by
    /// everybody who has the image.
    pub build_args: Vec<String>,
    /// Which builder's dialect it was written in.
    pub dialect: Dialect,
    /// The entry as written.
    pub raw: String,
}

/// Who writes history entries how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// Docker's classic builder, and buildah: `/bin/sh -c #(nop)  CMD ["sh"]`.
    Classic,
    /// BuildKit: `RUN /bin/sh -c make # buildkit`.
    BuildKit,
    /// Plain Dockerfile text: kaniko's, and those of BuildKit's that bear no mark (`USER app`).
    Dockerfile,
    /// Anything else, or nothing.
    #[default]
    Other,
}

/// The keywords of a Dockerfile that can stand in a history.
const KEYWORDS: &[&str] = &[
    "ADD",
    "ARG",
    "CMD",
    "COPY",
    "ENTRYPOINT",
    "ENV",
    "EXPOSE",
    "FROM",
    "HEALTHCHECK",
    "LABEL",
    "MAINTAINER",
    "ONBUILD",
    "RUN",
    "SHELL",
    "STOPSIGNAL",
    "USER",
    "VOLUME",
    "WORKDIR",
];

/// Stands where the classic builder ran nothing.
const NOP: &str = "#(nop)";

/// Ends BuildKit's `RUN`, `COPY` and `ADD`.
const BUILDKIT: &str = "# buildkit";

/// What buildah appends to an entry to tell its cache apart.
const BUILDAH_MARKS: &[&str] = &["|unsetLabel=", "|unsetAnnotation=", "|force-mtime="];

impl Instruction {
    /// Reads a `created_by` back.
    pub fn decode(created_by: &str) -> Instruction {
        let mut text = created_by.trim();
        for mark in BUILDAH_MARKS {
            text = text.find(mark).map_or(text, |at| text[..at].trim_end());
        }
        let decoded = nop(text)
            .or_else(|| dockerfile(text))
            .or_else(|| run_alone(text));
        let mut instruction = decoded.unwrap_or_else(|| Instruction {
            arguments: text.to_owned(),
            ..Instruction::default()
        });
        created_by.clone_into(&mut instruction.raw);
        instruction
    }

    /// Whether this is the instruction of that keyword.
    pub fn is(&self, keyword: &str) -> bool {
        self.keyword == keyword
    }
}

impl std::fmt::Display for Instruction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.keyword.is_empty(), self.arguments.is_empty()) {
            (true, _) => f.write_str(&self.arguments),
            (_, true) => f.write_str(&self.keyword),
            _ => write!(f, "{} {}", self.keyword, self.arguments),
        }
    }
}

/// `/bin/sh -c #(nop)  CMD ["sh"]`.
fn nop(text: &str) -> Option<Instruction> {
    let (before, after) = text.split_once(NOP)?;
    if !before.is_empty() && !shell::is_shell(before) {
        return None;
    }
    let (keyword, arguments) = keyword(after.trim_start())?;
    let arguments = match keyword {
        "ADD" | "COPY" => copied(arguments),
        _ => told(keyword, arguments),
    };
    Some(Instruction {
        keyword: keyword.to_owned(),
        arguments,
        dialect: Dialect::Classic,
        ..Instruction::default()
    })
}

/// `RUN /bin/sh -c make # buildkit`, `EXPOSE [80/tcp]`, or kaniko's plain text.
fn dockerfile(text: &str) -> Option<Instruction> {
    let (keyword, arguments) = keyword(text)?;
    let bare = arguments.strip_suffix(BUILDKIT).map(str::trim_end);
    let mut build_args = Vec::new();
    let arguments = match (keyword, bare) {
        ("RUN", Some(bare)) => {
            let (args, command) = shell::build_args(bare);
            build_args = args;
            shell::command(command)
        }
        // kaniko writes what stands in the Dockerfile: nothing to take away.
        ("RUN", None) => arguments.to_owned(),
        (_, bare) => told(keyword, bare.unwrap_or(arguments)),
    };
    Some(Instruction {
        keyword: keyword.to_owned(),
        arguments,
        build_args,
        dialect: match bare {
            Some(_) => Dialect::BuildKit,
            None => Dialect::Dockerfile,
        },
        ..Instruction::default()
    })
}

/// `/bin/sh -c make`, `|1 A=b /bin/sh -c make`.
fn run_alone(text: &str) -> Option<Instruction> {
    if !text.starts_with('|') && !shell::is_shell(text) {
        return None;
    }
    let (build_args, command) = shell::build_args(text);
    if command.len() == text.len() && !shell::is_shell(text) {
        return None;
    }
    Some(Instruction {
        keyword: "RUN".to_owned(),
        arguments: shell::command(command),
        build_args,
        dialect: Dialect::Classic,
        ..Instruction::default()
    })
}

fn keyword(text: &str) -> Option<(&'static str, &str)> {
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let keyword = KEYWORDS.iter().find(|keyword| **keyword == word)?;
    Some((keyword, rest.trim()))
}

/// Arguments as they would stand in a Dockerfile.
fn told(keyword: &str, arguments: &str) -> String {
    let told = match keyword {
        "CMD" | "ENTRYPOINT" | "SHELL" | "VOLUME" => golang::list_as_json(arguments),
        "EXPOSE" => golang::ports(arguments),
        "HEALTHCHECK" => golang::healthcheck(arguments),
        "ENV" | "ARG" => pairs::quoted(arguments, pairs::is_variable),
        "LABEL" => pairs::quoted(arguments, pairs::is_label),
        _ => None,
    };
    told.unwrap_or_else(|| arguments.to_owned())
}

/// `--chown=1:1file:HASH in /x`: the classic builder names what it copied by its hash.
fn copied(arguments: &str) -> String {
    let Some((sources, target)) = arguments.rsplit_once(" in ") else {
        return arguments.to_owned();
    };
    let mut sources = sources.to_owned();
    for kind in ["file:", "dir:", "multi:"] {
        let Some(at) = sources.find(kind) else {
            continue;
        };
        let hash = at + kind.len();
        let digits = sources[hash..].bytes().take_while(u8::is_ascii_hexdigit);
        if digits.count() == 64 {
            // As much of it as people read.
            sources.replace_range(hash + 12..hash + 64, "");
            if at > 0 && !sources[..at].ends_with(' ') {
                sources.insert(at, ' ');
            }
        }
    }
    format!("{} {}", sources.trim(), target.trim())
}

#[cfg(test)]
mod tests;
