//! Secrets by their form: the tokens of known issuers and private keys, found in bytes.
//!
//! May depend on `limits`. It tells where something stands that has the form of a secret, never whether
//! it opens anything. One pass with anchors that are few enough to jump over most bytes; what follows
//! an anchor is then looked at closely.

mod anchors;
mod assigned;
mod forms;
mod keys;
mod words;

use anchors::Anchors;
use std::sync::LazyLock;

pub use words::in_words;

/// What has the form of a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Token {
    /// An AWS access key's name.
    AwsKey,
    /// An AWS secret key.
    AwsSecret,
    /// A key of an Azure storage account.
    Azure,
    /// A DigitalOcean token.
    DigitalOcean,
    /// A login of a registry, as Docker keeps it.
    DockerLogin,
    /// A GitHub token.
    GitHub,
    /// A GitLab token.
    GitLab,
    /// A Google API key, which may be meant for all.
    GoogleKey,
    /// A key of a Google service account.
    GoogleAccount,
    /// A key of an AI model's provider.
    Model,
    /// An npm token.
    Npm,
    /// A private key.
    PrivateKey,
    /// A private key behind a passphrase.
    LockedKey,
    /// A PyPI token.
    PyPi,
    /// A Slack token or webhook.
    Slack,
    /// A Stripe key.
    Stripe,
    /// A HashiCorp Vault token.
    Vault,
    /// A value that looks random, under a name that says it is secret.
    Assigned,
    /// A Hugging Face token; looked for in words only.
    HuggingFace,
    /// A JSON web token; looked for in words only.
    WebToken,
}

impl Token {
    /// All of them, in the order of their numbers.
    pub const ALL: [Token; 20] = [
        Token::AwsKey,
        Token::AwsSecret,
        Token::Azure,
        Token::DigitalOcean,
        Token::DockerLogin,
        Token::GitHub,
        Token::GitLab,
        Token::GoogleKey,
        Token::GoogleAccount,
        Token::Model,
        Token::Npm,
        Token::PrivateKey,
        Token::LockedKey,
        Token::PyPi,
        Token::Slack,
        Token::Stripe,
        Token::Vault,
        Token::Assigned,
        Token::HuggingFace,
        Token::WebToken,
    ];

    /// What it is, for people.
    pub fn name(self) -> &'static str {
        match self {
            Token::AwsKey => "an AWS access key",
            Token::AwsSecret => "an AWS secret key",
            Token::Azure => "a key of an Azure storage account",
            Token::DigitalOcean => "a DigitalOcean token",
            Token::DockerLogin => "a login of a registry",
            Token::GitHub => "a GitHub token",
            Token::GitLab => "a GitLab token",
            Token::GoogleKey => "a Google API key",
            Token::GoogleAccount => "a key of a Google service account",
            Token::Model => "an API key of an AI provider",
            Token::Npm => "an npm token",
            Token::PrivateKey => "a private key",
            Token::LockedKey => "a private key behind a passphrase",
            Token::PyPi => "a PyPI token",
            Token::Slack => "a Slack token",
            Token::Stripe => "a Stripe key",
            Token::Vault => "a Vault token",
            Token::Assigned => "a value that looks random",
            Token::HuggingFace => "a Hugging Face token",
            Token::WebToken => "a JSON web token",
        }
    }
}

/// Something in bytes that has the form of a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub token: Token,
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// Looks closely at bytes in which an anchor begins at a place.
type Look = fn(&[u8], usize) -> Option<Found>;

/// What stands before secrets that no issuer's form tells.
const LOOKS: &[(&str, Look)] = &[
    ("aws_secret_access_key", forms::aws_secret),
    ("AWS_SECRET_ACCESS_KEY", forms::aws_secret),
    ("SecretAccessKey", forms::aws_secret),
    ("AccountKey=", forms::azure),
    ("\"auths\"", forms::docker_login),
    ("_authToken=", forms::npm_login),
    ("-----BEGIN ", keys::pem),
    ("PuTTY-User-Key-File-", keys::putty),
];

/// What names of secret values have in them.
const NAMES: &[(&str, Look)] = &[
    ("PASSW", assigned::value),
    ("passw", assigned::value),
    ("Passw", assigned::value),
    ("SECRET", assigned::value),
    ("secret", assigned::value),
    ("Secret", assigned::value),
    ("TOKEN", assigned::value),
    ("token", assigned::value),
    ("Token", assigned::value),
    ("API_KEY", assigned::value),
    ("api_key", assigned::value),
    ("apiKey", assigned::value),
    ("ApiKey", assigned::value),
];

static FORMS: LazyLock<Anchors> =
    LazyLock::new(|| Anchors::new(forms::anchors().chain(LOOKS.iter().copied())));

static FORMS_AND_NAMES: LazyLock<Anchors> = LazyLock::new(|| {
    let looks = LOOKS.iter().chain(NAMES).copied();
    Anchors::new(forms::anchors().chain(looks))
});

/// Every secret that is told by its form, in the order in which they begin; none overlaps the one
/// before it.
pub fn find(bytes: &[u8]) -> impl Iterator<Item = Found> {
    FORMS.find(bytes)
}

/// The same, and values that look random under a name that says they are secret, also where such a
/// value is a secret that is told by its form.
pub fn find_all(bytes: &[u8]) -> impl Iterator<Item = Found> {
    FORMS_AND_NAMES.find(bytes)
}

#[cfg(test)]
mod tests;
