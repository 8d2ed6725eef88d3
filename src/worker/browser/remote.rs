//! Images that are elsewhere, as a worker asks for them.

use wasm_bindgen_futures::spawn_local;
use web_sys::DedicatedWorkerGlobalScope;

use super::{Held, Throttled, opened, post, today, written};
use crate::archive::BlobRef;
use crate::digest::Digest;
use crate::layer::Scanned;
use crate::limits;
use crate::registry::browser::{BrowserTransport, Kept, Writing};
use crate::registry::{
    Asked, Client, KeptImage, List, Listed, Place, Pulled, RegistryError, RemoteBlob,
    TransportError, blob_name, catalogue, image_name, pull, referrers, tags,
};
use crate::report::Problem;
use crate::source::browser::BlobSource;
use crate::source::{ByteSource, MemorySource, read_exact_at};
use crate::worker::protocol::Reply;
use crate::worker::{Exploration, RemoteAsk, Session, TableError, download, table};

/// Asks for an image's documents, and keeps a session of it.
pub(super) fn pull_image(to: &DedicatedWorkerGlobalScope, ask: RemoteAsk, held: &Held) {
    let (to, held) = (to.clone(), held.clone());
    spawn_local(async move {
        match pulled(&to, &ask).await {
            Ok((asked, pulled)) => {
                let session = Session::open_pulled(&asked.place, &pulled);
                let remote = session.remote(&pulled);
                opened(&to, &session, remote);
                *held.borrow_mut() = Exploration::new(session.on(today()));
            }
            Err(problem) => post(&to, &Reply::Failed { problem }, None),
        }
    });
}

/// An image's documents: the registry's, or where that cannot be asked those of the last time.
async fn pulled(
    to: &DedicatedWorkerGlobalScope,
    ask: &RemoteAsk,
) -> Result<(Asked, Pulled), Problem> {
    let asked = ask.asked().map_err(|error| Problem::of_pasted(&error))?;
    let name = image_name(&asked);
    let kept = Kept::open(to).await;
    let fresh = match client(to, &asked, ask).await {
        Ok(client) => pull(&client, &asked).await,
        Err(error) => Err(error),
    };
    match (fresh, &kept) {
        (Ok(pulled), Some(kept)) => {
            let image = KeptImage {
                pulled_at: js_sys::Date::now(),
                pulled,
            };
            // Everything in it is text and numbers.
            let json = serde_json::to_vec(&image).unwrap_or_default();
            kept.put(&name, &json).await;
            Ok((asked, image.pulled))
        }
        (Ok(pulled), None) => Ok((asked, pulled)),
        (Err(error), kept) => {
            let last = match (kept, cannot_be_asked(&error)) {
                (Some(kept), true) => last_time(kept, &name).await,
                _ => None,
            };
            match last {
                Some(image) => Ok((asked, image)),
                None => Err(Problem::of_registry(&error, &asked.place)),
            }
        }
    }
}

fn cannot_be_asked(error: &RegistryError) -> bool {
    matches!(
        error,
        RegistryError::Transport {
            error: TransportError::Offline | TransportError::Unreachable { .. },
            ..
        }
    )
}

async fn last_time(kept: &Kept, name: &str) -> Option<Pulled> {
    let source = kept.source(name).await?;
    let mut bytes = vec![0; usize::try_from(source.len()).ok()?];
    read_exact_at(&source, 0, &mut bytes).ok()?;
    let image: KeptImage = serde_json::from_slice(&bytes).ok()?;
    Some(Pulled {
        kept_at: Some(image.pulled_at),
        ..image.pulled
    })
}

/// Who asks for it.
async fn client(
    to: &DedicatedWorkerGlobalScope,
    asked: &Asked,
    ask: &RemoteAsk,
) -> Result<Client<BrowserTransport>, RegistryError> {
    let client = alone(to, ask);
    let allowed = client.transport().allow(&asked.place.api_host()).await;
    allowed.map_err(|error| RegistryError::Transport {
        host: asked.place.host(),
        error,
    })?;
    Ok(client)
}

/// A client that has asked nobody for anything.
fn alone(to: &DedicatedWorkerGlobalScope, ask: &RemoteAsk) -> Client<BrowserTransport> {
    let transport = BrowserTransport::new(to.clone(), ask.route.clone());
    Client::new(transport, ask.access.clone())
}

/// What is asked for, and who asks for it.
async fn asking(
    to: &DedicatedWorkerGlobalScope,
    ask: &RemoteAsk,
) -> Result<(Place, Client<BrowserTransport>), Problem> {
    let asked = ask.asked().map_err(|error| Problem::of_pasted(&error))?;
    let client = client(to, &asked, ask).await;
    let client = client.map_err(|error| Problem::of_registry(&error, &asked.place))?;
    Ok((asked.place, client))
}

/// Reads a layer's tree from its table of contents.
pub(super) fn read_table(
    to: &DedicatedWorkerGlobalScope,
    blob: BlobRef,
    remote: RemoteBlob,
    ask: RemoteAsk,
) {
    let to = to.clone();
    spawn_local(async move {
        let problem = match from_table(&to, &remote, &ask).await {
            Ok(Some((scanned, fetched))) => {
                let listing = written(&scanned.listing);
                let reply = Reply::Table {
                    blob,
                    scanned,
                    fetched,
                };
                return post(&to, &reply, Some(&listing));
            }
            Ok(None) => None,
            Err(problem) => Some(problem),
        };
        post(&to, &Reply::NoTable { problem }, None);
    });
}

async fn from_table(
    to: &DedicatedWorkerGlobalScope,
    remote: &RemoteBlob,
    ask: &RemoteAsk,
) -> Result<Option<(Scanned, u64)>, Problem> {
    let (place, client) = asking(to, ask).await?;
    table(&client, &place, remote)
        .await
        .map_err(|error| match error {
            TableError::Registry(error) => Problem::of_registry(&error, &place),
            TableError::Toc(error) => Problem::of_table(&remote.digest, &error),
        })
}

/// Downloads a layer and scans it; what is kept of it is not downloaded again.
pub(super) fn download_layer(
    to: &DedicatedWorkerGlobalScope,
    blob: BlobRef,
    remote: RemoteBlob,
    ask: RemoteAsk,
) {
    let to = to.clone();
    spawn_local(async move {
        match layer(&to, blob, &remote, &ask).await {
            Ok(scanned) => {
                let listing = written(&scanned.listing);
                post(&to, &Reply::Scanned { blob, scanned }, Some(&listing));
            }
            Err(problem) => post(&to, &Reply::NotDownloaded { blob, problem }, None),
        }
    });
}

async fn layer(
    to: &DedicatedWorkerGlobalScope,
    blob: BlobRef,
    remote: &RemoteBlob,
    ask: &RemoteAsk,
) -> Result<Scanned, Problem> {
    let asked = ask.asked().map_err(|error| Problem::of_pasted(&error))?;
    let place = &asked.place;
    let kept = Kept::open(to).await;
    let name = blob_name(&remote.digest).filter(|_| remote.size <= limits::KEPT_BLOB);
    let kept = kept.zip(name);
    let mut progress = Throttled::new(to, Some(blob));
    let mut tell = |step| progress.tell(step);
    // The first time with what is kept; where that proves to be damaged, once more without.
    let mut again = true;
    loop {
        let copy = match &kept {
            Some((kept, name)) => Copy::of(kept, name, remote.size).await,
            None => Copy::None,
        };
        let there = copy.source().map_or(0, ByteSource::len);
        let client = match there < remote.size {
            true => client(to, &asked, ask).await,
            // A whole copy needs nobody.
            false => Ok(alone(to, ask)),
        };
        let client = client.map_err(|error| Problem::of_registry(&error, place))?;
        let mut good = true;
        let mut keep = |bytes: &[u8]| good = good && copy.push(bytes);
        let nothing = MemorySource(Vec::new());
        let had = copy.source().unwrap_or(&nothing);
        let scanned = download(&client, place, remote, had, &mut tell, &mut keep).await;
        drop(copy);
        let wrong = matches!(scanned, Err(RegistryError::WrongDigest { .. }));
        // A copy with a gap is none.
        if let Some((kept, name)) = kept.as_ref().filter(|_| wrong || !good) {
            kept.forget(name).await;
        }
        if wrong && there > 0 && std::mem::take(&mut again) {
            continue;
        }
        return scanned.map_err(|error| Problem::of_registry(&error, place));
    }
}

/// A layer's copy in the browser.
enum Copy {
    /// Nothing is kept.
    None,
    /// All of it is there.
    Whole(BlobSource),
    /// Its first bytes may be there, and the next are added.
    Part(Writing),
}

impl Copy {
    async fn of(kept: &Kept, name: &str, size: u64) -> Copy {
        match kept.source(name).await {
            Some(file) if file.len() == size => Copy::Whole(file),
            Some(file) if file.len() > size => {
                kept.forget(name).await;
                Copy::None
            }
            _ => {
                kept.make_room(name, size).await;
                kept.write(name).await.map_or(Copy::None, Copy::Part)
            }
        }
    }

    fn source(&self) -> Option<&dyn ByteSource> {
        match self {
            Copy::None => None,
            Copy::Whole(file) => Some(file),
            Copy::Part(writing) => Some(writing),
        }
    }

    fn push(&self, bytes: &[u8]) -> bool {
        match self {
            Copy::Part(writing) => writing.push(bytes),
            _ => true,
        }
    }
}

/// Forgets what is kept under these names, and tells what is left.
pub(super) fn kept(to: &DedicatedWorkerGlobalScope, forget: Vec<String>) {
    let to = to.clone();
    spawn_local(async move {
        let files = match Kept::open(&to).await {
            Some(kept) => {
                for name in &forget {
                    kept.forget(name).await;
                }
                kept.list().await
            }
            None => Vec::new(),
        };
        post(&to, &Reply::Kept { files }, None);
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
    let (place, client) = asking(to, ask).await?;
    let place = &place;
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
