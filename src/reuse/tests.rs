use super::*;
use crate::layer::LayerScan;

/// A layer of files with this time, in the order given.
fn layer(files: &[(&str, u64, u8)], time: u64) -> Listing {
    let mut tar = tar::Builder::new(Vec::new());
    for (path, size, fill) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(*size);
        header.set_mtime(time);
        let contents = vec![*fill; *size as usize];
        let added = tar.append_data(&mut header, path, contents.as_slice());
        added.expect("memory takes all");
    }
    let mut scan = LayerScan::default();
    scan.push(&tar.into_inner().expect("memory takes all"));
    scan.finish().listing
}

fn image<'a>(base: usize, layers: &[(&'a str, &'a Listing)]) -> ImageLayers<'a> {
    let layers = layers.iter().map(|(diff_id, listing)| OneLayer {
        diff_id: Some(diff_id),
        print: Print::of(listing),
        size: listing.content_bytes(),
        listing: Some(listing),
    });
    ImageLayers {
        base,
        layers: layers.collect(),
    }
}

#[test]
fn the_same_files_at_other_times_and_in_another_order() {
    let one = layer(&[("a", 5_000, 1), ("b", 1_000, 2)], 1);
    let other = layer(&[("b", 1_000, 2), ("a", 5_000, 1)], 2);
    let third = layer(&[("b", 1_000, 3), ("a", 5_000, 1)], 2);
    let images = [
        image(0, &[("1", &one)]),
        image(0, &[("3", &third), ("2", &other)]),
        image(0, &[("1", &one)]),
    ];
    let found = reuse(&images);
    let places = [(0, vec![0]), (1, vec![1]), (2, vec![0])];
    let places = places.map(|(image, layers)| ReusePlace { image, layers });
    assert_eq!(
        found,
        [Reuse {
            kind: ReuseKind::SameFiles,
            places: places.to_vec(),
            bytes: 6_000,
            same: 6_000,
        }]
    );
    assert_eq!(reuse(&images[..1]), []);
    let shared = [images[0].clone(), images[2].clone()];
    assert_eq!(reuse(&shared), [], "they share it");
}

#[test]
fn one_base_at_two_versions() {
    let one = layer(&[("usr/a", 2_000_000, 1), ("usr/b", 500_000, 2)], 1);
    let other = layer(&[("usr/a", 2_000_000, 1), ("usr/b", 600_000, 3)], 2);
    let own = layer(&[("app", 9_000, 1)], 2);
    let images = [
        image(1, &[("1", &one), ("3", &own)]),
        image(1, &[("2", &other)]),
        image(1, &[("2", &other)]),
    ];
    let found = reuse(&images);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].kind, ReuseKind::OtherBase);
    assert_eq!((found[0].bytes, found[0].same), (2_500_000, 2_000_000));
    assert_eq!(found[0].places.len(), 3);
    // Another distribution, and a base that is built on the other.
    let debian = layer(&[("lib/a", 2_000_000, 4)], 1);
    let apart = [image(1, &[("1", &one)]), image(1, &[("4", &debian)])];
    assert_eq!(reuse(&apart), []);
    let above = [
        image(1, &[("1", &one)]),
        image(2, &[("1", &one), ("2", &other)]),
    ];
    assert_eq!(reuse(&above), []);
}
