//! Archives that were made to hurt: each has an answer in seconds, with what could be read, and one
//! clear sentence for what could not.

mod bombs;
#[path = "../tar/bytes.rs"]
#[allow(dead_code)]
mod bytes;
mod claims;
mod counts;
mod gone;
mod json;
mod links;
mod pieces;

use std::io::Write as _;

use peel::report::{Problem, Report, table};
use peel::source::ByteSource;
use peel::worker::{Session, scan};

/// Everything about an archive, as the command finds it.
pub fn analyze(source: &dyn ByteSource) -> Report {
    let mut session = Session::open(source, "image.tar", &mut |_| {});
    for blob in session.pending() {
        let scanned = scan(source, blob, &mut |_| {});
        session.insert(blob, scanned);
    }
    for image in 0..session.images().len() {
        let (_, stack) = session.analyze(image).expect("it is one of the images");
        let hidden: u64 = stack.hidden.iter().map(|hidden| hidden.bytes).sum();
        assert_eq!(stack.total, stack.visible + hidden);
    }
    let report = session.report();
    table(&report);
    serde_json::to_string(&report).expect("a report is JSON");
    report
}

/// All problems of an archive and its images.
pub fn problems(report: &Report) -> Vec<&Problem> {
    let images = report.images.iter().flat_map(|image| &image.problems);
    report.problems.iter().chain(images).collect()
}

/// The sentence of the one problem with this code.
pub fn said<'a>(report: &'a Report, code: &str) -> &'a str {
    let found = problems(report);
    let mut messages = found.iter().filter(|problem| problem.code == code);
    match (messages.next(), messages.next()) {
        (Some(problem), None) => &problem.message,
        _ => panic!("not one {code}: {found:#?}"),
    }
}

/// The codes of all errors, but that the configs here have no diff IDs.
pub fn errors(report: &Report) -> Vec<&str> {
    let found = problems(report).into_iter();
    let found = found.filter(|problem| problem.code != "layer-count");
    found
        .filter(|problem| problem.error)
        .map(|problem| problem.code.as_str())
        .collect()
}

/// One gzip member.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(bytes).expect("memory can be written");
    gzip.finish().expect("memory can be written")
}

/// A file in a layer or an archive.
pub fn file(name: &str, contents: &[u8]) -> Vec<u8> {
    bytes::Header::ustar(name, b'0', contents.len() as u64).with(contents)
}
