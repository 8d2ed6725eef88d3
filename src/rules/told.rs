//! Instructions as evidence: one line, cut, and without anything secret.

use super::secrets;
use crate::image::{Image, Instruction};

/// Characters of an instruction that are shown.
const SHOWN: usize = 120;

/// The instruction that made a layer in one line, without secrets; empty where the history does not
/// tell.
pub fn layer(image: &Image, layer: u32) -> String {
    image
        .instruction(layer)
        .map(|instruction| self::instruction(image, instruction))
        .unwrap_or_default()
}

/// An instruction in one line.
pub(super) fn instruction(image: &Image, instruction: &Instruction) -> String {
    line(&whole(&secrets::values(image), instruction))
}

/// An instruction with all its lines, without those secrets and whatever looks like one.
pub(super) fn whole(known: &[String], instruction: &Instruction) -> String {
    secrets::redacted(&instruction.to_string(), known)
}

/// A text without the image's secrets and whatever looks like one.
pub(super) fn hidden(image: &Image, text: &str) -> String {
    secrets::redacted(text, &secrets::values(image))
}

/// A text in one line, cut.
pub(super) fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
