//! What images could share, in words.

use crate::report::ImageReport;
use crate::reuse::{Reuse, ReuseKind};
use crate::view::config::title_among;
use crate::view::text;
use crate::words::reuse as say;

/// Layers that could be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReuseRow {
    /// For attributes: `same-files`.
    pub id: &'static str,
    /// Bytes that would be stored once.
    pub bytes: u64,
    /// What they have in common.
    pub why: String,
    /// Where they are: the image's name, and its layers.
    pub places: Vec<(String, String)>,
    /// What brings it about.
    pub fix: &'static str,
}

/// The rows of an archive's images.
pub fn of_archive(reuse: &[Reuse], images: &[ImageReport]) -> Vec<ReuseRow> {
    let row = |one: &Reuse| self::row(one, |image| title_among(images, image));
    reuse.iter().map(row).collect()
}

/// The rows of two images that are compared.
pub fn of_two(reuse: &[Reuse]) -> Vec<ReuseRow> {
    let name = |image| match image {
        0 => say::old(),
        _ => say::new(),
    };
    let row = |one: &Reuse| self::row(one, |image| name(image).to_owned());
    reuse.iter().map(row).collect()
}

fn row(reuse: &Reuse, name: impl Fn(usize) -> String) -> ReuseRow {
    let (why, fix) = match reuse.kind {
        ReuseKind::SameFiles => (say::same_files().to_owned(), say::fix_same_files()),
        ReuseKind::OtherBase => (
            say::other_base(&text::size(reuse.same)),
            say::fix_other_base(),
        ),
    };
    let places = reuse.places.iter().map(|place| {
        let layers: Vec<String> = place.layers.iter().map(|at| (at + 1).to_string()).collect();
        let layers = match layers.as_slice() {
            [one] => say::layer(one),
            _ => say::layers(&layers.join(", ")),
        };
        (name(place.image), layers)
    });
    ReuseRow {
        id: reuse.kind.id(),
        bytes: reuse.bytes,
        why,
        places: places.collect(),
        fix,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reuse::ReusePlace;

    #[test]
    fn words() {
        let place = |image, layers: &[usize]| ReusePlace {
            image,
            layers: layers.to_vec(),
        };
        let reuse = Reuse {
            kind: ReuseKind::OtherBase,
            places: vec![place(0, &[0]), place(1, &[0, 1])],
            bytes: 5,
            same: 3_000_000,
        };
        let rows = of_two(&[reuse]);
        assert_eq!(
            rows[0].why,
            "One base at two versions: 3MB of it are the same."
        );
        let places = rows[0].places.iter();
        let places: Vec<_> = places.map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(places, [("old", "layer 1"), ("new", "layers 1, 2")]);
    }
}
