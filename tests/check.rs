//! `peel check` on real images: its exit codes, and what it prints.

mod archive;

use std::path::Path;
use std::process::Command;

use archive::archive;
use archive::command::{peel, text};
use serde_json::Value;

/// What the check of an image says: its exit code, and what it prints.
fn check(name: &str, arguments: &[&str]) -> (i32, String) {
    let file = archive(name);
    let mut all = vec!["check", file.to_str().expect("UTF-8")];
    all.extend(arguments);
    let output = peel(&all);
    let code = output.status.code().expect("it ends by itself");
    (code, text(output.stdout))
}

#[test]
fn a_clean_image_passes_whatever_is_asked() {
    let (code, said) = check("clean", &["--fail-on", "info"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("Score       A: 100 = 100"), "{said}");
    assert!(said.ends_with("\nPASSED\n"), "{said}");
}

#[test]
fn the_threshold_decides() {
    // What debian has is critical; buildah's image has no critical finding.
    for (name, fail_on, expected) in [
        ("debian", "critical", 1),
        ("debian", "info", 1),
        ("debian", "never", 0),
        ("buildah", "critical", 0),
    ] {
        let (code, said) = check(name, &["--fail-on", fail_on]);
        assert_eq!(code, expected, "{name} {fail_on}: {said}");
    }
    let (code, said) = check("debian", &["--format", "json"]);
    assert_eq!(code, 1);
    let said: Value = serde_json::from_str(&said).expect("JSON on stdout");
    assert_eq!(said["passed"], false);
    assert_eq!(said["fail_on"], "high");
    let findings = said["images"][0]["findings"].as_array().expect("a list");
    for finding in findings {
        let grave = ["critical", "high"]
            .iter()
            .any(|s| finding["severity"] == *s);
        assert_eq!(finding["fails"], grave, "{finding}");
    }
    let score = &said["images"][0]["score"];
    let taken = score["taken"].as_array().expect("a list").iter();
    let taken: u64 = taken.filter_map(|taken| taken["points"].as_u64()).sum();
    assert_eq!(
        score["points"].as_u64(),
        Some(100_u64.saturating_sub(taken))
    );
}

/// One byte decides, on both sides: 1,000,000 bytes are stored twice.
#[test]
fn budgets_are_exact() {
    let (_, said) = check(
        "waste-A-chmod",
        &["--fail-on", "never", "--format", "json", "--max-size", "1"],
    );
    let said: Value = serde_json::from_str(&said).expect("JSON on stdout");
    assert_eq!(said["images"][0]["limits"][0]["measured"], "2MB");
    for (option, value, expected) in [
        ("--max-size", "2000000", 0),
        ("--max-size", "1999999", 1),
        ("--max-waste", "1MB", 0),
        ("--max-waste", "999999B", 1),
        ("--min-efficiency", "0.5", 0),
        ("--min-efficiency", "0.5001", 1),
    ] {
        let (code, said) = check("waste-A-chmod", &["--fail-on=never", option, value]);
        assert_eq!(code, expected, "{option} {value}: {said}");
        assert_eq!(said.contains("FAIL  "), expected == 1, "{said}");
    }
}

#[test]
fn what_cannot_be_read_is_neither() {
    let output = peel(&["check", "Cargo.toml"]);
    assert_eq!(output.status.code(), Some(2));
    let output = peel(&["check", "no/such/file"]);
    assert_eq!(output.status.code(), Some(2));
    for wrong in [
        ["--fail-on", "awful"],
        ["--max-size", "big"],
        ["--min-efficiency", "2"],
        ["--format", "xml"],
    ] {
        let output = peel(&["check", wrong[0], wrong[1], "Cargo.toml"]);
        assert_eq!(output.status.code(), Some(2));
        let said = text(output.stderr);
        assert!(said.contains(wrong[1]) || said.contains("0 to 1"), "{said}");
    }
}

/// An ignore lets one finding pass, and no other; without it, or when it is over, they fail.
#[test]
fn ignores_need_a_reason_and_end() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("peel.toml");
    let config = file.to_str().expect("UTF-8");
    // What the sample has that is medium or graver.
    let (_, said) = check("sample", &["--fail-on", "medium", "--format", "json"]);
    let said: Value = serde_json::from_str(&said).expect("JSON on stdout");
    let findings = said["images"][0]["findings"].as_array().expect("a list");
    let failing: Vec<&str> = findings
        .iter()
        .filter(|finding| finding["fails"] == true)
        .filter_map(|finding| finding["rule"].as_str())
        .collect();
    assert!(!failing.is_empty(), "{findings:?}");
    let ignores = |more: &str| {
        let of =
            |rule: &&str| format!("[[ignore]]\nrule = \"{rule}\"\nreason = \"we know\"\n{more}\n");
        format!(
            "fail-on = \"medium\"\n{}",
            failing.iter().map(of).collect::<String>()
        )
    };
    for (text, expected, says) in [
        (ignores(""), 0, "ignored: we know"),
        (ignores("expires = 2999-12-31"), 0, "ignored: we know"),
        (
            ignores("expires = 2020-12-31"),
            1,
            "was to end on 2020-12-31",
        ),
        (ignores("path = \"no/such/**\""), 1, "FAIL  "),
        (ignores("layer = 99"), 1, "FAIL  "),
        ("fail-on = \"never\"".to_owned(), 0, "PASSED"),
    ] {
        std::fs::write(&file, &text).expect("a file");
        let (code, said) = check("sample", &["--config", config]);
        assert_eq!(code, expected, "{text}\n{said}");
        assert!(said.contains(says), "{said}");
    }
    std::fs::write(&file, "[[ignore]]\nrule = \"root-user\"\n").expect("a file");
    let output = peel(&["check", "--config", config, "Cargo.toml"]);
    assert_eq!(output.status.code(), Some(2));
    let said = text(output.stderr);
    assert!(said.contains("missing field `reason`"), "{said}");
}

/// dive 0.13.1 itself, with the same file on the same images, on both sides of its figures.
#[test]
fn a_dive_ci_gets_dives_verdict() {
    let tool = concat!(env!("CARGO_MANIFEST_DIR"), "/.tools/dive-0.13.1/bin/dive");
    let dive = std::env::var("PEEL_DIVE").unwrap_or_else(|_| tool.to_owned());
    assert!(
        Path::new(&dive).exists(),
        "{dive} is missing: `cargo xtask test` gets it"
    );
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join("dive-ci.yaml");
    let (mut passed, mut failed) = (0, 0);
    for name in [
        "classic",
        "waste-A-chmod",
        "waste-B-rmdir",
        "waste-J-replace",
        "sample",
    ] {
        let report = archive::open(name).report;
        let figures = &report.images[0].sizes.dive;
        let wasted = figures.wasted_bytes;
        let efficiency = figures.efficiency;
        for rules in [
            String::new(),
            "lowestEfficiency: 0.95\n  highestWastedBytes: 20MB\n  highestUserWastedPercent: 0.20"
                .to_owned(),
            "lowestEfficiency: \"disabled\"\n  highestUserWastedPercent: 'disabled' # both"
                .to_owned(),
            "LOWESTEFFICIENCY: .5\n  highestuserwastedpercent: disabled".to_owned(),
            "lowestEfficiency: 0.1\n  highestUserWastedPercent: 1\n  highestWastedBytes: \"1 MiB\""
                .to_owned(),
            "lowestEfficiency:\n  highestUserWastedPercent: ~".to_owned(),
            format!(
                "lowestEfficiency: disabled\n  highestUserWastedPercent: disabled\n  highestWastedBytes: {wasted}"
            ),
            format!(
                "lowestEfficiency: disabled\n  highestUserWastedPercent: disabled\n  highestWastedBytes: {}B",
                wasted.saturating_sub(1)
            ),
            format!(
                "lowestEfficiency: {}\n  highestUserWastedPercent: 1.0",
                (efficiency - 0.0001).max(0.0)
            ),
            format!(
                "lowestEfficiency: {}\n  highestUserWastedPercent: 1",
                (efficiency + 0.0001).min(1.0)
            ),
            "lowestEfficiency: 0.0\n  highestUserWastedPercent: 0.05\nother: 1".to_owned(),
        ] {
            std::fs::write(&config, format!("rules:\n  {rules}\n")).expect("a file");
            let file = archive(name);
            let mut theirs = Command::new(&dive);
            theirs.arg("--source").arg("docker-archive").arg(&file);
            theirs.arg("--ci").arg("--ci-config").arg(&config);
            theirs.env_remove("CI").current_dir(folder.path());
            let theirs = theirs.output().expect("dive runs");
            let said = text(theirs.stdout) + &text(theirs.stderr);
            let theirs = theirs.status.code();
            let (ours, saying) = check(name, &["--dive-ci", config.to_str().expect("UTF-8")]);
            assert_eq!(Some(ours), theirs, "{name}: {rules}\n{saying}\n{said}");
            // Not for another reason, such as a file that it cannot read.
            assert!(said.contains("PASS") || said.contains("FAIL"), "{said}");
            *(if ours == 0 { &mut passed } else { &mut failed }) += 1;
        }
    }
    assert!(passed > 10 && failed > 10, "{passed} {failed}");
}

/// The JSON schema of OASIS, as the crate serde-sarif carries it; see `tests/schema/README.md`.
#[test]
fn sarif_is_valid_by_its_schema() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, arguments) in [
        ("debian", &[][..]),
        ("hostile", &["--max-size", "1"]),
        ("clean", &[]),
    ] {
        let mut all = vec!["--format", "sarif"];
        all.extend(arguments);
        let (_, log) = check(name, &all);
        let file = folder.path().join("log.sarif");
        std::fs::write(&file, &log).expect("a file");
        valid(&file);
        let log: Value = serde_json::from_str(&log).expect("JSON on stdout");
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().expect("a list");
        assert_eq!(rules.len(), peel::rules::RULES.len());
        let results = run["results"].as_array().expect("a list");
        assert_eq!(results.is_empty(), name == "clean");
        for result in results {
            let index = result["ruleIndex"].as_u64().expect("a number") as usize;
            assert_eq!(rules[index]["id"], result["ruleId"]);
            let print = result["partialFingerprints"]["peel/v1"].as_str();
            assert_eq!(print.map(str::len), Some(64), "{result}");
        }
    }
    // The check has teeth.
    let file = folder.path().join("wrong.sarif");
    std::fs::write(&file, "{\"version\":\"2.1.0\",\"runs\":[{}]}").expect("a file");
    assert!(!validate(&file).status.success());
}

fn valid(file: &Path) {
    let output = validate(file);
    assert!(
        output.status.success(),
        "{}",
        text(output.stdout) + &text(output.stderr)
    );
}

/// Python's jsonschema, on the schema.
fn validate(file: &Path) -> std::process::Output {
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schema/sarif-2.1.0.json");
    let program = "import json, sys, jsonschema\n\
                   schema, log = (json.load(open(f)) for f in sys.argv[1:3])\n\
                   jsonschema.Draft7Validator(schema).validate(log)";
    let mut python = Command::new("python3");
    python.args(["-c", program, schema]).arg(file);
    python.output().expect("python3 runs")
}

/// Python's parser reads it, and counts what the attributes say.
#[test]
fn junit_is_xml() {
    let program = "import sys, xml.etree.ElementTree as E\n\
                   root = E.fromstring(sys.stdin.buffer.read())\n\
                   assert root.tag == 'testsuites', root.tag\n\
                   for suite in root:\n    \
                       cases = suite.findall('testcase')\n    \
                       assert len(cases) == int(suite.get('tests'))\n    \
                       for one, all in [('failure', 'failures'), ('skipped', 'skipped'), ('error', 'errors')]:\n        \
                           had = sum(case.find(one) is not None for case in cases)\n        \
                           assert had == int(suite.get(all)), (one, had)\n    \
                       print(suite.get('failures'))";
    for (name, arguments, fails) in [
        ("debian", &[][..], true),
        ("hostile", &["--fail-on", "info", "--max-size", "1"], true),
        ("clean", &[], false),
    ] {
        let mut all = vec!["--format", "junit"];
        all.extend(arguments);
        let (code, xml) = check(name, &all);
        assert_eq!(code, i32::from(fails));
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("junit.xml");
        std::fs::write(&file, &xml).expect("a file");
        let mut python = Command::new("python3");
        python.args(["-c", program]);
        python.stdin(std::fs::File::open(&file).expect("it is there"));
        let output = python.output().expect("python3 runs");
        assert!(output.status.success(), "{}\n{xml}", text(output.stderr));
        assert_eq!(text(output.stdout).trim() != "0", fails, "{xml}");
    }
}

#[test]
fn markdown_and_annotations() {
    let (code, said) = check("debian", &["--format", "markdown", "--max-size", "1kB"]);
    assert_eq!(code, 1);
    assert!(said.starts_with("## peel check: failed\n"), "{said}");
    assert!(said.contains("| ❌ | max-size |"), "{said}");
    assert!(said.contains("<details><summary>secret-file: "), "{said}");
    let (code, said) = check("debian", &["--format", "github"]);
    assert_eq!(code, 1);
    assert!(said.lines().all(|line| line.starts_with("::")), "{said}");
    assert!(
        said.lines()
            .any(|line| line.starts_with("::error title=") && line.contains("secret-file"))
    );
    assert!(said.lines().any(|line| line.starts_with("::notice title=")));
}

/// Every place that names a line stands there: the Dockerfile's text has the instruction that is told.
#[test]
fn findings_name_the_dockerfiles_lines() {
    let file = archive::path("practices/Dockerfile");
    let dockerfile = file.to_str().expect("UTF-8");
    let text = std::fs::read_to_string(&file).expect("a file");
    let text: Vec<&str> = text.lines().collect();
    let from = text
        .iter()
        .rposition(|line| line.starts_with("FROM"))
        .expect("a last stage");
    let (code, said) = check(
        "practices",
        &[
            "--format=json",
            "--fail-on=never",
            "--dockerfile",
            dockerfile,
        ],
    );
    assert_eq!(code, 0, "{said}");
    let said: Value = serde_json::from_str(&said).expect("JSON on stdout");
    let findings = said["images"][0]["findings"].as_array().expect("a list");
    let mut told = 0;
    for evidence in findings
        .iter()
        .flat_map(|one| one["evidence"].as_array().expect("a list"))
    {
        let line = |which: &str| evidence["lines"][which].as_u64().map(|n| n as usize - 1);
        let (Some(first), Some(last)) = (line("first"), line("last")) else {
            panic!("no line: {evidence}");
        };
        let words = evidence["text"]
            .as_str()
            .unwrap_or_default()
            .replace("… ", "");
        let own = evidence["layer"].as_u64().is_none_or(|layer| layer >= 3);
        let keyword = words
            .split(' ')
            .find(|word| ["RUN", "COPY", "WORKDIR", "VOLUME"].contains(word));
        match keyword {
            Some(keyword) if own => {
                assert!(
                    text[first].starts_with(keyword),
                    "{evidence}: {}",
                    text[first]
                );
                told += 1;
            }
            // The base brought it, or no instruction says it.
            _ if !own || evidence["layer"].is_null() => assert_eq!(first, from, "{evidence}"),
            _ => {}
        }
        // An instruction goes on until a line that does not.
        assert!(!text[last].ends_with('\\'), "{evidence}");
    }
    assert!(told >= 10, "{told}");
    let (_, said) = check("practices", &["--format=sarif", "--dockerfile", dockerfile]);
    let said: Value = serde_json::from_str(&said).expect("JSON on stdout");
    let results = said["runs"][0]["results"].as_array().expect("a list");
    let sudo = results
        .iter()
        .find(|result| result["ruleId"] == "sudo-used")
        .expect("sudo");
    let place = &sudo["locations"][0]["physicalLocation"];
    let line = place["region"]["startLine"].as_u64().expect("a line") as usize;
    assert!(text[line - 1].contains("sudo mkdir"), "{place}");
    let uri = place["artifactLocation"]["uri"].as_str().expect("a file");
    assert!(uri.ends_with("practices/Dockerfile"), "{uri}");
}
