use super::*;

/// Whether a pattern fits a path from the root, held against what it wants.
fn fits(how: How, text: &str, path: &str) -> bool {
    let pattern = Pattern::new(how, text).expect(text);
    let name = path.rsplit('/').next().unwrap_or_default();
    let (subject, own) = match pattern.subject() {
        Subject::Name => (name.to_owned(), name.len()),
        Subject::Path => (format!("/{path}"), name.len()),
        Subject::PathOfName => (format!("/{path}/"), name.len() + 1),
    };
    pattern.fits(subject.as_bytes(), own).expect("little work")
}

fn refused(how: How, text: &str) -> PatternError {
    match Pattern::new(how, text) {
        Ok(_) => panic!("{text} was taken"),
        Err(error) => error,
    }
}

#[test]
fn parts_of_names_and_paths() {
    for (text, path, expected) in [
        ("HOST", "etc/hosts", true),
        ("etc", "etc/hosts", false),
        ("c/h", "etc/hosts", true),
        ("/etc", "etc", true),
        ("/etc", "usr/etc", true),
        ("etc/", "etc/hosts", false),
        ("etc/", "etc", true),
        ("ÜBER", "a/über", true),
    ] {
        assert_eq!(fits(How::Text, text, path), expected, "{text} in {path}");
    }
}

#[test]
fn globs() {
    for (glob, path, expected) in [
        ("*.conf", "etc/a/b.conf", true),
        ("*.conf", "etc/b.conf.d", false),
        ("*", ".hidden", true),
        ("?", "é", true),
        ("?", "ab", false),
        ("[a-c]?", "bz", true),
        ("[!a-c]?", "bz", false),
        ("[^a-c]", "é", true),
        ("[é]", "é", true),
        ("[]x]", "]", true),
        ("a.{js,map}", "x/a.map", true),
        ("a.{js,map}", "x/axmap", false),
        ("a{b,{c,d}e}", "ade", true),
        ("\\*", "*", true),
        ("\\*", "a", false),
        ("a,b}", "a,b}", true),
        ("etc/*.conf", "etc/b.conf", true),
        ("/etc/*.conf", "etc/b.conf", true),
        ("etc/*.conf", "etc/a/b.conf", false),
        ("etc/*.conf", "usr/etc/b.conf", false),
        ("etc/**", "etc/a/b.conf", true),
        ("etc/**", "etc", false),
        ("**/b.conf", "b.conf", true),
        ("**/b.conf", "etc/a/b.conf", true),
        ("usr/**/lib", "usr/lib", true),
        ("usr/**/lib", "usr/a/b/lib", true),
        ("usr/**/lib", "usr/a/blib", false),
        ("a**b", "ax/b", false),
        ("node_modules/", "x/node_modules", true),
        ("(a|b)+", "aa", false),
    ] {
        assert_eq!(fits(How::Glob, glob, path), expected, "{glob} on {path}");
    }
}

#[test]
fn regular_expressions() {
    for (regex, path, expected) in [
        (r"\.conf$", "etc/b.conf", true),
        (r"^/etc/[^/]+$", "etc/a/b", false),
        ("^etc", "etc", false),
        ("(?i)ETC", "etc", true),
        ("é", "café", true),
        (r"\bhosts\b", "etc/hosts", true),
    ] {
        assert_eq!(fits(How::Regex, regex, path), expected, "{regex} on {path}");
    }
    let pattern = Pattern::new(How::Regex, r"^/caf\xe9$").expect("bytes");
    assert_eq!(pattern.fits(b"/caf\xe9", 4), Ok(true), "not UTF-8");
}

#[test]
fn what_is_wrong_and_where() {
    for (how, text, at, what) in [
        (How::Regex, "ab(c", 3, "unclosed group"),
        (How::Regex, "é*+[", 4, "unclosed character class"),
        (How::Regex, "*", 1, "repetition operator missing expression"),
        (How::Regex, r"\pL", 1, "Unicode not allowed here"),
        (How::Glob, "a[b", 2, "a [ that is never closed"),
        (How::Glob, "a{b,{c}", 2, "a { that is never closed"),
        (How::Glob, "a\\", 2, "a \\ that nothing follows"),
        (How::Glob, "[z-a]", 4, "a range that runs backwards"),
    ] {
        let what = what.to_owned();
        let expected = PatternError::Syntax { what, at };
        assert_eq!(refused(how, text), expected, "{text}");
    }
}

#[test]
fn hostile_patterns_end() {
    for text in ["a{1000}{1000}", "(((((x{50}){50}){50}){50}){50})"] {
        assert_eq!(refused(How::Regex, text), PatternError::Large, "{text}");
    }
    let long = "a".repeat(2_000);
    assert_eq!(refused(How::Text, &long), PatternError::Long(2_000));
    for how in [How::Regex, How::Glob] {
        for text in ["(".repeat(900), "[".repeat(900), "{".repeat(900)] {
            let found = Pattern::new(how, &text);
            let glob_of_nothing = how == How::Glob && text.starts_with('(');
            assert_eq!(found.is_ok(), glob_of_nothing, "{how:?} {text:.3}");
        }
    }
    // What makes programs that go back take forever.
    let path = format!("{}b", "a".repeat(4_000));
    assert!(!fits(How::Regex, "^/(a+)+$", &path));
    assert!(!fits(How::Glob, &"*a".repeat(300), &"a".repeat(299)));
}

#[test]
fn a_pattern_that_needs_ever_new_states_is_given_up() {
    // Which of the last hundred bytes were an `a`: more states than there is room for.
    let pattern = Pattern::new(How::Regex, "a[ab]{100}c").expect("small");
    let mut seed = 1_u32;
    let mut path = || -> Vec<u8> {
        let bytes = (0..50_000).map(|_| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            if seed >> 31 == 0 { b'a' } else { b'b' }
        });
        bytes.collect()
    };
    let found = (0..100).find_map(|_| pattern.fits(&path(), 0).err());
    assert_eq!(found, Some(PatternError::Work));
}
