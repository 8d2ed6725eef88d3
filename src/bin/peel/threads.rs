//! Work spread over threads.

use std::sync::Mutex;

/// Does each of the jobs, the last first, on so many threads; what came of them, in any order. Each
/// thread has a `tool` of its own.
pub fn spread<Job: Send, Tool, Done: Send>(
    jobs: Vec<Job>,
    threads: usize,
    tool: impl Fn() -> Tool + Sync,
    work: impl Fn(&Tool, Job) -> Done + Sync,
) -> Vec<Done> {
    let threads = threads.min(jobs.len());
    let (jobs, done) = (Mutex::new(jobs), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let tool = tool();
                while let Some(job) = jobs.lock().ok().and_then(|mut jobs| jobs.pop()) {
                    let one = work(&tool, job);
                    if let Ok(mut done) = done.lock() {
                        done.push(one);
                    }
                }
            });
        }
    });
    done.into_inner().unwrap_or_default()
}
