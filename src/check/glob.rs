//! Patterns of paths, as in `.gitignore` of today: `*` and `?` stay inside a name, `**` goes over
//! folders.

/// Whether a whole path matches a pattern; neither starts with a slash.
pub(super) fn matches(pattern: &str, path: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let path: Vec<char> = path.chars().collect();
    // What of the path the pattern so far can have eaten: no backtracking, so that no pattern
    // takes longer than the product of the lengths.
    let mut reached = vec![false; path.len() + 1];
    reached[0] = true;
    let mut at = 0;
    while at < pattern.len() {
        let mut next = vec![false; path.len() + 1];
        match pattern[at..] {
            ['*', '*', '/', ..] => {
                // No folder, or any number of whole ones.
                at += 3;
                let first = reached.iter().position(|reached| *reached);
                for i in first.unwrap_or(path.len() + 1)..=path.len() {
                    next[i] = reached[i] || path[i - 1] == '/';
                }
            }
            ['*', '*', ..] => {
                at += 2;
                let first = reached.iter().position(|reached| *reached);
                next[first.unwrap_or(path.len() + 1)..].fill(true);
            }
            ['*', ..] => {
                at += 1;
                for i in 0..=path.len() {
                    next[i] = reached[i] || (i > 0 && next[i - 1] && path[i - 1] != '/');
                }
            }
            [c, ..] => {
                at += 1;
                for i in 0..path.len() {
                    let same = path[i] == c || (c == '?' && path[i] != '/');
                    next[i + 1] = reached[i] && same;
                }
            }
            [] => {}
        }
        reached = next;
    }
    reached[path.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        for (pattern, path) in [
            ("usr/bin/su", "usr/bin/su"),
            ("usr/*/su", "usr/bin/su"),
            ("usr/bin/s?", "usr/bin/su"),
            ("**/su", "usr/bin/su"),
            ("**/su", "su"),
            ("usr/**", "usr/bin/su"),
            ("usr/**/su", "usr/su"),
            ("usr/**/su", "usr/a/b/su"),
            ("**", ""),
            ("*.pem", "a.pem"),
            ("a*b*c", "aXbYbZc"),
        ] {
            assert!(matches(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in [
            ("usr/*", "usr/bin/su"),
            ("*", "a/b"),
            ("**/su", "usr/bin/nosu"),
            ("usr?bin", "usr/bin"),
            ("su", "usr/bin/su"),
            ("usr/**/su", "usr/bin/su/x"),
            ("", "a"),
        ] {
            assert!(!matches(pattern, path), "{pattern} {path}");
        }
        // A backtracking matcher does not end here.
        let (pattern, path) = ("a*".repeat(200) + "b", "a".repeat(2000));
        assert!(!matches(&pattern, &path));
    }
}
