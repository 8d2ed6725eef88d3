//! Programs that start without any other file: told by the head of an ELF file, which names no
//! interpreter (System V ABI, "Program Header").

/// Bytes of a file that are looked at. Linkers put the table of segments right behind the first header,
/// and programs have some ten of them.
const HEAD: usize = 4 << 10;

/// A segment that is loaded, and one that names the interpreter.
const LOAD: u64 = 1;
const INTERP: u64 = 3;

/// The first bytes of a file, for as long as they may be a program's.
#[derive(Default)]
pub(super) struct Head {
    bytes: Vec<u8>,
    wanted: bool,
}

impl Head {
    /// A file of that name comes. Shared libraries name no interpreter either, and are no programs.
    pub(super) fn begin(&mut self, name: &[u8]) {
        self.bytes.clear();
        self.wanted = !name.windows(3).any(|part| part == b".so");
    }

    /// Nothing comes.
    pub(super) fn skip(&mut self) {
        self.wanted = false;
    }

    /// A piece of the contents.
    pub(super) fn take(&mut self, bytes: &[u8]) {
        if self.wanted && self.bytes.len() < HEAD {
            let room = HEAD - self.bytes.len();
            self.bytes
                .extend_from_slice(&bytes[..bytes.len().min(room)]);
            self.wanted = may_be(&self.bytes);
        }
    }

    /// The contents ended: those that came in pieces, or all at once. Whether they were such a program.
    pub(super) fn end(&mut self, whole: Option<&[u8]>) -> bool {
        let wanted = std::mem::take(&mut self.wanted);
        wanted && is_static(whole.unwrap_or(&self.bytes))
    }
}

fn may_be(head: &[u8]) -> bool {
    let magic = b"\x7fELF";
    head.iter().zip(magic).all(|(byte, sign)| byte == sign)
}

/// Whether a program that begins so is started by the kernel alone.
fn is_static(head: &[u8]) -> bool {
    let (wide, big) = match head {
        [0x7f, b'E', b'L', b'F', class @ (1 | 2), order @ (1 | 2), ..] => {
            (*class == 2, *order == 2)
        }
        _ => return false,
    };
    let number = |at: usize, len: usize| {
        let bytes = head.get(at..at.checked_add(len)?)?.iter();
        let next = |sum: u64, byte: &u8| sum << 8 | u64::from(*byte);
        Some(match big {
            true => bytes.fold(0, next),
            false => bytes.rev().fold(0, next),
        })
    };
    let field = |narrow: (usize, usize), at: (usize, usize)| match wide {
        true => number(at.0, at.1),
        false => number(narrow.0, narrow.1),
    };
    let segments = || {
        // A program at a place of its own, or anywhere; an object file and a core dump are none.
        let (kind, entry) = (number(16, 2)?, field((24, 4), (24, 8))?);
        let table = usize::try_from(field((28, 4), (32, 8))?).ok()?;
        let size = usize::try_from(field((42, 2), (54, 2))?).ok()?;
        let count = usize::try_from(field((44, 2), (56, 2))?).ok()?;
        let runs = matches!(kind, 2 | 3) && entry != 0;
        let kinds = (0..count).map(|i| number(table.checked_add(i * size)?, 4));
        // One behind the head may be anything.
        let kinds: Option<Vec<u64>> = kinds.collect();
        kinds.filter(|_| runs)
    };
    segments().is_some_and(|kinds| kinds.contains(&LOAD) && !kinds.contains(&INTERP))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The head of a program with these segments.
    fn program(wide: bool, big: bool, kind: u16, segments: &[u32]) -> Vec<u8> {
        let mut head = vec![0; 64];
        head[..6].copy_from_slice(&[
            0x7f,
            b'E',
            b'L',
            b'F',
            1 + u8::from(wide),
            1 + u8::from(big),
        ]);
        let mut put = |at: usize, len: usize, value: u64| {
            let bytes = value.to_be_bytes();
            head[at..at + len].copy_from_slice(&bytes[8 - len..]);
            if !big {
                head[at..at + len].reverse();
            }
        };
        put(16, 2, u64::from(kind));
        put(24, if wide { 8 } else { 4 }, 0x1000);
        let (table, size, count) = if wide { (32, 54, 56) } else { (28, 42, 44) };
        put(table, if wide { 8 } else { 4 }, 64);
        put(size, 2, 56);
        put(count, 2, segments.len() as u64);
        for segment in segments {
            let mut row = vec![0; 56];
            row[..4].copy_from_slice(&match big {
                true => segment.to_be_bytes(),
                false => segment.to_le_bytes(),
            });
            head.extend(row);
        }
        head
    }

    #[test]
    fn with_and_without_an_interpreter() {
        for (wide, big) in [(true, false), (true, true), (false, false), (false, true)] {
            let of = |kind, segments: &[u32]| is_static(&program(wide, big, kind, segments));
            assert!(of(2, &[6, 1, 1]) && of(3, &[1, 2]), "{wide} {big}");
            assert!(!of(2, &[6, 3, 1]) && !of(3, &[1, 3]), "{wide} {big}");
            assert!(!of(1, &[1]) && !of(4, &[1]) && !of(2, &[6]) && !of(2, &[]));
        }
    }

    #[test]
    fn what_is_cut_or_no_program() {
        let whole = program(true, false, 2, &[6, 1, 1]);
        for len in 0..whole.len() - 52 {
            assert!(!is_static(&whole[..len]), "{len}");
        }
        let mut far = whole.clone();
        far[32..40].copy_from_slice(&u64::MAX.to_le_bytes());
        assert!(!is_static(&far) && !is_static(b"#!/bin/sh\n") && !is_static(b""));
    }

    #[test]
    fn in_one_piece_and_in_many() {
        let whole = program(true, false, 2, &[6, 1, 1]);
        let told = |name: &[u8], bytes: &[u8], piece: usize| {
            let mut head = Head::default();
            head.begin(name);
            bytes.chunks(piece).for_each(|piece| head.take(piece));
            head.end(None)
        };
        for piece in [1, 7, 5000] {
            let mut long = whole.clone();
            long.resize(9000, 1);
            assert!(told(b"app", &long, piece), "{piece}");
            assert!(!told(b"libapp.so.1", &long, piece), "{piece}");
            assert!(!told(b"app", b"\x7fEL", piece), "{piece}");
        }
        let mut head = Head::default();
        head.begin(b"app");
        assert!(head.end(Some(&whole)) && !head.end(Some(&whole)));
    }
}
