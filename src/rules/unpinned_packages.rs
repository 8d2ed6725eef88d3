//! Flags: packages that are installed without a version: by apt, apk, pip and npm.
//!
//! Why: the same Dockerfile makes another image tomorrow. Pinning has a price of its own
//! (distributions drop old versions, and fixes come by hand), hence information only.
//!
//! Fix: a version, or a lock file.
//!
//! References: Docker, "Building best practices", version pinning; hadolint DL3008, DL3013,
//! DL3016, DL3018.

use super::installs::{self, Call};
use super::{Finding, Rule, Severity, Topic, runs};
use crate::image::Image;
use crate::words::rules::unpinned_packages as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "unpinned-packages",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/build/building/best-practices/#version-pinning",
        "https://github.com/hadolint/hadolint/wiki/DL3008",
    ],
    topic: Topic::Build,
    severities: &[Severity::Info],
    peers: &[
        "hadolint DL3008",
        "hadolint DL3013",
        "hadolint DL3016",
        "hadolint DL3018",
        "slim ID.20018",
    ],
    check,
    takes: super::takes::nothing,
};

fn check(image: &Image) -> Vec<Finding> {
    let runs = runs::of(image);
    let loose = runs.iter().flat_map(|run| {
        run.all(|command| {
            let call = installs::call(command);
            call.is_some_and(|call| call.packages.iter().any(|package| is_loose(&call, package)))
        })
    });
    let fix = format!(
        "RUN apt-get install -y --no-install-recommends PACKAGE=VERSION\n# {}",
        say::others()
    );
    RULE.found(loose.collect(), fix)
}

fn is_loose(call: &Call<'_>, package: &str) -> bool {
    // A variable, a file or an address may name a version.
    if package.contains(['$', '`', '/', '*', ':']) || package.starts_with('.') {
        // npm's packages may have a scope.
        return call.program == "npm"
            && package.starts_with('@')
            && verb_installs(call)
            && !package[1..].contains('@');
    }
    verb_installs(call)
        && match call.program {
            "apk" => !package.contains(['=', '<', '>', '~']),
            "npm" => !package.contains('@'),
            program if program.starts_with("pip") => {
                let file = [".whl", ".gz", ".zip"]
                    .iter()
                    .any(|end| package.ends_with(end));
                !file && !package.contains("==") && !package.contains('@')
            }
            _ => !package.contains('=') && !package.ends_with(['-', '+']),
        }
}

fn verb_installs(call: &Call<'_>) -> bool {
    match call.program {
        "apk" => call.verb == "add",
        "npm" => matches!(call.verb, "install" | "i" | "add"),
        _ => call.verb == "install",
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file};
    use super::*;

    #[test]
    fn with_and_without() {
        for (command, found) in [
            ("apt-get install -y curl", 1),
            ("apt-get install -y curl=7.88.1-10 git", 1),
            ("apt-get install -y curl=7.88.1-10", 0),
            ("apt-get install -y ./a.deb", 0),
            ("apt-get install -y $PACKAGES", 0),
            ("apk add --no-cache -t .build gcc", 1),
            ("apk add curl=8.5.0-r0 'git~2'", 0),
            ("apk del .build", 0),
            ("pip install flask", 1),
            ("pip install flask==3.0.0 'x[y]==1'", 0),
            ("pip install --no-cache-dir -r requirements.txt", 0),
            ("pip install .", 0),
            ("npm install -g yarn", 1),
            ("npm install -g @vue/cli", 1),
            ("npm install -g yarn@1.22.22 @vue/cli@5.0.8", 0),
            ("npm ci", 0),
            ("npm install", 0),
        ] {
            let created_by = format!("RUN /bin/sh -c {command} # buildkit");
            let image = Fixture::new().layer(&created_by, &[file("a", 1)]);
            assert_eq!(image.findings(&RULE).len(), found, "{command}");
        }
    }
}
