//! How far the reading is, and how fast.

use crate::limits;

/// Bytes read of all to be read, as stored.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress {
    /// Bytes done.
    pub done: u64,
    /// Bytes in all.
    pub total: u64,
    /// Bytes unpacked for one byte as stored, in the layer that unpacks to most.
    pub ratio: u64,
    /// Bytes a second, smoothed; 0 until it can be told.
    pub rate: f64,
    /// When `done` was last measured for the rate, in milliseconds.
    at: f64,
    /// What `done` was then.
    from: u64,
}

/// Milliseconds between two measurements of the rate: shorter ones only flicker.
const INTERVAL: f64 = 250.0;

impl Progress {
    /// The ratio, where no honest layer has it.
    pub fn suspicious(&self) -> Option<u64> {
        Some(self.ratio).filter(|ratio| *ratio > limits::SUSPICIOUS_RATIO)
    }

    /// A beginning at this time.
    pub fn start(now: f64) -> Progress {
        Progress {
            at: now,
            ..Progress::default()
        }
    }

    /// The progress with newer numbers.
    pub fn moved(self, done: u64, total: u64, now: f64) -> Progress {
        let next = Progress {
            done,
            total,
            ..self
        };
        // Opening and scanning count apart: the number may start again.
        if done < self.from {
            return Progress {
                from: done,
                at: now,
                ..next
            };
        }
        let elapsed = now - self.at;
        if elapsed < INTERVAL {
            return next;
        }
        let latest = (done - self.from) as f64 * 1000.0 / elapsed;
        let rate = match self.rate {
            0.0 => latest,
            before => before * 0.6 + latest * 0.4,
        };
        Progress {
            rate,
            at: now,
            from: done,
            ..next
        }
    }

    /// The share of 1 that is done.
    pub fn share(&self) -> f64 {
        share(self.done, self.total)
    }
}

/// `part` of `total` as a share of 1; 0 of nothing.
pub fn share(part: u64, total: u64) -> f64 {
    match total {
        0 => 0.0,
        total => (part as f64 / total as f64).min(1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rate_is_measured_over_time() {
        let progress = Progress::start(1_000.0).moved(1_000, 10_000, 1_100.0);
        assert_eq!(progress.rate, 0.0);
        let progress = progress.moved(2_000, 10_000, 2_000.0);
        assert_eq!(progress.rate, 2_000.0);
        assert_eq!(progress.share(), 0.2);
        let again = progress.moved(0, 500, 2_100.0);
        assert_eq!((again.done, again.rate), (0, 2_000.0));
        assert_eq!(Progress::default().share(), 0.0);
    }
}
