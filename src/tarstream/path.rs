//! A path as a tar writes it, cleaned for the tree.

/// A path's parts, from the root down.
#[derive(Debug, PartialEq, Eq)]
pub struct CleanPath<'a> {
    /// The names; empty for the root itself.
    pub parts: Vec<&'a [u8]>,
    /// Whether it began with a slash or went up with `..`: never followed out of the root, but
    /// worth a mark, since an extractor might.
    pub escapes: bool,
}

/// Cleans `path` lexically, as the container runtimes do before they join it to the root:
/// `./`, doubled and trailing slashes go away, `..` takes the last name back and stops at the
/// root.
pub fn clean(path: &[u8]) -> CleanPath<'_> {
    let mut parts = Vec::new();
    let mut escapes = path.first() == Some(&b'/');
    for part in path.split(|b| *b == b'/') {
        match part {
            b"" | b"." => {}
            b".." => {
                escapes = true;
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    CleanPath { parts, escapes }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(path: &[u8]) -> (String, bool) {
        let clean = clean(path);
        let text = clean.parts.join(&b'/');
        (String::from_utf8_lossy(&text).into_owned(), clean.escapes)
    }

    #[test]
    fn cleans() {
        assert_eq!(joined(b"./a//b/"), ("a/b".into(), false));
        assert_eq!(joined(b"./"), (String::new(), false));
        assert_eq!(joined(b"/etc/passwd"), ("etc/passwd".into(), true));
        assert_eq!(joined(b"../../a/../b"), ("b".into(), true));
        assert_eq!(joined(b"..a/b.."), ("..a/b..".into(), false));
    }
}
