use super::*;

fn entry(keyword: &str, arguments: &str) -> Entry {
    Entry {
        keyword: keyword.to_owned(),
        arguments: arguments.to_owned(),
        build_args: Vec::new(),
    }
}

fn lines(placed: &Placed) -> Vec<Option<(u32, u32)>> {
    let lines = placed.rows.iter();
    lines.map(|row| row.map(|l| (l.first, l.last))).collect()
}

#[test]
fn comments_and_continued_lines() {
    let text = "# syntax=docker/dockerfile:1\n\n# A remark.\nFROM debian:12 AS base\n\
                RUN a && \\\n    # what b is for\n\n    b \\\n    c\nrun d \\\n  e\n";
    let file = Dockerfile::parse(text);
    assert_eq!(file.stages.len(), 1);
    let stage = &file.stages[0];
    assert_eq!(
        (stage.image.as_str(), stage.name.as_str()),
        ("debian:12", "base")
    );
    let told: Vec<_> = stage
        .instructions
        .iter()
        .map(|w| {
            (
                w.keyword.as_str(),
                w.arguments.as_str(),
                w.lines.expect("lines"),
            )
        })
        .collect();
    let at = |first, last| Lines { first, last };
    assert_eq!(
        told,
        [
            ("RUN", "a &&     b     c", at(5, 9)),
            ("RUN", "d   e", at(10, 11))
        ]
    );
}

#[test]
fn here_documents_and_another_escape() {
    let text = "# escape=`\nFROM a\nRUN <<EOF\nb \\\nc\nEOF\nCOPY <<-\"X\" <<Y /z\n\t1\n\tX\n2\nY\nRUN a `\n b\n";
    let stage = &Dockerfile::parse(text).stages[0];
    let documents: Vec<_> = stage
        .instructions
        .iter()
        .map(|w| w.documents.concat())
        .collect();
    assert_eq!(documents, ["b \\\nc\n", "1\n2\n", ""]);
    assert_eq!(stage.instructions[2].arguments, "a  b");
    let first: Vec<u32> = stage
        .instructions
        .iter()
        .map(|w| w.lines.expect("lines").first)
        .collect();
    assert_eq!(first, [3, 7, 12]);
    // Neither a shift, nor a text, nor one that never ends.
    for text in [
        "FROM a\nRUN echo $((1<<2))\nRUN b",
        "FROM a\nRUN cat <<< x\nRUN b",
    ] {
        assert_eq!(
            Dockerfile::parse(text).stages[0].instructions.len(),
            2,
            "{text}"
        );
    }
    let endless = Dockerfile::parse("FROM a\nRUN cat <<EOF\nb\nc");
    assert_eq!(endless.stages[0].instructions.len(), 1);
}

#[test]
fn a_history_is_found_again() {
    let text = "ARG BASE=debian\nFROM golang AS build\nRUN go build\n\
                FROM ${BASE} AS os\nRUN apt-get update && \\\n    apt-get install -y curl\n\
                FROM os\nARG VERSION\nENV HOME=/srv VERSION=$VERSION\nWORKDIR app\n\
                COPY --from=build --chown=1:1 /app ./\nEXPOSE 80 53/udp\nCMD run it\n";
    let mut run = entry("RUN", "apt-get update &&     apt-get install -y curl");
    run.build_args = vec!["VERSION=1.2".to_owned()];
    let entries = [
        entry("ADD", "file:0123456789ab /"),
        entry("CMD", "[\"bash\"]"),
        run,
        entry("ARG", "VERSION=1.2"),
        entry("ENV", "HOME=/srv VERSION=1.2"),
        entry("WORKDIR", "/app"),
        entry("COPY", "--chown=1:1 /app ./"),
        entry("EXPOSE", "53/udp 80/tcp"),
        entry("CMD", "[\"/bin/sh\",\"-c\",\"run it\"]"),
    ];
    let placed = Dockerfile::parse(text).place(&entries);
    let one = |n| Some((n, n));
    assert_eq!(
        lines(&placed),
        [
            None,
            None,
            Some((5, 6)),
            one(8),
            one(9),
            one(10),
            one(11),
            one(12),
            one(13)
        ]
    );
    assert_eq!((placed.found, placed.all), (7, 7));
    assert_eq!(placed.from, Some(Lines { first: 4, last: 4 }));
}

#[test]
fn the_stage_that_fits_made_it() {
    let text = "FROM a AS one\nRUN x\nRUN y\nFROM a\nRUN z\n";
    let placed = Dockerfile::parse(text).place(&[entry("RUN", "x"), entry("RUN", "y")]);
    assert_eq!(lines(&placed), [Some((2, 2)), Some((3, 3))]);
    let none = Dockerfile::parse("This is no Dockerfile.").place(&[entry("RUN", "x")]);
    assert_eq!((none.rows, none.found), (vec![None], 0));
}

#[test]
fn builders_write_in_their_own_ways() {
    for (written, keyword, told) in [
        (
            "RUN [\"/bin/sh\", \"-c\", \"echo 'a b'\"]",
            "RUN",
            "echo 'a b'",
        ),
        ("RUN [\"a\", \"b\"]", "", "a b"),
        ("RUN --mount=type=cache,target=/x make", "RUN", "make"),
        ("RUN <<EOF\na\nb\nEOF", "RUN", "<<EOF\na\nb\nEOF"),
        (
            "COPY site/ /srv/site/",
            "COPY",
            "dir:0123456789ab /srv/site/",
        ),
        ("COPY [\"a b\", \"/srv/\"]", "COPY", "[\"a b\", \"/srv/\"]"),
        ("ENV LEGACY two words", "ENV", "LEGACY=\"two words\""),
        ("ENV RELEASE=$RELEASE", "ENV", "RELEASE=$RELEASE"),
        ("ENV A=${UNKNOWN}/bin", "ENV", "A=/usr/bin"),
        ("VOLUME /data", "VOLUME", "[\"/data\"]"),
        ("WORKDIR relative", "WORKDIR", "/srv/relative"),
        (
            "HEALTHCHECK --interval=30s --timeout=3s CMD [\"a\"]",
            "HEALTHCHECK",
            "--timeout=3s CMD [\"a\"]",
        ),
    ] {
        let file = Dockerfile::parse(&format!("FROM scratch\n{written}\n"));
        let placed = file.place(&[entry(keyword, told)]);
        assert_eq!(placed.found, 1, "{written}: {told}");
    }
    for (written, keyword, told) in [
        ("RUN make", "RUN", "make install"),
        ("COPY a /b", "COPY", "c /b"),
        ("COPY a /b", "COPY", "dir:0123456789ab /c"),
        ("USER app", "USER", "root"),
        ("ENV A=1", "ENV", "A=2"),
    ] {
        let file = Dockerfile::parse(&format!("FROM scratch\n{written}\n"));
        assert_eq!(
            file.place(&[entry(keyword, told)]).found,
            0,
            "{written}: {told}"
        );
    }
}

#[test]
fn names() {
    for name in [
        "Dockerfile",
        "a/Containerfile",
        "Dockerfile.dev",
        "web.dockerfile",
    ] {
        assert!(is_named_so(name), "{name}");
    }
    for name in ["dockerfile.tar", "Dockerfiles", "image.tar", "mydockerfile"] {
        assert!(!is_named_so(name), "{name}");
    }
}
