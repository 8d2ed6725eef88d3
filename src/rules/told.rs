//! Instructions as evidence: one line, cut, and without anything secret.

use super::secrets;
use crate::image::{Image, Instruction};

/// Characters of an instruction that are shown.
const SHOWN: usize = 120;

/// The instruction that made a layer; empty where the history does not tell.
pub(super) fn layer(image: &Image, layer: u32) -> String {
    image
        .instruction(layer)
        .map(|instruction| self::instruction(image, instruction))
        .unwrap_or_default()
}

/// An instruction in one line.
pub(super) fn instruction(image: &Image, instruction: &Instruction) -> String {
    let text = whole(image, instruction);
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// An instruction with all its lines.
pub(super) fn whole(image: &Image, instruction: &Instruction) -> String {
    let known = secrets::values(image);
    secrets::redacted(&instruction.to_string(), &known)
}
