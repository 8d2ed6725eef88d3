//! Commands that install what a program depends on.

use crate::layer::Listing;
use crate::rules::commands::{Command, base_name};
use crate::rules::installs;
use crate::rules::paths::Sieve;

/// A package manager that reads from files what to install.
struct Installer {
    programs: &'static [&'static str],
    /// What it is told to do; an empty one stands for nothing.
    verbs: &'static [&'static str],
    /// Files that it reads; one that begins with a point is the end of a name.
    manifests: &'static [&'static str],
    /// Where it keeps what it downloads: only a layer with such a folder tells that it installed
    /// something, and did not only build.
    stores: &'static [&'static str],
    /// The same without the program's own sources.
    run: &'static str,
}

const NPM: &[&str] = &[
    "package.json",
    "package-lock.json",
    "npm-shrinkwrap.json",
    ".npmrc",
];
const YARN: &[&str] = &["package.json", "yarn.lock", ".yarnrc", ".yarnrc.yml"];
const PNPM: &[&str] = &["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml"];
const BUN: &[&str] = &["package.json", "bun.lock", "bun.lockb"];
const CARGO: &[&str] = &["Cargo.toml", "Cargo.lock"];
const MAVEN: &[&str] = &["pom.xml"];
const GRADLE: &[&str] = &[
    "build.gradle",
    "build.gradle.kts",
    "settings.gradle",
    "settings.gradle.kts",
    "gradle.properties",
];
const MVN: &[&str] = &["mvn", "mvnw"];

const fn reads(
    programs: &'static [&'static str],
    verbs: &'static [&'static str],
    manifests: &'static [&'static str],
    run: &'static str,
) -> Installer {
    Installer {
        programs,
        verbs,
        manifests,
        stores: &[],
        run,
    }
}

const INSTALLERS: &[Installer] = &[
    reads(
        &["npm"],
        &["ci", "clean-install", "install", "i"],
        NPM,
        "npm ci",
    ),
    reads(
        &["yarn"],
        &["", "install"],
        YARN,
        "yarn install --frozen-lockfile",
    ),
    reads(
        &["pnpm"],
        &["install", "i"],
        PNPM,
        "pnpm install --frozen-lockfile",
    ),
    reads(
        &["bun"],
        &["install", "i"],
        BUN,
        "bun install --frozen-lockfile",
    ),
    reads(
        &["poetry"],
        &["install"],
        &["pyproject.toml", "poetry.lock"],
        "poetry install --no-root --only main",
    ),
    reads(
        &["uv"],
        &["sync"],
        &["pyproject.toml", "uv.lock"],
        "uv sync --locked --no-install-project",
    ),
    reads(
        &["pipenv"],
        &["install", "sync"],
        &["Pipfile", "Pipfile.lock"],
        "pipenv install --system --deploy",
    ),
    reads(
        &["bundle", "bundler"],
        &["", "install"],
        &["Gemfile", "Gemfile.lock"],
        "bundle install",
    ),
    reads(
        &["composer", "composer.phar"],
        &["install", "i"],
        &["composer.json", "composer.lock"],
        "composer install --no-dev --no-scripts --no-autoloader",
    ),
    reads(
        &["dotnet"],
        &["restore"],
        &[".csproj", ".fsproj", ".sln", "packages.lock.json"],
        "dotnet restore",
    ),
    reads(
        &["mix"],
        &["deps.get"],
        &["mix.exs", "mix.lock"],
        "mix deps.get",
    ),
    reads(&["go"], &["mod"], &["go.mod", "go.sum"], "go mod download"),
    reads(&["cargo"], &["fetch", "vendor"], CARGO, "cargo fetch"),
    reads(MVN, &["dependency:"], MAVEN, "mvn dependency:go-offline"),
    Installer {
        programs: &["go"],
        verbs: &["build", "install"],
        manifests: &["go.mod", "go.sum"],
        stores: &["go/pkg/mod"],
        run: "go mod download",
    },
    Installer {
        programs: &["cargo"],
        verbs: &["build", "install"],
        manifests: CARGO,
        stores: &["registry/cache", "registry/src"],
        run: "cargo fetch",
    },
    Installer {
        programs: MVN,
        verbs: &["package", "install", "verify"],
        manifests: MAVEN,
        stores: &[".m2/repository"],
        run: "mvn dependency:go-offline",
    },
    Installer {
        programs: &["gradle", "gradlew"],
        verbs: &["build", "assemble", "bootJar", "shadowJar", "installDist"],
        manifests: GRADLE,
        stores: &[".gradle/caches"],
        run: "gradle dependencies",
    },
];

/// Package managers of distributions, and how they are told to install.
const SYSTEM: &[(&[&str], &str)] = &[
    (&["apt", "apt-get", "aptitude"], "install"),
    (&["apk"], "add"),
    (&["dnf", "microdnf", "tdnf", "yum"], "install"),
    (&["zypper"], "install"),
];

/// One installation.
pub(super) struct Install {
    /// Files that it reads; none where the command itself names the packages.
    pub(super) manifests: Vec<String>,
    /// The command without the program's own sources; empty where it is that of the image.
    pub(super) run: &'static str,
    stores: &'static [&'static str],
}

impl Install {
    /// What a command installs; `None` where it installs nothing, or something of the program's own.
    pub(super) fn of(command: &Command) -> Option<Install> {
        let mut words = command.bare();
        if let [python, module, name, ..] = words
            && base_name(python).starts_with("python")
            && module == "-m"
            && name == "pip"
        {
            words = &words[2..];
        }
        let (program, rest) = words.split_first()?;
        let program = base_name(program);
        if matches!(program, "pip" | "pip2" | "pip3") {
            return requirements(rest);
        }
        if let Some((_, verb)) = SYSTEM.iter().find(|(names, _)| names.contains(&program)) {
            return system(rest, verb);
        }
        let verb = verb(rest);
        let does = |one: &&Installer| {
            one.programs.contains(&program)
                && one.verbs.iter().any(|known| match known.strip_suffix(':') {
                    Some(_) => verb.starts_with(known),
                    None => *known == verb,
                })
        };
        let installer = INSTALLERS.iter().find(does)?;
        // npm and its like install what is named behind the verb, which is no file's word.
        let named = installs::call(command).is_some_and(|call| !call.packages.is_empty());
        let (other_verb, path) = (
            verb == "mod" && !rest.iter().any(|w| w == "download"),
            "--path",
        );
        let registry = program == "cargo" && verb == "install" && !rest.iter().any(|w| w == path);
        if named || other_verb || registry {
            return None;
        }
        let manifests = installer.manifests.iter().map(|name| (*name).to_owned());
        Some(Install {
            manifests: manifests.collect(),
            run: installer.run,
            stores: installer.stores,
        })
    }

    /// Whether it reads a file of that name.
    pub(super) fn reads(&self, name: &str) -> bool {
        self.manifests.iter().any(|known| fits(known, name))
    }

    /// Whether its layer tells that it installed something.
    pub(super) fn brought(&self, made: &Listing) -> bool {
        self.stores.is_empty()
            || self.stores.iter().any(|store| {
                let (above, name) = store.rsplit_once('/').unwrap_or(("", store));
                let above = base_name(above).as_bytes();
                made.nodes().any(|node| {
                    let folder = made.node(node).parent;
                    made.name(node) == name.as_bytes() && made.name(folder) == above
                })
            })
    }
}

/// `pip install -r FILE`, and nothing of its own folder.
fn requirements(words: &[String]) -> Option<Install> {
    let (verb, rest) = words.split_first()?;
    let own = |word: &String| {
        matches!(word.as_str(), "-e" | "--editable") || word.starts_with(['.', '/'])
    };
    if verb != "install" {
        return None;
    }
    let mut files = Vec::new();
    let mut rest = rest.iter();
    while let Some(word) = rest.next() {
        let file = match word.as_str() {
            "-r" | "--requirement" => rest.next().map(String::as_str),
            word => word
                .strip_prefix("--requirement=")
                .or_else(|| word.strip_prefix("-r").filter(|_| !word.starts_with("--"))),
        };
        match file {
            Some(file) => files.push(base_name(file).to_owned()),
            None if own(word) => return None,
            None => {}
        }
    }
    (!files.is_empty() && files.iter().all(|file| !file.contains('$'))).then_some(Install {
        manifests: files,
        run: "",
        stores: &[],
    })
}

/// A distribution's packages that are named one by one.
fn system(words: &[String], verb: &str) -> Option<Install> {
    let at = words.iter().position(|word| word == verb)?;
    let packages = || words[at + 1..].iter().filter(|word| !word.starts_with('-'));
    let elsewhere = |word: &String| word.contains(['$', '`', '/', '*']) || word.ends_with(".deb");
    (packages().next().is_some() && !packages().any(elsewhere)).then_some(Install {
        manifests: Vec::new(),
        run: "",
        stores: &[],
    })
}

fn verb(words: &[String]) -> &str {
    let mut words = words.iter().filter(|word| !word.starts_with('-'));
    words.next().map_or("", String::as_str)
}

/// Names of files that tell some package manager what to install.
pub(super) struct Manifests(Sieve);

impl Manifests {
    pub(super) fn new() -> Manifests {
        let names = INSTALLERS.iter().flat_map(|installer| installer.manifests);
        Manifests(Sieve::of(names.map(|name| name.as_bytes())))
    }

    pub(super) fn holds(&self, name: &str) -> bool {
        let names = || INSTALLERS.iter().flat_map(|installer| installer.manifests);
        let listed = self.0.may_hold(name.as_bytes()) && names().any(|known| *known == name);
        // pip's may have any name, and mostly have this one.
        listed
            || ENDS.iter().any(|end| name.ends_with(end))
            || name == "setup.py"
            || (name.ends_with(".txt") && name.contains("require"))
    }
}

/// What names of manifests end with, where they begin as somebody likes.
const ENDS: [&str; 3] = [".csproj", ".fsproj", ".sln"];

/// Whether a name is the one that is meant, or ends as it.
fn fits(known: &str, name: &str) -> bool {
    known == name || (ENDS.contains(&known) && name.ends_with(known))
}
