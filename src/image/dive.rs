//! `dive`'s figures, by its own formulas (wagoodman/dive, `filetree/efficiency.go` and
//! `image/analysis.go`, version 0.13.1), so that people can compare.
//!
//! They differ from the true ones where dive is wrong: every copy of a path that occurs twice
//! is waste, also the one that must stay; a deleted folder costs nothing; an opaque folder and a
//! change of type go unseen; a whiteout of a path that is not there ends its layer's count.

use super::Image;
use super::tree::GrowingTree;
use crate::layer::{Kind, Listing, ROOT};

/// What `dive` prints of an image.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DiveFigures {
    /// `efficiencyScore`.
    pub efficiency: f64,
    /// `inefficientBytes`.
    pub wasted_bytes: u64,
    /// Bytes of all layers.
    pub size_bytes: u64,
    /// Bytes of all layers but the first.
    pub user_size_bytes: u64,
}

impl DiveFigures {
    /// dive's figures for the stacked layers of an image.
    pub fn of(image: &Image) -> DiveFigures {
        let mut count = Count::default();
        let mut figures = DiveFigures::default();
        let listings = image.layers.iter().map_while(|layer| layer.listing());
        for (i, listing) in listings.take(image.stack.layers()).enumerate() {
            // dive adds up entries, also those that later ones of their tar replace.
            let replaced = listing.superseded().iter().map(|s| s.size);
            let shown = listing.nodes().map(|n| size(listing, n));
            let size = shown.chain(replaced).sum::<u64>();
            figures.size_bytes += size;
            figures.user_size_bytes += if i == 0 { 0 } else { size };
            count.layer(listing, i == 0);
        }
        let (mut least, mut all) = (0, 0);
        for path in &count.paths {
            // dive starts from -1, which stays where a whiteout of nothing is all there is.
            let nothing = if path.failed { -1 } else { 0 };
            least += path.least.map_or(nothing, i128::from);
            all += path.all;
            if path.times >= 2 {
                figures.wasted_bytes += path.all;
            }
        }
        figures.efficiency = match all {
            0 => 1.0,
            all => least as f64 / all as f64,
        };
        figures
    }

    /// `userWastedPercent`, as a share; `None` where dive divides by zero.
    pub fn user_wasted_share(&self) -> Option<f64> {
        let user = self.user_size_bytes;
        (user > 0).then(|| self.wasted_bytes as f64 / user as f64)
    }
}

fn size(listing: &Listing, node: u32) -> u64 {
    match listing.node(node).kind {
        Kind::File => listing.logical_size(node),
        _ => 0,
    }
}

/// One path over all layers.
#[derive(Clone, Copy, Default)]
struct Path {
    /// Times that a layer has it as a leaf, bytes of all of them, and of the least.
    times: u32,
    all: u64,
    least: Option<u64>,
    /// Whether a whiteout of it hid nothing.
    failed: bool,
    /// In dive's stacked tree: its own bytes, with all below it, and whether it is a folder.
    own: u64,
    sum: u64,
    folder: bool,
    /// When it was put into the stacked tree, and when it was last taken out. It is in the tree
    /// while it was put in after the last removal of itself and of everything above it.
    born: u64,
    removed: u64,
}

struct Count {
    tree: GrowingTree,
    paths: Vec<Path>,
    clock: u64,
}

impl Default for Count {
    fn default() -> Count {
        let root = Path {
            born: 1,
            ..Path::default()
        };
        Count {
            tree: GrowingTree::new(),
            paths: vec![root],
            clock: 1,
        }
    }
}

impl Count {
    fn layer(&mut self, listing: &Listing, first: bool) {
        let order = order(listing);
        // dive looks deleted paths up in the layers below, and for the first layer in itself.
        if first {
            self.stack(listing, &order);
        }
        for node in &order {
            let Step { node, leaf } = *node;
            if !leaf {
                continue;
            }
            let path = self.path(listing, node);
            let bytes = if listing.node(node).kind == Kind::Whiteout {
                if !self.stacked(path) {
                    self.paths[path as usize].failed = true;
                    break;
                }
                let path = &self.paths[path as usize];
                if path.folder { path.sum } else { 0 }
            } else {
                size(listing, node)
            };
            let path = &mut self.paths[path as usize];
            path.times += 1;
            path.all += bytes;
            path.least = Some(path.least.map_or(bytes, |least| least.min(bytes)));
        }
        if !first {
            self.stack(listing, &order);
        }
    }

    /// Puts a layer on the stacked tree.
    fn stack(&mut self, listing: &Listing, order: &[Step]) {
        for Step { node, .. } in order {
            let path = self.path(listing, *node);
            let facts = listing.node(*node);
            if facts.kind == Kind::Whiteout {
                if self.stacked(path) {
                    self.add_to_sums(path, -(self.paths[path as usize].sum as i128));
                    self.clock += 1;
                    self.paths[path as usize].removed = self.clock;
                }
                continue;
            }
            self.put(path);
            let bytes = size(listing, *node);
            let before = self.paths[path as usize].own;
            self.paths[path as usize].own = bytes;
            // A folder without an entry of its own is no folder to dive.
            self.paths[path as usize].folder =
                facts.kind == Kind::Directory && !facts.flags.implicit();
            self.add_to_sums(path, i128::from(bytes) - i128::from(before));
        }
    }

    fn put(&mut self, path: u32) {
        let mut above = vec![path];
        while *above.last().unwrap_or(&ROOT) != ROOT {
            above.push(self.tree.tree.parent(above[above.len() - 1]));
        }
        self.clock += 1;
        let mut removed = 0;
        for node in above.into_iter().rev() {
            let path = &mut self.paths[node as usize];
            removed = removed.max(path.removed);
            if path.born <= removed {
                path.born = self.clock;
                path.own = 0;
                path.sum = 0;
                path.folder = false;
            }
        }
    }

    fn stacked(&self, path: u32) -> bool {
        let (mut removed, mut at) = (0, path);
        loop {
            removed = removed.max(self.paths[at as usize].removed);
            if at == ROOT {
                return self.paths[path as usize].born > removed;
            }
            at = self.tree.tree.parent(at);
        }
    }

    fn add_to_sums(&mut self, path: u32, bytes: i128) {
        if bytes == 0 {
            return;
        }
        let mut at = path;
        loop {
            let sum = &mut self.paths[at as usize].sum;
            *sum = (i128::from(*sum) + bytes).max(0) as u64;
            if at == ROOT {
                return;
            }
            at = self.tree.tree.parent(at);
        }
    }

    fn path(&mut self, listing: &Listing, node: u32) -> u32 {
        let mut names = Vec::new();
        let mut at = node;
        while at != ROOT {
            names.push(if at == node {
                listing.target_name(at)
            } else {
                listing.name(at)
            });
            at = listing.node(at).parent;
        }
        let mut path = ROOT;
        for name in names.into_iter().rev() {
            path = self.tree.child_or_new(path, name);
            if path as usize == self.paths.len() {
                self.paths.push(Path::default());
            }
        }
        path
    }
}

struct Step {
    node: u32,
    leaf: bool,
}

/// The nodes of a layer as dive visits them: children by name and before their folder, the root
/// and opaque whiteouts not at all.
fn order(listing: &Listing) -> Vec<Step> {
    let seen = |n: &u32| *n != ROOT && !listing.name(*n).starts_with(b".wh..wh.");
    let mut by_parent: Vec<u32> = listing.nodes().filter(seen).collect();
    by_parent.sort_unstable_by(|a, b| {
        let parent = |n: &u32| listing.node(*n).parent;
        (parent(a).cmp(&parent(b))).then_with(|| listing.name(*a).cmp(listing.name(*b)))
    });
    let children = |parent: u32| {
        let start = by_parent.partition_point(|n| listing.node(*n).parent < parent);
        let end = by_parent.partition_point(|n| listing.node(*n).parent <= parent);
        &by_parent[start..end]
    };
    // Folders before their children in reverse, turned around at the end.
    let mut steps = Vec::with_capacity(by_parent.len());
    let mut todo = vec![ROOT];
    while let Some(node) = todo.pop() {
        let below = children(node);
        todo.extend_from_slice(below);
        if node != ROOT {
            steps.push(Step {
                node,
                leaf: below.is_empty(),
            });
        }
    }
    steps.reverse();
    steps
}
