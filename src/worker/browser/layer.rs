//! Reading a layer of an archive that is here.

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::DedicatedWorkerGlobalScope;

use super::{Throttled, post, source, written};
use crate::archive::BlobRef;
use crate::worker::protocol::Reply;
use crate::worker::{first_look, scan_ahead, second_look, skim as skimmed};

/// Reads all of it. `again`: it was unpacked before, for its headers.
pub(super) fn scan(to: &DedicatedWorkerGlobalScope, data: &JsValue, blob: BlobRef, again: bool) {
    let Some(source) = source(to, data) else {
        return;
    };
    let to = to.clone();
    spawn_local(async move {
        let mut progress = Throttled::new(&to, Some(blob));
        let mut tell = |step| progress.tell(if again { second_look(step) } else { step });
        let scanned = scan_ahead(&source, blob, &mut tell).await;
        let listing = written(&scanned.listing);
        post(&to, &Reply::Scanned { blob, scanned }, Some(&listing));
    });
}

/// Reads its headers.
pub(super) fn skim(to: &DedicatedWorkerGlobalScope, data: &JsValue, blob: BlobRef) {
    let Some(source) = source(to, data) else {
        return;
    };
    let to = to.clone();
    spawn_local(async move {
        let mut progress = Throttled::new(&to, Some(blob));
        let mut tell = |step| progress.tell(first_look(step));
        match skimmed(&source, blob, &mut tell).await {
            Some(scanned) => {
                let listing = written(&scanned.listing);
                let fetched = 0;
                let reply = Reply::Table {
                    blob,
                    scanned,
                    fetched,
                };
                post(&to, &reply, Some(&listing));
            }
            None => post(&to, &Reply::NoTable { problem: None }, None),
        }
    });
}
