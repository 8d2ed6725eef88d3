//! A report as one page that opens from the disk: no script, no file beside it, nobody asked.
//!
//! May depend on what `report` may. Every text of an image goes through [`escape`]; the page's own policy
//! allows its one style sheet, by its hash, and nothing else.

mod findings;
mod sections;
mod tree;

use std::fmt::Write as _;

use data_encoding::BASE64;
use sha2::{Digest as _, Sha256};

use super::{Report, Saved};
use crate::image::Image;
use crate::text::{Said, said, visible};

/// The style sheet.
const STYLE: &str = include_str!("style.css");

/// The page's icon: without one, browsers ask for a file of their own.
const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E\
    %3Cpath fill='%23b8560c' d='M2 11.5h12V14H2zM2 7.5h12V10H2zM2 2.5h6c3.5 0 6 1 6 3.5H2z'/%3E%3C/svg%3E";

/// Bytes of a report in the compact form that the page carries along, for Peel's own page.
const CARRIED: usize = 4 << 20;

/// The page of a report, and of its images as far as their layers were read: each stands at its place, or
/// is absent.
pub fn html(saved: &Saved, images: &[Option<Image>]) -> String {
    let report = &saved.report;
    let mut out = "<main>\n".to_owned();
    for (i, image) in report.images.iter().enumerate() {
        sections::image(&mut out, image, i);
        findings::findings(&mut out, image);
        sections::sizes(&mut out, image);
        if let Some(Some(stacked)) = images.get(i) {
            tree::tree(&mut out, stacked);
        }
    }
    sections::problems(&mut out, report);
    out.push_str("</main>\n");
    foot(&mut out, saved);
    document(&title(report), &out)
}

/// What the report is called.
fn title(report: &Report) -> String {
    let names = report.images.iter().map(name).collect::<Vec<_>>();
    match names.as_slice() {
        [] => visible(&report.source.name),
        names => names.join(", "),
    }
}

/// A whole page of these contents.
pub(super) fn document(title: &str, contents: &str) -> String {
    let hash = BASE64.encode(&Sha256::digest(STYLE));
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'sha256-{hash}'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <link rel=\"icon\" href=\"{ICON}\">\n<title>{} – Peel</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{contents}</body>\n</html>\n",
        escape(title),
    )
}

fn foot(out: &mut String, saved: &Saved) {
    let compact = saved.compact();
    // Writing to a String cannot fail, here and below.
    let _ = write!(
        out,
        "<footer><p>Written by {}.",
        escape(&saved.report.generator)
    );
    if compact.len() <= CARRIED {
        let _ = write!(
            out,
            " <a download=\"report.peel\" href=\"data:application/octet-stream;base64,{}\">Save the report</a> to \
             look at it in Peel: every layer's tree, filters, the map of sizes.",
            BASE64.encode(&compact)
        );
    }
    out.push_str("</p></footer>\n");
}

/// What an image is called.
fn name(image: &super::ImageReport) -> String {
    let tag = image.tags.first().map(|tag| visible(tag));
    let id = || image.id.clone().map(|id| id.chars().take(19).collect());
    tag.or_else(id).unwrap_or_else(|| "An image".to_owned())
}

/// Text for an element or a quoted attribute, with what hides or reorders made visible.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// What Peel says, for an element: what one would write is code.
fn sentence(text: &str) -> String {
    let parts = said(text).into_iter().map(|part| match part {
        Said::Words(words) => escape(words),
        Said::Code(code) => format!("<code>{}</code>", escape(code)),
    });
    parts.collect()
}

/// A bar of `part` in `whole`; its number stands beside it, so that it says nothing itself.
fn bar(part: u64, whole: u64) -> String {
    let share = match whole {
        0 => 0.0,
        whole => (part as f64 / whole as f64 * 100.0).clamp(0.0, 100.0),
    };
    format!(
        "<svg class=\"bar\" viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
         <rect width=\"{share:.2}\" height=\"1\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{HistoryReport, ImageReport};

    #[test]
    fn nothing_of_an_image_is_markup() {
        let evil = "<script>alert(1)</script>\"'&\u{202e}";
        let image = ImageReport {
            tags: vec![evil.to_owned()],
            history: vec![HistoryReport {
                keyword: "RUN".into(),
                arguments: evil.to_owned(),
                ..HistoryReport::default()
            }],
            ..ImageReport::default()
        };
        let report = Report {
            images: vec![image],
            generator: evil.to_owned(),
            ..Report::default()
        };
        let saved = Saved::new(&report, |_, _| None);
        let page = html(&saved, &[None]);
        assert!(!page.contains("<script") && !page.contains('\u{202e}'));
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;\\u{202e}"));
        assert!(!page.contains(" style="));
    }
}
