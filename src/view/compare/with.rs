//! What the image at hand is compared with, as an address keeps it.

use super::super::fragment::value;

/// What is compared with. An address opens all of them again but a file, of which a page keeps only the name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum With {
    /// A file or a folder of this machine, by its name.
    File(String),
    /// An image elsewhere, as a person names it; which, from 0, where there are several.
    Reference(String, Option<usize>),
    /// A report at an address, which may be relative to the page; which of its images, from 0.
    Report(String, Option<usize>),
    /// Another image of the archive, from 0.
    Image(usize),
    /// The old layer of the image at hand, and the new one, from 0.
    Layers(usize, usize),
}

impl With {
    /// What an address leads to; `None` where it says nothing of it, or says it wrongly.
    pub(in crate::view) fn read(fragment: &str) -> Option<With> {
        let with = value(fragment, "with");
        // People count from 1.
        let number = |text: &str| text.parse::<usize>().ok()?.checked_sub(1);
        let which = || value(fragment, "which").and_then(|which| number(&which));
        match value(fragment, "compare")?.as_str() {
            "file" => Some(With::File(with.unwrap_or_default())),
            "reference" => Some(With::Reference(with?, which())),
            "report" => Some(With::Report(with?, which())),
            "image" => Some(With::Image(number(&with?)?)),
            "layers" => {
                let with = with?;
                let (old, new) = with.split_once(',')?;
                Some(With::Layers(number(old)?, number(new)?))
            }
            _ => None,
        }
    }

    /// Whether it is the same, whichever of several images is meant.
    pub(super) fn is_of(&self, other: &With) -> bool {
        match (self, other) {
            (With::Reference(text, _), With::Reference(other, _)) => text == other,
            _ => self == other,
        }
    }

    /// Its values in an address: those of `compare`, `with` and `which`.
    pub(in crate::view) fn written(&self) -> [Option<String>; 3] {
        let number = |number: usize| (number + 1).to_string();
        let (kind, with, which) = match self {
            With::File(name) => ("file", name.clone(), None),
            With::Reference(text, which) => ("reference", text.clone(), which.map(number)),
            With::Report(address, which) => ("report", address.clone(), which.map(number)),
            With::Image(image) => ("image", number(*image), None),
            With::Layers(old, new) => {
                ("layers", format!("{},{}", number(*old), number(*new)), None)
            }
        };
        [Some(kind.to_owned()), Some(with), which]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_comparison_is_none() {
        for wrong in [
            "compare=image",
            "compare=image&with=0",
            "compare=layers&with=1",
            "compare=layers&with=1,x",
            "compare=reference",
            "compare=report",
            "compare=else&with=1",
            "with=2",
        ] {
            assert_eq!(With::read(wrong), None, "{wrong}");
        }
        let report = With::Report("../a/b 1.peel".into(), Some(1));
        let [compare, with, which] = report.written().map(Option::unwrap_or_default);
        let fragment = format!("compare={compare}&with={with}&which={which}");
        assert_eq!(With::read(&fragment), Some(report));
        let file = With::read("compare=file&with=a.tar");
        assert_eq!(file, Some(With::File("a.tar".into())));
    }
}
