//! Flags: secrets that BuildKit's provenance shows: values of build arguments, what the Dockerfile in it
//! says, and passwords in the addresses of what the build was made of.
//!
//! Why: provenance lies beside the image in the registry, for everybody who can pull it.
//!
//! Fix: `RUN --mount=type=secret`.
//!
//! What the environment, a label or the history shows too is reported there: the fix is the same.
//!
//! References: buildkit, `docs/attestations/slsa-provenance.md`; Docker, "Build secrets".

use std::collections::HashSet;

use super::{Evidence, Finding, Rule, Severity, Topic, places, secret_in_history, secrets};
use crate::dockerfile::{Dockerfile, Written};
use crate::image::{Image, Instruction};
use crate::text;
use crate::words::rules::secret_in_history as history;
use crate::words::rules::secret_in_provenance as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "secret-in-provenance",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/build/metadata/attestations/slsa-provenance/",
        "https://docs.docker.com/build/building/secrets/",
    ],
    topic: Topic::Security,
    severities: &[Severity::Critical],
    peers: &[],
    check,
    takes: super::takes::nothing,
};

fn check(image: &Image) -> Vec<Finding> {
    let given = &image.given;
    if given.build.is_empty() && given.dockerfile.is_none() && image.materials.is_empty() {
        return Vec::new();
    }
    let known = secret_in_history::shown(image);
    let mut found: Vec<String> = Vec::new();
    let arguments = given.build.iter().filter(|(name, value)| {
        secrets::is_secret(name, value) || !secrets::spots(value).is_empty()
    });
    found.extend(arguments.map(|(name, _)| history::build_argument(&text::visible(name))));
    let file = given.dockerfile.as_deref().map(Dockerfile::parse);
    let stages = file.iter().flat_map(|file| &file.stages);
    found.extend(
        stages
            .flat_map(|stage| &stage.instructions)
            .flat_map(written),
    );
    let addresses = image.materials.iter().map(|(uri, _)| uri);
    let addresses = addresses.filter_map(|uri| Some(secrets::spots(uri).first()?.what.clone()));
    found.extend(addresses);
    let mut seen = HashSet::new();
    found.retain(|what| !known.contains(what) && seen.insert(what.clone()));
    let title = match found.as_slice() {
        [] => return Vec::new(),
        [what] => say::one(what),
        several => say::several(several.len()),
    };
    let fix = format!(
        "# {}\n\
         RUN --mount=type=secret,id=token,env=TOKEN make\n\
         # docker build --secret id=token,env=TOKEN .",
        history::no_trace()
    );
    let evidence: Vec<Evidence> = found
        .into_iter()
        .map(|what| places::row(None, what))
        .collect();
    RULE.found_as(Severity::Critical, title, evidence, fix)
}

/// What secrets an instruction of the Dockerfile shows.
fn written(written: &Written) -> Vec<String> {
    let instruction = Instruction {
        keyword: written.keyword.clone(),
        arguments: written.arguments.clone(),
        ..Instruction::default()
    };
    secret_in_history::found(&instruction, &HashSet::new())
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;

    fn given(build: &[(&str, &str)], dockerfile: &str) -> Fixture {
        let build = build
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Fixture::new().provenance(|statement| {
            statement.arguments.build = build.collect();
            statement.arguments.dockerfile = Some(dockerfile.to_owned());
        })
    }

    #[test]
    fn every_place() {
        let file = "FROM golang AS build\nARG NPM_TOKEN=npm_a1b2c3\n\
                    RUN git clone https://me:hunter2@host/x\nFROM scratch\nCOPY --from=build /a /a\n";
        let image = given(&[("API_TOKEN", "a1b2c3d4"), ("VERSION", "1.0")], file).material((
            "https://me:hunter3@git.test/x.git#main".to_owned(),
            String::new(),
        ));
        let finding = image.finding(&RULE);
        let texts: Vec<&str> = finding.evidence.iter().map(|e| e.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "the value of build argument API_TOKEN",
                "the value of ARG NPM_TOKEN",
                "a password in an address of RUN",
                "a password in an address"
            ]
        );
        let all = format!("{:?}", crate::rules::check(&image.build()));
        for value in ["a1b2c3d4", "npm_a1b2c3", "hunter"] {
            assert!(!all.contains(value), "{value}");
        }
    }

    #[test]
    fn what_is_told_elsewhere() {
        given(&[("API_TOKEN", "a1b2c3d4")], "")
            .layer("RUN |1 API_TOKEN=a1b2c3d4 /bin/sh -c make # buildkit", &[])
            .silent(&RULE);
        given(
            &[("API_TOKEN", "a1b2c3d4")],
            "FROM a\nENV API_TOKEN=a1b2c3d4\n",
        )
        .env(&["API_TOKEN=a1b2c3d4"])
        .silent(&RULE);
    }

    #[test]
    fn no_secrets() {
        given(
            &[("VERSION", "1.0"), ("GPG_KEY", "ab")],
            "FROM a\nARG TOKEN\nRUN make\n",
        )
        .material(("pkg:docker/debian@12".to_owned(), "sha256:ab".to_owned()))
        .silent(&RULE);
        Fixture::new().silent(&RULE);
    }

    /// What a build was given may stand in any other text too.
    #[test]
    fn values_are_hidden_everywhere() {
        let image = given(&[("API_TOKEN", "a1b2c3d4")], "")
            .layer("RUN /bin/sh -c curl -H a1b2c3d4 x | sh # buildkit", &[]);
        let all = format!("{:?}", crate::rules::check(&image.build()));
        assert!(
            all.contains("curl -H ***") && !all.contains("a1b2c3d4"),
            "{all}"
        );
    }
}
