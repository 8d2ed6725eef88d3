//! npm and the like: the `package.json` of each folder of a `node_modules`.

use serde::Deserialize;

use super::{Facts, Holds, Kind, PackageError};

#[derive(Deserialize)]
struct Manifest {
    #[serde(default)]
    name: serde_json::Value,
    #[serde(default)]
    version: serde_json::Value,
    #[serde(default)]
    license: serde_json::Value,
}

/// The package of a `package.json`; `None` where it names none: some only say how a folder is to be
/// loaded.
pub(super) fn manifest(bytes: &[u8]) -> Result<Option<Facts>, PackageError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let manifest: Manifest =
        serde_json::from_slice(bytes).map_err(|_| PackageError::not("package.json"))?;
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let license = match &manifest.license {
        serde_json::Value::Object(old) => old.get("type").map(text).unwrap_or_default(),
        license => text(license),
    };
    let facts = Facts {
        name: text(&manifest.name),
        version: text(&manifest.version),
        license,
        holds: Holds::Folder,
        ..Facts::new(Kind::Npm)
    };
    Ok((!facts.name.is_empty()).then_some(facts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_names_its_package() {
        let told =
            br#"{"name":"@s/p","version":"1.0.0","license":{"type":"MIT","url":"x"},"x":[1]}"#;
        let facts = manifest(told).expect("sound").expect("named");
        let told = (&*facts.name, &*facts.version, &*facts.license);
        assert_eq!(told, ("@s/p", "1.0.0", "MIT"));
        assert_eq!(manifest(br#"{"type":"module"}"#), Ok(None));
        assert_eq!(manifest(br#"{"name":7}"#), Ok(None));
        assert!(manifest(b"{").is_err());
    }
}
