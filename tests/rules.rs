//! The rules on the real images of `tests/images`.

mod archive;

use std::collections::BTreeMap;

use archive::{IMAGES, open, open_file, path};
use peel::rules::{Finding, RULES, Severity};
use peel::words::{Language, speak};

fn findings(name: &str) -> Vec<Finding> {
    findings_of(&archive::archive(name))
}

fn findings_of(path: &std::path::Path) -> Vec<Finding> {
    let mut images = open_file(path, "image.tar").images;
    assert_eq!(images.len(), 1, "{} is one image", path.display());
    peel::rules::check(&images.remove(0))
}

fn of<'a>(findings: &'a [Finding], rule: &str) -> Vec<&'a Finding> {
    findings
        .iter()
        .filter(|finding| finding.rule == rule)
        .collect()
}

fn paths(finding: &Finding) -> Vec<&str> {
    let evidence = finding.evidence.iter();
    evidence
        .filter_map(|evidence| evidence.path.as_deref())
        .collect()
}

#[test]
fn a_clean_image_has_no_findings() {
    assert_eq!(findings("clean"), []);
}

/// What a person reads in a finding is in their language; code, paths and numbers are not.
#[test]
fn findings_are_said_in_each_language() {
    let english = findings("debian");
    speak(Language::Spanish);
    let spanish = findings("debian");
    speak(Language::English);
    assert_eq!(english.len(), spanish.len());
    for (english, spanish) in english.iter().zip(&spanish) {
        let rule = &english.rule;
        assert_eq!((rule, english.bytes), (&spanish.rule, spanish.bytes));
        assert_eq!(paths(english), paths(spanish), "{rule}");
        assert_ne!(english.title, spanish.title, "{rule}");
        assert_ne!(english.why, spanish.why, "{rule}");
        let lines = english.fix.lines().zip(spanish.fix.lines());
        for (line, linea) in lines {
            let is_prose = line.starts_with("# ") && !line.starts_with("# docker ");
            assert_eq!(line == linea, !is_prose, "{rule}: {line}");
        }
    }
}

/// Rules whose fault that image has not; their own tests have it, and of those below [`IN_FILES`] has, or [`PRACTICES`], or [`HABITS`], or `tests/rules_bases.rs`, or `tests/rules_origins.rs`.
const ELSEWHERE: &[&str] = &[
    "add-of-address",
    "apt-in-script",
    "base-out-of-support",
    "build-time-kept",
    "cd-instead-of-workdir",
    "copy-before-install",
    "copy-without-workdir",
    "development-files-kept",
    "dist-upgrade",
    "doubled-account",
    "floating-base",
    "large-base",
    "large-file",
    "open-ssh-login",
    "overridden-instruction",
    "password-hash",
    "pipe-without-pipefail",
    "possible-secret",
    "relative-workdir",
    "secret-in-label",
    "secret-in-provenance",
    "sensitive-volume",
    "service-started-in-build",
    "specialised-base",
    "static-only-program",
    "sudo-used",
    "sudo-without-password",
    "temporary-file-kept",
    "two-downloaders",
    "volatile-below-stable",
];

#[test]
fn debian_trips_every_other_rule() {
    let findings = findings("debian");
    let mut count: BTreeMap<&str, usize> = RULES.iter().map(|rule| (rule.id, 0)).collect();
    for finding in &findings {
        *count
            .get_mut(finding.rule.as_str())
            .expect("a rule of the list") += 1;
    }
    let silent = count.iter().filter(|(_, count)| **count == 0);
    let silent: Vec<&str> = silent.map(|(rule, _)| *rule).collect();
    assert_eq!(silent, ELSEWHERE);
    assert!(findings.is_sorted_by_key(|finding| finding.severity));
}

/// Rules on what is done at a terminal, whose faults the image `habits` has; with what is shown of each.
const HABITS: &[(&str, &[&str])] = &[
    (
        "apt-in-script",
        &["RUN apt list --installed > /srv/packages"],
    ),
    ("copy-without-workdir", &["COPY file:… conf/"]),
    ("service-started-in-build", &["RUN service dbus start"]),
    (
        "two-downloaders",
        &[
            "RUN … wget -qO /srv/two http://127.0.0.1:9/two …",
            "RUN curl -fsSo /srv/one http://127.0.0.1:9/one …",
        ],
    ),
];

#[test]
fn habits_trips_those_on_terminals() {
    let findings = findings("habits");
    for (rule, wanted) in HABITS {
        let found = of(&findings, rule);
        assert_eq!(found.len(), 1, "{rule}");
        let texts: Vec<String> = found[0]
            .evidence
            .iter()
            .map(|e| unhashed(&e.text))
            .collect();
        assert_eq!(texts, *wanted, "{rule}");
    }
}

/// The text without the sum of a copied file.
fn unhashed(text: &str) -> String {
    let words = text.split(' ').map(|word| match word.starts_with("file:") {
        true => "file:…",
        false => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Rules on how people write Dockerfiles, whose faults the image `practices` has.
const PRACTICES: &[&str] = &[
    "cd-instead-of-workdir",
    "copy-before-install",
    "dist-upgrade",
    "pipe-without-pipefail",
    "relative-workdir",
    "sensitive-volume",
    "sudo-used",
    "volatile-below-stable",
];

#[test]
fn practices_trips_the_others() {
    let findings = findings("practices");
    for rule in PRACTICES {
        assert_eq!(of(&findings, rule).len(), 1, "{rule}");
    }
    // What apt installed stands in a layer of its own, above the application's.
    let late = of(&findings, "copy-before-install");
    let evidence: Vec<_> = late[0]
        .evidence
        .iter()
        .map(|e| (e.layer, e.bytes > 0))
        .collect();
    assert_eq!(evidence, [(Some(3), false), (Some(4), true)]);
    let stable = of(&findings, "volatile-below-stable");
    assert_eq!(stable[0].evidence[1].bytes, 2_000_000);
}

#[test]
fn secret_files_of_any_layer() {
    let findings = findings("debian");
    let secret = of(&findings, "secret-file");
    let [sure, often] = secret.as_slice() else {
        panic!("{secret:#?}");
    };
    assert_eq!(
        (sure.severity, often.severity),
        (Severity::Critical, Severity::High)
    );
    assert_eq!(
        paths(sure),
        [
            "root/.ssh/id_rsa",
            "root/.aws/credentials",
            "app/.npmrc",
            "root/.netrc"
        ]
    );
    assert_eq!(paths(often), ["app/.env"]);
    // Deleted by a later layer, and still there.
    assert!(
        often
            .evidence
            .iter()
            .all(|evidence| evidence.text.contains("can still be read"))
    );
    let npmrc = "an npm token in line 1; deleted later, but can still be read from this layer";
    assert_eq!(sure.evidence[2].text, npmrc);
    assert!(sure.evidence[3].text.is_empty(), "{:?}", sure.evidence[3]);
}

#[test]
fn bytes_are_those_of_the_layers() {
    let findings = findings("debian");
    let removed = of(&findings, "file-removed-later");
    assert_eq!(removed[0].bytes, 500_000);
    assert_eq!(paths(removed[0]), ["app/data/removed.bin"]);
    let rewritten = of(&findings, "file-rewritten-later");
    assert_eq!(rewritten.len(), 1, "{rewritten:#?}");
    assert_eq!(paths(rewritten[0])[0], "app/data/kept.bin");
    assert_eq!(rewritten[0].evidence[0].bytes, 700_000);
    let caches = of(&findings, "package-cache-kept");
    let folders: Vec<&str> = caches.iter().map(|finding| paths(finding)[0]).collect();
    let expected = [
        "var/cache/apt/archives",
        "root/.cache/pip",
        "root/.npm/_cacache",
    ];
    assert_eq!(folders, expected);
    assert_eq!(caches[1].bytes, 250_021);
}

#[test]
fn only_the_unusual_setuid_programs_are_grave() {
    let findings = findings("debian");
    let setuid = of(&findings, "setuid-file");
    assert_eq!(paths(setuid[0]), ["usr/local/bin/rootsh"]);
    assert_eq!(
        (setuid[0].severity, setuid[1].severity),
        (Severity::High, Severity::Info)
    );
}

/// Rules whose faults `faults` has in its files, and what each finds there: how many findings, and the
/// paths, or the texts where there are none.
const IN_FILES: &[(&str, &[&str])] = &[
    ("build-time-kept", &["110 files by RUN mkdir"]),
    (
        "development-files-kept",
        &["usr/local/lib/libapp.a", "usr/local/include"],
    ),
    (
        "documentation-kept",
        &["usr/share/man", "usr/share/doc", "usr/share/locale"],
    ),
    ("doubled-account", &["etc/passwd", "etc/group"]),
    ("duplicate-contents", &["srv/again/assets.pack"]),
    ("empty-password", &["etc/shadow", "etc/passwd"]),
    ("large-file", &["srv/app/model.bin"]),
    ("missing-labels", &["org.opencontainers.image.title"]),
    (
        "open-ssh-login",
        &["etc/ssh/sshd_config", "etc/ssh/sshd_config"],
    ),
    ("password-hash", &["etc/shadow"]),
    ("possible-secret", &["srv/app/app.yml"]),
    ("second-root", &["etc/passwd"]),
    ("secret-in-label", &["LABEL com.example.api-token"]),
    ("sudo-without-password", &["etc/sudoers.d/alice"]),
    ("temporary-file-kept", &["tmp", "var/log"]),
];

#[test]
fn faults_in_files() {
    let findings = findings_of(&path("faults/image.tar"));
    for (rule, expected) in IN_FILES {
        let found = of(&findings, rule);
        let [finding] = found.as_slice() else {
            panic!("{rule}: {found:#?}");
        };
        let evidence = finding.evidence.iter();
        let seen: Vec<&str> = evidence
            .map(|e| e.path.as_deref().unwrap_or(&e.text))
            .collect();
        let fits = |(seen, expected): (&&str, &&str)| seen.starts_with(*expected);
        let all = seen.iter().zip(*expected).all(fits) && seen.len() >= expected.len();
        assert!(all, "{rule}: {seen:?}");
    }
    let near = findings_of(&path("faults/near.tar"));
    for (rule, _) in IN_FILES {
        assert_eq!(of(&near, rule), Vec::<&Finding>::new(), "{rule}");
    }
    assert_eq!(of(&near, "secret-file"), Vec::<&Finding>::new());
}

/// What one finds in a folder that was copied as it lay there, and in the lines that did it.
#[test]
fn a_folder_copied_whole() {
    let findings = findings_of(&path("leftovers/image.tar"));
    let one = |rule: &str| {
        let found = of(&findings, rule);
        let [finding] = found.as_slice() else {
            panic!("{rule}: {found:#?}");
        };
        *finding
    };
    let leftover = one("context-leftover");
    let mut left = paths(leftover);
    left.sort_unstable();
    // Of the tests those of the project, told by its pyproject.toml; a page's own folder of that name stays.
    let expected = [
        "srv/app/.idea",
        "srv/app/.vscode",
        "srv/app/Dockerfile",
        "srv/app/env",
        "srv/app/tests",
    ];
    assert_eq!(left, expected);
    let environment = leftover.evidence.iter().max_by_key(|e| e.bytes);
    let environment = environment.expect("evidence");
    assert_eq!(environment.path.as_deref(), Some("srv/app/env"));
    assert!(
        environment.bytes > 1_000_000,
        "Python itself made it: {}",
        environment.bytes
    );
    for line in [
        "**/env",
        "**/tests",
        "**/.vscode",
        "**/.idea",
        "**/Dockerfile*",
    ] {
        assert!(
            leftover.fix.lines().any(|known| known == line),
            "{line}: {}",
            leftover.fix
        );
    }

    let runs = one("consecutive-run");
    let bytes: Vec<u64> = runs.evidence.iter().map(|e| e.bytes).collect();
    // The copy that goes, and two bytes of a file that is written twice.
    assert_eq!((bytes.as_slice(), runs.bytes), (&[400_002, 0, 0][..], 0));
    let download = one("add-of-address");
    assert_eq!(download.evidence[0].bytes, 300_000);
    let replaced = one("overridden-instruction");
    assert_eq!(replaced.evidence.len(), 1);
    assert!(
        replaced.evidence[0].text.contains("--debug"),
        "{replaced:#?}"
    );
    let base = one("floating-base");
    assert_eq!(
        base.evidence[0].text,
        "org.opencontainers.image.base.name=localhost/peel.test/base"
    );
}

#[test]
fn bytes_in_files_are_measured() {
    let findings = findings_of(&path("faults/image.tar"));
    let bytes = |rule: &str| of(&findings, rule).iter().map(|f| f.bytes).sum::<u64>();
    assert_eq!(bytes("documentation-kept"), 1_500_000);
    assert_eq!(bytes("development-files-kept"), 1_100_000);
    assert_eq!(bytes("duplicate-contents"), 400_000);
    assert_eq!(bytes("temporary-file-kept"), 400_000);
    let truth = findings_of(&archive::archive("waste-F-duplicate"));
    let duplicate = of(&truth, "duplicate-contents");
    assert_eq!(duplicate[0].bytes, 1_000_000);
    assert_eq!(paths(duplicate[0]), ["again/n"]);
}

#[test]
fn secrets_are_told_by_their_contents() {
    let findings = findings_of(&path("faults/image.tar"));
    let secrets = of(&findings, "secret-file");
    let said: Vec<(&str, &str)> = secrets
        .iter()
        .flat_map(|finding| &finding.evidence)
        .map(|e| (e.path.as_deref().unwrap_or_default(), e.text.as_str()))
        .collect();
    let deleted = "a GitHub token in line 1; deleted later, but can still be read from this layer";
    let keys = "an AWS access key in line 2, an AWS secret key in line 3";
    assert_eq!(
        said,
        [
            ("srv/app/server-tls", "a private key in line 1"),
            ("srv/app/settings.ini", keys),
            ("srv/app/notes.txt", deleted),
        ]
    );
}

/// Every value that the environment and the build arguments of the test images hold under a
/// name that tells of a secret.
#[test]
fn no_finding_shows_a_secret() {
    let mut seen = 0;
    for name in IMAGES {
        for image in open(name).images {
            let env = image.config.config.env.iter();
            let rows = image.history.iter();
            let args = rows.flat_map(|row| &row.instruction.build_args);
            let pairs = env.chain(args).filter_map(|pair| pair.split_once('='));
            let values: Vec<&str> = pairs
                .filter(|(name, _)| name.contains("TOKEN"))
                .map(|(_, value)| value)
                .collect();
            seen += values.len();
            for finding in peel::rules::check(&image) {
                let text = format!("{finding:?}");
                let shown = values.iter().any(|value| text.contains(value));
                assert!(!shown, "{name}: {} shows a secret", finding.rule);
            }
        }
    }
    assert!(seen > 0, "no test image has a secret");
}
