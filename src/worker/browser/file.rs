//! Reading one file's contents.

use js_sys::Uint8Array;
use wasm_bindgen_futures::spawn_local;
use web_sys::DedicatedWorkerGlobalScope;

use super::saved::{Parts, saved};
use super::{Throttled, post};
use crate::archive::BlobRef;
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

/// All of it, to be saved.
fn all(to: &DedicatedWorkerGlobalScope, source: &dyn ByteSource, read: Read, path: &str) {
    let mut progress = Throttled::new(to, None);
    let mut tell = |step| progress.tell(step);
    let mut parts = Parts::default();
    let ended = contents(source, read.at, read.contents, &mut tell, &mut |bytes| {
        parts.put(bytes)
    });
    // Half a file is not saved: nobody would see that it is.
    let ended = ended.map_err(|error| Problem::of_contents(path, &error));
    let too_large = || Problem::too_large_to_save(path);
    saved(to, ended.and_then(|()| parts.whole().ok_or_else(too_large)));
}
