//! The rules that hadolint has too, against hadolint: on the Dockerfile that Peel puts together from the
//! history of a real image, both must say the same, but for the differences that are written down here.
//!
//! Which of its rules stand for which of Peel's is what the rules' own metadata says (`peers`).

mod archive;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use archive::{Opened, open};
use peel::report::dockerfile_text;
use peel::rules::{Origin, RULES, Rule};
use peel::words::dockerfile::above_below;

/// Images whose history has something to say, by each builder.
const JUDGED: &[&str] = &[
    "buildah",
    "buildkit",
    "classic",
    "clean",
    "debian",
    "faults",
    "habits",
    "leftovers",
    "packages",
    "practices",
    "two-images",
    "waste-C-rmfile",
    "waste-I-thrice",
];

/// Rules of hadolint that cannot be held against Peel's, since they judge what a history has not.
const NOT_COMPARED: &[(&str, &str)] = &[
    (
        "DL3002",
        "fires at `USER root` alone: without any USER, which is root too, it says nothing",
    ),
    (
        "DL3006",
        "judges the tag of FROM, which no history has; Peel judges the labels that name the base",
    ),
    (
        "DL3007",
        "judges the tag of FROM, which no history has; Peel judges the tags of the image",
    ),
    ("DL3049", "is off where no schema of labels is set"),
    ("DL3057", "is off unless it is asked for"),
];

/// Who fires.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Only {
    Hadolint,
    Peel,
}

/// Where one fires and the other does not, and why that is right: the image, Peel's rule, who fires.
const DIFFERENCES: &[(&str, &str, Only, &str)] = &[
    (
        "buildah",
        "pipe-without-pipefail",
        Only::Hadolint,
        PIPE_OF_ECHO,
    ),
    (
        "buildkit",
        "pipe-without-pipefail",
        Only::Hadolint,
        PIPE_OF_ECHO,
    ),
    ("classic", "consecutive-run", Only::Peel, JOINED_WITH_AND),
    (
        "classic",
        "pipe-without-pipefail",
        Only::Hadolint,
        PIPE_OF_ECHO,
    ),
    (
        "classic",
        "shell-form-entrypoint",
        Only::Hadolint,
        "the shell is that of HEALTHCHECK, which is never process 1 and gets no signals",
    ),
    (
        "debian",
        "cd-instead-of-workdir",
        Only::Hadolint,
        "the cd is of the command behind it in the same RUN, and does what was meant",
    ),
    (
        "debian",
        "pipe-without-pipefail",
        Only::Hadolint,
        "the pipe runs a download, which pipe-to-shell tells: no fault is told twice",
    ),
    (
        "debian",
        "shell-form-entrypoint",
        Only::Peel,
        "a history has the shell's form in brackets, with the shell that the builder put before it",
    ),
    ("habits", "consecutive-run", Only::Peel, JOINED_WITH_AND),
    (
        "habits",
        "package-cache-kept",
        Only::Peel,
        "apt list writes a cache too, as the layer shows; hadolint looks for apt-get install",
    ),
    ("leftovers", "consecutive-run", Only::Peel, JOINED_WITH_AND),
    (
        "packages",
        "package-cache-kept",
        Only::Hadolint,
        "pip installed from files beside it and kept no cache: Peel measures the layers",
    ),
    ("practices", "consecutive-run", Only::Peel, JOINED_WITH_AND),
];

/// Rules that both fire for, on one image at least.
const AGREED: &[&str] = &[
    "add-for-copy",
    "apt-in-script",
    "cd-instead-of-workdir",
    "consecutive-run",
    "copy-without-workdir",
    "deprecated-maintainer",
    "overridden-instruction",
    "package-cache-kept",
    "pipe-without-pipefail",
    "recommended-packages",
    "relative-workdir",
    "service-started-in-build",
    "sudo-used",
    "two-downloaders",
    "unpinned-packages",
];

const PIPE_OF_ECHO: &str = "the first program of the pipe is echo, which does not fail";
const JOINED_WITH_AND: &str =
    "hadolint counts only RUNs of one command; several make as many layers";

/// What hadolint says of a Dockerfile: the codes of its rules.
fn hadolint(dockerfile: &str) -> BTreeSet<String> {
    let tool = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/.tools/hadolint-2.15.1/bin/hadolint"
    );
    let program = std::env::var("PEEL_HADOLINT").unwrap_or_else(|_| tool.to_owned());
    assert!(
        Path::new(&program).exists(),
        "{program} is missing: `cargo xtask test` gets it"
    );
    // Without a configuration that lies around.
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(program);
    command
        .args(["--no-fail", "--format", "json", "-"])
        .current_dir(folder.path())
        .env("XDG_CONFIG_HOME", folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(dockerfile.as_bytes()).expect("it reads");
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    let found: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).expect("JSON");
    let codes = found
        .iter()
        .map(|one| one["code"].as_str().expect("a code"));
    codes.map(str::to_owned).collect()
}

/// The reconstructed Dockerfile of an image, from what stands above its base: of that, hadolint would
/// judge other people's instructions.
fn own(opened: &Opened) -> String {
    let text = dockerfile_text(&opened.report.images[0]);
    match text.split_once(above_below()) {
        Some((_, own)) => format!("FROM peel.test/base:1\n{}", own.trim_start()),
        None => text,
    }
}

/// The rules that found something that is not the base's.
fn peel(opened: &Opened) -> BTreeSet<&str> {
    let findings = &opened.report.images[0].findings;
    let own = findings.iter().filter(|f| f.origin != Some(Origin::Base));
    own.map(|finding| finding.rule.as_str()).collect()
}

/// Each of Peel's rules that stands for rules of hadolint, with those.
fn peers() -> BTreeMap<&'static str, Vec<&'static str>> {
    let left_out = |code: &&str| NOT_COMPARED.iter().any(|(known, _)| known == code);
    let of = |rule: &&Rule| {
        let peers = rule.peers.iter();
        let codes = peers.filter_map(|peer| peer.strip_prefix("hadolint "));
        codes.filter(|code| !left_out(code)).collect::<Vec<_>>()
    };
    let rules = RULES.iter().map(|rule| (rule.id, of(rule)));
    rules.filter(|(_, codes)| !codes.is_empty()).collect()
}

#[test]
fn both_say_the_same() {
    let peers = peers();
    let mut different = Vec::new();
    let mut agreed = BTreeSet::new();
    for name in JUDGED {
        let opened = open(name);
        let (theirs, ours) = (hadolint(&own(&opened)), peel(&opened));
        for (rule, codes) in &peers {
            let theirs = codes.iter().any(|code| theirs.contains(*code));
            match (theirs, ours.contains(rule)) {
                (true, false) => different.push((*name, *rule, Only::Hadolint)),
                (false, true) => different.push((*name, *rule, Only::Peel)),
                (true, true) => drop(agreed.insert(*rule)),
                (false, false) => {}
            }
        }
    }
    let expected = DIFFERENCES.iter();
    let expected: Vec<_> = expected
        .map(|(name, rule, only, _)| (*name, *rule, *only))
        .collect();
    assert_eq!(different, expected);
    assert_eq!(agreed.into_iter().collect::<Vec<_>>(), AGREED);
}

#[test]
fn every_difference_has_its_reason() {
    let said = |code: &str| {
        let mut peers = RULES.iter().flat_map(|rule| rule.peers);
        peers.any(|peer| peer.strip_prefix("hadolint ") == Some(code))
    };
    for (code, why) in NOT_COMPARED {
        assert!(said(code) && why.len() > 20, "{code}");
    }
    for (name, rule, _, why) in DIFFERENCES {
        assert!(JUDGED.contains(name) && why.len() > 20, "{name} {rule}");
    }
}
