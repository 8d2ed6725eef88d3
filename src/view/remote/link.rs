//! The part of the page's address that opens an image: `#image=REFERENCE&platform=linux/arm64`.

use super::Meaning;
use crate::view::fragment::{self, encoded};

/// What an address opens. Credentials have no place in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImageLink {
    /// The reference, or a layout's address.
    pub image: String,
    /// Of several images, the one for this platform.
    pub platform: Option<String>,
    /// Of several images that platforms do not tell apart, the one with this manifest.
    pub manifest: Option<String>,
}

impl ImageLink {
    /// What an address's fragment opens, with or without its `#`; `None` where it opens nothing.
    pub fn read(fragment: &str) -> Option<ImageLink> {
        let value = |name: &str| fragment::value(fragment, name);
        Some(ImageLink {
            image: value("image")?,
            platform: value("platform"),
            manifest: value("manifest"),
        })
    }

    /// The fragment that opens it, with its `#`.
    pub fn write(&self) -> String {
        let mut fragment = format!("#image={}", encoded(&self.image));
        for (name, value) in [("platform", &self.platform), ("manifest", &self.manifest)] {
            if let Some(value) = value {
                fragment.push_str(&format!("&{name}={}", encoded(value)));
            }
        }
        fragment
    }

    /// Whether it opens the same image as another.
    pub fn is_same(&self, other: &ImageLink) -> bool {
        let rest = |link: &ImageLink| (link.platform.clone(), link.manifest.clone());
        self.is_of(other) && rest(self) == rest(other)
    }

    /// Whether it opens the same image as another, of whatever platform.
    pub fn is_of(&self, other: &ImageLink) -> bool {
        let place = |link: &ImageLink| link.image.parse().map(|meaning: Meaning| meaning.place);
        match (place(self), place(other)) {
            (Ok(one), Ok(two)) => one == two,
            _ => self.image == other.image,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        let link = |image: &str, platform: Option<&str>| ImageLink {
            image: image.into(),
            platform: platform.map(str::to_owned),
            manifest: None,
        };
        let alpine = link("docker.io/library/alpine:3.20", Some("linux/arm64"));
        assert_eq!(
            alpine.write(),
            "#image=docker.io/library/alpine:3.20&platform=linux/arm64"
        );
        for link in [
            alpine,
            link("https://a.example/a&b=c%20d#e f/ü/", None),
            ImageLink {
                manifest: Some("sha256:0".into()),
                ..link("[::1]:5/a@b", None)
            },
        ] {
            assert_eq!(ImageLink::read(&link.write()), Some(link));
        }
    }

    #[test]
    fn of_other_fragments_nothing() {
        for fragment in ["", "#", "#image=", "#image=%20", "#tree", "#other=1"] {
            assert_eq!(ImageLink::read(fragment), None, "{fragment}");
        }
        let found = ImageLink::read("view=x&image=a%2fb%zz%").map(|link| link.image);
        assert_eq!(found.as_deref(), Some("a/b%zz%"));
    }

    #[test]
    fn the_same_image() {
        let link = |image: &str| ImageLink {
            image: image.into(),
            ..ImageLink::default()
        };
        assert!(link("alpine").is_of(&link("docker.io/library/alpine:latest")));
        assert!(!link("alpine").is_of(&link("alpine:3")));
        assert!(link("alpine").is_same(&link("docker.io/library/alpine")));
        let other = ImageLink {
            platform: Some("linux/arm64".into()),
            ..link("alpine")
        };
        assert!(link("alpine").is_of(&other) && !link("alpine").is_same(&other));
    }
}
