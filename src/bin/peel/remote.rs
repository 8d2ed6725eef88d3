//! Images that are not on this machine: `docker://REFERENCE`, and layouts on web servers.

use std::sync::Mutex;

use peel::archive::BlobRef;
use peel::layer::Scanned;
use peel::registry::native::{NativeTransport, credentials, run};
use peel::registry::{
    Access, Asked, Client, Credentials, Pasted, Place, Pulled, RemoteBlob, Secret, fetch, pull,
};
use peel::report::Problem;
use peel::source::MemorySource;
use peel::worker::{Session, download, table};

use crate::progress::ProgressLine;
use crate::spool::Spool;
use crate::threads::spread;

/// How an image is asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// `--platform`.
    pub platform: Option<String>,
    /// `--user`, with the password from standard input.
    pub user: Option<String>,
    /// `--trust-realm`: hosts that may see the credentials too.
    pub trusted: Vec<String>,
    /// `--plain-http`.
    pub plain_http: bool,
    /// `--no-layers`.
    pub no_layers: bool,
    /// `--tables`.
    pub tables: bool,
}

/// Whether this names an image that is elsewhere.
pub fn is_remote(image: &str) -> bool {
    ["docker://", "http://", "https://"]
        .iter()
        .any(|scheme| image.starts_with(scheme))
}

/// An image's documents, and how its layers are had.
pub struct Remote {
    pub place: Place,
    pub pulled: Pulled,
    access: Access,
    tables: bool,
}

impl Remote {
    /// Asks for an image's documents.
    ///
    /// # Errors
    /// What to tell a person.
    pub fn open(image: &str, options: &Options) -> Result<Remote, Problem> {
        let pasted: Pasted = image.parse().map_err(|error| Problem::of_pasted(&error))?;
        let mut place = pasted.place;
        if let Place::Registry { tls, .. } = &mut place
            && options.plain_http
        {
            *tls = Some(false);
        }
        let access = access(&place, options)?;
        let asked = Asked {
            platform: options
                .platform
                .as_deref()
                .map(Into::into)
                .or(pasted.platform),
            place,
            manifest: None,
        };
        let client = Client::new(NativeTransport::default(), access.clone());
        let pulled = run(pull(&client, &asked));
        let pulled = pulled.map_err(|error| Problem::of_registry(&error, &asked.place))?;
        Ok(Remote {
            place: asked.place,
            pulled,
            access,
            tables: options.tables,
        })
    }

    /// The session, with all layers that could be had, and why the others could not.
    pub fn session(&self, options: &Options) -> (Session, Vec<Problem>) {
        let session = Session::open_pulled(&self.place, &self.pulled);
        match options.no_layers {
            true => (session, Vec::new()),
            false => self.downloaded(session, &|_, _| {}),
        }
    }

    /// The same, with the bytes of all layers in the places that the session knows them by.
    ///
    /// # Errors
    /// What the system says, where they cannot be kept.
    pub fn kept(&self, spool: &Spool) -> std::io::Result<(Session, Vec<Problem>)> {
        spool.put(0, &self.pulled.documents)?;
        let session = Session::open_pulled(&self.place, &self.pulled);
        let failed = Mutex::new(None);
        let downloaded = self.downloaded(session, &|offset, bytes| {
            if let Err(error) = spool.put(offset, bytes)
                && let Ok(mut failed) = failed.lock()
            {
                failed.get_or_insert(error);
            }
        });
        match failed.into_inner().ok().flatten() {
            Some(error) => Err(error),
            None => Ok(downloaded),
        }
    }

    fn downloaded(&self, mut session: Session, keep: Keep<'_>) -> (Session, Vec<Problem>) {
        let mut problems = Vec::new();
        for (blob, downloaded) in self.download_all(&session, keep) {
            match downloaded {
                Ok(scanned) => session.insert(blob, scanned),
                Err(problem) => problems.push(problem),
            }
        }
        (session, problems)
    }

    /// Hands over the bytes of a blob as they come. Whoever takes them compares their digest.
    ///
    /// # Errors
    /// What to tell a person.
    pub fn fetch(&self, blob: &RemoteBlob, take: &mut dyn FnMut(&[u8])) -> Result<(), Problem> {
        let client = Client::new(NativeTransport::default(), self.access.clone());
        let fetched = run(fetch(&client, &self.place, blob, 0, take));
        fetched.map_err(|error| Problem::of_registry(&error, &self.place))
    }

    /// Downloads every layer, several at once.
    fn download_all(
        &self,
        session: &Session,
        keep: Keep<'_>,
    ) -> Vec<(BlobRef, Result<Scanned, Problem>)> {
        let mut queue = session.remote(&self.pulled);
        queue.reverse();
        let total = queue
            .iter()
            .map(|(_, blob)| blob.size)
            .fold(0, u64::saturating_add);
        let line = ProgressLine::of(total);
        let client = || Client::new(NativeTransport::default(), self.access.clone());
        let done = spread(queue, AT_ONCE, client, |client, (at, blob)| {
            (at, self.download(client, at, &blob, &line, keep))
        });
        line.end();
        done
    }

    fn download(
        &self,
        client: &Client<NativeTransport>,
        at: BlobRef,
        blob: &RemoteBlob,
        line: &ProgressLine,
        keep: Keep<'_>,
    ) -> Result<Scanned, Problem> {
        let mut offset = at.offset;
        let mut progress = |step| line.tell(Some(at), step);
        let nothing = MemorySource(Vec::new());
        if self.tables
            && let Some(scanned) = self.table(client, blob)
        {
            return Ok(scanned);
        }
        let scanned = run(download(
            client,
            &self.place,
            blob,
            &nothing,
            &mut progress,
            &mut |bytes| {
                keep(offset, bytes);
                offset = offset.saturating_add(bytes.len() as u64);
            },
        ));
        scanned.map_err(|error| Problem::of_registry(&error, &self.place))
    }
}

impl Remote {
    /// A layer's tree by its table of contents; `None` where it has none that can be used, so that
    /// the layer is read whole.
    fn table(&self, client: &Client<NativeTransport>, blob: &RemoteBlob) -> Option<Scanned> {
        let (scanned, _) = run(table(client, &self.place, blob)).ok()??;
        Some(scanned)
    }
}

/// Takes bytes of a layer as they come, with the place where they belong.
type Keep<'a> = &'a (dyn Fn(u64, &[u8]) + Sync);

/// Layers downloaded at once, as docker does.
const AT_ONCE: usize = 3;

/// The credentials that a person gives, or those of `docker login`.
fn access(place: &Place, options: &Options) -> Result<Access, Problem> {
    let Place::Registry { reference, .. } = place else {
        return Ok(Access::default());
    };
    let registry = reference.domain();
    let given = match &options.user {
        None => credentials(registry, reference.path()).map_err(|error| Problem {
            code: "docker-config".into(),
            error: true,
            message: format!("{error}."),
            advice: "Give a user with --user, or repair the file with docker login.".into(),
            ..Problem::default()
        })?,
        Some(user) => Some(Credentials {
            registry: registry.to_owned(),
            user: user.clone(),
            password: Secret(password()),
        }),
    };
    Ok(Access {
        credentials: given,
        consent: options.trusted.clone(),
    })
}

/// The first line of standard input.
fn password() -> String {
    let mut line = String::new();
    // No line is an empty password, which the registry refuses.
    let _ = std::io::stdin().read_line(&mut line);
    line.trim_end_matches(['\r', '\n']).to_owned()
}
