//! The steps of `cargo xtask test` and `cargo xtask check`, in their order.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::checkout::Checkout;
use crate::counts;
use crate::debian::{self, Program};
use crate::failure::{Failure, Outcome, While};
use crate::page::{self, Profile};
use crate::page_tools;
use crate::process;
use crate::test_tools;

/// One step.
pub struct Step {
    /// What `--only` calls it.
    pub name: &'static str,
    /// What it does.
    pub about: &'static str,
    /// Whether `check` does it too.
    pub quick: bool,
    /// The programs it needs, and Debian's packages of them.
    pub needs: &'static [Program],
    /// Does it.
    pub run: fn(&Checkout) -> Outcome,
}

/// All steps. What fails soonest comes first.
pub const STEPS: [Step; 11] = [
    Step {
        name: "fmt",
        about: "the code is formatted",
        quick: true,
        needs: &[],
        run: fmt,
    },
    Step {
        name: "clippy",
        about: "no warnings in any native target",
        quick: true,
        needs: &[],
        run: clippy,
    },
    Step {
        name: "clippy-wasm",
        about: "no warnings in what runs in the browser",
        quick: true,
        needs: &[],
        run: clippy_wasm,
    },
    Step {
        name: "deny",
        about: "licences and advisories of the crates, where cargo-deny is installed",
        quick: false,
        needs: &[],
        run: deny,
    },
    Step {
        name: "images",
        about: "make the test images, with what other tools say about them",
        quick: false,
        needs: IMAGE_PROGRAMS,
        run: images,
    },
    Step {
        name: "registry",
        about: "the registries of the tests, held against skopeo and curl",
        quick: false,
        needs: REGISTRY_PROGRAMS,
        run: registry,
    },
    Step {
        name: "rust",
        about: "the tests of all crates, against the test images and registries",
        quick: false,
        needs: LAB_PROGRAMS,
        run: rust,
    },
    Step {
        name: "counts",
        about: "what reading an image takes, in instructions and bytes, is what it was",
        quick: false,
        needs: COUNTS_PROGRAMS,
        run: counts::run,
    },
    Step {
        name: "fleet",
        about: "a registry's images on Ray and as Kubernetes Jobs, killed in the middle",
        quick: false,
        needs: FLEET_PROGRAMS,
        run: fleet,
    },
    Step {
        name: "page",
        about: "build the page as it is published",
        quick: false,
        needs: debian::NODE,
        run: page,
    },
    Step {
        name: "e2e",
        about: "the page in a real browser",
        quick: false,
        needs: BROWSER_PROGRAMS,
        run: e2e,
    },
];

const IMAGE_PROGRAMS: &[Program] = &[
    ("bsdtar", "libarchive-tools"),
    ("buildah", "buildah"),
    ("busybox", "busybox-static"),
    ("bzip2", "bzip2"),
    ("db5.3_load", "db5.3-util"),
    ("debootstrap", "debootstrap"),
    ("dockerd", "docker.io"),
    ("dpkg-scanpackages", "dpkg-dev"),
    ("getcap", "libcap2-bin"),
    ("git", "git"),
    ("jq", "jq"),
    ("jsonschema", "python3-jsonschema"),
    ("node", "nodejs"),
    ("npm", "npm"),
    ("objcopy", "binutils"),
    ("pbzip2", "pbzip2"),
    ("pip3", "python3-pip"),
    ("pixz", "pixz"),
    ("python3", "python3"),
    ("rpmbuild", "rpm"),
    ("skopeo", "skopeo"),
    ("umoci", "umoci"),
    ("xz", "xz-utils"),
    ("zstd", "zstd"),
];

/// What starts the registries of tests/registry/.
const LAB_PROGRAMS: &[Program] = &[
    ("docker-registry", "docker-registry"),
    ("node", "nodejs"),
    ("openssl", "openssl"),
    ("pip3", "python3-pip"),
    ("setpriv", "util-linux"),
    ("skopeo", "skopeo"),
];

/// And what its own tests start besides.
const REGISTRY_PROGRAMS: &[Program] = &[
    ("caddy", "caddy"),
    ("curl", "curl"),
    ("docker-registry", "docker-registry"),
    ("nginx", "nginx-light"),
    ("node", "nodejs"),
    ("openssl", "openssl"),
    ("setpriv", "util-linux"),
    ("skopeo", "skopeo"),
];

const COUNTS_PROGRAMS: &[Program] = &[("valgrind", "valgrind")];

const FLEET_PROGRAMS: &[Program] = &[
    ("docker-registry", "docker-registry"),
    ("node", "nodejs"),
    ("pip3", "python3-pip"),
    ("python3", "python3"),
    ("setpriv", "util-linux"),
    ("skopeo", "skopeo"),
];

const BROWSER_PROGRAMS: &[Program] = &[
    ("buildah", "buildah"),
    ("busybox", "busybox-static"),
    ("caddy", "caddy"),
    ("chromium", "chromium"),
    ("docker-registry", "docker-registry"),
    ("nginx", "nginx-light"),
    ("node", "nodejs"),
    ("npm", "npm"),
    ("openssl", "openssl"),
    ("setpriv", "util-linux"),
    ("skopeo", "skopeo"),
];

fn cargo(checkout: &Checkout, words: &str) -> Outcome {
    let mut cargo = Command::new("cargo");
    cargo.args(words.split(' ')).current_dir(&checkout.root);
    process::run(&mut cargo)
}

fn fmt(checkout: &Checkout) -> Outcome {
    cargo(checkout, "fmt --all --check")
}

fn clippy(checkout: &Checkout) -> Outcome {
    let words = "clippy --locked --workspace --all-targets -- --deny warnings";
    cargo(checkout, words)
}

fn clippy_wasm(checkout: &Checkout) -> Outcome {
    page_tools::ensure_wasm_target()?;
    let words = "clippy --locked --lib --bin page --bin worker --target wasm32-unknown-unknown \
                 -- --deny warnings";
    cargo(checkout, words)
}

fn deny(checkout: &Checkout) -> Outcome {
    if process::find("cargo-deny").is_none() {
        println!("cargo-deny is not installed (cargo install cargo-deny --locked): left out.");
        return Ok(());
    }
    cargo(checkout, "deny --all-features check")
}

fn images(checkout: &Checkout) -> Outcome {
    debian::ensure_index()?;
    let dive = test_tools::ensure_dive(checkout)?;
    let mut build = Command::new("tests/images/build");
    build.env("PEEL_DIVE", dive).current_dir(&checkout.root);
    process::run(&mut build)
}

fn registry(checkout: &Checkout) -> Outcome {
    process::run(&mut node_tests(&checkout.root.join("tests/registry"))?)
}

fn rust(checkout: &Checkout) -> Outcome {
    let hadolint = test_tools::ensure_hadolint(checkout)?;
    let mut cargo = Command::new("cargo");
    cargo
        .args(["test", "--locked", "--workspace"])
        .env("PEEL_HADOLINT", hadolint)
        .current_dir(&checkout.root);
    process::run(&mut cargo)
}

fn fleet(checkout: &Checkout) -> Outcome {
    cargo(checkout, "build --locked --bin peel")?;
    let requirements = "tests/fleet/requirements.txt";
    let packages = test_tools::ensure_python(checkout, "fleet", requirements)?;
    let mut node = node_tests(&checkout.root.join("tests/fleet"))?;
    node.env("PYTHONPATH", packages)
        .env("PEEL_BIN", checkout.target.join("debug/peel"));
    process::run(&mut node)
}

fn page(checkout: &Checkout) -> Outcome {
    let folder = page::build(checkout, Profile::Published)?;
    println!("The page is in {}", folder.display());
    Ok(())
}

fn e2e(checkout: &Checkout) -> Outcome {
    let dist = page::build(checkout, Profile::Published)?;
    cargo(
        checkout,
        "build --locked --bin peel --features embedded-page",
    )?;
    let folder = checkout.root.join("tests/e2e");
    test_tools::npm_ci(&folder)?;
    let mut node = node_tests(&folder)?;
    node.env("PEEL_DIST", dist)
        .env("PEEL_BIN", checkout.target.join("debug/peel"));
    process::run(&mut node)
}

/// The command that runs a folder's tests.
fn node_tests(folder: &Path) -> Outcome<Command> {
    let mut node = Command::new("node");
    node.args(["--test", "--test-reporter=spec"])
        .args(test_files(folder)?)
        .current_dir(folder);
    Ok(node)
}

/// The files `*.test.mjs`, by name: given a folder, node's versions disagree.
fn test_files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let reading = format!("read {}", folder.display());
    let mut files = Vec::new();
    for entry in folder.read_dir().or_fail(&reading)? {
        let file = entry.or_fail(&reading)?.path();
        if file.to_string_lossy().ends_with(".test.mjs") {
            files.push(file);
        }
    }
    files.sort();
    match files.is_empty() {
        true => Err(Failure::new(format!(
            "{} has no *.test.mjs",
            folder.display()
        ))),
        false => Ok(files),
    }
}
