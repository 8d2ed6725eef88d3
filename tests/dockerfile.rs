//! The Dockerfile that is put together from a history, against the one that the image was built from.

mod archive;

use std::fs;
use std::path::Path;

use archive::{command, open};
use peel::report::dockerfile_text;

/// The instructions of a Dockerfile, on one line each, without comments.
fn instructions(text: &str) -> Vec<(String, String)> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    let joined = lines.join("\n").replace("\\\n", "");
    let told = joined
        .lines()
        .filter_map(|line| line.trim().split_once(' '));
    told.map(|(keyword, arguments)| {
        let arguments: Vec<&str> = arguments.split_whitespace().collect();
        (keyword.to_owned(), arguments.join(" "))
    })
    .collect()
}

/// Those that a history tells whole. Docker names what it copies by hashes, puts values in the place
/// of variables, and folders in that of relative ones.
fn whole(instructions: &[(String, String)]) -> Vec<String> {
    let whole = instructions
        .iter()
        .filter(|(keyword, _)| {
            [
                "RUN",
                "ENTRYPOINT",
                "CMD",
                "HEALTHCHECK",
                "VOLUME",
                "USER",
                "STOPSIGNAL",
                "SHELL",
            ]
            .contains(&keyword.as_str())
        })
        .map(|(keyword, arguments)| {
            // The mounts of a RUN are not recorded, and its exec form is that of the shell.
            let arguments = arguments
                .split(' ')
                .filter(|word| !word.starts_with("--mount"));
            let arguments = arguments.collect::<Vec<_>>().join(" ");
            let exec = arguments.strip_prefix(r#"["/bin/sh", "-c", ""#);
            let shell = exec.and_then(|rest| rest.strip_suffix(r#""]"#));
            match (keyword.as_str(), shell) {
                ("RUN", Some(shell)) => format!("RUN {shell}"),
                _ => format!("{keyword} {arguments}"),
            }
        });
    whole.collect()
}

#[test]
fn it_has_the_instructions_that_made_the_image() {
    // Stages that the image is not made on are not in its history; ONBUILD is not in BuildKit's.
    for (name, without) in [("classic", vec![]), ("buildkit", vec!["ONBUILD"])] {
        let recipe = Path::new("tests/images/recipes")
            .join(name)
            .join("Dockerfile");
        let source = fs::read_to_string(recipe).expect("its Dockerfile");
        let source = match source.split_once("FROM base AS build") {
            Some((base, rest)) => {
                let (_, last) = rest.rsplit_once("FROM base\n").expect("the last stage");
                format!("{base}{last}")
            }
            None => source,
        };
        let theirs: Vec<_> = instructions(&source)
            .into_iter()
            .filter(|(keyword, _)| !without.contains(&keyword.as_str()))
            .collect();
        let report = open(name).report;
        let text = dockerfile_text(&report.images[0]);
        let added = "# Set in the config, and told by no entry of the history:";
        let ours = instructions(text.split(added).next().expect("a first part"));
        let keywords = |all: &[(String, String)]| -> Vec<String> {
            all.iter().map(|(keyword, _)| keyword.clone()).collect()
        };
        assert_eq!(keywords(&ours), keywords(&theirs), "{name}\n{text}");
        assert_eq!(whole(&ours), whole(&theirs), "{name}");
    }
}

#[test]
fn the_command_prints_it() {
    for name in ["classic", "buildah", "two-images"] {
        let file = archive::archive(name);
        let run = command::peel(&["dockerfile", &file.to_string_lossy()]);
        assert_eq!(run.status.code(), Some(0), "{name}");
        let report = open(name).report;
        assert_eq!(
            command::text(run.stdout),
            dockerfile_text(&report.images[0])
        );
    }
}
