//! What each builder writes, and what the Dockerfile said.

use proptest::prelude::*;

use super::*;

#[track_caller]
fn reads(created_by: &str, dockerfile: &str) {
    let instruction = Instruction::decode(created_by);
    assert_eq!(instruction.to_string(), dockerfile);
    assert_eq!(instruction.raw, created_by);
}

#[track_caller]
fn runs(created_by: &str, build_args: &[&str], command: &str) {
    let instruction = Instruction::decode(created_by);
    assert_eq!(instruction.build_args, build_args);
    assert_eq!(
        (instruction.keyword.as_str(), instruction.arguments.as_str()),
        ("RUN", command)
    );
}

#[test]
fn classic_metadata() {
    reads(
        r#"/bin/sh -c #(nop)  CMD ["-p" "80 80"]"#,
        r#"CMD ["-p", "80 80"]"#,
    );
    reads(
        r#"/bin/sh -c #(nop) ENTRYPOINT &{["/pause"]}"#,
        r#"ENTRYPOINT ["/pause"]"#,
    );
    reads(
        "/bin/sh -e -c #(nop)  SHELL [/bin/sh -e -c]",
        r#"SHELL ["/bin/sh", "-e", "-c"]"#,
    );
    reads(
        "/bin/sh -c #(nop)  VOLUME [/a /data]",
        r#"VOLUME ["/a", "/data"]"#,
    );
    reads(
        "/bin/sh -c #(nop)  EXPOSE 53/udp 8080",
        "EXPOSE 53/udp 8080",
    );
    reads(
        "/bin/sh -c #(nop)  ENV LEGACY=two words",
        r#"ENV LEGACY="two words""#,
    );
    reads(
        r#"/bin/sh -c #(nop)  ENV A=1 GREETING=hello, "world" PATH=/bin"#,
        r#"ENV A=1 GREETING="hello, \"world\"" PATH=/bin"#,
    );
    reads(
        "/bin/sh -c #(nop)  ONBUILD COPY . /srv",
        "ONBUILD COPY . /srv",
    );
    reads(
        "/bin/sh -c #(nop)  MAINTAINER A <a@b.test>",
        "MAINTAINER A <a@b.test>",
    );
    reads("/bin/sh -c #(nop) WORKDIR /srv", "WORKDIR /srv");
    reads(r#"cmd /S /C #(nop)  CMD ["a"]"#, r#"CMD ["a"]"#);
    reads(
        "powershell -Command $ErrorActionPreference = 'Stop'; #(nop)  USER app",
        "USER app",
    );
}

#[test]
fn buildah() {
    reads(
        r#"/bin/sh -c #(nop) CMD ["-p", "80"]"#,
        r#"CMD ["-p", "80"]"#,
    );
    reads(
        r#"/bin/sh -c #(nop) ENV A=$B GREETING="hello, \"world\"""#,
        r#"ENV A=$B GREETING="hello, \"world\"""#,
    );
    reads(
        r#"/bin/sh -c #(nop) HEALTHCHECK --interval=1m CMD ["/bin/true"]"#,
        r#"HEALTHCHECK --interval=1m CMD ["/bin/true"]"#,
    );
    reads(
        "/bin/sh -c #(nop) USER 1|unsetLabel=true|force-mtime=10",
        "USER 1",
    );
    runs(
        r#"|1 R=2024.1 /bin/sh -c ["/bin/sh", "-c", "make"]"#,
        &["R=2024.1"],
        r#"["/bin/sh", "-c", "make"]"#,
    );
}

#[test]
fn classic_copies() {
    let hash = "82e7dee47a98f8fdd8b09dcbe96eb6d0e8d0da5e4f7b5ef6add5bc96704dd33a";
    let nop = "/bin/sh -c #(nop)";
    reads(
        &format!("{nop} ADD file:{hash} in / "),
        "ADD file:82e7dee47a98 /",
    );
    reads(
        &format!("{nop} COPY dir:{hash} in /srv/"),
        "COPY dir:82e7dee47a98 /srv/",
    );
    reads(
        &format!("{nop} COPY --chown=1:1multi:{hash} in /a b/ "),
        "COPY --chown=1:1 multi:82e7dee47a98 /a b/",
    );
}

#[test]
fn runs_of_every_builder() {
    runs("/bin/sh -c apt-get update", &[], "apt-get update");
    runs("/bin/bash -o pipefail -c a | b", &[], "a | b");
    runs("/bin/bash -euxo pipefail -c a", &[], "a");
    runs("|0 /bin/sh -c make", &[], "make");
    runs(
        "|2 A=1 B=2 /bin/sh -c make x=1",
        &["A=1", "B=2"],
        "make x=1",
    );
    runs(
        "|2 A=it's two words B= /bin/sh -e -c sed -i 's/a/b/' x",
        &["A=it's two words", "B="],
        "sed -i 's/a/b/' x",
    );
    runs("RUN /bin/sh -c make # buildkit", &[], "make");
    runs(
        "RUN |2 R=2024.1 NOTE=two words /bin/sh -c rm -r /x && a=1 # buildkit",
        &["R=2024.1", "NOTE=two words"],
        "rm -r /x && a=1",
    );
    runs("RUN |1 A=b make all # buildkit", &["A=b"], "make all");
    runs("RUN make # buildkit", &[], "make");
    runs("RUN sh -c 'make x'", &[], "sh -c 'make x'");
    runs(
        "RUN /bin/sh -c \na\nEOF\n # buildkit",
        &[],
        "<<EOF_\na\nEOF\nEOF_",
    );
    runs("cmd /S /C dir", &[], "dir");
    runs(
        "powershell -NoLogo -ExecutionPolicy Bypass -Command \
         $ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue'; dir",
        &[],
        "dir",
    );
}

#[test]
fn buildkit_metadata() {
    reads("COPY a b /c/ # buildkit", "COPY a b /c/");
    reads(
        "EXPOSE map[53/udp:{} 8080/tcp:{}]",
        "EXPOSE 53/udp 8080/tcp",
    );
    reads("EXPOSE [80/tcp]", "EXPOSE 80/tcp");
    reads("ARG NOTE=two words", r#"ARG NOTE="two words""#);
    reads("ARG NOTE", "ARG NOTE");
    reads("ENV A b=c", "ENV A b=c");
    reads(
        "LABEL org.opencontainers.image.title=BuildKit's words a.b-c/d=x",
        r#"LABEL org.opencontainers.image.title="BuildKit's words" a.b-c/d=x"#,
    );
    reads(
        r#"CMD ["/bin/sh" "-c" "echo \"a\" \x1b \u00e9"]"#,
        r#"CMD ["/bin/sh", "-c", "echo \"a\" \u001b é"]"#,
    );
    reads("CMD []", "CMD []");
    reads("STOPSIGNAL SIGQUIT", "STOPSIGNAL SIGQUIT");
}

#[test]
fn healthchecks() {
    reads(
        r#"HEALTHCHECK &{["CMD-SHELL" "wget x || exit 1"] "30s" "3s" "5s" '\x02'}"#,
        "HEALTHCHECK --interval=30s --timeout=3s --start-period=5s --retries=2 CMD wget x || exit 1",
    );
    reads(
        r#"HEALTHCHECK &{["CMD" "/hello"] "1m0s" "3s" "0s" "1h0m0s" '\n'}"#,
        r#"HEALTHCHECK --interval=1m --timeout=3s --start-interval=1h --retries=10 CMD ["/hello"]"#,
    );
    reads(
        "HEALTHCHECK {Test:[CMD-SHELL a [1] b] Interval:30000000000 Timeout:1500000000 \
         StartPeriod:0s Retries:3}",
        "HEALTHCHECK --interval=30s --timeout=1500ms --retries=3 CMD a [1] b",
    );
    reads(
        r#"HEALTHCHECK &{["NONE"] "0s" "0s" "0s" '\x00'}"#,
        "HEALTHCHECK NONE",
    );
    reads("HEALTHCHECK NONE", "HEALTHCHECK NONE");
    reads("HEALTHCHECK &{[] broken", "HEALTHCHECK &{[] broken");
}

#[test]
fn free_text() {
    for text in [
        "",
        "bazel build ...",
        "jib-core:null",
        "random",
        "/bin/sh",
        "| x",
        "|9 a",
    ] {
        let instruction = Instruction::decode(text);
        assert_eq!(
            (instruction.keyword.as_str(), instruction.arguments.as_str()),
            ("", text)
        );
        assert_eq!(instruction.dialect, Dialect::Other);
    }
    reads(
        "BusyBox 1.38.0 (musl), amd64",
        "BusyBox 1.38.0 (musl), amd64",
    );
    reads(
        "# debian.sh --arch 'amd64' out/ 'trixie'",
        "# debian.sh --arch 'amd64' out/ 'trixie'",
    );
}

#[test]
fn dialects() {
    let dialect = |text| Instruction::decode(text).dialect;
    assert_eq!(dialect("/bin/sh -c make"), Dialect::Classic);
    assert_eq!(dialect("COPY a b # buildkit"), Dialect::BuildKit);
    assert_eq!(dialect("RUN make"), Dialect::Dockerfile);
}

proptest! {
    #[test]
    fn never_panics(text in ".*") {
        Instruction::decode(&text);
    }

    #[test]
    fn never_panics_near_the_dialects(text in concat!(
        "(RUN |/bin/sh -c |#\\(nop\\) |\\|[0-9]{1,2} |A=|HEALTHCHECK |CMD |EXPOSE |ENV |COPY |&\\{|\\[",
        "|\\]|\\}|map\\[|\"|\\\\|\\\\x|\\\\u|'| |é|file:| in |# buildkit|Test:|:|cmd /|-Command ){0,14}"
    )) {
        let instruction = Instruction::decode(&text);
        prop_assert_eq!(instruction.raw, text);
    }
}
