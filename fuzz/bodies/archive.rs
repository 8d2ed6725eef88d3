//! A whole session on any bytes: open, scan every layer, analyse every image, report.

use peel::report::{Report, table};
use peel::source::{MemorySource, read_exact_at};
use peel::worker::{Session, scan};

use super::pieces::is_small;

pub fn run(data: &[u8]) {
    if is_small(data) {
        check(&session(data));
    }
}

pub fn session(data: &[u8]) -> Report {
    let source = MemorySource(data.to_vec());
    let mut session = Session::open(&source, "image.tar", &mut |_| {});
    for blob in session.pending() {
        let mut layer = vec![0; (blob.len as usize).min(data.len())];
        // A layer that is not there whole is scanned as far as it goes.
        if read_exact_at(&source, blob.offset, &mut layer).is_err() || is_small(&layer) {
            session.insert(blob, scan(&source, blob, &mut |_| {}));
        }
    }
    for image in 0..session.images().len() {
        assert!(session.analyze(image).is_some());
    }
    assert!(session.analyze(session.images().len()).is_none());
    session.report()
}

fn check(report: &Report) {
    for image in &report.images {
        let sizes = &image.sizes;
        assert_eq!(sizes.total, sizes.visible + sizes.hidden);
        assert!((0.0..=1.0).contains(&sizes.efficiency));
        let causes: u64 = sizes.causes.iter().map(|cause| cause.bytes).sum();
        assert_eq!(causes, sizes.hidden);
        for row in &image.history {
            assert!(row.layer.is_none_or(|layer| layer < image.layers.len()));
        }
    }
    let json = serde_json::to_string(report).expect("a report is JSON");
    let read: Report = serde_json::from_str(&json).expect("a report reads back");
    assert_eq!(&read, report);
    assert!(
        !table(report).contains('\u{1b}'),
        "an escape reaches the terminal"
    );
}
