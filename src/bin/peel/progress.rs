//! How far the reading is, on one line of a terminal.

use std::collections::HashMap;
use std::io::{IsTerminal as _, Write as _};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use peel::archive::BlobRef;
use peel::limits;
use peel::text::size;
use peel::worker::Step;

/// How far the reading is, on one line of a terminal; nothing where standard error is none.
pub struct ProgressLine(Option<Mutex<Told>>);

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

    pub fn new() -> ProgressLine {
        ProgressLine::of(0)
    }

    /// Of work whose bytes in all are known.
    pub fn of(total: u64) -> ProgressLine {
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

    pub fn tell(&self, blob: Option<BlobRef>, step: Step) {
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
    pub fn end(&self) {
        if let Some(Ok(told)) = self.0.as_ref().map(Mutex::lock)
            && told.shown
        {
            let _ = std::io::stderr().write_all(b"\r\x1b[K");
        }
    }
}
