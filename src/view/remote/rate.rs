//! How often one may still ask a registry.

use crate::words::remote as say;

/// What `RateLimit-Limit` and `RateLimit-Remaining` say, in words: `3 of 100 left, in 6 h`. What
/// is not written as the IETF's draft has it (`100;w=21600`) is shown as it is.
pub fn rate(limit: &str, remaining: &str) -> String {
    let split = |text: &str| -> Option<(u64, Option<u64>)> {
        let mut parts = text.split(';').map(str::trim);
        let number = parts.next()?.parse().ok()?;
        let window = parts.find_map(|part| part.strip_prefix("w=")?.parse().ok());
        Some((number, window))
    };
    let (Some((limit, window)), Some((left, _))) = (split(limit), split(remaining)) else {
        return say::of(remaining, limit);
    };
    match window.filter(|seconds| *seconds > 0) {
        Some(seconds) => say::left_in(left, limit, &duration(seconds)),
        None => say::left(left, limit),
    }
}

/// Seconds, in the largest unit that leaves no rest: `6 h`.
fn duration(seconds: u64) -> String {
    match seconds {
        s if s.is_multiple_of(3600) => format!("{} h", s / 3600),
        s if s.is_multiple_of(60) => format!("{} min", s / 60),
        s => format!("{s} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_words() {
        assert_eq!(rate("100;w=21600", "3;w=21600"), "3 of 100 left, in 6 h");
        assert_eq!(rate("100", "3"), "3 of 100 left");
        assert_eq!(rate("5, 5;w=60", "many"), "many of 5, 5;w=60");
        assert_eq!(rate("60;w=90", "0;w=90"), "0 of 60 left, in 90 s");
        assert_eq!(rate("60;w=0", "1"), "1 of 60 left");
    }
}
