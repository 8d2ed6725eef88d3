//! Where the bytes are, as bars and lists.

use crate::image::Cause;
use crate::report::{DiveReport, ImageReport, SizesReport};
use crate::view::history::layer_label;
use crate::view::progress::share;
use crate::view::{text, words};
use crate::words::config as say;
use crate::words::counts;

/// A labelled bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it is of.
    pub label: String,
    /// Its bytes.
    pub bytes: u64,
    /// How long it is, of 1.
    pub length: f64,
    /// Which share of that length is hidden, of 1.
    pub hidden: f64,
    /// Bytes that are hidden.
    pub hidden_bytes: u64,
    /// A remark.
    pub note: String,
    /// Where a click leads.
    pub target: Option<Target>,
}

/// A place in the tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// The layer; absent for the image as a whole.
    pub layer: Option<usize>,
    /// The path; absent for the whole layer.
    pub path: Option<String>,
}

impl Target {
    fn path(layer: Option<usize>, path: &str) -> Option<Target> {
        Some(Target {
            layer,
            path: Some(path.to_owned()),
        })
    }
}

/// Bytes of one path that the image does not show.
#[derive(Clone, Debug, PartialEq)]
pub struct HiddenPath {
    /// The path.
    pub path: String,
    /// Bytes.
    pub bytes: u64,
    /// Why.
    pub cause: Cause,
    /// The layer that has them, with its instruction.
    pub from: String,
    /// The layer that hides them, with its instruction; absent where it is the same.
    pub by: Option<String>,
    /// Where a click leads.
    pub target: Target,
}

/// A bar for each layer; the longest is as long as can be.
pub fn layer_bars(image: &ImageReport) -> Vec<Bar> {
    let longest = image
        .layers
        .iter()
        .map(|layer| layer.size)
        .max()
        .unwrap_or(0);
    let layers = image.layers.iter().enumerate();
    let bars = layers.map(|(i, layer)| Bar {
        label: layer_label(image, i),
        bytes: layer.size,
        length: share(layer.size, longest),
        hidden: share(layer.hidden, layer.size),
        hidden_bytes: layer.hidden,
        note: match (layer.scanned, layer.stored_size) {
            (false, Some(_)) => say::not_read_yet().into(),
            (false, None) => say::not_in_archive().into(),
            (true, stored) => stored_note(layer.tar_size, stored),
        },
        target: Some(Target {
            layer: Some(i),
            path: None,
        }),
    });
    bars.collect()
}

fn stored_note(tar: u64, stored: Option<u64>) -> String {
    match stored {
        Some(stored) if stored < tar => say::as_stored(&text::size(stored)),
        _ => String::new(),
    }
}

/// A bar for each folder at the top, of all that the image shows.
pub fn folder_bars(sizes: &SizesReport) -> Vec<Bar> {
    let bars = sizes.folders.iter().map(|folder| Bar {
        label: format!("/{}", folder.path),
        bytes: folder.bytes,
        length: share(folder.bytes, sizes.visible),
        hidden: 0.0,
        hidden_bytes: 0,
        note: counts::files(folder.files),
        target: Target::path(None, &folder.path),
    });
    bars.collect()
}

/// A bar for each of the largest files; the longest is as long as can be.
pub fn file_bars(sizes: &SizesReport) -> Vec<Bar> {
    let longest = sizes.largest.first().map_or(0, |file| file.bytes);
    let bars = sizes.largest.iter().map(|file| Bar {
        label: format!("/{}", file.path),
        bytes: file.bytes,
        length: share(file.bytes, longest),
        hidden: 0.0,
        hidden_bytes: 0,
        note: words::layer(file.layer as usize),
        target: Target::path(None, &file.path),
    });
    bars.collect()
}

/// A bar for each cause of hidden bytes, of all that is hidden.
pub fn cause_bars(sizes: &SizesReport) -> Vec<(Cause, Bar)> {
    let bars = sizes.causes.iter().map(|sum| {
        let bar = Bar {
            label: words::cause(sum.cause).into(),
            bytes: sum.bytes,
            length: share(sum.bytes, sizes.hidden),
            hidden: 1.0,
            hidden_bytes: sum.bytes,
            note: say::times(sum.count),
            target: None,
        };
        (sum.cause, bar)
    });
    bars.collect()
}

/// The paths that hide most.
pub fn hidden_paths(image: &ImageReport) -> Vec<HiddenPath> {
    let paths = image.sizes.hidden_paths.iter().map(|hidden| HiddenPath {
        path: hidden.path.clone(),
        bytes: hidden.bytes,
        cause: hidden.cause,
        from: layer_label(image, hidden.from as usize),
        by: (hidden.by != hidden.from).then(|| layer_label(image, hidden.by as usize)),
        target: Target {
            layer: Some(hidden.from as usize),
            path: Some(hidden.path.clone()),
        },
    });
    paths.collect()
}

/// How the efficiency comes about.
pub fn efficiency_sum(sizes: &SizesReport) -> String {
    match sizes.total {
        0 => say::no_bytes().into(),
        _ => say::shown_of(
            &text::size(sizes.visible),
            &text::size(sizes.total),
            &text::percent(sizes.efficiency),
        ),
    }
}

/// The figures of `dive`, each with its name there.
pub fn dive_figures(dive: &DiveReport) -> Vec<(&'static str, String, Option<u64>)> {
    let user = dive
        .user_wasted_share
        .map_or_else(|| say::not_defined().into(), text::percent);
    vec![
        ("efficiency", text::percent(dive.efficiency), None),
        (
            "wasted bytes",
            text::size(dive.wasted_bytes),
            Some(dive.wasted_bytes),
        ),
        ("user wasted", user, None),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{HiddenReport, LayerReport};

    #[test]
    fn bars_are_measured_by_the_longest() {
        let layer = |size, hidden| LayerReport {
            size,
            hidden,
            scanned: true,
            ..LayerReport::default()
        };
        let image = ImageReport {
            layers: vec![layer(200, 50), layer(100, 0), layer(0, 0)],
            ..ImageReport::default()
        };
        let bars = layer_bars(&image);
        let lengths: Vec<(f64, f64)> = bars.iter().map(|b| (b.length, b.hidden)).collect();
        assert_eq!(lengths, [(1.0, 0.25), (0.5, 0.0), (0.0, 0.0)]);
    }

    #[test]
    fn hidden_in_one_layer_has_no_second() {
        let mut image = ImageReport::default();
        image.sizes.hidden_paths = vec![HiddenReport {
            path: "a".into(),
            bytes: 1,
            cause: Cause::DuplicateEntry,
            from: 2,
            by: 2,
        }];
        assert_eq!(hidden_paths(&image)[0].by, None);
    }

    #[test]
    fn efficiency_is_shown_with_its_sum() {
        let sizes = SizesReport {
            total: 200,
            visible: 150,
            efficiency: 0.75,
            ..SizesReport::default()
        };
        assert_eq!(
            efficiency_sum(&sizes),
            "150B shown ÷ 200B in the layers = 75.0%"
        );
    }
}
