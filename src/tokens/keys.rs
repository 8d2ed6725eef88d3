//! Private keys as texts: PEM (RFC 7468 and OpenSSL's older form), OpenSSH's, PuTTY's.

use super::{Found, Token};

/// Bytes of a key's text that are looked at: one of 16,384 bits has some 12,000.
const FAR: usize = 32 << 10;

/// Letters of base 64 that a key has at least: the smallest, of Ed25519, has 64.
const LEAST: usize = 60;

/// `-----BEGIN RSA PRIVATE KEY-----` and a key after it; the label alone stands in many programs.
pub(super) fn pem(bytes: &[u8], start: usize) -> Option<Found> {
    let rest = &bytes[start..];
    let rest = &rest[..rest.len().min(FAR)];
    let label = &rest["-----BEGIN ".len()..];
    let len = label
        .windows(5)
        .take(40)
        .position(|part| part == b"-----")?;
    let (label, body) = (&label[..len], &label[len + 5..]);
    let key = label.strip_suffix(b" BLOCK").unwrap_or(label);
    let kind = key.strip_suffix(b"PRIVATE KEY")?;
    let (letters, len, locked) = read(body);
    if letters < LEAST {
        return None;
    }
    // A JSON document of Google's has the whole key as one text.
    let near = &bytes[start.saturating_sub(2_000)..start];
    let account = contains(near, b"\"service_account\"") || contains(near, b"\"private_key_id\"");
    let token = match kind {
        _ if account => Token::GoogleAccount,
        b"ENCRYPTED " => Token::LockedKey,
        _ if locked => Token::LockedKey,
        _ => Token::PrivateKey,
    };
    Some(Found {
        token,
        start,
        end: bytes
            .len()
            .min(start + "-----BEGIN ".len() + label.len() + 5 + len),
    })
}

/// Letters of base 64 in a key's text, where it ends, and whether a header says that it is encrypted.
fn read(body: &[u8]) -> (usize, usize, bool) {
    let (mut letters, mut at, mut locked, mut starts) = (0, 0, false, true);
    while at < body.len() && !body[at..].starts_with(b"-----") {
        if starts
            && letters == 0
            && let Some((len, encrypted)) = header(&body[at..])
        {
            locked |= encrypted;
            at += len;
            continue;
        }
        let byte = body[at];
        starts = byte == b'\n';
        if byte == b'\\' && matches!(body.get(at + 1), Some(b'n' | b'r')) {
            // The end of a line within a JSON text.
            at += 2;
        } else if byte.is_ascii_alphanumeric() || b"+/=".contains(&byte) {
            letters += 1;
            at += 1;
        } else if b" \t\r\n\"',".contains(&byte) {
            at += 1;
        } else {
            break;
        }
    }
    (letters, at, locked)
}

/// The length of a header, `Proc-Type: 4,ENCRYPTED`, and whether it says so.
fn header(line: &[u8]) -> Option<(usize, bool)> {
    let line = &line[..line.len().min(200)];
    let len = line.iter().position(|b| *b == b'\n')? + 1;
    let line = &line[..len];
    contains(line, b": ").then(|| (len, contains(line, b"ENCRYPTED")))
}

/// A key of PuTTY's: `PuTTY-User-Key-File-3: ssh-ed25519` and its lines.
pub(super) fn putty(bytes: &[u8], start: usize) -> Option<Found> {
    let rest = &bytes[start..];
    // The public part comes first.
    let rest = &rest[..rest.len().min(2 << 10)];
    let private = b"Private-Lines: ";
    let at = rest
        .windows(private.len())
        .position(|part| part == private)?;
    let locked = !contains(&rest[..at], b"Encryption: none");
    Some(Found {
        token: match locked {
            true => Token::LockedKey,
            false => Token::PrivateKey,
        },
        start,
        end: start + at + private.len(),
    })
}

fn contains(bytes: &[u8], text: &[u8]) -> bool {
    bytes.windows(text.len()).any(|part| part == text)
}
