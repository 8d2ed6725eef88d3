//! The native command: the same core as the page, for a terminal and for CI.

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::collections::HashMap;
    use std::io::{IsTerminal as _, Write as _};
    use std::path::{Path, PathBuf};
    use std::process::ExitCode;
    use std::sync::Mutex;
    use std::time::{Duration, Instant};

    use peel::archive::BlobRef;
    use peel::limits;
    use peel::report::{Report, table};
    use peel::source::ByteSource;
    use peel::source::native::{FileSource, FolderSource};
    use peel::text::size;
    use peel::worker::{Session, Step, scan};

    /// Writes a line to standard error; where nobody reads it, that is no failure.
    macro_rules! say {
        ($($text:tt)*) => {{
            let _ = writeln!(std::io::stderr(), $($text)*);
        }};
    }

    const HELP: &str = "\
peel: see what is inside a container image

Usage:
  peel analyze [--format table|json] FILE

FILE is an image archive of any kind (docker save, OCI layout, docker export),
compressed or not; a folder that holds one unpacked; or - for standard input.

Exit codes:
  0  the image was read whole, and is what it claims to be
  2  something is wrong: the file cannot be read, is damaged, or is not what it claims;
     what could be read is printed, and what is wrong is said on standard error
";

    /// What the person asked for.
    enum Command {
        Help,
        Version,
        Analyze { file: PathBuf, json: bool },
    }

    fn parse() -> Result<Command, lexopt::Error> {
        use lexopt::prelude::{Long, Short, Value, ValueExt as _};
        let mut parser = lexopt::Parser::from_env();
        let (mut verb, mut file, mut json) = (false, None, false);
        while let Some(argument) = parser.next()? {
            match argument {
                Short('h') | Long("help") => return Ok(Command::Help),
                Short('V') | Long("version") => return Ok(Command::Version),
                Long("format") => {
                    json = match parser.value()?.string()?.as_str() {
                        "json" => true,
                        "table" => false,
                        other => return Err(format!("no such format: {other}").into()),
                    };
                }
                Value(word) if !verb && word == "analyze" => verb = true,
                Value(path) if verb && file.is_none() => file = Some(PathBuf::from(path)),
                other => return Err(other.unexpected()),
            }
        }
        match (verb, file) {
            (true, Some(file)) => Ok(Command::Analyze { file, json }),
            (true, None) => Err("no FILE given".into()),
            (false, _) => Ok(Command::Help),
        }
    }

    pub fn main() -> ExitCode {
        match parse() {
            Ok(Command::Help) => print(HELP),
            Ok(Command::Version) => print(concat!("peel ", env!("CARGO_PKG_VERSION"), "\n")),
            Ok(Command::Analyze { file, json }) => analyze(&file, json),
            Err(error) => {
                say!("peel: {error}\n\n{HELP}");
                ExitCode::from(2)
            }
        }
    }

    fn analyze(file: &Path, json: bool) -> ExitCode {
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

    /// How far the reading is, on one line of a terminal; nothing where standard error is none.
    struct ProgressLine(Option<Mutex<Told>>);

    /// What was told of each layer, and when.
    struct Told {
        steps: HashMap<Option<BlobRef>, Step>,
        total: u64,
        last: Instant,
        shown: bool,
    }

    impl ProgressLine {
        /// Short work says nothing: the first line comes after this, and each next one.
        const EVERY: Duration = Duration::from_millis(250);

        fn new() -> ProgressLine {
            ProgressLine::of(0)
        }

        /// Of work whose bytes in all are known.
        fn of(total: u64) -> ProgressLine {
            let terminal = std::io::stderr().is_terminal();
            ProgressLine(terminal.then(|| {
                Mutex::new(Told {
                    steps: HashMap::new(),
                    total,
                    last: Instant::now(),
                    shown: false,
                })
            }))
        }

        fn tell(&self, blob: Option<BlobRef>, step: Step) {
            let told = self.0.as_ref().map(Mutex::lock);
            let Some(Ok(mut told)) = told else { return };
            told.steps.insert(blob, step);
            if told.last.elapsed() < Self::EVERY {
                return;
            }
            told.last = Instant::now();
            told.shown = true;
            let done = told.steps.values().map(|step| step.done).sum();
            let ratio = told.steps.values().map(Step::ratio).max().unwrap_or(0);
            let total = told.total.max(step.total);
            let ratio = match ratio > limits::SUSPICIOUS_RATIO {
                true => format!(", unpacks to {ratio} times its size"),
                false => String::new(),
            };
            // Back to the line's start, and what was longer is wiped away.
            let line = format!(
                "\r\x1b[Kpeel: {} of {} read{ratio}",
                size(done),
                size(total)
            );
            let _ = std::io::stderr().write_all(line.as_bytes());
        }

        /// Wipes the line away.
        fn end(&self) {
            if let Some(Ok(told)) = self.0.as_ref().map(Mutex::lock)
                && told.shown
            {
                let _ = std::io::stderr().write_all(b"\r\x1b[K");
            }
        }
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

    /// Prints to standard output; a reader that went away (`| head`) is no failure.
    fn print(text: &str) -> ExitCode {
        match std::io::stdout().lock().write_all(text.as_bytes()) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                say!("peel: cannot write: {error}.");
                ExitCode::from(2)
            }
            _ => ExitCode::SUCCESS,
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    native::main()
}

// Cargo builds every binary for every target; this one is for native ones.
#[cfg(target_arch = "wasm32")]
fn main() {}
