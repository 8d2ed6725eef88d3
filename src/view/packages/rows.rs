//! The lines of the table of packages.

use std::cmp::Ordering;

use super::{PackagesView, Which};
use crate::packages::{Kind, Package, Packages};
use crate::view::progress::share;
use crate::words::packages as say;

/// A column that orders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// Name and version.
    Name,
    /// Who manages it.
    Kind,
    /// The layer that brought it.
    Layer,
    /// Bytes: those that are hidden, of what was removed. The most first.
    #[default]
    Size,
    /// Files. The most first.
    Files,
}

impl Column {
    /// All of them, from left to right.
    pub const ALL: [Column; 5] = [
        Column::Name,
        Column::Kind,
        Column::Layer,
        Column::Files,
        Column::Size,
    ];

    /// For attributes.
    pub fn id(self) -> &'static str {
        match self {
            Column::Name => "name",
            Column::Kind => "kind",
            Column::Layer => "layer",
            Column::Size => "size",
            Column::Files => "files",
        }
    }

    /// For people.
    pub fn word(self, which: Which) -> &'static str {
        match (self, which) {
            (Column::Name, _) => say::package(),
            (Column::Kind, _) => say::kind(),
            (Column::Layer, Which::Removed) => say::layers(),
            (Column::Layer, _) => say::layer(),
            (Column::Size, Which::Removed) => say::hidden(),
            (Column::Size, _) => say::size(),
            (Column::Files, _) => say::files_column(),
        }
    }

    /// Whether it begins with the largest.
    fn is_amount(self) -> bool {
        matches!(self, Column::Size | Column::Files)
    }

    /// The order of a column, as `aria-sort` says it.
    pub fn aria(self, view: &PackagesView) -> &'static str {
        match (view.by == self, self.is_amount() != view.turned) {
            (false, _) => "none",
            (true, true) => "descending",
            (true, false) => "ascending",
        }
    }
}

/// A line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The package's place among those that are shown.
    pub package: usize,
}

/// The lines that are shown, in their order.
pub fn lines(view: &PackagesView) -> Vec<Line> {
    let packages = view.shown();
    let wanted = view.filter.to_lowercase();
    let has = |text: &str| text.to_lowercase().contains(&wanted);
    let fits = |package: &Package| {
        wanted.is_empty()
            || has(&package.name)
            || has(&package.version)
            || has(package.kind.id())
            || package.parts.iter().any(|part| has(&part.name))
    };
    let places = (0..packages.len()).filter(|at| fits(&packages[*at]));
    let mut lines: Vec<Line> = places.map(|package| Line { package }).collect();
    lines.sort_by(|a, b| {
        let order = compare(
            &packages[a.package],
            &packages[b.package],
            view.by,
            view.which,
        );
        let order = if view.turned { order.reverse() } else { order };
        order.then(a.package.cmp(&b.package))
    });
    lines
}

fn compare(a: &Package, b: &Package, by: Column, which: Which) -> Ordering {
    match by {
        Column::Name => {
            (a.name.to_lowercase(), &a.version).cmp(&(b.name.to_lowercase(), &b.version))
        }
        Column::Kind => a.kind.id().cmp(b.kind.id()),
        Column::Layer => a.layer.cmp(&b.layer),
        Column::Files => b.files.cmp(&a.files),
        Column::Size => bytes(b, which).cmp(&bytes(a, which)),
    }
}

/// Bytes of a line.
fn bytes(package: &Package, which: Which) -> u64 {
    match which {
        Which::Removed => package.hidden,
        _ => package.bytes,
    }
}

/// The bytes of a line, and their share of the largest, of 1.
pub fn share_of(view: &PackagesView, line: Line) -> (u64, f64) {
    let all = view
        .shown()
        .iter()
        .map(|package| bytes(package, view.which));
    let package = view.shown().get(line.package);
    let its = package.map_or(0, |package| bytes(package, view.which));
    (its, share(its, all.max().unwrap_or(0)))
}

/// How many packages there are of each kind, of those that are there.
pub fn counts(packages: &Packages) -> Vec<(Kind, usize)> {
    let count = |kind| {
        let of_kind = packages.packages.iter();
        of_kind.filter(|package| package.kind == kind).count()
    };
    let counts = Kind::ALL.into_iter().map(|kind| (kind, count(kind)));
    counts.filter(|(_, count)| *count > 0).collect()
}
