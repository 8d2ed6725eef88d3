//! `peel packages`: which package owns each byte of an image.

use std::ffi::OsStr;
use std::process::ExitCode;

use peel::image::Stack;
use peel::packages::{Owners, Packages};
use peel::report::{ImagePackages, ImageReport, PackagesReport, Problem, packages_table};
use peel::source::ByteSource;
use peel::worker::{PackageRoom, Session, owners, plan, read_packages};

use crate::analyze::{complain, tell};
use crate::local::{self, Local};
use crate::output::{print, say};
use crate::progress::ProgressLine;
use crate::remote::Options;
use crate::threads::spread;

/// Prints the packages of an image; what is wrong with it goes to standard error.
pub fn packages(image: &OsStr, json: bool, options: &Options) -> ExitCode {
    let (report, sound) = match local::open(image, options, read) {
        Ok(read) => read,
        Err(code) => return code,
    };
    let text = match json {
        false => packages_table(&report),
        true => match serde_json::to_string_pretty(&report) {
            Ok(text) => text + "\n",
            Err(error) => {
                say!("peel: the packages cannot be written as JSON: {error}.");
                return ExitCode::from(2);
            }
        },
    };
    match (print(&text), sound) {
        (printed, true) => printed,
        (_, false) => ExitCode::from(2),
    }
}

/// The packages of every image, and whether all could be read.
fn read(source: &(dyn ByteSource + Sync), local: Local) -> (PackagesReport, bool) {
    let Local {
        mut session,
        whole: mut sound,
    } = local;
    let mut images = Vec::new();
    for image in 0..session.images().len() {
        let Some((report, stack)) = session.analyze(image) else {
            continue;
        };
        let (packages, whole) = known(source, &session, image, &report, &stack);
        sound &= whole;
        if let Some(packages) = packages {
            images.push(ImagePackages {
                tags: session.images()[image].tags.clone(),
                packages,
            });
        }
    }
    sound &= !complain(&session.report());
    (PackagesReport::of(images), sound)
}

/// The packages of one image: those of a report as it has them, others by what tells of them, whose layers
/// were scanned. What is missing is said; the second is whether nothing is.
pub fn known(
    source: &(dyn ByteSource + Sync),
    session: &Session,
    image: usize,
    report: &ImageReport,
    stack: &Stack,
) -> (Option<Packages>, bool) {
    let packages = match session.is_saved() {
        true => report.packages.clone(),
        false => Some(of_image(source, session, image, stack).packages),
    };
    let Some(packages) = packages else {
        tell(&Problem::packages_not_in_report());
        return (None, false);
    };
    for trouble in &packages.troubles {
        tell(&Problem::of_packages(trouble));
    }
    let sound = packages.troubles.is_empty();
    (Some(packages), sound)
}

/// The packages of one image, whose layers were scanned.
fn of_image(
    source: &(dyn ByteSource + Sync),
    session: &Session,
    image: usize,
    stack: &Stack,
) -> Owners {
    let layers = session.layers(image).unwrap_or_default();
    let (mut work, troubles) = plan(session, image, stack, &layers);
    let bytes = work.iter().map(|work| work.at.blob.len);
    let line = ProgressLine::of(bytes.fold(0, u64::saturating_add));
    work.sort_by_key(|work| work.at.blob.len);
    let room = PackageRoom::default();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let readings = spread(
        work,
        threads,
        || (),
        |(), work| {
            let blob = work.at.blob;
            read_packages(source, &work, &room, &mut |step| {
                line.tell(Some(blob), step)
            })
        },
    );
    line.end();
    let readings = readings.into_iter().flatten().collect();
    owners(stack, &layers, readings, troubles)
}
