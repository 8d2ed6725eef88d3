//! Flags: variables of the image's environment that hold a secret: by their name, as BuildKit's
//! check has it, by a token's form, or a password in an address.
//!
//! Why: the environment is in the config, which everybody can read who can pull the image, and
//! in that of every process of its containers.
//!
//! Fix: hand it over when the container starts, or for one `RUN` as a secret mount.
//!
//! Names of public keys (`GPG_KEY`), paths of files, switches, empty values and references to
//! other variables are let pass.
//!
//! References: BuildKit, `SecretsUsedInArgOrEnv`; Docker, "Build secrets".

use super::{Evidence, Finding, Rule, Severity, Topic, places, secrets};
use crate::image::Image;
use crate::words::rules::secret_in_env as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "secret-in-env",
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

fn check(image: &Image) -> Vec<Finding> {
    let found: Vec<(&str, String)> = found(image).collect();
    let Some((first, _)) = found.first() else {
        return Vec::new();
    };
    let title = match found.len() {
        1 => say::one(first),
        n => say::several(n as u64),
    };
    let fix = format!(
        "# {}\n\
         RUN --mount=type=secret,id={first},env={first} make\n\
         # docker build --secret id={first},env={first} .\n\
         # {}\n\
         # docker run --env {first} IMAGE",
        say::in_build(),
        say::in_program()
    );
    let evidence: Vec<Evidence> = found
        .into_iter()
        .map(|(_, text)| places::row(None, text))
        .collect();
    RULE.found_as(Severity::Critical, title, evidence, fix)
}

/// The names of the variables that hold secrets, each with what is said of it.
pub(super) fn found(image: &Image) -> impl Iterator<Item = (&str, String)> {
    image.config.config.env.iter().filter_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        if secrets::is_secret(name, value) {
            return Some((name, format!("ENV {name}")));
        }
        let spots = secrets::spots(value);
        let spot = spots.first()?;
        Some((name, format!("ENV {name}: {}", spot.what)))
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;

    #[test]
    fn names_and_forms() {
        let image = Fixture::new().env(&[
            "PATH=/bin",
            "API_TOKEN=a1b2c3d4",
            "DATABASE_URL=postgres://app:hunter2@db/app",
            "X=ghp_0123456789abcdefghijklmnopqrstuvwxyz",
        ]);
        let finding = image.finding(&RULE);
        let texts: Vec<&str> = finding.evidence.iter().map(|e| e.text.as_str()).collect();
        let url = "ENV DATABASE_URL: a password in an address";
        assert_eq!(texts, ["ENV API_TOKEN", url, "ENV X: a GitHub token"]);
    }

    #[test]
    fn no_secrets() {
        Fixture::new()
            .env(&[
                "GPG_KEY=A035C8C19219",
                "API_TOKEN=",
                "DB_PASSWORD_FILE=/run/secrets/db",
                "odd",
            ])
            .silent(&RULE);
    }
}
