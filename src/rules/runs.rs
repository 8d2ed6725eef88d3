//! The person's own `RUN`s, split into commands, and what is shown of them.
//!
//! Secrets are looked for only once something is to be shown: most images have no fault of most
//! rules, and looking for secrets takes longer than splitting.

use std::cell::OnceCell;
use std::rc::Rc;

use super::commands::{self, Command};
use super::{Evidence, base, places, secrets, told};
use crate::image::{HistoryRow, Image};

/// One `RUN` above the base image.
pub(super) struct Run<'a> {
    image: &'a Image,
    pub(super) row: &'a HistoryRow,
    pub(super) commands: Vec<Command>,
    /// The image's secrets.
    known: Rc<OnceCell<Vec<String>>>,
    /// What a shell is given, without secrets, and its commands.
    shown: OnceCell<(String, Vec<Command>)>,
}

/// Every `RUN` above the base image that a POSIX shell runs.
pub(super) fn of(image: &Image) -> Vec<Run<'_>> {
    if image.config.os == "windows" {
        return Vec::new();
    }
    let known = Rc::default();
    let rows = base::own(image).iter();
    let rows = rows.filter(|row| row.instruction.is("RUN"));
    rows.map(|row| Run {
        image,
        row,
        commands: commands::split(&script(&row.instruction.arguments)),
        known: Rc::clone(&known),
        shown: OnceCell::new(),
    })
    .collect()
}

/// What the shell gets: without flags of `RUN`, and out of the brackets of `["sh", "-c", "…"]`.
fn script(text: &str) -> String {
    let mut text = text.trim_start();
    while text.starts_with("--") {
        let Some((_, rest)) = text.split_once(char::is_whitespace) else {
            break;
        };
        text = rest.trim_start();
    }
    if !text.starts_with('[') {
        return text.to_owned();
    }
    let Ok(words) = serde_json::from_str::<Vec<String>>(text) else {
        return text.to_owned();
    };
    match words.as_slice() {
        [shell, flags @ .., script] if is_shell(shell) && takes_script(flags) => script.clone(),
        _ => words.iter().map(|word| quoted(word) + " ").collect(),
    }
}

fn takes_script(flags: &[String]) -> bool {
    flags
        .last()
        .is_some_and(|flag| flag.starts_with('-') && flag.ends_with('c'))
}

fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:,+@%".contains(c);
    match !word.is_empty() && word.chars().all(plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', r"'\''")),
    }
}

/// Whether a program is a POSIX shell.
pub(super) fn is_shell(program: &str) -> bool {
    const SHELLS: &[&str] = &["ash", "bash", "dash", "ksh", "mksh", "sh", "zsh"];
    SHELLS.contains(&commands::base_name(program))
}

impl Run<'_> {
    /// The commands from one to another as evidence.
    pub(super) fn shown(&self, part: &[Command]) -> Evidence {
        let (text, commands) = self.shown.get_or_init(|| self.without_secrets());
        let start = part.first().map_or(0, |first| first.span.start);
        let at = self.commands.binary_search_by_key(&start, |c| c.span.start);
        let part = match at {
            // Else a secret went over the end of its command, and nobody can tell which is which.
            Ok(at) if commands.len() == self.commands.len() => &commands[at..at + part.len()],
            _ => commands.as_slice(),
        };
        let (Some(first), Some(last)) = (part.first(), part.last()) else {
            return places::row(self.row.layer, told::line(&format!("RUN {text}")));
        };
        let (start, end) = (first.span.start, last.span.end);
        let before = if start > 0 { "… " } else { "" };
        let shown = text.get(start..end.max(start)).unwrap_or_default();
        let mut shown = told::line(&format!("RUN {before}{shown}"));
        let rest = text.get(end..).unwrap_or_default();
        if !rest.trim().is_empty() && !shown.ends_with('…') {
            shown += " …";
        }
        places::row(self.row.layer, shown)
    }

    fn without_secrets(&self) -> (String, Vec<Command>) {
        let known = self.known.get_or_init(|| secrets::values(self.image));
        let text = told::whole(known, &self.row.instruction);
        let text = script(text.strip_prefix("RUN ").unwrap_or(&text));
        let commands = commands::split(&text);
        (text, commands)
    }

    /// Each command with its evidence that a test says yes to.
    pub(super) fn all(&self, test: impl Fn(&Command) -> bool) -> impl Iterator<Item = Evidence> {
        let commands = self.commands.iter();
        let commands = commands.filter(move |command| test(command));
        commands.map(|command| self.shown(std::slice::from_ref(command)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file};
    use super::*;

    #[test]
    fn own_runs_without_secrets() {
        let image = Fixture::new()
            .layer("ADD rootfs.tar / # buildkit", &[file("a", 1)])
            .layer("RUN /bin/sh -c base # buildkit", &[file("a", 1)])
            .metadata("CMD [\"sh\"]")
            .metadata("USER app")
            .layer(
                "RUN /bin/sh -c a && b --password hunter2 x && c # buildkit",
                &[file("b", 1)],
            )
            .layer("RUN [\"/bin/bash\", \"-ec\", \"d; e\"]", &[file("c", 1)])
            .layer("RUN --mount=type=cache,target=/x f 'g h'", &[file("c", 1)])
            .layer("RUN [\"/bin/i\", \"j;k\"]", &[file("c", 1)]);
        let image = image.build();
        let runs = of(&image);
        let programs = |run: &Run<'_>| -> Vec<String> {
            let commands = run.commands.iter();
            commands.map(|c| c.program().to_owned()).collect()
        };
        let programs: Vec<_> = runs.iter().map(programs).collect();
        assert_eq!(
            programs,
            [vec!["a", "b", "c"], vec!["d", "e"], vec!["f"], vec!["i"]]
        );
        let shown = runs[0].shown(&runs[0].commands[1..2]);
        assert_eq!(shown.text, "RUN … b --password *** x …");
        assert_eq!(shown.layer, Some(2));
        assert_eq!(runs[3].commands[0].words, ["/bin/i", "j;k"]);
    }
}
