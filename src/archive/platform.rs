//! What an image runs on (image-spec `image-index.md`, "platform"; `config.md`).

use serde::{Deserialize, Serialize};

use super::json::or_default;

/// A platform. What nobody says is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Platform {
    /// Operating system, as Go names it.
    #[serde(deserialize_with = "or_default")]
    pub os: String,
    /// CPU architecture, as Go names it.
    #[serde(deserialize_with = "or_default")]
    pub architecture: String,
    /// CPU variant: `v7` of `arm`.
    #[serde(deserialize_with = "or_default")]
    pub variant: String,
    /// Version of the operating system; only Windows has one.
    #[serde(rename = "os.version", deserialize_with = "or_default")]
    pub os_version: String,
}

impl Platform {
    /// This platform, with what it lacks taken from another claim.
    pub(super) fn or(self, other: &Platform) -> Platform {
        let or = |own: String, other: &String| match own.is_empty() {
            true => other.clone(),
            false => own,
        };
        Platform {
            os: or(self.os, &other.os),
            architecture: or(self.architecture, &other.architecture),
            variant: or(self.variant, &other.variant),
            os_version: or(self.os_version, &other.os_version),
        }
    }

    /// BuildKit's `unknown/unknown`, which no image runs on.
    pub(crate) fn is_unknown(&self) -> bool {
        self.os == "unknown" && self.architecture == "unknown"
    }
}

impl From<&str> for Platform {
    /// `linux/arm/v7`; what is not written is empty.
    fn from(text: &str) -> Platform {
        let mut parts = text.splitn(3, '/').map(str::to_owned);
        Platform {
            os: parts.next().unwrap_or_default(),
            architecture: parts.next().unwrap_or_default(),
            variant: parts.next().unwrap_or_default(),
            ..Platform::default()
        }
    }
}

impl std::fmt::Display for Platform {
    /// `linux/arm/v7`; nothing where nothing is known.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts = [&self.os, &self.architecture, &self.variant];
        let mut parts = parts.into_iter().filter(|part| !part.is_empty());
        if let Some(first) = parts.next() {
            f.write_str(first)?;
        }
        parts.try_for_each(|part| write!(f, "/{part}"))
    }
}
