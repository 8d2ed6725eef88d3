//! Which names of which layers are ticked, and by what.

use std::collections::HashMap;

use super::tick::{Stale, Tick};
use crate::image::{Finder, Image, PathTree, Shown};
use crate::layer::{Listing, NONE, ROOT, clean};
use crate::rules::{Gone, RULES};
use crate::text;

/// The marks of a set of ticks.
pub(super) struct Marks {
    /// For each node, the ticked path at it or nearest above it, by its number; [`NONE`] for none.
    under: Vec<u32>,
    /// The ticks of one node: several may mean the same path.
    at: HashMap<u32, Vec<usize>>,
    /// For each tick the node of its path.
    nodes: Vec<Option<u32>>,
    /// For each tick that is a path, whether another is above it.
    inner: Vec<bool>,
    /// Names in layers that findings take, with their ticks.
    found: HashMap<(u32, u32), Vec<usize>>,
    /// Contents that findings take under all names, by one of them, with their ticks.
    pub(super) hidden: Vec<(Gone, usize)>,
    stale: Vec<Option<Stale>>,
    parents: Vec<u32>,
}

impl Marks {
    pub(super) fn of(image: &Image, ticks: &[Tick]) -> Marks {
        let tree = &image.stack.tree;
        let mut marks = Marks {
            under: Vec::new(),
            at: HashMap::new(),
            nodes: nodes(image, ticks),
            inner: vec![false; ticks.len()],
            found: HashMap::new(),
            hidden: Vec::new(),
            stale: vec![None; ticks.len()],
            parents: Vec::new(),
        };
        marks.mark_paths(tree, ticks);
        for (at, tick) in ticks.iter().enumerate() {
            if let Tick::Finding { rule, number } = tick {
                marks.stale[at] = marks.mark_finding(image, at, rule, *number);
            }
        }
        marks
    }

    fn mark_paths(&mut self, tree: &PathTree, ticks: &[Tick]) {
        for (at, tick) in ticks.iter().enumerate() {
            match (tick, self.nodes[at]) {
                (Tick::Path(_), Some(node)) => self.at.entry(node).or_default().push(at),
                (Tick::Path(_), None) => self.stale[at] = Some(Stale::NoSuchPath),
                _ => {}
            }
        }
        if self.at.is_empty() {
            return;
        }
        // A parent comes before its children.
        self.under.reserve_exact(tree.len());
        for node in 0..tree.len() as u32 {
            let above = match node {
                ROOT => NONE,
                _ => self.under[tree.parent(node) as usize],
            };
            let ticked = self.at.get(&node);
            for tick in ticked.into_iter().flatten() {
                self.inner[*tick] = above != NONE;
            }
            self.under.push(if ticked.is_some() { node } else { above });
        }
        // Of two ticks of one path, one tells how to get there.
        for ticks in self.at.values() {
            for tick in &ticks[1..] {
                self.inner[*tick] = true;
            }
        }
        // From each ticked node to the next above it.
        let above = |node: u32| match node {
            ROOT => NONE,
            _ => self.under[tree.parent(node) as usize],
        };
        let mut parents = vec![NONE; ticks.len()];
        for (node, ticks) in &self.at {
            for tick in ticks {
                parents[*tick] = above(*node);
            }
        }
        self.parents = parents;
    }

    fn mark_finding(
        &mut self,
        image: &Image,
        at: usize,
        rule: &str,
        number: Option<usize>,
    ) -> Option<Stale> {
        let Some(rule) = RULES.iter().find(|known| known.id == rule) else {
            return Some(Stale::NoSuchFinding);
        };
        let wanted = |i: &usize| number.is_none_or(|number| number == *i);
        let found = (rule.check)(image).len();
        if !(0..found).any(|i| wanted(&i)) {
            return Some(Stale::NoSuchFinding);
        }
        let takes = (rule.takes)(image).into_iter().enumerate();
        for gone in takes.filter(|(i, _)| wanted(i)).flat_map(|(_, gone)| gone) {
            match gone.all_names {
                true => self.hidden.push((gone, at)),
                false => self.mark(gone.node, gone.layer, at),
            }
        }
        None
    }

    /// Marks one name of one layer.
    pub(super) fn mark(&mut self, node: u32, layer: u32, tick: usize) {
        let ticks = self.found.entry((node, layer)).or_default();
        if !ticks.contains(&tick) {
            ticks.push(tick);
        }
    }

    /// The ticks that take a name of a layer, in no order; into `into`, which is emptied.
    pub(super) fn takers(&self, node: u32, layer: u32, into: &mut Vec<usize>) {
        into.clear();
        let mut at = self.under.get(node as usize).copied().unwrap_or(NONE);
        while at != NONE {
            let ticks = self.at.get(&at).map_or(&[][..], Vec::as_slice);
            into.extend(ticks);
            at = ticks.first().map_or(NONE, |tick| self.parents[*tick]);
        }
        into.extend(self.found.get(&(node, layer)).into_iter().flatten());
    }

    /// The node of a tick's path.
    pub(super) fn node(&self, tick: usize) -> Option<u32> {
        self.nodes[tick]
    }

    /// Whether a tick is a path with no other tick above it.
    pub(super) fn is_outer_path(&self, tick: usize) -> bool {
        self.nodes[tick].is_some() && !self.inner[tick]
    }

    /// Why a tick leads to nothing.
    pub(super) fn stale(&self, tick: usize) -> Option<Stale> {
        self.stale[tick]
    }
}

/// Paths that are looked for, as a tree of names.
#[derive(Default)]
struct Sought {
    children: HashMap<Vec<u8>, usize>,
    ticks: Vec<usize>,
}

/// The node of each ticked path: as it is written, else with the links on its way followed.
fn nodes(image: &Image, ticks: &[Tick]) -> Vec<Option<u32>> {
    let tree = &image.stack.tree;
    let mut nodes = vec![None; ticks.len()];
    let mut sought = vec![Sought::default()];
    let mut paths = Vec::new();
    for (tick, path) in ticks.iter().enumerate().filter_map(|(i, tick)| match tick {
        Tick::Path(path) => Some((i, text::path_bytes(path))),
        Tick::Finding { .. } => None,
    }) {
        let mut at = 0;
        for part in clean(&path).parts {
            let new = sought.len();
            at = *sought[at].children.entry(part.to_vec()).or_insert(new);
            if at == new {
                sought.push(Sought::default());
            }
        }
        sought[at].ticks.push(tick);
        paths.push((tick, path));
    }
    if paths.is_empty() {
        return nodes;
    }
    // A parent comes before its children: once through the tree finds them all.
    let mut open: HashMap<u32, usize> = HashMap::from([(ROOT, 0)]);
    for node in 0..tree.len() as u32 {
        let found = match node {
            ROOT => Some(0),
            _ => (open.get(&tree.parent(node)))
                .and_then(|above| sought[*above].children.get(tree.name(node)).copied()),
        };
        if let Some(found) = found {
            open.insert(node, found);
            for tick in &sought[found].ticks {
                nodes[*tick] = Some(node);
            }
        }
    }
    if paths.iter().any(|(tick, _)| nodes[*tick].is_none()) {
        let listings: Vec<&Listing> = listings(image);
        let mut finder = Finder::new(Shown {
            stack: &image.stack,
            layers: &listings,
        });
        for (tick, path) in paths {
            nodes[tick] = nodes[tick].or_else(|| finder.find(&path));
        }
    }
    nodes
}

/// The listings of the layers that were stacked.
pub(super) fn listings(image: &Image) -> Vec<&Listing> {
    let layers = image.layers.iter().map_while(|layer| layer.listing());
    layers.take(image.stack.layers()).collect()
}
