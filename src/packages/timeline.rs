//! When packages came and went: what the versions of their databases say, one after the other.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::{Facts, Found, Kind, PackageError, Role};
use crate::image::{Change, Stack};

/// What was read of one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The node of its path in the stack.
    pub node: u32,
    /// The layer that has this version of it.
    pub layer: u32,
    /// What it is read for.
    pub role: Role,
    /// What it tells.
    pub found: Result<Found, PackageError>,
}

/// A package in one version, for as long as it is there.
pub(super) struct Stay {
    pub(super) facts: Facts,
    /// The file that tells of it.
    pub(super) node: u32,
    pub(super) role: Role,
    /// The layer that brought it.
    pub(super) from: u32,
    /// The layer that took it away.
    pub(super) until: Option<u32>,
    /// The version that came in its place.
    pub(super) replaced: Option<String>,
}

impl Stay {
    fn is_of(&self, facts: &Facts) -> bool {
        let (mine, other) = (&self.facts, facts);
        (mine.kind, &mine.name, &mine.arch) == (other.kind, &other.name, &other.arch)
            && mine.version == other.version
    }
}

/// All stays, in the order in which their files stand in the tree.
pub(super) fn stays(stack: &Stack, readings: Vec<Reading>) -> Vec<Stay> {
    let mut databases: BTreeMap<u32, Vec<(u32, Role, Vec<Facts>)>> = BTreeMap::new();
    for reading in readings {
        // Of what cannot be read, what was known before still holds.
        if let Ok(Found::Packages(packages)) = reading.found {
            let versions = databases.entry(reading.node).or_default();
            versions.push((reading.layer, reading.role, packages));
        }
    }
    let mut stays = Vec::new();
    for (node, mut versions) in databases {
        let gone = stack
            .history(node)
            .filter(|event| event.change == Change::Removed);
        let role = versions[0].1;
        versions.extend(gone.map(|event| (event.layer, role, Vec::new())));
        versions.sort_by_key(|(layer, ..)| *layer);
        of_database(node, versions, &mut stays);
    }
    let mut stays = moved(stays);
    replaced(&mut stays);
    stays
}

type Identity = (Kind, String, String, String);

fn identity(facts: &Facts) -> Identity {
    let Facts {
        kind,
        name,
        arch,
        version,
        ..
    } = facts;
    (*kind, name.clone(), arch.clone(), version.clone())
}

fn of_database(node: u32, versions: Vec<(u32, Role, Vec<Facts>)>, stays: &mut Vec<Stay>) {
    let mut open: HashMap<Identity, usize> = HashMap::new();
    for (layer, role, packages) in versions {
        let mut still = HashMap::with_capacity(packages.len());
        for facts in packages {
            let identity = identity(&facts);
            let at = match open.remove(&identity) {
                // What it says now counts, say of its files.
                Some(at) => {
                    stays[at].facts = facts;
                    at
                }
                None if still.contains_key(&identity) => continue,
                None => {
                    stays.push(Stay {
                        facts,
                        node,
                        role,
                        from: layer,
                        until: None,
                        replaced: None,
                    });
                    stays.len() - 1
                }
            };
            still.insert(identity, at);
        }
        for at in open.into_values() {
            stays[at].until = Some(layer);
        }
        open = still;
    }
}

/// A database that moved took its packages with it: those that went and came with one layer stayed.
fn moved(stays: Vec<Stay>) -> Vec<Stay> {
    let mut went: HashMap<(u32, Identity), usize> = HashMap::new();
    for (at, stay) in stays.iter().enumerate() {
        if let Some(until) = stay.until {
            went.insert((until, identity(&stay.facts)), at);
        }
    }
    let mut before: Vec<Option<u32>> = vec![None; stays.len()];
    let mut joined = vec![false; stays.len()];
    for (at, stay) in stays.iter().enumerate() {
        if let Some(old) = went.get(&(stay.from, identity(&stay.facts)))
            && stays[*old].node != stay.node
            && stays[*old].is_of(&stay.facts)
            && !std::mem::replace(&mut joined[*old], true)
        {
            before[at] = Some(stays[*old].from);
        }
    }
    let mut kept = Vec::with_capacity(stays.len());
    for (at, mut stay) in stays.into_iter().enumerate() {
        if !joined[at] {
            stay.from = before[at].unwrap_or(stay.from);
            kept.push(stay);
        }
    }
    kept
}

fn replaced(stays: &mut [Stay]) {
    let mut came: HashMap<(u32, Kind, String, String), String> = HashMap::new();
    for stay in stays.iter() {
        let Facts {
            kind, name, arch, ..
        } = &stay.facts;
        let key = (stay.from, *kind, name.clone(), arch.clone());
        came.insert(key, stay.facts.version.clone());
    }
    for stay in stays {
        let Facts {
            kind, name, arch, ..
        } = &stay.facts;
        if let Some(until) = stay.until {
            let key = (until, *kind, name.clone(), arch.clone());
            stay.replaced = came.get(&key).cloned();
        }
    }
}
