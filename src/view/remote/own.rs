//! How one's own registry lets pages read from it: configurations that are tested with the software
//! itself, with the page's own origin in them.

use crate::words::{Text, remote as say};
/// A configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// What it configures.
    pub name: &'static str,
    /// The file.
    pub text: String,
}

/// The page that the files of `examples/registries` let read.
const EXAMPLE: &str = "https://peel.example";

const FILES: [(Text, &str); 3] = [
    (
        say::distribution,
        include_str!("../../../examples/registries/distribution.yml"),
    ),
    (
        say::nginx,
        include_str!("../../../examples/registries/nginx.conf"),
    ),
    (
        say::caddy,
        include_str!("../../../examples/registries/Caddyfile"),
    ),
];

/// The configurations that let pages of this origin read.
pub fn recipes(origin: &str) -> Vec<Recipe> {
    // What a browser calls an origin has nothing that a file would read otherwise; `null`, that of
    // a page from disk, is none.
    let origin = match origin.contains("://") {
        true => origin,
        false => EXAMPLE,
    };
    FILES
        .map(|(name, text)| Recipe {
            name: name(),
            text: text.replace(EXAMPLE, origin),
        })
        .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_origin_is_in_each() {
        for recipe in recipes("http://127.0.0.1:7335") {
            assert!(recipe.text.contains("http://127.0.0.1:7335"), "{recipe:?}");
            assert!(!recipe.text.contains(EXAMPLE));
        }
        assert!(recipes("null").iter().all(|r| r.text.contains(EXAMPLE)));
    }
}
