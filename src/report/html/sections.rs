//! An image's facts, its history, where its bytes are, and what went wrong.

use std::fmt::Write as _;

use super::{bar, escape, name, sentence};
use crate::report::plain;
use crate::report::{ImageReport, Problem, Report, SizesReport};
use crate::rules::Score;
use crate::text::{size, visible_path};

/// Rows of the lists of files and folders.
const ROWS: usize = 30;

pub(super) fn image(out: &mut String, image: &ImageReport, at: usize) {
    let score = Score::of(&image.findings);
    let _ = write!(
        out,
        "<h1>{}</h1>\n<p class=\"grade grade-{grade}\"><b>{grade}</b> {} of 100 points</p>\n<dl class=\"facts\">\n",
        escape(&name(image)),
        score.points,
        grade = score.grade,
    );
    let mut fact = |name: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(out, "<dt>{name}</dt><dd>{}</dd>", escape(value));
        }
    };
    fact("References", &image.tags.join(", "));
    fact("Image ID", image.id.as_deref().unwrap_or_default());
    fact("Platform", &image.platform.name());
    fact("Created", image.created.as_deref().unwrap_or_default());
    fact(
        "Size",
        &format!(
            "{} of files in {} layers; {} as stored",
            size(image.sizes.total),
            image.layers.len(),
            size(image.stored_size)
        ),
    );
    let config = &image.config;
    if image.config_read {
        let root = config.user.is_empty();
        fact(
            "User",
            if root {
                "root (none is set)"
            } else {
                &config.user
            },
        );
    }
    fact("Entrypoint", &plain::list(&config.entrypoint));
    fact("Command", &plain::list(&config.cmd));
    fact("Folder", &config.working_dir);
    fact("Ports", &config.exposed_ports.join(", "));
    fact("Volumes", &config.volumes.join(", "));
    out.push_str("</dl>\n");
    if !score.taken.is_empty() {
        out.push_str("<p>100 points");
        for taken in &score.taken {
            let _ = write!(out, " − {} for {}", taken.points, escape(&taken.rule));
        }
        let _ = writeln!(out, " = {}</p>", score.points);
    }
    history(out, image, at);
}

fn history(out: &mut String, image: &ImageReport, at: usize) {
    let _ = write!(
        out,
        "<h2 id=\"history-{at}\">History</h2>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"history-{at}\"><table class=\"history\"><thead><tr>\
         <th class=\"n\">Layer</th><th class=\"n\">Size</th><td></td><th class=\"n\">Added</th>\
         <th class=\"n\">Changed</th><th class=\"n\">Removed</th><th>Instruction</th></tr></thead>\n<tbody>\n",
    );
    let most = image.layers.iter().map(|layer| layer.size).max();
    for row in &image.history {
        let layer = row.layer.and_then(|i| Some((i, image.layers.get(i)?)));
        let _ = match layer {
            None => write!(
                out,
                "<tr class=\"empty\"><td></td><td></td><td></td><td></td><td></td><td></td>"
            ),
            Some((i, layer)) => {
                let count =
                    |count: Option<u64>| count.map_or_else(|| "?".to_owned(), |n| n.to_string());
                let changes = layer.changes;
                write!(
                    out,
                    "<tr><td class=\"n\">{}</td><td class=\"n\">{}</td><td>{}</td><td class=\"n\">{}</td>\
                     <td class=\"n\">{}</td><td class=\"n\">{}</td>",
                    i + 1,
                    size(layer.size),
                    bar(layer.size, most.unwrap_or(0)),
                    count(changes.map(|c| c.added)),
                    count(changes.map(|c| c.modified + c.touched)),
                    count(changes.map(|c| c.removed)),
                )
            }
        };
        let instruction = match (row.keyword.as_str(), row.arguments.as_str()) {
            ("", "") => "(no instruction is recorded)",
            (_, arguments) => arguments,
        };
        let _ = writeln!(
            out,
            "<td><code><b>{}</b> {}</code></td></tr>",
            escape(&row.keyword),
            escape(instruction)
        );
    }
    out.push_str("</tbody></table></div>\n");
}

pub(super) fn sizes(out: &mut String, image: &ImageReport) {
    let sizes: &SizesReport = &image.sizes;
    let _ = write!(
        out,
        "<h2>Where the bytes are</h2>\n<p>The final tree shows {} of {}: efficiency {:.1} %. Hidden: {}. By dive's \
         formulas: efficiency {:.1} %, {} wasted.</p>\n",
        size(sizes.visible),
        size(sizes.total),
        sizes.efficiency * 100.0,
        size(sizes.hidden),
        sizes.dive.efficiency * 100.0,
        size(sizes.dive.wasted_bytes),
    );
    let folders = sizes.folders.iter().map(|f| (f.bytes, path(&f.path)));
    list(out, "Folders", folders);
    let largest = sizes.largest.iter();
    let largest = largest.map(|f| {
        (
            f.bytes,
            format!("{} (layer {})", path(&f.path), f.layer + 1),
        )
    });
    list(out, "Largest files", largest);
    let hidden = sizes.hidden_paths.iter().map(|h| {
        let cause = plain::cause(h.cause).replace('-', " ");
        let place = format!(
            "{}: {cause}, layer {}, by layer {}",
            path(&h.path),
            h.from + 1,
            h.by + 1
        );
        (h.bytes, place)
    });
    list(out, "Hidden bytes", hidden);
    let copies = sizes.duplicates.iter().map(|d| {
        let paths = d.paths.iter().map(|p| path(p)).collect::<Vec<_>>();
        (
            d.bytes.saturating_mul(d.copies.saturating_sub(1)),
            format!("{} times: {}", d.copies, paths.join(", ")),
        )
    });
    list(out, "The same contents several times", copies);
}

fn path(path: &str) -> String {
    format!("/{}", visible_path(path))
}

fn list(out: &mut String, title: &str, rows: impl Iterator<Item = (u64, String)>) {
    let rows: Vec<(u64, String)> = rows.collect();
    if rows.is_empty() {
        return;
    }
    let most = rows.iter().map(|(bytes, _)| *bytes).max().unwrap_or(0);
    let _ = writeln!(
        out,
        "<h3>{title}</h3>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{title}\"><table><tbody>"
    );
    for (bytes, text) in rows.iter().take(ROWS) {
        let _ = writeln!(
            out,
            "<tr><td class=\"n\">{}</td><td>{}</td><td>{}</td></tr>",
            size(*bytes),
            bar(*bytes, most),
            escape(text)
        );
    }
    out.push_str("</tbody></table></div>\n");
    if rows.len() > ROWS {
        let _ = writeln!(
            out,
            "<p>{} more are in the report itself.</p>",
            rows.len() - ROWS
        );
    }
}

/// What could not be read, of the archive and of every image.
pub(super) fn problems(out: &mut String, report: &Report) {
    let of_images = report.images.iter().flat_map(|image| &image.problems);
    let all: Vec<&Problem> = report.problems.iter().chain(of_images).collect();
    if all.is_empty() {
        return;
    }
    out.push_str("<h2>What could not be read, and what is odd</h2>\n<ul>\n");
    for problem in all {
        let _ = writeln!(
            out,
            "<li>{} {}</li>",
            sentence(&problem.message),
            sentence(&problem.advice)
        );
    }
    out.push_str("</ul>\n");
}
