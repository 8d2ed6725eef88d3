//! The outcome of a check in the forms that people and programs read.
//!
//! All that comes from an image is a stranger's text, and is escaped for the form it goes into.

mod github;
mod junit;
mod markdown;
mod places;
mod sarif;
mod table;

use super::Outcome;

/// The forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For a terminal.
    Table,
    /// Everything.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// JUnit's XML, for whatever shows tests.
    Junit,
    /// For a comment on a pull request.
    Markdown,
    /// Commands of a GitHub workflow, which make annotations.
    Github,
}

impl Format {
    /// All of them, with their names on the command line.
    pub const ALL: &[(&str, Format)] = &[
        ("table", Format::Table),
        ("json", Format::Json),
        ("sarif", Format::Sarif),
        ("junit", Format::Junit),
        ("markdown", Format::Markdown),
        ("github", Format::Github),
    ];

    /// The form of that name.
    pub fn named(name: &str) -> Option<Format> {
        let mut all = Format::ALL.iter();
        all.find(|(known, _)| *known == name).map(|(_, form)| *form)
    }
}

/// The outcome in that form, with a line feed at its end.
pub fn print(outcome: &Outcome, form: Format) -> String {
    match form {
        Format::Table => table::table(outcome),
        Format::Json => json(outcome),
        Format::Sarif => json(&sarif::log(outcome)),
        Format::Junit => junit::xml(outcome),
        Format::Markdown => markdown::comment(outcome),
        Format::Github => github::commands(outcome),
    }
}

fn json(document: &impl serde::Serialize) -> String {
    let text = serde_json::to_string_pretty(document);
    // Text, numbers and lists are always JSON.
    text.unwrap_or_default() + "\n"
}

#[cfg(test)]
mod tests;
