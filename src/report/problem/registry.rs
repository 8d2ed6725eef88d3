//! What went wrong with a registry, as sentences: what happened, and what works instead.

use super::{Problem, Remedy};
use crate::registry::{PastedError, Place, RegistryError, TransportError};
use crate::text;

impl Problem {
    /// The registry could not be asked, and what was kept is shown: it was pulled so many
    /// milliseconds after 1970 began.
    pub fn kept(place: &Place, at: f64) -> Problem {
        Problem {
            code: "kept".into(),
            message: format!(
                "{} could not be asked: this is the image as it was when it was last pulled here, \
                 on {}.",
                place.host(),
                text::moment(at)
            ),
            advice: "Its tag may name another image by now.".into(),
            ..Problem::default()
        }
    }

    /// What a person pasted, and could not be understood.
    pub fn of_pasted(error: &PastedError) -> Problem {
        let message = error.to_string();
        let mut letters = message.chars();
        let first = letters.next().map(char::to_uppercase);
        let message: String = first.into_iter().flatten().chain(letters).collect();
        Problem::error(
            "not-a-reference",
            format!("{message}."),
            "Paste a reference such as alpine:3.20, ghcr.io/owner/app@sha256:… or \
             localhost:5000/app, a docker pull command, or the address of an OCI image layout.",
        )
    }

    /// Why an image could not be had from where it is.
    pub fn of_registry(error: &RegistryError, place: &Place) -> Problem {
        let text = error.to_string();
        let plain =
            |code: &str, message: String, advice: &str| Problem::error(code, message, advice);
        match error {
            RegistryError::Transport { error, .. } => transport(error, place, &text),
            RegistryError::NotFound {
                what, says, near, ..
            } => {
                let message = format!("{} has no {what}{}.", place.host(), said(says));
                let references: Vec<String> =
                    near.iter().filter_map(|tag| place.beside(tag)).collect();
                match references.is_empty() {
                    true => plain(
                        "not-found",
                        message,
                        "Check the name and the tag. Registries also say this of private images \
                         to those who are not logged in.",
                    ),
                    false => plain("not-found", message, "Its repository has other tags:")
                        .with(Remedy::Instead { references }),
                }
            }
            RegistryError::NeedsLogin { host, .. } => plain(
                "needs-login",
                format!("{host} needs a login for this image, or there is no such image."),
                "Log in with a user and a password or access token: Peel keeps them in memory \
                 only, for this registry.",
            )
            .with(log_in(place)),
            RegistryError::Denied { host, says, .. } => plain(
                "denied",
                format!(
                    "{host} does not let this user read the image{}.",
                    said(says)
                ),
                "Check the user and the password, and whether that user may pull the image.",
            )
            .with(log_in(place)),
            RegistryError::RealmConsent { host, realm } => plain(
                "realm-consent",
                format!("{host} wants your user and password to be sent to {realm}."),
                "That is another host. Agree only if you know that it belongs to the registry.",
            )
            .with(Remedy::Consent {
                host: host.clone(),
                realm: realm.clone(),
            }),
            RegistryError::PlainPassword { host } => plain(
                "plain-password",
                format!(
                    "{host} would get your password by plain http, where others on the way can \
                     read it: it was not sent."
                ),
                "Use the registry by https.",
            ),
            RegistryError::RateLimited { host, retry_after } => {
                let limited = plain(
                    "rate-limited",
                    match retry_after {
                        Some(seconds) => format!(
                            "{host} answers no more requests for now: it wants to be asked again \
                             in {seconds} s.",
                        ),
                        None => format!("{host} answers no more requests for now."),
                    },
                    "Wait, then try again. Most registries allow more to those who are logged in.",
                );
                Problem {
                    remedy: retry_after.map(|seconds| Box::new(Remedy::Wait { seconds })),
                    ..limited
                }
            }
            RegistryError::Server { .. } => plain(
                "server-error",
                format!("{}.", text),
                "The registry has a problem of its own: try again in a while.",
            ),
            RegistryError::Challenge { .. } | RegistryError::Status { .. } => {
                around(plain("refused", format!("{}.", text), INSTEAD), place)
            }
            RegistryError::NotARegistry { .. } => plain(
                "not-a-registry",
                format!("{}.", text),
                "Check the host and port. A login page or a proxy may stand before the registry.",
            ),
            RegistryError::Schema1 { .. } => plain(
                "schema-1",
                format!(
                    "{}: the format of Docker before 2016, which has no config and no diff IDs, \
                     and which Peel does not read.",
                    text
                ),
                "Push the image again with any newer tool, and it is converted.",
            ),
            RegistryError::WrongDigest { .. } => plain(
                "wrong-digest",
                format!("{}. Nothing of it is shown.", text),
                "Bytes were changed on their way, or the registry is damaged. Try again; if it \
                 stays, do not trust this image.",
            ),
            RegistryError::TooLong { .. } | RegistryError::Short { .. } => plain(
                "wrong-size",
                format!("{}. Nothing of it is shown.", text),
                "Try again. If it stays, the registry or a proxy before it is damaged.",
            ),
            RegistryError::TooLarge { .. } => plain("too-large", format!("{}.", text), ""),
            RegistryError::NoRanges { .. } => plain("no-ranges", format!("{}.", text), ""),
            RegistryError::NoPlatform { there, .. } => plain(
                "no-platform",
                format!("{}.", text),
                &format!("There are: {}.", there.join(", ")),
            ),
            RegistryError::NoImage { .. } => {
                plain("no-image", format!("{}: its index lists none.", text), "")
            }
        }
    }
}

fn log_in(place: &Place) -> Remedy {
    Remedy::LogIn { host: place.host() }
}

const INSTEAD: &str = "One of these commands works instead:";

fn transport(error: &TransportError, place: &Place, text: &str) -> Problem {
    let layout = matches!(place, Place::Layout { .. });
    match error {
        TransportError::Blocked { host } if layout => Problem::error(
            "cors",
            format!("{host} answers, but its CORS policy does not let web pages read it."),
            "Whoever runs that server can allow it: its answers need the header \
             Access-Control-Allow-Origin: *.",
        ),
        TransportError::Blocked { host } => around(
            Problem::error(
                "cors",
                format!(
                    "{host} answers, but its CORS policy does not let web pages read it. That is \
                     so for nearly all public registries."
                ),
                INSTEAD,
            ),
            place,
        ),
        TransportError::Offline => Problem::error(
            "offline",
            "This machine is offline, so no registry can be asked.",
            "Archives and folders can be opened all the same, and so can what was downloaded \
             before.",
        ),
        TransportError::MixedContent { host } => around(
            Problem::error(
                "mixed-content",
                format!(
                    "This page came by https, and a browser does not let it read {host} by plain \
                     http."
                ),
                INSTEAD,
            ),
            place,
        ),
        TransportError::Unreachable { host, .. } => Problem::error(
            "unreachable",
            format!(
                "{host} does not answer: {}.",
                text.rsplit(": ").next().unwrap_or(text)
            ),
            "Check the host and port, and whether this machine may reach it.",
        ),
        TransportError::Relay { reason } => Problem::error(
            "relay",
            format!("The relay of `peel serve` was asked, and did not go there: {reason}."),
            "",
        ),
        TransportError::Cut { .. } => Problem::error(
            "cut",
            format!(
                "The connection to {} broke off, again and again.",
                place.host()
            ),
            match place.to_string().contains("://") {
                true => "Try again: what has come so far is not lost.",
                false => {
                    "Try again: what has come so far is not lost. If that registry speaks TLS, or \
                     speaks none, write https:// or http:// before the reference."
                }
            },
        ),
    }
}

/// The problem, with what works where a page may not read the registry.
fn around(problem: Problem, place: &Place) -> Problem {
    let Place::Registry { reference, .. } = place else {
        return problem;
    };
    let name = reference.path().rsplit('/').next().unwrap_or("image");
    // The grammar of references leaves nothing that a shell would read, but an IPv6 host.
    let image = match reference.domain().starts_with('[') {
        true => format!("'{reference}'"),
        false => reference.to_string(),
    };
    Problem {
        commands: vec![
            "peel serve".to_owned(),
            format!("skopeo copy docker://{image} docker-archive:{name}.tar"),
            format!("docker pull {image} && docker save {image} -o {name}.tar"),
            format!("crane pull {image} {name}.tar"),
        ],
        ..problem
    }
}

fn said(says: &str) -> String {
    match says {
        "" => String::new(),
        says => format!(" (it says: {})", says.trim_end_matches('.')),
    }
}
