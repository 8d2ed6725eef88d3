//! `peel cat`: one file of an image, to standard output.

use std::ffi::OsStr;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::process::ExitCode;

use peel::report::Problem;
use peel::source::ByteSource;
use peel::worker::{Session, Which, contents, file_of, look_up};

use crate::analyze::{scan_all, tell};
use crate::local;

/// Writes the file; what is wrong goes to standard error.
pub fn cat(image: &OsStr, path: &OsStr, layer: Option<usize>) -> ExitCode {
    match local::open(image, |source, session| write(source, session, path, layer)) {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(problem)) => {
            tell(&problem);
            ExitCode::from(2)
        }
        Err(code) => code,
    }
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
