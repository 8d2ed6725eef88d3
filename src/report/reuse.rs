//! What images could share, as text for a terminal.

use std::fmt::{self, Write as _};

use crate::reuse::{Reuse, ReuseKind};
use crate::text::size;

/// A section of rows, the place of each image named by `name`; nothing where there are none.
pub fn reuse_table(reuse: &[Reuse], name: impl Fn(usize) -> String) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write(&mut out, reuse, name);
    out
}

fn write(out: &mut String, reuse: &[Reuse], name: impl Fn(usize) -> String) -> fmt::Result {
    if reuse.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nCould be shared")?;
    for one in reuse {
        let why = match one.kind {
            ReuseKind::SameFiles => "the same files, but for times and their order".to_owned(),
            ReuseKind::OtherBase => format!(
                "one base at two versions, {} of it the same",
                size(one.same)
            ),
        };
        writeln!(out, "  {:>8}  {why}", size(one.bytes))?;
        for place in &one.places {
            let layers: Vec<String> = place.layers.iter().map(|at| (at + 1).to_string()).collect();
            let (name, layers) = (name(place.image), layers.join(", "));
            writeln!(out, "            {name}: layer {layers}")?;
        }
    }
    Ok(())
}
