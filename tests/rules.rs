//! The rules on the real images of `tests/images`.

mod archive;

use std::collections::BTreeMap;

use archive::{IMAGES, open};
use peel::rules::{Finding, RULES, Severity};

fn findings(name: &str) -> Vec<Finding> {
    let mut images = open(name).images;
    assert_eq!(images.len(), 1, "{name} is one image");
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

/// Rules whose fault that image has not; their own tests have it.
const ELSEWHERE: &[&str] = &[
    "cd-instead-of-workdir",
    "dist-upgrade",
    "pipe-without-pipefail",
    "relative-workdir",
    "sensitive-volume",
    "sudo-used",
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
        ["root/.ssh/id_rsa", "root/.aws/credentials", "root/.netrc"]
    );
    assert_eq!(paths(often), ["app/.env", "app/.npmrc"]);
    // Deleted by a later layer, and still there.
    assert!(
        often
            .evidence
            .iter()
            .all(|evidence| evidence.text.contains("can still be read"))
    );
    assert!(sure.evidence[2].text.is_empty(), "{:?}", sure.evidence[2]);
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
