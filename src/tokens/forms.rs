//! Tokens of known issuers.

use std::ops::RangeInclusive;

use super::{Found, Token};

/// How a token goes on after its first letters: which bytes it has, and how many in all.
struct Form {
    start: &'static str,
    token: Token,
    has: fn(u8) -> bool,
    length: RangeInclusive<usize>,
}

const fn form(
    start: &'static str,
    token: Token,
    has: fn(u8) -> bool,
    length: RangeInclusive<usize>,
) -> Form {
    Form {
        start,
        token,
        has,
        length,
    }
}

const FORMS: &[Form] = &[
    form("dop_v1_", Token::DigitalOcean, is_hex, 71..=71),
    form("ghp_", Token::GitHub, is_letter, 36..=260),
    form("gho_", Token::GitHub, is_letter, 36..=260),
    form("ghr_", Token::GitHub, is_letter, 36..=260),
    form("ghs_", Token::GitHub, is_letter, 36..=260),
    form("ghu_", Token::GitHub, is_letter, 36..=260),
    form("github_pat_", Token::GitHub, is_word, 40..=260),
    form("glpat-", Token::GitLab, is_url, 26..=320),
    form("AIza", Token::GoogleKey, is_url, 39..=39),
    form("sk-ant-", Token::Model, is_url, 80..=260),
    form("sk-proj-", Token::Model, is_url, 56..=260),
    form("npm_", Token::Npm, is_letter, 36..=40),
    form("pypi-AgE", Token::PyPi, is_url, 60..=1_000),
    form("xoxa-", Token::Slack, is_slack, 24..=400),
    form("xoxb-", Token::Slack, is_slack, 24..=400),
    form("xoxe-", Token::Slack, is_slack, 24..=400),
    form("xoxp-", Token::Slack, is_slack, 24..=400),
    form("xoxr-", Token::Slack, is_slack, 24..=400),
    form("xoxs-", Token::Slack, is_slack, 24..=400),
    form(
        "hooks.slack.com/services/T",
        Token::Slack,
        is_path,
        64..=100,
    ),
    form("sk_live_", Token::Stripe, is_letter, 24..=260),
    form("rk_live_", Token::Stripe, is_letter, 24..=260),
    form("hvs.CAES", Token::Vault, is_url, 90..=200),
];

/// A token that is known by its first letters.
pub(super) fn plain(bytes: &[u8], start: usize) -> Option<Found> {
    let rest = &bytes[start..];
    let forms = FORMS.iter();
    let mut forms = forms.filter(|form| rest.starts_with(form.start.as_bytes()));
    let form = forms.next()?;
    let most = *form.length.end();
    let body = &rest[form.start.len()..];
    let len = form.start.len()
        + body
            .iter()
            .take(most + 1)
            .take_while(|b| (form.has)(**b))
            .count();
    let token = &rest[..len.min(rest.len())];
    let inside = start > 0 && is_word(bytes[start - 1]) && !form.start.starts_with("hooks");
    let fits = form.length.contains(&len) && is_random(&token[form.start.len()..]);
    (fits && !inside).then_some(Found {
        token: form.token,
        start,
        end: start + len,
    })
}

/// The name of an AWS access key: twenty letters and digits of base 32.
pub(super) fn aws_key(bytes: &[u8], start: usize) -> Option<Found> {
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
