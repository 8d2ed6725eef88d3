//! The images of an index, to choose from.

use crate::report::ChoiceReport;
use crate::view::text;
use crate::words::remote as say;

/// What each is called: its platform, with its name where it has one, and with its digest where
/// that would not tell it from another.
pub fn choice_labels(choices: &[ChoiceReport]) -> Vec<String> {
    let plain = |choice: &ChoiceReport| {
        let platform = match choice.platform.as_str() {
            "" => say::unknown_platform(),
            platform => platform,
        };
        match &choice.name {
            Some(name) => format!("{name} ({platform})"),
            None => platform.to_owned(),
        }
    };
    let labels: Vec<String> = choices.iter().map(plain).collect();
    let one = |(label, choice): (&String, &ChoiceReport)| match labels
        .iter()
        .filter(|other| *other == label)
        .count()
    {
        1 => label.clone(),
        _ => format!("{label} {}", text::short_digest(&choice.manifest)),
    };
    labels.iter().zip(choices).map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_are_called_the_same() {
        let choice = |platform: &str, name: Option<&str>, manifest: &str| ChoiceReport {
            manifest: manifest.into(),
            platform: platform.into(),
            name: name.map(str::to_owned),
            chosen: false,
        };
        let labels = choice_labels(&[
            choice("linux/amd64", None, "sha256:aa"),
            choice("linux/amd64", Some("1.0"), "sha256:ab"),
            choice("windows/amd64", None, "sha256:0123456789abcdef"),
            choice("windows/amd64", None, "sha256:cc"),
            choice("", None, "sha256:dd"),
        ]);
        assert_eq!(
            labels,
            [
                "linux/amd64",
                "1.0 (linux/amd64)",
                "windows/amd64 0123456789ab",
                "windows/amd64 cc",
                "unknown platform"
            ]
        );
    }
}
