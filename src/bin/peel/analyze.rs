//! `peel analyze`: reads an image whole, and prints what it holds.

use std::ffi::OsStr;
use std::path::Path;
use std::process::ExitCode;

use peel::limits;
use peel::registry::Reference;
use peel::report::{Problem, Remedy, Report, html, table};
use peel::source::ByteSource;
use peel::source::native::{FileSource, FolderSource};
use peel::worker::{Session, scan};

use super::packages;

use crate::day::today;
use crate::local::{self, Local};
use crate::output::{print, say, write};
use crate::progress::ProgressLine;
use crate::remote::{Options, Remote, is_remote};
use crate::threads::spread;

/// What is printed.
#[derive(Clone, Copy)]
pub enum Form {
    /// Text for a terminal.
    Table,
    /// JSON, for programs and the page.
    Json {
        /// Whether the paths of every layer are in it.
        trees: bool,
    },
    /// The compact form, for the page.
    Compact,
    /// One page that opens from the disk.
    Html,
}

impl Form {
    /// Whether it is a report that somebody may open in another language.
    fn is_saved(self) -> bool {
        !matches!(self, Form::Table)
    }
}

/// Reads and prints an image, with its packages where they are wanted; what is wrong with it goes to
/// standard error.
pub fn analyze(image: &OsStr, form: Form, packages: bool, options: &Options) -> ExitCode {
    if packages {
        let read = local::open(image, options, |source, local| {
            with_packages(source, local, form)
        });
        return read.unwrap_or_else(|code| code);
    }
    let Some((mut session, problems)) = scanned(image, options) else {
        return ExitCode::from(2);
    };
    let report = analyzed(&mut session, problems, form.is_saved());
    let printed = printed(&session, &report, form);
    match complain(&report) {
        true => ExitCode::from(2),
        false => printed,
    }
}

/// The same with packages, for which some contents are read again.
fn with_packages(source: &(dyn ByteSource + Sync), local: Local, form: Form) -> ExitCode {
    let Local { session, mut whole } = local;
    let mut session = session.on(today());
    let mut known = Vec::new();
    for image in 0..session.images().len() {
        let packages = session.analyze(image).and_then(|(report, stack)| {
            let (packages, sound) = packages::known(source, &session, image, &report, &stack);
            whole &= sound;
            if form.is_saved() {
                session.translate(image, stack);
            }
            packages
        });
        known.push(packages);
    }
    let mut report = session.report();
    for (image, packages) in report.images.iter_mut().zip(known) {
        image.packages = packages;
    }
    let printed = printed(&session, &report, form);
    match complain(&report) || !whole {
        true => ExitCode::from(2),
        false => printed,
    }
}

fn printed(session: &Session, report: &Report, form: Form) -> ExitCode {
    match form {
        Form::Table => print(&table(report)),
        Form::Json { trees } => print(&session.saved(report, trees).json()),
        Form::Html => {
            let images = (0..session.images().len()).map(|image| session.image(image));
            print(&html(
                &session.saved(report, true),
                &images.collect::<Vec<_>>(),
            ))
        }
        Form::Compact => write(&session.saved(report, true).compact()),
    }
}

/// The report of all images that are there; where nothing could be opened, that is said.
pub fn read(image: &OsStr, options: &Options) -> Option<Report> {
    let (mut session, problems) = scanned(image, options)?;
    Some(analyzed(&mut session, problems, false))
}

/// The report of all images, with why layers could not be read; in every language, where it is to be saved.
fn analyzed(session: &mut Session, problems: Vec<Problem>, saved: bool) -> Report {
    for image in 0..session.images().len() {
        if let Some((_, stack)) = session.analyze(image).filter(|_| saved) {
            session.translate(image, stack);
        }
    }
    let mut report = session.report();
    report.problems.extend(problems);
    report
}

/// The archive with all layers that could be read, and why others could not; where nothing could be
/// opened, that is said.
pub fn scanned(image: &OsStr, options: &Options) -> Option<(Session, Vec<Problem>)> {
    let named = image.to_str().filter(|image| is_remote(image));
    let opened = match named {
        Some(named) => match Remote::open(named, options) {
            Ok(remote) => Ok(remote.session(options)),
            Err(problem) => Err(problem),
        },
        None => open(Path::new(image)).map(|session| (session, Vec::new())),
    };
    let opened = opened.map_err(|problem| tell(&problem)).ok();
    opened.map(|(session, problems)| (session.on(today()), problems))
}

/// Opens a file, a folder or standard input, and reads all layers.
fn open(file: &Path) -> Result<Session, Problem> {
    let name = file.file_name().unwrap_or(file.as_os_str());
    let opened = open_named(file, &name.to_string_lossy());
    opened.map_err(|error| cannot_open(file, &error))
}

/// Why a file could not be opened.
pub fn cannot_open(file: &Path, error: &std::io::Error) -> Problem {
    Problem {
        code: "unreadable".into(),
        error: true,
        message: format!("{} cannot be opened: {error}.", file.display()),
        advice: match file.to_str().map(str::parse::<Reference>) {
            Some(Ok(reference)) if error.kind() == std::io::ErrorKind::NotFound => {
                format!("If you mean the image in a registry: peel analyze docker://{reference}")
            }
            _ => String::new(),
        },
        ..Problem::default()
    }
}

fn open_named(file: &Path, name: &str) -> std::io::Result<Session> {
    if file == Path::new("-") {
        return Ok(open_stream());
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

/// Reads an image from standard input.
pub fn open_stream() -> Session {
    let mut stdin = std::io::stdin().lock();
    Session::open_stream(&mut stdin, "standard input")
}

/// Prints what is wrong; whether anything is.
pub fn complain(report: &Report) -> bool {
    let problems = report.images.iter().flat_map(|image| &image.problems);
    let problems = report.problems.iter().chain(problems);
    problems.fold(false, |any, problem| {
        tell(problem);
        any | problem.error
    })
}

/// Says what is wrong.
pub fn tell(problem: &Problem) {
    let word = if problem.error { "error" } else { "note" };
    say!("peel: {word}: {}", peel::text::visible(&problem.message));
    if !problem.advice.is_empty() {
        say!("      {}", peel::text::visible(&problem.advice));
    }
    if let Some(Remedy::Instead { references }) = problem.remedy.as_deref() {
        for reference in references {
            say!("      docker://{}", peel::text::visible(reference));
        }
    }
    if problem.code == "realm-consent" {
        say!("      To agree, add --trust-realm with that host.");
    }
}

/// Scans the layers on as many threads as the machine has processors.
pub fn scan_all(source: &(dyn ByteSource + Sync), mut session: Session) -> Session {
    // The largest first, so that no thread is left with it at the end.
    let mut queue = session.pending();
    let bytes = queue.iter().map(|blob| blob.len);
    let line = ProgressLine::of(bytes.fold(0, u64::saturating_add));
    queue.sort_by_key(|blob| blob.len);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let done = spread(
        queue,
        threads,
        || (),
        |(), blob| {
            let scanned = scan(source, blob, &mut |step| line.tell(Some(blob), step));
            (blob, scanned)
        },
    );
    line.end();
    for (blob, scanned) in done {
        session.insert(blob, scanned);
    }
    session
}
