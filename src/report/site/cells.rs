//! What pages of images have in common: cells, curves and addresses.

use std::fmt::Write as _;

use super::{Mark, Site};
use crate::report::html::escape;
use crate::text::size;

/// Tag, time, size, waste and score.
pub(super) fn cells(mark: &Mark) -> String {
    let minute = mark.created.get(..16).unwrap_or(&mark.created);
    let minute = minute.replace('T', " ");
    format!(
        "<td>{}</td><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"grade-{grade}\"><b>{grade}</b> {}</td>",
        escape(&mark.tag.chars().take(40).collect::<String>()),
        escape(&minute),
        size(mark.total),
        size(mark.hidden),
        mark.points,
        grade = mark.grade,
    )
}

/// The sizes of an image over its reports, as a line: the last hundred. Of one there is none.
pub(super) fn curve(marks: &[Mark]) -> String {
    let last = &marks[marks.len().saturating_sub(100)..];
    if last.len() < 2 {
        return String::new();
    }
    let most = last.iter().map(|mark| mark.total).max().unwrap_or(0).max(1) as f64;
    let step = 100.0 / (last.len() - 1) as f64;
    let points = last.iter().enumerate().map(|(i, mark)| {
        let y = 18.0 - mark.total as f64 / most * 16.0;
        format!("{:.1},{y:.1}", i as f64 * step)
    });
    let words = match (last.first(), last.last()) {
        (Some(first), Some(newest)) => {
            format!("Size from {} to {}", size(first.total), size(newest.total))
        }
        _ => String::new(),
    };
    format!(
        "<svg class=\"curve\" viewBox=\"0 0 100 20\" role=\"img\" aria-label=\"{words}\"><polyline points=\"{}\"/></svg>",
        points.collect::<Vec<_>>().join(" ")
    )
}

/// The link to a report in Peel's page, from a page that stands `up` below the folder; nothing, where
/// nobody said where that page is.
pub(super) fn look(site: &Site, up: &str, mark: &Mark) -> String {
    match site.page.is_empty() {
        true => String::new(),
        false => format!("<a href=\"{}\">Look at it</a> ", looked_at(site, up, mark)),
    }
}

/// The link to what is new in a report since the one before it of the same platform, in Peel's page;
/// nothing, where there is none that has its paths.
pub(super) fn compare(site: &Site, up: &str, marks: &[Mark]) -> String {
    let can = |newest: &Mark| newest.paths && !site.page.is_empty();
    let Some((newest, before)) = marks.split_last().filter(|(newest, _)| can(newest)) else {
        return String::new();
    };
    let same = |mark: &&Mark| mark.paths && mark.platform == newest.platform;
    let Some(old) = before.iter().rfind(same) else {
        return String::new();
    };
    let with = encoded(&format!("{}{}", site.at, address(&old.file)));
    format!(
        "<a href=\"{}&amp;compare=report&amp;with={with}&amp;which={}\" aria-label=\"Compare {tag} with {before}\">Compare</a> ",
        looked_at(site, up, newest),
        old.image + 1,
        tag = escape(&newest.tag),
        before = escape(&old.tag),
    )
}

/// Where Peel's page shows a report.
fn looked_at(site: &Site, up: &str, mark: &Mark) -> String {
    let up = match site.page.contains("://") || site.page.starts_with('/') {
        true => "",
        false => up,
    };
    let file = encoded(&format!("{}{}", site.at, address(&mark.file)));
    let number = match mark.image {
        0 => String::new(),
        image => format!("&amp;number={}", image + 1),
    };
    format!(
        "{}#report={file}{number}",
        escape(&format!("{up}{}", site.page))
    )
}

/// An address as a value of the fragment of another: Peel's page takes its percent signs away.
fn encoded(address: &str) -> String {
    escape(
        &address
            .replace('%', "%25")
            .replace('&', "%26")
            .replace('#', "%23"),
    )
}

/// A path as an address, part by part.
pub(super) fn address(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                out.push(byte.into())
            }
            // Writing to a String cannot fail.
            other => {
                let _ = write!(out, "%{other:02X}");
            }
        }
    }
    out
}
