//! What the browser keeps of what was downloaded, as a list.

use crate::limits;
use crate::registry::KeptFile;
use crate::view::text;

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
            Some(("image", _)) => "An image without its layers".to_owned(),
            Some((algorithm, hex)) => {
                let digest = format!("{algorithm}:{hex}");
                format!("Layer {}", text::short_digest(&digest))
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
    format!(
        "{}, {} of at most {}",
        text::counted(files.len() as u64, "file", "files"),
        text::size(bytes.fold(0, u64::saturating_add)),
        text::size(limits::KEPT_BYTES)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

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
