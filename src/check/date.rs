//! Days, as `2027-01-31`: they order as their texts do.

/// The day of that many seconds since 1970, in UTC.
pub fn day_of(seconds: u64) -> String {
    // Howard Hinnant's `civil_from_days`, for days that are not before 1970.
    let days = seconds / 86_400 + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year + era * 400 + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

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
