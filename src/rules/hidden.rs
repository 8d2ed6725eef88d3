//! Hidden bytes in groups: by cause, the layer that has them and the one that hides them.

use std::collections::BTreeMap;

use super::claimed::Claimed;
use super::places::{Place, Sum};
use super::{Gone, base, told};
use crate::image::{Cause, Hidden, Image};
use crate::words::rules::evidence as say;

/// Files of one layer that another hides, for one cause.
#[derive(Clone, Copy)]
pub(super) struct Group {
    pub(super) cause: Cause,
    pub(super) by: u32,
    pub(super) sum: Sum,
    largest: Hidden,
}

/// The groups, each with its largest file as its place; what other rules report is left out.
pub(super) fn groups(image: &Image, wanted: impl Fn(&Hidden) -> bool) -> Vec<(Place, Group)> {
    let mut groups: BTreeMap<(Cause, u32, u32), Group> = BTreeMap::new();
    for hidden in unclaimed(image, wanted) {
        let group = groups
            .entry((hidden.cause, hidden.from, hidden.by))
            .or_insert(Group {
                cause: hidden.cause,
                by: hidden.by,
                sum: Sum::default(),
                largest: *hidden,
            });
        group.sum.add(hidden.bytes);
        if hidden.bytes > group.largest.bytes {
            group.largest = *hidden;
        }
    }
    let place = |group: &Group| Place {
        node: group.largest.node,
        layer: group.largest.from,
        bytes: group.sum.bytes,
    };
    groups
        .values()
        .map(|group| (place(group), *group))
        .collect()
}

/// What is hidden and wanted, and what no other rule reports.
fn unclaimed(image: &Image, wanted: impl Fn(&Hidden) -> bool) -> impl Iterator<Item = &Hidden> {
    let claimed = Claimed::of(image);
    let hidden = image.stack.hidden.iter();
    hidden.filter(move |hidden| wanted(hidden) && !claimed.has(hidden))
}

/// The contents of the same groups, and their bytes.
pub(super) fn taken(image: &Image, wanted: impl Fn(&Hidden) -> bool) -> (u64, Vec<Gone>) {
    let (mut bytes, mut taken) = (0, Vec::new());
    for hidden in unclaimed(image, wanted) {
        bytes += hidden.bytes;
        taken.push(Gone {
            node: hidden.node,
            layer: hidden.from,
            all_names: true,
        });
    }
    (bytes, taken)
}

/// Whether all of it happened in the base image, which only its maker can change.
pub(super) fn is_base(image: &Image, groups: &[(Place, Group)]) -> bool {
    let base = base::layers(image);
    groups.iter().all(|(_, group)| group.by < base)
}

/// `and 3 more files: deleted by RUN rm -r /x`.
pub(super) fn told(image: &Image, group: &Group, how: &str) -> String {
    let more = match group.sum.files {
        1 => String::new(),
        files => say::and_more(&say::more_files(files - 1)),
    };
    match told::layer(image, group.by) {
        by if by.is_empty() => more + &say::by_later(how),
        by => more + &say::by(how, &by),
    }
}
