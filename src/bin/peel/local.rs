//! Images whose bytes are read more than once: those on this machine; and others, which are kept on disk for
//! as long.

use std::ffi::OsStr;
use std::path::Path;
use std::process::ExitCode;

use peel::limits;
use peel::report::Problem;
use peel::source::ByteSource;
use peel::source::native::{FileSource, FolderSource};
use peel::worker::Session;

use crate::analyze::{cannot_open, scan_all, tell};
use crate::progress::ProgressLine;
use crate::remote::{Options, Remote, is_remote};
use crate::spool::Spool;

/// An image of which all layers that could be had were scanned.
pub struct Local {
    /// It.
    pub session: Session,
    /// Whether all layers could be had; what is wrong with others was said.
    pub whole: bool,
}

/// Opens an image, scans it, and reads it again; what cannot be opened is said, and the exit code given.
pub fn open<T>(
    image: &OsStr,
    options: &Options,
    read: impl FnOnce(&(dyn ByteSource + Sync), Local) -> T,
) -> Result<T, ExitCode> {
    if let Some(named) = image.to_str().filter(|image| is_remote(image)) {
        return elsewhere(named, options, read).map_err(|problem| {
            tell(&problem);
            ExitCode::from(2)
        });
    }
    let file = Path::new(image);
    let opened = match () {
        () if image == "-" => {
            standard_input().map(|source| archive(&source, "standard input", read))
        }
        () if file.is_dir() => FolderSource::open(file, limits::ARCHIVE_ENTRIES).map(|source| {
            let session = Session::open_folder(&source, source.files(), "");
            again(&source, session, read)
        }),
        () => FileSource::open(file).map(|source| archive(&source, "", read)),
    };
    opened.map_err(|error| {
        tell(&cannot_open(file, &error));
        ExitCode::from(2)
    })
}

fn standard_input() -> std::io::Result<FileSource> {
    let mut spool = Spool::new()?;
    spool.fill(&mut std::io::stdin().lock())?;
    spool.source()
}

fn archive<T>(
    source: &FileSource,
    name: &str,
    read: impl FnOnce(&(dyn ByteSource + Sync), Local) -> T,
) -> T {
    let line = ProgressLine::new();
    let session = Session::open(source, name, &mut |step| line.tell(None, step));
    line.end();
    again(source, session, read)
}

fn again<T>(
    source: &(dyn ByteSource + Sync),
    session: Session,
    read: impl FnOnce(&(dyn ByteSource + Sync), Local) -> T,
) -> T {
    let session = scan_all(source, session);
    let whole = true;
    read(source, Local { session, whole })
}

/// The layers of an image elsewhere stand on disk where its session says that they do.
fn elsewhere<T>(
    named: &str,
    options: &Options,
    read: impl FnOnce(&(dyn ByteSource + Sync), Local) -> T,
) -> Result<T, Problem> {
    let remote = Remote::open(named, options)?;
    let spool = Spool::new().map_err(|error| unkept(&error))?;
    let (session, problems) = remote.kept(&spool).map_err(|error| unkept(&error))?;
    problems.iter().for_each(tell);
    let whole = !problems.iter().any(|problem| problem.error);
    let source = spool.source().map_err(|error| unkept(&error))?;
    Ok(read(&source, Local { session, whole }))
}

fn unkept(error: &std::io::Error) -> Problem {
    let folder = std::env::temp_dir();
    Problem {
        code: "unkept".into(),
        error: true,
        message: format!(
            "The layers cannot be kept in {} to be read again: {error}.",
            folder.display()
        ),
        advice: "Set TMPDIR to a folder with more room, or save the image first: peel layout \
                 IMAGE DIR"
            .into(),
        ..Problem::default()
    }
}
