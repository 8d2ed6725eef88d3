//! in-toto statements (in-toto attestation framework, `spec/v1/statement.md`), as far as people
//! want to read them: who built an image, from what, and which packages are in it.
//!
//! Facts: SLSA provenance v0.2 and v1 (as BuildKit writes them), SPDX 2.x and CycloneDX in JSON.
//! Everything is optional: what is not where it should be is passed over.

use serde_json::Value;

use super::provenance::Arguments;
use crate::limits;

/// A statement, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// `predicateType`, as written.
    pub predicate_type: String,
    /// Names of what it is about, as written.
    pub subjects: Vec<String>,
    /// What it says in single values: label and value.
    pub facts: Vec<(&'static str, String)>,
    /// What went into a build: URI and digest.
    pub materials: Vec<(String, String)>,
    /// What the build was given.
    pub arguments: Arguments,
    /// The packages that an SBOM lists.
    pub packages: Vec<Package>,
    /// Materials and packages that are over the limit, and left out.
    pub left_out: u64,
}

/// A package of an SBOM.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its version; may be empty.
    pub version: String,
    /// Its licence; may be empty.
    pub license: String,
    /// Its package URL; may be empty.
    pub purl: String,
}

/// What a statement of this type is, in words.
pub(super) fn words(predicate_type: &str) -> &'static str {
    let has = |start: &str| predicate_type.starts_with(start);
    if has("https://slsa.dev/provenance/") {
        "SLSA provenance"
    } else if has("https://spdx.dev/Document") {
        "SPDX SBOM"
    } else if has("https://cyclonedx.org/") {
        "CycloneDX SBOM"
    } else if has("https://slsa.dev/verification_summary") {
        "SLSA verification summary"
    } else if has("https://in-toto.io/attestation/vulns")
        || has("https://cosign.sigstore.dev/attestation/vuln")
    {
        "vulnerability scan"
    } else {
        "attestation"
    }
}

/// Reads a statement.
///
/// # Errors
/// Where it is not JSON, or no object.
pub(super) fn parse(bytes: &[u8]) -> Result<Statement, serde_json::Error> {
    let value: Value = serde_json::from_slice(bytes)?;
    if !value.is_object() {
        return Err(serde::de::Error::custom("no object"));
    }
    let predicate = &value["predicate"];
    let mut statement = Statement {
        predicate_type: text(&value["predicateType"]),
        subjects: list(&value["subject"]).map(|s| text(&s["name"])).collect(),
        ..Statement::default()
    };
    statement.subjects.truncate(limits::STATEMENT_ROWS);
    match words(&statement.predicate_type) {
        "SPDX SBOM" => statement.spdx(predicate),
        "CycloneDX SBOM" => statement.cyclonedx(predicate),
        "SLSA provenance" => statement.provenance(predicate),
        _ => {}
    }
    Ok(statement)
}

impl Statement {
    pub(super) fn fact(&mut self, label: &'static str, value: &Value) {
        let value = text(value);
        if !value.is_empty() {
            self.facts.push((label, value));
        }
    }

    fn spdx(&mut self, document: &Value) {
        self.fact("Document", &document["name"]);
        self.fact("Format", &document["spdxVersion"]);
        self.fact("Created", &document["creationInfo"]["created"]);
        let creators: Vec<String> = list(&document["creationInfo"]["creators"])
            .map(text)
            .collect();
        self.fact("Creators", &Value::String(creators.join(", ")));
        for package in list(&document["packages"]) {
            let refs = || list(&package["externalRefs"]);
            let purl = refs().find(|r| r["referenceType"] == "purl");
            self.package(Package {
                name: text(&package["name"]),
                version: text(&package["versionInfo"]),
                license: [&package["licenseConcluded"], &package["licenseDeclared"]]
                    .into_iter()
                    .map(text)
                    .find(|license| !matches!(license.as_str(), "" | "NOASSERTION" | "NONE"))
                    .unwrap_or_default(),
                purl: purl
                    .map(|r| text(&r["referenceLocator"]))
                    .unwrap_or_default(),
            });
        }
    }

    fn cyclonedx(&mut self, document: &Value) {
        self.fact("Document", &document["metadata"]["component"]["name"]);
        self.fact("Format", &document["specVersion"]);
        self.fact("Created", &document["metadata"]["timestamp"]);
        for component in list(&document["components"]) {
            let license = list(&component["licenses"]).map(|license| {
                let inner = &license["license"];
                let names = [&license["expression"], &inner["id"], &inner["name"]];
                names
                    .into_iter()
                    .map(text)
                    .find(|name| !name.is_empty())
                    .unwrap_or_default()
            });
            self.package(Package {
                name: text(&component["name"]),
                version: text(&component["version"]),
                license: license.collect::<Vec<_>>().join(" AND "),
                purl: text(&component["purl"]),
            });
        }
    }

    fn package(&mut self, package: Package) {
        if self.has_room() {
            self.packages.push(package);
        }
    }

    pub(super) fn has_room(&mut self) -> bool {
        let room = self.materials.len() + self.packages.len() < limits::STATEMENT_ROWS;
        self.left_out += u64::from(!room);
        room
    }
}

pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

pub(super) fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// `{"sha256": "…"}` as `sha256:…`; the first of several.
pub(super) fn digest(value: &Value) -> String {
    let first = value.as_object().and_then(|digests| digests.iter().next());
    first.map_or_else(String::new, |(algorithm, hex)| {
        format!("{algorithm}:{}", text(hex))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sboms_list_packages() {
        let spdx = br#"{"predicateType":"https://spdx.dev/Document","predicate":{"name":"n",
            "packages":[{"name":"busybox","versionInfo":"1.36","licenseConcluded":"NOASSERTION",
            "licenseDeclared":"GPL-2.0-only","externalRefs":[{"referenceType":"purl",
            "referenceLocator":"pkg:apk/busybox@1.36"}]}]}}"#;
        let busybox = [Package {
            name: "busybox".into(),
            version: "1.36".into(),
            license: "GPL-2.0-only".into(),
            purl: "pkg:apk/busybox@1.36".into(),
        }];
        assert_eq!(parse(spdx).expect("JSON").packages, busybox);
        let cyclonedx = br#"{"predicateType":"https://cyclonedx.org/bom","predicate":{"components":
            [{"name":"busybox","version":"1.36","purl":"pkg:apk/busybox@1.36","licenses":
            [{"license":{"id":"GPL-2.0-only"}}]}]}}"#;
        assert_eq!(parse(cyclonedx).expect("JSON").packages, busybox);
    }

    #[test]
    fn anything_may_be_anything() {
        assert!(parse(b"[]").is_err());
        let odd =
            br#"{"predicateType":"https://slsa.dev/provenance/v1","subject":{},"predicate":[1]}"#;
        assert_eq!(parse(odd).expect("an object").facts, []);
    }
}
