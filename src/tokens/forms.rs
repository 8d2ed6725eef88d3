//! Tokens of known issuers: one table of their forms, for contents of files as well as for words of commands.

use std::ops::RangeInclusive;

use Contents::{Closely, Nowhere, Of};

use super::{Found, Look, Token};

/// One issuer's form: how such a token begins, and how it is told in each of the two places where tokens
/// are looked for.
pub(super) struct Form {
    pub(super) start: &'static str,
    pub(super) token: Token,
    pub(super) contents: Contents,
    pub(super) word: Option<Word>,
}

/// How it is told in the contents of a file, which may be of any kind.
pub(super) enum Contents {
    /// By the bytes that it has after its start, and how many it has in all.
    Of(fn(u8) -> bool, RangeInclusive<usize>),
    /// By a closer look.
    Closely(Look),
    /// Not: too much of what begins so is no secret.
    Nowhere,
}

/// How it is told as a word of a command, an environment or a label: few words stand there, and a secret that is
/// shown costs more than a word too much that is hidden.
pub(super) struct Word {
    /// How many letters it has in all.
    pub(super) length: RangeInclusive<usize>,
    /// Whether dots stand in it.
    pub(super) dots: bool,
}

const fn form(
    start: &'static str,
    token: Token,
    contents: Contents,
    length: RangeInclusive<usize>,
) -> Form {
    Form {
        start,
        token,
        contents,
        word: Some(Word {
            length,
            dots: false,
        }),
    }
}

const fn with_dots(mut form: Form) -> Form {
    if let Some(word) = &mut form.word {
        word.dots = true;
    }
    form
}

const fn no_word(mut form: Form) -> Form {
    form.word = None;
    form
}

/// The length of words has no end: whoever cut a token says nothing of what follows it.
const fn from(least: usize) -> RangeInclusive<usize> {
    least..=usize::MAX
}

/// Every form, for contents as well as for words.
pub(super) const FORMS: &[Form] = &[
    form("AKIA", Token::AwsKey, Closely(aws_key), 20..=20),
    form("ASIA", Token::AwsKey, Closely(aws_key), 20..=20),
    form(
        "dop_v1_",
        Token::DigitalOcean,
        Of(is_hex, 71..=71),
        from(40),
    ),
    form("ghp_", Token::GitHub, Of(is_letter, 36..=260), from(36)),
    form("gho_", Token::GitHub, Of(is_letter, 36..=260), from(36)),
    form("ghr_", Token::GitHub, Of(is_letter, 36..=260), from(36)),
    form("ghs_", Token::GitHub, Of(is_letter, 36..=260), from(36)),
    form("ghu_", Token::GitHub, Of(is_letter, 36..=260), from(36)),
    form(
        "github_pat_",
        Token::GitHub,
        Of(is_word, 40..=260),
        from(40),
    ),
    form("glpat-", Token::GitLab, Of(is_url, 26..=320), from(26)),
    form("AIza", Token::GoogleKey, Of(is_url, 39..=39), 39..=39),
    form("hf_", Token::HuggingFace, Nowhere, from(34)),
    // Files of documentation and tests are full of them.
    with_dots(form("eyJ", Token::WebToken, Nowhere, from(60))),
    form("sk-ant-", Token::Model, Of(is_url, 80..=260), from(80)),
    form("sk-proj-", Token::Model, Of(is_url, 56..=260), from(56)),
    form("npm_", Token::Npm, Of(is_letter, 36..=40), from(36)),
    form("pypi-AgE", Token::PyPi, Of(is_url, 60..=1_000), from(60)),
    form("pypi-", Token::PyPi, Nowhere, from(60)),
    form("xoxa-", Token::Slack, Of(is_slack, 24..=400), from(24)),
    form("xoxb-", Token::Slack, Of(is_slack, 24..=400), from(24)),
    form("xoxe-", Token::Slack, Of(is_slack, 24..=400), from(24)),
    form("xoxp-", Token::Slack, Of(is_slack, 24..=400), from(24)),
    form("xoxr-", Token::Slack, Of(is_slack, 24..=400), from(24)),
    form("xoxs-", Token::Slack, Of(is_slack, 24..=400), from(24)),
    // An address, which is more than a word.
    no_word(form(
        "hooks.slack.com/services/T",
        Token::Slack,
        Of(is_path, 64..=100),
        from(64),
    )),
    form("sk_live_", Token::Stripe, Of(is_letter, 24..=260), from(24)),
    form("rk_live_", Token::Stripe, Of(is_letter, 24..=260), from(24)),
    with_dots(form(
        "hvs.CAES",
        Token::Vault,
        Of(is_url, 90..=200),
        from(90),
    )),
];

/// Where forms begin in contents, and what looks at them there.
pub(super) fn anchors() -> impl Iterator<Item = (&'static str, Look)> {
    FORMS.iter().filter_map(|form| match form.contents {
        Of(..) => Some((form.start, plain as Look)),
        Closely(look) => Some((form.start, look)),
        Nowhere => None,
    })
}

/// A token that is known by its first letters.
fn plain(bytes: &[u8], start: usize) -> Option<Found> {
    let rest = &bytes[start..];
    let (form, has, length) = FORMS.iter().find_map(|form| match &form.contents {
        Of(has, length) if rest.starts_with(form.start.as_bytes()) => Some((form, has, length)),
        _ => None,
    })?;
    let body = rest[form.start.len()..].iter().take(length.end() + 1);
    let len = form.start.len() + body.take_while(|b| has(**b)).count();
    let token = &rest[..len.min(rest.len())];
    let inside = start > 0 && is_word(bytes[start - 1]) && !form.start.starts_with("hooks");
    let fits = length.contains(&len) && is_random(&token[form.start.len()..]);
    (fits && !inside).then_some(Found {
        token: form.token,
        start,
        end: start + len,
    })
}

/// The name of an AWS access key: twenty letters and digits of base 32.
fn aws_key(bytes: &[u8], start: usize) -> Option<Found> {
    let has = |b: u8| b.is_ascii_uppercase() || (b'2'..=b'7').contains(&b);
    let body = bytes.get(start + 4..start + 20)?;
    let before = start.checked_sub(1).map(|at| bytes[at]);
    let after = bytes.get(start + 20).copied();
    let alone = |b: Option<u8>| !b.is_some_and(is_word);
    let fits = body.iter().all(|b| has(*b)) && alone(before) && alone(after);
    (fits && is_random(body) && !is_example(body)).then_some(Found {
        token: Token::AwsKey,
        start,
        end: start + 20,
    })
}

/// An AWS secret key after its name: forty letters of base 64.
pub(super) fn aws_secret(bytes: &[u8], start: usize) -> Option<Found> {
    let name = bytes[start..].iter().take_while(|b| is_word(**b)).count();
    let from = start + name;
    let between = bytes[from..].iter().take(8);
    let between = between.take_while(|b| b" \t:='\">".contains(b)).count();
    let from = from + between;
    let value = base64(&bytes[from..], 41);
    let fits = between > 0 && value.len() == 40 && is_random(value) && !is_example(value);
    fits.then_some(Found {
        token: Token::AwsSecret,
        start: from,
        end: from + value.len(),
    })
}

/// The key of an Azure storage account: 64 bytes in base 64.
pub(super) fn azure(bytes: &[u8], start: usize) -> Option<Found> {
    let from = start + "AccountKey=".len();
    let value = base64(&bytes[from..], 87);
    let fits = value.len() == 86 && bytes[from + 86..].starts_with(b"==");
    // That of its emulator stands in its documentation.
    (fits && !value.starts_with(b"Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq"))
        .then_some(Found {
            token: Token::Azure,
            start: from,
            end: from + 88,
        })
}

/// What `npm login` writes: any registry's token.
pub(super) fn npm_login(bytes: &[u8], start: usize) -> Option<Found> {
    let from = start + "_authToken=".len();
    let from = from + usize::from(bytes[from..].starts_with(b"\""));
    let value = bytes[from..].iter().take(2_000);
    let len = value
        .take_while(|b| is_url(**b) || b"+/=.".contains(b))
        .count();
    let value = &bytes[from..from + len];
    (len >= 20 && is_random(value)).then_some(Found {
        token: Token::Npm,
        start: from,
        end: from + len,
    })
}

/// A name and a password in a Docker config: `"auth": "bWU6cGFzc3dvcmQ="` within `"auths"`.
pub(super) fn docker_login(bytes: &[u8], start: usize) -> Option<Found> {
    const FAR: usize = 512;
    let rest = &bytes[start..];
    let rest = &rest[..rest.len().min(FAR)];
    let key = b"\"auth\"";
    let at = rest.windows(key.len()).position(|part| part == key)? + key.len();
    let blank = |b: &&u8| b" \t\r\n:\"".contains(b);
    let from = at + rest[at..].iter().take_while(blank).count();
    let value = base64(&rest[from..], FAR);
    let end = from + value.len();
    let padded = rest[end..].iter().take_while(|b| **b == b'=').count();
    let decoded = data_encoding::BASE64
        .decode(&rest[from..end + padded])
        .ok()?;
    let (user, password) = decoded.split_at(decoded.iter().position(|b| *b == b':')?);
    let fits = !user.is_empty() && password.len() > 4;
    fits.then_some(Found {
        token: Token::DockerLogin,
        start: start + from,
        end: start + end + padded,
    })
}

/// The letters of base 64 at the start, and no more than that.
fn base64(bytes: &[u8], most: usize) -> &[u8] {
    let has = |b: &&u8| b.is_ascii_alphanumeric() || b"+/".contains(b);
    let len = bytes.iter().take(most).take_while(has).count();
    &bytes[..len]
}

/// Whether letters look as if nobody had chosen them: no row of `x`, no name, no count.
pub(super) fn is_random(value: &[u8]) -> bool {
    let mut seen = [false; 256];
    value.iter().for_each(|b| seen[usize::from(*b)] = true);
    let kinds = seen.iter().filter(|seen| **seen).count();
    let digits = value.iter().any(u8::is_ascii_digit);
    let counts = |step: i16| {
        let pairs = value.windows(2);
        let next = pairs.filter(|pair| i16::from(pair[1]) - i16::from(pair[0]) == step);
        next.count() * 3 > value.len() * 2
    };
    digits && kinds >= 8.min(value.len() / 2) && !counts(1) && !counts(0)
}

/// AWS's own examples have the word in them.
fn is_example(value: &[u8]) -> bool {
    value.windows(7).any(|part| part == b"EXAMPLE")
}

fn is_hex(b: u8) -> bool {
    b.is_ascii_hexdigit()
}

fn is_letter(b: u8) -> bool {
    b.is_ascii_alphanumeric()
}

pub(super) fn is_word(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'_'
}

fn is_url(b: u8) -> bool {
    is_word(b) || b == b'-'
}

fn is_slack(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'-'
}

fn is_path(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'/'
}
