//! Amounts of bytes as people write them: `20MB`, `1.5 GiB`, `4096`. May depend on nothing of ours.

/// Units and their bytes. As in dive's library, `MB` is decimal and `MiB` is not, whatever the
/// letters' case.
const UNITS: &[(&str, u64)] = &[
    ("", 1),
    ("b", 1),
    ("k", 1_000),
    ("kb", 1_000),
    ("ki", 1 << 10),
    ("kib", 1 << 10),
    ("m", 1_000_000),
    ("mb", 1_000_000),
    ("mi", 1 << 20),
    ("mib", 1 << 20),
    ("g", 1_000_000_000),
    ("gb", 1_000_000_000),
    ("gi", 1 << 30),
    ("gib", 1 << 30),
    ("t", 1_000_000_000_000),
    ("tb", 1_000_000_000_000),
    ("ti", 1 << 40),
    ("tib", 1 << 40),
];

/// The bytes that a text says; `None` where it says none.
pub fn bytes(text: &str) -> Option<u64> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
    let (number, unit) = text.split_at(end.unwrap_or(text.len()));
    let unit = unit.trim().to_ascii_lowercase();
    let (_, factor) = UNITS.iter().find(|(name, _)| *name == unit)?;
    let number = number.replace(',', "");
    // Whole numbers are exact, also those that a float could not hold.
    if let Ok(number) = number.parse::<u64>() {
        return number.checked_mul(*factor);
    }
    let bytes = number.parse::<f64>().ok()? * *factor as f64;
    (bytes < u64::MAX as f64).then_some(bytes as u64)
}

/// An amount as a person may write it again, to the byte: `10MiB`.
pub fn written(bytes: u64) -> String {
    const ROUND: [(u64, &str); 6] = [
        (1 << 30, "GiB"),
        (1_000_000_000, "GB"),
        (1 << 20, "MiB"),
        (1_000_000, "MB"),
        (1 << 10, "KiB"),
        (1_000, "kB"),
    ];
    let mut fitting = ROUND.iter();
    let fitting = fitting.find(|(unit, _)| bytes >= *unit && bytes.is_multiple_of(*unit));
    match fitting {
        Some((unit, name)) => format!("{}{name}", bytes / unit),
        None => format!("{bytes}B"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts() {
        for (text, amount) in [
            ("0", 0),
            ("4096", 4096),
            ("20MB", 20_000_000),
            ("20 mb", 20_000_000),
            ("1.5kB", 1500),
            ("1,000", 1000),
            ("2MiB", 2 << 20),
            ("3g", 3_000_000_000),
            ("18446744073709551615", u64::MAX),
        ] {
            assert_eq!(bytes(text), Some(amount), "{text}");
            assert_eq!(
                bytes(&written(amount)),
                Some(amount),
                "{text} written again"
            );
        }
        for text in ["", "MB", "-1", "1 XB", "1e9", "1.2.3", "99999999TB", "."] {
            assert_eq!(bytes(text), None, "{text}");
        }
    }
}
