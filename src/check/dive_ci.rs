//! dive's own limits, from its `.dive-ci`, with the verdicts of dive 0.13.1.
//!
//! dive holds its figures to them, which are not always the true ones (`image::DiveFigures`).

use super::config::ConfigError;
use super::outcome::{Limit, percent};
use crate::amount::bytes;
use crate::report::DiveReport;
use crate::text::size;

/// What dive holds an image to; `None` where a limit is disabled.
#[derive(Clone, Debug, PartialEq)]
pub struct DiveRules {
    /// `lowestEfficiency`, 0 to 1.
    pub lowest_efficiency: Option<f64>,
    /// `highestWastedBytes`.
    pub highest_wasted_bytes: Option<u64>,
    /// `highestUserWastedPercent`: a share from 0 to 1, whatever its name says.
    pub highest_user_wasted: Option<f64>,
}

impl Default for DiveRules {
    fn default() -> DiveRules {
        DiveRules {
            lowest_efficiency: Some(0.9),
            highest_wasted_bytes: None,
            highest_user_wasted: Some(0.1),
        }
    }
}

impl DiveRules {
    /// Reads a `.dive-ci`: the block mapping `rules` of YAML with one scalar a line, which is all
    /// that dive's own examples have. What is not in it keeps dive's default.
    pub fn parse(text: &str) -> Result<DiveRules, ConfigError> {
        let mut rules = DiveRules::default();
        let mut inside = false;
        for (at, line) in text.lines().enumerate() {
            let wrong = |what: &str| ConfigError::Line(at + 1, what.to_owned());
            let line = line.trim_start_matches('\u{feff}');
            let written = uncommented(line);
            if written.is_empty() || written == "---" {
                continue;
            }
            let (key, value) = written
                .split_once(':')
                .ok_or_else(|| wrong("a key and a colon are expected"))?;
            if !written.starts_with([' ', '\t']) {
                inside = key.trim().eq_ignore_ascii_case("rules");
                match inside && !value.trim().is_empty() {
                    true => return Err(wrong("the rules are expected in the lines below")),
                    false => continue,
                }
            }
            // YAML's null changes nothing: dive keeps its default.
            let is_null = ["", "~", "null"].contains(&value.trim());
            if inside && !is_null {
                rules
                    .set(unquoted(key), unquoted(value))
                    .map_err(|what| wrong(&what))?;
            }
        }
        Ok(rules)
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), String> {
        let off = ["", "disabled", "off", "false"];
        let off = off.contains(&value.to_ascii_lowercase().as_str());
        let share = || match value.parse::<f64>() {
            Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
            _ => Err(format!("{key} is to be from 0 to 1, or disabled: {value}")),
        };
        // dive 0.13.1 does not look at the case; later ones have more words for a limit that is
        // disabled, which it refuses.
        match key.to_ascii_lowercase().as_str() {
            "lowestefficiency" if off => self.lowest_efficiency = None,
            "lowestefficiency" => self.lowest_efficiency = Some(share()?),
            "highestuserwastedpercent" if off => self.highest_user_wasted = None,
            "highestuserwastedpercent" => self.highest_user_wasted = Some(share()?),
            "highestwastedbytes" if off => self.highest_wasted_bytes = None,
            "highestwastedbytes" => {
                let amount = bytes(value).ok_or_else(|| format!("not an amount of bytes: {value}"));
                self.highest_wasted_bytes = Some(amount?);
            }
            // dive lets others pass.
            _ => {}
        }
        Ok(())
    }

    /// What dive says of these figures: all comparisons are strict.
    pub(super) fn limits(&self, dive: &DiveReport) -> Vec<Limit> {
        let efficiency = self.lowest_efficiency.map(|least| Limit {
            name: "lowestEfficiency",
            allowed: format!("at least {}", percent(least)),
            measured: percent(dive.efficiency),
            passed: least <= dive.efficiency,
        });
        let wasted = self.highest_wasted_bytes.map(|most| Limit {
            name: "highestWastedBytes",
            allowed: format!("at most {}", size(most)),
            measured: size(dive.wasted_bytes),
            passed: dive.wasted_bytes <= most,
        });
        // dive divides by zero: nothing by nothing passes, something by nothing is infinite.
        let share = match (dive.user_wasted_share, dive.wasted_bytes) {
            (Some(share), _) => share,
            (None, 0) => 0.0,
            (None, _) => f64::INFINITY,
        };
        let user = self.highest_user_wasted.map(|most| Limit {
            name: "highestUserWastedPercent",
            allowed: format!("at most {}", percent(most)),
            measured: percent(share),
            passed: share <= most,
        });
        [efficiency, wasted, user].into_iter().flatten().collect()
    }
}

/// A line without its comment and the spaces at its end.
fn uncommented(line: &str) -> &str {
    let starts = |(at, _): &(usize, &str)| *at == 0 || line[..*at].ends_with([' ', '\t']);
    let comment = line.match_indices('#').find(starts);
    line[..comment.map_or(line.len(), |(at, _)| at)].trim_end()
}

fn unquoted(text: &str) -> &str {
    let text = text.trim();
    for quote in ['"', '\''] {
        let inside = text.strip_prefix(quote).and_then(|t| t.strip_suffix(quote));
        if let Some(inside) = inside {
            return inside.trim();
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of dive's own README.
    #[test]
    fn dives_example() {
        let text = "rules:\n  # If the efficiency is measured below X%, mark as failed.\n  \
                    # Expressed as a ratio between 0-1.\n  lowestEfficiency: 0.95\n\n  \
                    highestWastedBytes: 20MB # most\n\n  highestUserWastedPercent: '0.20'\n";
        let rules = DiveRules::parse(text).expect("it is right");
        assert_eq!(
            rules,
            DiveRules {
                lowest_efficiency: Some(0.95),
                highest_wasted_bytes: Some(20_000_000),
                highest_user_wasted: Some(0.2),
            }
        );
        let off = "rules:\n  lowestEfficiency: \"disabled\"\n  highestUserWastedPercent: off\n";
        let rules = DiveRules::parse(off).expect("it is right");
        assert_eq!(
            (rules.lowest_efficiency, rules.highest_user_wasted),
            (None, None)
        );
        let null = "rules:\n  lowestEfficiency:\n  highestUserWastedPercent: ~\n";
        assert_eq!(DiveRules::parse(null), Ok(DiveRules::default()));
        assert_eq!(
            DiveRules::parse("other:\n  lowestEfficiency: 5"),
            Ok(DiveRules::default())
        );
    }

    #[test]
    fn what_is_wrong_is_named_by_its_line() {
        for text in [
            "rules:\n  lowestEfficiency: 2",
            "rules:\n  highestWastedBytes: big",
            "rules:\n  nothing",
            "\nrules: {lowestEfficiency: 0.9}",
        ] {
            assert!(
                matches!(DiveRules::parse(text), Err(ConfigError::Line(2, _))),
                "{text}"
            );
        }
    }
}
