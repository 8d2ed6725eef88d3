//! A badge for a README: a picture that names an image's grade and size, and asks nobody for anything.

use super::schema::ImageReport;
use crate::rules::Score;
use crate::text::size;

/// Width of a character of the badge's font, in tenths of a pixel, on average and rather more than less;
/// the texts are stretched to what is reckoned by it.
const CHARACTER: usize = 67;

/// Left and right of a text, in pixels.
const PADDING: usize = 6;

/// What the badge says, for who cannot see it: `Peel: A, 137MB`.
pub fn badge_name(image: &ImageReport) -> String {
    let grade = Score::of(&image.findings).grade;
    format!("Peel: {}", said(image, grade))
}

fn said(image: &ImageReport, grade: char) -> String {
    // What was not read whole has only the size that the archive or the registry tells.
    let bytes = match image.complete {
        true => image.sizes.total,
        false => image.stored_size,
    };
    format!("{grade}, {}", size(bytes))
}

/// The badge as SVG. All of it is Peel's own words and numbers.
pub fn badge(image: &ImageReport) -> String {
    let grade = Score::of(&image.findings).grade;
    let (name, said) = ("peel", said(image, grade));
    // White on each of them has a contrast of at least 4.5.
    let colour = match grade {
        'A' | 'B' => "#27753c",
        'C' | 'D' => "#8a6100",
        _ => "#b42318",
    };
    let length = |text: &str| text.chars().count() * CHARACTER / 10;
    let (left, right) = (length(name) + 2 * PADDING, length(&said) + 2 * PADDING);
    let width = left + right;
    let text = |text: &str, x: usize| {
        format!(
            "<text x=\"{x}\" y=\"14\" textLength=\"{}\">{text}</text>",
            length(text)
        )
    };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"20\" role=\"img\" \
         aria-label=\"{label}\"><title>{label}</title>\
         <clipPath id=\"r\"><rect width=\"{width}\" height=\"20\" rx=\"3\"/></clipPath>\
         <g clip-path=\"url(#r)\"><rect width=\"{left}\" height=\"20\" fill=\"#474747\"/>\
         <rect x=\"{left}\" width=\"{right}\" height=\"20\" fill=\"{colour}\"/></g>\
         <g fill=\"#fff\" font-family=\"Verdana,DejaVu Sans,sans-serif\" font-size=\"11\">{}{}</g></svg>\n",
        text(name, PADDING),
        text(&said, left + PADDING),
        label = format!("Peel: {said}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_grade_and_size() {
        let mut image = ImageReport {
            complete: true,
            ..ImageReport::default()
        };
        image.sizes.total = 137_000_000;
        assert_eq!(badge_name(&image), "Peel: A, 137MB");
        let badge = badge(&image);
        assert!(badge.contains(">A, 137MB</text>") && badge.contains("#27753c"));
        // No address but the name of SVG itself.
        assert_eq!(badge.matches("http").count(), 1);
    }
}
