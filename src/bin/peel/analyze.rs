//! `peel analyze`: reads an image whole, and prints what it holds.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;

use peel::limits;
use peel::report::{Report, table};
use peel::source::ByteSource;
use peel::source::native::{FileSource, FolderSource};
use peel::worker::{Session, scan};

use crate::output::{print, say};
use crate::progress::ProgressLine;

/// Reads and prints an image archive; what is wrong with it goes to standard error.
pub fn analyze(file: &Path, json: bool) -> ExitCode {
    let name = file.file_name().unwrap_or(file.as_os_str());
    let mut session = match open(file, &name.to_string_lossy()) {
        Ok(session) => session,
        Err(error) => {
            say!("peel: {} cannot be opened: {error}.", file.display());
            return ExitCode::from(2);
        }
    };
    for image in 0..session.images().len() {
        session.analyze(image);
    }
    let report = session.report();
    let text = match json {
        false => table(&report),
        true => match serde_json::to_string_pretty(&report) {
            Ok(text) => text + "\n",
            Err(error) => {
                say!("peel: the report cannot be written as JSON: {error}.");
                return ExitCode::from(2);
            }
        },
    };
    let printed = print(&text);
    match complain(&report) {
        true => ExitCode::from(2),
        false => printed,
    }
}

/// Opens a file, a folder or standard input, and reads all layers.
fn open(file: &Path, name: &str) -> std::io::Result<Session> {
    if file == Path::new("-") {
        let mut stdin = std::io::stdin().lock();
        return Ok(Session::open_stream(&mut stdin, "standard input"));
    }
    if file.is_dir() {
        let source = FolderSource::open(file, limits::ARCHIVE_ENTRIES)?;
        let session = Session::open_folder(&source, source.files(), name);
        return Ok(scan_all(&source, session));
    }
    let source = FileSource::open(file)?;
    let line = ProgressLine::new();
    let session = Session::open(&source, name, &mut |step| line.tell(None, step));
    line.end();
    Ok(scan_all(&source, session))
}

/// Prints what is wrong; whether anything is.
fn complain(report: &Report) -> bool {
    let problems = report.images.iter().flat_map(|image| &image.problems);
    let problems = report.problems.iter().chain(problems);
    let mut any = false;
    for problem in problems {
        any |= problem.error;
        let word = if problem.error { "error" } else { "note" };
        say!("peel: {word}: {}", peel::text::visible(&problem.message));
        if !problem.advice.is_empty() {
            say!("      {}", problem.advice);
        }
    }
    any
}

/// Scans the layers on as many threads as the machine has processors.
fn scan_all(source: &(dyn ByteSource + Sync), mut session: Session) -> Session {
    // The largest first, so that no thread is left with it at the end.
    let mut queue = session.pending();
    let layers = queue.len();
    let bytes = queue.iter().map(|blob| blob.len);
    let line = ProgressLine::of(bytes.fold(0, u64::saturating_add));
    queue.sort_by_key(|blob| blob.len);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let (queue, done) = (Mutex::new(queue), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..threads.min(layers) {
            scope.spawn(|| {
                while let Some(blob) = queue.lock().ok().and_then(|mut q| q.pop()) {
                    let scanned = scan(source, blob, &mut |step| line.tell(Some(blob), step));
                    if let Ok(mut done) = done.lock() {
                        done.push((blob, scanned));
                    }
                }
            });
        }
    });
    line.end();
    for (blob, scanned) in done.into_inner().unwrap_or_default() {
        session.insert(blob, scanned);
    }
    session
}
