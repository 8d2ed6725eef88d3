//! Tokens that are known by their form.

use std::ops::Range;

/// A token's first letters, its least length in all, and what it is.
const FORMS: &[(&str, usize, &str)] = &[
    ("AIza", 39, "a Google API key"),
    ("AKIA", 20, "an AWS access key"),
    ("ASIA", 20, "an AWS access key"),
    ("dop_v1_", 40, "a DigitalOcean token"),
    ("eyJ", 60, "a JSON web token"),
    ("ghp_", 36, "a GitHub token"),
    ("gho_", 36, "a GitHub token"),
    ("ghs_", 36, "a GitHub token"),
    ("ghu_", 36, "a GitHub token"),
    ("github_pat_", 40, "a GitHub token"),
    ("glpat-", 26, "a GitLab token"),
    ("hf_", 34, "a Hugging Face token"),
    ("npm_", 36, "an npm token"),
    ("pypi-", 60, "a PyPI token"),
    ("rk_live_", 24, "a Stripe key"),
    ("sk_live_", 24, "a Stripe key"),
    ("xoxb-", 24, "a Slack token"),
    ("xoxp-", 24, "a Slack token"),
];

/// The tokens in a text.
pub(super) fn tokens(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut found = Vec::new();
    let mut at = 0;
    let in_token = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    while at < text.len() {
        let rest = &text[at..];
        let len = rest.find(|c| !in_token(c)).unwrap_or(rest.len());
        let word = &rest[..len];
        let form = FORMS.iter().find(|form| is_form(word, form));
        if let Some((_, _, what)) = form {
            found.push((at..at + len, *what));
        }
        let next = rest[len..].chars().next().map_or(0, char::len_utf8);
        at += len + next;
    }
    found
}

fn is_form(word: &str, (start, least, _): &(&str, usize, &str)) -> bool {
    // `npm_config_…` and the like are words; a token has digits and no dots but a JWT's.
    word.starts_with(start)
        && word.len() >= *least
        && word.bytes().any(|b| b.is_ascii_digit())
        && (*start == "eyJ" || !word.contains('.'))
        && (word.len() == *least || !matches!(*start, "AKIA" | "ASIA" | "AIza"))
}
