//! What went wrong with a registry, as sentences: what happened, and what works instead.

use super::{Problem, Remedy, in_each};
use crate::registry::{Place, RegistryError, TransportError};
use crate::text;
use crate::words::problems::registry as say;
use crate::words::{named, reason as say_reason};

impl Problem {
    /// The registry could not be asked, and what was kept is shown: it was pulled so many
    /// milliseconds after 1970 began.
    pub fn kept(place: &Place, at: f64) -> Problem {
        in_each(|| {
            let message = say::kept(&place.host(), &text::moment(at));
            Problem::odd("kept", message, say::another_by_now())
        })
    }

    /// Why an image could not be had from where it is.
    pub fn of_registry(error: &RegistryError, place: &Place) -> Problem {
        in_each(|| match error {
            RegistryError::Transport { error, .. } => transport(error, place),
            RegistryError::NotFound {
                what, says, near, ..
            } => not_found(place, what, says, near),
            RegistryError::NeedsLogin { host, .. } => {
                let message = say::needs_login(host);
                Problem::error("needs-login", message, say::log_in()).with(log_in(place))
            }
            RegistryError::Denied { host, says, .. } => {
                let message = say::denied(host, &said(says));
                Problem::error("denied", message, say::check_the_user()).with(log_in(place))
            }
            RegistryError::RealmConsent { host, realm } => {
                let message = say::realm(host, realm);
                let consent = Remedy::Consent {
                    host: host.clone(),
                    realm: realm.clone(),
                };
                Problem::error("realm-consent", message, say::another_host()).with(consent)
            }
            RegistryError::PlainPassword { host } => {
                Problem::error("plain-password", say::plain_password(host), say::by_https())
            }
            RegistryError::RateLimited { host, retry_after } => {
                let message = match retry_after {
                    Some(seconds) => say::limited_for(host, *seconds),
                    None => say::limited(host),
                };
                Problem {
                    remedy: retry_after.map(|seconds| Box::new(Remedy::Wait { seconds })),
                    ..Problem::error("rate-limited", message, say::wait())
                }
            }
            RegistryError::Challenge { host } => refused(say::challenge(host), place),
            RegistryError::Status { host, what, status } => {
                refused(say::status(host, &named(what), *status), place)
            }
            RegistryError::NoPlatform {
                what,
                platform,
                there,
            } => {
                let message = say::no_platform(what, platform);
                let there = say::there_are(&there.join(", "));
                Problem::error("no-platform", message, &there)
            }
            answer => wrong_answer(answer),
        })
    }
}

/// The registry answered, and not with what was asked for.
fn wrong_answer(error: &RegistryError) -> Problem {
    let (code, message, advice) = match error {
        RegistryError::Server { host, status } => (
            "server-error",
            say::server(host, *status),
            say::of_its_own(),
        ),
        RegistryError::NotARegistry { host, reason } => (
            "not-a-registry",
            say::not_a_registry(host, &say_reason(reason)),
            say::check_the_port(),
        ),
        RegistryError::Schema1 { host, what } => {
            ("schema-1", say::schema_1(what, host), say::push_again())
        }
        RegistryError::WrongDigest { host, what, found } => (
            "wrong-digest",
            say::wrong_digest(host, &named(what), &found.to_string()),
            say::bytes_changed(),
        ),
        RegistryError::TooLong { host, what, size } => (
            "wrong-size",
            say::too_long(host, *size, &named(what)),
            say::try_again(),
        ),
        RegistryError::Short {
            host,
            what,
            there,
            size,
        } => (
            "wrong-size",
            say::short(host, *there, *size, &named(what)),
            say::try_again(),
        ),
        RegistryError::TooLarge { host, what, limit } => (
            "too-large",
            say::too_large(&named(what), host, *limit as u64),
            "",
        ),
        RegistryError::NoRanges { host, what } => {
            ("no-ranges", say::no_ranges(host, &named(what)), "")
        }
        RegistryError::NoImage { what } => ("no-image", say::no_image(what), ""),
        // Every other one has a sentence of its own.
        other => ("registry", format!("{other}."), ""),
    };
    Problem::error(code, message, advice)
}

fn not_found(place: &Place, what: &str, says: &str, near: &[String]) -> Problem {
    let message = say::not_found(&place.host(), &named(what), &said(says));
    let references: Vec<String> = near.iter().filter_map(|tag| place.beside(tag)).collect();
    match references.is_empty() {
        true => Problem::error("not-found", message, say::check_the_name()),
        false => Problem::error("not-found", message, say::other_tags())
            .with(Remedy::Instead { references }),
    }
}

fn refused(message: String, place: &Place) -> Problem {
    around(Problem::error("refused", message, say::instead()), place)
}

fn log_in(place: &Place) -> Remedy {
    Remedy::LogIn { host: place.host() }
}

fn transport(error: &TransportError, place: &Place) -> Problem {
    let layout = matches!(place, Place::Layout { .. });
    match error {
        TransportError::Blocked { host } if layout => {
            Problem::error("cors", say::layout_cors(host), say::allow_it())
        }
        TransportError::Blocked { host } => {
            let problem = Problem::error("cors", say::cors(host), say::instead());
            around(problem, place)
        }
        TransportError::Offline => {
            Problem::error("offline", say::offline(), say::offline_instead())
        }
        TransportError::MixedContent { host } => {
            let problem = Problem::error("mixed-content", say::mixed(host), say::instead());
            around(problem, place)
        }
        TransportError::Unreachable { host, reason } => {
            // Of a chain of causes the last is the one that tells.
            let reason = reason.rsplit(": ").next().unwrap_or(reason);
            let message = say::unreachable(host, &say_reason(reason));
            Problem::error("unreachable", message, say::check_reach())
        }
        TransportError::Relay { reason } => {
            Problem::error("relay", say::relay(&say_reason(reason)), "")
        }
        TransportError::Cut { .. } => {
            let advice = match place.to_string().contains("://") {
                true => say::not_lost(),
                false => say::not_lost_tls(),
            };
            Problem::error("cut", say::cut(&place.host()), advice)
        }
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
        ]
        .into(),
        ..problem
    }
}

fn said(says: &str) -> String {
    match says {
        "" => String::new(),
        says => say::says(says.trim_end_matches('.')),
    }
}
