//! Making the tar of a folder.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::DedicatedWorkerGlobalScope;

use super::saved::{Parts, saved};
use super::{Buffer, Held, Throttled, buffer, file, post, source, written};
use crate::archive::BlobRef;
use crate::registry::RemoteBlob;
use crate::report::Problem;
use crate::tarball::{Pass, Plan, TarballError};
use crate::view::tarball::TarAsk;
use crate::worker::protocol::Reply;
use crate::worker::{LayerAt, PlannedLayer, TarRun, Unread, write_tar};

/// Finds what goes into it.
pub(super) fn plan(to: &DedicatedWorkerGlobalScope, held: &Held, number: u64, ask: TarAsk) {
    let planned = held.borrow_mut().plan_tar(ask);
    let (planned, plan) = match planned {
        Ok((planned, plan, layers)) => (Ok((planned, layers)), Some(written(&plan))),
        Err(problem) => (Err(problem), None),
    };
    post(to, &Reply::TarPlanned { number, planned }, plan.as_ref());
}

/// Makes it, of what the plan says that comes with the message.
pub(super) fn make(
    to: &DedicatedWorkerGlobalScope,
    data: &JsValue,
    layers: Vec<(PlannedLayer, Option<RemoteBlob>)>,
    path: String,
) {
    let plan = buffer(data).map(|buffer| Plan::read(&mut Buffer::new(&buffer)));
    let Some(Ok(plan)) = plan else {
        let problem = Problem::defect("a worker sent a damaged plan");
        return post(to, &Reply::Failed { problem }, None);
    };
    if layers.iter().all(|(_, remote)| remote.is_none()) {
        let Some(source) = source(to, data) else {
            return;
        };
        let layers: Vec<PlannedLayer> = layers.into_iter().map(|(layer, _)| layer).collect();
        let (mut progress, mut parts) = (Throttled::new(to, None), Parts::default());
        let mut tell = |step| progress.tell(step);
        let made = write_tar(&source, &plan, &layers, &mut tell, &mut |bytes| {
            parts.put(bytes)
        });
        return end(to, made.map_err(|unread| unreadable(&unread)), parts, &path);
    }
    let to = to.clone();
    spawn_local(async move {
        let mut parts = Parts::default();
        let made = of_copies(&to, &plan, &layers, &mut parts, &path).await;
        end(&to, made, parts, &path);
    });
}

/// The same of layers that were downloaded: from the copies that the browser keeps.
async fn of_copies(
    to: &DedicatedWorkerGlobalScope,
    plan: &Plan,
    layers: &[(PlannedLayer, Option<RemoteBlob>)],
    parts: &mut Parts,
    path: &str,
) -> Result<(), Problem> {
    let passes = plan.passes().into_iter();
    let passes: Vec<(Pass, &RemoteBlob)> = passes
        .filter_map(|pass| {
            let layer = layers.iter().find(|(one, _)| one.layer == pass.layer);
            Some((pass, layer?.1.as_ref()?))
        })
        .collect();
    let bytes = passes.iter().map(|(_, remote)| remote.size);
    let mut progress = Throttled::new(to, None);
    let mut tell = |step| progress.tell(step);
    let mut run = TarRun::new(plan, bytes.fold(0, u64::saturating_add));
    run.begin(&mut |bytes| parts.put(bytes));
    for (pass, remote) in &passes {
        let source = file::copy(to, remote).await;
        let gone = || Problem::of_tarball(path, &TarballError::NotRead(pass.layer));
        let source = source.ok_or_else(gone)?;
        let at = LayerAt {
            blob: BlobRef::whole(&source),
            packed: false,
        };
        let put = &mut |bytes: &[u8]| parts.put(bytes);
        let read = run.layer(&source, at, pass, &mut tell, put);
        read.map_err(|unread| unreadable(&unread))?;
    }
    run.finish(&mut |bytes| parts.put(bytes));
    Ok(())
}

fn unreadable(unread: &Unread) -> Problem {
    Problem::of_contents(&unread.path, &unread.problem)
}

/// Hands it over. Half a tar is not saved: nobody would see that it is.
fn end(to: &DedicatedWorkerGlobalScope, made: Result<(), Problem>, parts: Parts, path: &str) {
    let sum = parts.bytes();
    let made = made.and_then(|()| {
        let too_large = || Problem::too_large_to_pack(path, sum);
        parts.whole().ok_or_else(too_large)
    });
    saved(to, made);
}
