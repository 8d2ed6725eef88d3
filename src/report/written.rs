//! Where findings stand in the Dockerfile that an image was built by.

use super::schema::{HistoryReport, ImageReport};
use crate::dockerfile::{Dockerfile, Entry, Lines, Placed};
use crate::image::Instruction;
use crate::rules::{Evidence, secret_values, without_secrets};

/// Looks for an image's history in a Dockerfile.
pub fn placed(image: &ImageReport, file: &Dockerfile) -> Placed {
    let entry = |row: &HistoryReport| Entry {
        keyword: row.keyword.clone(),
        arguments: row.arguments.clone(),
        build_args: Instruction::decode(&row.raw).build_args,
    };
    let entries: Vec<Entry> = image.history.iter().map(entry).collect();
    file.place(&entries)
}

/// Writes beside each evidence of an image's findings where it stands in the Dockerfile.
pub fn write_lines(image: &mut ImageReport, placed: &Placed) {
    let mut findings = std::mem::take(&mut image.findings);
    let told = Told::of(image);
    for evidence in findings.iter_mut().flat_map(|one| &mut one.evidence) {
        evidence.lines = told.lines(image, placed, evidence);
    }
    image.findings = findings;
}

/// The history's entries as evidence tells them.
struct Told(Vec<String>);

impl Told {
    fn of(image: &ImageReport) -> Told {
        let rows = image.history.iter();
        let decoded: Vec<Instruction> = rows.map(|row| Instruction::decode(&row.raw)).collect();
        let known = secret_values(&image.config.env, decoded.iter());
        let told = |row: &Instruction| {
            let text = without_secrets(&row.to_string(), &known);
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        Told(decoded.iter().map(told).collect())
    }

    /// What brought it: the instruction that made its layer, or that it quotes; and `FROM` for what
    /// the base image brought, and for what no instruction says.
    fn lines(&self, image: &ImageReport, placed: &Placed, evidence: &Evidence) -> Option<Lines> {
        let row = match evidence.layer {
            Some(layer) => image.layers.get(layer as usize)?.history,
            None => self.quoted(&evidence.text),
        };
        let first = placed.rows.iter().position(Option::is_some)?;
        match row {
            Some(row) => placed
                .rows
                .get(row)
                .copied()
                .flatten()
                .or_else(|| placed.from.filter(|_| row < first)),
            None => placed.from,
        }
    }

    /// The entry that a text quotes, whole or its beginning.
    fn quoted(&self, text: &str) -> Option<usize> {
        let start = text.trim_end_matches('…');
        let (keyword, rest) = start.split_once(' ')?;
        let whole = self.0.iter().rposition(|told| told.starts_with(start));
        whole.or_else(|| {
            // `ENV NAME: what its value is`.
            let name = rest
                .split([':', ' '])
                .next()
                .filter(|name| !name.is_empty())?;
            self.0.iter().rposition(|told| {
                let words = told.strip_prefix(keyword).unwrap_or_default();
                words.split_whitespace().any(|word| {
                    word == name
                        || word
                            .strip_prefix(name)
                            .is_some_and(|rest| rest.starts_with('='))
                })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{ConfigReport, LayerReport};
    use crate::rules::{Finding, Severity};

    fn image() -> ImageReport {
        let row = |raw: &str, layer| {
            let instruction = Instruction::decode(raw);
            HistoryReport {
                keyword: instruction.keyword,
                arguments: instruction.arguments,
                raw: raw.to_owned(),
                layer,
                ..HistoryReport::default()
            }
        };
        let layer = |history| LayerReport {
            history: Some(history),
            ..LayerReport::default()
        };
        ImageReport {
            history: vec![
                row("ADD rootfs.tar / # buildkit", Some(0)),
                row("CMD [\"bash\"]", None),
                row("ENV A=1 API_TOKEN=x1y2z3w4", None),
                row("RUN /bin/sh -c make # buildkit", Some(1)),
            ],
            layers: vec![layer(0), layer(3)],
            config: ConfigReport {
                env: vec!["API_TOKEN=x1y2z3w4".to_owned()],
                ..ConfigReport::default()
            },
            ..ImageReport::default()
        }
    }

    #[test]
    fn each_evidence_has_its_lines() {
        let mut image = image();
        let evidence = |layer, text: &str| Evidence {
            layer,
            text: text.to_owned(),
            ..Evidence::default()
        };
        image.findings = vec![Finding {
            rule: "a".to_owned(),
            severity: Severity::Low,
            title: String::new(),
            why: String::new(),
            evidence: vec![
                evidence(Some(0), ""),
                evidence(Some(1), ""),
                evidence(None, "ENV API_TOKEN"),
                evidence(None, "no USER"),
            ],
            more: 0,
            bytes: 0,
            origin: None,
            fix: String::new(),
            translations: Vec::new(),
        }];
        let text = "FROM debian\nENV A=1 \\\n  API_TOKEN=x1y2z3w4\nRUN make\n";
        let placed = placed(&image, &Dockerfile::parse(text));
        assert_eq!((placed.found, placed.all), (2, 2));
        write_lines(&mut image, &placed);
        let lines = image.findings[0].evidence.iter();
        let lines: Vec<_> = lines.map(|e| e.lines.map(|l| (l.first, l.last))).collect();
        assert_eq!(
            lines,
            [Some((1, 1)), Some((4, 4)), Some((2, 3)), Some((1, 1))]
        );
        // A Dockerfile of something else tells nothing.
        let other = super::placed(&image, &Dockerfile::parse("FROM a\nRUN other\n"));
        write_lines(&mut image, &other);
        assert!(image.findings[0].evidence.iter().all(|e| e.lines.is_none()));
    }
}
