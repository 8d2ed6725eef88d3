//! Stages: which instructions lead to an image.

use super::Lines;
use super::parse::{Written, parse};
use super::variables::Variables;

/// A Dockerfile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dockerfile {
    /// What stands before the first `FROM`: arguments.
    before: Vec<Written>,
    /// Its stages, in order.
    pub stages: Vec<Stage>,
}

/// One stage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stage {
    /// The image that it builds on, or an earlier stage's name, as written.
    pub image: String,
    /// Its name; may be empty.
    pub name: String,
    /// Where its `FROM` stands.
    pub from: Option<Lines>,
    /// What follows.
    pub instructions: Vec<Written>,
}

impl Dockerfile {
    /// Reads a text. What is no Dockerfile has no stages.
    pub fn parse(text: &str) -> Dockerfile {
        let mut file = Dockerfile::default();
        for written in parse(text) {
            match (written.keyword.as_str(), file.stages.last_mut()) {
                ("FROM", _) => file.stages.push(Stage::of(&written)),
                (_, Some(stage)) => stage.instructions.push(written),
                ("ARG", None) => file.before.push(written),
                (_, None) => {}
            }
        }
        file
    }

    /// The stages that a stage is built of, the lowest first, with itself as the last.
    pub(super) fn chain(&self, stage: usize) -> Vec<usize> {
        let mut chain = vec![stage];
        let mut at = stage;
        // Only an earlier stage can be built on, so that this ends.
        while let Some(below) = self.below(at) {
            chain.push(below);
            at = below;
        }
        chain.reverse();
        chain
    }

    fn below(&self, stage: usize) -> Option<usize> {
        let image = self.arguments(&[]).put_in(&self.stages.get(stage)?.image);
        let named = |at: &usize| {
            let name = &self.stages[*at].name;
            !name.is_empty() && name.eq_ignore_ascii_case(&image)
        };
        (0..stage).rev().find(named)
    }

    /// The arguments that stand before every stage; `given` are those of the build.
    pub(super) fn arguments(&self, given: &[(String, String)]) -> Variables {
        let mut variables = Variables::default();
        for written in &self.before {
            let text = variables.put_in(&written.arguments);
            for (name, value) in super::variables::pairs(&text) {
                let given = given.iter().find(|(known, _)| *known == name);
                variables.set(&name, given.map_or(value, |(_, value)| value.clone()));
            }
        }
        variables
    }
}

impl Stage {
    fn of(from: &Written) -> Stage {
        let words = from.arguments.split_whitespace();
        let mut words = words.skip_while(|word| word.starts_with("--"));
        let image = words.next().unwrap_or_default().to_owned();
        let named = words.next().filter(|word| word.eq_ignore_ascii_case("as"));
        let name = named.and_then(|_| words.next()).unwrap_or_default();
        Stage {
            image,
            name: name.to_owned(),
            from: from.lines,
            instructions: Vec::new(),
        }
    }
}
