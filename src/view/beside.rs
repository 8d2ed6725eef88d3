//! The Dockerfile that a person put beside the image.

use std::rc::Rc;

use crate::dockerfile::{Dockerfile, Lines};
use crate::report::{ImageReport, placed, write_lines};
use crate::rules::Finding;
use crate::words::beside as say;

/// A Dockerfile, and what it is called.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    /// Its file's name.
    pub name: String,
    file: Rc<Dockerfile>,
}

/// An image's findings in its Dockerfile.
#[derive(Clone, Debug, PartialEq)]
pub struct Located {
    /// The findings, with the lines of their places.
    pub findings: Vec<Finding>,
    /// Instructions that were found in the history.
    pub found: usize,
    /// All of them.
    pub all: usize,
}

impl Beside {
    /// Reads a file.
    pub fn read(name: String, text: &str) -> Beside {
        let file = Rc::new(Dockerfile::parse(text));
        Beside { name, file }
    }

    /// Where an image's findings stand in it.
    pub fn locate(&self, image: &ImageReport) -> Located {
        let placed = placed(image, &self.file);
        let mut image = image.clone();
        write_lines(&mut image, &placed);
        Located {
            findings: image.findings,
            found: placed.found,
            all: placed.all,
        }
    }
}

impl Located {
    /// How much of it is this image's.
    pub fn told(&self) -> String {
        match (self.found, self.all) {
            (_, 0) => say::no_dockerfile().to_owned(),
            (0, _) => say::of_another().to_owned(),
            (found, all) => say::found(found, all),
        }
    }
}

/// `7`, `7–9`.
pub fn lines(lines: Lines) -> String {
    match lines.first == lines.last {
        true => lines.first.to_string(),
        false => format!("{}–{}", lines.first, lines.last),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::HistoryReport;

    #[test]
    fn told() {
        let row = |arguments: &str| HistoryReport {
            keyword: "RUN".to_owned(),
            arguments: arguments.to_owned(),
            ..HistoryReport::default()
        };
        let image = ImageReport {
            history: vec![row("make"), row("make install")],
            ..ImageReport::default()
        };
        let told = |text: &str| {
            Beside::read("Dockerfile".to_owned(), text)
                .locate(&image)
                .told()
        };
        assert_eq!(
            told("FROM a\nRUN make\nRUN b"),
            "1 of its 2 instructions made this image."
        );
        assert!(told("FROM a\nRUN b").starts_with("None of its instructions"));
        assert!(told("Good day.").starts_with("There is no FROM"));
        let at = |first, last| lines(Lines { first, last });
        assert_eq!((at(7, 7), at(7, 9)), ("7".to_owned(), "7–9".to_owned()));
    }
}
