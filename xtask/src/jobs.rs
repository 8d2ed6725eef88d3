//! Work done side by side, with a sign of life now and then.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::{Failure, Outcome, While};

const SIGN_OF_LIFE: Duration = Duration::from_secs(20);

/// One piece of work.
pub struct Job {
    /// What people call it.
    pub name: String,
    /// What it is for, and how long it takes.
    pub about: String,
    /// The work; its programs write into the log whose path it is given.
    pub work: Box<dyn FnOnce(&Path) -> Outcome + Send>,
}

/// Does all jobs at once and waits for all of them. Fails with the first that
/// failed.
pub fn run_together(jobs: Vec<Job>, logs: &Path) -> Outcome {
    fs::create_dir_all(logs).or_fail(format_args!("make {}", logs.display()))?;
    let start = Instant::now();
    let (done, finished) = mpsc::channel();
    let mut running: Vec<(String, PathBuf)> = Vec::new();
    for job in jobs {
        println!("  {}: {}", job.name, job.about);
        let log = logs.join(format!("{}.log", job.name.replace(' ', "-")));
        // Of an earlier time.
        let _ = fs::remove_file(&log);
        running.push((job.name.clone(), log.clone()));
        let done = done.clone();
        thread::spawn(move || {
            // Nobody listens any more only when this program is ending.
            let _ = done.send((job.name, (job.work)(&log)));
        });
    }
    drop(done);

    let mut first_failure = None;
    loop {
        match finished.recv_timeout(SIGN_OF_LIFE) {
            Ok((name, outcome)) => {
                running.retain(|(other, _)| *other != name);
                let word = if outcome.is_ok() { "done" } else { "FAILED" };
                println!("  {:>5}  {name}: {word}", seconds(start));
                if let Err(failure) = outcome {
                    first_failure.get_or_insert(Failure::new(format!("{name}: {failure}")));
                }
            }
            Err(RecvTimeoutError::Timeout) => {
                for (name, log) in &running {
                    println!("  {:>5}  {name}: {}", seconds(start), last_line(log));
                }
            }
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    first_failure.map_or(Ok(()), Err)
}

/// The time since `start`, as people say it.
pub fn seconds(start: Instant) -> String {
    let seconds = start.elapsed().as_secs();
    match seconds {
        0..100 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

fn last_line(log: &Path) -> String {
    let text = fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let line = text
        .lines()
        .rev()
        .map(str::trim)
        .find(|line| !line.is_empty());
    line.unwrap_or("starting").chars().take(60).collect()
}
