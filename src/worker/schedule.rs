//! When to analyse which image: a stack is made anew as layers arrive from the lowest up, but
//! never so often that stacking takes more time than scanning.

use std::collections::HashSet;

use crate::archive::BlobRef;

/// After an analysis, this many times its own duration belong to scanning.
const PAUSE: f64 = 4.0;

/// The images of one archive, and how far each has been analysed.
#[derive(Debug, Default)]
pub struct Schedule {
    images: Vec<Waiting>,
    scanned: HashSet<BlobRef>,
    /// The image under way, and since when in milliseconds.
    running: Option<f64>,
    not_before: f64,
    /// Whether no layer is on its way for now, though some are missing.
    resting: bool,
}

#[derive(Debug)]
struct Waiting {
    layers: Vec<Option<BlobRef>>,
    /// Layers from the lowest up in the last analysis that was asked for; `None` before it.
    analysed: Option<usize>,
    /// Layers, wherever in the stack, in the last analysis.
    had: usize,
    /// Whether all that will ever be scanned was in it.
    finished: bool,
}

impl Schedule {
    /// Nothing scanned, nothing analysed. A layer without bytes will never be scanned.
    pub fn new(layers: &[Vec<Option<BlobRef>>]) -> Schedule {
        let images = layers.iter().map(|layers| Waiting {
            layers: layers.clone(),
            analysed: None,
            had: 0,
            finished: false,
        });
        Schedule {
            images: images.collect(),
            ..Schedule::default()
        }
    }

    /// A layer has been scanned.
    pub fn scanned(&mut self, blob: BlobRef) {
        self.scanned.insert(blob);
    }

    /// More is known of layers that have been scanned: every image that has one is analysed again.
    pub fn again(&mut self, blobs: &HashSet<BlobRef>) {
        for image in &mut self.images {
            let mut layers = image.layers.iter().flatten();
            if layers.any(|blob| blobs.contains(blob)) {
                image.finished = false;
                image.analysed = None;
                image.had = 0;
            }
        }
    }

    /// Whether the pause after the last analysis is over.
    pub fn is_rested(&self, now: f64) -> bool {
        self.running.is_none() && now >= self.not_before
    }

    /// No layer is on its way for now, though some are missing: what lies above those is in
    /// the report all the same.
    pub fn rest(&mut self) {
        self.resting = true;
    }

    /// Layers are on their way again.
    pub fn resume(&mut self) {
        self.resting = false;
    }

    /// The image to analyse now, if any; it counts as under way from `now`, in milliseconds.
    pub fn next(&mut self, now: f64) -> Option<usize> {
        if self.running.is_some() {
            return None;
        }
        let (scanned, resting) = (&self.scanned, self.resting);
        let has = |blob: &Option<BlobRef>| blob.is_some_and(|blob| scanned.contains(&blob));
        let due = self.images.iter_mut().enumerate().find_map(|(i, image)| {
            if image.finished {
                return None;
            }
            let finished = image.layers.iter().all(|blob| blob.is_none() || has(blob));
            let ready = image.layers.iter().take_while(|blob| has(blob)).count();
            let grew = ready > image.analysed.unwrap_or(0);
            let had = image.layers.iter().filter(|blob| has(blob)).count();
            let late = resting && had > image.had;
            let due = finished || late || (grew && now >= self.not_before);
            if !due {
                return None;
            }
            image.analysed = Some(ready);
            image.had = had;
            image.finished = finished;
            Some(i)
        });
        self.running = due.map(|_| now);
        due
    }

    /// The analysis under way has come back.
    pub fn analyzed(&mut self, now: f64) {
        if let Some(since) = self.running.take() {
            self.not_before = now + PAUSE * (now - since);
        }
    }

    /// Whether every image has been analysed with all of its layers.
    pub fn is_done(&self) -> bool {
        self.running.is_none() && self.images.iter().all(|image| image.finished)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blob(offset: u64) -> Option<BlobRef> {
        Some(BlobRef { offset, len: 1 })
    }

    #[test]
    fn from_the_lowest_up_with_pauses() {
        let mut schedule = Schedule::new(&[vec![blob(0), blob(1), None, blob(2)]]);
        assert_eq!(schedule.next(0.0), None);
        schedule.scanned(BlobRef { offset: 1, len: 1 });
        assert_eq!(schedule.next(0.0), None, "the lowest is missing");
        schedule.scanned(BlobRef { offset: 0, len: 1 });
        assert_eq!(schedule.next(0.0), Some(0));
        assert_eq!(schedule.next(5.0), None, "one at a time");
        schedule.analyzed(10.0);
        assert!(!schedule.is_done());
        schedule.scanned(BlobRef { offset: 2, len: 1 });
        assert_eq!(
            schedule.next(11.0),
            Some(0),
            "the last one waits for no pause"
        );
        schedule.analyzed(12.0);
        assert!(schedule.is_done());
        assert_eq!(schedule.next(99.0), None);
    }

    #[test]
    fn where_no_more_come_for_now_what_came_is_analysed() {
        let mut schedule = Schedule::new(&[vec![blob(0), blob(1), blob(2)]]);
        schedule.scanned(BlobRef { offset: 1, len: 1 });
        assert_eq!(schedule.next(0.0), None);
        schedule.rest();
        assert_eq!(schedule.next(0.0), Some(0));
        schedule.analyzed(1.0);
        assert_eq!(schedule.next(1.0), None, "nothing is new");
        schedule.resume();
        schedule.scanned(BlobRef { offset: 2, len: 1 });
        assert_eq!(schedule.next(99.0), None, "the lowest is missing");
        schedule.scanned(BlobRef { offset: 0, len: 1 });
        assert_eq!(schedule.next(99.0), Some(0));
        schedule.analyzed(99.0);
        assert!(schedule.is_done());
    }

    #[test]
    fn an_archive_without_layers_is_analysed_once() {
        let mut schedule = Schedule::new(&[vec![], vec![None]]);
        assert_eq!(schedule.next(0.0), Some(0));
        schedule.analyzed(0.0);
        assert_eq!(schedule.next(0.0), Some(1));
        schedule.analyzed(0.0);
        assert!(schedule.is_done());
    }
}
