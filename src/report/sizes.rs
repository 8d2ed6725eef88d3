//! Where the bytes of an image are.

use std::collections::HashMap;

use super::schema::{
    CauseSum, DiveReport, DuplicateReport, FileReport, FolderReport, HiddenReport, SizesReport,
};
use crate::image::{Cause, DiveFigures, Image};
use crate::layer::{ContentHash, Kind, ROOT};
use crate::limits;

/// Paths shown of one set of duplicates.
const DUPLICATE_PATHS: usize = 10;

pub(super) fn sizes(image: &Image) -> SizesReport {
    let stack = &image.stack;
    let mut hidden = stack.hidden.clone();
    hidden.sort_by_key(|hidden| std::cmp::Reverse(hidden.bytes));
    let hidden_more = hidden.len().saturating_sub(limits::REPORT_ROWS) as u64;
    let (duplicates, duplicate_bytes) = duplicates(image);
    let (folders, files) = folders(image);
    SizesReport {
        total: stack.total,
        visible: stack.visible,
        hidden: stack.hidden_bytes(),
        efficiency: stack.efficiency(),
        files,
        folders,
        largest: largest(image),
        causes: causes(image),
        hidden_paths: hidden
            .iter()
            .take(limits::REPORT_ROWS)
            .map(|hidden| HiddenReport {
                path: stack.tree.path_text(hidden.node),
                bytes: hidden.bytes,
                cause: hidden.cause,
                from: hidden.from,
                by: hidden.by,
            })
            .collect(),
        hidden_more,
        duplicates,
        duplicate_bytes,
        dive: dive(image),
    }
}

fn dive(image: &Image) -> DiveReport {
    let figures = DiveFigures::of(image);
    DiveReport {
        efficiency: figures.efficiency,
        wasted_bytes: figures.wasted_bytes,
        user_wasted_share: figures.user_wasted_share(),
        size_bytes: figures.size_bytes,
    }
}

fn causes(image: &Image) -> Vec<CauseSum> {
    let mut sums: Vec<CauseSum> = Cause::ALL
        .iter()
        .map(|cause| {
            let hidden = image.stack.hidden.iter();
            let hidden = hidden.filter(|hidden| hidden.cause == *cause);
            hidden.fold(
                CauseSum {
                    cause: *cause,
                    bytes: 0,
                    count: 0,
                },
                |mut sum, hidden| {
                    sum.bytes += hidden.bytes;
                    sum.count += 1;
                    sum
                },
            )
        })
        .filter(|sum| sum.count > 0)
        .collect();
    sums.sort_by_key(|sum| std::cmp::Reverse(sum.bytes));
    sums
}

/// The folders at the top, the largest first, and the number of all files and links.
fn folders(image: &Image) -> (Vec<FolderReport>, u64) {
    let tree = &image.stack.tree;
    // The ancestor of each node right below the root; parents come before children.
    let mut top: Vec<u32> = Vec::with_capacity(tree.len());
    for node in 0..tree.len() as u32 {
        top.push(match tree.parent(node) {
            ROOT => node,
            parent => top[parent as usize],
        });
    }
    let mut sums: HashMap<u32, FolderReport> = HashMap::new();
    let mut files = 0;
    for (node, event) in image.visible() {
        if node == ROOT {
            continue;
        }
        let sum = sums.entry(top[node as usize]).or_default();
        let file = image.facts(&event);
        if file.is_some_and(|facts| facts.kind != Kind::Directory) {
            files += 1;
            sum.files += 1;
            sum.bytes += image.shown_bytes(node, &event);
        }
    }
    let mut folders: Vec<FolderReport> = sums
        .into_iter()
        .map(|(node, sum)| FolderReport {
            path: tree.path_text(node),
            ..sum
        })
        .collect();
    folders.sort_by(|a, b| b.bytes.cmp(&a.bytes).then_with(|| a.path.cmp(&b.path)));
    folders.truncate(limits::REPORT_ROWS);
    (folders, files)
}

fn largest(image: &Image) -> Vec<FileReport> {
    let mut files: Vec<(u64, u32, u32)> = image
        .visible()
        .map(|(node, event)| (image.shown_bytes(node, &event), node, event.layer))
        .filter(|(bytes, ..)| *bytes > 0)
        .collect();
    files.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let files = files.into_iter().take(limits::REPORT_ROWS);
    files
        .map(|(bytes, node, layer)| FileReport {
            path: image.stack.tree.path_text(node),
            bytes,
            layer,
        })
        .collect()
}

/// What tells contents apart: their bytes, and their hash.
type Content = (u64, ContentHash);

/// Sets of visible files with the same contents. Hard links are one file, and count once. What is
/// only claimed is never the same as what was read.
fn duplicates(image: &Image) -> (Vec<DuplicateReport>, u64) {
    let mut sets: HashMap<Content, Vec<u32>> = HashMap::new();
    for (node, event) in image.visible() {
        if let Some(facts) = image.facts(&event)
            && facts.kind == Kind::File
            && facts.size > 0
            && facts.hash != ContentHash::Unknown
        {
            let set = sets.entry((facts.size, facts.hash)).or_default();
            set.push(node);
        }
    }
    let mut sets: Vec<(Content, Vec<u32>)> = sets
        .into_iter()
        .filter(|(_, nodes)| nodes.len() > 1)
        .collect();
    let saved = |((bytes, _), nodes): &(Content, Vec<u32>)| bytes * (nodes.len() as u64 - 1);
    let all = sets.iter().map(saved).sum();
    sets.sort_by(|a, b| saved(b).cmp(&saved(a)).then_with(|| a.1.cmp(&b.1)));
    let sets = sets.into_iter().take(limits::REPORT_ROWS);
    let sets = sets.map(|((bytes, _), nodes)| DuplicateReport {
        bytes,
        copies: nodes.len() as u64,
        paths: nodes
            .iter()
            .take(DUPLICATE_PATHS)
            .map(|node| image.stack.tree.path_text(*node))
            .collect(),
    });
    (sets.collect(), all)
}
