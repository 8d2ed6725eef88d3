//! Reading what tells of packages.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::DedicatedWorkerGlobalScope;

use super::{Held, Throttled, buffer, file, post, source};
use crate::archive::BlobRef;
use crate::layer::ContentsProblem;
use crate::packages::{PackageError, Reading};
use crate::registry::RemoteBlob;
use crate::report::Problem;
use crate::source::{ByteSource, SourceError};
use crate::worker::protocol::Reply;
use crate::worker::{LayerAt, LayerWork, PackageRoom, Purpose, Step, read_packages};

/// Finds what is to be read.
pub(super) fn plan(
    to: &DedicatedWorkerGlobalScope,
    held: &Held,
    (number, purpose): (u64, Purpose),
    image: usize,
) {
    let work = held.borrow_mut().plan_packages(number, purpose, image);
    let work = work.unwrap_or_default();
    let reply = Reply::PackagesPlanned {
        number,
        purpose,
        work,
    };
    post(to, &reply, None);
}

/// Reads it, a layer after the other.
pub(super) fn read(
    to: &DedicatedWorkerGlobalScope,
    data: &JsValue,
    work: Vec<(LayerWork, Option<RemoteBlob>)>,
) {
    let (to, data) = (to.clone(), data.clone());
    spawn_local(async move {
        let mut progress = Throttled::new(&to, None);
        let len = |(work, _): &(LayerWork, _)| work.at.blob.len;
        let total = work.iter().map(len).fold(0, u64::saturating_add);
        let room = PackageRoom::default();
        let mut before = 0;
        let mut readings: Vec<Reading> = Vec::new();
        for one in work {
            let len = len(&one);
            let mut tell = |step: Step| {
                // Of a layer only a part may be read: all of it is what counts.
                let share = step.done as f64 / step.total.max(1) as f64;
                progress.tell(Step {
                    done: before + (share * len as f64) as u64,
                    total,
                    unpacked: 0,
                });
            };
            let found = match one {
                (work, None) => match source(&to, &data) {
                    Some(source) => read_packages(&source, &work, &room, &mut tell),
                    None => return,
                },
                (mut work, Some(remote)) => match file::copy(&to, &remote).await {
                    Some(source) => {
                        work.at = LayerAt {
                            blob: BlobRef::whole(&source),
                            packed: false,
                        };
                        read_packages(&source as &dyn ByteSource, &work, &room, &mut tell)
                    }
                    None => missing(&work),
                },
            };
            readings.extend(found);
            before = before.saturating_add(len);
        }
        match serde_json::to_vec(&readings) {
            Ok(bytes) => {
                let bytes = Uint8Array::from(&bytes[..]);
                post(&to, &Reply::PackagesRead, Some(&bytes.buffer()));
            }
            Err(error) => {
                let problem = Problem::defect(&error.to_string());
                post(&to, &Reply::Failed { problem }, None);
            }
        }
    });
}

/// A layer that the browser does not keep any more.
fn missing(work: &LayerWork) -> Vec<Reading> {
    let gone = SourceError::Unreadable {
        offset: 0,
        reason: "the browser does not keep the layer any more".into(),
    };
    let error = PackageError::from(ContentsProblem::from(gone));
    let readings = work.files.iter().map(|file| Reading {
        node: file.node,
        layer: file.layer,
        role: file.role,
        found: Err(error.clone()),
    });
    readings.collect()
}

/// Puts together what was read.
pub(super) fn take(
    to: &DedicatedWorkerGlobalScope,
    held: &Held,
    (number, purpose): (u64, Purpose),
    data: &JsValue,
) {
    let bytes = buffer(data).map(|buffer| Uint8Array::new(&buffer).to_vec());
    let readings = serde_json::from_slice(&bytes.unwrap_or_default());
    let Ok(readings) = readings else {
        let problem = Problem::defect("a worker sent damaged packages");
        return post(to, &Reply::Failed { problem }, None);
    };
    let mut held = held.borrow_mut();
    let packages = held.take_packages(number, purpose, readings).cloned();
    let reply = Reply::Packages {
        number,
        purpose,
        packages,
    };
    post(to, &reply, None);
}

/// Lists the files of a package.
pub(super) fn files(to: &DedicatedWorkerGlobalScope, held: &Held, number: u64, package: usize) {
    if let Some(files) = held.borrow_mut().package_files(number, package) {
        let reply = Reply::PackageFiles {
            number,
            package,
            files,
        };
        post(to, &reply, None);
    }
}
