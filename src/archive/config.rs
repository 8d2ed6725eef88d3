//! The image config (image-spec `config.md`; moby's `docker-image-spec`), as leniently as Go
//! reads it: any key may be absent or `null`, unknown keys are passed over.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::json::or_default;
use super::{ArchiveError, Platform};
use crate::digest::Digest;
use crate::limits;

/// An image's config.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct Config {
    /// When the image was made, as written (RFC 3339).
    pub created: Option<String>,
    /// Who made it.
    pub author: Option<String>,
    /// CPU architecture, as Go names it.
    #[serde(deserialize_with = "or_default")]
    pub architecture: String,
    /// Operating system, as Go names it.
    #[serde(deserialize_with = "or_default")]
    pub os: String,
    /// CPU variant.
    pub variant: Option<String>,
    /// Version of the operating system; only Windows has one.
    #[serde(rename = "os.version")]
    pub os_version: Option<String>,
    /// What a container runs with.
    #[serde(deserialize_with = "or_default")]
    pub config: ContainerConfig,
    /// The layers' diff IDs.
    #[serde(deserialize_with = "or_default")]
    pub rootfs: RootFs,
    /// How each layer was made.
    #[serde(deserialize_with = "or_default")]
    pub history: Vec<HistoryEntry>,
}

impl Config {
    /// What the config says that the image runs on.
    pub fn platform(&self) -> Platform {
        Platform {
            os: self.os.clone(),
            architecture: self.architecture.clone(),
            variant: self.variant.clone().unwrap_or_default(),
            os_version: self.os_version.clone().unwrap_or_default(),
        }
    }
}

/// `rootfs` of a config.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct RootFs {
    /// Digests of the uncompressed layers, the lowest first.
    #[serde(deserialize_with = "or_default")]
    pub diff_ids: Vec<Digest>,
}

/// `config` of a config: the container's defaults.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct ContainerConfig {
    /// `USER`.
    #[serde(deserialize_with = "or_default")]
    pub user: String,
    /// `EXPOSE`, sorted: `80/tcp`.
    #[serde(rename = "exposedports", deserialize_with = "set")]
    pub exposed_ports: Vec<String>,
    /// `ENV`, as `KEY=value`.
    #[serde(deserialize_with = "or_default")]
    pub env: Vec<String>,
    /// `ENTRYPOINT`.
    #[serde(deserialize_with = "words")]
    pub entrypoint: Vec<String>,
    /// `CMD`.
    #[serde(deserialize_with = "words")]
    pub cmd: Vec<String>,
    /// `VOLUME`, sorted.
    #[serde(deserialize_with = "set")]
    pub volumes: Vec<String>,
    /// `WORKDIR`.
    #[serde(rename = "workingdir", deserialize_with = "or_default")]
    pub working_dir: String,
    /// `LABEL`.
    #[serde(deserialize_with = "labels")]
    pub labels: BTreeMap<String, String>,
    /// `STOPSIGNAL`.
    #[serde(rename = "stopsignal")]
    pub stop_signal: Option<String>,
    /// `HEALTHCHECK`.
    pub healthcheck: Option<Healthcheck>,
    /// `ONBUILD`.
    #[serde(rename = "onbuild", deserialize_with = "or_default")]
    pub on_build: Vec<String>,
    /// `SHELL`.
    #[serde(deserialize_with = "words")]
    pub shell: Vec<String>,
}

/// `HEALTHCHECK`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct Healthcheck {
    /// `["NONE"]`, `["CMD", …]` or `["CMD-SHELL", …]`; empty inherits.
    #[serde(alias = "Test", deserialize_with = "or_default")]
    pub test: Vec<String>,
}

impl Config {
    /// Cuts the history at the limit, and says so where something goes.
    pub(super) fn limit_history(&mut self) -> Option<ArchiveError> {
        let over = self.history.len() > limits::HISTORY;
        self.history.truncate(limits::HISTORY);
        over.then_some(ArchiveError::TooMany {
            what: "history entries in one image",
            limit: limits::HISTORY,
        })
    }
}

/// One entry of a config's history.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct HistoryEntry {
    /// When, as written (RFC 3339).
    pub created: Option<String>,
    /// The instruction, in the builder's own dialect.
    #[serde(deserialize_with = "or_default")]
    pub created_by: String,
    /// Who.
    pub author: Option<String>,
    /// The builder's remark.
    pub comment: Option<String>,
    /// Whether it made no layer.
    #[serde(deserialize_with = "or_default")]
    pub empty_layer: bool,
}

/// A Go set: an object whose keys count, or (from other tools) a list.
fn set<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    Ok(match Option::<Value>::deserialize(deserializer)? {
        Some(Value::Object(map)) => map.into_iter().map(|(key, _)| key).collect(),
        Some(Value::Array(items)) => items.iter().map(text).collect(),
        _ => Vec::new(),
    })
}

/// A list of words, or one text.
fn words<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    Ok(match Option::<Value>::deserialize(deserializer)? {
        Some(Value::Array(items)) => items.iter().map(text).collect(),
        Some(Value::String(one)) => vec![one],
        _ => Vec::new(),
    })
}

fn labels<'de, D: Deserializer<'de>>(d: D) -> Result<BTreeMap<String, String>, D::Error> {
    let map = Option::<BTreeMap<String, Value>>::deserialize(d)?.unwrap_or_default();
    let map = map.into_iter().map(|(key, value)| (key, text(&value)));
    Ok(map.collect())
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::json;

    #[test]
    fn nulls_and_cases() {
        let config: Config = json::parse(
            br#"{"Architecture":"amd64","os":null,"config":{"Labels":null,"ExposedPorts":
            {"80/tcp":{}},"Cmd":"sh","Env":["A=b"],"Healthcheck":{"Test":["NONE"]},
            "WorkingDir":"/w","Volumes":{"/data":{}}},"history":null,"what":1}"#,
            2,
        )
        .expect("valid");
        assert_eq!(config.architecture, "amd64");
        assert_eq!(config.config.exposed_ports, ["80/tcp"]);
        assert_eq!(config.config.volumes, ["/data"]);
        assert_eq!(config.config.cmd, ["sh"]);
        assert_eq!(config.config.working_dir, "/w");
        assert_eq!(config.config.healthcheck.expect("there").test, ["NONE"]);
        assert!(config.history.is_empty());
    }
}
