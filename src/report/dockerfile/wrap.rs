//! A command over several lines, as people write it.

/// Characters of a command that stays on one line.
const SHORT: usize = 72;

/// A command behind `RUN`: a long one continued at each `&&` and `;` that is not within quotes.
/// None where it has line breaks that are not those of a here-document.
pub(super) fn run(command: &str) -> Option<String> {
    if let Some(rest) = command.strip_prefix("<<") {
        return here_document(rest).then(|| command.to_owned());
    }
    // Continued lines, as they were written.
    if command.contains('\n') {
        let mut lines = command.lines().rev();
        let last = lines.next().unwrap_or_default();
        return (!last.trim_end().ends_with('\\')
            && lines.all(|line| line.trim_end().ends_with('\\')))
        .then(|| command.to_owned());
    }
    if command.trim_end().ends_with('\\') {
        return None;
    }
    if command.len() <= SHORT || command.starts_with('[') {
        return Some(command.to_owned());
    }
    let mut wrapped = String::new();
    let mut rest = command;
    while let Some((at, sign)) = next_break(rest) {
        let (before, after) = match sign {
            "&&" => (rest[..at].trim_end().to_owned(), &rest[at..]),
            _ => (rest[..=at].to_owned(), rest[at + 1..].trim_start()),
        };
        wrapped += &before;
        wrapped += " \\\n    ";
        match sign {
            "&&" => {
                wrapped += "&& ";
                rest = after[2..].trim_start();
            }
            _ => rest = after,
        }
    }
    Some(wrapped + rest)
}

/// Whether the text, behind its `<<`, ends with the line that ends it, and not before.
fn here_document(text: &str) -> bool {
    let mut lines = text.lines();
    let end = lines.next().unwrap_or_default().trim();
    let plain = !end.is_empty() && end.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let ends = |line: &str| line.trim() == end;
    let body: Vec<&str> = lines.collect();
    plain
        && body.last().is_some_and(|line| ends(line))
        && body[..body.len() - 1].iter().all(|line| !ends(line))
}

/// Where the next `&&`, or `;` with a blank behind it, stands outside of quotes, with something
/// behind it.
fn next_break(text: &str) -> Option<(usize, &'static str)> {
    let bytes = text.as_bytes();
    let (mut quote, mut at) = (None, 0);
    while at < bytes.len() {
        let byte = bytes[at];
        match (quote, byte) {
            (None | Some(b'"'), b'\\') => at += 1,
            (None, b'\'' | b'"' | b'`') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            // What is behind it is no command.
            (None, b'#') => return None,
            (None, b'&') if bytes[at..].starts_with(b"&& ") && at > 0 => return Some((at, "&&")),
            (None, b';') if bytes[at..].starts_with(b"; ") && at > 0 => {
                let more = !text[at + 1..].trim().is_empty();
                return more.then_some((at, ";"));
            }
            _ => {}
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a builder makes of continued lines.
    fn joined(text: &str) -> String {
        let text = text.replace("\\\n", "");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn long_commands_are_continued_and_stay_what_they_are() {
        let command = "set -eux;     apt-get update     && apt-get install -y --no-install-recommends \
                       ca-certificates && echo 'a && b; c' \"d && e\" && rm -rf /var/lib/apt/lists/*";
        let wrapped = run(command).expect("one line");
        assert_eq!(wrapped.lines().count(), 5, "{wrapped}");
        assert_eq!(joined(&wrapped), joined(command));
        assert!(wrapped.contains("'a && b; c' \"d && e\""));
        assert_eq!(
            run("make && make install").as_deref(),
            Some("make && make install")
        );
    }

    #[test]
    fn a_comment_ends_what_can_be_continued() {
        let command = format!("{} # a && b", "x".repeat(100));
        assert_eq!(run(&command), Some(command));
    }

    #[test]
    fn line_breaks_are_those_of_here_documents() {
        assert!(run("<<EOF\nmake\nEOF").is_some());
        assert!(run("a \\\n  b").is_some());
        for evil in [
            "a\nUSER root",
            "a \\",
            "a \\\n b \\",
            "<<EOF\nmake\nEOF\nUSER root",
            "<<EOF\nmake\nEOF\nUSER root\nEOF",
            "<<\nUSER root\n",
        ] {
            assert_eq!(run(evil), None, "{evil:?}");
        }
    }
}
