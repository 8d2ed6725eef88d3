//! The compact form, for links and large images: the report as JSON and its trees in columns, all of it
//! deflated. An image of 4,000 files takes some 70 KB, a tenth of its JSON.
//!
//! `PEEL`, a byte with the version of this form, then a raw deflate stream (RFC 1951) of: the report's
//! JSON after its length; the number of trees; the trees. Numbers are LEB128 of 64 bits, and those with a
//! sign are in zigzag. A tree is: entries of the tar; 1 where it is by table, otherwise 0; its nodes; and
//! the columns, each of all nodes before the next: the length of each name, the names; parents, as how
//! far back; kinds; flags; modes; the owners, as their number and then uid and gid of each; each node's
//! owner; sizes; times, as what is added to the one before; of each file that is not empty, its hash in
//! eight bytes (little-endian); of each link, the length of its target, then the targets; how many files
//! are sparse, and of each its node and logical size; how many contents were replaced, and of each its
//! node and size.

use std::io::{BufReader, Read, Write};

use flate2::Compression;
use flate2::bufread::DeflateDecoder;
use flate2::write::DeflateEncoder;

use super::{Parts, Saved, SavedError, json};
use crate::layer::{Kind, Listing, Owner, Rebuild, Row, Superseded};
use crate::limits;

/// The first bytes.
pub(super) const MAGIC: &[u8] = b"PEEL";

/// The version of the form.
const VERSION: u8 = 1;

pub(super) fn write(saved: &Saved) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    out.push(VERSION);
    let mut bytes = Bytes(Vec::new());
    // Nothing in it can fail to be JSON.
    let report = serde_json::to_vec(&saved.report).unwrap_or_default();
    bytes.text(&report);
    bytes.number(saved.trees.len() as u64);
    for tree in &saved.trees {
        bytes.tree(&tree.listing);
    }
    let mut deflate = DeflateEncoder::new(out, Compression::best());
    // Memory takes all.
    let _ = deflate.write_all(&bytes.0);
    deflate.finish().unwrap_or_default()
}

struct Bytes(Vec<u8>);

impl Bytes {
    fn number(&mut self, mut number: u64) {
        while number > 0x7f {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    fn signed(&mut self, number: i64) {
        self.number(((number << 1) ^ (number >> 63)) as u64);
    }

    fn text(&mut self, text: &[u8]) {
        self.number(text.len() as u64);
        self.0.extend_from_slice(text);
    }

    fn texts(&mut self, texts: &[&[u8]]) {
        texts.iter().for_each(|text| self.number(text.len() as u64));
        texts.iter().for_each(|text| self.0.extend_from_slice(text));
    }

    fn tree(&mut self, listing: &Listing) {
        let rows: Vec<Row> = (0..listing.len() as u32).map(|n| listing.row(n)).collect();
        self.number(listing.entries());
        self.number((!listing.is_whole()).into());
        self.number(rows.len() as u64);
        self.texts(
            &rows
                .iter()
                .map(|row| row.name.as_slice())
                .collect::<Vec<_>>(),
        );
        for (i, row) in rows.iter().enumerate() {
            self.number(i as u64 - u64::from(row.parent));
        }
        rows.iter().for_each(|row| self.0.push(row.kind));
        rows.iter().for_each(|row| self.0.push(row.flags));
        rows.iter().for_each(|row| self.number(row.mode.into()));
        self.owners(&rows);
        rows.iter().for_each(|row| self.number(row.size));
        let mut before = 0;
        for row in &rows {
            self.signed(row.mtime.wrapping_sub(before));
            before = row.mtime;
        }
        for row in rows.iter().filter(|row| has_hash(row.kind, row.size)) {
            self.0.extend_from_slice(&row.hash.to_le_bytes());
        }
        let links = rows.iter().filter(|row| has_link(row.kind));
        let links = links.map(|row| row.link.as_deref().unwrap_or_default());
        self.texts(&links.collect::<Vec<_>>());
        let sparse = rows.iter().enumerate();
        let sparse = sparse.filter_map(|(i, row)| Some((i as u64, row.logical?)));
        self.pairs(&sparse.collect::<Vec<_>>());
        let replaced = listing.superseded().iter();
        let replaced = replaced.map(|replaced| (replaced.node.into(), replaced.size));
        self.pairs(&replaced.collect::<Vec<_>>());
    }

    fn owners(&mut self, rows: &[Row]) {
        let mut owners: Vec<Owner> = Vec::new();
        let mut of_rows = Vec::with_capacity(rows.len());
        let mut known = std::collections::HashMap::new();
        for row in rows {
            of_rows.push(*known.entry(row.owner).or_insert_with(|| {
                owners.push(row.owner);
                owners.len() as u64 - 1
            }));
        }
        let owners = owners.iter().map(|owner| (owner.uid, owner.gid));
        self.pairs(&owners.collect::<Vec<_>>());
        of_rows.iter().for_each(|owner| self.number(*owner));
    }

    fn pairs(&mut self, pairs: &[(u64, u64)]) {
        self.number(pairs.len() as u64);
        for (one, other) in pairs {
            self.number(*one);
            self.number(*other);
        }
    }
}

fn has_hash(kind: u8, size: u64) -> bool {
    kind == Kind::File as u8 && size > 0
}

fn has_link(kind: u8) -> bool {
    kind == Kind::Symlink as u8 || kind == Kind::HardLink as u8
}

pub(super) fn read(bytes: &[u8]) -> Result<Parts, SavedError> {
    let rest = bytes.strip_prefix(MAGIC).ok_or(SavedError::NotAReport)?;
    let packed = match rest.split_first() {
        Some((&VERSION, packed)) => packed,
        Some((version, _)) => return Err(SavedError::Newer((*version).into())),
        None => return Err(damaged("it ends after its name")),
    };
    let inflate = DeflateDecoder::new(packed).take(limits::REPORT_BYTES + 1);
    let mut columns = Columns {
        bytes: BufReader::new(inflate),
        nodes: 0,
    };
    let report = json::report(&columns.text(limits::REPORT_BYTES)?)?;
    let count = columns.number()?;
    let mut trees = Vec::new();
    for at in 0..count {
        trees.push(columns.tree(at as usize)?);
    }
    Ok((report, trees))
}

fn damaged(what: &str) -> SavedError {
    SavedError::Damaged(what.to_owned())
}

/// Reads columns. Nothing is allocated from a number that the file claims: what grows, grows with bytes
/// that are there.
struct Columns<R> {
    bytes: R,
    nodes: u64,
}

impl<R: Read> Columns<R> {
    fn fill(&mut self, out: &mut [u8]) -> Result<(), SavedError> {
        let filled = self.bytes.read_exact(out);
        filled.map_err(|error| damaged(&error.to_string()))
    }

    fn byte(&mut self) -> Result<u8, SavedError> {
        let mut byte = [0];
        self.fill(&mut byte)?;
        Ok(byte[0])
    }

    fn number(&mut self) -> Result<u64, SavedError> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let part = u64::from(byte & 0x7f);
            if part << shift >> shift != part {
                break;
            }
            number |= part << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(damaged("a number is too large"))
    }

    fn signed(&mut self) -> Result<i64, SavedError> {
        let number = self.number()?;
        Ok((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    fn text(&mut self, most: u64) -> Result<Vec<u8>, SavedError> {
        let len = self.number()?;
        if len > most {
            return Err(SavedError::TooLarge);
        }
        self.bytes_of(len)
    }

    fn bytes_of(&mut self, len: u64) -> Result<Vec<u8>, SavedError> {
        let mut text = Vec::new();
        let read = (&mut self.bytes).take(len).read_to_end(&mut text);
        match read {
            Ok(read) if read as u64 == len => Ok(text),
            Ok(_) => Err(damaged("it ends in the middle")),
            Err(error) => Err(damaged(&error.to_string())),
        }
    }

    /// A column: an item for each of so many.
    fn column<T>(
        &mut self,
        count: u64,
        mut item: impl FnMut(&mut Self) -> Result<T, SavedError>,
    ) -> Result<Vec<T>, SavedError> {
        (0..count).map(|_| item(self)).collect()
    }

    fn texts(&mut self, count: u64) -> Result<Vec<Vec<u8>>, SavedError> {
        let lengths = self.column(count, Self::number)?;
        let texts = lengths
            .into_iter()
            .map(|len| match len > limits::PATH_BYTES as u64 {
                true => Err(SavedError::TooLarge),
                false => self.bytes_of(len),
            });
        texts.collect()
    }

    fn pairs(&mut self) -> Result<Vec<(u64, u64)>, SavedError> {
        let count = self.number()?;
        self.column(count, |columns| Ok((columns.number()?, columns.number()?)))
    }

    fn tree(&mut self, at: usize) -> Result<Listing, SavedError> {
        let entries = self.number()?;
        let by_table = self.number()? != 0;
        let count = self.number()?;
        self.nodes = self.nodes.saturating_add(count);
        if count > limits::LAYER_ENTRIES as u64 || self.nodes > limits::ARCHIVE_NODES as u64 {
            return Err(SavedError::TooLarge);
        }
        let rows = self.rows(count)?;
        let replaced = self.pairs()?;
        let mut rebuild = Rebuild::new(entries, by_table);
        let none = |error| SavedError::Tree { tree: at, error };
        for row in rows {
            rebuild.push(row).map_err(none)?;
        }
        for (node, size) in replaced {
            let node = u32::try_from(node).unwrap_or(u32::MAX);
            rebuild.replaced(Superseded { node, size }).map_err(none)?;
        }
        rebuild.finish().map_err(none)
    }

    fn rows(&mut self, count: u64) -> Result<Vec<Row>, SavedError> {
        let names = self.texts(count)?;
        let back = self.column(count, Self::number)?;
        let rows = names.into_iter().zip(back).enumerate();
        let mut rows: Vec<Row> = rows
            .map(|(i, (name, back))| Row {
                parent: (i as u64)
                    .checked_sub(back)
                    .map_or(u32::MAX, |at| at as u32),
                name,
                ..Row::default()
            })
            .collect();
        for row in &mut rows {
            row.kind = self.byte()?;
        }
        for row in &mut rows {
            row.flags = self.byte()?;
        }
        for row in &mut rows {
            row.mode = self.number()? as u16;
        }
        let owners = self.pairs()?;
        for row in &mut rows {
            let at = usize::try_from(self.number()?).ok();
            let owner = at.and_then(|at| owners.get(at)).copied();
            let (uid, gid) = owner.ok_or_else(|| damaged("a row is of an unknown owner"))?;
            row.owner = Owner { uid, gid };
        }
        for row in &mut rows {
            row.size = self.number()?;
        }
        let mut time = 0_i64;
        for row in &mut rows {
            time = time.wrapping_add(self.signed()?);
            row.mtime = time;
        }
        for row in rows.iter_mut().filter(|row| has_hash(row.kind, row.size)) {
            let mut hash = [0; 8];
            self.fill(&mut hash)?;
            row.hash = u64::from_le_bytes(hash);
        }
        let linked = rows.iter().filter(|row| has_link(row.kind)).count();
        let links = self.texts(linked as u64)?;
        let linked = rows.iter_mut().filter(|row| has_link(row.kind));
        for (row, link) in linked.zip(links) {
            row.link = Some(link);
        }
        for (node, logical) in self.pairs()? {
            let row = usize::try_from(node)
                .ok()
                .and_then(|node| rows.get_mut(node));
            row.ok_or_else(|| damaged("a sparse file is no row"))?
                .logical = Some(logical);
        }
        Ok(rows)
    }
}
