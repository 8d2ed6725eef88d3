//! A Dockerfile for an image, from its history: what made it, as far as that is recorded.
//!
//! A history has the instructions, and neither the name of the base nor the files of the build
//! context. What cannot be known is marked by comments; what the config sets and no instruction
//! tells comes last.

mod settings;
mod wrap;

use DockerfileLine as Line;

use super::schema::{HistoryReport, ImageReport};
use crate::image::Instruction;
use crate::rules::{Entry, base_layers, secret_values, without_secrets};
use crate::text;
use crate::words::{Text, dockerfile as say};

/// One line of it, or several that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DockerfileLine {
    /// An instruction, continued over lines where it is long.
    Instruction {
        /// Its text.
        text: String,
        /// Which entry of the history it is; `None` where only the config tells it.
        row: Option<usize>,
    },
    /// What is to be known of the next line, without the sign of a comment.
    Remark(String),
}

/// What every reconstruction lacks.
const HEAD: [Text; 3] = [say::head_1, say::head_2, say::head_3];

impl<'a> From<&'a HistoryReport> for Entry<'a> {
    fn from(row: &'a HistoryReport) -> Entry<'a> {
        Entry {
            keyword: &row.keyword,
            arguments: &row.arguments,
            raw: &row.raw,
            layer: row.layer,
        }
    }
}

/// The lines of an image's Dockerfile, without what looks like a secret: people pass such files on.
pub fn dockerfile(image: &ImageReport) -> Vec<Line> {
    let mut lines: Vec<Line> = HEAD.map(|line| Line::Remark(line().to_owned())).to_vec();
    let base = base_name(image);
    let rows = &image.history;
    let in_base = base_layers(rows.iter().map(Into::into)) as usize;
    // The last entry of the base: behind it comes the first layer that is not of it.
    let own = rows
        .iter()
        .position(|row| row.layer.is_some_and(|layer| layer >= in_base))
        .map(|first| own_start(rows, first, in_base));
    match base {
        Some(base) => lines.push(Line::Remark(say::made_on(&base))),
        None => lines.push(Line::Remark(say::base_unknown().into())),
    }
    if rows.first().is_none_or(|row| row.keyword != "FROM") {
        lines.push(Line::Instruction {
            text: "FROM scratch".into(),
            row: None,
        });
    }
    let decoded: Vec<Instruction> = rows
        .iter()
        .map(|row| Instruction::decode(&row.raw))
        .collect();
    // A builder repeats them with every RUN.
    let mut with: Option<&[String]> = None;
    for (at, (row, decoded)) in rows.iter().zip(&decoded).enumerate() {
        if in_base > 0 && own == Some(at) && at > 0 {
            lines.push(Line::Remark(say::above_below().into()));
        }
        if with != Some(decoded.build_args.as_slice()) {
            let arguments = decoded.build_args.iter();
            lines.extend(arguments.map(|argument| Line::Remark(say::build_argument(argument))));
        }
        if decoded.is("RUN") {
            with = Some(&decoded.build_args);
        }
        entry(image, at, row, &mut lines);
    }
    let told = rows.iter().filter_map(|row| row.layer).count();
    for (at, layer) in image.layers.iter().enumerate().skip(told) {
        let size = text::size(layer.tar_size);
        lines.push(Line::Remark(say::no_entry(at + 1, &size)));
    }
    settings::missing(image, &mut lines);
    let known = secret_values(&image.config.env, decoded.iter());
    cover(&known, lines)
}

/// The same lines with `***` in the place of secrets, which a remark then names.
fn cover(known: &[String], mut lines: Vec<Line>) -> Vec<Line> {
    let mut covered = false;
    for line in &mut lines {
        let (Line::Instruction { text, .. } | Line::Remark(text)) = line;
        let without = without_secrets(text, known);
        covered |= *text != without;
        *text = without;
    }
    if covered {
        lines.insert(HEAD.len(), Line::Remark(say::secret().into()));
    }
    lines
}

/// Whether a text is one line of a Dockerfile, and the next line is another's.
fn one_line(text: &str) -> bool {
    !text.contains(['\n', '\r']) && !text.trim_end().ends_with('\\')
}

/// The whole as a file. Bytes that a terminal or an editor would act on are made visible.
pub fn dockerfile_text(image: &ImageReport) -> String {
    let mut file = String::new();
    let mut after = false;
    for line in dockerfile(image) {
        let (prefix, text) = match &line {
            Line::Instruction { text, .. } => ("", text),
            Line::Remark(text) => {
                if after {
                    file.push('\n');
                }
                ("# ", text)
            }
        };
        after = matches!(line, Line::Instruction { .. });
        for part in text.split('\n') {
            file += prefix;
            file += &text::visible(part);
            file.push('\n');
        }
    }
    file
}

/// What the image itself says that it was made on (image-spec `annotations.md`).
fn base_name(image: &ImageReport) -> Option<String> {
    let label = |key: &str| {
        let value = image.config.labels.get(key)?;
        (!value.is_empty() && value.bytes().all(|b| b.is_ascii_graphic())).then(|| value.clone())
    };
    let name = label("org.opencontainers.image.base.name")?;
    Some(match label("org.opencontainers.image.base.digest") {
        Some(digest) if !name.contains('@') => format!("{name}@{digest}"),
        _ => name,
    })
}

/// Where the image's own entries begin: behind the last `CMD` or `ENTRYPOINT` that stands between
/// the last layer of the base and `first`, the first entry with a layer that is not of it.
fn own_start(rows: &[HistoryReport], first: usize, in_base: usize) -> usize {
    let last = rows[..first].iter().rposition(|row| {
        matches!(row.keyword.as_str(), "CMD" | "ENTRYPOINT")
            || row.layer.is_some_and(|layer| layer + 1 == in_base)
    });
    last.map_or(first, |last| last + 1)
}

fn entry(image: &ImageReport, at: usize, row: &HistoryReport, lines: &mut Vec<Line>) {
    let remark = |text: String| Line::Remark(text);
    let layer = row.layer.and_then(|layer| image.layers.get(layer));
    let layer = layer.zip(row.layer).map(|(layer, at)| match layer.scanned {
        true => say::layer_of(at + 1, &text::size(layer.tar_size)),
        false => say::layer(at + 1),
    });
    if row.keyword.is_empty() {
        let what = match (row.raw.trim().is_empty(), &layer) {
            (true, Some(layer)) => say::nobody_says(layer),
            (true, None) => say::says_nothing().to_owned(),
            (false, Some(layer)) => say::no_instruction_but(layer, &row.raw),
            (false, None) => say::no_instruction(&row.raw),
        };
        return lines.push(remark(what));
    }
    let unnamed = ["file:", "dir:", "multi:"];
    let arguments = row.arguments.as_str();
    if matches!(row.keyword.as_str(), "ADD" | "COPY")
        && arguments
            .split_whitespace()
            .any(|word| unnamed.iter().any(|kind| word.starts_with(kind)))
    {
        let hashed = layer.map(|layer| say::by_hash_of(&layer));
        lines.push(remark(hashed.unwrap_or_else(|| say::by_hash().to_owned())));
    }
    let text = match row.keyword.as_str() {
        "RUN" => wrap::run(arguments),
        _ => Some(arguments.to_owned()).filter(|text| one_line(text)),
    };
    match text {
        Some(text) => lines.push(Line::Instruction {
            text: format!("{} {text}", row.keyword).trim_end().to_owned(),
            row: Some(at),
        }),
        // Whatever stood behind a line break would be an instruction of its own.
        None => {
            lines.push(remark(say::line_break().into()));
            lines.push(remark(format!("{} {arguments}", row.keyword)));
        }
    }
}

#[cfg(test)]
mod tests;
