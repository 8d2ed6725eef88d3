//! Images that are elsewhere, as a worker asks for them.

use wasm_bindgen_futures::spawn_local;
use web_sys::DedicatedWorkerGlobalScope;

use super::{Held, Throttled, opened, post, written};
use crate::archive::BlobRef;
use crate::digest::Digest;
use crate::registry::browser::BrowserTransport;
use crate::registry::{
    Asked, Client, List, Listed, Pulled, RegistryError, RemoteBlob, catalogue, pull, referrers,
    tags,
};
use crate::report::Problem;
use crate::source::MemorySource;
use crate::worker::protocol::Reply;
use crate::worker::{Exploration, RemoteAsk, Session, download};

/// Asks for an image's documents, and keeps a session of it.
pub(super) fn pull_image(to: &DedicatedWorkerGlobalScope, ask: RemoteAsk, held: &Held) {
    let (to, held) = (to.clone(), held.clone());
    spawn_local(async move {
        match pulled(&to, &ask).await {
            Ok((asked, pulled)) => {
                let session = Session::open_pulled(&asked.place, &pulled);
                let remote = session.remote(&pulled);
                opened(&to, &session, remote);
                *held.borrow_mut() = Exploration::new(session);
            }
            Err(problem) => post(&to, &Reply::Failed { problem }, None),
        }
    });
}

async fn pulled(
    to: &DedicatedWorkerGlobalScope,
    ask: &RemoteAsk,
) -> Result<(Asked, Pulled), Problem> {
    let (asked, client) = client(to, ask).await?;
    let pulled = pull(&client, &asked).await;
    let pulled = pulled.map_err(|error| Problem::of_registry(&error, &asked.place))?;
    Ok((asked, pulled))
}

/// What is asked for, and who asks.
async fn client(
    to: &DedicatedWorkerGlobalScope,
    ask: &RemoteAsk,
) -> Result<(Asked, Client<BrowserTransport>), Problem> {
    let asked = ask.asked().map_err(|error| Problem::of_pasted(&error))?;
    let transport = BrowserTransport::new(to.clone(), ask.route.clone());
    let allowed = transport.allow(&asked.place.api_host()).await;
    allowed.map_err(|error| {
        let host = asked.place.host();
        Problem::of_registry(&RegistryError::Transport { host, error }, &asked.place)
    })?;
    Ok((asked, Client::new(transport, ask.access.clone())))
}

/// Downloads a layer and scans it.
pub(super) fn download_layer(
    to: &DedicatedWorkerGlobalScope,
    blob: BlobRef,
    remote: RemoteBlob,
    ask: RemoteAsk,
) {
    let to = to.clone();
    spawn_local(async move {
        let scanned = async {
            let (asked, client) = client(&to, &ask).await?;
            let mut progress = Throttled::new(&to, Some(blob));
            let mut tell = |step| progress.tell(step);
            let nothing = MemorySource(Vec::new());
            let mut keep = |_: &[u8]| {};
            let place = &asked.place;
            let scanned = download(&client, place, &remote, &nothing, &mut tell, &mut keep).await;
            scanned.map_err(|error| Problem::of_registry(&error, &asked.place))
        };
        match scanned.await {
            Ok(scanned) => {
                let listing = written(&scanned.listing);
                post(&to, &Reply::Scanned { blob, scanned }, Some(&listing));
            }
            Err(problem) => post(&to, &Reply::NotDownloaded { blob, problem }, None),
        }
    });
}

/// Lists something that the registry keeps.
pub(super) fn list(to: &DedicatedWorkerGlobalScope, list: List, ask: RemoteAsk) {
    let to = to.clone();
    spawn_local(async move {
        let listed = listed(&to, &list, &ask).await;
        post(&to, &Reply::Listed { list, listed }, None);
    });
}

async fn listed(
    to: &DedicatedWorkerGlobalScope,
    list: &List,
    ask: &RemoteAsk,
) -> Result<Listed, Problem> {
    let (asked, client) = client(to, ask).await?;
    let place = &asked.place;
    let names = |(names, more)| Listed {
        names,
        more,
        ..Listed::default()
    };
    let listed = match list {
        List::Tags => tags(&client, place).await.map(names),
        List::Catalogue => catalogue(&client, place).await.map(names),
        List::Referrers(manifest) => match manifest.parse::<Digest>() {
            Ok(digest) => referrers(&client, place, &digest)
                .await
                .map(|referrers| Listed {
                    referrers,
                    ..Listed::default()
                }),
            Err(_) => Ok(Listed::default()),
        },
    };
    listed.map_err(|error| Problem::of_registry(&error, place))
}
