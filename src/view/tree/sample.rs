//! Small layers for the tests of this folder.

use std::sync::Arc;

use tar::{Builder, EntryType, Header};

use super::model::Listings;
use crate::image::Stack;
use crate::layer::{LayerScan, Listing, Scanned};

/// A layer of these files, folders (`name/`), links (`name -> target`) and whiteouts, with
/// that many bytes each.
pub(in crate::view) fn layer(entries: &[(&str, usize)]) -> Arc<Scanned> {
    let mut tar = Builder::new(Vec::new());
    for (name, size) in entries {
        let mut header = Header::new_gnu();
        header.set_mode(if name.ends_with('/') { 0o755 } else { 0o644 });
        header.set_size(*size as u64);
        if let Some((name, target)) = name.split_once(" -> ") {
            header.set_entry_type(EntryType::Symlink);
            tar.append_link(&mut header, name, target).unwrap();
            continue;
        }
        if name.ends_with('/') {
            header.set_entry_type(EntryType::Directory);
        }
        // Contents that differ with their size.
        let contents = vec![*size as u8; *size];
        tar.append_data(&mut header, name, contents.as_slice())
            .unwrap();
    }
    let mut scan = LayerScan::default();
    scan.push(&tar.into_inner().unwrap());
    let scanned = scan.finish();
    assert_eq!(scanned.problem, None);
    Arc::new(scanned)
}

/// The layers' listings and their stack.
pub(in crate::view) fn image(layers: &[Arc<Scanned>]) -> (Listings, Stack) {
    let refs: Vec<&Listing> = layers.iter().map(|layer| &layer.listing).collect();
    let listings = layers.iter().cloned().map(Some).collect();
    (listings, Stack::build(&refs))
}
