//! What the browser keeps of what was downloaded, as a list.

use crate::limits;
use crate::registry::KeptFile;
use crate::report::Report;
use crate::view::text;
use crate::words::counts;
use crate::words::remote as say;

/// One file that is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptRow {
    /// Its name, by which it is forgotten.
    pub name: String,
    /// What it is.
    pub label: String,
    /// Its bytes.
    pub bytes: u64,
    /// When it was written.
    pub when: String,
}

/// The files, as they come.
pub fn kept_rows(files: &[KeptFile]) -> Vec<KeptRow> {
    let rows = files.iter().map(|file| KeptRow {
        name: file.name.clone(),
        label: match file.name.split_once('-') {
            Some(("image", _)) => say::image_without().to_owned(),
            Some((algorithm, hex)) => {
                let digest = format!("{algorithm}:{hex}");
                say::layer(text::short_digest(&digest))
            }
            None => file.name.clone(),
        },
        bytes: file.size,
        when: text::moment(file.modified),
    });
    rows.collect()
}

/// How much that is: `3 files, 12.3MB of at most 4.29GB`.
pub fn kept_sum(files: &[KeptFile]) -> String {
    let bytes = files.iter().map(|file| file.size);
    say::kept_sum(
        &counts::files(files.len() as u64),
        &text::size(bytes.fold(0, u64::saturating_add)),
        &text::size(limits::KEPT_BYTES),
    )
}

/// The names under which the layers of what is open are kept, where they are.
pub fn kept_layers(report: &Report) -> impl Iterator<Item = String> {
    let layers = report.images.iter().flat_map(|image| &image.layers);
    // `blobs/sha256/…`, as it is called in a layout.
    let paths = layers.filter_map(|layer| layer.name.strip_prefix("blobs/"));
    paths.map(|path| path.replace('/', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::blob_name;
    use crate::report::{ImageReport, LayerReport};

    #[test]
    fn layers_by_the_names_of_their_files() {
        let hex = "a".repeat(64);
        let layer = LayerReport {
            name: format!("blobs/sha256/{hex}"),
            ..LayerReport::default()
        };
        let report = Report {
            images: vec![ImageReport {
                layers: vec![layer],
                ..ImageReport::default()
            }],
            ..Report::default()
        };
        let kept: Vec<String> = kept_layers(&report).collect();
        assert_eq!(kept, [blob_name(&format!("sha256:{hex}")).expect("one")]);
    }

    #[test]
    fn a_list() {
        let file = |name: &str, size| KeptFile {
            name: name.into(),
            size,
            modified: 0.0,
        };
        let files = [
            file("sha256-0123456789abcdef", 10),
            file("image-0123456789abcdef", 5),
        ];
        let labels: Vec<String> = kept_rows(&files).into_iter().map(|row| row.label).collect();
        assert_eq!(
            labels,
            ["Layer 0123456789ab", "An image without its layers"]
        );
        assert_eq!(kept_sum(&files), "2 files, 15B of at most 4.29GB");
    }
}
