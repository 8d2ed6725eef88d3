//! Flags: static libraries, headers and debug symbols in the final tree, a megabyte and more of
//! them.
//!
//! Why: only who compiles or debugs reads them; a program that runs does not.
//!
//! Fix: a build stage, the packages without `-dev`, `strip`.
//!
//! What compilers bring along is told by `build-tools-kept` where it speaks, headers included.
//! What the base image alone brings is information.
//!
//! References: Docker, "Multi-stage builds"; strip(1).

use super::build_tools_kept::{self, Families};
use super::heaps::{self, Heaps};
use super::paths::{Areas, Patterns};
use super::places::{Place, Sum, WEIGHTS};
use super::{Finding, Gone, Rule, Topic, files, start};
use crate::image::Image;
use crate::text;
use crate::words::rules::development_files_kept as say;
use crate::words::{Text, counts};

/// The rule.
pub static RULE: Rule = Rule {
    id: "development-files-kept",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/build/building/multi-stage/",
        "https://man7.org/linux/man-pages/man1/strip.1.html",
    ],
    topic: Topic::Size,
    severities: WEIGHTS,
    peers: &[],
    check,
    takes,
};

/// Fewer bytes than this are not worth a change.
const LEAST: u64 = 1_000_000;

/// Kinds of such files.
const KINDS: [Text; 3] = [say::headers, say::libraries, say::symbols];

/// Folders, each with the number of the kind that all in it is of.
const FOLDERS: &[(&str, usize)] = &[
    ("/usr/include", 0),
    ("/usr/local/include", 0),
    ("/usr/lib/debug", 2),
    ("/usr/local/lib/debug", 2),
];

/// Such files.
pub(super) struct Development<'a> {
    image: &'a Image,
    areas: Areas,
    told: Option<Families<'a>>,
}

impl Development<'_> {
    pub(super) fn of(image: &Image) -> Development<'_> {
        Development {
            image,
            areas: Areas::of(&image.stack.tree, &Patterns::new(FOLDERS.iter().copied())),
            told: build_tools_kept::told(image),
        }
    }

    /// What stands for a file as evidence, itself or its folder, and its kind's number.
    pub(super) fn get(&self, node: u32) -> Option<(u32, usize)> {
        let found = self.areas.get(node).or_else(|| {
            let name = self.image.stack.tree.name(node);
            let kind = match name {
                _ if name.starts_with(b"lib") && name.ends_with(b".a") => 1,
                _ if name.len() > 6 && name.ends_with(b".debug") => 2,
                _ => return None,
            };
            Some((node, kind))
        })?;
        let told = self.told.as_ref();
        told.is_none_or(|told| told.get(node).is_none())
            .then_some(found)
    }
}

/// The files by what stands for them, their kind and layer.
fn kept(image: &Image) -> Heaps<(usize, u32, u32)> {
    let development = Development::of(image);
    let mut kept = Heaps::default();
    for (place, _) in files::shown(image).filter(|(place, _)| place.bytes > 0) {
        let Some((node, kind)) = development.get(place.node) else {
            continue;
        };
        kept.put((kind, node, place.layer), &place);
    }
    if kept.bytes() < LEAST || start::is_workplace(image) {
        kept.0.clear();
    }
    kept
}

fn check(image: &Image) -> Vec<Finding> {
    let kept = kept(image);
    if kept.0.is_empty() {
        return Vec::new();
    }
    let mut kinds = [Sum::default(); KINDS.len()];
    let places: Vec<(Place, (usize, u64))> = kept
        .0
        .iter()
        .map(|((kind, node, layer), (sum, _))| {
            kinds[*kind].files += sum.files;
            kinds[*kind].bytes += sum.bytes;
            let (node, layer, bytes) = (*node, *layer, sum.bytes);
            (Place { node, layer, bytes }, (*kind, sum.files))
        })
        .collect();
    let bytes: u64 = kinds.iter().map(|sum| sum.bytes).sum();
    let severity = heaps::severity(image, &places, bytes);
    let there: Vec<&str> = (0..KINDS.len())
        .filter(|kind| kinds[*kind].files > 0)
        .map(|kind| KINDS[kind]())
        .collect();
    let title = say::kept(&text::size(bytes), &there.join(", "));
    let finding = RULE.finding(severity, title).saves(bytes).fix(fix());
    vec![finding.at(image, places, |_, (kind, files)| {
        format!("{}: {}", KINDS[*kind](), counts::files(*files))
    })]
}

fn takes(image: &Image) -> Vec<Vec<Gone>> {
    kept(image).taken()
}

fn fix() -> String {
    format!(
        "# {}\n\
         FROM debian:bookworm AS build\n\
         RUN make -C /src && strip /src/app\n\
         FROM debian:bookworm-slim\n\
         COPY --from=build /src/app /usr/local/bin/app\n\
         # {}",
        say::two_stages(),
        say::plain_package()
    )
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file, gone};
    use super::*;

    #[test]
    fn of_every_kind() {
        let image = Fixture::new().layer(
            "RUN make install # buildkit",
            &[
                file("usr/local/lib/libx.a", 700_000),
                file("usr/local/include/x/a.h", 100_000),
                file("usr/local/include/x/b.h", 100_000),
                file("usr/lib/debug/.build-id/ab/cd.debug", 400_000),
                file("usr/local/lib/libx.so.1", 900_000),
            ],
        );
        let finding = image.finding(&RULE);
        assert_eq!(finding.bytes, 1_300_000);
        assert_eq!(
            finding.title,
            "1.3MB of headers, static libraries, debug symbols are in the final image"
        );
        let texts: Vec<&str> = finding.evidence.iter().map(|e| e.text.as_str()).collect();
        let expected = [
            "static libraries: 1 file",
            "debug symbols: 1 file",
            "headers: 2 files",
        ];
        assert_eq!(texts, expected);
        assert_eq!((RULE.takes)(&image.build())[0].len(), 4);
    }

    #[test]
    fn few_told_or_gone() {
        Fixture::new()
            .layer(
                "RUN make",
                &[
                    file("usr/lib/libx.a", 500_000),
                    file("var/app.debug", 400_000),
                ],
            )
            .silent(&RULE);
        let with_compiler = [
            file("usr/bin/gcc", 9).mode(0o755),
            file("usr/lib/gcc/x/12/libgcc.a", 3_000_000),
            file("usr/include/a.h", 2_000_000),
        ];
        let image = Fixture::new().layer("RUN apt-get install gcc", &with_compiler);
        image.silent(&RULE);
        let gone = [gone("usr/lib/liby.a")];
        Fixture::new()
            .layer("RUN make", &[file("usr/lib/liby.a", 5_000_000)])
            .layer("RUN rm /usr/lib/liby.a", &gone)
            .silent(&RULE);
    }
}
