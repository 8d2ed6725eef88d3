//! What the worker that opened the archive holds: the session, and the tree that is looked at.

mod compared;
mod packages;
mod said;
mod tarball;
mod whatif;

use std::collections::HashSet;
use std::sync::Arc;

use self::packages::KnownPackages;
use super::compare::Compared;
use super::contents::{LayerAt, file_of, versions};
use super::packages::listings;
use super::{Session, look_up};
use crate::archive::BlobRef;
use crate::image::Stack;
use crate::layer::{Contents, Kind, Scanned};
use crate::report::{ImageReport, Problem};
use crate::text;
use crate::view::file::{FileAsk, FileAt, FilePlace, Which};
use crate::view::tree::{Answer, Ask, Explorer, Place, Sight, Tree, grow};
use crate::view::treemap::Wish;

/// Where the contents of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Read {
    /// Where its layer is.
    pub at: LayerAt,
    /// Where they are in the layer.
    pub contents: Contents,
}

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
    /// What is known of packages.
    packages: KnownPackages,
    /// The comparison that is looked at.
    compared: Compared,
}

impl Exploration {
    /// An open archive that nobody has looked at.
    pub fn new(session: Session) -> Exploration {
        // A report tells from the start what analysing its images came to, so that the page may ask
        // for a tree before they are analysed here.
        let analyzed = match session.is_saved() {
            true => (0..session.images().len()).collect(),
            false => HashSet::new(),
        };
        Exploration {
            session,
            analyzed,
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

    /// Finds a file, and where its contents are.
    ///
    /// # Errors
    /// Why there is none.
    pub fn find(&self, ask: FileAsk) -> Result<(FileAt, Option<Read>), Problem> {
        let (image, mut which) = match ask {
            FileAsk::Version { image, which } => (image, which),
            FileAsk::Path { image, place } => (image, self.at(image, &place)?),
            FileAsk::Row { tree, node } => {
                let entry = self.explorer.entry(tree, node).zip(self.explorer.image());
                let ((layer, node), image) = entry.ok_or_else(Problem::row_is_gone)?;
                let layer = layer as usize;
                (image, Which { layer, node })
            }
        };
        let layers = self.session.layers(image).unwrap_or_default();
        let listing = |which: Which| {
            let listing = &layers.get(which.layer)?.as_ref()?.listing;
            ((which.node as usize) < listing.len()).then_some(listing)
        };
        let stack = self.stack.as_ref().filter(|(of, _)| *of == image);
        let stack = stack.map(|(_, stack)| stack);
        let named = listing(which).ok_or_else(Problem::row_is_gone)?;
        let bytes = named.path(which.node);
        if let (Kind::Symlink, Some(stack)) = (named.node(which.node).kind, stack) {
            let target = look_up(stack, &bytes, |which| {
                let listing = listing(which)?;
                Some((listing.node(which.node).kind, listing.link(which.node)))
            });
            which = target.unwrap_or(which);
        }
        let named = listing(which).ok_or_else(Problem::row_is_gone)?;
        let path = text::path(&named.path(which.node));
        let file = file_of(&layers, which);
        let size = file.and_then(|file| Some(listing(file)?.logical_size(file.node)));
        let contents = file.and_then(|file| listing(file)?.contents(file.node));
        let at = file.and_then(|file| self.session.layer_at(image, file.layer));
        let read = at.zip(contents).map(|(at, contents)| Read { at, contents });
        let problem = match (file, read) {
            (_, Some(_)) => None,
            (Some(_), None) if self.session.is_saved() => Some(Problem::not_in_report(&path)),
            (Some(_), None) => Some(Problem::layer_not_here(&path)),
            (None, None) => Some(Problem::no_file(&path, Some(named.node(which.node).kind))),
        };
        let found = FileAt {
            image,
            which,
            size: size.unwrap_or(0),
            versions: versions(&layers, stack, which),
            path,
            problem,
        };
        Ok((found, read))
    }

    /// What a layer has at a path, or else the topmost that has something there.
    fn at(&self, image: usize, place: &FilePlace) -> Result<Which, Problem> {
        let layers = self.session.layers(image).unwrap_or_default();
        let parts = place.path.split('/').map(text::path_bytes);
        let path = parts.collect::<Vec<_>>().join(&b'/');
        let (first, end) = match place.layer {
            Some(layer) => (layer, layer.saturating_add(1)),
            None => (0, layers.len()),
        };
        let mut found = (first..end).rev().filter_map(|layer| {
            let node = layers.get(layer)?.as_ref()?.listing.find(&path)?;
            Some(Which { layer, node })
        });
        found
            .next()
            .ok_or_else(|| Problem::no_such_path(&place.path))
    }

    /// Makes sure that the stack at hand is that of an image.
    fn stacked(&mut self, image: usize) -> Option<()> {
        let listings = self.session.layers(image)?;
        stack_of(&listings, &self.analyzed, &mut self.stack, image)
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
            ..
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
    let layers = session.layers(place.image)?;
    let _ = stack_of(&layers, analyzed, stack, place.image);
    let stack = stack.as_ref().map(|(_, stack)| stack);
    grow(layers, stack, place.mode, place.layer)
}

/// Stacks an image anew where another is stacked; `None` where it was not analysed.
fn stack_of(
    layers: &[Option<Arc<Scanned>>],
    analyzed: &HashSet<usize>,
    stack: &mut Option<(usize, Stack)>,
    image: usize,
) -> Option<()> {
    if stack.as_ref().is_none_or(|(at_hand, _)| *at_hand != image) {
        *stack = None;
        if analyzed.contains(&image) {
            *stack = Some((image, Stack::build(&listings(layers))));
        }
    }
    stack.as_ref().map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::Change;
    use crate::source::MemorySource;
    use crate::view::Mode;
    use crate::view::tree::TreeAction;
    use crate::worker::{Head, contents, scan};

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
    fn a_file_is_found_with_its_versions() {
        let source = two_images();
        let mut exploration = Exploration::new(Session::open(&source, "two.tar", &mut |_| {}));
        for blob in exploration.session().pending() {
            exploration.insert(blob, scan(&source, blob, &mut |_| {}));
        }
        exploration.analyze(1);
        let place = Place {
            image: 1,
            layer: 1,
            mode: Mode::Image,
        };
        let all = TreeAction::OpenAll;
        let asks = vec![
            Ask::Look(place),
            Ask::Act {
                action: all,
                tree: 0,
            },
        ];
        let answer = exploration.answer(1, asks, Sight::default(), None);
        let tree = answer.tree.expect("it was stacked");
        let ask = |path: &str, tree_number| FileAsk::Row {
            tree: tree_number,
            node: (tree.rows.iter().find(|row| row.path == path))
                .expect("it is there")
                .node,
        };
        let (found, read) = exploration.find(ask("etc/old", tree.tree)).expect("found");
        let changes: Vec<_> = (found.versions.iter())
            .map(|version| (version.layer, version.change, version.size))
            .collect();
        let expected = [(0, Some(Change::Added), 2), (1, Some(Change::Removed), 0)];
        assert_eq!(changes, expected);
        let mut head = Head::default();
        let read = read.expect("the layer is there");
        let mut take = |bytes: &[u8]| head.take(bytes);
        contents(&source, read.at, read.contents, &mut |_| {}, &mut take).expect("whole");
        assert_eq!(head.into_bytes(), b"22");
        // As an address names it: in a layer, or in the topmost that has it.
        let named = |layer| FileAsk::Path {
            image: 0,
            place: FilePlace {
                path: "etc/old".into(),
                layer,
            },
        };
        let (again, _) = exploration.find(named(Some(0))).expect("found");
        assert_eq!((again.which, again.path), (found.which, found.path));
        assert!(exploration.find(named(Some(7))).is_err());
        let gone = exploration.find(ask("new", tree.tree + 1)).err();
        assert_eq!(gone, Some(Problem::row_is_gone()));
        let folder = exploration.find(ask("etc", tree.tree)).err();
        assert_eq!(
            folder,
            Some(Problem::row_is_gone()),
            "it has no entry of its own"
        );
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
