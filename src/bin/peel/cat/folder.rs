//! `peel cat --tar`: a folder of an image, with all that is in it, as a tar.

use std::io::{IsTerminal as _, Write};
use std::ops::ControlFlow;

use peel::image::Stack;
use peel::report::Problem;
use peel::source::ByteSource;
use peel::tarball::TarballError;
use peel::worker::{Session, Top, look_up_node, plan_tar, write_tar};

use crate::analyze::complain;
use crate::output::say;
use crate::progress::ProgressLine;

/// Writes the tar of what the first image of a session has at a path, or of what one layer has there;
/// whether all of the image could be read.
pub fn write(
    source: &dyn ByteSource,
    session: &mut Session,
    path: &[u8],
    layer: Option<usize>,
    out: &mut dyn Write,
) -> Result<bool, Problem> {
    let named = peel::text::path(path);
    if std::io::stdout().is_terminal() {
        return Err(Problem {
            code: "terminal".into(),
            error: true,
            message: "A tar is nothing for a terminal.".into(),
            advice: "Send it to a file, or to tar: peel cat --tar IMAGE PATH | tar -x".into(),
            ..Problem::default()
        });
    }
    let stack = match layer {
        Some(_) => None,
        None => session.analyze(0).map(|(_, stack)| stack),
    };
    let top = top(session, stack.as_ref(), path, layer);
    let top = top.ok_or_else(|| Problem::no_such_path(&named))?;
    let (plan, layers) = plan_tar(session, 0, stack.as_ref(), top, &named)?;
    drop(stack);
    if plan.is_empty() {
        return Err(Problem::of_tarball(&named, &TarballError::Nothing));
    }
    match plan.left_out() {
        0 => {}
        1 => say!("peel: note: an entry that no tar can hold is left out."),
        n => say!("peel: note: {n} entries that no tar can hold are left out."),
    }
    let line = ProgressLine::new();
    let mut failed = None;
    let read = write_tar(
        source,
        &plan,
        &layers,
        &mut |step| line.tell(None, step),
        &mut |bytes| match out.write_all(bytes) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
        },
    );
    line.end();
    let failed = failed.or_else(|| out.flush().err());
    if let Some(error) = failed {
        return super::unwritable(&error).map(|()| true);
    }
    read.map_err(|unread| Problem::of_contents(&unread.path, &unread.problem))?;
    // What a damaged layer lacks is not in the tar either.
    Ok(!complain(&session.report()))
}

fn top(session: &Session, stack: Option<&Stack>, path: &[u8], layer: Option<usize>) -> Option<Top> {
    let layers = session.layers(0).unwrap_or_default();
    let listing = |layer: usize| Some(&layers.get(layer)?.as_ref()?.listing);
    if let Some(number) = layer {
        let layer = number.checked_sub(1)?;
        let node = listing(layer)?.find(path)?;
        let layer = u32::try_from(layer).ok()?;
        return Some(Top::Layer { layer, node });
    }
    let stack = stack?;
    let node = look_up_node(stack, path, |which| {
        let listing = listing(which.layer)?;
        Some((listing.node(which.node).kind, listing.link(which.node)))
    })?;
    let layer = u32::try_from(stack.layers()).ok()?.checked_sub(1)?;
    Some(Top::Image { layer, node })
}
