//! The table as JSON, out of what it is packed in.

use super::{TocError, within_limit};
use crate::decompress::{Compression, Decoder};
use crate::limits;
use crate::tarstream::{Entry, EntryKind, TarStream, Visit, clean};

/// The name of eStargz's table in the tar.
const NAME: &[u8] = b"stargz.index.json";

/// Unpacks a zstd frame, which must have `unpacked` bytes.
pub(super) fn frame(bytes: &[u8], unpacked: u64) -> Result<Vec<u8>, TocError> {
    let mut json = Vec::new();
    unpack(Compression::Zstd, bytes, |out| {
        json.extend_from_slice(out);
        match json.len() as u64 <= unpacked {
            true => Ok(()),
            false => Err(TocError::Unpacked(unpacked)),
        }
    })?;
    match json.len() as u64 == unpacked {
        true => Ok(json),
        false => Err(TocError::Unpacked(unpacked)),
    }
}

/// Unpacks a tar in gzip that holds the table, and gives its entry too. Here the sizes in the way
/// are not known before.
pub(super) fn tar(bytes: &[u8]) -> Result<(Vec<u8>, Entry), TocError> {
    let (mut tar, mut file, mut unpacked) = (TarStream::default(), TableFile::default(), 0);
    unpack(Compression::Gzip, bytes, |out| {
        unpacked += out.len() as u64;
        within_limit(unpacked)?;
        Ok(tar.push(out, &mut file)?)
    })?;
    tar.finish()?;
    match file.entry {
        Some(entry) if file.alone => Ok((file.json, entry)),
        _ => Err(TocError::NotTheTable),
    }
}

fn unpack(
    compression: Compression,
    bytes: &[u8],
    mut out: impl FnMut(&[u8]) -> Result<(), TocError>,
) -> Result<(), TocError> {
    let mut decoder = Decoder::new(compression);
    for piece in bytes.chunks(limits::PUSH_PIECE) {
        decoder.push(piece, &mut out)??;
    }
    decoder.finish()?;
    Ok(())
}

/// The only file of the tar.
#[derive(Default)]
struct TableFile {
    json: Vec<u8>,
    entry: Option<Entry>,
    alone: bool,
}

impl Visit for TableFile {
    fn entry(&mut self, entry: Entry) -> bool {
        // A second file would be in the layer, and not in its table.
        self.alone = self.entry.is_none()
            && entry.kind == EntryKind::File
            && !entry.sparse
            && clean(&entry.path).parts == [NAME];
        self.entry = Some(entry);
        self.alone
    }

    fn data(&mut self, bytes: &[u8]) {
        self.json.extend_from_slice(bytes);
    }

    fn entry_end(&mut self) {}
}
