//! Go values as `%q`, `%v` and `%+v` print them, written as a Dockerfile has them.

use std::fmt::Write;

/// `["a" "b"]`, `&{["a"]}` or `[/a /b]` as `["a", "b"]`.
pub(super) fn list_as_json(text: &str) -> Option<String> {
    let text = unwrap(text);
    if let Some(map) = between(text, "map[", ']') {
        return Some(as_json(keys(map)));
    }
    if let Ok(items) = serde_json::from_str::<Vec<String>>(text) {
        return Some(as_json(items));
    }
    let (items, rest) = list(text)?;
    rest.trim().is_empty().then(|| as_json(items))
}

/// `map[80/tcp:{} 53/udp:{}]` or `[80/tcp]` as `80/tcp 53/udp`.
pub(super) fn ports(text: &str) -> Option<String> {
    if let Some(map) = between(text, "map[", ']') {
        return Some(keys(map).collect::<Vec<_>>().join(" "));
    }
    between(text, "[", ']').map(str::to_owned)
}

/// `&{["CMD-SHELL" "x"] "30s" "3s" "0s" '\x03'}`, or the same without quotes, with names.
pub(super) fn healthcheck(text: &str) -> Option<String> {
    let text = text.strip_prefix('&').unwrap_or(text);
    let inner = between(text, "{", '}')?;
    let inner = inner.strip_prefix("Test:").unwrap_or(inner);
    let (test, rest) = list(inner)?;
    let mut out = String::new();
    for (name, value) in timing(rest) {
        let _ = write!(out, "--{name}={value} ");
    }
    let (kind, words) = test.split_first()?;
    match kind.as_str() {
        "NONE" => return Some("NONE".to_owned()),
        "CMD-SHELL" => out = format!("{out}CMD {}", words.join(" ")),
        "CMD" => out = format!("{out}CMD {}", as_json(words)),
        _ => return None,
    }
    Some(out)
}

/// The options behind a healthcheck's test: durations, then retries, in the struct's order.
fn timing(text: &str) -> Vec<(&'static str, String)> {
    let fields: Vec<&str> = text.split_whitespace().collect();
    // Docker 25 added the start interval before the retries.
    let names: &[&str] = match fields.len() {
        5.. => &["interval", "timeout", "start-period", "start-interval"],
        _ => &["interval", "timeout", "start-period"],
    };
    let values = fields.iter().map(|field| {
        let named = field
            .split_once(':')
            .filter(|(n, _)| n.starts_with(char::is_uppercase));
        named.map_or(*field, |(_, value)| value)
    });
    let mut options = Vec::new();
    for (i, value) in values.enumerate() {
        let told = match names.get(i) {
            Some(name) => duration(value.trim_matches('"')).map(|told| (*name, told)),
            None => retries(value).map(|n| ("retries", n.to_string())),
        };
        options.extend(told);
    }
    options
}

/// `1m0s` or nanoseconds as `1m`; `None` for zero, which means the default.
fn duration(text: &str) -> Option<String> {
    if let Ok(nanoseconds) = text.parse::<u64>() {
        let milliseconds = nanoseconds / 1_000_000;
        return match (milliseconds, milliseconds % 1000) {
            (0, _) => None,
            (_, 0) => Some(format!("{}s", milliseconds / 1000)),
            _ => Some(format!("{milliseconds}ms")),
        };
    }
    let text = match text.strip_suffix("m0s") {
        Some(minutes) => format!("{minutes}m"),
        None => text.to_owned(),
    };
    let text = match text.strip_suffix("h0m") {
        Some(hours) => format!("{hours}h"),
        None => text,
    };
    (text.starts_with(|c: char| c.is_ascii_digit()) && text != "0s").then_some(text)
}

/// A number, which `%q` prints as the character of that code.
fn retries(text: &str) -> Option<u32> {
    if let Ok(number) = text.parse() {
        return Some(number).filter(|n| *n > 0);
    }
    let quoted = text.strip_prefix('\'')?.strip_suffix('\'')?;
    let (first, rest) = unescape(quoted)?;
    (rest.is_empty() && first != '\0').then_some(u32::from(first))
}

/// The items of the `[…]` at the start, and what follows it.
fn list(text: &str) -> Option<(Vec<String>, &str)> {
    let inner = text.trim_start().strip_prefix('[')?;
    if !inner.trim_start().starts_with('"') {
        // Without quotes nothing tells a space inside an item from one between two.
        let (items, rest) = inner.rsplit_once(']')?;
        return Some((items.split_whitespace().map(str::to_owned).collect(), rest));
    }
    let mut items = Vec::new();
    let mut rest = inner;
    loop {
        rest = rest.trim_start_matches([' ', ',']);
        if let Some(rest) = rest.strip_prefix(']') {
            return Some((items, rest));
        }
        let (item, after) = quoted(rest.strip_prefix('"')?)?;
        items.push(item);
        rest = after;
    }
}

/// The text up to the closing quote, without its escapes, and what follows.
fn quoted(mut text: &str) -> Option<(String, &str)> {
    let mut out = String::new();
    loop {
        if let Some(rest) = text.strip_prefix('"') {
            return Some((out, rest));
        }
        let (c, rest) = unescape(text)?;
        out.push(c);
        text = rest;
    }
}

/// One character of a Go literal, and what follows it.
fn unescape(text: &str) -> Option<(char, &str)> {
    let mut chars = text.chars();
    let first = chars.next()?;
    if first != '\\' {
        return Some((first, chars.as_str()));
    }
    let escape = chars.next()?;
    let rest = chars.as_str();
    let digits = match escape {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => {
            let plain = match escape {
                'a' => '\x07',
                'b' => '\x08',
                'f' => '\x0c',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'v' => '\x0b',
                other => other,
            };
            return Some((plain, rest));
        }
    };
    let (code, rest) = rest.split_at_checked(digits)?;
    let code = u32::from_str_radix(code, 16).ok()?;
    Some((char::from_u32(code)?, rest))
}

fn unwrap(text: &str) -> &str {
    between(text, "&{", '}').unwrap_or(text).trim()
}

fn between<'a>(text: &'a str, open: &str, close: char) -> Option<&'a str> {
    text.trim().strip_prefix(open)?.strip_suffix(close)
}

/// The keys of a printed Go set, `80/tcp:{} 53/udp:{}`.
fn keys(map: &str) -> impl Iterator<Item = &str> {
    let key = |item| <str>::strip_suffix(item, ":{}").unwrap_or(item);
    map.split_whitespace().map(key)
}

fn as_json<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> String {
    let quoted = items.into_iter().map(|item| {
        let item = item.as_ref();
        serde_json::Value::from(item).to_string()
    });
    format!("[{}]", quoted.collect::<Vec<_>>().join(", "))
}
