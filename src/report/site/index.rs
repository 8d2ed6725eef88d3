//! The pages that list images.

use std::fmt::Write as _;

use super::cells::{cells, compare, curve};
use super::order::{Order, Row};
use super::{PER_PAGE, Site, image};
use crate::report::html::{document, escape};

/// A piece of the index in an order.
pub(super) fn page(site: &Site, order: Order, pieces: &[&[Row<'_>]], at: usize) -> String {
    let rows = pieces.get(at).copied().unwrap_or_default();
    let images = site.images.len();
    let reports: usize = site.images.values().map(Vec::len).sum();
    let mut out = format!("<h1>Images</h1>\n<p>{images} images in {reports} reports.");
    if order != Order::Name && images > PER_PAGE {
        // Writing to a String cannot fail, here and below.
        let _ = write!(out, " The first {PER_PAGE} of this order.");
    }
    out.push_str("</p>\n<nav aria-label=\"Orders\"><p>");
    for other in Order::ALL {
        link(&mut out, other == order, &other.page(0), other.title());
    }
    out.push_str("</p></nav>\n");
    turn(&mut out, order, pieces, at);
    out.push_str(
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Images\"><table><thead><tr>\
         <th>Image</th><th>Newest</th><th>Made</th><th class=\"n\">Size</th><th class=\"n\">Hidden</th><th>Score</th>\
         <th>Over time: size</th><th class=\"n\">Reports</th></tr></thead>\n<tbody>\n",
    );
    for (name, marks) in rows {
        let Some(newest) = marks.last() else { continue };
        let _ = writeln!(
            out,
            "<tr><td><a href=\"{}\">{}</a></td>{}<td>{}</td><td class=\"n\">{}{}</td></tr>",
            image::address(name),
            escape(name),
            cells(newest),
            curve(marks),
            compare(site, "", marks),
            marks.len()
        );
    }
    out.push_str("</tbody></table></div>\n");
    all(&mut out, order, pieces, at);
    document("Images", &format!("<main>\n{out}</main>\n"))
}

fn link(out: &mut String, here: bool, address: &str, text: &str) {
    let text = escape(text);
    let _ = match here {
        true => write!(out, "<b aria-current=\"page\">{text}</b> "),
        false => write!(out, "<a href=\"{address}\">{text}</a> "),
    };
}

/// The pieces before and after this one.
fn turn(out: &mut String, order: Order, pieces: &[&[Row<'_>]], at: usize) {
    if pieces.len() < 2 {
        return;
    }
    out.push_str("<nav aria-label=\"Pages\"><p>");
    if let Some(before) = at.checked_sub(1) {
        link(out, false, &order.page(before), "Back");
    }
    let _ = write!(out, "Page {} of {} ", at + 1, pieces.len());
    if at + 1 < pieces.len() {
        link(out, false, &order.page(at + 1), "Next");
    }
    out.push_str("<a href=\"#pages\">All pages</a></p></nav>\n");
}

/// All pieces, by the first name in each.
fn all(out: &mut String, order: Order, pieces: &[&[Row<'_>]], at: usize) {
    if pieces.len() < 2 {
        return;
    }
    out.push_str("<nav id=\"pages\" aria-label=\"All pages\"><p>From:</p><ul>\n");
    for (other, piece) in pieces.iter().enumerate() {
        out.push_str("<li>");
        let first = piece.first().map_or("", |(name, _)| name);
        link(out, other == at, &order.page(other), first);
        out.push_str("</li>\n");
    }
    out.push_str("</ul></nav>\n");
}
