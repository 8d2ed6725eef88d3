//! Build tools in families, told by names and places.

use hashbrown::HashMap;

use super::super::paths::{self, Patterns};
use crate::image::PathTree;
use crate::layer::NONE;
use crate::words::Text;
use crate::words::rules::build_tools_kept as say;

/// Tools that come together.
pub(super) struct Family {
    pub(super) name: Text,
    /// Programs, without a target before and a version behind.
    programs: &'static [&'static str],
    /// Folders that hold what belongs to them, as [`paths::matches`] takes them.
    folders: &'static [&'static str],
}

pub(super) const FAMILIES: &[Family] = &[
    Family {
        name: say::c_compiler,
        programs: &[
            "c++", "cc", "cc1", "cc1plus", "cpp", "g++", "gcc", "gfortran", "lto1",
        ],
        folders: &[
            "/usr/lib/gcc",
            "/usr/libexec/gcc",
            "/usr/local/lib/gcc",
            "/usr/local/libexec/gcc",
        ],
    },
    Family {
        name: say::llvm,
        programs: &["clang", "clang++", "lld", "llc"],
        folders: &[],
    },
    Family {
        name: say::linker,
        programs: &["as", "dwp", "gold", "ld", "ld.bfd", "ld.gold"],
        folders: &["ldscripts"],
    },
    Family {
        name: say::make,
        programs: &["gmake", "make", "ninja"],
        folders: &[],
    },
    Family {
        name: say::cmake,
        programs: &[
            "autoconf", "automake", "cmake", "cpack", "ctest", "libtool", "meson",
        ],
        folders: &["/usr/share/autoconf", "/usr/share/cmake"],
    },
    Family {
        name: say::go,
        programs: &["go", "gofmt"],
        folders: &["/usr/local/go", "/usr/lib/go"],
    },
    Family {
        name: say::rust,
        programs: &["cargo", "rustc", "rustup"],
        folders: &[".rustup", "/usr/local/rustup"],
    },
    Family {
        name: say::java,
        programs: &["javac", "jlink", "jmod"],
        folders: &["jmods"],
    },
    Family {
        name: say::headers,
        programs: &[],
        folders: &["/usr/include"],
    },
];

/// The family that each node belongs to.
pub(in super::super) struct Families<'a> {
    tree: &'a PathTree,
    tops: Vec<u32>,
    families: Vec<(u32, usize)>,
    programs: HashMap<&'static str, usize>,
}

impl Families<'_> {
    pub(super) fn of(tree: &PathTree) -> Families<'_> {
        let numbered = || FAMILIES.iter().enumerate();
        let folders = numbered().flat_map(|(i, f)| f.folders.iter().map(move |p| (*p, i)));
        let programs = numbered().flat_map(|(i, f)| f.programs.iter().map(move |p| (*p, i)));
        let patterns = Patterns::new(folders);
        let mut families = Vec::new();
        let tops = paths::tops(tree, |node| {
            let family = patterns.get(tree, node).or_else(|| debians_go(tree, node));
            families.extend(family.map(|family| (node, family)));
            family.is_some()
        });
        Families {
            tree,
            tops,
            families,
            programs: programs.collect(),
        }
    }

    /// The family of a node, and whether it is one of its programs.
    pub(in super::super) fn get(&self, node: u32) -> Option<(usize, bool)> {
        let top = self.tops[node as usize];
        // gcc keeps `cc1` out of `bin`, in its own folder.
        if top == NONE {
            let folder = self.tree.name(self.tree.parent(node));
            let program = (folder == b"bin").then(|| self.program(node))?;
            return program.map(|family| (family, true));
        }
        let at = self
            .families
            .binary_search_by_key(&top, |(node, _)| *node)
            .ok()?;
        let family = self.families[at].1;
        Some((family, self.program(node) == Some(family)))
    }

    fn program(&self, node: u32) -> Option<usize> {
        let name = std::str::from_utf8(self.tree.name(node)).ok()?;
        self.programs.get(bare(name)).copied()
    }
}

/// Debian has the version in the name of Go's folders: `/usr/lib/go-1.19`, `/usr/share/go-1.19`.
fn debians_go(tree: &PathTree, node: u32) -> Option<usize> {
    let version = tree.name(node).strip_prefix(b"go-")?;
    let numbers = |b: &u8| b.is_ascii_digit() || *b == b'.';
    let parent = tree.parent(node);
    let of_usr = ["/usr/lib", "/usr/share"].iter();
    let mut of_usr = of_usr.filter(|folder| paths::matches(tree, parent, folder));
    let is_go = version.iter().all(numbers) && of_usr.next().is_some();
    let at = FAMILIES
        .iter()
        .position(|family| family.programs.contains(&"gofmt"));
    at.filter(|_| is_go)
}

/// `x86_64-linux-gnu-gcc-12` as `gcc`.
fn bare(name: &str) -> &str {
    let version = |c: char| c.is_ascii_digit() || c == '.';
    let stem = name.trim_end_matches(version);
    let name = match stem.strip_suffix('-') {
        Some(stem) if stem.len() < name.len() => stem,
        _ => name,
    };
    for target in [
        "-linux-gnu-",
        "-linux-musl-",
        "-linux-gnueabihf-",
        "-redhat-linux-",
    ] {
        if let Some((_, bare)) = name.split_once(target) {
            return bare;
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bare_names() {
        assert_eq!(bare("x86_64-linux-gnu-gcc-12"), "gcc");
        assert_eq!(bare("clang-14"), "clang");
        assert_eq!(bare("cc1"), "cc1");
        assert_eq!(bare("ld.bfd"), "ld.bfd");
        assert_eq!(bare("-12"), "");
    }
}
