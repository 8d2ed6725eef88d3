//! Which package owns which file of the final tree, and what none does.

use std::collections::{HashMap, HashSet};

use super::timeline::{Stay, stays};
use super::{
    Facts, Files, Found, Holds, Package, PackageFiles, Packages, Reading, Role, SizedFile, Trouble,
};
use super::{dpkg, jar, role};
use crate::image::{Finder, Shown};
use crate::layer::{Kind, NONE};
use crate::{limits, text};

/// The packages of an image, with the files of each.
#[derive(Clone, Debug, Default)]
pub struct Owners {
    /// What is told of them.
    pub packages: Packages,
    /// Of each package that is there, in the order of `packages`, its files' nodes in the stack.
    files: Vec<Vec<u32>>,
}

/// The lists of files by what they are about, each in its versions.
type Lists = HashMap<Vec<u8>, Vec<(u32, Files)>>;

impl Owners {
    /// Puts together what was read.
    pub fn of(shown: Shown<'_>, readings: Vec<Reading>, troubles: Vec<Trouble>) -> Owners {
        let mut owning = Owning::new(shown);
        let mut packages = Packages {
            troubles,
            partial: shown.stack.partial,
            ..Packages::default()
        };
        let path = |node| shown.stack.tree.path(node);
        let (mut databases, mut lists) = (Vec::new(), Lists::new());
        for reading in readings {
            match (reading.role.is_list(), reading.found) {
                (_, Err(error)) => packages.troubles.push(Trouble {
                    path: text::path(&path(reading.node)),
                    layer: reading.layer,
                    error,
                }),
                (_, Ok(Found::Files(files))) => {
                    let key = role::about(reading.role, &path(reading.node));
                    lists.entry(key).or_default().push((reading.layer, files));
                }
                (_, Ok(Found::Diversions(diversions))) => {
                    owning.divert(reading.layer, diversions);
                }
                (_, Ok(Found::Packages(mut packages))) => {
                    named(reading.role, &path(reading.node), &mut packages);
                    let found = Ok(Found::Packages(packages));
                    databases.push(Reading { found, ..reading });
                }
                (_, Ok(Found::Nothing)) => databases.push(Reading {
                    found: Ok(Found::Packages(Vec::new())),
                    ..reading
                }),
            }
        }
        let mut rows: Vec<(Package, Vec<u32>)> = Vec::new();
        let stays = stays(shown.stack, databases);
        let (mut all, mut folders) = (Vec::new(), HashMap::new());
        for stay in stays {
            let at = rows.len() as u32;
            let (package, nodes) = owning.row(&stay, &lists, &mut folders, at);
            let there = stay.until.is_none();
            all.extend(nodes.iter().filter(|_| there).map(|node| (*node, at)));
            rows.push((package, nodes));
        }
        owning.below(&folders, &mut rows, &mut all);
        packages.partial |= owning.path_bytes > limits::PACKAGE_PATH_BYTES;
        owning.sums(&mut rows, all, &mut packages);
        sorted(rows, packages)
    }

    /// The files of a package that is there, the largest first.
    pub fn files(&self, shown: Shown<'_>, package: usize) -> PackageFiles {
        let nodes = self.files.get(package).map(Vec::as_slice);
        largest(shown, nodes.unwrap_or_default(), limits::PACKAGE_ROWS)
    }
}

/// The largest files among some nodes.
fn largest(shown: Shown<'_>, nodes: &[u32], rows: usize) -> PackageFiles {
    let mut sizes: Vec<(u64, u32)> = nodes
        .iter()
        .map(|node| (shown.bytes(*node), *node))
        .collect();
    sizes.sort_by_key(|(bytes, node)| (std::cmp::Reverse(*bytes), *node));
    let more = sizes.len().saturating_sub(rows) as u64;
    sizes.truncate(rows);
    let files = sizes.into_iter().map(|(bytes, node)| SizedFile {
        path: shown.stack.tree.path_text(node),
        bytes,
        layer: shown.stack.last_event(node).map_or(0, |event| event.layer),
    });
    PackageFiles {
        files: files.collect(),
        more,
    }
}

/// A Java archive that does not say what it is has the name of its file.
fn named(role: Role, path: &[u8], packages: &mut [Facts]) {
    if role != Role::Jar {
        return;
    }
    for facts in packages {
        let (name, version) = jar::of_file(path);
        // Of several that Maven put into it, the one that the file is called after.
        let end = format!(":{name}");
        let its = facts
            .parts
            .iter()
            .position(|part| part.name.ends_with(&end));
        if let Some(its) = its {
            let its = facts.parts.remove(its);
            (facts.name, facts.version) = (its.name, its.version);
        }
        if facts.name.is_empty() {
            facts.name = name;
        }
        if facts.version.is_empty() {
            facts.version = version;
        }
    }
}

fn sorted(rows: Vec<(Package, Vec<u32>)>, mut packages: Packages) -> Owners {
    let (mut there, mut removed) = (Vec::new(), Vec::new());
    for (package, nodes) in rows {
        match package.removed {
            None => there.push((package, nodes)),
            Some(_) => removed.push(package),
        }
    }
    // By their names where they have as many bytes.
    there.sort_by(|(a, _), (b, _)| b.bytes.cmp(&a.bytes).then_with(|| a.name.cmp(&b.name)));
    removed.sort_by(|a, b| b.hidden.cmp(&a.hidden).then_with(|| a.name.cmp(&b.name)));
    packages.removed = removed;
    let files;
    (packages.packages, files) = there.into_iter().unzip();
    Owners { packages, files }
}

type Diverted = HashMap<Vec<u8>, (String, Vec<u8>)>;

struct Owning<'a> {
    shown: Shown<'a>,
    finder: Finder<'a>,
    /// Live hard links, each with the name that stands for its file.
    same: HashMap<u32, u32>,
    /// Hidden bytes by node, each with the layer that stored them.
    hidden: HashMap<u32, Vec<(u32, u64)>>,
    /// dpkg's diversions in their versions: by the path, the package that has it, and where the file
    /// of any other is.
    diverted: Vec<(u32, Diverted)>,
    path_bytes: usize,
}

impl<'a> Owning<'a> {
    fn new(shown: Shown<'a>) -> Owning<'a> {
        let mut finder = Finder::new(shown);
        let mut hidden: HashMap<u32, Vec<(u32, u64)>> = HashMap::new();
        for one in &shown.stack.hidden {
            let of_node = hidden.entry(one.node).or_default();
            of_node.push((one.from, one.bytes));
        }
        Owning {
            shown,
            same: finder.same_files(),
            finder,
            hidden,
            diverted: Vec::new(),
            path_bytes: 0,
        }
    }

    /// A package, but for its sums, and the nodes of what it lists, each once. One that holds a
    /// folder is noted there.
    fn row(
        &mut self,
        stay: &Stay,
        lists: &Lists,
        folders: &mut HashMap<u32, u32>,
        at: u32,
    ) -> (Package, Vec<u32>) {
        let tree = &self.shown.stack.tree;
        let path = tree.path(stay.node);
        let mut nodes = Vec::new();
        let mut missing = 0;
        let files = match &stay.facts.holds {
            Holds::Files(files) => Some((files, role::base(stay.role, &path))),
            Holds::Listed => {
                let mut keys = role::keys(stay.role, &path, &stay.facts).into_iter();
                let versions = keys.find_map(|key| lists.get(&key));
                // The last one that was there before it went.
                let before = |layer: u32| stay.until.is_none_or(|until| layer < until);
                let versions = versions.into_iter().flatten();
                let last = versions.filter(|(layer, _)| before(*layer));
                let last = last.max_by_key(|(layer, _)| *layer);
                if last.is_none() && stay.role == Role::PythonMetadata {
                    // Distributions leave the list out: their own package has it.
                    nodes.push(stay.node);
                }
                last.map(|(_, files)| (files, role::base(stay.role, &path)))
            }
            Holds::Itself => {
                nodes.push(stay.node);
                None
            }
            Holds::Folder if stay.until.is_none() => {
                folders.insert(tree.parent(stay.node), at);
                None
            }
            Holds::Folder => {
                nodes.push(stay.node);
                None
            }
        };
        if let Some((files, base)) = files {
            self.path_bytes = self.path_bytes.saturating_add(files.bytes());
            if self.path_bytes <= limits::PACKAGE_PATH_BYTES {
                for file in files.iter() {
                    let file = self.diverted(stay, file);
                    let found = match file.first() {
                        Some(b'/') => self.finder.find(&file),
                        _ => self.finder.find(&[base.as_slice(), &file].concat()),
                    };
                    let live = |node: &u32| self.shown.stack.is_visible(*node);
                    missing += u64::from(!found.is_some_and(|node| live(&node)));
                    nodes.extend(found);
                }
            }
        }
        nodes.sort_unstable();
        nodes.dedup();
        let facts = &stay.facts;
        let package = Package {
            kind: facts.kind,
            name: facts.name.clone(),
            version: facts.version.clone(),
            arch: facts.arch.clone(),
            source: facts.source.clone(),
            license: facts.license.clone(),
            layer: stay.from,
            removed: stay.until,
            replaced: stay.replaced.clone(),
            path: text::path(&path),
            files: 0,
            bytes: 0,
            shared: 0,
            hidden: self.hidden_of(stay, &nodes),
            missing: if stay.until.is_none() { missing } else { 0 },
            parts: facts.parts.clone(),
        };
        (package, nodes)
    }

    /// Bytes of these nodes that were stored while the package was there, and are not shown.
    fn hidden_of(&self, stay: &Stay, nodes: &[u32]) -> u64 {
        let until = stay.until.unwrap_or(NONE);
        let hidden = nodes.iter().filter_map(|node| self.hidden.get(node));
        let its = hidden
            .flatten()
            .filter(|(from, _)| (stay.from..until).contains(from));
        its.map(|(_, bytes)| bytes).sum()
    }

    fn divert(&mut self, layer: u32, diversions: Vec<dpkg::Diversion>) {
        let all = diversions.into_iter().filter_map(|diversion| {
            let mut paths = diversion.paths.iter();
            let (from, to) = (paths.next()?.to_vec(), paths.next()?.to_vec());
            Some((from, (diversion.by, to)))
        });
        self.diverted.push((layer, all.collect()));
    }

    /// Where a file of a package of dpkg's really is.
    fn diverted(&self, stay: &Stay, file: &[u8]) -> Vec<u8> {
        if stay.role == Role::DpkgStatus {
            let before = |layer: &u32| stay.until.is_none_or(|until| *layer < until);
            let versions = self.diverted.iter().filter(|(layer, _)| before(layer));
            let last = versions.max_by_key(|(layer, _)| *layer);
            let its = last.and_then(|(_, all)| all.get(file));
            if let Some((_, to)) = its.filter(|(by, _)| *by != stay.facts.name) {
                return to.clone();
            }
        }
        file.to_vec()
    }

    /// Gives to packages that hold a folder what is below it; the innermost has it.
    fn below(
        &self,
        folders: &HashMap<u32, u32>,
        rows: &mut [(Package, Vec<u32>)],
        all: &mut Vec<(u32, u32)>,
    ) {
        if folders.is_empty() {
            return;
        }
        let tree = &self.shown.stack.tree;
        let mut owner = vec![NONE; tree.len()];
        for node in 0..tree.len() as u32 {
            // A parent comes before its children.
            let above = owner[tree.parent(node) as usize];
            let own = folders.get(&node).copied().unwrap_or(above);
            owner[node as usize] = own;
            let live = self.shown.live(node);
            let file = live.is_some_and(|(_, facts)| facts.kind != Kind::Directory);
            if let (true, Some((_, nodes))) = (file, rows.get_mut(own as usize)) {
                nodes.push(node);
                all.push((node, own));
            }
        }
    }

    fn sums(
        &self,
        rows: &mut [(Package, Vec<u32>)],
        claims: Vec<(u32, u32)>,
        packages: &mut Packages,
    ) {
        let stands_for = |node: u32| self.same.get(&node).copied().unwrap_or(node);
        // A file's bytes are at one of its names, and not always at the one that stands for it.
        let mut bytes: HashMap<u32, u64> = HashMap::new();
        for (link, file) in &self.same {
            let of_file = bytes
                .entry(*file)
                .or_insert_with(|| self.shown.bytes(*file));
            *of_file += self.shown.bytes(*link);
        }
        let bytes = |file: u32| {
            let linked = bytes.get(&file).copied();
            linked.unwrap_or_else(|| self.shown.bytes(file))
        };
        let is_file = |node: u32| {
            let live = self.shown.live(node);
            live.is_some_and(|(_, facts)| matches!(facts.kind, Kind::File | Kind::HardLink))
        };
        let mut owners: HashMap<u32, u32> = HashMap::new();
        let mut claims: Vec<(u32, u32)> = (claims.into_iter())
            .filter(|(node, _)| is_file(*node))
            .map(|(node, package)| (stands_for(node), package))
            .collect();
        claims.sort_unstable();
        claims.dedup();
        for (file, _) in &claims {
            *owners.entry(*file).or_default() += 1;
        }
        for (file, package) in &claims {
            let (row, _) = &mut rows[*package as usize];
            let bytes = bytes(*file);
            row.files += 1;
            row.bytes += bytes;
            row.shared += if owners[file] > 1 { bytes } else { 0 };
        }
        for (_, nodes) in rows.iter_mut() {
            nodes.retain(|node| is_file(*node));
        }
        let mut unowned = Vec::new();
        let (mut seen, tree) = (HashSet::new(), &self.shown.stack.tree);
        for node in 0..tree.len() as u32 {
            let file = stands_for(node);
            if !is_file(node) || file != node && !seen.insert(file) {
                continue;
            }
            let bytes = if file == node { bytes(file) } else { 0 };
            packages.total += bytes;
            if owners.contains_key(&file) {
                packages.owned += bytes;
                continue;
            }
            if file != node {
                continue;
            }
            packages.unowned += bytes;
            packages.unowned_files += 1;
            unowned.push(node);
        }
        packages.unowned_largest = largest(self.shown, &unowned, limits::REPORT_ROWS).files;
    }
}
