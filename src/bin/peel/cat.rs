//! `peel cat`: one file of an image, to standard output.

use std::ffi::OsStr;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;

use peel::limits;
use peel::report::Problem;
use peel::source::ByteSource;
use peel::source::native::{FileSource, FolderSource};
use peel::worker::{Session, Which, contents, file_of, look_up};

use crate::analyze::{cannot_open, scan_all, tell};
use crate::output::say;
use crate::remote::is_remote;

/// Writes the file; what is wrong goes to standard error.
pub fn cat(image: &OsStr, path: &OsStr, layer: Option<usize>) -> ExitCode {
    if let Some(refused) = refuse_elsewhere(image) {
        return refused;
    }
    let file = Path::new(image);
    let written = match file.is_dir() {
        true => FolderSource::open(file, limits::ARCHIVE_ENTRIES).map(|source| {
            let session = Session::open_folder(&source, source.files(), "");
            write(&source, session, path, layer)
        }),
        false => FileSource::open(file).map(|source| {
            let session = Session::open(&source, "", &mut |_| {});
            write(&source, session, path, layer)
        }),
    };
    match written.unwrap_or_else(|error| Err(cannot_open(file, &error))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            tell(&problem);
            ExitCode::from(2)
        }
    }
}

/// Says so where an image is not on this machine as a file or folder.
pub fn refuse_elsewhere(image: &OsStr) -> Option<ExitCode> {
    let elsewhere = image == "-" || image.to_str().is_some_and(is_remote);
    elsewhere.then(|| {
        say!("peel: error: its bytes are needed twice, and can be had once.");
        say!("      Save the image first: peel layout IMAGE DIR, or docker save.");
        ExitCode::from(2)
    })
}

fn write(
    source: &(dyn ByteSource + Sync),
    session: Session,
    path: &OsStr,
    layer: Option<usize>,
) -> Result<(), Problem> {
    let path = path.as_encoded_bytes();
    let named = peel::text::path(path);
    if session.images().is_empty() {
        let problems = session.report().problems;
        return Err(problems.into_iter().find(|p| p.error).unwrap_or_default());
    }
    let mut session = scan_all(source, session);
    let layers = session.layers(0).unwrap_or_default();
    let listing = |layer: usize| Some(&layers.get(layer)?.as_ref()?.listing);
    let which = match layer {
        Some(number) => {
            let layer = number.checked_sub(1);
            let node = layer.and_then(|layer| Some((layer, listing(layer)?.find(path)?)));
            node.map(|(layer, node)| Which { layer, node })
        }
        None => session.analyze(0).and_then(|(_, stack)| {
            look_up(&stack, path, |which| {
                let listing = listing(which.layer)?;
                Some((listing.node(which.node).kind, listing.link(which.node)))
            })
        }),
    };
    let which = which.ok_or_else(|| Problem::no_such_path(&named))?;
    let kind = listing(which.layer).map(|listing| listing.node(which.node).kind);
    let file = file_of(&layers, which).ok_or_else(|| Problem::no_file(&named, kind))?;
    let wanted = listing(file.layer).and_then(|listing| listing.contents(file.node));
    let at = session.layer_at(0, file.layer);
    let (wanted, at) = wanted
        .zip(at)
        .ok_or_else(|| Problem::layer_not_here(&named))?;
    let mut out = std::io::stdout().lock();
    let mut failed = None;
    let read = contents(
        source,
        at,
        wanted,
        &mut |_| {},
        &mut |bytes| match out.write_all(bytes) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
        },
    );
    let failed = failed.or_else(|| out.flush().err());
    match failed.filter(|error| error.kind() != std::io::ErrorKind::BrokenPipe) {
        Some(error) => Err(Problem {
            code: "unwritable".into(),
            error: true,
            message: format!("The file cannot be written: {error}."),
            ..Problem::default()
        }),
        None => read.map_err(|error| Problem::of_contents(&named, &error)),
    }
}
