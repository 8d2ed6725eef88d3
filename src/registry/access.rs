//! What a person lets Peel show to whom.

use serde::{Deserialize, Serialize};

use super::place::{Origin, is_loopback};

/// A text that is never printed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(pub String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

/// A user's name and password (or token) at one registry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credentials {
    /// The registry that they are for, as references name it: no other gets them.
    pub registry: String,
    /// The user.
    pub user: String,
    /// The password, or an access token in its place.
    pub password: Secret,
}

/// What may be shown to whom. It is held in memory only: nothing here writes it anywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Access {
    /// For the registry at hand, where a person gave some.
    pub credentials: Option<Credentials>,
    /// Hosts that may see those too, since a person said so: the registry names them as the
    /// place where tokens are had.
    pub consent: Vec<String>,
}

/// Registries whose tokens come from another host, by their makers' own word.
const TOKEN_HOSTS: &[(&str, &str)] = &[
    ("docker.io", "auth.docker.io"),
    ("registry.gitlab.com", "gitlab.com"),
];

impl Access {
    /// The credentials, where they are for this registry and `origin` may see them: the
    /// registry's own host, one known to belong to it, or one that a person agreed to; never
    /// where others can read along.
    ///
    /// # Errors
    /// [`Refusal`] where there are credentials for the registry, and they may not go there.
    pub(super) fn for_origin(
        &self,
        registry: &str,
        api: &Origin,
        origin: &Origin,
    ) -> Result<Option<&Credentials>, Refusal> {
        let Some(credentials) = self.credentials.as_ref() else {
            return Ok(None);
        };
        if credentials.registry != registry {
            return Ok(None);
        }
        if !origin.is_private() {
            return Err(Refusal::Readable);
        }
        let known = TOKEN_HOSTS.contains(&(registry, origin.host.as_str()));
        // Another port of this machine may be another person's program.
        let consent = self.consent.contains(&origin.host);
        match origin == api || known || consent || same_host(api, origin) {
            true => Ok(Some(credentials)),
            false => Err(Refusal::Consent),
        }
    }
}

/// Whether two origins are one host over TLS, at whatever port.
fn same_host(a: &Origin, b: &Origin) -> bool {
    let name = |host: &str| {
        let start = host.rfind(']').unwrap_or(0);
        let end = host[start..].find(':').map_or(host.len(), |i| start + i);
        host[..end].to_owned()
    };
    a.scheme == "https"
        && b.scheme == "https"
        && name(&a.host) == name(&b.host)
        && !is_loopback(&a.host)
}

/// Why credentials are not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Others could read them on their way.
    Readable,
    /// The host is another, and nobody agreed.
    Consent,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_may_see_them() {
        let origin = |url: &str| Origin::of(url).expect("valid");
        let access = |registry: &str, consent: &[&str]| Access {
            credentials: Some(Credentials {
                registry: registry.to_owned(),
                user: "u".to_owned(),
                password: Secret("p".to_owned()),
            }),
            consent: consent.iter().map(|host| (*host).to_owned()).collect(),
        };
        let asked = |access: &Access, registry: &str, api: &str, to: &str| {
            let found = access.for_origin(registry, &origin(api), &origin(to));
            found.map(|found| found.is_some())
        };
        let own = access("a.b", &[]);
        assert_eq!(
            asked(&own, "a.b", "https://a.b", "https://a.b/token"),
            Ok(true)
        );
        assert_eq!(
            asked(&own, "a.b", "https://a.b", "https://a.b:9/t"),
            Ok(true)
        );
        assert_eq!(asked(&own, "c.d", "https://c.d", "https://c.d"), Ok(false));
        assert_eq!(
            asked(&own, "a.b", "https://a.b", "https://evil.example"),
            Err(Refusal::Consent)
        );
        assert_eq!(
            asked(&own, "a.b", "http://a.b", "http://a.b"),
            Err(Refusal::Readable)
        );
        let agreed = access("a.b", &["auth.c"]);
        assert_eq!(
            asked(&agreed, "a.b", "https://a.b", "https://auth.c"),
            Ok(true)
        );
        assert_eq!(
            asked(&agreed, "a.b", "https://a.b", "http://auth.c"),
            Err(Refusal::Readable)
        );
        let hub = access("docker.io", &[]);
        let api = "https://registry-1.docker.io";
        assert_eq!(
            asked(&hub, "docker.io", api, "https://auth.docker.io"),
            Ok(true)
        );
        let local = access("localhost:5000", &[]);
        let api = "http://localhost:5000";
        assert_eq!(asked(&local, "localhost:5000", api, api), Ok(true));
        assert_eq!(
            asked(&local, "localhost:5000", api, "http://localhost:5001"),
            Err(Refusal::Consent)
        );
    }

    #[test]
    fn a_secret_is_never_printed() {
        let secret = Secret("hunter2".to_owned());
        assert!(!format!("{secret:?}").contains("hunter2"));
    }
}
