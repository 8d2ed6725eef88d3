//! `peel cat`: one file of an image, or a folder as a tar, to standard output.

use std::ffi::OsStr;
use std::ops::ControlFlow;
use std::process::ExitCode;

use peel::report::Problem;
use peel::source::ByteSource;
use peel::worker::{Session, Which, contents, file_of, look_up};

use crate::analyze::tell;
use crate::local::{self, Local};
use crate::remote;

mod folder;

/// What is written.
pub struct Options {
    /// `--layer`: as the layer of this number has it, from 1.
    pub layer: Option<usize>,
    /// `--tar`.
    pub tar: bool,
    /// How images elsewhere are asked for.
    pub remote: remote::Options,
}

/// Writes the file or the tar; what is wrong goes to standard error.
pub fn cat(image: &OsStr, path: &OsStr, options: &Options) -> ExitCode {
    match local::open(image, &options.remote, |source, local| {
        write(source, local, path, options)
    }) {
        Ok(Ok(true)) => ExitCode::SUCCESS,
        Ok(Ok(false)) => ExitCode::from(2),
        Ok(Err(problem)) => {
            tell(&problem);
            ExitCode::from(2)
        }
        Err(code) => code,
    }
}

fn write(
    source: &(dyn ByteSource + Sync),
    local: Local,
    path: &OsStr,
    options: &Options,
) -> Result<bool, Problem> {
    let Local { mut session, whole } = local;
    let path = path.as_encoded_bytes();
    if session.images().is_empty() {
        let problems = session.report().problems;
        return Err(problems.into_iter().find(|p| p.error).unwrap_or_default());
    }
    let mut out = std::io::BufWriter::with_capacity(BUFFER, std::io::stdout().lock());
    let layer = options.layer;
    match options.tar {
        true => {
            let sound = folder::write(source, &mut session, path, layer, &mut out)?;
            Ok(whole && sound)
        }
        false => file(source, &mut session, path, layer, &mut out).map(|()| true),
    }
}

/// Bytes that are written at a time, of files and of a tar's many small pieces.
const BUFFER: usize = 256 << 10;

fn file(
    source: &dyn ByteSource,
    session: &mut Session,
    path: &[u8],
    layer: Option<usize>,
    out: &mut dyn std::io::Write,
) -> Result<(), Problem> {
    let named = peel::text::path(path);
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
    match failed.or_else(|| out.flush().err()) {
        Some(error) => unwritable(&error),
        None => read.map_err(|error| Problem::of_contents(&named, &error)),
    }
}

/// What is told where standard output takes no more; nothing where whoever reads it has had enough.
fn unwritable(error: &std::io::Error) -> Result<(), Problem> {
    if error.kind() == std::io::ErrorKind::BrokenPipe {
        return Ok(());
    }
    Err(Problem {
        code: "unwritable".into(),
        error: true,
        message: format!("It cannot be written: {error}."),
        ..Problem::default()
    })
}
