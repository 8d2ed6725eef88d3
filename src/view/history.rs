//! The history's rows.

use crate::report::{HistoryReport, ImageReport};
use crate::view::text;
use crate::view::words::{self, Badge};
use crate::words::config as say;

/// One row of the history.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// From 0.
    pub index: usize,
    /// `RUN`; empty where the entry is no instruction.
    pub keyword: String,
    /// What follows it.
    pub arguments: String,
    /// Whether it is long enough to be cut at first.
    pub long: bool,
    /// The layer that it made.
    pub layer: Option<usize>,
    /// Why that layer cannot be read, where the archive lacks it.
    pub absent: Option<&'static str>,
    /// Bytes of that layer as stored, where it is elsewhere and has not been read.
    pub stored: Option<u64>,
    /// Whether what is known of it is what its table of contents says, or its headers.
    pub table: bool,
    /// Whether that is what the headers of its tar say.
    pub headers: bool,
    /// Bytes of that layer; absent until it has been read.
    pub bytes: Option<u64>,
    /// Files that it adds, changes and removes; absent until it has been stacked.
    pub changes: Option<(u64, u64, u64)>,
    /// Whether its digest is right.
    pub badge: Option<Badge>,
    /// When.
    pub created: String,
    /// The builder's remark.
    pub comment: Option<String>,
    /// What is wrong with the layer.
    pub problem: Option<String>,
}

/// Characters from which on an instruction is cut.
const LONG: usize = 160;

/// The rows of an image, whose layers may be elsewhere still.
pub fn lines(image: &ImageReport, elsewhere: bool) -> Vec<Line> {
    let rows = image.history.iter().enumerate();
    rows.map(|(index, row)| line(image, elsewhere, index, row))
        .collect()
}

fn line(image: &ImageReport, elsewhere: bool, index: usize, row: &HistoryReport) -> Line {
    let layer = row.layer.and_then(|layer| image.layers.get(layer));
    let changes = layer.and_then(|layer| layer.changes);
    Line {
        index,
        keyword: row.keyword.clone(),
        arguments: row.arguments.clone(),
        long: row.arguments.chars().count() > LONG || row.arguments.lines().count() > 3,
        layer: row.layer,
        absent: layer
            .filter(|layer| layer.stored_size.is_none())
            .map(|layer| match (layer.foreign, elsewhere) {
                (true, false) => say::foreign_archive(),
                (true, true) => say::foreign_registry(),
                (false, _) => say::not_in_archive(),
            }),
        stored: layer
            .filter(|layer| elsewhere && !layer.scanned)
            .and_then(|layer| layer.stored_size),
        table: layer.is_some_and(|layer| layer.table),
        headers: !elsewhere && layer.is_some_and(|layer| layer.table),
        bytes: layer.filter(|layer| layer.scanned).map(|layer| layer.size),
        changes: changes.map(|c| (c.added, c.modified + c.touched, c.removed)),
        // Of a table nobody expects that the layer's own digest was verified.
        badge: layer
            .filter(|layer| !layer.table)
            .and_then(|l| words::badge(l.diff_id_verdict, l.digest_verdict)),
        created: row.created.as_deref().map(text::date).unwrap_or_default(),
        comment: row.comment.clone(),
        problem: layer
            .and_then(|layer| layer.problem.as_ref())
            .map(|p| p.spoken().message),
    }
}

/// A layer and the instruction that made it, in one line: `Layer 3 · RUN make`.
pub fn layer_label(image: &ImageReport, layer: usize) -> String {
    let row = image.layers.get(layer).and_then(|layer| layer.history);
    match row.and_then(|row| image.history.get(row)).map(instruction) {
        Some(text) if !text.is_empty() => format!("{} · {text}", words::layer(layer)),
        _ => words::layer(layer),
    }
}

fn instruction(row: &HistoryReport) -> String {
    const ONE_LINE: usize = 70;
    let whole = format!("{} {}", row.keyword, row.arguments);
    let whole = whole.split_whitespace().collect::<Vec<_>>().join(" ");
    match whole.char_indices().nth(ONE_LINE) {
        Some((end, _)) => format!("{}…", whole[..end].trim_end()),
        None => whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::{LayerChanges, Verdict};
    use crate::report::LayerReport;

    fn image() -> ImageReport {
        let layer = LayerReport {
            scanned: true,
            size: 7,
            changes: Some(LayerChanges {
                modified: 2,
                touched: 1,
                ..LayerChanges::default()
            }),
            diff_id_verdict: Some(Verdict::Verified),
            history: Some(1),
            ..LayerReport::default()
        };
        let row = |keyword: &str, arguments: &str, layer| HistoryReport {
            keyword: keyword.into(),
            arguments: arguments.into(),
            layer,
            ..HistoryReport::default()
        };
        ImageReport {
            layers: vec![layer],
            history: vec![
                row("ENV", "A=b", None),
                row("RUN", "make  \\\n  all", Some(0)),
            ],
            ..ImageReport::default()
        }
    }

    #[test]
    fn a_row_with_a_layer() {
        let lines = lines(&image(), false);
        assert_eq!(lines[0].bytes, None);
        let run = &lines[1];
        assert_eq!((run.bytes, run.changes), (Some(7), Some((0, 3, 0))));
        assert_eq!(run.badge.map(|badge| badge.id), Some("verified"));
        assert!(!run.long);
    }

    #[test]
    fn a_layer_that_is_elsewhere() {
        let mut image = image();
        image.layers[0].scanned = false;
        image.layers[0].stored_size = Some(5);
        let stored = |elsewhere| {
            let run = lines(&image, elsewhere).remove(1);
            (run.bytes, run.stored, run.absent)
        };
        assert_eq!(stored(true), (None, Some(5), None));
        assert_eq!(stored(false), (None, None, None));
        image.layers[0].foreign = true;
        image.layers[0].stored_size = None;
        let run = lines(&image, true).remove(1);
        assert_eq!(run.absent, Some("foreign, not in the registry"));
    }

    #[test]
    fn labels_are_one_line() {
        assert_eq!(layer_label(&image(), 0), "Layer 1 · RUN make \\ all");
        assert_eq!(layer_label(&image(), 4), "Layer 5");
    }
}
