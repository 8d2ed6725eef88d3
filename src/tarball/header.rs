//! The blocks before an entry's contents: a ustar header, and before it a PAX header where something does
//! not fit (POSIX.1-2024 `pax`, "ustar Interchange Format" and "pax Extended Header").

use tar::EntryType;

use crate::layer::Owner;
use crate::tarstream::BLOCK;

/// What a header says.
pub(super) struct Facts<'a> {
    /// The path; of a folder with a slash at its end.
    pub(super) path: &'a [u8],
    pub(super) kind: EntryType,
    /// A link's target.
    pub(super) link: &'a [u8],
    pub(super) mode: u16,
    pub(super) owner: Owner,
    /// Seconds since 1970.
    pub(super) mtime: i64,
    /// Bytes of contents.
    pub(super) size: u64,
    /// Numbers of a device.
    pub(super) device: (u32, u32),
    /// Extended attributes, as [`crate::tarstream::Entry::xattrs`] has them.
    pub(super) attributes: &'a [(Vec<u8>, Vec<u8>)],
}

/// Bytes of a name, and of a link's target, in a ustar header.
const NAME: usize = 100;

/// The largest number of a field of eight bytes, and of twelve: octal digits and a NUL.
const SMALL: u64 = 0o777_7777;
const LARGE: u64 = 0o777_7777_7777;

/// What a PAX header is called, before the name of what it is of.
const PAX_FOLDER: &[u8] = b"PaxHeaders/";

/// The header blocks of an entry.
pub(super) fn header(facts: &Facts<'_>) -> Vec<u8> {
    let mut records = Vec::new();
    let mut header = blank(facts.kind, facts.path);
    if facts.path.len() > NAME {
        record(&mut records, b"path", facts.path);
    }
    if facts.link.len() > NAME {
        record(&mut records, b"linkpath", facts.link);
    }
    // Of several records the one for all names that are no text has to come first.
    let texts = is_text(facts.path) && is_text(facts.link);
    if !records.is_empty() && !texts {
        let mut first = Vec::new();
        record(&mut first, b"hdrcharset", b"BINARY");
        first.append(&mut records);
        records = first;
    }
    put(&mut header.as_old_mut().linkname, facts.link);
    let mut fit = |key: &[u8], number: u64, most: u64| match number <= most {
        true => number,
        false => {
            record(&mut records, key, number.to_string().as_bytes());
            0
        }
    };
    header.set_uid(fit(b"uid", facts.owner.uid, SMALL));
    header.set_gid(fit(b"gid", facts.owner.gid, SMALL));
    header.set_size(fit(b"size", facts.size, LARGE));
    let (major, minor) = facts.device;
    let major = fit(b"SCHILY.devmajor", major.into(), SMALL);
    let minor = fit(b"SCHILY.devminor", minor.into(), SMALL);
    match u64::try_from(facts.mtime) {
        Ok(mtime) => header.set_mtime(fit(b"mtime", mtime, LARGE)),
        // Before 1970.
        Err(_) => {
            let mtime = facts.mtime.to_string();
            record(&mut records, b"mtime", mtime.as_bytes());
        }
    }
    if let (Some(ustar), EntryType::Char | EntryType::Block) = (header.as_ustar_mut(), facts.kind) {
        ustar.set_device_major(major as u32);
        ustar.set_device_minor(minor as u32);
    }
    header.set_mode(facts.mode.into());
    for (name, value) in facts.attributes {
        attribute(&mut records, name, value);
    }
    header.set_cksum();
    let mut blocks = Vec::new();
    if !records.is_empty() {
        let mut pax = blank(EntryType::XHeader, &pax_name(facts.path));
        pax.set_mode(0o644);
        pax.set_mtime(0);
        pax.set_size(records.len() as u64);
        pax.set_cksum();
        blocks.extend_from_slice(pax.as_bytes());
        blocks.append(&mut records);
        blocks.resize(blocks.len().next_multiple_of(BLOCK), 0);
    }
    blocks.extend_from_slice(header.as_bytes());
    blocks
}

/// A header with a name and nothing else.
fn blank(kind: EntryType, path: &[u8]) -> tar::Header {
    let mut header = tar::Header::new_ustar();
    header.set_entry_type(kind);
    header.set_uid(0);
    header.set_gid(0);
    header.set_size(0);
    header.set_mtime(0);
    put(&mut header.as_old_mut().name, path);
    header
}

/// As much of a name as fits.
fn put(field: &mut [u8; NAME], name: &[u8]) {
    let n = name.len().min(NAME);
    field[..n].copy_from_slice(&name[..n]);
}

fn pax_name(path: &[u8]) -> Vec<u8> {
    let path = path.strip_suffix(b"/").unwrap_or(path);
    let name = path.rsplit(|byte| *byte == b'/').next().unwrap_or_default();
    let n = name.len().min(NAME - PAX_FOLDER.len());
    [PAX_FOLDER, &name[..n]].concat()
}

fn is_text(name: &[u8]) -> bool {
    std::str::from_utf8(name).is_ok()
}

fn attribute(records: &mut Vec<u8>, name: &[u8], value: &[u8]) {
    // A key ends at the first `=`, and no reader takes a NUL in one.
    if name.contains(&b'=') || name.contains(&0) {
        return;
    }
    match name.starts_with(b"SCHILY.") {
        true => record(records, name, value),
        false => record(records, &[b"SCHILY.xattr.", name].concat(), value),
    }
}

/// Adds a record, `LEN KEY=VALUE\n`, whose length counts its own digits.
fn record(records: &mut Vec<u8>, key: &[u8], value: &[u8]) {
    let rest = key.len() + value.len() + " =\n".len();
    let digits = |n: usize| n.to_string().len();
    let mut len = rest + digits(rest);
    if rest + digits(len) > len {
        len += 1;
    }
    records.extend_from_slice(len.to_string().as_bytes());
    records.push(b' ');
    records.extend_from_slice(key);
    records.push(b'=');
    records.extend_from_slice(value);
    records.push(b'\n');
}
