//! `peel.toml`: the policy of a project, in a file.

use serde::Deserialize;

use super::date::is_day;
use super::policy::{Ignore, Policy};
use crate::amount::bytes;
use crate::rules::{RULES, Severity};

/// Why a configuration cannot be used.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ConfigError {
    /// It is no TOML, or has what no configuration has.
    #[error("{0}")]
    Toml(String),
    /// A line of a `.dive-ci`.
    #[error("line {0}: {1}")]
    Line(usize, String),
    /// A value that says nothing.
    #[error("{0}")]
    Value(String),
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct File {
    fail_on: Option<String>,
    #[serde(default)]
    budget: BudgetTable,
    #[serde(default)]
    ignore: Vec<IgnoreTable>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct BudgetTable {
    max_size: Option<Amount>,
    max_waste: Option<Amount>,
    min_efficiency: Option<f64>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Amount {
    Bytes(u64),
    Text(String),
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct IgnoreTable {
    rule: String,
    path: Option<String>,
    layer: Option<u32>,
    reason: String,
    expires: Option<Day>,
}

/// TOML has dates of its own; a string will do as well.
#[derive(Deserialize)]
#[serde(untagged)]
enum Day {
    Date(toml::value::Datetime),
    Text(String),
}

impl Policy {
    /// Reads a `peel.toml`.
    pub fn parse(text: &str) -> Result<Policy, ConfigError> {
        let file: File = toml::from_str(text)
            .map_err(|error| ConfigError::Toml(error.to_string().trim_end().to_owned()))?;
        let mut policy = Policy::default();
        if let Some(name) = file.fail_on {
            policy.fail_on = fail_on(&name).ok_or_else(|| wrong("no such severity", &name))?;
        }
        let amount = |amount: Option<Amount>| match amount {
            None => Ok(None),
            Some(Amount::Bytes(bytes)) => Ok(Some(bytes)),
            Some(Amount::Text(text)) => match bytes(&text) {
                None => Err(wrong("not an amount of bytes", &text)),
                some => Ok(some),
            },
        };
        policy.budget.max_size = amount(file.budget.max_size)?;
        policy.budget.max_waste = amount(file.budget.max_waste)?;
        policy.budget.min_efficiency = file.budget.min_efficiency;
        if let Some(share) = file.budget.min_efficiency
            && !(0.0..=1.0).contains(&share)
        {
            return Err(wrong(
                "min-efficiency is to be from 0 to 1",
                &share.to_string(),
            ));
        }
        let ignores = file.ignore.into_iter().map(ignore);
        policy.ignores = ignores.collect::<Result<_, _>>()?;
        Ok(policy)
    }
}

/// A threshold by its name; `never` is one too.
pub fn fail_on(name: &str) -> Option<Option<Severity>> {
    match name {
        "never" => Some(None),
        name => Severity::named(name).map(Some),
    }
}

fn ignore(table: IgnoreTable) -> Result<Ignore, ConfigError> {
    if !RULES.iter().any(|rule| rule.id == table.rule) {
        return Err(wrong(
            "an ignore is of a rule that there is not",
            &table.rule,
        ));
    }
    if table.reason.trim().is_empty() {
        return Err(wrong("an ignore needs a reason", &table.rule));
    }
    if table.layer == Some(0) {
        return Err(wrong("layers are counted from 1", "layer = 0"));
    }
    let expires = table.expires.map(|day| match day {
        Day::Date(day) => day.to_string(),
        Day::Text(day) => day,
    });
    if let Some(day) = expires.as_ref().filter(|day| !is_day(day)) {
        return Err(wrong("expires is to be a day like 2027-01-31", day));
    }
    Ok(Ignore {
        path: table
            .path
            .map(|path| path.trim_start_matches('/').to_owned()),
        rule: table.rule,
        layer: table.layer.map(|layer| layer - 1),
        reason: table.reason.trim().to_owned(),
        expires,
    })
}

fn wrong(what: &str, value: &str) -> ConfigError {
    ConfigError::Value(format!("{what}: {value}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything() {
        let text = "fail-on = \"medium\"\n[budget]\nmax-size = \"100MB\"\nmax-waste = 5\n\
                    min-efficiency = 0.95\n[[ignore]]\nrule = \"root-user\"\nreason = \"it binds 80\"\n\
                    [[ignore]]\nrule = \"setuid-file\"\npath = \"/usr/bin/*\"\nlayer = 1\n\
                    reason = \"base\"\nexpires = 2027-01-31\n";
        let policy = Policy::parse(text).expect("it is right");
        assert_eq!(policy.fail_on, Some(Severity::Medium));
        assert_eq!(policy.budget.max_size, Some(100_000_000));
        assert_eq!(policy.budget.max_waste, Some(5));
        assert_eq!(policy.budget.min_efficiency, Some(0.95));
        let [root, setuid] = policy.ignores.as_slice() else {
            panic!("{policy:?}");
        };
        assert_eq!((root.layer, root.expires.as_deref()), (None, None));
        assert_eq!(setuid.path.as_deref(), Some("usr/bin/*"));
        assert_eq!(
            (setuid.layer, setuid.expires.as_deref()),
            (Some(0), Some("2027-01-31"))
        );
        assert_eq!(Policy::parse(""), Ok(Policy::default()));
        let never = Policy::parse("fail-on = \"never\"").expect("it is right");
        assert_eq!(never.fail_on, None);
    }

    #[test]
    fn what_is_wrong_is_said() {
        let ignore = "[[ignore]]\nrule = \"root-user\"\n";
        for (text, says) in [
            ("fail-on = \"awful\"", "no such severity: awful"),
            ("fails-on = \"high\"", "unknown field `fails-on`"),
            (
                "[budget]\nmax-size = \"big\"",
                "not an amount of bytes: big",
            ),
            ("[budget]\nmin-efficiency = 95", "from 0 to 1: 95"),
            (ignore, "missing field `reason`"),
            (&format!("{ignore}reason = \" \""), "needs a reason"),
            (
                "[[ignore]]\nrule = \"x\"\nreason = \"y\"",
                "a rule that there is not: x",
            ),
            (
                &format!("{ignore}reason = \"y\"\nexpires = \"soon\""),
                "a day like 2027-01-31: soon",
            ),
            (
                &format!("{ignore}reason = \"y\"\nlayer = 0"),
                "counted from 1",
            ),
        ] {
            let error = Policy::parse(text).expect_err(text).to_string();
            assert!(error.contains(says), "{error}");
        }
    }
}
