//! Some entries of a layer, read again in one pass over its tar: each with all that its headers say,
//! and its contents.
//!
//! A listing keeps no more than what a tree shows. Attributes, device numbers and the maps of sparse
//! files stand only in the tar.

use std::ops::ControlFlow;

use super::contents::ContentsProblem;
use super::contents::holes::Holes;
use crate::tarstream::{Entry, EntryKind, TarStream, Visit};

/// What comes of entries that are read again, one after the other.
#[derive(Clone, Copy, Debug)]
pub enum Piece<'a> {
    /// The next one: its place among those that are wanted, and what its headers say.
    Entry(usize, &'a Entry),
    /// The next bytes of its contents, as a reader of the file sees them.
    Bytes(&'a [u8]),
    /// All of it has come.
    End,
}

/// Takes what comes, and says whether more is wanted.
pub type TakePiece<'a> = &'a mut dyn FnMut(Piece<'_>) -> ControlFlow<()>;

/// A layer's tar that is read for some of its entries. Takes uncompressed bytes.
pub struct EntryScan {
    tar: TarStream,
    seek: Seek,
}

/// Which entries are wanted, and how far that is.
struct Seek {
    wanted: Vec<u64>,
    next: usize,
    /// Whether the next one is at hand.
    at_hand: bool,
    holes: Option<Holes>,
    problem: Option<ContentsProblem>,
    /// Whether whoever takes them wants no more.
    stopped: bool,
}

impl Seek {
    fn is_over(&self) -> bool {
        self.stopped || self.problem.is_some() || self.next >= self.wanted.len()
    }
}

impl EntryScan {
    /// A scan from `start`, where an entry's headers begin, for the entries whose contents begin at
    /// these offsets, in their order.
    pub fn new(start: u64, wanted: Vec<u64>) -> EntryScan {
        EntryScan {
            tar: TarStream::beginning_at(start),
            seek: Seek {
                wanted,
                next: 0,
                at_hand: false,
                holes: None,
                problem: None,
                stopped: false,
            },
        }
    }

    /// Whether no more bytes are needed.
    pub fn is_over(&self) -> bool {
        self.seek.is_over()
    }

    /// The offset of the next byte that it takes.
    pub fn offset(&self) -> u64 {
        self.tar.offset()
    }

    /// Takes the next bytes, and hands on what of them is wanted. Breaks once no more are needed.
    pub fn push(&mut self, bytes: &[u8], take: TakePiece<'_>) -> ControlFlow<()> {
        if self.seek.is_over() {
            return ControlFlow::Break(());
        }
        let seek = &mut self.seek;
        if let Err(error) = self.tar.push(bytes, &mut Visiting { seek, take })
            && !self.seek.is_over()
        {
            self.seek.problem = Some(error.into());
        }
        match self.seek.is_over() {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }

    /// Passes by what nobody wants of the next bytes, of which there are `left`.
    pub fn skip(&mut self, left: u64) {
        let skip = self.tar.skippable().min(left);
        let seek = &mut self.seek;
        let take = &mut |_: Piece<'_>| ControlFlow::Continue(());
        self.tar.skip(skip, &mut Visiting { seek, take });
    }

    /// Ends the tar.
    ///
    /// # Errors
    /// [`ContentsProblem`] where not all that is wanted came.
    pub fn finish(self) -> Result<(), ContentsProblem> {
        if let Some(problem) = self.seek.problem {
            return Err(problem);
        }
        if self.seek.is_over() {
            return Ok(());
        }
        self.tar.finish()?;
        let missing = self.seek.wanted.get(self.seek.next);
        Err(ContentsProblem::Gone(missing.copied().unwrap_or(0)))
    }
}

struct Visiting<'s, 't> {
    seek: &'s mut Seek,
    take: TakePiece<'t>,
}

impl Visiting<'_, '_> {
    fn give(&mut self, piece: Piece<'_>) {
        if !self.seek.stopped && self.seek.problem.is_none() {
            self.seek.stopped = (self.take)(piece).is_break();
        }
    }

    /// Puts the next stored bytes of a sparse file into place; none at its end.
    fn fill(&mut self, mut holes: Holes, bytes: Option<&[u8]>) {
        let take = &mut self.take;
        let mut stopped = false;
        let mut give = |bytes: &[u8]| {
            stopped = take(Piece::Bytes(bytes)).is_break();
            match stopped {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        };
        let filled = match bytes {
            None => holes.finish(&mut give),
            Some(bytes) => match holes.push(bytes, &mut give) {
                // All of it has come.
                Ok(ControlFlow::Break(())) => Ok(()),
                Ok(ControlFlow::Continue(())) => {
                    self.seek.holes = Some(holes);
                    Ok(())
                }
                Err(problem) => Err(problem),
            },
        };
        self.seek.stopped |= stopped;
        self.seek.problem = filled.err();
    }
}

impl Visit for Visiting<'_, '_> {
    fn entry(&mut self, entry: Entry) -> bool {
        let wanted = self.seek.wanted.get(self.seek.next).copied();
        let Some(wanted) = wanted.filter(|_| !self.seek.is_over()) else {
            return false;
        };
        if entry.content_offset < wanted {
            return false;
        }
        if entry.content_offset > wanted {
            self.seek.problem = Some(ContentsProblem::Gone(wanted));
            return false;
        }
        self.seek.at_hand = true;
        let is_file = entry.kind == EntryKind::File;
        self.give(Piece::Entry(self.seek.next, &entry));
        if is_file && entry.sparse {
            self.seek.holes = Some(Holes::new(entry.pieces, entry.stored, entry.logical));
        }
        is_file
    }

    fn data(&mut self, bytes: &[u8]) {
        if !self.seek.at_hand || self.seek.is_over() {
            return;
        }
        match self.seek.holes.take() {
            Some(holes) => self.fill(holes, Some(bytes)),
            None => self.give(Piece::Bytes(bytes)),
        }
    }

    fn entry_end(&mut self) {
        if !std::mem::take(&mut self.seek.at_hand) {
            return;
        }
        if let Some(holes) = self.seek.holes.take() {
            self.fill(holes, None);
        }
        self.give(Piece::End);
        if self.seek.problem.is_none() {
            self.seek.next += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::{Kind, LayerScan, Listing};

    fn tar() -> (Vec<u8>, Listing) {
        let mut tar = tar::Builder::new(Vec::new());
        for (path, bytes) in [("a", &b"1"[..]), ("b", b""), ("c", &[7; 700]), ("d", b"4")] {
            let mut header = tar::Header::new_ustar();
            header.set_size(bytes.len() as u64);
            tar.append_data(&mut header, path, bytes).expect("memory");
        }
        let tar = tar.into_inner().expect("memory");
        let mut scan = LayerScan::default();
        scan.push(&tar);
        (tar, scan.finish().listing)
    }

    fn offsets(listing: &Listing, names: &[&str]) -> Vec<u64> {
        let node = |name: &&str| listing.find(name.as_bytes()).expect("it is there");
        names
            .iter()
            .map(|name| listing.node(node(name)).offset)
            .collect()
    }

    fn read(
        tar: &[u8],
        wanted: Vec<u64>,
        step: usize,
    ) -> (Vec<String>, Result<(), ContentsProblem>) {
        let mut told = Vec::new();
        let mut take = |piece: Piece<'_>| {
            match piece {
                Piece::Entry(at, entry) => told.push(format!("{at} {}", entry.path.escape_ascii())),
                Piece::Bytes(bytes) => {
                    let last = told.last_mut().expect("an entry comes first");
                    *last += &format!(" {}", bytes.len());
                }
                Piece::End => told.push("end".into()),
            }
            ControlFlow::Continue(())
        };
        let mut scan = EntryScan::new(0, wanted);
        for bytes in tar.chunks(step) {
            if scan.push(bytes, &mut take).is_break() {
                break;
            }
        }
        let ended = scan.finish();
        (told, ended)
    }

    #[test]
    fn what_is_wanted_comes_and_nothing_else() {
        let (tar, listing) = tar();
        assert_eq!(listing.node(1).kind, Kind::File);
        let wanted = offsets(&listing, &["b", "c"]);
        let (told, ended) = read(&tar, wanted.clone(), tar.len());
        assert_eq!(told, ["0 b", "end", "1 c 700", "end"]);
        assert_eq!(ended, Ok(()));
        let (told, _) = read(&tar, wanted, 512);
        assert_eq!(told, ["0 b", "end", "1 c 512 188", "end"]);
    }

    #[test]
    fn what_is_missing_is_said() {
        let (tar, listing) = tar();
        let wanted = offsets(&listing, &["c"]);
        assert_eq!(
            read(&tar, vec![513], 512).1,
            Err(ContentsProblem::Gone(513))
        );
        let cut = &tar[..wanted[0] as usize + 100];
        assert!(matches!(
            read(cut, wanted, 512).1,
            Err(ContentsProblem::Tar(_))
        ));
        let past = tar.len() as u64;
        assert_eq!(
            read(&tar, vec![past], 512).1,
            Err(ContentsProblem::Gone(past))
        );
    }

    #[test]
    fn whoever_takes_may_stop() {
        let (tar, listing) = tar();
        let mut scan = EntryScan::new(0, offsets(&listing, &["a", "c"]));
        let mut count = 0;
        let mut take = |_: Piece<'_>| {
            count += 1;
            ControlFlow::Break(())
        };
        assert_eq!(scan.push(&tar, &mut take), ControlFlow::Break(()));
        assert_eq!((count, scan.finish()), (1, Ok(())));
    }
}
