//! The orders in which the index lists images: by name, all of them, in pieces; and otherwise those that
//! one would look at first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Mark, PER_PAGE};

/// An image: its name, and its reports, the newest last.
pub(super) type Row<'a> = (&'a str, &'a [Mark]);

/// An order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// By name.
    Name,
    /// The lowest score first.
    Score,
    /// The most hidden bytes first.
    Hidden,
    /// The largest first.
    Size,
}

impl Order {
    /// All of them; the first is what one comes to.
    pub(super) const ALL: [Order; 4] = [Order::Name, Order::Score, Order::Hidden, Order::Size];

    /// What it is called.
    pub(super) fn title(self) -> &'static str {
        match self {
            Order::Name => "By name",
            Order::Score => "Lowest score",
            Order::Hidden => "Most hidden",
            Order::Size => "Largest",
        }
    }

    /// The address of a piece, from the index.
    pub(super) fn page(self, at: usize) -> String {
        match (self, at) {
            (Order::Name, 0) => "index.html".to_owned(),
            (Order::Name, at) => format!("index-{}.html", at + 1),
            (Order::Score, _) => "score.html".to_owned(),
            (Order::Hidden, _) => "hidden.html".to_owned(),
            (Order::Size, _) => "largest.html".to_owned(),
        }
    }

    /// The images in this order, as they are in their newest report; of equal ones the name decides.
    pub(super) fn rows(self, images: &BTreeMap<String, Vec<Mark>>) -> Vec<Row<'_>> {
        let mut rows: Vec<Row<'_>> = images
            .iter()
            .map(|(name, marks)| (name.as_str(), marks.as_slice()))
            .collect();
        let newest = |row: &Row<'_>, of: fn(&Mark) -> u64| row.1.last().map_or(0, of);
        match self {
            Order::Name => {}
            Order::Score => rows.sort_by_key(|row| newest(row, |mark| mark.points.into())),
            Order::Hidden => rows.sort_by_key(|row| Reverse(newest(row, |mark| mark.hidden))),
            Order::Size => rows.sort_by_key(|row| Reverse(newest(row, |mark| mark.total))),
        }
        rows
    }

    /// Its pages: there is at least one. Only that by name shows all images.
    pub(super) fn pieces<'a>(self, rows: &'a [Row<'a>]) -> Vec<&'a [Row<'a>]> {
        match self {
            _ if rows.is_empty() => vec![rows],
            Order::Name => rows.chunks(PER_PAGE).collect(),
            _ => rows.chunks(PER_PAGE).take(1).collect(),
        }
    }
}
