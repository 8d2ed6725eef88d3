//! `peel compare`: what two images, or two layers, have in common, and what differs.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::ExitCode;

use peel::compare::{Comparison, FileList, Parts, Snapshot, comparison_table};
use peel::image::{Shown, Stack};
use peel::layer::Listing;
use peel::limits;
use peel::packages::Packages;
use peel::report::ImageReport;
use peel::source::ByteSource;
use peel::worker::Session;

use super::{packages, remote};
use crate::analyze::complain;
use crate::local::{self, Local};
use crate::output::{print, say};
use crate::remote::is_remote;

/// What is compared, and how it is shown.
pub struct Options {
    /// The old one, and the new one: two archives, or the same.
    pub images: [OsString; 2],
    /// `--images`: which of several images, from 0.
    pub which: [usize; 2],
    /// `--layers`: which layer of each, from 0.
    pub layers: Option<[usize; 2]>,
    /// `--format json`.
    pub json: bool,
    /// How images elsewhere are asked for.
    pub remote: remote::Options,
}

/// One side, read whole.
struct Side {
    name: String,
    image: ImageReport,
    snapshot: Snapshot,
    packages: Option<Packages>,
    sound: bool,
}

/// Prints a comparison; what is wrong with the images goes to standard error.
pub fn compare(options: &Options) -> ExitCode {
    let side = |at: usize| {
        let layer = options.layers.map(|layers| layers[at]);
        let (named, which) = (&options.images[at], options.which[at]);
        Side::read(named, which, layer, &options.remote)
    };
    let (old, new) = match side(0).and_then(|old| Ok((old, side(1)?))) {
        Ok(both) => both,
        Err(code) => return code,
    };
    let list = FileList::of(&old.snapshot, &new.snapshot);
    let layers = options.layers;
    let old_parts = old.parts(layers.map(|layers| layers[0]));
    let new_parts = new.parts(layers.map(|layers| layers[1]));
    let comparison = Comparison::of(old_parts, new_parts, &list, limits::COMPARED_ROWS);
    let text = match options.json {
        false => comparison_table(&comparison),
        true => match serde_json::to_string_pretty(&comparison) {
            Ok(text) => text + "\n",
            Err(error) => {
                say!("peel: the comparison cannot be written as JSON: {error}.");
                return ExitCode::from(2);
            }
        },
    };
    match (print(&text), old.sound && new.sound) {
        (printed, true) => printed,
        (_, false) => ExitCode::from(2),
    }
}

impl Side {
    fn read(
        named: &OsStr,
        which: usize,
        layer: Option<usize>,
        options: &remote::Options,
    ) -> Result<Side, ExitCode> {
        let file = Path::new(named).file_name().unwrap_or(named);
        let elsewhere = named.to_str().is_some_and(is_remote);
        let name = if elsewhere { named } else { file }.to_string_lossy();
        local::open(named, options, |source, Local { session, whole }| {
            let mut side = Side::of(&name, session, source, which, layer)?;
            side.sound &= whole;
            Ok(side)
        })?
    }

    /// One image of a session, or one layer of it; with its packages.
    fn of(
        name: &str,
        mut session: Session,
        source: &(dyn ByteSource + Sync),
        which: usize,
        layer: Option<usize>,
    ) -> Result<Side, ExitCode> {
        let analyzed = session.analyze(which);
        let mut sound = !complain(&session.report());
        let Some((image, stack)) = analyzed else {
            say!("peel: error: {name} has no image {}.", which + 1);
            return Err(ExitCode::from(2));
        };
        let scanned = session.layers(which).unwrap_or_default();
        let layers = scanned.iter().map_while(|scanned| scanned.as_deref());
        let layers: Vec<&Listing> = layers.map(|scanned| &scanned.listing).collect();
        let (snapshot, mut packages) = match layer {
            Some(at) => {
                let listing = scanned.get(at).and_then(Option::as_deref);
                let Some(scanned) = listing else {
                    say!(
                        "peel: error: {name} has no layer {} that could be read.",
                        at + 1
                    );
                    return Err(ExitCode::from(2));
                };
                (Snapshot::of_layer(&scanned.listing), None)
            }
            None => (of_image(&stack, &layers), Some(source)),
        };
        let packages = packages.take().and_then(|source| {
            if session.is_saved() {
                return image.packages.clone();
            }
            let (packages, whole) = packages::known(source, &session, which, &image, &stack);
            sound &= whole;
            packages
        });
        Ok(Side {
            name: name.to_owned(),
            image,
            snapshot,
            packages,
            sound,
        })
    }

    fn parts(&self, layer: Option<usize>) -> Parts<'_> {
        Parts {
            name: &self.name,
            image: &self.image,
            layer,
            snapshot: &self.snapshot,
            packages: self.packages.as_ref(),
        }
    }
}

fn of_image(stack: &Stack, layers: &[&Listing]) -> Snapshot {
    // A limit may have ended the stack before its last layer.
    let layers = &layers[..layers.len().min(stack.layers())];
    Snapshot::of_image(Shown { stack, layers })
}
