//! A comparison as text for a terminal.

use std::fmt::{self, Write as _};

use super::{
    Comparison, FileChange, FileRow, LayersCompared, PackagesCompared, Rebuild, SideReport,
};
use crate::report::reuse_table;
use crate::text::{size, visible, visible_path};

/// Rows of each list; the JSON form has more.
const ROWS: usize = 40;
/// Characters of an instruction.
const INSTRUCTION: usize = 80;

/// The comparison as text.
pub fn comparison_table(comparison: &Comparison) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write(&mut out, comparison);
    out
}

fn write(out: &mut String, comparison: &Comparison) -> fmt::Result {
    let (old, new) = (&comparison.old, &comparison.new);
    writeln!(out, "Old         {}", named(old))?;
    writeln!(out, "New         {}", named(new))?;
    let grown = |name: &str, was: u64, is: u64, out: &mut String| {
        writeln!(
            out,
            "{name:<11} {} → {} ({})",
            size(was),
            size(is),
            signed(was, is)
        )
    };
    grown("Files", old.size, new.size, out)?;
    grown("As stored", old.stored, new.stored, out)?;
    if !comparison.complete {
        writeln!(
            out,
            "            Not all files of both are known: more may differ than is told here."
        )?;
    }
    if let Some(layers) = &comparison.layers {
        self::layers(out, layers)?;
    }
    if let Some(rebuild) = &comparison.rebuild {
        self::rebuild(out, rebuild)?;
    }
    let side = |at: usize| ["old", "new"].get(at).copied().unwrap_or_default();
    out.push_str(&reuse_table(&comparison.reuse, |at| side(at).to_owned()));
    if !comparison.settings.is_empty() {
        writeln!(out, "\nConfiguration")?;
    }
    for one in &comparison.settings {
        let name = match one.key.is_empty() {
            true => one.setting.clone(),
            false => format!("{} {}", one.setting, visible(&one.key)),
        };
        let value = |value: &Option<String>| match value.as_deref() {
            None => "(none)".to_owned(),
            Some("") => "(set)".to_owned(),
            Some(text) => visible(text),
        };
        writeln!(out, "  {name}: {} → {}", value(&one.old), value(&one.new))?;
    }
    if let Some(packages) = &comparison.packages {
        self::packages(out, packages)?;
    }
    files(out, comparison)
}

fn named(side: &SideReport) -> String {
    let tags = match side.tags.is_empty() {
        true => String::new(),
        false => format!(" ({})", side.tags.join(", ")),
    };
    let layer = side.layer.map(|layer| format!(", layer {}", layer + 1));
    visible(&format!("{}{tags}{}", side.name, layer.unwrap_or_default()))
}

fn signed(was: u64, is: u64) -> String {
    match is >= was {
        true => format!("+{}", size(is - was)),
        false => format!("-{}", size(was - is)),
    }
}

fn layers(out: &mut String, layers: &LayersCompared) -> fmt::Result {
    writeln!(
        out,
        "Layers      {} shared ({}), {} only in the old, {} only in the new",
        layers.shared.len(),
        size(layers.shared_size),
        layers.only_old.len(),
        layers.only_new.len()
    )
}

fn rebuild(out: &mut String, rebuild: &Rebuild) -> fmt::Result {
    writeln!(
        out,
        "Download    {} for those who have the old image",
        size(rebuild.download)
    )?;
    if rebuild.needless > 0 {
        writeln!(
            out,
            "            {} of it though nothing in it changed but times",
            size(rebuild.needless)
        )?;
    }
    if !rebuild.cause.is_empty() {
        let cause = shorten(&visible(&rebuild.cause));
        writeln!(out, "Broken at   {cause}")?;
        match rebuild.same_words {
            true => writeln!(
                out,
                "            the same words: what it takes in has changed"
            )?,
            false => writeln!(out, "    before  {}", shorten(&visible(&rebuild.before)))?,
        }
    }
    writeln!(out, "\nLayers to download\n  LAYER    STORED  INSTRUCTION")?;
    for layer in &rebuild.layers {
        let why = match (layer.moved_from, layer.same_as) {
            (Some(at), _) => format!(" [there already, as layer {}]", at + 1),
            (_, Some(at)) => format!(" [nothing changed since layer {}]", at + 1),
            _ => String::new(),
        };
        writeln!(
            out,
            "  {:>5}  {:>8}  {}{why}",
            layer.row.layer + 1,
            size(layer.row.stored.unwrap_or(0)),
            shorten(&visible(&layer.row.instruction))
        )?;
    }
    Ok(())
}

fn packages(out: &mut String, packages: &PackagesCompared) -> fmt::Result {
    if !packages.changes.is_empty() {
        writeln!(out, "\nPackages")?;
    }
    for change in packages.changes.iter().take(ROWS) {
        let version = |version: &Option<String>| match version {
            None => "(none)".to_owned(),
            Some(version) => visible(version),
        };
        writeln!(
            out,
            "  {:<6}  {}  {} → {}",
            change.kind.id(),
            visible(&change.name),
            version(&change.old),
            version(&change.new)
        )?;
    }
    more(out, packages.changes.len().saturating_sub(ROWS) as u64)
}

fn files(out: &mut String, comparison: &Comparison) -> fmt::Result {
    let files = &comparison.files;
    writeln!(
        out,
        "\nFiles\n                   FILES  FOLDERS       OLD       NEW"
    )?;
    let unchanged = [("unchanged", files.sums.unchanged)];
    let all = FileChange::ALL.map(|change| (change.id(), files.sums.of(change)));
    for (name, sum) in all.into_iter().chain(unchanged) {
        if sum.files + sum.folders > 0 {
            writeln!(
                out,
                "  {name:<12} {:>9}  {:>7}  {:>8}  {:>8}",
                sum.files,
                sum.folders,
                size(sum.old),
                size(sum.new)
            )?;
        }
    }
    // Times differ in every rebuild: they are counted, and not listed.
    let told = |row: &&FileRow| row.change != FileChange::Time;
    let told: Vec<&FileRow> = files.rows.iter().filter(told).collect();
    if !told.is_empty() {
        writeln!(out, "\n  CHANGE            OLD       NEW  PATH")?;
    }
    for row in told.iter().take(ROWS) {
        let bytes = |facts: Option<u64>| facts.map_or_else(|| "-".to_owned(), size);
        writeln!(
            out,
            "  {:<10}  {:>8}  {:>8}  /{}",
            row.change.id(),
            bytes(row.old.as_ref().map(|facts| facts.size)),
            bytes(row.new.as_ref().map(|facts| facts.size)),
            visible_path(&row.path)
        )?;
    }
    more(out, told.len().saturating_sub(ROWS) as u64 + files.more)
}

fn more(out: &mut String, rows: u64) -> fmt::Result {
    match rows {
        0 => Ok(()),
        n => writeln!(out, "  … and {n} more: --format json lists them"),
    }
}

fn shorten(text: &str) -> String {
    match text.char_indices().nth(INSTRUCTION) {
        None => text.to_owned(),
        Some((at, _)) => format!("{}…", &text[..at]),
    }
}
