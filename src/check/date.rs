//! Days, as `2027-01-31`: they order as their texts do.

/// Whether a text is a day, written so that it can be compared.
pub(super) fn is_day(text: &str) -> bool {
    let shape = text.bytes().enumerate().all(|(i, b)| match i {
        4 | 7 => b == b'-',
        _ => b.is_ascii_digit(),
    });
    shape
        && text.len() == 10
        && ("01"..="12").contains(&&text[5..7])
        && ("01"..="31").contains(&&text[8..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::day_of;

    #[test]
    fn days() {
        // By GNU date: date -u -d @SECONDS +%F.
        for (seconds, day) in [
            (0, "1970-01-01"),
            (951_782_400, "2000-02-29"),
            (951_868_800, "2000-03-01"),
            (1_767_225_599, "2025-12-31"),
            (1_767_225_600, "2026-01-01"),
            (4_107_542_400, "2100-03-01"),
        ] {
            assert_eq!(day_of(seconds), day);
            assert!(is_day(day));
        }
        for text in [
            "",
            "2027-1-31",
            "2027-13-01",
            "2027-01-32",
            "31.1.2027",
            "2027-01-31x",
        ] {
            assert!(!is_day(text), "{text}");
        }
    }
}
