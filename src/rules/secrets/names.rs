//! Variables whose names say that their value is secret.

/// Words that say so, as BuildKit's `SecretsUsedInArgOrEnv` has them, and `pwd`.
const WORDS: &[&str] = &[
    "apikey",
    "auth",
    "credential",
    "credentials",
    "key",
    "passwd",
    "password",
    "psw",
    "pword",
    "pwd",
    "secret",
    "token",
    "usr",
];

/// Words that say so even in a command's flags, where `key` and `auth` often mean else.
const PLAIN: &[&str] = &["apikey", "passwd", "password", "pwd", "secret", "token"];

/// What makes of a `key` a secret one.
const KEYS: &[&str] = &[
    "access",
    "api",
    "private",
    "secret",
    "signing",
    "encryption",
];

/// Whole names that the words do not catch.
const NAMES: &[&str] = &["pgpassword", "pgpass"];

/// Words that say the opposite: public keys, and where or what a secret is.
const NOT: &[&str] = &[
    "dir", "file", "gpg", "host", "path", "pgp", "public", "sock", "type", "url", "uri",
];

/// Names that the words catch wrongly.
const NOT_NAMES: &[&str] = &["pwd", "oldpwd", "usr"];

/// Whether a variable of this name and value is a secret that can be read here.
pub(in crate::rules) fn is_secret(name: &str, value: &str) -> bool {
    is_name(name) && is_literal(value)
}

fn is_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let mut words = name.split('_');
    let not = words.clone().any(|word| NOT.contains(&word));
    !not && !NOT_NAMES.contains(&name.as_str())
        && (NAMES.contains(&name.as_str()) || words.any(|word| WORDS.contains(&word)))
}

/// Whether a flag's or a shell variable's name says it: more strictly, since commands are full
/// of keys and tokens that are none.
pub(super) fn is_flag(name: &str) -> bool {
    let name = name.to_ascii_lowercase().replace('-', "_");
    let mut words = name.rsplit('_');
    let last = words.next().unwrap_or_default();
    let before = words.next().unwrap_or_default();
    is_name(&name) && (PLAIN.contains(&last) || (last == "key" && KEYS.contains(&before)))
        || NAMES.contains(&name.as_str())
}

/// The same as [`is_secret`], told as strictly as of flags: for names that are no variables'.
pub(in crate::rules) fn is_secret_flag(name: &str, value: &str) -> bool {
    is_flag(name) && is_literal(value)
}

/// Whether a value is written out: not another variable's, not a path, not a switch.
pub(super) fn is_literal(value: &str) -> bool {
    const SWITCHES: &[&str] = &["true", "false", "yes", "no", "on", "off", "none", "null"];
    let value = value.trim_matches(['"', '\'']);
    let stands_for_other = value.starts_with(['$', '`', '<', '/', '%', '{', '(', '*', '-', '.']);
    let digits = value.len() < 3 && value.bytes().all(|b| b.is_ascii_digit());
    let switch = SWITCHES.contains(&value.to_ascii_lowercase().as_str());
    !(value.is_empty() || stands_for_other || digits || switch)
}
