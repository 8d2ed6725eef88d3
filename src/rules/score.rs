//! The score of an image: 100 points, less those that its findings cost.
//!
//! A rule costs once, by its gravest finding: ten files of one fault are one fault to mend. The
//! arithmetic is part of the score, so that nobody has to guess where a grade comes from.

use serde::Serialize;

use super::{Finding, Severity};

/// What an image starts with.
const START: u32 = 100;

/// The least points of each grade; below all of them it is F.
const GRADES: &[(u32, char)] = &[(90, 'A'), (80, 'B'), (70, 'C'), (60, 'D'), (50, 'E')];

/// The score of an image, and how it came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Score {
    /// A to F.
    pub grade: char,
    /// 0 to 100.
    pub points: u32,
    /// What was taken away, the most first.
    pub taken: Vec<Taken>,
}

/// Points that a rule took away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Taken {
    /// The rule's id.
    pub rule: String,
    /// Its gravest finding.
    pub severity: Severity,
    /// The points.
    pub points: u32,
}

impl Severity {
    /// What a rule costs whose gravest finding is this one.
    pub fn points(self) -> u32 {
        match self {
            Severity::Critical => 40,
            Severity::High => 20,
            Severity::Medium => 10,
            Severity::Low => 3,
            Severity::Info => 0,
        }
    }
}

impl Score {
    /// The score of an image with these findings.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Score {
        let mut taken: Vec<Taken> = Vec::new();
        for finding in findings {
            let (severity, points) = (finding.severity, finding.severity.points());
            match taken.iter_mut().find(|taken| taken.rule == finding.rule) {
                Some(known) if known.points < points => {
                    (known.severity, known.points) = (severity, points);
                }
                Some(_) => {}
                None => taken.push(Taken {
                    rule: finding.rule.clone(),
                    severity,
                    points,
                }),
            }
        }
        taken.retain(|taken| taken.points > 0);
        taken.sort_by_key(|taken| taken.severity);
        let sum = taken.iter().map(|taken| taken.points).sum();
        let points = START.saturating_sub(sum);
        let grade = GRADES.iter().find(|(least, _)| points >= *least);
        Score {
            grade: grade.map_or('F', |(_, grade)| *grade),
            points,
            taken,
        }
    }

    /// The arithmetic: `100 - 20 (root-user) - 3 (no-healthcheck) = 77`.
    pub fn arithmetic(&self) -> String {
        let taken = self.taken.iter();
        let taken = taken.map(|taken| format!(" - {} ({})", taken.points, taken.rule));
        let below = self.taken.iter().map(|taken| taken.points).sum::<u32>() > START;
        let least = if below {
            ", and no score is below 0"
        } else {
            ""
        };
        format!(
            "{START}{} = {}{least}",
            taken.collect::<String>(),
            self.points
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::{no_healthcheck, root_user, secret_file};
    use super::*;

    #[test]
    fn arithmetic_is_shown() {
        assert_eq!(Score::of(&[]).arithmetic(), "100 = 100");
        let findings = [
            no_healthcheck::RULE.finding(Severity::Info, "a"),
            no_healthcheck::RULE.finding(Severity::Low, "b"),
            root_user::RULE.finding(Severity::High, "c"),
            no_healthcheck::RULE.finding(Severity::Low, "d"),
        ];
        let score = Score::of(&findings);
        assert_eq!((score.grade, score.points), ('C', 77));
        assert_eq!(
            score.arithmetic(),
            "100 - 20 (root-user) - 3 (no-healthcheck) = 77"
        );
    }

    #[test]
    fn from_a_to_f() {
        let of = |severities: &[Severity]| {
            let findings = severities.iter().enumerate();
            let findings: Vec<Finding> = findings
                .map(|(i, severity)| Finding {
                    rule: format!("rule-{i}"),
                    ..secret_file::RULE.finding(*severity, "x")
                })
                .collect();
            Score::of(&findings)
        };
        use Severity::{Critical, High, Info, Low, Medium};
        assert_eq!(of(&[Info; 50]).grade, 'A');
        assert_eq!(of(&[Medium]).grade, 'A');
        assert_eq!(of(&[Medium, Low]).grade, 'B');
        assert_eq!(of(&[High, Medium]).grade, 'C');
        assert_eq!(of(&[Critical]).grade, 'D');
        assert_eq!(of(&[Critical, Low]).grade, 'E');
        assert_eq!(of(&[Critical, Medium, Low]).grade, 'F');
        let worst = of(&[Critical; 3]);
        assert_eq!((worst.grade, worst.points), ('F', 0));
        assert!(worst.arithmetic().ends_with("= 0, and no score is below 0"));
    }
}
