//! Lines that leave paths out of the layer that brings them.

use super::lines::{File, Lines, Part};
use super::origin::{Copied, Origin, origin};
use super::quote::{ignore, plain, rm};
use crate::image::Image;
use crate::rules::instruction_told;
use crate::text;

/// The lines for paths of one layer.
pub(super) fn instead(image: &Image, layer: u32, part: &Part) -> Vec<Lines> {
    let (paths, bytes) = (&part.paths[..], part.bytes);
    let again = match part.again {
        true => {
            " A layer below brings it too: once that does not, what only changes it here (chmod, \
             chown) can go as well."
        }
        false => "",
    };
    let whole = image
        .layers
        .get(layer as usize)
        .map(|layer| layer.content_bytes());
    let all = bytes > 0 && whole == Some(bytes);
    let by = match instruction_told(image, layer) {
        by if by.is_empty() => String::new(),
        by => format!(", made by {by}"),
    };
    let head = format!("Layer {}{by}: {} less.", layer + 1, text::size(bytes));
    let lines = |told: &str, text: String, file: File| Lines {
        layer: Some(layer),
        rule: None,
        told: format!("{head}\n{told}"),
        text,
        file,
    };
    let dockerfile = |told: &str, text: String| vec![lines(told, text, File::Dockerfile)];
    let slashed: Vec<Vec<u8>> = paths
        .iter()
        .map(|path| [b"/", &path[..]].concat())
        .collect();
    if paths.iter().any(Vec::is_empty) {
        return dockerfile(
            "All of it is ticked: nothing of it is to be made.",
            String::new(),
        );
    }
    match origin(image, layer) {
        Origin::Base => dockerfile(
            &format!(
                "{} the base image brings: only a smaller base, or one that is made without, \
                 leaves that out.",
                listed(paths)
            ),
            String::new(),
        ),
        Origin::Run(Some(command)) => dockerfile(
            &format!("Delete it in the RUN that makes it: a later one only hides it.{again}"),
            format!("RUN {command} \\\n && {}", rm(&slashed)),
        ),
        Origin::Run(None) => dockerfile(
            &format!(
                "Delete it at the end of the RUN that makes it: a later one only hides it.{again}"
            ),
            format!("# && {}", rm(&slashed)),
        ),
        Origin::Context(_) | Origin::Archive | Origin::Download if all => dockerfile(
            "All that it brings is ticked: leave the instruction out.",
            String::new(),
        ),
        Origin::Context(copied) => context(&copied, paths, &lines),
        Origin::Stage => dockerfile(
            &format!(
                "It comes from another stage or image: delete {} there before it is copied, in the \
                 RUN that makes it, or copy only what is needed.",
                listed(paths)
            ),
            String::new(),
        ),
        Origin::Archive => dockerfile(
            &format!("ADD unpacks an archive: pack it without {}.", listed(paths)),
            String::new(),
        ),
        Origin::Download => dockerfile(
            "ADD downloads it: download, use and delete it in one RUN.",
            String::new(),
        ),
        Origin::Unknown => dockerfile(
            &format!(
                "How it was made is not recorded: leave {} out there.",
                listed(paths)
            ),
            String::new(),
        ),
    }
}

/// Lines of `.dockerignore`: those that are known, and those that only name what they mean.
fn context(
    copied: &Copied,
    paths: &[Vec<u8>],
    lines: &dyn Fn(&str, String, File) -> Lines,
) -> Vec<Lines> {
    let (mut known, mut guessed) = (Vec::new(), Vec::new());
    for path in paths {
        match copied.in_context(path) {
            Some(place) => known.push(ignore(&place)),
            None => {
                let name = path.rsplit(|b| *b == b'/').next().unwrap_or(path);
                guessed.push(format!("**/{}", ignore(name)));
            }
        }
    }
    guessed.sort();
    guessed.dedup();
    let mut out = Vec::new();
    if !known.is_empty() {
        let told = "Keep it out of the build context: lines of .dockerignore.";
        out.push(lines(told, known.join("\n"), File::Dockerignore));
    }
    if !guessed.is_empty() {
        let told = "Keep it out of the build context: lines of .dockerignore. Where it stands there \
                    is not recorded: these keep out everything of that name.";
        out.push(lines(told, guessed.join("\n"), File::Dockerignore));
    }
    out
}

/// Some of the paths, in words.
fn listed(paths: &[Vec<u8>]) -> String {
    const SHOWN: usize = 3;
    let shown = paths.iter().take(SHOWN).map(|path| match plain(path) {
        Some(path) => format!("/{path}"),
        None => format!("/{}", text::visible(&text::path(path))),
    });
    let shown = shown.collect::<Vec<_>>().join(", ");
    match paths.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
