//! The page of one image: its reports, the newest first.

use std::fmt::Write as _;

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use super::cells::{self, cells, compare, curve, look};
use super::{Mark, PER_IMAGE, Site};
use crate::report::html::{document, escape};

/// The page's address, from the index. Names of images hold what no file name may; and it stays the same
/// when other images come or go, so that links to it do.
pub(super) fn address(name: &str) -> String {
    let hash = Sha256::digest(name.as_bytes());
    format!("images/{}.html", HEXLOWER.encode(&hash[..8]))
}

pub(super) fn page(site: &Site, name: &str, marks: &[Mark]) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail, here and below.
    let _ = write!(
        out,
        "<p><a href=\"../index.html\">Images</a></p>\n<h1>{}</h1>\n<p>{}</p>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Reports\"><table><thead><tr>\
         <th>Tag</th><th>Made</th><th class=\"n\">Size</th><th class=\"n\">Hidden</th><th>Score</th><th>Platform</th>\
         <th class=\"n\">Findings</th><th>Report</th></tr></thead>\n<tbody>\n",
        escape(name),
        curve(marks),
    );
    for (at, mark) in marks.iter().enumerate().rev().take(PER_IMAGE) {
        let _ = writeln!(
            out,
            "<tr>{}<td>{}</td><td class=\"n\">{}</td><td class=\"file\">{}{}<a href=\"../{}\">{}</a></td></tr>",
            cells(mark),
            escape(&mark.platform),
            mark.findings,
            look(site, "../", mark),
            compare(site, "../", &marks[..=at]),
            cells::address(&mark.file),
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
