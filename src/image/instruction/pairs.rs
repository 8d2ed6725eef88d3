//! `NAME=value NAME=value` as builders record it: without the quotes that a Dockerfile needs.

/// Whether the text can name a variable.
pub(super) fn is_variable(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes
        .next()
        .is_some_and(|b| b.is_ascii_alphabetic() || b == b'_')
        && bytes.all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// Whether the text can name a label.
pub(super) fn is_label(name: &str) -> bool {
    let in_name = |b: u8| b.is_ascii_alphanumeric() || b"._-/".contains(&b);
    !name.is_empty() && name.bytes().all(in_name)
}

/// Where pairs begin: at every word that starts like one.
pub(super) fn starts(text: &str, is_name: fn(&str) -> bool) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let word = rest.split(' ').next().unwrap_or(rest);
        let mut len = word.len();
        if let Some((name, value)) = word.split_once('=')
            && is_name(name)
        {
            starts.push(at);
            if value.starts_with('"') {
                len = name.len() + 1;
                len += quoted_len(&rest[len..]).unwrap_or(value.len());
            }
        }
        at += len + 1;
    }
    starts
}

/// The pairs with quotes around the values that need them. `None` for `NAME value`, the old
/// form of `ENV`, and for names alone.
pub(super) fn quoted(text: &str, is_name: fn(&str) -> bool) -> Option<String> {
    let starts = starts(text, is_name);
    if starts.first() != Some(&0) {
        return None;
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let pairs = starts.iter().zip(ends).map(|(start, end)| {
        let (name, value) = text[*start..end].split_once('=').unwrap_or_default();
        format!("{name}={}", quote(value.trim_end()))
    });
    Some(pairs.collect::<Vec<_>>().join(" "))
}

fn quote(value: &str) -> String {
    let plain = !value.contains([' ', '\t', '"', '\'', '\n']);
    if plain || quoted_len(value) == Some(value.len()) {
        return value.to_owned();
    }
    let escaped = value.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}

/// Bytes of the quoted text at the start, where a space or nothing follows its last quote.
fn quoted_len(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => {
                let rest = &text[at + 1..];
                let ends = rest.is_empty() || rest.starts_with(' ');
                return (ends && text.starts_with('"')).then_some(at + 1);
            }
            _ => {}
        }
    }
    None
}
