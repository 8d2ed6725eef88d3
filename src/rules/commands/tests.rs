use super::*;

fn words(text: &str) -> Vec<String> {
    let commands = split(text);
    commands.iter().map(|c| c.words.join("|")).collect()
}

fn ends(text: &str) -> Vec<End> {
    split(text).iter().map(|command| command.end).collect()
}

#[test]
fn operators_and_quotes() {
    assert_eq!(
        words("a b && c; d || e | f & g"),
        ["a|b", "c", "d", "e", "f", "g"]
    );
    assert_eq!(
        words("echo 'a && b' \"c; d\" e\\;f"),
        ["echo|a && b|c; d|e;f"]
    );
    assert_eq!(words("a \\\n  b\nc"), ["a|b", "c"]);
    assert_eq!(words("a # b && c\nd e#f"), ["a", "d|e#f"]);
    assert_eq!(words("a \"$(b \"c d\" | e)\" f"), ["a|$(b \"c d\" | e)|f"]);
    assert_eq!(words("a `b | c` ${d;e}"), ["a|`b | c`|${d;e}"]);
    assert_eq!(words("bash <(curl x | y)"), ["bash|<(curl x | y)"]);
    use End::{And, Or, Pipe, Plain};
    assert_eq!(ends("a && b || c | d ; e"), [And, Or, Pipe, Plain, Plain]);
    assert_eq!(ends("(a; b) | c"), [Plain, Pipe, Plain]);
}

#[test]
fn redirections_are_no_words() {
    assert_eq!(words("a b > /dev/null 2>&1 c"), ["a|b|c"]);
    assert_eq!(words("a 2>/dev/null >>x <y &>z d"), ["a|d"]);
    assert_eq!(words("a >&2; b 3>x"), ["a", "b"]);
    assert_eq!(words("a2>x b"), ["a2|b"]);
}

#[test]
fn here_documents() {
    assert_eq!(
        words("cat > x <<EOF && b\nc && d\nEOF\ne"),
        ["cat", "b", "e"]
    );
    assert_eq!(words("cat <<-'EOF' >x\n\tc | sh\n\tEOF\ne"), ["cat", "e"]);
    assert_eq!(words("<<EOF\na && b\nc\nEOF"), ["a", "b", "c"]);
    assert_eq!(words("<<EOF\n#!/usr/bin/env python3\na | sh\nEOF"), [""; 0]);
    assert_eq!(words("cat <<< 'a b' c"), ["cat|c"]);
    assert_eq!(words("cat <<EOF > x"), ["cat"]);
}

#[test]
fn keywords_and_wrappers() {
    let commands =
        split("set -e; if ! curl x; then exit 1; fi; { wget y; }; for i in a; do tar $i; done");
    let programs: Vec<&str> = commands.iter().map(Command::program).collect();
    assert_eq!(
        programs,
        [
            "set", "curl", "exit", "fi", "wget", "}", "for", "tar", "done"
        ]
    );
    assert!(commands[1].guarded && !commands[2].guarded);
    let command = &split("A=b sudo -E -u root env C=d /usr/bin/apt-get -y update")[0];
    assert_eq!(command.program(), "apt-get");
    assert_eq!(command.arguments(), ["-y", "update"]);
    assert!(command.runs_through("sudo") && !command.runs_through("nice"));
    assert_eq!(split("A=b")[0].program(), "");
}

#[test]
fn spans() {
    let text = "x; a 'b c'  | d > e && f";
    let commands = split(text);
    let parts: Vec<&str> = commands.iter().map(|c| &text[c.span.clone()]).collect();
    assert_eq!(parts, ["x", "a 'b c'", "d > e", "f"]);
    let text = "<<EOF\na b\nEOF";
    assert_eq!(&text[split(text)[0].span.clone()], "a b");
}

#[test]
fn whatever_is_left_open_ends_with_the_text() {
    for text in [
        "'", "\"", "`", "$(", "${", "\\", "<<", "<<EOF", "<<EOF\n", "a >", "a 2>", "((", ")", "&",
        "|", "#", "é'é", "\"\\", "$(\\", "$('", "\"$(", "<(", "<<'", "a\\",
    ] {
        for part in split(text) {
            assert!(text.get(part.span.clone()).is_some(), "{text}");
        }
        let long = text.repeat(60_000);
        for part in split(&long) {
            assert!(long.get(part.span.clone()).is_some(), "{text}");
        }
    }
}
