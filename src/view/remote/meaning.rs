//! What is meant by what a person wrote or pasted.

use crate::registry::{Pasted, PastedError, Place};
use crate::words::remote as say;

/// An image that is elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// The reference in its full form, or the address of a layout's folder.
    pub place: String,
    /// The registry, as references name it, or the layout's host.
    pub host: String,
    /// Whether it is a layout that a web server gives out.
    pub layout: bool,
    /// The platform that is written beside it.
    pub platform: Option<String>,
}

impl std::str::FromStr for Meaning {
    type Err = PastedError;

    fn from_str(text: &str) -> Result<Meaning, PastedError> {
        let Pasted { place, platform } = text.parse()?;
        Ok(Meaning {
            host: place.host(),
            layout: matches!(place, Place::Layout { .. }),
            platform: platform.map(|platform| platform.to_string()),
            place: place.to_string(),
        })
    }
}

impl Meaning {
    /// In words: `docker.io/library/alpine:3.20 on docker.io`.
    pub fn words(&self) -> String {
        let Meaning { place, host, .. } = self;
        let what = match self.layout {
            true => say::layout_at(place),
            false => say::place_on(place, host),
        };
        match &self.platform {
            Some(platform) => say::what_for(&what, platform),
            None => what,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        let meaning: Meaning = text.parse().expect("an image");
        meaning.words()
    }

    #[test]
    fn in_words() {
        assert_eq!(
            words("alpine:3.20"),
            "docker.io/library/alpine:3.20 on docker.io"
        );
        assert_eq!(
            words("docker pull --platform linux/arm64 localhost:5000/app"),
            "localhost:5000/app:latest on localhost:5000, for linux/arm64"
        );
        assert_eq!(
            words("https://static.example/app/index.json"),
            "OCI image layout at https://static.example/app/"
        );
        assert!("no image here".parse::<Meaning>().is_err());
    }

    #[test]
    fn what_is_meant_reads_back() {
        for text in [
            "alpine",
            "[::1]:5000/a/b:1",
            "http://a.example:5000/b:1",
            "https://static.example/app",
            "quay.io/a/b@sha256:\
             0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        ] {
            let meaning: Meaning = text.parse().expect("an image");
            let again: Meaning = meaning.place.parse().expect("an image");
            assert_eq!(again, meaning, "{text}");
        }
    }
}
