//! Lines that leave paths out of the layer that brings them.

use super::lines::{File, Lines, Part};
use super::origin::{Copied, Origin, origin};
use super::quote::{ignore, plain, rm};
use crate::image::Image;
use crate::rules::instruction_told;
use crate::text;
use crate::words::dockerfile as say;

/// The lines for paths of one layer.
pub(super) fn instead(image: &Image, layer: u32, part: &Part) -> Vec<Lines> {
    let (paths, bytes) = (&part.paths[..], part.bytes);
    let again = match part.again {
        true => say::again(),
        false => "",
    };
    let whole = image
        .layers
        .get(layer as usize)
        .map(|layer| layer.content_bytes());
    let all = bytes > 0 && whole == Some(bytes);
    let (number, size) = (layer as usize + 1, text::size(bytes));
    let head = match instruction_told(image, layer) {
        by if by.is_empty() => say::less(number, &size),
        by => say::less_by(number, &by, &size),
    };
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
        return dockerfile(say::all_ticked(), String::new());
    }
    match origin(image, layer) {
        Origin::Base => dockerfile(&say::of_base(&listed(paths)), String::new()),
        Origin::Run(Some(command)) => dockerfile(
            &format!("{}{again}", say::in_that_run()),
            format!("RUN {command} \\\n && {}", rm(&slashed)),
        ),
        Origin::Run(None) => dockerfile(
            &format!("{}{again}", say::at_the_end()),
            format!("# && {}", rm(&slashed)),
        ),
        Origin::Context(_) | Origin::Archive | Origin::Download if all => {
            dockerfile(say::leave_out(), String::new())
        }
        Origin::Context(copied) => context(&copied, paths, &lines),
        Origin::Stage => dockerfile(&say::of_stage(&listed(paths)), String::new()),
        Origin::Archive => dockerfile(&say::unpacked(&listed(paths)), String::new()),
        Origin::Download => dockerfile(say::downloaded(), String::new()),
        Origin::Unknown => dockerfile(&say::unknown(&listed(paths)), String::new()),
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
        out.push(lines(say::ignore(), known.join("\n"), File::Dockerignore));
    }
    if !guessed.is_empty() {
        let told = say::ignore_by_name();
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
        more => say::and_more(&shown, more),
    }
}
