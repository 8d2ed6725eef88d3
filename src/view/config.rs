//! What an image is and runs with, as facts for people.

use crate::image::Verdict;
use crate::report::ImageReport;
use crate::view::{text, words};
use crate::words::config as say;
use crate::words::counts;

/// A fact: its name for attributes, its label, what is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// For attributes: `entrypoint`.
    pub id: &'static str,
    /// For people.
    pub label: &'static str,
    /// The value.
    pub shown: Shown,
}

/// How a value is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// Strangers' text.
    Text(String),
    /// Strangers' text that is a command, a path or a digest.
    Code(String),
    /// Several of those.
    Codes(Vec<String>),
    /// Bytes, and a remark on them.
    Bytes(u64, String),
    /// Our own words, for what the image does not say.
    Remark(String),
}

/// A variable of the environment.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// Its name.
    pub key: String,
    /// Its value.
    pub value: String,
    /// Whether its name sounds like a secret's: then the value is covered at first.
    pub secret: bool,
}

/// The facts of an image, in the order in which they are shown. What is not set and has no
/// meaning then is left out.
pub fn facts(image: &ImageReport) -> Vec<Fact> {
    let config = &image.config;
    let mut facts = Vec::new();
    let mut fact = |id, label, shown: Option<Shown>| {
        facts.extend(shown.map(|shown| Fact { id, label, shown }));
    };
    let remark = |text: &str| Some(Shown::Remark(text.into()));
    let code = |text: &str| (!text.is_empty()).then(|| Shown::Code(text.into()));
    let codes = |list: &[String]| (!list.is_empty()).then(|| Shown::Codes(list.to_vec()));
    let command = |words: &[String]| (!words.is_empty()).then(|| Shown::Code(command_line(words)));
    fact(
        "tags",
        say::tags(),
        codes(&image.tags).or(remark(say::untagged())),
    );
    fact("id", say::image_id(), image.id.clone().map(Shown::Code));
    fact(
        "manifest",
        say::manifest(),
        image.manifest.clone().map(Shown::Code),
    );
    fact(
        "integrity",
        say::digests(),
        Some(Shown::Text(integrity(image))),
    );
    fact(
        "platform",
        say::platform(),
        Some(Shown::Text(platform(image))),
    );
    fact(
        "created",
        say::created(),
        image.created.as_deref().map(|c| Shown::Text(text::date(c))),
    );
    fact(
        "author",
        say::author(),
        image.author.clone().map(Shown::Text),
    );
    fact(
        "stored-size",
        say::size_as_stored(),
        Some(Shown::Bytes(image.stored_size, String::new())),
    );
    fact("size", say::uncompressed(), Some(uncompressed(image)));
    fact(
        "entrypoint",
        say::entry_point(),
        command(&config.entrypoint).or(remark(say::none())),
    );
    fact(
        "cmd",
        say::command(),
        command(&config.cmd).or(remark(say::none())),
    );
    fact(
        "user",
        say::user(),
        code(&config.user).or(remark(say::no_user())),
    );
    fact(
        "workdir",
        say::working_folder(),
        code(&config.working_dir).or(remark(say::no_working_folder())),
    );
    fact(
        "ports",
        say::ports(),
        codes(&config.exposed_ports).or(remark(say::none())),
    );
    fact("volumes", say::volumes(), codes(&config.volumes));
    fact(
        "healthcheck",
        say::health_check(),
        Some(healthcheck(config.healthcheck.as_deref())),
    );
    fact(
        "stop-signal",
        say::stop_signal(),
        config.stop_signal.as_deref().and_then(code),
    );
    fact("shell", say::shell(), command(&config.shell));
    fact("onbuild", say::on_build(), codes(&config.on_build));
    facts
}

/// Which of the image's digests were verified: `ID verified, manifest verified, 3 of 3 layers
/// verified`.
fn integrity(image: &ImageReport) -> String {
    let document = |name: &str, verdict: Option<Verdict>| {
        verdict.map(|verdict| format!("{name} {}", words::document_badge(verdict).word))
    };
    let verified = image.layers.iter().filter(|layer| {
        let badge = words::badge(layer.diff_id_verdict, layer.digest_verdict);
        badge.is_some_and(|badge| badge.id == "verified")
    });
    let layers = counts::layers(image.layers.len() as u64);
    let layers = say::verified_of(verified.count(), &layers);
    let documents = [
        document("ID", image.id_verdict),
        document("manifest", image.manifest_verdict),
    ];
    let all: Vec<String> = documents.into_iter().flatten().chain([layers]).collect();
    all.join(", ")
}

/// What an image runs on: `linux/arm64/v8`.
pub fn platform(image: &ImageReport) -> String {
    let name = image.platform.name();
    match name.is_empty() {
        true => say::unknown_platform().into(),
        false => name,
    }
}

/// What an image is called: its first tag, or its short ID.
pub fn title(image: &ImageReport, index: usize) -> String {
    let id = image
        .id
        .as_deref()
        .map(text::short_digest)
        .map(str::to_owned);
    let tag = image.tags.first().cloned();
    // A file system without an image around it is called as its file is.
    let file = match image.layers.as_slice() {
        [layer] if !image.config_read => Some(layer.name.clone()),
        _ => None,
    };
    tag.or(id).or(file).unwrap_or_else(|| say::image(index + 1))
}

/// What an image is called beside the others of its archive: with its platform, where another
/// one has the same name (one image for several platforms).
pub fn title_among(images: &[ImageReport], index: usize) -> String {
    let Some(image) = images.get(index) else {
        return String::new();
    };
    let own = title(image, index);
    let same = images.iter().filter(|other| other.tags == image.tags);
    match image.tags.is_empty() || same.count() < 2 {
        true => own,
        false => format!("{own} ({})", platform(image)),
    }
}

/// The environment.
pub fn variables(image: &ImageReport) -> Vec<Variable> {
    let variables = image.config.env.iter().map(|line| {
        let (key, value) = line.split_once('=').unwrap_or((line, ""));
        Variable {
            key: key.to_owned(),
            value: value.to_owned(),
            secret: sounds_secret(key) && !value.is_empty(),
        }
    });
    variables.collect()
}

/// The labels.
pub fn labels(image: &ImageReport) -> Vec<(String, String)> {
    image.config.labels.clone().into_iter().collect()
}

fn uncompressed(image: &ImageReport) -> Shown {
    let read = image.layers.iter().filter(|layer| layer.scanned).count();
    let so_far = match (image.complete, read) {
        (true, _) => String::new(),
        (false, 0) => return Shown::Remark(say::not_known_yet().into()),
        (false, read) => say::so_far(read, image.layers.len()),
    };
    Shown::Bytes(image.sizes.total, so_far)
}

fn healthcheck(test: Option<&[String]>) -> Shown {
    match test {
        None | Some([]) => Shown::Remark(say::none().into()),
        Some([none]) if none == "NONE" => Shown::Remark(say::switched_off().into()),
        Some([shell, line @ ..]) if shell == "CMD-SHELL" => Shown::Code(line.join(" ")),
        Some([cmd, words @ ..]) if cmd == "CMD" => Shown::Code(command_line(words)),
        Some(words) => Shown::Code(command_line(words)),
    }
}

/// Words as they would be written in a shell.
fn command_line(words: &[String]) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:=,@%+".contains(c);
    let quoted = words
        .iter()
        .map(|word| match !word.is_empty() && word.chars().all(plain) {
            true => word.clone(),
            false => format!("'{}'", word.replace('\'', r"'\''")),
        });
    quoted.collect::<Vec<_>>().join(" ")
}

/// Whether a variable's name sounds like a secret's. Some names that do not hold one (a path to
/// a key) are covered too: uncovering costs a click.
fn sounds_secret(key: &str) -> bool {
    const WORDS: [&str; 14] = [
        "PASSWORD",
        "PASSWD",
        "PASSPHRASE",
        "SECRET",
        "TOKEN",
        "CREDENTIAL",
        "APIKEY",
        "API_KEY",
        "ACCESS_KEY",
        "PRIVATE_KEY",
        "AUTH",
        "PWD",
        "ENCRYPTION_KEY",
        "SIGNING_KEY",
    ];
    let key = key.to_uppercase().replace('-', "_");
    // The shell's own folders; and keys that are published.
    let public = ["PWD", "OLDPWD", "GPG_KEY", "PUBLIC_KEY"].contains(&key.as_str());
    !public && WORDS.iter().any(|word| key.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_known_by_their_names() {
        for key in [
            "DB_PASSWORD",
            "github-token",
            "AWS_SECRET_ACCESS_KEY",
            "MYSQL_PWD",
        ] {
            assert!(sounds_secret(key), "{key}");
        }
        for key in ["PATH", "PWD", "GPG_KEY", "KEYBOARD", "LANG"] {
            assert!(!sounds_secret(key), "{key}");
        }
        let mut image = ImageReport::default();
        image.config.env = vec!["A_TOKEN=x=y".into(), "B_TOKEN=".into(), "C".into()];
        let variables = variables(&image);
        assert_eq!(
            (variables[0].value.as_str(), variables[0].secret),
            ("x=y", true)
        );
        assert!(!variables[1].secret, "nothing to cover");
        assert_eq!(variables[2].key, "C");
    }

    #[test]
    fn commands_are_quoted() {
        let words = ["nginx", "-g", "daemon off;", "it's", ""].map(String::from);
        assert_eq!(command_line(&words), r"nginx -g 'daemon off;' 'it'\''s' ''");
    }

    #[test]
    fn an_image_that_says_nothing() {
        let image = ImageReport::default();
        let user = facts(&image).into_iter().find(|fact| fact.id == "user");
        let root = Shown::Remark("not set: runs as root".into());
        assert_eq!(user.map(|fact| fact.shown), Some(root));
        assert_eq!(platform(&image), "unknown platform");
        assert_eq!(title(&image, 1), "Image 2");
    }
}
