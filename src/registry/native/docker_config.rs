//! Credentials as `docker login` keeps them: `config.json`, and the helpers that it names.

use std::collections::HashMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use data_encoding::BASE64;
use serde::Deserialize;

use super::super::access::{Credentials, Secret};
use super::super::token::IDENTITY;

/// Why credentials that are there cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DockerConfigError {
    /// The file cannot be read.
    #[error("{path} cannot be read: {reason}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// The helper that the file names does not work.
    #[error("the credential helper {helper} failed: {reason}")]
    Helper {
        /// The program.
        helper: String,
        /// What it said.
        reason: String,
    },
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct ConfigFile {
    auths: HashMap<String, Auth>,
    creds_store: Option<String>,
    cred_helpers: HashMap<String, String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Auth {
    auth: Option<String>,
    username: Option<String>,
    password: Option<String>,
    identitytoken: Option<String>,
}

/// What a helper answers (docker-credential-helpers).
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Helped {
    username: String,
    secret: String,
}

/// Docker Hub's key in `config.json`, from before registries had names.
const HUB: (&str, &str) = ("docker.io", "https://index.docker.io/v1/");

/// What else it is called there.
const HUB_HOSTS: &[&str] = &["docker.io", "index.docker.io", "registry-1.docker.io"];

/// The credentials for a registry, from `$DOCKER_CONFIG/config.json`, `~/.docker/config.json` or
/// podman's `auth.json`; `None` where nobody logged in.
///
/// # Errors
/// [`DockerConfigError`] where there are some that cannot be used.
pub fn credentials(
    registry: &str,
    repository: &str,
) -> Result<Option<Credentials>, DockerConfigError> {
    for path in files() {
        let text = match std::fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => {
                let reason = error.to_string();
                return Err(DockerConfigError::Unreadable { path, reason });
            }
        };
        if let Some(found) = in_file(&path, &text, registry, repository)? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

fn files() -> Vec<PathBuf> {
    let folder = |name: &str| {
        std::env::var_os(name)
            .filter(|v| !v.is_empty())
            .map(PathBuf::from)
    };
    if let Some(docker) = folder("DOCKER_CONFIG") {
        return vec![docker.join("config.json")];
    }
    let home = folder("HOME").or_else(|| folder("USERPROFILE"));
    let docker = home.map(|home| home.join(".docker/config.json"));
    let podman = folder("REGISTRY_AUTH_FILE")
        .or_else(|| folder("XDG_RUNTIME_DIR").map(|dir| dir.join("containers/auth.json")));
    docker.into_iter().chain(podman).collect()
}

fn in_file(
    path: &Path,
    text: &[u8],
    registry: &str,
    repository: &str,
) -> Result<Option<Credentials>, DockerConfigError> {
    let parsed = serde_json::from_slice(text);
    let config: ConfigFile = parsed.map_err(|error| DockerConfigError::Unreadable {
        path: path.to_owned(),
        reason: error.to_string(),
    })?;
    let key = match registry == HUB.0 {
        true => HUB.1,
        false => registry,
    };
    if let Some(helper) = config.cred_helpers.get(key) {
        return ask(helper, key, registry);
    }
    // The key itself, or else the one that says most: podman's may end in a part of the path.
    let fits = |name: &str| match name == key && registry == HUB.0 {
        true => Some(usize::MAX),
        false => fits(name, registry, repository),
    };
    let auths = config.auths.iter();
    let auths = auths.filter_map(|(name, auth)| Some((fits(name)?, name, pair(auth)?)));
    if let Some((_, _, (user, password))) = auths.max_by_key(|(fit, name, _)| (*fit, *name)) {
        return Ok(Some(found(registry, user, password)));
    }
    match &config.creds_store {
        Some(helper) => ask(helper, key, registry),
        None => Ok(None),
    }
}

/// How well a key of `config.json` fits: by how many characters of the repository's path. `None`
/// where it is for others.
fn fits(key: &str, registry: &str, repository: &str) -> Option<usize> {
    let rest = key.split_once("://").map_or(key, |(_, rest)| rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let hub = registry == HUB.0 && HUB_HOSTS.contains(&host);
    if host != registry && !hub {
        return None;
    }
    let path = path.trim_end_matches('/');
    match path {
        "" | "v1" | "v2" => Some(0),
        path => {
            let below = repository.strip_prefix(path)?;
            (below.is_empty() || below.starts_with('/')).then_some(path.len())
        }
    }
}

fn pair(auth: &Auth) -> Option<(String, String)> {
    if let Some(token) = auth.identitytoken.clone().filter(|token| !token.is_empty()) {
        return Some((IDENTITY.to_owned(), token));
    }
    if let Some(encoded) = auth.auth.as_ref().filter(|auth| !auth.is_empty()) {
        let decoded = BASE64.decode(encoded.as_bytes()).ok()?;
        let text = String::from_utf8(decoded).ok()?;
        let (user, password) = text.split_once(':')?;
        return Some((user.to_owned(), password.trim_end_matches('\0').to_owned()));
    }
    Some((auth.username.clone()?, auth.password.clone()?))
}

fn found(registry: &str, user: String, password: String) -> Credentials {
    Credentials {
        registry: registry.to_owned(),
        user,
        password: Secret(password),
    }
}

/// Asks `docker-credential-HELPER` for a registry's credentials.
fn ask(helper: &str, key: &str, registry: &str) -> Result<Option<Credentials>, DockerConfigError> {
    let program = format!("docker-credential-{helper}");
    let failed = |reason: String| DockerConfigError::Helper {
        helper: program.clone(),
        reason,
    };
    // The name becomes a program's: nothing but a name.
    if helper.contains(['/', '\\']) {
        return Err(failed("that is no name of a helper".to_owned()));
    }
    let mut child = Command::new(&program)
        .arg("get")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| failed(error.to_string()))?;
    if let Some(mut stdin) = child.stdin.take() {
        // One that does not listen fails below.
        let _ = stdin.write_all(key.as_bytes());
    }
    let output = child
        .wait_with_output()
        .map_err(|error| failed(error.to_string()))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stdout);
        return match said.contains("credentials not found") {
            true => Ok(None),
            false => Err(failed(said.trim().chars().take(200).collect())),
        };
    }
    let helped: Helped =
        serde_json::from_slice(&output.stdout).map_err(|error| failed(error.to_string()))?;
    Ok(Some(found(registry, helped.username, helped.secret)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_docker_login_writes() {
        let text = format!(
            r#"{{"auths":{{"https://index.docker.io/v1/":{{"auth":"{}"}},
            "localhost:5000":{{"auth":"{}"}},"https://quay.io/v2/":{{"auth":"{}"}},"e":{{}},
            "p.example":{{"auth":"{}"}},"p.example/team":{{"auth":"{}"}},
            "p.example/other":{{"auth":"{}"}},
            "https://index.docker.io/v1/refresh-token":{{"auth":"{}"}}}}}}"#,
            BASE64.encode(b"hub:a"),
            BASE64.encode("user:pä:ss".as_bytes()),
            BASE64.encode(b"robot:t"),
            BASE64.encode(b"all:1"),
            BASE64.encode(b"team:2"),
            BASE64.encode(b"other:3"),
            BASE64.encode(b"hub:refresh"),
        );
        let found = |registry: &str| {
            let found = in_file(
                Path::new("config.json"),
                text.as_bytes(),
                registry,
                "team/app",
            );
            let found = found.expect("it can be read");
            found.map(|found| (found.registry, found.user, found.password.0))
        };
        let of = |registry: &str, user: &str, password: &str| {
            Some((registry.to_owned(), user.to_owned(), password.to_owned()))
        };
        assert_eq!(found("docker.io"), of("docker.io", "hub", "a"));
        assert_eq!(
            found("localhost:5000"),
            of("localhost:5000", "user", "pä:ss")
        );
        assert_eq!(found("quay.io"), of("quay.io", "robot", "t"));
        assert_eq!(found("p.example"), of("p.example", "team", "2"));
        assert_eq!(found("localhost:5001"), None);
        assert_eq!(found("e"), None);
        assert!(in_file(Path::new("config.json"), b"{", "e", "").is_err());
    }
}
