//! What is to be saved, on its way from a worker to the browser.

use std::ops::ControlFlow;

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, DedicatedWorkerGlobalScope};

use super::envelope;
use crate::limits;
use crate::report::Problem;
use crate::worker::protocol::Reply;

/// What is to be saved, as it comes: the browser has it in pieces, and not the worker's memory.
#[derive(Default)]
pub(super) struct Parts {
    parts: Array,
    piece: Vec<u8>,
    sum: u64,
    full: bool,
}

impl Parts {
    /// Takes the next bytes; breaks where they are more than a page may save.
    pub(super) fn put(&mut self, bytes: &[u8]) -> ControlFlow<()> {
        self.sum = self.sum.saturating_add(bytes.len() as u64);
        self.piece.extend_from_slice(bytes);
        self.full |= self.sum > limits::SAVE_BYTES
            || self.piece.len() >= limits::SAVE_PIECE && self.flush().is_err();
        match self.full {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }

    /// Bytes that came.
    pub(super) fn bytes(&self) -> u64 {
        self.sum
    }

    fn flush(&mut self) -> Result<(), JsValue> {
        let bytes = Array::of1(&Uint8Array::from(&self.piece[..]));
        self.piece.clear();
        // Fails only where there is no room.
        let blob = Blob::new_with_u8_array_sequence(&bytes)?;
        self.parts.push(&blob);
        Ok(())
    }

    /// All of it; `None` where it is too large.
    pub(super) fn whole(mut self) -> Option<Blob> {
        if self.full || self.flush().is_err() {
            return None;
        }
        // Of a blob without a type the browser guesses one, and changes the name after it.
        let options = BlobPropertyBag::new();
        options.set_type("application/octet-stream");
        Blob::new_with_blob_sequence_and_options(&self.parts, &options).ok()
    }
}

/// Hands it over, or why there is none.
pub(super) fn saved(to: &DedicatedWorkerGlobalScope, made: Result<Blob, Problem>) {
    let problem = made.as_ref().err().cloned();
    let (message, transfer) = envelope(&Reply::Read { problem }, &[], None);
    if let Ok(blob) = made {
        // Setting a property of a fresh object cannot fail.
        let _ = Reflect::set(&message, &"blob".into(), &blob);
    }
    let _ = to.post_message_with_transfer(&message, &transfer);
}
