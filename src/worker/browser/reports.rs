//! Reports: fetched and opened again, and written to be handed on.

use wasm_bindgen_futures::spawn_local;
use web_sys::DedicatedWorkerGlobalScope;

use super::{Held, Throttled, opened, post};
use crate::limits;
use crate::registry::browser::BrowserTransport;
use crate::registry::{DocumentError, Route, document, host};
use crate::report::Problem;
use crate::worker::protocol::Reply;
use crate::worker::{Exploration, SaveWish, Session, Step};

/// Fetches a report, and keeps a session of it.
pub(super) fn open(
    to: &DedicatedWorkerGlobalScope,
    name: String,
    address: String,
    route: Route,
    held: &Held,
) {
    let (to, held) = (to.clone(), held.clone());
    spawn_local(async move {
        match fetched(&to, &address, route).await {
            Ok(bytes) => {
                let session = Session::open_saved(&bytes, &name);
                opened(&to, &session, Vec::new());
                *held.borrow_mut() = Exploration::new(session);
            }
            Err(error) => {
                let problem = Problem::of_fetched(&address, &error);
                post(&to, &Reply::Failed { problem }, None);
            }
        }
    });
}

async fn fetched(
    to: &DedicatedWorkerGlobalScope,
    address: &str,
    route: Route,
) -> Result<Vec<u8>, DocumentError> {
    let own = format!("{}/", to.location().origin());
    // The page's own host needs no detour.
    let route = match address.starts_with(&own) {
        true => Route::Straight,
        false => route,
    };
    let transport = BrowserTransport::new(to.clone(), route);
    transport.allow(&host(address)?).await?;
    let mut told = Throttled::new(to, None);
    document(&transport, address, limits::REPORT_BYTES, |done, total| {
        told.tell(Step {
            done,
            total,
            unpacked: done,
        });
    })
    .await
}

/// Writes a report of the session, to be handed on.
pub(super) fn save(to: &DedicatedWorkerGlobalScope, held: &Held, number: u64, wish: &SaveWish) {
    let bytes = held.borrow_mut().to_be_saved(wish);
    let buffer = js_sys::Uint8Array::from(bytes.as_slice()).buffer();
    post(to, &Reply::Saved { number }, Some(&buffer));
}
