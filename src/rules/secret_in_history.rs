//! Flags: secrets that the history shows: values of build arguments, defaults of `ARG`, values
//! of `ENV` that were emptied later, and passwords, tokens and headers inside commands.
//!
//! Why: the history is in the config; `docker history --no-trunc` prints it.
//!
//! Fix: `RUN --mount=type=secret`.
//!
//! A secret of the environment is reported by `secret-in-env` alone, also where its history
//! shows it: the fix is the same. So is one of a label by `secret-in-label`.
//!
//! References: BuildKit, `SecretsUsedInArgOrEnv`; Docker, "Build secrets".

use std::collections::{BTreeMap, HashSet};

use super::places::row;
use super::{Finding, Rule, Severity, Topic, secret_in_env, secret_in_label, secrets};
use crate::image::{Image, Instruction};
use crate::words::rules::secret_in_history as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "secret-in-history",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/",
        "https://docs.docker.com/build/building/secrets/",
    ],
    topic: Topic::Security,
    severities: &[Severity::Critical],
    peers: &[
        "dockle CIS-DI-0010",
        "trivy DS-0031",
        "BuildKit SecretsUsedInArgOrEnv",
    ],
    check,
    takes: super::takes::nothing,
};

/// Where a secret was first seen, and in how many instructions.
struct Seen {
    order: usize,
    layer: Option<usize>,
    times: u64,
}

fn check(image: &Image) -> Vec<Finding> {
    let in_env: HashSet<&str> = secret_in_env::found(image).map(|(name, _)| name).collect();
    let in_labels = secret_in_label::found(image).next().is_some();
    let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
    let rows = image.history.iter().enumerate();
    for (order, row) in rows.filter(|(_, row)| !(in_labels && row.instruction.is("LABEL"))) {
        let found: HashSet<String> = found(&row.instruction, &in_env).into_iter().collect();
        for what in found {
            let layer = row.layer;
            let entry = seen.entry(what).or_insert(Seen {
                order,
                layer,
                times: 0,
            });
            entry.times += 1;
        }
    }
    let mut seen: Vec<(String, Seen)> = seen.into_iter().collect();
    seen.sort_by_key(|(_, seen)| seen.order);
    let title = match seen.as_slice() {
        [] => return Vec::new(),
        [(what, _)] => say::one(what),
        several => say::several(several.len()),
    };
    let evidence = seen.iter().map(|(what, seen)| {
        let instructions = say::instructions(seen.times);
        row(seen.layer, say::in_instructions(what, &instructions))
    });
    let fix = format!(
        "# {}\n\
         RUN --mount=type=secret,id=token,env=TOKEN make\n\
         # docker build --secret id=token,env=TOKEN .",
        say::no_trace()
    );
    RULE.found_as(Severity::Critical, title, evidence.collect(), fix)
}

/// Whatever is told of the history, and of what it shares with the environment: as [`found`] says it.
pub(super) fn shown(image: &Image) -> HashSet<String> {
    let mut shown = HashSet::new();
    for (name, _) in secret_in_env::found(image) {
        shown.insert(say::build_argument(name));
        shown.extend(["ARG", "ENV"].map(|keyword| say::value_of(keyword, name)));
    }
    let rows = image.history.iter();
    shown.extend(rows.flat_map(|row| found(&row.instruction, &HashSet::new())));
    shown
}

/// What secrets an instruction shows, without their values.
pub(super) fn found(instruction: &Instruction, in_env: &HashSet<&str>) -> Vec<String> {
    let mut found = Vec::new();
    for pair in &instruction.build_args {
        let (name, value) = pair.split_once('=').unwrap_or_default();
        if !in_env.contains(name)
            && (secrets::is_secret(name, value) || !secrets::spots(value).is_empty())
        {
            found.push(say::build_argument(name));
        }
    }
    let keyword = instruction.keyword.as_str();
    let text = &instruction.arguments;
    if keyword == "ARG" || keyword == "ENV" {
        let pairs = secrets::pairs(text);
        let secret = pairs.filter(|pair| {
            !in_env.contains(pair.name)
                && (secrets::is_secret(pair.name, pair.value)
                    || !secrets::spots(pair.value).is_empty())
        });
        found.extend(secret.map(|pair| say::value_of(keyword, pair.name)));
    } else {
        let spots = secrets::spots(text).into_iter();
        let spots = spots.filter(|spot| !in_env.contains(spot.what.as_str()));
        let of = if keyword.is_empty() {
            say::entry()
        } else {
            keyword
        };
        found.extend(spots.map(|spot| say::part_of(&spot.what, of)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;

    fn texts(image: &Fixture) -> Vec<String> {
        let evidence = image.finding(&RULE).evidence.into_iter();
        evidence.map(|evidence| evidence.text).collect()
    }

    #[test]
    fn every_place() {
        let image = Fixture::new()
            .metadata("ARG DB_PASSWORD=hunter22")
            .metadata("ENV OLD_TOKEN=a1b2c3")
            .metadata("ENV OLD_TOKEN=")
            .layer("RUN |1 NPM_TOKEN=npm_a1 /bin/sh -c npm ci # buildkit", &[])
            .layer("|1 NPM_TOKEN=npm_a1 /bin/sh -c npm test", &[])
            .layer("/bin/sh -c git clone https://me:hunter2@host/x", &[]);
        let expected = [
            "the value of ARG DB_PASSWORD, in 1 instruction",
            "the value of ENV OLD_TOKEN, in 1 instruction",
            "the value of build argument NPM_TOKEN, in 2 instructions",
            "a password in an address of RUN, in 1 instruction",
        ];
        assert_eq!(texts(&image), expected);
    }

    #[test]
    fn of_the_environment() {
        Fixture::new()
            .env(&["API_TOKEN=a1b2c3"])
            .metadata("ARG API_TOKEN")
            .metadata("ENV API_TOKEN=a1b2c3 DEBUG=1")
            .layer("RUN |1 API_TOKEN=a1b2c3 /bin/sh -c make # buildkit", &[])
            .silent(&RULE);
    }

    #[test]
    fn without_secrets() {
        Fixture::new()
            .metadata("ARG TOKEN")
            .layer(
                "RUN |1 VERSION=1 /bin/sh -c curl -u me:$PW x && a=1 # buildkit",
                &[],
            )
            .layer(
                "RUN /bin/sh -c gpg --batch --recv-keys \"$GPG_KEY\" # buildkit",
                &[],
            )
            .silent(&RULE);
    }
}
