//! Reading one file's contents.

use std::ops::ControlFlow;

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, BlobPropertyBag, DedicatedWorkerGlobalScope};

use super::{Throttled, envelope, post};
use crate::archive::BlobRef;
use crate::limits;
use crate::registry::browser::Kept;
use crate::registry::{RemoteBlob, blob_name};
use crate::report::Problem;
use crate::source::ByteSource;
use crate::source::browser::BlobSource;
use crate::worker::protocol::Reply;
use crate::worker::{Head, LayerAt, Read, contents};

/// Reads a file of an archive that is here.
pub(super) fn read(
    to: &DedicatedWorkerGlobalScope,
    source: &dyn ByteSource,
    read: Read,
    whole: bool,
    path: &str,
) {
    match whole {
        true => all(to, source, read, path),
        false => first(to, source, read, path),
    }
}

/// Reads a file of a layer that was downloaded, from the copy that the browser keeps.
pub(super) fn read_kept(
    to: &DedicatedWorkerGlobalScope,
    remote: RemoteBlob,
    mut wanted: Read,
    whole: bool,
    path: String,
) {
    let to = to.clone();
    spawn_local(async move {
        match copy(&to, &remote).await {
            Some(source) => {
                wanted.at = LayerAt {
                    blob: BlobRef::whole(&source),
                    packed: false,
                };
                read(&to, &source, wanted, whole, &path);
            }
            None => {
                let problem = Some(Problem::layer_not_here(&path));
                post(&to, &Reply::Read { problem }, None);
            }
        }
    });
}

/// A whole copy of a layer.
pub(super) async fn copy(
    to: &DedicatedWorkerGlobalScope,
    remote: &RemoteBlob,
) -> Option<BlobSource> {
    let name = blob_name(&remote.digest)?;
    let source = Kept::open(to).await?.source(&name).await?;
    (source.len() == remote.size).then_some(source)
}

/// The first bytes, to be looked at.
fn first(to: &DedicatedWorkerGlobalScope, source: &dyn ByteSource, read: Read, path: &str) {
    let mut progress = Throttled::new(to, None);
    let mut tell = |step| progress.tell(step);
    let mut head = Head::default();
    let ended = contents(source, read.at, read.contents, &mut tell, &mut |bytes| {
        head.take(bytes)
    });
    let problem = ended.err().map(|error| Problem::of_contents(path, &error));
    let bytes = Uint8Array::from(&head.into_bytes()[..]);
    post(to, &Reply::Read { problem }, Some(&bytes.buffer()));
}

/// All of it, to be saved: the browser has it in pieces, and not the worker's memory.
fn all(to: &DedicatedWorkerGlobalScope, source: &dyn ByteSource, read: Read, path: &str) {
    let mut progress = Throttled::new(to, None);
    let mut tell = |step| progress.tell(step);
    let (parts, mut piece, mut sum) = (Array::new(), Vec::new(), 0_u64);
    let mut full = false;
    let flush = |piece: &mut Vec<u8>| {
        let bytes = Array::of1(&Uint8Array::from(&piece[..]));
        piece.clear();
        // Fails only where there is no room.
        Blob::new_with_u8_array_sequence(&bytes).map(|blob| parts.push(&blob))
    };
    let ended = contents(source, read.at, read.contents, &mut tell, &mut |bytes| {
        sum = sum.saturating_add(bytes.len() as u64);
        piece.extend_from_slice(bytes);
        full = sum > limits::SAVE_BYTES
            || piece.len() >= limits::SAVE_PIECE && flush(&mut piece).is_err();
        match full {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    });
    full |= flush(&mut piece).is_err();
    // Of a blob without a type the browser guesses one, and changes the name after it.
    let options = BlobPropertyBag::new();
    options.set_type("application/octet-stream");
    let blob = Blob::new_with_blob_sequence_and_options(&parts, &options).ok();
    let problem = match ended {
        Err(error) => Some(Problem::of_contents(path, &error)),
        Ok(()) if full || blob.is_none() => Some(Problem::too_large_to_save(path)),
        Ok(()) => None,
    };
    // Half a file is not saved: nobody would see that it is.
    let blob = blob.filter(|_| problem.is_none());
    let (message, transfer) = envelope(&Reply::Read { problem }, &[], None);
    if let Some(blob) = blob {
        // Setting a property of a fresh object cannot fail.
        let _ = Reflect::set(&message, &"blob".into(), &blob);
    }
    let _ = to.post_message_with_transfer(&message, &transfer);
}
