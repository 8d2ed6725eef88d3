//! A report as text for a terminal.

use std::fmt::{self, Write as _};

use super::plain;
use super::schema::{ImageReport, Report, SizesReport};
use crate::text::{size, visible, visible_path};

/// Rows of each list; the JSON form has more.
const ROWS: usize = 10;
/// Characters of an instruction.
const INSTRUCTION: usize = 90;

/// The report as text, with lines of at most some 120 characters.
pub fn table(report: &Report) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write(&mut out, report);
    out
}

fn write(out: &mut String, report: &Report) -> fmt::Result {
    for (i, image) in report.images.iter().enumerate() {
        if i > 0 {
            out.push('\n');
        }
        facts(out, image)?;
        history(out, image)?;
        sizes(out, image)?;
        findings(out, image)?;
    }
    let name = |image: usize| {
        let tag = report
            .images
            .get(image)
            .and_then(|image| image.tags.first());
        tag.map_or_else(|| format!("image {}", image + 1), |tag| visible(tag))
    };
    out.push_str(&super::reuse_table(&report.reuse, name));
    Ok(())
}

fn facts(out: &mut String, image: &ImageReport) -> fmt::Result {
    let tags = match image.tags.is_empty() {
        true => "(no tag)".to_owned(),
        false => visible(&image.tags.join(", ")),
    };
    writeln!(out, "Image       {tags}")?;
    let mut row = |name: &str, value: String| match value.is_empty() {
        true => Ok(()),
        false => writeln!(out, "{name:<11} {}", visible(&value)),
    };
    row("ID", image.id.clone().unwrap_or_default())?;
    row("Platform", image.platform.name())?;
    row("Created", image.created.clone().unwrap_or_default())?;
    row(
        "Size",
        format!(
            "{} of files in {} layers, {} in the archive",
            size(image.sizes.total),
            image.layers.len(),
            size(image.stored_size)
        ),
    )?;
    let config = &image.config;
    if image.config_read {
        let user = match config.user.is_empty() {
            true => "root (none set)",
            false => &config.user,
        };
        row("User", user.to_owned())?;
    }
    row("Entrypoint", plain::list(&config.entrypoint))?;
    row("Command", plain::list(&config.cmd))?;
    row("Workdir", config.working_dir.clone())?;
    row("Ports", config.exposed_ports.join(", "))?;
    row("Volumes", config.volumes.join(", "))
}

fn history(out: &mut String, image: &ImageReport) -> fmt::Result {
    writeln!(
        out,
        "\nHistory\n  LAYER      SIZE    ADDED  CHANGED  REMOVED  INSTRUCTION"
    )?;
    for row in &image.history {
        let instruction = format!("{} {}", row.keyword, row.arguments);
        let instruction = match instruction.trim() {
            "" => "(no instruction recorded)".to_owned(),
            text => shorten(&visible(text), INSTRUCTION),
        };
        match row
            .layer
            .and_then(|layer| Some((layer, image.layers.get(layer)?)))
        {
            None => writeln!(
                out,
                "      -         -        -        -        -  {instruction}"
            )?,
            Some((i, layer)) => {
                let count = |n: Option<u64>| n.map_or_else(|| "?".into(), |n| n.to_string());
                let changes = layer.changes;
                writeln!(
                    out,
                    "  {:>5}  {:>8}  {:>7}  {:>7}  {:>7}  {instruction}",
                    i + 1,
                    size(layer.size),
                    count(changes.map(|c| c.added)),
                    count(changes.map(|c| c.modified + c.touched)),
                    count(changes.map(|c| c.removed)),
                )?;
            }
        }
    }
    Ok(())
}

fn sizes(out: &mut String, image: &ImageReport) -> fmt::Result {
    let sizes: &SizesReport = &image.sizes;
    writeln!(
        out,
        "\nBytes       {} visible of {}: efficiency {:.1} %, {} hidden",
        size(sizes.visible),
        size(sizes.total),
        sizes.efficiency * 100.0,
        size(sizes.hidden)
    )?;
    writeln!(
        out,
        "            (dive says: efficiency {:.1} %, {} wasted)",
        sizes.dive.efficiency * 100.0,
        size(sizes.dive.wasted_bytes)
    )?;
    if !sizes.hidden_paths.is_empty() {
        writeln!(
            out,
            "\nHidden bytes\n      SIZE  CAUSE            LAYERS   PATH"
        )?;
    }
    for hidden in sizes.hidden_paths.iter().take(ROWS) {
        writeln!(
            out,
            "  {:>8}  {:<15}  {:>2} > {:<2}  /{}",
            size(hidden.bytes),
            plain::cause(hidden.cause),
            hidden.from + 1,
            hidden.by + 1,
            visible_path(&hidden.path)
        )?;
    }
    more(out, sizes.hidden_paths.len() + sizes.hidden_more as usize)?;
    if !sizes.largest.is_empty() {
        writeln!(out, "\nLargest files\n      SIZE  LAYER  PATH")?;
    }
    for file in sizes.largest.iter().take(ROWS) {
        let (bytes, path) = (size(file.bytes), visible_path(&file.path));
        writeln!(out, "  {bytes:>8}  {:>5}  /{path}", file.layer + 1)?;
    }
    Ok(())
}

fn findings(out: &mut String, image: &ImageReport) -> fmt::Result {
    match image.findings.len() {
        0 => return writeln!(out, "\nFindings    none"),
        n => writeln!(out, "\nFindings    {n}")?,
    }
    for finding in &image.findings {
        let severity = format!("{:?}", finding.severity).to_uppercase();
        let saves = match finding.bytes {
            0 => String::new(),
            bytes => format!(" ({})", size(bytes)),
        };
        let title = visible(&finding.title);
        let origin = plain::origin(finding.origin);
        writeln!(
            out,
            "  {severity:<8}  {}: {title}{saves}{origin}",
            finding.rule
        )?;
        for evidence in finding.evidence.iter().take(3) {
            let layer = evidence.layer.map(|l| format!("layer {}", l + 1));
            let path = evidence
                .path
                .as_ref()
                .map(|p| format!("/{}", visible_path(p)));
            let text = Some(visible(&evidence.text)).filter(|t| !t.is_empty());
            let parts: Vec<String> = [layer, path, text].into_iter().flatten().collect();
            let line = shorten(&parts.join(": "), INSTRUCTION);
            writeln!(out, "            {line}")?;
        }
    }
    Ok(())
}

fn more(out: &mut String, all: usize) -> fmt::Result {
    match all.saturating_sub(ROWS) {
        0 => Ok(()),
        n => writeln!(out, "  … and {n} more (see --format json)"),
    }
}

fn shorten(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}
