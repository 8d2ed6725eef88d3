//! The packages of images, as data with a version and as text for a terminal.

use std::fmt::{self, Write as _};

use serde::{Deserialize, Serialize};

use super::SCHEMA;
use crate::packages::{Kind, Package, Packages};
use crate::text::{size, visible, visible_path};

/// Rows of the list of what no package owns; the JSON form has more.
const ROWS: usize = 10;

/// The packages of an archive's images.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PackagesReport {
    /// The version of this form: that of reports.
    pub schema: u32,
    /// The images, in the archive's order.
    pub images: Vec<ImagePackages>,
}

impl PackagesReport {
    /// Of these images.
    pub fn of(images: Vec<ImagePackages>) -> PackagesReport {
        PackagesReport {
            schema: SCHEMA,
            images,
        }
    }
}

/// The packages of one image.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImagePackages {
    /// Its references; may be none.
    pub tags: Vec<String>,
    /// They.
    #[serde(flatten)]
    pub packages: Packages,
}

/// The packages as text.
pub fn packages_table(report: &PackagesReport) -> String {
    let mut out = String::new();
    for (i, image) in report.images.iter().enumerate() {
        if i > 0 {
            out.push('\n');
        }
        // Writing to a String cannot fail.
        let _ = write(&mut out, image);
    }
    out
}

fn write(out: &mut String, image: &ImagePackages) -> fmt::Result {
    let packages = &image.packages;
    let tags = match image.tags.is_empty() {
        true => "(no tag)".to_owned(),
        false => visible(&image.tags.join(", ")),
    };
    writeln!(out, "Image       {tags}")?;
    let kinds = Kind::ALL.into_iter().filter_map(|kind| {
        let of_kind = |package: &&Package| package.kind == kind;
        match packages.packages.iter().filter(of_kind).count() {
            0 => None,
            n => Some(format!("{n} {}", kind.id())),
        }
    });
    let kinds: Vec<String> = kinds.collect();
    let kinds = match kinds.is_empty() {
        true => "none found".to_owned(),
        false => kinds.join(", "),
    };
    writeln!(out, "Packages    {kinds}")?;
    writeln!(
        out,
        "Bytes       {} of {} owned by a package, {} by none",
        size(packages.owned),
        size(packages.total),
        size(packages.unowned)
    )?;
    if !packages.packages.is_empty() {
        writeln!(
            out,
            "\n      SIZE    FILES  LAYER  KIND    NAME AND VERSION"
        )?;
    }
    for package in &packages.packages {
        writeln!(
            out,
            "  {:>8}  {:>7}  {:>5}  {:<6}  {}",
            size(package.bytes),
            package.files,
            package.layer + 1,
            package.kind.id(),
            named(package)
        )?;
    }
    if !packages.removed.is_empty() {
        writeln!(
            out,
            "\nRemoved or replaced by later layers\n    HIDDEN   LAYERS  KIND    NAME AND VERSION"
        )?;
    }
    for package in &packages.removed {
        let by = package.removed.map_or(0, |by| by + 1);
        let replaced = package.replaced.as_deref();
        let replaced = replaced.map_or(String::new(), |by| format!(" → {}", visible(by)));
        writeln!(
            out,
            "  {:>8}  {:>2} > {:<2}  {:<6}  {}{replaced}",
            size(package.hidden),
            package.layer + 1,
            by,
            package.kind.id(),
            named(package)
        )?;
    }
    if packages.unowned > 0 {
        writeln!(
            out,
            "\nLargest files of no package\n      SIZE  LAYER  PATH"
        )?;
    }
    let largest = packages.unowned_largest.iter();
    for file in largest.filter(|file| file.bytes > 0).take(ROWS) {
        let (bytes, path) = (size(file.bytes), visible_path(&file.path));
        writeln!(out, "  {bytes:>8}  {:>5}  /{path}", file.layer + 1)?;
    }
    Ok(())
}

fn named(package: &Package) -> String {
    let words = [&package.name, &package.version, &package.arch];
    let words = words.map(|word| visible(word));
    let words: Vec<&str> = (words.iter().map(String::as_str))
        .filter(|word| !word.is_empty())
        .collect();
    match package.parts.len() {
        0 => words.join(" "),
        n => format!("{} (and {n} inside)", words.join(" ")),
    }
}
