//! What a person pastes to name an image: a reference, a command or a line of a Dockerfile that
//! has one, the address of its page on the web, or that of an image layout.

mod web;

use super::place::{Origin, Place, is_loopback};
use super::{Reference, ReferenceError};
use crate::archive::Platform;
use crate::limits;

/// What was pasted, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pasted {
    /// The image that is meant.
    pub place: Place,
    /// The platform that is written beside it.
    pub platform: Option<Platform>,
}

/// Why it was not understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PastedError {
    /// There is nothing.
    #[error("there is nothing: paste a reference such as alpine:3.20")]
    Empty,
    /// More than an address or a command has.
    #[error("that is longer than {0} characters, and no reference")]
    TooLong(usize),
    /// A command or line without a reference, or of an unknown kind.
    #[error("there is no reference in \"{0}\"")]
    NoReference(String),
    /// `FROM scratch`, or a build argument.
    #[error("\"{0}\" names no image in a registry")]
    NotPulled(String),
    /// A user and password stand in an address.
    #[error("an address with a user or password in it is not opened: log in instead")]
    Password,
    /// The reference is none.
    #[error(transparent)]
    Reference(#[from] ReferenceError),
}

/// Commands that take an image's reference as the first word that is no option.
const COMMANDS: &[&[&str]] = &[
    &["docker", "pull"],
    &["docker", "image", "pull"],
    &["docker", "image", "inspect"],
    &["docker", "image", "history"],
    &["docker", "history"],
    &["docker", "inspect"],
    &["docker", "manifest", "inspect"],
    &["docker", "buildx", "imagetools", "inspect"],
    &["docker", "save"],
    &["podman", "pull"],
    &["podman", "image", "pull"],
    &["nerdctl", "pull"],
    &["buildah", "from"],
    &["buildah", "pull"],
    &["crane", "pull"],
    &["crane", "manifest"],
    &["crane", "config"],
    &["crane", "digest"],
    &["crane", "export"],
    &["ctr", "image", "pull"],
    &["ctr", "images", "pull"],
    &["skopeo", "inspect"],
    &["skopeo", "copy"],
    &["dive"],
    &["docker", "run"],
    &["docker", "create"],
    &["podman", "run"],
];

/// Options of those whose value is the next word.
const WITH_VALUE: &[&str] = &[
    "--platform",
    "--name",
    "-p",
    "--publish",
    "-v",
    "--volume",
    "-e",
    "--env",
    "-w",
    "--workdir",
    "-u",
    "--user",
    "--network",
    "--net",
    "-h",
    "--hostname",
    "--entrypoint",
    "--mount",
    "--restart",
    "--format",
    "-f",
    "-o",
    "--output",
    "-l",
    "--label",
    "-m",
    "--memory",
    "--env-file",
    "--add-host",
    "--cpus",
    "--gpus",
    "--authfile",
    "--creds",
    "--override-arch",
    "--override-os",
];

impl std::str::FromStr for Pasted {
    type Err = PastedError;

    fn from_str(text: &str) -> Result<Pasted, PastedError> {
        let text = text.trim();
        if text.len() > limits::PASTED_BYTES {
            return Err(PastedError::TooLong(limits::PASTED_BYTES));
        }
        let mut words = text
            .split_whitespace()
            .map(unquoted)
            .filter(|w| !w.is_empty());
        let first = loop {
            match words.next() {
                None => return Err(PastedError::Empty),
                // A prompt, a list's mark, or who the command runs as.
                Some("$" | "#" | ">" | "-" | "sudo") => {}
                Some(word) => break word,
            }
        };
        let rest: Vec<&str> = words.collect();
        if rest.is_empty() {
            return one(first, None);
        }
        let key = first.trim_end_matches(':');
        if first.ends_with(':') && (key == "image" || key == "from") {
            return one(rest[0], None);
        }
        let all: Vec<&str> = std::iter::once(first).chain(rest.iter().copied()).collect();
        let command = |command: &&&[&str]| {
            command.len() < all.len() && command.iter().zip(&all).all(|(a, b)| a == b)
        };
        let arguments = match COMMANDS.iter().find(command) {
            Some(command) => &all[command.len()..],
            None if first.eq_ignore_ascii_case("from") => &all[1..],
            None => return Err(PastedError::NoReference(text.to_owned())),
        };
        of_arguments(text, arguments)
    }
}

fn of_arguments(text: &str, arguments: &[&str]) -> Result<Pasted, PastedError> {
    let mut platform = None;
    let mut words = arguments.iter().copied();
    while let Some(word) = words.next() {
        if !word.starts_with('-') {
            return one(word, platform);
        }
        let (option, value) = match word.split_once('=') {
            Some((option, value)) => (option, Some(unquoted(value))),
            None if WITH_VALUE.contains(&word) => (word, words.next()),
            None => (word, None),
        };
        // `--platform=$BUILDPLATFORM` is known to the builder only.
        if option == "--platform" {
            platform = value
                .filter(|value| !value.contains('$'))
                .map(Platform::from);
        }
    }
    Err(PastedError::NoReference(text.to_owned()))
}

fn unquoted(word: &str) -> &str {
    word.trim_matches(|c| matches!(c, '"' | '\'' | '`' | ',' | ';'))
}

/// One word that is a reference or an address.
fn one(word: &str, platform: Option<Platform>) -> Result<Pasted, PastedError> {
    if word == "scratch" || word.contains('$') {
        return Err(PastedError::NotPulled(word.to_owned()));
    }
    let place = match word.split_once("://") {
        None => registry(word, None)?,
        Some(("docker" | "oci" | "docker-daemon" | "containers-storage", reference)) => {
            registry(reference.trim_start_matches('/'), None)?
        }
        Some(("https" | "http", rest)) => {
            if rest
                .split(['/', '?', '#'])
                .next()
                .is_some_and(|host| host.contains('@'))
            {
                return Err(PastedError::Password);
            }
            address(word)?
        }
        Some((scheme, _)) => return Err(ReferenceError::Scheme(format!("{scheme}://")).into()),
    };
    Ok(Pasted { place, platform })
}

fn registry(reference: &str, tls: Option<bool>) -> Result<Place, PastedError> {
    let reference: Reference = reference.parse()?;
    // What goes without saying is not said, so that a place has one form.
    let usual = !is_loopback(reference.domain());
    let tls = tls.filter(|tls| *tls != usual);
    Ok(Place::Registry { reference, tls })
}

/// An address: of a page about an image, of a registry's API, or of a layout.
fn address(url: &str) -> Result<Place, PastedError> {
    let Some(Origin { scheme, host }) = Origin::of(url) else {
        return Err(PastedError::NoReference(url.to_owned()));
    };
    if let Some(reference) = web::reference(url) {
        return registry(&reference, None);
    }
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let path = rest.split(['?', '#']).next().unwrap_or(rest);
    let path = path.split_once('/').map_or("", |(_, path)| path);
    // An image's own address in a registry's API: `/v2/NAME/manifests/TAG`.
    if let Some((name, what)) = path.strip_prefix("v2/").and_then(|api| {
        let (name, what) = api.rsplit_once("/manifests/")?;
        Some((name, what))
    }) {
        let mark = if what.contains(':') { '@' } else { ':' };
        return registry(
            &format!("{host}/{name}{mark}{what}"),
            Some(scheme == "https"),
        );
    }
    // `http://HOST/NAME:TAG`: a reference, and how its registry is asked.
    if !path.ends_with('/') && path.contains(':') {
        return registry(&format!("{host}/{path}"), Some(scheme == "https"));
    }
    let folder = path
        .strip_suffix("index.json")
        .or(path.strip_suffix("oci-layout"));
    let folder = folder.unwrap_or(path);
    let slash = if folder.is_empty() || folder.ends_with('/') {
        ""
    } else {
        "/"
    };
    let base = format!("{scheme}://{host}/{folder}{slash}");
    // It is read again by a worker.
    match base.len() > limits::PASTED_BYTES {
        true => Err(PastedError::TooLong(limits::PASTED_BYTES)),
        false => Ok(Place::Layout { base }),
    }
}

#[cfg(test)]
mod tests;
