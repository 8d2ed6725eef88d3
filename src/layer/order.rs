//! Trees in an order that does not depend on how they were written.

use super::ROOT;

/// Nodes of a tree, folders before what is in them, names in the order of their bytes; each with the
/// number of folders above it. What lies below a node that is left out is left out too.
pub fn sorted<'a>(
    mut nodes: Vec<u32>,
    parent: impl Fn(u32) -> u32,
    name: impl Fn(u32) -> &'a [u8],
) -> Vec<(u32, usize)> {
    nodes.retain(|node| *node != ROOT);
    nodes.sort_unstable_by(|a, b| {
        let by_parent = parent(*a).cmp(&parent(*b));
        by_parent.then_with(|| name(*a).cmp(name(*b)))
    });
    let mut order = Vec::with_capacity(nodes.len() + 1);
    let mut todo = vec![(ROOT, 0)];
    while let Some((node, depth)) = todo.pop() {
        order.push((node, depth));
        let start = nodes.partition_point(|n| parent(*n) < node);
        let end = start + nodes[start..].partition_point(|n| parent(*n) == node);
        todo.extend(nodes[start..end].iter().rev().map(|n| (*n, depth + 1)));
    }
    order
}
