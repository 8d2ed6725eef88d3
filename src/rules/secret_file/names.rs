//! Names and places of files that hold secrets.

use super::super::paths;
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

/// How grave a file of this path would be; `None` where it says nothing.
pub(in super::super) fn weight(tree: &PathTree, node: u32) -> Option<Severity> {
    let severity = by_name(tree, node)?;
    let packaged = paths::is_below(tree, node, PACKAGED);
    (!packaged).then_some(severity)
}

fn by_name(tree: &PathTree, node: u32) -> Option<Severity> {
    let name = std::str::from_utf8(tree.name(node)).ok()?;
    let stands_in = |places: &[&str]| {
        let mut places = places.iter();
        places.any(|place| paths::matches(tree, node, place))
    };
    if SURE.contains(&name) || stands_in(SURE_PLACES) {
        return Some(Severity::Critical);
    }
    let private_pem = name.strip_suffix(".pem").is_some_and(|stem| {
        stem == "key" || stem.ends_with("-key") || stem.ends_with("_key") || stem.contains("priv")
    });
    let env = name
        .strip_prefix(".env.")
        .is_some_and(|kind| !EXAMPLES.contains(&kind));
    let end = ENDS
        .iter()
        .any(|end| name.len() > end.len() && name.ends_with(end));
    let often = env || end || private_pem || OFTEN.contains(&name) || stands_in(OFTEN_PLACES);
    often.then_some(Severity::High)
}
