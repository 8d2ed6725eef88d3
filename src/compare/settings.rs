//! What differs in two images' configuration.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::side::Cover;
use crate::report::{ConfigReport, ImageReport};

/// One setting that differs. Secrets are left out of its values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// Which: `env`, `label`, `user`, `entrypoint`, …
    pub setting: String,
    /// Of settings that have several, the name of this one; else empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub key: String,
    /// What the old image has; absent where it has none.
    pub old: Option<String>,
    /// What the new image has; absent where it has none.
    pub new: Option<String>,
}

type Values = BTreeMap<(&'static str, String), String>;

/// The settings that differ, in the order of a Dockerfile.
pub fn settings(old: &ImageReport, new: &ImageReport) -> Vec<Setting> {
    let cover = Cover::of([old, new]);
    let (before, after) = (values(old), values(new));
    let keys: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let mut found: Vec<Setting> = Vec::new();
    for key in keys {
        let (was, is) = (before.get(key), after.get(key));
        if was != is {
            let (setting, name) = key;
            let covered = |value: Option<&String>| {
                let text = format!("{name}={}", value?);
                // A secret is known by its name too.
                let text = cover.text(&text);
                let value = text.strip_prefix(&format!("{name}="));
                Some(value.map_or_else(|| cover.text(&text), str::to_owned))
            };
            found.push(Setting {
                setting: (*setting).to_owned(),
                key: name.clone(),
                old: covered(was),
                new: covered(is),
            });
        }
    }
    found.sort_by_key(|one| ORDER.iter().position(|name| *name == one.setting));
    found
}

const ORDER: &[&str] = &[
    "platform",
    "author",
    "user",
    "entrypoint",
    "cmd",
    "workdir",
    "env",
    "port",
    "volume",
    "label",
    "healthcheck",
    "stop-signal",
    "shell",
    "on-build",
];

fn values(image: &ImageReport) -> Values {
    // Every field is named, so that none is forgotten.
    let ConfigReport {
        user,
        entrypoint,
        cmd,
        working_dir,
        env,
        exposed_ports,
        volumes,
        labels,
        stop_signal,
        healthcheck,
        on_build,
        shell,
    } = &image.config;
    let mut values = Values::new();
    let mut set = |setting, key: &str, value: String| {
        values.insert((setting, key.to_owned()), value);
    };
    let mut one = |setting, value: &str| {
        if !value.is_empty() {
            set(setting, "", value.to_owned());
        }
    };
    let platform = &image.platform;
    let parts = [
        platform.os.as_str(),
        &platform.architecture,
        platform.variant.as_deref().unwrap_or_default(),
        platform.os_version.as_deref().unwrap_or_default(),
    ];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    one("platform", &parts.join("/"));
    one("author", image.author.as_deref().unwrap_or_default());
    one("user", user);
    one("workdir", working_dir);
    one("stop-signal", stop_signal.as_deref().unwrap_or_default());
    let check = healthcheck.as_deref().unwrap_or_default();
    let lists = [
        ("entrypoint", entrypoint.as_slice()),
        ("cmd", cmd),
        ("healthcheck", check),
        ("shell", shell),
        ("on-build", on_build),
    ];
    for (setting, words) in lists {
        if !words.is_empty() {
            // A list of strings is always JSON.
            one(setting, &serde_json::to_string(words).unwrap_or_default());
        }
    }
    for line in env {
        let (key, value) = line.split_once('=').unwrap_or((line, ""));
        set("env", key, value.to_owned());
    }
    for (key, value) in labels {
        set("label", key, value.clone());
    }
    for port in exposed_ports {
        set("port", port, String::new());
    }
    for volume in volumes {
        set("volume", volume, String::new());
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_and_no_secret() {
        let mut old = ImageReport::default();
        old.config.user = "app".into();
        old.config.env = vec![
            "A=1".into(),
            "API_TOKEN=abcdef123456".into(),
            "GONE=x".into(),
        ];
        old.config.cmd = vec!["run".into(), "--token=abcdef123456".into()];
        let mut new = old.clone();
        new.config.env = vec!["A=2".into(), "API_TOKEN=fedcba654321".into()];
        new.config.cmd = vec!["run".into(), "fedcba654321".into()];
        new.config.exposed_ports = vec!["80/tcp".into()];
        new.platform.os = "linux".into();
        let found = settings(&old, &new);
        let text = serde_json::to_string(&found).expect("JSON");
        assert!(
            !text.contains("abcdef123456") && !text.contains("fedcba654321"),
            "{text}"
        );
        let rows: Vec<(&str, &str)> = (found.iter())
            .map(|one| (one.setting.as_str(), one.key.as_str()))
            .collect();
        assert_eq!(
            rows,
            [
                ("platform", ""),
                ("cmd", ""),
                ("env", "A"),
                ("env", "API_TOKEN"),
                ("env", "GONE"),
                ("port", "80/tcp")
            ]
        );
        assert_eq!(found[3].old.as_deref(), Some("***"));
        assert_eq!(found[4].new, None);
        assert_eq!(settings(&old, &old), []);
    }
}
