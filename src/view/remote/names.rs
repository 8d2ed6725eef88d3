//! Lists of a registry's tags and repositories: what of them is shown, and what each opens.

use super::Meaning;
use crate::registry::{Pasted, Reference};

/// Names drawn at most: of more a person sees nothing, and writes a filter.
const DRAWN: usize = 200;

/// What of a list is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    /// The names.
    pub names: Vec<&'a str>,
    /// How many there are in all that fit.
    pub fitting: usize,
}

/// The names that hold a text, in their order; all where it is empty.
pub fn find<'a>(names: &'a [String], filter: &str) -> Found<'a> {
    let filter = filter.trim().to_lowercase();
    let fits = |name: &&String| filter.is_empty() || name.to_lowercase().contains(&filter);
    let all = names.iter().filter(fits);
    Found {
        fitting: all.clone().count(),
        names: all.map(String::as_str).take(DRAWN).collect(),
    }
}

/// The reference of another tag in an image's repository; `None` where the tag is none.
pub fn beside(reference: &str, tag: &str) -> Option<String> {
    let Pasted { place, .. } = reference.parse().ok()?;
    place.beside(tag)
}

/// The reference of another repository in an image's registry, without a tag; `None` where its
/// name is none.
pub fn in_registry(reference: &str, repository: &str) -> Option<String> {
    let (scheme, bare) = split(reference);
    let reference: Reference = bare.parse().ok()?;
    let domain = reference.domain();
    let name = format!("{domain}/{repository}");
    let other: Reference = name.parse().ok()?;
    let same = other.domain() == domain && other.path() == repository;
    // An address without a tag would be that of a layout.
    let tag = if scheme.is_empty() { "" } else { ":latest" };
    let named = format!("{scheme}{name}{tag}");
    (same && named.parse::<Meaning>().is_ok()).then_some(named)
}

/// How the registry is asked, where that is written, and the reference.
fn split(reference: &str) -> (&str, &str) {
    let start = reference.find("://").map_or(0, |at| at + "://".len());
    reference.split_at(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filtered() {
        let names: Vec<String> = (0..1000).map(|n| format!("V{n}")).collect();
        let all = find(&names, " ");
        assert_eq!((all.names.len(), all.fitting), (DRAWN, 1000));
        let some = find(&names, "v99");
        assert_eq!((some.names[0], some.fitting), ("V99", 11));
    }

    #[test]
    fn only_what_is_a_reference_there() {
        let alpine = "docker.io/library/alpine:3.20";
        assert_eq!(
            beside(alpine, "3.21").as_deref(),
            Some("docker.io/library/alpine:3.21")
        );
        assert_eq!(
            beside("http://a.example:5/b:1", "2").as_deref(),
            Some("http://a.example:5/b:2")
        );
        assert_eq!(
            beside("https://localhost:5/b:1", "2").as_deref(),
            Some("https://localhost:5/b:2")
        );
        for tag in ["", "a b", "a@sha256:0", "../x", "a/b", "é"] {
            assert_eq!(beside(alpine, tag), None, "{tag}");
        }
        assert_eq!(
            in_registry("localhost:5000/a:1", "b/c").as_deref(),
            Some("localhost:5000/b/c")
        );
        assert_eq!(
            in_registry("http://a.example:5/b:1", "c").as_deref(),
            Some("http://a.example:5/c:latest")
        );
        for repository in ["", "B", "../x", "b:1", "b c"] {
            assert_eq!(in_registry("localhost:5000/a:1", repository), None);
        }
    }
}
