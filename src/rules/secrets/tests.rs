//! What is a secret, and what only looks like one.

use proptest::prelude::*;

use super::*;

#[test]
fn names() {
    for name in [
        "API_TOKEN",
        "DB_PASSWORD",
        "SECRET_KEY",
        "NPM_AUTH",
        "MYSQL_PWD",
        "PGPASSWORD",
    ] {
        assert!(is_secret(name, "s3cr3t"), "{name}");
    }
    for (name, value) in [
        ("GPG_KEY", "A035C8C19219BA821ECEA86B64E628F8D684696D"),
        ("GPG_KEYS", "x"),
        ("RABBITMQ_PGP_KEY_ID", "0x0A9A"),
        ("PUBLIC_KEY", "x"),
        ("MONKEY", "1"),
        ("POSTGRES_PASSWORD_FILE", "/run/secrets/db"),
        ("TLS_KEY", "/etc/tls/key"),
        ("API_TOKEN", ""),
        ("API_TOKEN", "$API_TOKEN"),
        ("REQUIRE_AUTH", "true"),
        ("APT_KEY_DONT_WARN_ON_DANGEROUS_USAGE", "1"),
        ("PWD", "app"),
    ] {
        assert!(!is_secret(name, value), "{name}");
    }
}

#[track_caller]
fn hides(text: &str, redacted: &str) {
    assert_eq!(super::redacted(text, &[]), redacted);
}

#[test]
fn commands() {
    hides("API_TOKEN=abcdef make", "API_TOKEN=*** make");
    hides("export TOKEN='a b' && x", "export TOKEN='***' && x");
    hides(
        "git clone https://me:pw1@host/x.git",
        "git clone https://me:***@host/x.git",
    );
    hides(
        "curl -H \"Authorization: Bearer abc\" x",
        "curl -H \"Authorization: ***\" x",
    );
    hides("x --password hunter2", "x --password ***");
    hides("x --password=hunter2", "x --password=***");
    hides(
        "docker login -u me -p hunter2 host",
        "docker login -u me -p *** host",
    );
    hides("curl -u me:hunter2 x", "curl -u *** x");
    hides(
        "aws configure set aws_secret_access_key abc",
        "aws configure set aws_secret_access_key ***",
    );
    hides("echo ghp_0123456789abcdefghijklmnopqrstuvwxyz", "echo ***");
    hides("mkdir -p /a/b --mode 1", "mkdir -p /a/b --mode 1");
    hides(
        "curl -H \"Authorization: Bearer $T\" x",
        "curl -H \"Authorization: Bearer $T\" x",
    );
    hides(
        "./configure --with-password-argon2 --x",
        "./configure --with-password-argon2 --x",
    );
    hides(
        "gpg --keyserver x --recv-keys ABCDEF",
        "gpg --keyserver x --recv-keys ABCDEF",
    );
    hides(
        "npm_config_prefix_of_a_very_long_name_1.x",
        "npm_config_prefix_of_a_very_long_name_1.x",
    );
    hides(
        "curl https://x.test:8080/a@b",
        "curl https://x.test:8080/a@b",
    );
}

#[test]
fn known_values() {
    let known = ["longersecret".to_owned(), "secret".to_owned()];
    assert_eq!(
        super::redacted("a longersecretb secret", &known),
        "a ***b ***"
    );
}

proptest! {
    #[test]
    fn never_panics(text in "(PASSWORD=|\"|'|://|:|@|--token |Authorization: |ghp_|é|-p |docker login | |set |\\$|[a-z0-9]{1,8}){0,16}") {
        super::redacted(&text, &["é".to_owned()]);
    }
}
