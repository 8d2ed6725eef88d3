//! The final tree as folders that open, with the bytes below each.

use std::fmt::Write as _;

use super::escape;
use crate::image::Image;
use crate::layer::ROOT;
use crate::text::{path, size};

/// Rows at most: a browser draws that many at once. Those of the smallest folders go first.
const ROWS: usize = 20_000;

/// What is known of a path.
#[derive(Clone, Copy, Default)]
struct Sum {
    bytes: u64,
    files: u64,
    shown: bool,
}

pub(super) fn tree(out: &mut String, image: &Image) {
    let tree = &image.stack.tree;
    let mut sums = vec![Sum::default(); tree.len()];
    let mut visible = 0;
    for (node, event) in image.visible() {
        let sum = &mut sums[node as usize];
        sum.shown = true;
        sum.bytes += image.shown_bytes(node, &event);
        visible += 1;
    }
    // Parents come before children, so one pass back sums up every folder.
    for node in (1..tree.len()).rev() {
        let (sum, parent) = (sums[node], tree.parent(node as u32) as usize);
        sums[parent].bytes += sum.bytes;
        sums[parent].files += sum.files + u64::from(sum.shown);
        sums[parent].shown |= sum.shown;
    }
    let mut children: Vec<Vec<u32>> = vec![Vec::new(); tree.len()];
    for node in (1..tree.len() as u32).filter(|node| sums[*node as usize].shown) {
        children[tree.parent(node) as usize].push(node);
    }
    for nodes in &mut children {
        nodes.sort_by_key(|node| std::cmp::Reverse(sums[*node as usize].bytes));
    }
    let _ = writeln!(
        out,
        "<h2>Files</h2>\n<p>{visible} paths, the largest first; what is hidden or removed is not among them.</p>\n<ul class=\"tree\">"
    );
    let mut left = ROWS;
    // Without recursion: a path may go down thousands of folders.
    let mut stack: Vec<std::vec::IntoIter<u32>> =
        vec![std::mem::take(&mut children[ROOT as usize]).into_iter()];
    while let Some(nodes) = stack.last_mut() {
        let Some(node) = nodes.next() else {
            stack.pop();
            out.push_str(if stack.is_empty() {
                "</ul>\n"
            } else {
                "</ul></details></li>\n"
            });
            continue;
        };
        if left == 0 {
            continue;
        }
        left -= 1;
        let below = std::mem::take(&mut children[node as usize]);
        let name = escape(&path(tree.name(node)));
        let bytes = size(sums[node as usize].bytes);
        if below.is_empty() {
            let _ = writeln!(out, "<li><span>{bytes}</span> {name}</li>");
        } else {
            let files = sums[node as usize].files;
            let _ = writeln!(
                out,
                "<li><details><summary><span>{bytes}</span> {name}/ <small>{files}</small></summary><ul>"
            );
            stack.push(below.into_iter());
        }
    }
    if visible > ROWS {
        let _ = writeln!(
            out,
            "<p>{} paths are left out here; the report itself has them.</p>",
            visible - ROWS
        );
    }
}
