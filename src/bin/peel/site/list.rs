//! The list of the pages that were written into a folder: so that pages of images that went are removed,
//! and nothing else ever is.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Component, Path};

use peel::limits;

/// The list's file.
const NAME: &str = ".peel-site";

/// Its first line.
const HEAD: &str =
    "# Pages that peel site wrote here: those of images that went are removed by it.";

/// The pages that were written before, as far as the list tells. What could be no page, or stands outside
/// of the folder, is left out: somebody may have written the list.
pub fn read(folder: &Path) -> BTreeSet<String> {
    let mut text = String::new();
    let file = fs::File::open(folder.join(NAME));
    let read = file.and_then(|file| {
        let limited = file.take(limits::SITE_LIST_BYTES);
        io::BufReader::new(limited).read_to_string(&mut text)
    });
    match read {
        Ok(_) => text
            .lines()
            .filter(|name| is_page(name))
            .map(str::to_owned)
            .collect(),
        Err(_) => BTreeSet::new(),
    }
}

/// Writes the list.
///
/// # Errors
/// Those of the file system.
pub fn write(folder: &Path, pages: &BTreeSet<String>) -> io::Result<()> {
    let pages: String = pages.iter().map(|name| format!("{name}\n")).collect();
    fs::write(folder.join(NAME), format!("{HEAD}\n{pages}"))
}

/// Removes the pages that are not written any more. Tells how many.
///
/// # Errors
/// Those of the file system; a page that is gone already is none.
pub fn remove(folder: &Path, before: &BTreeSet<String>, now: &BTreeSet<String>) -> io::Result<u64> {
    let mut removed = 0;
    for name in before.difference(now) {
        // Nothing is removed behind a link: whoever made it meant another place.
        let mut at = folder.to_owned();
        let mut kinds = Path::new(name).components().map(|part| {
            at.push(part);
            fs::symlink_metadata(&at).map(|found| found.file_type())
        });
        let is_there = kinds.all(|kind| kind.is_ok_and(|kind| kind.is_dir() || kind.is_file()));
        if is_there && at.is_file() {
            fs::remove_file(&at)?;
            removed += 1;
        }
    }
    Ok(removed)
}

fn is_page(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    let within = parts.all(|part| matches!(part, Component::Normal(_)));
    within && name.ends_with(".html") && !name.contains('\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_within() {
        for name in ["index.html", "images/a.html", "images/%2e%2e.html"] {
            assert!(is_page(name), "{name}");
        }
        for name in [
            "",
            HEAD,
            "/a.html",
            "../a.html",
            "images/../../a.html",
            "a.json",
            "..\\a.html",
        ] {
            assert!(!is_page(name), "{name}");
        }
    }
}
