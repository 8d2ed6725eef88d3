use super::super::fixture::{Fixture, Item, file};
use super::*;

fn app() -> Vec<Item> {
    vec![
        file("app/package.json", 100),
        file("app/package-lock.json", 100),
        file("app/requirements.txt", 20),
        file("app/src/index.js", 500),
    ]
}

fn image(copy: &str, items: &[Item], run: &str, bytes: u64) -> Fixture {
    Fixture::new().layer(copy, items).layer(
        &format!("RUN /bin/sh -c {run} # buildkit"),
        &[file("app/node_modules/a/a.js", bytes)],
    )
}

#[test]
fn the_whole_application_first() {
    let image = image(
        "COPY . . # buildkit",
        &app(),
        "npm ci --omit=dev",
        12_000_000,
    );
    let finding = image.finding(&RULE);
    assert_eq!(finding.severity, Severity::Medium);
    assert_eq!(
        finding.title,
        "Dependencies of 12MB are installed again whenever a source file changes"
    );
    let evidence: Vec<_> = finding
        .evidence
        .iter()
        .map(|e| (e.layer, e.text.as_str(), e.bytes))
        .collect();
    assert_eq!(
        evidence,
        [
            (Some(0), "COPY . .", 0),
            (Some(1), "RUN npm ci --omit=dev", 12_000_000)
        ]
    );
    assert_eq!(
        finding.fix,
        "COPY package.json package-lock.json ./\nRUN npm ci\nCOPY . ."
    );
    assert_eq!(finding.bytes, 0, "the image itself is no smaller");
}

#[test]
fn many_ways_to_install() {
    for (run, found) in [
        ("npm ci", 1),
        ("npm install", 1),
        ("npm run build", 0),
        ("cd /app && yarn", 1),
        ("pip install --no-cache-dir -r requirements.txt", 1),
        ("python3 -m pip install -r /app/requirements.txt", 1),
        ("pip install -r other.txt", 0),
        ("pip install -r requirements.txt .", 0),
        ("pip install .", 0),
        ("apt-get update && apt-get install -y curl", 1),
        ("apk add --no-cache curl", 1),
        ("dnf install -y curl && dnf clean all", 1),
        // What was copied is used.
        ("apt-get install -y ./tool.deb", 0),
        ("./sources.sh && apt-get install -y curl", 0),
        ("apt-get install -y $(cat packages)", 0),
        ("apt-get update", 0),
        ("make", 0),
        // Nothing in the layer tells that it installed something.
        ("cargo build --release", 0),
    ] {
        let image = image("COPY . . # buildkit", &app(), run, 5);
        assert_eq!(image.findings(&RULE).len(), found, "{run}");
    }
}

#[test]
fn the_words_of_the_classic_builder() {
    let copy = format!("/bin/sh -c #(nop) COPY dir:{} in /app ", "0".repeat(64));
    image(&copy, &app(), "npm ci", 5).finding(&RULE);
}

#[test]
fn what_builds_may_also_download() {
    let items = [file("src/Cargo.toml", 9), file("src/main.rs", 9)];
    let image = Fixture::new()
        .layer("COPY . /src # buildkit", &items)
        .layer(
            "RUN /bin/sh -c cargo build --release # buildkit",
            &[file("usr/local/cargo/registry/cache/x/a.crate", 90)],
        );
    assert!(image.finding(&RULE).fix.contains("COPY Cargo.toml ./"));
}

#[test]
fn near_misses() {
    let manifests = [file("app/package.json", 100), file("app/yarn.lock", 100)];
    image(
        "COPY package.json yarn.lock ./ # buildkit",
        &manifests,
        "yarn install",
        5,
    )
    .silent(&RULE);
    // Scripts that the installation runs, and its own folder of releases.
    let scripts = [
        file("app/package.json", 100),
        file("app/scripts/postinstall.js", 100),
        file("app/.yarn/releases/yarn.cjs", 100),
    ];
    image("COPY . . # buildkit", &scripts, "npm ci", 5).silent(&RULE);
    // No application, but packages to install, or settings.
    let packages = [
        file("srv/packages/Packages", 10),
        file("srv/packages/a.deb", 10),
    ];
    image(
        "COPY packages /srv/packages # buildkit",
        &packages,
        "apt-get install -y a",
        5,
    )
    .silent(&RULE);
    image("COPY . / # buildkit", &app(), "apt-get install -y a", 5).silent(&RULE);
    // Nothing was installed.
    image("COPY . . # buildkit", &app(), "npm ci", 0).silent(&RULE);
    // The right order.
    Fixture::new()
        .layer("COPY package.json ./ # buildkit", &manifests)
        .layer(
            "RUN /bin/sh -c npm ci # buildkit",
            &[file("app/node_modules/a.js", 9)],
        )
        .layer("COPY . . # buildkit", &app())
        .layer(
            "RUN /bin/sh -c npm run build # buildkit",
            &[file("app/dist/a.js", 9)],
        )
        .silent(&RULE);
}
