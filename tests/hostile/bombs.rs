//! Zeros that compress a thousand and thirty thousand times. The page's tests read a tebibyte of
//! them; here they are read to their end.

use peel::archive::BlobRef;
use peel::source::ByteSource;
use peel::worker::{Session, Step, scan};

use super::bytes::Header;
use super::pieces::{Pieces, Save};
use super::{analyze, errors, gzip, said};

const MIB: u64 = 1 << 20;

/// The header of a file of so many zeros.
fn header(size: u64) -> Vec<u8> {
    Header::gnu("zeros", b'0', 0)
        .binary(124, 12, size as i64)
        .done()
}

/// A tar with one file of zeros, in gzip members of 64 MiB.
fn gzip_bomb(size: u64) -> Pieces {
    let member = gzip(&vec![0; 64 << 20]);
    Pieces::of(gzip(&header(size)))
        .times(member, size / (64 * MIB))
        .then(gzip(&[0; 1024]))
}

/// A zstd frame without a checksum and with a window of 128 KiB (RFC 8878), of these blocks.
fn zstd_frame(blocks: &[u8]) -> Vec<u8> {
    [&[0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38], blocks].concat()
}

/// The same in zstd: frames of blocks that say "128 KiB of zeros" in four bytes.
fn zstd_bomb(size: u64) -> Pieces {
    const RAW: u32 = 0;
    const RLE: u32 = 1;
    let block = |kind: u32, size: u32, last: bool, contents: &[u8]| {
        let head = u32::from(last) | kind << 1 | size << 3;
        [&head.to_le_bytes()[..3], contents].concat()
    };
    let zeros = block(RLE, 128 << 10, false, &[0]);
    let end = block(RLE, 128 << 10, true, &[0]);
    let frame = [zeros.repeat(511), end].concat();
    Pieces::of(zstd_frame(&block(RAW, 512, true, &header(size))))
        .times(zstd_frame(&frame), size / (64 * MIB))
        .then(zstd_frame(&block(RLE, 1024, true, &[0])))
}

#[test]
fn a_layer_is_reported_with_its_ratio() {
    for (size, layer, at_least) in [
        (512 * MIB, gzip_bomb(512 * MIB), 1000),
        (512 * MIB, zstd_bomb(512 * MIB), 20_000),
    ] {
        let report = analyze(&Save::default().layer(layer).done());
        assert_eq!(errors(&report), [""; 0]);
        assert_eq!(report.images[0].layers[0].size, size);
        let message = said(&report, "suspicious-ratio");
        let ratio = message.split(' ').find_map(|word| word.parse::<u64>().ok());
        assert!(message.starts_with("Layer 1 "), "{message}");
        assert!(message.contains(" times its stored size"), "{message}");
        let times = message
            .split(" unpacks to ")
            .nth(1)
            .and_then(|rest| rest.split(' ').next());
        let times: u64 = times
            .and_then(|times| times.parse().ok())
            .expect("a number");
        assert!(times > at_least, "{ratio:?} {message}");
    }
}

#[test]
fn so_is_an_archive() {
    // The whole archive in gzip, with zeros where a layer would be.
    let member = gzip(&vec![0; 64 << 20]);
    let save = Save::default().layer(Pieces::default()).done();
    let mut start = vec![0; save.len() as usize - 1024];
    let n = save.read_at(0, &mut start).expect("memory can be read");
    assert_eq!(n, start.len());
    let zeros = Header::gnu("zeros", b'0', 0)
        .binary(124, 12, 512 << 20)
        .done();
    let archive = Pieces::of(gzip(&start))
        .then(gzip(&zeros))
        .times(member, 8)
        .then(gzip(&[0; 1024]));
    let report = analyze(&archive);
    assert_eq!(report.images.len(), 1);
    assert!(said(&report, "suspicious-ratio").starts_with("The archive unpacks to 10"));
}

/// Progress goes on by little steps, and says how much was unpacked.
#[test]
fn progress_stays_alive() {
    let bomb = zstd_bomb(1024 * MIB);
    let blob = BlobRef {
        offset: 0,
        len: bomb.len(),
    };
    let mut steps: Vec<Step> = Vec::new();
    scan(&bomb, blob, &mut |step| steps.push(step));
    assert_eq!(
        steps.last().map(|step| (step.done, step.total)),
        Some((blob.len, blob.len))
    );
    let (mut done, mut unpacked) = (0, 0);
    for step in &steps {
        assert!(step.done > done && step.unpacked >= unpacked);
        assert!(step.unpacked - unpacked <= 640 * MIB, "a step of gibibytes");
        (done, unpacked) = (step.done, step.unpacked);
    }
    assert!(unpacked > 1024 * MIB);
    let mut steps = 0;
    Session::open(&gzip_bomb(256 * MIB), "zeros.tar.gz", &mut |_| steps += 1);
    assert!(steps > 10, "{steps}");
}

/// A bomb of a tebibyte whose reading is given up: nothing is allocated for what it claims.
#[test]
fn a_tebibyte_begins_like_any_other() {
    for bomb in [gzip_bomb(1 << 40), zstd_bomb(1 << 40)] {
        let cut = bomb.len() / 10_000;
        let mut start = vec![0; cut as usize];
        bomb.read_at(0, &mut start).expect("memory can be read");
        let report = analyze(&Save::default().layer(Pieces::of(start)).done());
        assert_eq!(errors(&report), ["broken-layer"]);
        let layer = &report.images[0].layers[0];
        assert!(
            layer.size > 64 * MIB && layer.size < 1 << 40,
            "{}",
            layer.size
        );
    }
}
