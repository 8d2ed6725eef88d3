//! What is said of each side.

use serde::{Deserialize, Serialize};

use crate::image::Instruction;
use crate::report::{HistoryReport, ImageReport, Platform};
use crate::rules::{secret_values, without_secrets};

/// One of the two that are compared.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SideReport {
    /// What was opened.
    pub name: String,
    /// The image's references.
    pub tags: Vec<String>,
    /// The image's ID.
    pub id: Option<String>,
    /// What it runs on.
    pub platform: Platform,
    /// Of a single layer which, from 0; absent where whole images are compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layer: Option<usize>,
    /// Layers of the image.
    pub layers: usize,
    /// Bytes of all files of all layers, or of the one layer.
    pub size: u64,
    /// Bytes of them that the image shows.
    pub visible: u64,
    /// Bytes as stored (compressed, where they are).
    pub stored: u64,
}

impl SideReport {
    /// Of an image, or of one layer of it.
    pub fn of(name: &str, image: &ImageReport, layer: Option<usize>) -> SideReport {
        let one = layer.and_then(|layer| image.layers.get(layer));
        SideReport {
            name: name.to_owned(),
            tags: image.tags.clone(),
            id: image.id.clone(),
            platform: image.platform.clone(),
            layer,
            layers: image.layers.len(),
            size: one.map_or(image.sizes.total, |one| one.size),
            visible: match one {
                Some(one) => one.size.saturating_sub(one.hidden),
                None => image.sizes.total.saturating_sub(image.sizes.hidden),
            },
            stored: one.map_or(image.stored_size, |one| one.stored_size.unwrap_or(0)),
        }
    }
}

/// Texts of an image without its secrets.
pub(super) struct Cover(Vec<String>);

impl Cover {
    /// What is covered in the texts of two images.
    pub(super) fn of(images: [&ImageReport; 2]) -> Cover {
        let mut known: Vec<String> = Vec::new();
        for image in images {
            let rows = image.history.iter();
            let rows: Vec<Instruction> = rows.map(|row| Instruction::decode(&row.raw)).collect();
            known.extend(secret_values(&image.config.env, rows.iter()));
        }
        known.sort_by_key(|value| (std::cmp::Reverse(value.len()), value.clone()));
        known.dedup();
        Cover(known)
    }

    pub(super) fn text(&self, text: &str) -> String {
        without_secrets(text, &self.0)
    }

    /// The instruction as it would stand in a Dockerfile; empty where none is recorded.
    pub(super) fn instruction(&self, row: Option<&HistoryReport>) -> String {
        let text = row.map(|row| format!("{} {}", row.keyword, row.arguments));
        self.text(text.unwrap_or_default().trim())
    }

    /// The same, with the build arguments that its builder recorded: they may be what differs.
    pub(super) fn with_arguments(&self, row: Option<&HistoryReport>) -> String {
        let given = row.map(|row| Instruction::decode(&row.raw).build_args);
        let given = given.unwrap_or_default().join(" ");
        match given.is_empty() {
            true => self.instruction(row),
            false => format!("{} (with {})", self.instruction(row), self.text(&given)),
        }
    }

    /// The instruction that made a layer.
    pub(super) fn layer(&self, image: &ImageReport, layer: usize) -> String {
        let row = image.layers.get(layer).and_then(|layer| layer.history);
        self.instruction(row.and_then(|row| image.history.get(row)))
    }
}
