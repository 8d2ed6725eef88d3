//! Extension headers that wait for their entry, and what they make of it.

use super::header::Block;
use super::pax::Records;
use super::sparse::{Map, TextMap};
use super::{Entry, EntryKind, TarErrorKind};

/// The extension headers since the last entry. Each is for the next entry, never for another
/// extension header between: a PAX size of a GNU long name's own header would make two readers
/// see two archives in one file (GHSA-3cv2-h65g-fgmm).
#[derive(Default)]
pub(super) struct Pending {
    pax: Option<Records>,
    long_name: Option<Vec<u8>>,
    long_link: Option<Vec<u8>>,
}

impl Pending {
    pub(super) fn is_empty(&self) -> bool {
        self.pax.is_none() && self.long_name.is_none() && self.long_link.is_none()
    }

    /// Whether a header of this type is an extension of the next.
    pub(super) fn is_extension(typeflag: u8) -> bool {
        matches!(typeflag, b'x' | b'g' | b'L' | b'K')
    }

    /// Keeps the contents of an extension header; of several of one type the last counts.
    pub(super) fn keep(&mut self, typeflag: u8, bytes: Vec<u8>) -> Result<(), TarErrorKind> {
        match typeflag {
            b'x' => self.pax = Some(Records::parse(&bytes)?),
            b'L' => self.long_name = Some(until_nul(bytes)),
            b'K' => self.long_link = Some(until_nul(bytes)),
            // Global records: container runtimes do not apply them to entries either.
            _ => {}
        }
        Ok(())
    }

    /// The entry of a header, with what the extension headers say, and the map that still stands
    /// before its data. Go's order: PAX first, then GNU's long names.
    pub(super) fn entry(
        self,
        block: &Block<'_>,
        header_size: u64,
        header_offset: u64,
        offset: u64,
    ) -> Result<(Entry, Option<Map>), TarErrorKind> {
        let pax = self.pax.unwrap_or_default();
        let text_map = pax.has_text_map();
        let path = self
            .long_name
            .or(pax.sparse_name)
            .or(pax.path)
            .unwrap_or_else(|| block.path());
        let link = self.long_link.or(pax.link).unwrap_or_else(|| block.link());
        let kind = block.kind(&path);
        let size = pax.size.unwrap_or(header_size);
        // Links, folders, devices and pipes have no contents, whatever their size field says
        // (Go's archive/tar, which container runtimes use). A file named like a folder keeps them.
        let stored = match kind {
            EntryKind::File | EntryKind::Other(_) => size,
            EntryKind::Directory if block.typeflag() != b'5' => size,
            _ => 0,
        };
        let (logical, pieces, map, old_sparse) = if block.typeflag() == b'S' {
            let (real, pieces, more) = block.gnu_sparse()?;
            (real, pieces, more.then_some(Map::Blocks), true)
        } else {
            let map = (text_map && kind == EntryKind::File).then(|| Map::Text(TextMap::default()));
            let logical = pax.sparse_size.unwrap_or(stored);
            (logical, pax.sparse_pieces, map, false)
        };
        let entry = Entry {
            kind,
            mode: block.mode(),
            uid: pax.uid.unwrap_or_else(|| block.uid()),
            gid: pax.gid.unwrap_or_else(|| block.gid()),
            mtime: pax.mtime.unwrap_or_else(|| block.mtime()),
            stored,
            logical,
            device: block.device(),
            header_offset,
            content_offset: offset,
            sparse: old_sparse || pax.sparse_size.is_some(),
            pieces,
            xattrs: pax.xattrs.into_iter().collect(),
            path,
            link,
        };
        Ok((entry, map))
    }
}

fn until_nul(mut bytes: Vec<u8>) -> Vec<u8> {
    if let Some(nul) = bytes.iter().position(|b| *b == 0) {
        bytes.truncate(nul);
    }
    bytes
}
