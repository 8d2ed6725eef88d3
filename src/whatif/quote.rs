//! Paths in lines that people run: whatever a path holds, it stays one word.

use std::fmt::Write as _;

use crate::text;

/// A command for `sh` that deletes these paths, each from the root with its leading slash.
/// Names that no Dockerfile can hold as they are (controls, what is not UTF-8) are written as
/// bytes in octal, and handed over without a shell in between.
pub(super) fn rm(paths: &[Vec<u8>]) -> String {
    let words: Vec<String> = paths
        .iter()
        .filter_map(|path| Some(word(plain(path)?)))
        .collect();
    let odd: Vec<&Vec<u8>> = paths.iter().filter(|path| plain(path).is_none()).collect();
    let mut commands = Vec::new();
    if !words.is_empty() {
        commands.push(format!("rm -rf {}", words.join(" ")));
    }
    if !odd.is_empty() {
        let octal: String = odd.iter().map(|path| octal(path) + "\\000").collect();
        commands.push(format!("printf '{octal}' | xargs -0 rm -rf"));
    }
    commands.join(" && ")
}

/// A path that a line of text can hold as it is.
pub(super) fn plain(path: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(path).ok()?;
    (text::visible(text) == text).then_some(text)
}

/// A text as one word of a shell.
pub(super) fn word(text: &str) -> String {
    let safe = |c: char| c.is_ascii_alphanumeric() || "/._-+,@%:=".contains(c);
    match !text.is_empty() && text.chars().all(safe) {
        true => text.to_owned(),
        false => format!("'{}'", text.replace('\'', r"'\''")),
    }
}

/// Bytes as `printf` takes them.
fn octal(path: &[u8]) -> String {
    let mut out = String::new();
    for byte in path {
        match byte {
            b'/' | b'.' | b'-' | b'_' => out.push(char::from(*byte)),
            byte if byte.is_ascii_alphanumeric() => out.push(char::from(*byte)),
            // Writing to a String cannot fail.
            byte => drop(write!(out, "\\{byte:03o}")),
        }
    }
    out
}

/// A path of the build context as a line of `.dockerignore`. What such a line cannot say exactly
/// stands as a `?`, which is any one character.
pub(super) fn ignore(path: &[u8]) -> String {
    let mut line = String::new();
    for chunk in path.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '*' | '?' | '[' | ']' | '\\' => line.extend(['\\', c]),
                c if text::visible(c.encode_utf8(&mut [0; 4])).chars().count() > 1 => {
                    line.push('?');
                }
                c => line.push(c),
            }
        }
        line.extend(chunk.invalid().iter().map(|_| '?'));
    }
    // Blanks at the ends are cut off, and signs at the start mean something.
    let blank = |c: char| c.is_whitespace();
    let start = line.len() - line.trim_start_matches(blank).len();
    let end = line.len() - line.trim_end_matches(blank).len();
    if start + end > 0 {
        let inner = line.trim_matches(blank).to_owned();
        let marks = |n: usize| "?".repeat(n);
        line = format!("{}{inner}{}", marks(start), marks(end));
    }
    match line.starts_with(['!', '#']) {
        true => format!("\\{line}"),
        false => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words() {
        assert_eq!(word("/usr/share/doc"), "/usr/share/doc");
        assert_eq!(word("/a b;$(x)`y`"), "'/a b;$(x)`y`'");
        assert_eq!(word("/it's"), r"'/it'\''s'");
        let paths: Vec<Vec<u8>> = vec![b"/a b".to_vec(), b"/x\n'%\xff".to_vec()];
        assert_eq!(
            rm(&paths),
            r"rm -rf '/a b' && printf '/x\012\047\045\377\000' | xargs -0 rm -rf"
        );
    }

    /// What the commands delete is what they name, and nothing else.
    #[test]
    fn a_shell_deletes_just_them() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().to_str().expect("plain").to_owned();
        let names: [&[u8]; 9] = [
            b"a b",
            b"it's",
            b"$(touch x)",
            b"new\nline\n",
            b"\xff\xfe",
            b"*",
            b"-rf",
            b"%s\\n",
            b"\"q\"",
        ];
        use std::os::unix::ffi::OsStrExt as _;
        let path = |name: &[u8]| [root.as_bytes(), b"/", name].concat();
        for name in names {
            let path = path(name);
            std::fs::write(std::ffi::OsStr::from_bytes(&path), b"x").expect("written");
        }
        std::fs::write(format!("{root}/kept"), b"x").expect("written");
        let command = rm(&names.map(path));
        let ran = std::process::Command::new("sh")
            .args(["-c", &command])
            .status();
        assert!(ran.expect("sh").success(), "{command}");
        let left = std::fs::read_dir(folder.path()).expect("there");
        let left: Vec<_> = left.map(|item| item.expect("read").file_name()).collect();
        assert_eq!(left, ["kept"], "{command}");
    }

    #[test]
    fn ignored_by_their_names() {
        assert_eq!(ignore(b"src/a.log"), "src/a.log");
        assert_eq!(ignore(b"a*[1]"), r"a\*\[1\]");
        assert_eq!(ignore(b"!x"), r"\!x");
        assert_eq!(ignore(b"#x"), r"\#x");
        assert_eq!(ignore(b" a\nb\xff "), "?a?b??");
    }
}
