//! A file that shrinks, changes or goes away while it is read.

use std::cell::Cell;
use std::fs::OpenOptions;

use peel::source::native::FileSource;
use peel::source::{ByteSource, SourceError};
use peel::worker::{Session, scan};

use super::bytes::tar;
use super::claims::whole;
use super::pieces::{Pieces, Save};
use super::{analyze, errors, file, problems};

fn archive() -> Vec<u8> {
    let layers = (0..3).map(|i| tar(&[file("first", &[1; 1000]), file("last", &[i; 200_000])]));
    let save = layers.fold(Save::default(), |save, layer| save.layer(Pieces::of(layer)));
    // What describes the image stands at the end.
    whole(&save.done())
}

/// A source that fails after so many reads.
struct Failing {
    bytes: Vec<u8>,
    reads: Cell<usize>,
    failed: Cell<bool>,
    how: How,
}

#[derive(Clone, Copy)]
enum How {
    /// Fewer bytes than it said.
    Shrinks,
    /// The platform refuses.
    Refuses,
    /// Other bytes than before.
    Changes,
}

impl ByteSource for Failing {
    fn len(&self) -> u64 {
        self.bytes.len() as u64
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> Result<usize, SourceError> {
        let left = self.reads.get();
        self.reads.set(left.saturating_sub(1));
        let start = (offset as usize).min(self.bytes.len());
        let n = buf.len().min(self.bytes.len() - start).min(40_000);
        buf[..n].copy_from_slice(&self.bytes[start..start + n]);
        self.failed.set(left == 0);
        match (left, self.how) {
            (1.., _) => Ok(n),
            (0, How::Shrinks) => Ok(0),
            (0, How::Refuses) => Err(SourceError::Unreadable {
                offset,
                reason: "it went away".into(),
            }),
            (0, How::Changes) => {
                buf[..n].iter_mut().for_each(|byte| *byte ^= 0x55);
                Ok(n)
            }
        }
    }
}

#[test]
fn at_any_time() {
    let bytes = archive();
    let compressed = super::gzip(&bytes);
    for how in [How::Shrinks, How::Refuses, How::Changes] {
        for bytes in [&bytes, &compressed] {
            for reads in 0.. {
                let source = Failing {
                    bytes: bytes.clone(),
                    reads: Cell::new(reads),
                    failed: Cell::new(false),
                    how,
                };
                let report = analyze(&source);
                if !source.failed.get() {
                    assert_eq!(errors(&report), [""; 0]);
                    break;
                }
                // A change of nothing but contents is seen by nobody: no digest is claimed.
                let unseen = matches!(how, How::Changes);
                let said = errors(&report);
                assert!(!said.is_empty() || unseen, "nothing after {reads} reads");
            }
        }
    }
}

/// What was read before is shown, and the sentence says where the bytes ended.
#[test]
fn a_file_that_is_cut_while_it_is_read() {
    let folder = tempfile::tempdir().expect("a folder for a file");
    let path = folder.path().join("image.tar");
    let bytes = archive();
    std::fs::write(&path, &bytes).expect("the file is written");
    let source = FileSource::open(&path).expect("it is there");
    let mut session = Session::open(&source, "image.tar", &mut |_| {});
    let pending = session.pending();
    assert_eq!(pending.len(), 3);
    session.insert(pending[0], scan(&source, pending[0], &mut |_| {}));
    // In the middle of the second layer.
    let cut = pending[1].offset + 100_000;
    let file = OpenOptions::new()
        .write(true)
        .open(&path)
        .expect("it is there");
    file.set_len(cut).expect("it can be cut");
    for blob in &pending[1..] {
        session.insert(*blob, scan(&source, *blob, &mut |_| {}));
    }
    session.analyze(0);
    let report = session.report();
    let layers = &report.images[0].layers;
    assert_eq!((layers[0].size, layers[0].entries), (201_000, 2));
    assert_eq!(
        layers[1].entries, 2,
        "what was there of the second is shown"
    );
    assert!(
        layers[1].size > 90_000 && layers[1].size < 101_000,
        "{}",
        layers[1].size
    );
    assert_eq!(layers[2].entries, 0);
    let said = errors(&report);
    assert_eq!(said, ["layer-unreadable", "layer-unreadable"]);
    let found = problems(&report);
    let first = found
        .iter()
        .find(|problem| problem.code == "layer-unreadable");
    let first = first.expect("it was said");
    assert!(
        first.message.contains(&cut.to_string()),
        "{}",
        first.message
    );
}
