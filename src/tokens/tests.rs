use super::*;

fn found(text: &str) -> Vec<(Token, &str)> {
    let found = find(text.as_bytes());
    found.map(|f| (f.token, &text[f.start..f.end])).collect()
}

fn tokens(text: &str) -> Vec<Token> {
    find(text.as_bytes()).map(|found| found.token).collect()
}

/// Letters and digits that look random; made here, so that no file of this repository looks like a
/// secret.
fn noise(len: usize) -> String {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let mut state = 7_u32;
    let next = |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(letters[(state >> 16) as usize % letters.len()])
    };
    (0..len).map(next).collect()
}

fn upper(len: usize) -> String {
    let keep = |c: &char| c.is_ascii_uppercase() || ('2'..='7').contains(c);
    noise(600).chars().filter(keep).take(len).collect()
}

/// The form of a private key, by its label.
fn key(label: &str, between: &str) -> String {
    let line = noise(64);
    format!("-----BEGIN {label}-----{between}{line}{between}{line}{between}-----END {label}-----\n")
}

#[test]
fn issuers() {
    let hex: String = noise(400)
        .chars()
        .filter(char::is_ascii_hexdigit)
        .take(64)
        .collect();
    for (token, text) in [
        (Token::AwsKey, format!("AKIA{}", upper(16))),
        (Token::GitHub, format!("ghp_{}", noise(36))),
        (Token::GitHub, format!("github_pat_{}", noise(71))),
        (Token::GitLab, format!("glpat-{}", noise(20))),
        (Token::GoogleKey, format!("AIza{}", noise(35))),
        (Token::Npm, format!("npm_{}", noise(36))),
        (Token::PyPi, format!("pypi-AgEIcHlwaS5vcmc{}", noise(80))),
        (Token::Slack, format!("xoxb-123456789012-{}", noise(24))),
        (
            Token::Slack,
            format!(
                "hooks.slack.com/services/T0{}/B0{}/{}",
                noise(8),
                noise(8),
                noise(24)
            ),
        ),
        (Token::Stripe, format!("sk_live_{}", noise(24))),
        (Token::DigitalOcean, format!("dop_v1_{hex}")),
        (Token::Model, format!("sk-ant-api03-{}", noise(90))),
    ] {
        for around in [["", ""], ["token: \"", "\""], ["x=", "\n"], [" ", " "]] {
            let [before, after] = around;
            let whole = format!("{before}{text}{after}");
            assert_eq!(found(&whole), [(token, text.as_str())], "{whole:?}");
        }
    }
}

/// What has an issuer's form is told in a command as well as in a file, but for what only one of them can tell.
#[test]
fn a_form_is_told_in_words_and_in_contents() {
    for form in forms::FORMS {
        let [least, most] = match &form.contents {
            forms::Contents::Of(_, length) => [*length.start(), *length.end()],
            _ => [20, 60],
        };
        let word = form
            .word
            .as_ref()
            .map_or(least, |word| *word.length.start());
        let len = word.clamp(least, most) - form.start.len();
        let body = match form.token {
            Token::AwsKey => upper(16),
            Token::DigitalOcean => noise(600)
                .chars()
                .filter(char::is_ascii_hexdigit)
                .take(64)
                .collect(),
            _ => noise(len),
        };
        let token = format!("{}{body}", form.start);
        let text = format!("x {token} y");
        let told: Vec<_> = in_words(&text)
            .map(|(at, token)| (token, &text[at]))
            .collect();
        let expected = [(form.token, token.as_str())];
        assert_eq!(
            told,
            expected[..usize::from(form.word.is_some())],
            "{token}"
        );
        let nowhere = matches!(form.contents, forms::Contents::Nowhere);
        // A shorter form may stand in for one that is told by more letters.
        assert_eq!(found(&text), expected[..usize::from(!nowhere)], "{token}");
    }
}

#[test]
fn words_that_are_none() {
    let letters = noise(36).replace(|c: char| c.is_ascii_digit(), "x");
    for text in [
        format!("ghp_{letters}"),
        format!("ghp_{}.x", noise(36)),
        format!("AKIA{}", upper(17)),
        format!("x-ghp_{}", noise(36)),
        format!("hf_{}", noise(20)),
        "npm_config_registry_of_the_whole_company_1.x".to_owned(),
    ] {
        assert_eq!(in_words(&text).next(), None, "{text}");
    }
    let dotted = format!("eyJ{}.{}", noise(40), noise(40));
    assert_eq!(
        in_words(&dotted)
            .map(|(_, token)| token)
            .collect::<Vec<_>>(),
        [Token::WebToken]
    );
}

#[test]
fn what_stands_behind_a_name() {
    let secret = noise(40);
    for text in [
        format!("aws_secret_access_key = {secret}\n"),
        format!("export AWS_SECRET_ACCESS_KEY=\"{secret}\""),
        format!("{{\"SecretAccessKey\": \"{secret}\"}}"),
    ] {
        assert_eq!(
            found(&text),
            [(Token::AwsSecret, secret.as_str())],
            "{text}"
        );
    }
    let azure = format!("AccountName=x;AccountKey={}==;", noise(86));
    assert_eq!(tokens(&azure), [Token::Azure]);
    let npm = format!("//registry.example/:_authToken={}\n", noise(30));
    assert_eq!(tokens(&npm), [Token::Npm]);
    let login = data_encoding::BASE64.encode(b"me:hunter2hunter2");
    let docker = format!("{{\"auths\": {{\"ghcr.io\": {{\n\t\"auth\": \"{login}\"}}}}}}");
    assert_eq!(found(&docker), [(Token::DockerLogin, login.as_str())]);
}

#[test]
fn private_keys() {
    let kinds = [
        "PRIVATE KEY",
        "RSA PRIVATE KEY",
        "OPENSSH PRIVATE KEY",
        "PGP PRIVATE KEY BLOCK",
    ];
    for label in kinds {
        for between in ["\n", "\r\n", "\\n"] {
            assert_eq!(tokens(&key(label, between)), [Token::PrivateKey], "{label}");
        }
    }
    assert_eq!(
        tokens(&key("ENCRYPTED PRIVATE KEY", "\n")),
        [Token::LockedKey]
    );
    let old = key("RSA PRIVATE KEY", "\n").replacen(
        "-----\n",
        "-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n",
        1,
    );
    assert_eq!(tokens(&old), [Token::LockedKey]);
    let account = format!(
        "{{\"type\": \"service_account\", \"private_key\": \"{}\"}}",
        key("PRIVATE KEY", "\\n")
    );
    assert_eq!(tokens(&account), [Token::GoogleAccount]);
    let lines = "Comment: me\nPublic-Lines: 1\nAAAA\nPrivate-Lines: 1\nAAAA\n";
    let putty = |encryption: &str| {
        format!("PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: {encryption}\n{lines}")
    };
    assert_eq!(tokens(&putty("none")), [Token::PrivateKey]);
    assert_eq!(tokens(&putty("aes256-cbc")), [Token::LockedKey]);
}

#[test]
fn what_only_looks_like_one() {
    for text in [
        "AKIAIOSFODNN7EXAMPLE".to_owned(),
        format!("XAKIA{}", upper(16)),
        format!("AKIA{}", upper(17)),
        "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx".to_owned(),
        "ghp_0123456789012345678901234567890123456".to_owned(),
        format!("ghp_{}", noise(20)),
        format!("my_npm_{}", noise(36)),
        "npm_config_registry_of_the_whole_company".to_owned(),
        "sk_test_51H00000000000000000000000".to_owned(),
        "-----BEGIN PRIVATE KEY-----".to_owned(),
        "if text.starts_with(\"-----BEGIN RSA PRIVATE KEY-----\") { return Ok(()); }".to_owned(),
        key("CERTIFICATE", "\n"),
        key("PUBLIC KEY", "\n"),
        format!("//registry.example/:_authToken=${{NPM_TOKEN}}{}", "\n"),
        "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".to_owned(),
        "{\"auths\": {}}".to_owned(),
        "{\"auths\": {\"x\": {\"auth\": \"\"}}}".to_owned(),
    ] {
        assert_eq!(tokens(&text), [], "{text}");
    }
}

#[test]
fn values_that_look_random() {
    let value = noise(24);
    let all = |text: &str| -> Vec<Token> { find_all(text.as_bytes()).map(|f| f.token).collect() };
    for text in [
        format!("db_password: {value}"),
        format!("  \"secretKey\": \"{value}\","),
        format!("API_KEY={value}\nx=y"),
        format!("session.secret = '{value}' # mine"),
    ] {
        assert_eq!(all(&text), [Token::Assigned], "{text}");
        assert_eq!(tokens(&text), [], "{text}");
    }
    for text in [
        "password: changeme".to_owned(),
        "password = ${DATABASE_PASSWORD_1}".to_owned(),
        "password=/run/secrets/db1/a/b".to_owned(),
        format!("passage: {value}"),
        "secret_name: my-database-credentials-1".to_owned(),
        "token = get_token(request2.headers)".to_owned(),
    ] {
        assert_eq!(all(&text), [], "{text}");
    }
}

/// A file is a stranger's: whatever it holds, looking through it takes no long time.
#[test]
fn hostile_texts_take_no_long_time() {
    for part in [
        "-----BEGIN PRIVATE KEY-----a: ",
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN ",
        "\"auths\"",
        "\"auths\"\"auth\"",
        "PuTTY-User-Key-File-",
        "pypi-AgE1",
        "_authToken=",
        "AccountKey=",
        "token",
        "token=",
    ] {
        let text = part.repeat((1 << 20) / part.len());
        find_all(text.as_bytes()).for_each(drop);
    }
}
