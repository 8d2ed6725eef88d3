//! Names and places of files that hold secrets.

use super::super::paths::{self, Patterns};
use super::Severity;
use crate::image::PathTree;

/// Files that are nothing but keys or credentials.
const SURE: &[&str] = &[
    "id_rsa",
    "id_dsa",
    "id_ecdsa",
    "id_ecdsa_sk",
    "id_ed25519",
    "id_ed25519_sk",
    "ssh_host_rsa_key",
    "ssh_host_ecdsa_key",
    "ssh_host_ed25519_key",
    ".netrc",
    "_netrc",
    ".git-credentials",
    ".pgpass",
    ".vault-token",
    "application_default_credentials.json",
    "credentials.json",
];

/// Files that are so where they stand: a name and the folder it stands in.
const SURE_PLACES: &[&str] = &[
    ".aws/credentials",
    ".azure/accessTokens.json",
    ".azure/msal_token_cache.json",
    ".cargo/credentials",
    ".cargo/credentials.toml",
    ".config/gcloud/credentials.db",
    ".config/gh/hosts.yml",
    ".gem/credentials",
    "config/master.key",
];

/// Files that often hold a token or a password among other things.
const OFTEN: &[&str] = &[
    ".dockercfg",
    ".env",
    ".htpasswd",
    ".my.cnf",
    ".npmrc",
    ".pypirc",
    ".s3cfg",
    "kubeconfig",
    "service-account.json",
    "terraform.tfstate",
    "wp-config.php",
];

/// As [`SURE_PLACES`], of those.
const OFTEN_PLACES: &[&str] = &[".docker/config.json", ".kube/config", ".m2/settings.xml"];

/// Ends of names of key stores and private keys.
const ENDS: &[&str] = &[
    ".jks",
    ".kdbx",
    ".key",
    ".keystore",
    ".ovpn",
    ".p12",
    ".pfx",
    ".ppk",
];

/// What comes after `.env.` in files that show how one is written.
const EXAMPLES: &[&str] = &["dist", "example", "sample", "template", "test", "tpl"];

/// Folders below which packages keep examples, tests and public keys.
const PACKAGED: &[&str] = &[
    "/etc/apk/keys",
    "/etc/apt",
    "/etc/pki/ca-trust",
    "/etc/pki/rpm-gpg",
    "/etc/ssl/certs",
    "/lib",
    "/opt/conda",
    "/usr/include",
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/go",
    "/usr/local/lib",
    "/usr/share",
    "certifi",
    "dist-packages",
    "examples",
    "fixtures",
    "gems",
    "node_modules",
    "pkg/mod",
    "registry/src",
    "site-packages",
    "test",
    "testdata",
    "tests",
    "vendor",
];

/// Those of them where a token, which is somebody's, is an example all the same.
const EXAMPLE_FOLDERS: &[&str] = &[
    "/usr/lib/python3",
    "/usr/local/go",
    "/usr/share/doc",
    "/usr/share/man",
    "/usr/share/perl",
    "/usr/share/perl5",
    "certifi",
    "dist-packages",
    "docs",
    "examples",
    "fixtures",
    "gems",
    "node_modules",
    "pkg/mod",
    "registry/src",
    "site-packages",
    "spec",
    "test",
    "testdata",
    "tests",
    "vendor",
];

/// Whether packages keep keys for tests and public ones there.
pub(super) fn is_packaged(tree: &PathTree, node: u32) -> bool {
    paths::is_below(tree, node, PACKAGED)
}

/// Whether what stands there is an example or a test.
pub(super) fn is_example(tree: &PathTree, node: u32) -> bool {
    paths::is_below(tree, node, EXAMPLE_FOLDERS)
}

/// The names, ready to be looked up.
pub(super) struct SecretNames(Patterns);

impl SecretNames {
    pub(super) fn new() -> SecretNames {
        let sure = SURE.iter().chain(SURE_PLACES).map(|pattern| (*pattern, 0));
        let often = OFTEN
            .iter()
            .chain(OFTEN_PLACES)
            .map(|pattern| (*pattern, 1));
        SecretNames(Patterns::new(sure.chain(often)))
    }

    /// How grave a file of this path would be; `None` where it says nothing.
    pub(super) fn weight(&self, tree: &PathTree, node: u32) -> Option<Severity> {
        let severity = match self.0.get(tree, node) {
            Some(0) => Severity::Critical,
            Some(_) => Severity::High,
            None => by_form(tree.name(node))?,
        };
        let packaged = paths::is_below(tree, node, PACKAGED);
        (!packaged).then_some(severity)
    }
}

/// `server.key`, `.env.production`, `tls-key.pem`.
fn by_form(name: &[u8]) -> Option<Severity> {
    let dot = name.iter().rposition(|byte| *byte == b'.')?;
    let (stem, end) = name.split_at(dot);
    let is_secret = match end {
        b".pem" => {
            let is_key = stem == b"key" || stem.ends_with(b"-key") || stem.ends_with(b"_key");
            is_key || stem.starts_with(b"priv")
        }
        _ if stem == b".env" => !EXAMPLES.iter().any(|kind| kind.as_bytes() == &end[1..]),
        _ => !stem.is_empty() && ENDS.iter().any(|e| e.as_bytes() == end),
    };
    is_secret.then_some(Severity::High)
}
