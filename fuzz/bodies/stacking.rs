//! Layers by a description, with every name that means something to a layer, stacked.

use arbitrary::{Arbitrary, Unstructured};
use peel::image::{Change, Stack};
use peel::layer::{Kind, LayerScan, Listing, ROOT};

/// Names, so few that layers meet; some that mean something, and some that no builder writes.
const NAMES: &[&str] = &[
    "a",
    "b",
    "c",
    "d",
    "..",
    ".",
    "",
    ".wh.a",
    ".wh.b",
    ".wh.",
    ".wh...",
    ".wh..wh.a",
    ".wh..wh..opq",
    ".wh..wh.plnk",
    "\u{202e}",
];

#[derive(Arbitrary, Debug)]
struct Entry {
    names: [u8; 4],
    /// Of the four, how many are used.
    depth: u8,
    absolute: bool,
    slash: bool,
    kind: u8,
    target: [u8; 4],
    target_depth: u8,
    size: u16,
    fill: u8,
    mode: u16,
    claims: Option<u64>,
}

pub fn run(data: &[u8]) {
    let mut bytes = Unstructured::new(data);
    let Ok(layers) = <Vec<Vec<Entry>>>::arbitrary(&mut bytes) else {
        return;
    };
    // No image has more.
    let layers = layers.iter().take(peel::limits::LAYERS);
    let listings: Vec<Listing> = layers.map(|layer| listing(layer)).collect();
    let listings: Vec<&Listing> = listings.iter().collect();
    for listing in &listings {
        super::tar_scan::check(listing);
    }
    check(&Stack::build(&listings), &listings);
}

fn path(names: &[u8], depth: u8) -> String {
    let names = names.iter().take(usize::from(depth % 5));
    let names: Vec<&str> = names
        .map(|name| NAMES[usize::from(*name) % NAMES.len()])
        .collect();
    names.join("/")
}

fn listing(layer: &[Entry]) -> Listing {
    let mut scan = LayerScan::default();
    for entry in layer {
        let mut header = tar::Header::new_ustar();
        let old = header.as_old_mut();
        let root = if entry.absolute { "/" } else { "" };
        let end = if entry.slash { "/" } else { "" };
        let path = format!("{root}{}{end}", path(&entry.names, entry.depth));
        old.name[..path.len()].copy_from_slice(path.as_bytes());
        let target = self::path(&entry.target, entry.target_depth);
        old.linkname[..target.len()].copy_from_slice(target.as_bytes());
        old.linkflag = [b"0000011225553467gx"[usize::from(entry.kind) % 18]];
        let content = match old.linkflag[0] {
            b'0' => vec![entry.fill; usize::from(entry.size % 1500)],
            _ => Vec::new(),
        };
        header.set_size(content.len() as u64);
        header.set_mode(u32::from(entry.mode));
        if let Some(claims) = entry.claims.filter(|claims| claims % 7 == 0) {
            header.set_size(
                *[claims, u64::MAX, 1 << 62]
                    .get(entry.fill as usize % 3)
                    .unwrap_or(&0),
            );
        }
        header.set_cksum();
        scan.push(header.as_bytes());
        scan.push(&content);
        scan.push(&vec![
            0;
            content.len().next_multiple_of(512) - content.len()
        ]);
    }
    scan.push(&[0; 1024]);
    scan.finish().listing
}

fn check(stack: &Stack, listings: &[&Listing]) {
    assert!(!stack.partial);
    assert_eq!(stack.layers(), listings.len());
    let hidden: u64 = stack.hidden.iter().map(|hidden| hidden.bytes).sum();
    assert_eq!(stack.total, stack.visible + hidden);
    assert_eq!(stack.hidden_bytes(), hidden);
    let content: u64 = listings.iter().map(|listing| listing.content_bytes()).sum();
    assert_eq!(stack.total, content, "every byte is counted once");
    for node in 1..stack.tree.len() as u32 {
        check_node(stack, listings, node);
    }
}

fn check_node(stack: &Stack, listings: &[&Listing], node: u32) {
    let parent = stack.tree.parent(node);
    assert!(parent < node);
    assert!(!stack.tree.name(node).is_empty());
    let mut layer = listings.len() as u32;
    for event in stack.history(node) {
        assert!(
            event.layer < layer,
            "one event a path and layer, the latest first"
        );
        layer = event.layer;
        let entry = listings[event.layer as usize].len() as u32;
        match event.change {
            Change::Removed => assert_eq!(event.entry, peel::layer::NONE),
            _ => assert!(event.entry == peel::layer::NONE || event.entry < entry),
        }
    }
    for layer in 0..listings.len() as u32 {
        let there = |node| {
            let event = stack.event_at(node, layer);
            event.filter(|event| event.change != Change::Removed)
        };
        if there(node).is_none() || parent == ROOT {
            continue;
        }
        // What is there stands in a folder that is there.
        let above = there(parent).expect("its folder is there");
        if above.entry != peel::layer::NONE {
            let facts = listings[above.layer as usize].node(above.entry);
            assert_eq!(facts.kind, Kind::Directory);
        }
    }
}
