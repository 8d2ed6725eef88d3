//! Times as tables and configs write them: RFC 3339.

const UNTIL_1970: i64 = 719_468;

/// Whole seconds since 1970, rounded towards the past; `None` where the text is no time.
pub fn seconds(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    let (date, rest) = bytes.split_at_checked(b"2006-01-02T15:04:05".len())?;
    let number = |range: std::ops::Range<usize>| digits(&date[range]);
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    let (hour, minute, second) = (number(11..13)?, number(14..16)?, number(17..19)?);
    let between = [date[4], date[7], date[10], date[13], date[16]];
    let valid = (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && hour < 24
        && minute < 60
        && second <= 60
        && between == *b"--T::";
    let rest = match rest.strip_prefix(b".") {
        None => rest,
        Some(fraction) => {
            let end = fraction.iter().position(|b| !b.is_ascii_digit())?;
            &fraction[end..]
        }
    };
    let seconds = (days(year, month, day) * 24 + hour) * 3600 + minute * 60 + second;
    valid.then_some(seconds - zone(rest)?)
}

/// Days since 1970 in the Gregorian calendar, of years that begin in March, so that the leap day
/// is their last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = match month > 2 {
        true => (year, month - 3),
        false => (year - 1, month + 9),
    };
    let leap = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap + (month * 153 + 2) / 5 + day - 1 - UNTIL_1970
}

/// Seconds east of Greenwich: `Z` or `+01:00`.
fn zone(text: &[u8]) -> Option<i64> {
    match text {
        b"Z" => Some(0),
        [sign @ (b'+' | b'-'), a, b, b':', c, d] => {
            let seconds = digits(&[*a, *b])? * 3600 + digits(&[*c, *d])? * 60;
            Some(if *sign == b'-' { -seconds } else { seconds })
        }
        _ => None,
    }
}

fn digits(text: &[u8]) -> Option<i64> {
    text.iter().try_fold(0, |value, b| match b {
        b'0'..=b'9' => Some(value * 10 + i64::from(b - b'0')),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `date --utc --date=TEXT +%s` says; GNU date rounds fractions towards the past too.
    #[test]
    fn as_date_reads_them() {
        for (text, expected) in [
            ("1970-01-01T00:00:00Z", 0),
            ("2019-08-20T10:30:43Z", 1_566_297_043),
            ("2024-02-29T23:59:59.999999999Z", 1_709_251_199),
            ("2024-05-01T12:00:00.25+02:00", 1_714_557_600),
            ("2023-12-31T20:00:00-05:30", 1_704_072_600),
            ("1969-12-31T23:59:58.5Z", -2),
            ("0001-01-01T00:00:00Z", -62_135_596_800),
            ("9999-12-31T23:59:59Z", 253_402_300_799),
        ] {
            assert_eq!(seconds(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_time() {
        for text in [
            "",
            "1970",
            "1970-01-01",
            "1970-01-01T00:00:00",
            "1970-01-01 00:00:00Z",
            "1970-13-01T00:00:00Z",
            "1970-00-01T00:00:00Z",
            "1970-01-01T24:00:00Z",
            "+970-01-01T00:00:00Z",
            "1970-01-01T00:00:00.",
            "1970-01-01T00:00:00.5",
            "1970-01-01T00:00:00+0100",
            "1970-01-01T00:00:00é",
            "1970-01-01T00:00:0é",
        ] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}
