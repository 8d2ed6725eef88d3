//! The day on which images are judged.

use std::time::{SystemTime, UNIX_EPOCH};

use peel::text::day_of;

/// What reproducible builds say instead of the clock, in seconds since 1970.
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// The day of `SOURCE_DATE_EPOCH`, or else today's by the clock, in UTC.
pub fn today() -> String {
    let said = std::env::var(EPOCH).ok();
    let seconds = said.and_then(|said| said.trim().parse().ok());
    // A clock before 1970 judges as if nothing had ended yet.
    let clock = || SystemTime::now().duration_since(UNIX_EPOCH);
    day_of(seconds.unwrap_or_else(|| clock().map_or(0, |now| now.as_secs())))
}
