//! A session of a report that was saved, and what can be saved of a session.

use std::io::{Cursor, Read};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Session;
use crate::limits;
use crate::report::{Form, Problem, Report, Saved, SavedError};
use crate::source::{ByteSource, SourceError, read_exact_at};

/// What of a report is to be handed on, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveWish {
    /// One image, from 0; all without it.
    pub image: Option<usize>,
    /// Whether with the trees.
    pub trees: bool,
    /// As JSON; otherwise in the compact form.
    pub json: bool,
}

impl Session {
    /// The session of a report, where the file is one; otherwise `None`.
    pub(super) fn of_saved(source: &dyn ByteSource, name: &str) -> Option<Session> {
        let mut start = [0; Form::DETECT];
        let len = source.len().min(Form::DETECT as u64) as usize;
        let start = start.get_mut(..len)?;
        read_exact_at(source, 0, start).ok()?;
        Form::detect(start)?;
        Some(match whole(source) {
            Ok(bytes) => Session::open_saved(&bytes, name),
            Err(problem) => Session::refused(name, source.len(), problem),
        })
    }

    /// Opens a report that [`Saved`] wrote. What is wrong with it is among the report's problems.
    pub fn open_saved(bytes: &[u8], name: &str) -> Session {
        let mut session = Session::of(name, bytes.len() as u64);
        match Saved::read(bytes) {
            Ok(saved) => session.take_saved(saved, name),
            Err(error) => session.problems.push(Problem::from(&error)),
        }
        session
    }

    /// A session of a report that cannot be read.
    fn refused(name: &str, len: u64, problem: Problem) -> Session {
        let mut session = Session::of(name, len);
        session.problems.push(problem);
        session
    }

    fn take_saved(&mut self, saved: Saved, name: &str) {
        self.archive = saved.opened();
        let places = self.archive.images.iter().flat_map(|image| &image.layers);
        let places: Vec<_> = places.filter_map(|layer| layer.blob).collect();
        for blob in places {
            if let Some(scanned) = saved.tree_at(blob) {
                self.scanned.insert(blob, Arc::clone(scanned));
            }
        }
        let mut report = saved.report;
        // It is asked for anew where somebody wants it: the report is of what was there.
        report.source.remote = None;
        report.source.reopened = Some(name.to_owned());
        self.source = report.source.clone();
        self.problems = std::mem::take(&mut report.problems);
        self.reports = std::mem::take(&mut report.images);
        self.recorded = Some(Box::new(report));
    }

    /// Whether it is of a report: then there are no bytes of any layer.
    pub fn is_saved(&self) -> bool {
        self.source.reopened.is_some()
    }

    /// A report of this session as a file.
    pub fn to_be_saved(&self, report: &Report, wish: &SaveWish) -> Vec<u8> {
        let saved = self.saved(report, wish.trees);
        let saved = match wish.image {
            Some(image) => saved.of_image(image),
            None => saved,
        };
        match wish.json {
            true => saved.json().into_bytes(),
            false => saved.compact(),
        }
    }

    /// What can be handed on of a report of this session: without secrets, and with the trees that were
    /// read, where they are wanted.
    pub fn saved(&self, report: &Report, trees: bool) -> Saved {
        Saved::new(report, |image, layer| {
            let image = self.archive.images.get(image).filter(|_| trees)?;
            self.scanned.get(&image.layers.get(layer)?.blob?).cloned()
        })
    }
}

fn whole(source: &dyn ByteSource) -> Result<Vec<u8>, Problem> {
    let len = source.len();
    if len > limits::REPORT_BYTES {
        return Err(Problem::from(&SavedError::TooLarge));
    }
    let mut bytes = Vec::new();
    while (bytes.len() as u64) < len {
        let at = bytes.len();
        let next = (len - at as u64).min(limits::READ_PIECE as u64) as usize;
        bytes.resize(at + next, 0);
        let read = read_exact_at(source, at as u64, &mut bytes[at..]);
        read.map_err(|error| Problem::from(&error))?;
    }
    Ok(bytes)
}

/// The first bytes of a stream, so that it can be told what it is.
///
/// # Errors
/// The session of a report, where the stream is one: it is read to its end.
pub(super) fn start(read: &mut dyn Read, name: &str) -> Result<Cursor<Vec<u8>>, Box<Session>> {
    let mut bytes = Vec::new();
    // What goes wrong here goes wrong again where the rest is read.
    let _ = (&mut *read)
        .take(Form::DETECT as u64)
        .read_to_end(&mut bytes);
    if Form::detect(&bytes).is_none() {
        return Ok(Cursor::new(bytes));
    }
    let rest = (&mut *read)
        .take(limits::REPORT_BYTES + 1)
        .read_to_end(&mut bytes);
    let problem = match rest {
        Ok(_) if bytes.len() as u64 <= limits::REPORT_BYTES => {
            return Err(Box::new(Session::open_saved(&bytes, name)));
        }
        Ok(_) => Problem::from(&SavedError::TooLarge),
        Err(error) => Problem::from(&SourceError::Unreadable {
            offset: bytes.len() as u64,
            reason: error.to_string(),
        }),
    };
    let refused = Session::refused(name, bytes.len() as u64, problem);
    Err(Box::new(refused))
}
