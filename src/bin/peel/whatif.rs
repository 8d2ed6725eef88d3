//! `peel whatif`: an image's size without what is named, and how to get there.

use std::ffi::OsStr;
use std::fmt::{self, Write as _};
use std::process::ExitCode;

use peel::text::{size, visible, visible_path};
use peel::whatif::{File, Stale, Tick, Without, without};

use crate::analyze::{complain, scanned};
use crate::output::{print, say};
use crate::remote::Options;

/// Prints the first image without what is ticked; what is wrong goes to standard error.
pub fn whatif(image: &OsStr, ticks: &[Tick], json: bool, options: &Options) -> ExitCode {
    let Some((mut session, problems)) = scanned(image, options) else {
        return ExitCode::from(2);
    };
    session.analyze(0);
    let mut report = session.report();
    report.problems.extend(problems);
    let mut wrong = complain(&report);
    let Some(image) = session.image(0) else {
        say!("peel: error: there is no image in it.");
        return ExitCode::from(2);
    };
    let found = without(&image, ticks);
    for ticked in &found.ticks {
        match ticked.stale {
            Some(Stale::NoSuchPath) => {
                say!("peel: error: {} is in no layer.", named(&ticked.tick));
                wrong = true;
            }
            // A rule that found nothing is no fault: a script may name it for any image.
            Some(Stale::NoSuchFinding) => {
                say!("peel: note: {} has no finding here.", named(&ticked.tick));
            }
            None => {}
        }
    }
    let text = match json {
        false => table(&found),
        true => match serde_json::to_string_pretty(&found) {
            Ok(text) => text + "\n",
            Err(error) => {
                say!("peel: this cannot be written as JSON: {error}.");
                return ExitCode::from(2);
            }
        },
    };
    match (print(&text), wrong) {
        (_, true) => ExitCode::from(2),
        (printed, false) => printed,
    }
}

fn named(tick: &Tick) -> String {
    match tick {
        Tick::Path(path) => format!("/{}", visible_path(path.trim_start_matches('/'))),
        Tick::Finding { rule, .. } => rule.clone(),
    }
}

fn table(found: &Without) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write(&mut out, found);
    out
}

fn write(out: &mut String, found: &Without) -> fmt::Result {
    let (stored, stored_gone) = found.stored();
    writeln!(
        out,
        "Size        {} → {}: {} less",
        size(found.before),
        size(found.after()),
        size(found.gone)
    )?;
    writeln!(
        out,
        "Stored      {} → about {} (an estimate, by each layer's own ratio)",
        size(stored),
        size(stored - stored_gone)
    )?;
    if !found.ticks.is_empty() {
        writeln!(out, "\nWithout\n      LESS  WHAT")?;
    }
    for ticked in &found.ticks {
        writeln!(out, "  {:>8}  {}", size(ticked.bytes), named(&ticked.tick))?;
    }
    if found.overlaps() {
        writeln!(out, "            (what several of them take counts once)")?;
    }
    writeln!(out, "\nLayers\n  LAYER    BEFORE     AFTER      LESS")?;
    for (i, layer) in found.layers.iter().enumerate() {
        let less = match layer.gone {
            0 => "-".to_owned(),
            gone => size(gone),
        };
        writeln!(
            out,
            "  {:>5}  {:>8}  {:>8}  {less:>8}",
            i + 1,
            size(layer.before),
            size(layer.before - layer.gone)
        )?;
    }
    let titles = [
        (File::Dockerfile, "Dockerfile"),
        (File::Dockerignore, ".dockerignore"),
    ];
    for (file, title) in titles {
        let of_file = found.lines.iter().filter(|lines| lines.file == file);
        for (i, lines) in of_file.enumerate() {
            if i == 0 {
                writeln!(out, "\n{title}")?;
            } else {
                writeln!(out)?;
            }
            for line in lines.commented().lines() {
                writeln!(out, "  {}", visible(line))?;
            }
        }
    }
    Ok(())
}
