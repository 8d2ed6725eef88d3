//! The pages of a folder of reports.

use std::fmt::Write as _;

use super::{Mark, PER_IMAGE, PER_PAGE, Site};
use crate::report::html::{document, escape};
use crate::text::size;

pub(super) fn all(site: &Site) -> Vec<(String, String)> {
    let mut pages = Vec::new();
    let images: Vec<(&String, &Vec<Mark>)> = site.images.iter().collect();
    let pieces: Vec<_> = match images.is_empty() {
        true => vec![&images[..]],
        false => images.chunks(PER_PAGE).collect(),
    };
    for (at, piece) in pieces.iter().enumerate() {
        pages.push((
            index_name(at),
            index(site, piece, at, pieces.len(), images.len()),
        ));
    }
    for (at, (name, marks)) in images.iter().enumerate() {
        pages.push((image_name(at), image(site, name, marks)));
    }
    pages
}

fn index_name(at: usize) -> String {
    match at {
        0 => "index.html".to_owned(),
        at => format!("index-{}.html", at + 1),
    }
}

/// Names of images hold what no file name may: they are counted instead.
fn image_name(at: usize) -> String {
    format!("images/{}.html", at + 1)
}

fn index(
    site: &Site,
    piece: &[(&String, &Vec<Mark>)],
    at: usize,
    of: usize,
    images: usize,
) -> String {
    let mut out = String::new();
    let reports: usize = site.images.values().map(Vec::len).sum();
    let _ = write!(
        out,
        "<h1>Images</h1>\n<p>{images} images in {reports} reports.</p>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Reports\"><table><thead><tr>\
         <th>Image</th><th>Newest</th><th>Made</th><th class=\"n\">Size</th><th class=\"n\">Hidden</th><th>Score</th>\
         <th>Over time: size</th><th class=\"n\">Reports</th></tr></thead>\n<tbody>\n"
    );
    for (i, (name, marks)) in piece.iter().enumerate() {
        let Some(newest) = marks.last() else { continue };
        let _ = writeln!(
            out,
            "<tr><td><a href=\"{}\">{}</a></td>{}<td>{}</td><td class=\"n\">{}</td></tr>",
            image_name(at * PER_PAGE + i),
            escape(name),
            cells(newest),
            curve(marks),
            marks.len()
        );
    }
    out.push_str("</tbody></table></div>\n");
    if of > 1 {
        out.push_str("<nav aria-label=\"Pieces of the index\"><p>");
        for other in 0..of {
            let first = site.images.keys().nth(other * PER_PAGE);
            let first = escape(first.map_or("", String::as_str));
            let _ = match other == at {
                true => write!(out, "<b aria-current=\"page\">{first}…</b> "),
                false => write!(out, "<a href=\"{}\">{first}…</a> ", index_name(other)),
            };
        }
        out.push_str("</p></nav>\n");
    }
    document("Images", &format!("<main>\n{out}</main>\n"))
}

/// Tag, time, size, waste and score.
fn cells(mark: &Mark) -> String {
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

fn image(site: &Site, name: &str, marks: &[Mark]) -> String {
    let mut out = String::new();
    let _ = write!(
        out,
        "<p><a href=\"../index.html\">Images</a></p>\n<h1>{}</h1>\n<p>{}</p>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Reports\"><table><thead><tr>\
         <th>Tag</th><th>Made</th><th class=\"n\">Size</th><th class=\"n\">Hidden</th><th>Score</th><th>Platform</th>\
         <th class=\"n\">Findings</th><th>Report</th></tr></thead>\n<tbody>\n",
        escape(name),
        curve(marks),
    );
    // The newest first.
    for mark in marks.iter().rev().take(PER_IMAGE) {
        let file = address(&mark.file);
        let seen = match site.page.is_empty() {
            true => String::new(),
            false => format!("<a href=\"{}\">Look at it</a> ", looked_at(site, &file)),
        };
        let _ = writeln!(
            out,
            "<tr>{}<td>{}</td><td class=\"n\">{}</td><td>{seen}<a href=\"../{file}\">{}</a></td></tr>",
            cells(mark),
            escape(&mark.platform),
            mark.findings,
            escape(&mark.file)
        );
    }
    out.push_str("</tbody></table></div>\n");
    if marks.len() > PER_IMAGE {
        let _ = writeln!(
            out,
            "<p>{} older ones are left out.</p>",
            marks.len() - PER_IMAGE
        );
    }
    document(name, &format!("<main>\n{out}</main>\n"))
}

/// Where Peel's page shows a report, from an image's page.
fn looked_at(site: &Site, file: &str) -> String {
    let up = match site.page.contains("://") || site.page.starts_with('/') {
        true => "",
        false => "../",
    };
    escape(&format!("{up}{}#report={}{file}", site.page, site.at))
}

/// A path as an address, part by part.
fn address(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                out.push(byte.into())
            }
            other => {
                let _ = write!(out, "%{other:02X}");
            }
        }
    }
    out
}

/// The sizes of an image over its reports, as a line: the last hundred.
fn curve(marks: &[Mark]) -> String {
    let last = &marks[marks.len().saturating_sub(100)..];
    let most = last.iter().map(|mark| mark.total).max().unwrap_or(0).max(1) as f64;
    let step = 100.0 / (last.len().max(2) - 1) as f64;
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
