//! Which layers come from the base image.
//!
//! No image says so. The heuristic is that of Trivy's `GuessBaseImageIndex`: whoever builds an
//! image ends it with `CMD` or `ENTRYPOINT`, so one that has layers after it was a base's.
//! A root file system added alone is a base too.

use serde::{Deserialize, Serialize};

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

/// The entries above the base image: those that the person wrote, as far as the history tells.
/// Metadata of the base behind its last `CMD` cannot be told apart, and is among them.
pub(super) fn own(image: &Image) -> &[HistoryRow] {
    let rows = &image.history;
    let base = layers(image) as usize;
    let first = rows
        .iter()
        .position(|row| row.layer.is_some_and(|layer| layer >= base));
    let before = &rows[..first.unwrap_or(rows.len())];
    let ends = |row: &HistoryRow| {
        let starts = row.instruction.is("CMD") || row.instruction.is("ENTRYPOINT");
        base > 0 && (starts || row.layer.is_some_and(|layer| layer + 1 == base))
    };
    match (first, before.iter().rposition(ends)) {
        (Some(_), Some(end)) => &rows[end + 1..],
        (Some(_), None) => rows,
        // Nothing but a base: what makes no layer behind its last one may be anybody's.
        (None, _) => {
            let last = rows.iter().rposition(|row| row.layer.is_some());
            &rows[last.map_or(0, |last| last + 1)..]
        }
    }
}

/// How many of the lowest layers the base image brought, by the history's entries.
pub fn base_layers<'a>(entries: impl Iterator<Item = Entry<'a>>) -> u32 {
    base(entries).map_or(0, |base| base.layers)
}

/// Where a base image ends, and by what that is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Base {
    /// How many of the lowest layers are its own.
    pub layers: u32,
    /// What tells it.
    pub sign: BaseSign,
    /// The entry of the history that does, from 0.
    pub row: u32,
}

/// What tells where a base image ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum BaseSign {
    /// A `CMD` or `ENTRYPOINT` with layers after it: an image ends with one.
    Start,
    /// A root file system that was added at once.
    Root,
}

/// Where the base image ends, by the history's entries; `None` where nothing tells.
pub fn base<'a>(entries: impl Iterator<Item = Entry<'a>>) -> Option<Base> {
    let rows: Vec<Entry<'_>> = entries.collect();
    let own_end = rows.iter().rposition(|row| row.layer.is_some())?;
    let starts =
        |row: &Entry<'_>| row.layer.is_none() && matches!(row.keyword, "CMD" | "ENTRYPOINT");
    let found = |layers: usize, sign: BaseSign, row: usize| {
        let (layers, row) = (u32::try_from(layers).ok()?, u32::try_from(row).ok()?);
        (layers > 0).then_some(Base { layers, sign, row })
    };
    if let Some(end) = rows[..own_end].iter().rposition(starts) {
        let last = rows[..end].iter().rev().find_map(|row| row.layer);
        return found(last.map_or(0, |last| last + 1), BaseSign::Start, end);
    }
    let row = rows.iter().position(|row| row.layer == Some(0))?;
    let first = &rows[row];
    let to_root = first.keyword == "ADD" && first.arguments.ends_with(" /");
    let is_root = to_root || (first.keyword.is_empty() && !first.raw.is_empty());
    found(usize::from(is_root), BaseSign::Root, row)
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
        let told = |image: &Image| base(image.history.iter().map(Into::into));
        let by = |layers, sign, row| Some(Base { layers, sign, row });
        assert_eq!(told(&built.build()), by(2, BaseSign::Start, 2));
        assert_eq!(told(&alone.build()), by(1, BaseSign::Root, 0));
        assert_eq!(told(&plain.build()), None);
        assert_eq!(layers(&Fixture::new().build()), 0);
    }
}
