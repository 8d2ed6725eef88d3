//! Sizes that nothing stands behind.

use super::bytes::{Header, pax, tar};
use super::pieces::{Pieces, Save};
use super::{analyze, errors, file, gzip, said};

/// Headers of an entry that claims exbibytes, in each way in which a tar can.
fn claims(name: &str) -> Vec<Vec<u8>> {
    let size = |size: u64| pax(&[("size", size.to_string().as_bytes())]);
    vec![
        [size(1 << 63), Header::ustar(name, b'0', 0).done()].concat(),
        [size(u64::MAX), Header::ustar(name, b'0', 0).done()].concat(),
        [size(u64::MAX - 511), Header::ustar(name, b'0', 0).done()].concat(),
        Header::gnu(name, b'0', 0).binary(124, 12, i64::MAX).done(),
    ]
}

#[test]
fn an_entry_of_a_layer_that_claims_exbibytes() {
    for claim in claims("huge") {
        let layer = [file("first", b"1"), claim, b"some bytes".to_vec()].concat();
        let report = analyze(&Save::default().layer(Pieces::of(layer)).done());
        assert_eq!(errors(&report), ["broken-layer"]);
        assert!(said(&report, "broken-layer").contains("\"huge\""));
        let layer = &report.images[0].layers[0];
        assert_eq!((layer.entries, layer.size), (2, 11));
    }
}

#[test]
fn an_entry_of_the_archive_that_claims_exbibytes() {
    for claim in claims("huge") {
        let archive = Save::default().layer(Pieces::of(tar(&[file("first", b"1")])));
        // What describes the image stands before the claim, and is used.
        let config = r#"{"os":"linux"}"#;
        let manifest = r#"[{"Config":"config.json","Layers":["layer0.tar","huge"]}]"#;
        let archive = archive
            .member("config.json", Pieces::of(config))
            .member("manifest.json", Pieces::of(manifest));
        let archive = archive.raw(claim).raw(b"some bytes".to_vec());
        let plain = archive.clone().end();
        let report = analyze(&plain);
        assert_eq!(report.images[0].layers.len(), 2);
        assert_eq!(report.images[0].layers[0].size, 1);
        assert!(
            errors(&report).contains(&"broken-tar"),
            "{:?}",
            errors(&report)
        );
        let zipped = Pieces::of(gzip(&whole(&plain)));
        let report = analyze(&zipped);
        assert_eq!(report.images[0].layers[0].size, 1);
        assert!(
            errors(&report).contains(&"broken-tar"),
            "{:?}",
            errors(&report)
        );
    }
}

/// A document that claims more than there is, or than any has.
#[test]
fn a_document_that_claims_exbibytes() {
    for claim in claims("manifest.json") {
        let archive = Save::default().raw(claim).raw(b"[{}]".to_vec()).end();
        let report = analyze(&archive);
        assert!(report.images.is_empty());
        let errors = errors(&report);
        assert!(
            errors.contains(&"too-large") || errors.contains(&"broken-tar"),
            "{errors:?}"
        );
    }
}

pub fn whole(pieces: &Pieces) -> Vec<u8> {
    use peel::source::ByteSource as _;
    let mut bytes = vec![0; pieces.len() as usize];
    let n = pieces.read_at(0, &mut bytes).expect("memory can be read");
    assert_eq!(n, bytes.len());
    bytes
}
