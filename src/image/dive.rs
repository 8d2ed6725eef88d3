//! `dive`'s figures, by its own formulas (wagoodman/dive, `filetree/efficiency.go` and
//! `image/analysis.go`, version 0.13.1), so that people can compare.
//!
//! They differ from the true ones where dive is wrong: every copy of a path that occurs twice
//! is waste, also the one that must stay; a deleted folder costs nothing; an opaque folder and a
//! change of type go unseen; a whiteout of a path that is not there ends its layer's count.

use std::cell::Cell;

use super::Image;
use super::tree::GrowingTree;
use crate::layer::{Kind, Listing, ROOT};
use crate::limits;

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
            let size = shown.chain(replaced).fold(0, u64::saturating_add);
            figures.size_bytes = figures.size_bytes.saturating_add(size);
            let user = if i == 0 { 0 } else { size };
            figures.user_size_bytes = figures.user_size_bytes.saturating_add(user);
            count.layer(listing, i == 0);
        }
        let (mut least, mut all) = (0, 0_i128);
        for path in &count.paths {
            // dive starts from -1, which stays where a whiteout of nothing is all there is.
            let nothing = if path.failed { -1 } else { 0 };
            least += match path.times {
                0 => nothing,
                _ => i128::from(path.least),
            };
            all += i128::from(path.all);
            if path.times >= 2 {
                figures.wasted_bytes = figures.wasted_bytes.saturating_add(path.all);
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
    /// Times that a layer has it as a leaf, bytes of all of them, and of the least: of none, 0.
    times: u32,
    all: u64,
    least: u64,
    /// Whether a whiteout of it hid nothing.
    failed: bool,
    /// In dive's stacked tree: its own bytes, with all below it, and whether it is a folder.
    own: u64,
    sum: u64,
    folder: bool,
    /// When it was put into the stacked tree, and when it was last taken out. It is in the tree
    /// while it was put in after the last removal of itself and of everything above it.
    born: u32,
    removed: u32,
}

struct Count {
    tree: GrowingTree,
    paths: Vec<Path>,
    clock: u32,
    steps: Cell<u64>,
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
            steps: Cell::new(limits::LINK_STEPS),
        }
    }
}

impl Count {
    fn layer(&mut self, listing: &Listing, first: bool) {
        let order = order(listing);
        let paths = self.paths(listing);
        // dive looks deleted paths up in the layers below, and for the first layer in itself.
        if first {
            self.stack(listing, &order, &paths);
        }
        for Step { node, leaf } in &order {
            if !leaf {
                continue;
            }
            let path = paths[*node as usize];
            let bytes = if listing.node(*node).kind == Kind::Whiteout {
                if !self.stacked(path) {
                    self.paths[path as usize].failed = true;
                    break;
                }
                let path = &self.paths[path as usize];
                if path.folder { path.sum } else { 0 }
            } else {
                size(listing, *node)
            };
            let path = &mut self.paths[path as usize];
            path.least = match path.times {
                0 => bytes,
                _ => path.least.min(bytes),
            };
            path.times += 1;
            path.all = path.all.saturating_add(bytes);
        }
        if !first {
            self.stack(listing, &order, &paths);
        }
    }

    /// Puts a layer on the stacked tree. dive goes by name, so that `.wh.x` takes `x` away before
    /// the layer's own `x` comes, but for a name that sorts before `.wh.`.
    fn stack(&mut self, listing: &Listing, order: &[Step], paths: &[u32]) {
        let whiteouts = || {
            let nodes = order.iter().map(|step| step.node);
            nodes.filter(|node| listing.node(*node).kind == Kind::Whiteout)
        };
        let before = |node: &u32| listing.name(*node) < listing.target_name(*node);
        for node in whiteouts().filter(before) {
            self.remove(paths[node as usize]);
        }
        self.put(listing, paths);
        for node in whiteouts().filter(|node| !before(node)) {
            self.remove(paths[node as usize]);
        }
    }

    /// Puts every entry of a layer in its place: once forward, since folders come before what is
    /// in them, and once back for the sums.
    fn put(&mut self, listing: &Listing, paths: &[u32]) {
        self.clock += 1;
        let mut removed = vec![0; listing.len()];
        let mut more = vec![0_i128; listing.len()];
        let seen = |node: &u32| !listing.node(*node).kind.is_whiteout();
        for node in listing.nodes().filter(seen) {
            let facts = listing.node(node);
            let path = &mut self.paths[paths[node as usize] as usize];
            let above = removed[facts.parent as usize];
            removed[node as usize] = path.removed.max(above);
            if path.born <= removed[node as usize] {
                path.born = self.clock;
                path.own = 0;
                path.sum = 0;
            }
            let bytes = size(listing, node);
            more[node as usize] = i128::from(bytes) - i128::from(path.own);
            path.own = bytes;
            // A folder without an entry of its own is no folder to dive.
            path.folder = facts.kind == Kind::Directory && !facts.flags.implicit();
        }
        for node in (0..listing.len() as u32).rev() {
            let bytes = more[node as usize];
            if bytes != 0 {
                add(&mut self.paths[paths[node as usize] as usize].sum, bytes);
                if node != ROOT {
                    more[listing.node(node).parent as usize] += bytes;
                }
            }
        }
    }

    /// Takes a path out of the stacked tree.
    fn remove(&mut self, path: u32) {
        if !self.stacked(path) {
            return;
        }
        let bytes = -i128::from(self.paths[path as usize].sum);
        let mut at = path;
        while self.step() {
            add(&mut self.paths[at as usize].sum, bytes);
            if at == ROOT {
                break;
            }
            at = self.tree.tree.parent(at);
        }
        self.clock += 1;
        self.paths[path as usize].removed = self.clock;
        self.clock += 1;
    }

    /// Whether a path is in the stacked tree.
    fn stacked(&self, path: u32) -> bool {
        let (mut removed, mut at) = (0, path);
        while self.step() {
            removed = removed.max(self.paths[at as usize].removed);
            if at == ROOT {
                return self.paths[path as usize].born > removed;
            }
            at = self.tree.tree.parent(at);
        }
        false
    }

    /// Whether another step up from a whiteout may be taken: deep folders full of whiteouts would
    /// take hours, as they take dive. Its figures are not exact then.
    fn step(&self) -> bool {
        let left = self.steps.get().checked_sub(1);
        self.steps.set(left.unwrap_or(0));
        left.is_some()
    }

    /// The path of every node of a layer.
    fn paths(&mut self, listing: &Listing) -> Vec<u32> {
        self.tree.reserve(listing);
        let more = self.tree.tree.len().max(listing.len());
        let more = more.saturating_sub(self.paths.len());
        self.paths.reserve_exact(more);
        // A whiteout stands for what it hides; something below it, for its own name.
        let mut inside = vec![ROOT; listing.len()];
        let mut paths = vec![ROOT; listing.len()];
        for node in listing.nodes().filter(|node| *node != ROOT) {
            let facts = listing.node(node);
            let parent = inside[facts.parent as usize];
            paths[node as usize] = self.path(parent, listing.target_name(node));
            inside[node as usize] = match facts.kind {
                Kind::Whiteout => self.path(parent, listing.name(node)),
                _ => paths[node as usize],
            };
        }
        paths
    }

    fn path(&mut self, parent: u32, name: &[u8]) -> u32 {
        let path = self.tree.child_or_new(parent, name);
        if path as usize == self.paths.len() {
            self.paths.push(Path::default());
        }
        path
    }
}

fn add(sum: &mut u64, bytes: i128) {
    let total = (i128::from(*sum) + bytes).clamp(0, i128::from(u64::MAX));
    *sum = total as u64;
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
