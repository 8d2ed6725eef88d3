//! Which layers come from the base image.
//!
//! No image says so. The heuristic is that of Trivy's `GuessBaseImageIndex`: whoever builds an
//! image ends it with `CMD` or `ENTRYPOINT`, so one that has layers after it was a base's.
//! A root file system added alone is a base too.

use crate::image::{HistoryRow, Image};

/// One entry of a history, as far as it tells a base.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// Its keyword, `RUN`; empty where it is no instruction.
    pub keyword: &'a str,
    /// What follows.
    pub arguments: &'a str,
    /// The whole, as written.
    pub raw: &'a str,
    /// The layer that it made.
    pub layer: Option<usize>,
}

impl<'a> From<&'a HistoryRow> for Entry<'a> {
    fn from(row: &'a HistoryRow) -> Entry<'a> {
        Entry {
            keyword: &row.instruction.keyword,
            arguments: &row.instruction.arguments,
            raw: &row.instruction.raw,
            layer: row.layer,
        }
    }
}

/// How many of the lowest layers the base image brought, as far as the history tells.
pub(super) fn layers(image: &Image) -> u32 {
    base_layers(image.history.iter().map(Into::into))
}

/// How many of the lowest layers the base image brought, by the history's entries.
pub fn base_layers<'a>(entries: impl Iterator<Item = Entry<'a>>) -> u32 {
    let rows: Vec<Entry<'_>> = entries.collect();
    let own_end = rows.iter().rposition(|row| row.layer.is_some());
    let Some(own_end) = own_end else {
        return 0;
    };
    let starts =
        |row: &Entry<'_>| row.layer.is_none() && matches!(row.keyword, "CMD" | "ENTRYPOINT");
    if let Some(end) = rows[..own_end].iter().rposition(starts) {
        let last = rows[..end].iter().rev().find_map(|row| row.layer);
        return last.map_or(0, |last| last as u32 + 1);
    }
    let first = rows.iter().find(|row| row.layer == Some(0));
    let is_root = first.is_some_and(|row| {
        let to_root = row.keyword == "ADD" && row.arguments.ends_with(" /");
        to_root || (row.keyword.is_empty() && !row.raw.is_empty())
    });
    u32::from(is_root)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file};
    use super::*;

    #[test]
    fn guesses() {
        let plain = Fixture::new().layer("COPY a /a # buildkit", &[file("a", 1)]);
        assert_eq!(layers(&plain.build()), 0);
        let root = "/bin/sh -c #(nop) ADD file:0 in / ";
        let alone = Fixture::new()
            .layer(root, &[file("a", 1)])
            .metadata("CMD [\"sh\"]");
        assert_eq!(layers(&alone.build()), 1);
        let built = Fixture::new()
            .layer(root, &[file("a", 1)])
            .layer("RUN /bin/sh -c b # buildkit", &[file("b", 1)])
            .metadata("ENTRYPOINT [\"a\"]")
            .metadata("USER app")
            .layer("COPY c /c # buildkit", &[file("c", 1)])
            .metadata("CMD [\"c\"]");
        assert_eq!(layers(&built.build()), 2);
        assert_eq!(layers(&Fixture::new().build()), 0);
    }
}
