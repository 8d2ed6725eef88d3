use super::*;

/// A text with its colours: `«w:if» x`.
fn shown(language: Language, text: &str) -> String {
    let mut open = Carry::default();
    let lines = text.split('\n').map(|line| {
        let (parts, left) = tinted(language, line.as_bytes(), open);
        open = left;
        let (mut out, mut at) = (String::new(), 0);
        for (range, tint) in parts {
            out += &line[at..range.start];
            out += &format!("«{}:{}»", &tint.id()[..1], &line[range.clone()]);
            at = range.end;
        }
        out + &line[at..]
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn languages_are_known_by_name_and_by_first_line() {
    let of = |path: &str, text: &str| Language::of(path, text.as_bytes());
    assert_eq!(of("a/package.json", ""), Some(Language::Json));
    assert_eq!(of("srv/Dockerfile", ""), Some(Language::Dockerfile));
    assert_eq!(
        of("usr/bin/x", "#!/usr/bin/env python3\n"),
        Some(Language::Python)
    );
    assert_eq!(of("usr/bin/x", "#!/bin/sh -e\n"), Some(Language::Shell));
    assert_eq!(of("x", "<?xml version='1.0'?>"), Some(Language::Markup));
    assert_eq!(of("x.json/y", "plain"), None);
}

#[test]
fn each_language_in_its_colours() {
    for (language, text, expected) in [
        (
            Language::Json,
            r#"{"a\"b" : [1.5, true, "x"]}"#,
            r#"{«n:"a\"b"» : [«n:1.5», «n:true», «t:"x"»]}"#,
        ),
        (
            Language::Yaml,
            "- name: web # it\n  url: http://a#b\n  t: 'a\nb' c",
            "- «n:name»: web «c:# it»\n  «n:url»: http://a#b\n  «n:t»: «t:'a»\n«t:b'» c",
        ),
        (
            Language::Ini,
            "[[bin]]\nname = \"a\" # b\n; c",
            "«w:[[bin]]»\n«n:name» = «t:\"a\"» «c:# b»\n«c:; c»",
        ),
        (
            Language::Shell,
            "if [ \"$A\" ]; then # x\nB=${C:-d}#e",
            "«w:if» [ «t:\"$A\"» ]; «w:then» «c:# x»\n«n:B»=«n:${C:-d}»#e",
        ),
        (
            Language::Dockerfile,
            "FROM a\nRUN copy from # b\n  run x",
            "«w:FROM» a\n«w:RUN» copy from «c:# b»\n  «w:run» x",
        ),
        (
            Language::Python,
            "def f(x): # a\n    return '''b\nc''' + 0x1f",
            "«w:def» f(x): «c:# a»\n    «w:return» «t:'''b»\n«t:c'''» + «n:0x1f»",
        ),
        (
            Language::C,
            "int a = 1; /* b\n c */ fn x(\"//\") // d",
            "«w:int» a = «n:1»; «c:/* b»\n«c: c */» «w:fn» x(«t:\"//\"») «c:// d»",
        ),
        (
            Language::Markup,
            "<a b=\"c\">d<!-- e\nf --></a>",
            "«w:<a» «n:b»=«t:\"c\"»«w:>»d«c:<!-- e»\n«c:f -->»«w:</a»«w:>»",
        ),
        (
            Language::Markdown,
            "# A\n`b` [c](d)\n```\nif\n```\nif",
            "«w:# A»\n«t:`b`» [c]«n:(d)»\n«t:```»\n«t:if»\n«t:```»\nif",
        ),
    ] {
        assert_eq!(shown(language, text), expected, "{language:?}");
    }
}

#[test]
fn any_bytes_are_coloured_within_their_line() {
    let all = [
        Language::Json,
        Language::Yaml,
        Language::Ini,
        Language::Properties,
        Language::Shell,
        Language::Dockerfile,
        Language::Python,
        Language::JavaScript,
        Language::C,
        Language::Markup,
        Language::Markdown,
    ];
    let signs = b"\"'`\\/*#$<>!-[]=: a1\xff{";
    let mut seed = 7_u32;
    for _ in 0..4_000 {
        let line: Vec<u8> = (0..12)
            .map(|_| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                signs[(seed >> 16) as usize % signs.len()]
            })
            .collect();
        for language in all {
            for open in [0, 1, 2, 3, 200, 255] {
                let (parts, _) = tinted(language, &line, Carry(open));
                let mut at = 0;
                for (range, _) in parts {
                    assert!(at <= range.start && range.start < range.end, "{line:?}");
                    at = range.end;
                }
                assert!(at <= line.len());
            }
        }
    }
}
