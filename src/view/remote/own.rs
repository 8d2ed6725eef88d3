//! How one's own registry lets pages read from it: configurations that are tested with the software
//! itself, with the page's own origin in them.

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

const FILES: [(&str, &str); 3] = [
    (
        "distribution without a login (the registry image, 2 and 3)",
        include_str!("../../../examples/registries/distribution.yml"),
    ),
    (
        "nginx before any registry: Harbor, zot, Gitea, with a login or without",
        include_str!("../../../examples/registries/nginx.conf"),
    ),
    (
        "Caddy before any registry",
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
            name,
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
