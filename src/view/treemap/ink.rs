//! Colours that can be read: which ink stands on a ground, and a pattern beside each colour, so
//! that no colour is the only sign of anything.

/// Black or white, whichever reads better on a colour written as `#rrggbb`. The better of the two
/// has a contrast of at least 4.58 on any ground.
pub fn ink(ground: &str) -> &'static str {
    let part = |at: usize| -> f64 {
        let hex = ground.trim().get(at..at + 2);
        let value = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        let share = f64::from(value.unwrap_or(0)) / 255.0;
        // WCAG's relative luminance.
        match share <= 0.040_45 {
            true => share / 12.92,
            false => ((share + 0.055) / 1.055).powf(2.4),
        }
    };
    let light = 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
    let on_black = (light + 0.05) / 0.05;
    let on_white = 1.05 / (light + 0.05);
    if on_black >= on_white {
        "#000000"
    } else {
        "#ffffff"
    }
}

/// The colour of a number, of `colours` that there are, and the pattern over it: 0 for none. The
/// colours come round once for each pattern.
pub fn pattern(number: u32, colours: u32) -> (u32, u32) {
    (number % colours, (number / colours) % 4)
}
