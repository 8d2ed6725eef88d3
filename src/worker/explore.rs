//! What the worker that opened the archive holds: the session, and the tree that is looked at.

use std::collections::HashSet;

use super::Session;
use crate::archive::BlobRef;
use crate::image::Stack;
use crate::layer::Scanned;
use crate::report::ImageReport;
use crate::view::tree::{Answer, Ask, Explorer, Place, Sight, Tree, grow};
use crate::view::treemap::Wish;

/// An open archive that is explored.
#[derive(Default)]
pub struct Exploration {
    session: Session,
    explorer: Explorer,
    /// The stack of one image: the one that is looked at. Others are stacked anew when they are,
    /// so that an archive of many large images does not need room for all their stacks.
    stack: Option<(usize, Stack)>,
    /// Images that were analysed, at least in part.
    analyzed: HashSet<usize>,
}

impl Exploration {
    /// An open archive that nobody has looked at.
    pub fn new(session: Session) -> Exploration {
        Exploration {
            session,
            ..Exploration::default()
        }
    }

    /// The session.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Takes what scanning a layer found.
    pub fn insert(&mut self, blob: BlobRef, scanned: Scanned) {
        self.session.insert(blob, scanned);
    }

    /// Stacks and judges an image with the layers so far; `None` past the last image.
    pub fn analyze(&mut self, image: usize) -> Option<ImageReport> {
        let looked_at = self.explorer.image().unwrap_or(0) == image;
        if looked_at {
            // It goes first: both may be large.
            self.stack = None;
        }
        let (report, stack) = self.session.analyze(image)?;
        self.analyzed.insert(image);
        if looked_at {
            self.stack = Some((image, stack));
        }
        Some(report)
    }

    /// Answers what the page asks of the trees.
    pub fn answer(
        &mut self,
        number: u64,
        asks: Vec<Ask>,
        sight: Sight,
        wish: Option<Wish>,
    ) -> Answer {
        let Exploration {
            session,
            explorer,
            stack,
            analyzed,
        } = self;
        let mut grow = |place| grow_in(session, analyzed, stack, place);
        explorer.answer(number, asks, (sight, wish), &mut grow)
    }
}

fn grow_in(
    session: &Session,
    analyzed: &HashSet<usize>,
    stack: &mut Option<(usize, Stack)>,
    place: Place,
) -> Option<Tree> {
    let listings = session.layers(place.image)?;
    if stack
        .as_ref()
        .is_none_or(|(image, _)| *image != place.image)
    {
        *stack = None;
        if analyzed.contains(&place.image) {
            let scanned = listings.iter().map_while(Option::as_deref);
            let layers: Vec<_> = scanned.map(|scanned| &scanned.listing).collect();
            *stack = Some((place.image, Stack::build(&layers)));
        }
    }
    let stack = stack.as_ref().map(|(_, stack)| stack);
    grow(listings, stack, place.mode, place.layer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::MemorySource;
    use crate::view::Mode;
    use crate::view::tree::TreeAction;
    use crate::worker::scan;

    type Files = &'static [(&'static str, &'static [u8])];

    fn tar(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
        let mut tar = tar::Builder::new(Vec::new());
        for (path, bytes) in files {
            let mut header = tar::Header::new_gnu();
            header.set_size(bytes.len() as u64);
            let appended = tar.append_data(&mut header, path, bytes.as_slice());
            appended.expect("memory");
        }
        tar.into_inner().expect("memory")
    }

    /// An archive of two images, of one and of two layers, the lower of which is shared.
    fn two_images() -> MemorySource {
        let layer = |files: Files| {
            let files: Vec<_> = files.iter().map(|(path, b)| (*path, b.to_vec())).collect();
            tar(&files)
        };
        let manifest = br#"[{"Config":"1.json","RepoTags":["one:1"],"Layers":["a.tar"]},
            {"Config":"2.json","RepoTags":["two:1"],"Layers":["a.tar","b.tar"]}]"#;
        let config = |layers: &str| {
            format!(r#"{{"os":"linux","rootfs":{{"type":"layers","diff_ids":[{layers}]}}}}"#)
        };
        let id = |n: u8| format!(r#""sha256:{}""#, format!("{n:02x}").repeat(32));
        MemorySource(tar(&[
            ("a.tar", layer(&[("etc/hosts", b"1"), ("etc/old", b"22")])),
            ("b.tar", layer(&[("etc/.wh.old", b""), ("new", b"333")])),
            ("1.json", config(&id(1)).into_bytes()),
            ("2.json", config(&[id(1), id(2)].join(",")).into_bytes()),
            ("manifest.json", manifest.to_vec()),
        ]))
    }

    fn paths(answer: &Answer) -> Option<Vec<(String, &'static str)>> {
        let rows = answer.tree.as_ref()?.rows.iter();
        Some(rows.map(|row| (row.path.clone(), row.mark.id())).collect())
    }

    #[test]
    fn any_image_can_be_looked_at_once_it_is_analysed() {
        let source = two_images();
        let session = Session::open(&source, "two.tar", &mut |_| {});
        let mut exploration = Exploration::new(session);
        let look = |image, layer| {
            let mode = Mode::Image;
            let place = Place { image, layer, mode };
            let all = TreeAction::OpenAll;
            let all = Ask::Act {
                action: all,
                tree: 0,
            };
            vec![Ask::Look(place), all]
        };
        let answer = exploration.answer(1, look(0, 0), Sight::default(), None);
        assert_eq!(paths(&answer), None, "nothing has been read");
        for blob in exploration.session().pending() {
            exploration.insert(blob, scan(&source, blob, &mut |_| {}));
        }
        let answer = exploration.answer(2, look(0, 0), Sight::default(), None);
        assert_eq!(paths(&answer), None, "nothing has been stacked");
        for image in [0, 1] {
            let report = exploration.analyze(image).expect("it is there");
            assert!(report.complete, "{:?}", report.problems);
        }
        assert!(exploration.analyze(2).is_none());
        let row = |path: &str, mark| (path.to_owned(), mark);
        let first = [
            row("etc", "added"),
            row("etc/hosts", "added"),
            row("etc/old", "added"),
        ];
        let second = [
            row("etc", "none"),
            row("etc/hosts", "none"),
            row("etc/old", "removed"),
            row("new", "added"),
        ];
        for (number, image, rows) in [(3, 0, &first[..]), (4, 1, &second[..]), (5, 0, &first[..])] {
            let answer = exploration.answer(number, look(image, image), Sight::default(), None);
            assert_eq!(paths(&answer).as_deref(), Some(rows), "image {image}");
        }
        let past = exploration.answer(6, look(7, 0), Sight::default(), None);
        assert_eq!(paths(&past), None);
    }
}
