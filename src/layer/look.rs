//! What is looked for in contents as they pass: where something stands that has the form of a
//! secret, and the few small files whose contents the rules judge.

use super::listing::{Listing, NONE};
use super::program::Head;
use crate::limits;
use crate::tokens::{self, Found, Token};

/// Something in a file that has the form of a secret. Its value is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The file.
    pub node: u32,
    /// What it is.
    pub token: Token,
    /// Its line, from 1.
    pub line: u32,
}

/// Ends of names of files that hold settings: there a name and a value are a hint.
const SETTINGS: &[&str] = &[
    ".cfg",
    ".cnf",
    ".conf",
    ".config",
    ".env",
    ".ini",
    ".json",
    ".properties",
    ".toml",
    ".yaml",
    ".yml",
];

/// Bytes that tell whether a file is a text.
const START: usize = 4 << 10;

/// Files whose contents are kept, as their paths from the root.
const KEPT: &[&str] = &[
    "etc/group",
    "etc/os-release",
    "etc/passwd",
    "etc/shadow",
    "etc/ssh/sshd_config",
    "etc/sudoers",
    "usr/lib/os-release",
];

/// Folders of such files: all right in them.
const KEPT_FOLDERS: &[&str] = &["etc/ssh/sshd_config.d", "etc/sudoers.d"];

/// What is done with the contents that come next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Wish {
    /// Nothing.
    #[default]
    Pass,
    /// They are searched for secrets.
    Search,
    /// The same, with values that look random.
    SearchAll,
    /// They are kept.
    Keep,
}

/// Looks at contents.
#[derive(Default)]
pub(super) struct Looker {
    wish: Wish,
    /// What came so far of contents that come in pieces.
    bytes: Vec<u8>,
    marks: Vec<(u64, Mark)>,
    kept: Vec<(u64, u32, Vec<u8>)>,
    kept_bytes: usize,
    head: Head,
    programs: Vec<(u64, u32)>,
}

impl Looker {
    /// A file comes, of so many bytes; whatever came before has ended.
    pub(super) fn begin(&mut self, path: &[&[u8]], size: u64) {
        self.bytes.clear();
        self.head.begin(path.last().copied().unwrap_or_default());
        self.wish = match path.split_last() {
            _ if size == 0 || size > limits::SEARCHED_BYTES => Wish::Pass,
            Some((_, folder)) if size <= limits::KEPT_FILE && is_kept(path, folder) => Wish::Keep,
            Some((name, _)) if is_settings(name) => Wish::SearchAll,
            Some(_) => Wish::Search,
            None => Wish::Pass,
        };
    }

    /// Nothing comes of what was to come.
    pub(super) fn skip(&mut self) {
        self.wish = Wish::Pass;
        self.head.skip();
    }

    /// A piece of the contents.
    pub(super) fn take(&mut self, bytes: &[u8]) {
        self.head.take(bytes);
        if self.wish != Wish::Pass
            && self.bytes.len() + bytes.len() <= limits::SEARCHED_BYTES as usize
        {
            self.bytes.extend_from_slice(bytes);
        }
    }

    /// They ended: those that came in pieces, or all at once.
    pub(super) fn end(&mut self, node: u32, offset: u64, whole: Option<&[u8]>) {
        if self.head.end(whole) {
            self.programs.push((offset, node));
        }
        let wish = std::mem::take(&mut self.wish);
        if wish == Wish::Pass {
            return;
        }
        let pieces = std::mem::take(&mut self.bytes);
        let bytes = whole.unwrap_or(&pieces);
        match wish {
            Wish::Search | Wish::SearchAll if is_binary(bytes) => {}
            Wish::Keep if self.kept_bytes + bytes.len() <= limits::KEPT_FILES => {
                self.kept_bytes += bytes.len();
                self.kept.push((offset, node, bytes.to_vec()));
            }
            Wish::SearchAll => self.mark(node, offset, bytes, tokens::find_all(bytes)),
            _ => self.mark(node, offset, bytes, tokens::find(bytes)),
        }
        // Its room serves the next.
        self.bytes = pieces;
    }

    fn mark(&mut self, node: u32, offset: u64, bytes: &[u8], found: impl Iterator<Item = Found>) {
        let room = limits::LAYER_MARKS.saturating_sub(self.marks.len());
        let room = room.min(limits::FILE_MARKS);
        let first = self.marks.len();
        let (mut at, mut line) = (0, 1);
        for found in found {
            // The value of a hint may stand behind the next thing that is found, in one line.
            let between = bytes.get(at..found.start).unwrap_or_default();
            line += between.iter().filter(|byte| **byte == b'\n').count() as u32;
            at = at.max(found.start);
            let token = found.token;
            let mark = Mark { node, token, line };
            if self.marks[first..].iter().any(|(_, known)| *known == mark) {
                continue;
            }
            if self.marks.len() - first >= room {
                break;
            }
            self.marks.push((offset, mark));
        }
    }

    /// Puts all of it into the listing, but for contents that others replaced.
    pub(super) fn finish(self, listing: &mut Listing) {
        let stands = |listing: &Listing, node: u32, offset: u64| {
            let node = node as usize;
            listing.offset[node] == offset && !listing.flags[node].dropped()
        };
        let marks = self.marks.into_iter();
        let marks = marks.filter(|(offset, mark)| stands(listing, mark.node, *offset));
        let mut marks: Vec<Mark> = marks.map(|(_, mark)| mark).collect();
        marks.sort_by_key(|mark| (mark.node, mark.line));
        let kept = self.kept.into_iter();
        let kept = kept.filter(|(offset, node, _)| stands(listing, *node, *offset));
        let mut kept: Vec<(u32, Vec<u8>)> = kept.map(|(_, node, bytes)| (node, bytes)).collect();
        kept.sort();
        let programs = self.programs.into_iter();
        let programs = programs.filter(|(offset, node)| stands(listing, *node, *offset));
        let mut programs: Vec<u32> = programs.map(|(_, node)| node).collect();
        programs.sort_unstable();
        listing.marks = marks;
        listing.programs = programs;
        for (node, bytes) in kept {
            listing.kept.push(node);
            listing.kept_bytes.push(&bytes);
        }
    }
}

/// Whether bytes are no text, as git tells it: programs have keys of tests within, and are many.
fn is_binary(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(START)].contains(&0)
}

fn is_settings(name: &[u8]) -> bool {
    SETTINGS.iter().any(|end| name.ends_with(end.as_bytes())) || name.starts_with(b".env.")
}

fn is_kept(path: &[&[u8]], folder: &[&[u8]]) -> bool {
    let may_be = match path {
        [b"etc", ..] => path.len() <= 4,
        [b"usr", b"lib", _] => true,
        _ => false,
    };
    if !may_be {
        return false;
    }
    let is = |one: &[&[u8]], other: &&str| one.join(&b'/') == other.as_bytes();
    KEPT.iter().any(|kept| is(path, kept)) || KEPT_FOLDERS.iter().any(|kept| is(folder, kept))
}

impl Listing {
    /// What in a file has the form of a secret, by its lines; nothing of a file that was not read: a
    /// large one, and one that a table of contents tells of.
    pub fn marks(&self, node: u32) -> &[Mark] {
        let first = self.marks.partition_point(|mark| mark.node < node);
        let rest = &self.marks[first..];
        &rest[..rest.partition_point(|mark| mark.node == node)]
    }

    /// Whether anything in any file has the form of a secret.
    pub fn has_marks(&self) -> bool {
        !self.marks.is_empty()
    }

    /// Programs that start without any other file: no interpreter, no shared library.
    pub fn static_programs(&self) -> &[u32] {
        &self.programs
    }

    /// The contents of one of the few files that the rules judge; `None` for all others.
    pub fn kept(&self, node: u32) -> Option<&[u8]> {
        if node == NONE {
            return None;
        }
        let at = self.kept.binary_search(&node).ok()?;
        Some(self.kept_bytes.get(at as u32))
    }
}

/// What a listing keeps of contents, as columns that fit each other.
pub(super) fn fits(listing: &Listing) -> bool {
    let there = |node: u32| (node as usize) < listing.parent.len();
    let nodes = |nodes: &[u32]| nodes.is_sorted() && nodes.iter().all(|node| there(*node));
    let marks = &listing.marks;
    marks.is_sorted_by_key(|mark| mark.node)
        && marks.iter().all(|mark| there(mark.node))
        && nodes(&listing.kept)
        && listing.kept.len() == listing.kept_bytes.count()
        && nodes(&listing.programs)
}

#[cfg(test)]
mod tests {
    use super::super::{LayerScan, Listing};
    use super::*;

    fn layer(files: &[(&str, &[u8])], piece: usize) -> Listing {
        let mut tar = tar::Builder::new(Vec::new());
        for (path, bytes) in files {
            let mut header = tar::Header::new_gnu();
            header.set_size(bytes.len() as u64);
            tar.append_data(&mut header, path, *bytes).expect("memory");
        }
        let mut scan = LayerScan::default();
        let bytes = tar.into_inner().expect("memory");
        bytes.chunks(piece).for_each(|piece| scan.push(piece));
        scan.finish().listing
    }

    fn token() -> String {
        format!("gh{}_{}", "p", "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5")
    }

    #[test]
    fn in_one_piece_and_in_many() {
        let said = format!("# mine\n\ntoken = {}\n", token());
        let files = [
            ("srv/notes", said.as_bytes()),
            ("srv/none", b"nothing"),
            ("etc/passwd", b"root:x:0:0::/root:/bin/sh\n"),
            ("srv/etc/passwd", b"me"),
            ("etc/sudoers.d/me", b"me ALL=(ALL) ALL\n"),
        ];
        for piece in [1, 511, 1 << 20] {
            let listing = layer(&files, piece);
            let node = |path: &str| listing.find(path.as_bytes()).expect("it is there");
            let found = listing.marks(node("srv/notes"));
            let mark = Mark {
                node: node("srv/notes"),
                token: Token::GitHub,
                line: 3,
            };
            assert_eq!(found, [mark], "pieces of {piece}");
            assert!(listing.marks(node("srv/none")).is_empty());
            assert_eq!(listing.kept(node("etc/passwd")), Some(files[2].1));
            assert_eq!(listing.kept(node("etc/sudoers.d/me")), Some(files[4].1));
            assert_eq!(listing.kept(node("srv/etc/passwd")), None);
        }
    }

    #[test]
    fn the_last_entry_of_a_path_counts() {
        let said = token();
        let files = [
            ("srv/notes", said.as_bytes()),
            ("etc/group", b"old"),
            ("srv/notes", b"nothing"),
            ("etc/group", b"new"),
        ];
        let listing = layer(&files, 1 << 20);
        assert!(!listing.has_marks());
        let node = listing.find(b"etc/group").expect("it is there");
        assert_eq!(listing.kept(node), Some(&b"new"[..]));
    }

    #[test]
    fn what_is_no_text_passes() {
        let said = format!("\u{0}{}", token());
        let listing = layer(&[("srv/program", said.as_bytes())], 1 << 20);
        assert!(!listing.has_marks());
    }

    #[test]
    fn what_is_too_large_passes() {
        let mut large = vec![b' '; limits::SEARCHED_BYTES as usize];
        large.extend_from_slice(token().as_bytes());
        let listing = layer(&[("srv/large", &large), ("etc/passwd", &large)], 4096);
        assert!(!listing.has_marks() && listing.kept.is_empty());
    }
}
