//! What a program is made of, as a CycloneDX document: the crates that Cargo builds into it, with their
//! licences and the hashes that Cargo.lock has.

use std::collections::BTreeMap;
use std::process::Command;

use crate::checkout::Checkout;
use crate::failure::{Failure, Outcome};
use crate::process;

/// The crates of the package `peel` for a target, as CycloneDX 1.5. It has no time and no number of its
/// own, so that the same crates give the same bytes.
pub fn sbom(checkout: &Checkout, target: &str) -> Outcome<String> {
    let mut cargo = Command::new("cargo");
    cargo
        .args([
            "tree",
            "--locked",
            "--package=peel",
            "--edges=normal",
            "--prefix=none",
        ])
        .args(["--format={p}|{l}", "--target", target])
        .current_dir(&checkout.root);
    let tree = process::answer(&mut cargo)
        .ok_or_else(|| Failure::new("cargo tree does not tell the crates"))?;
    Ok(document(&tree, &hashes(&checkout.read("Cargo.lock")?)))
}

fn document(tree: &str, hashes: &BTreeMap<(String, String), String>) -> String {
    let mut lines = tree.lines().filter_map(package);
    let (name, version, licence) = lines.next().unwrap_or_default();
    let root = component("application", &name, &version, &licence, None);
    let mut parts: Vec<_> = lines.filter(|part| part.0 != name).collect();
    parts.sort();
    parts.dedup();
    let parts = parts.iter().map(|(name, version, licence)| {
        let hash = hashes.get(&(name.clone(), version.clone()));
        format!("    {}", component("library", name, version, licence, hash))
    });
    let parts: Vec<String> = parts.collect();
    format!(
        "{{\n  \"bomFormat\": \"CycloneDX\",\n  \"specVersion\": \"1.5\",\n  \"version\": 1,\n  \
         \"metadata\": {{ \"component\": {root} }},\n  \"components\": [\n{}\n  ]\n}}\n",
        parts.join(",\n")
    )
}

/// Name, version and licence in a line such as `serde v1.0.219 (proc-macro)|MIT OR Apache-2.0 (*)`.
fn package(line: &str) -> Option<(String, String, String)> {
    let (package, licence) = line.split_once('|')?;
    let mut words = package.split(' ');
    let name = words.next()?.to_owned();
    let version = words.next()?.strip_prefix('v')?.to_owned();
    let licence = licence.trim_end_matches(" (*)");
    // As crates wrote it before SPDX had expressions.
    Some((name, version, licence.replace('/', " OR ")))
}

/// Names, versions, licences and hashes are of letters that JSON takes as they are.
fn component(
    kind: &str,
    name: &str,
    version: &str,
    licence: &str,
    hash: Option<&String>,
) -> String {
    let hash =
        hash.map(|hash| format!(r#", "hashes": [{{ "alg": "SHA-256", "content": "{hash}" }}]"#));
    format!(
        "{{ \"type\": \"{kind}\", \"name\": \"{name}\", \"version\": \"{version}\", \
         \"purl\": \"pkg:cargo/{name}@{version}\", \"licenses\": [{{ \"expression\": \"{licence}\" }}]{} }}",
        hash.unwrap_or_default()
    )
}

/// The hash of each package, by name and version.
fn hashes(lock: &str) -> BTreeMap<(String, String), String> {
    let value = |part: &str, key: &str| {
        let line = part.lines().find_map(|line| line.strip_prefix(key));
        line.map(|line| line.trim_matches('"').to_owned())
    };
    let parts = lock.split("[[package]]");
    let parts = parts.filter_map(|part| {
        let name = value(part, "name = ")?;
        let version = value(part, "version = ")?;
        Some(((name, version), value(part, "checksum = ")?))
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_crate_stands_once_with_its_licence_and_hash() {
        let tree = "peel v0.1.0 (/some/where)|MIT OR Apache-2.0\n\
                    serde v1.0.2|MIT/Apache-2.0\n\
                    serde_derive v1.0.2 (proc-macro)|MIT\n\
                    serde v1.0.2|MIT/Apache-2.0 (*)";
        let lock = "[[package]]\nname = \"serde\"\nversion = \"1.0.2\"\n\
                    source = \"somewhere\"\nchecksum = \"00ff\"\n";
        let text = document(tree, &hashes(lock));
        assert_eq!(text.matches("pkg:cargo/serde@1.0.2").count(), 1, "{text}");
        assert!(text.contains(r#""expression": "MIT OR Apache-2.0" }], "hashes": [{ "alg": "SHA-256", "content": "00ff" }]"#));
        assert!(text.contains("pkg:cargo/serde_derive@1.0.2"));
        assert!(!text.contains("some/where"), "{text}");
    }
}
