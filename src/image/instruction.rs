//! A history entry's `created_by`, read back into the Dockerfile instruction that made it.

/// An instruction as it would stand in a Dockerfile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Instruction {
    /// `RUN`, `COPY`, …, in capitals; empty where the builder's text is no instruction.
    pub keyword: String,
    /// What follows the keyword; the whole text where there is no keyword.
    pub arguments: String,
    /// Build arguments that the builder recorded with a `RUN`: `NAME=value`, readable by
    /// everybody who has the image.
    pub build_args: Vec<String>,
    /// Which builder's dialect it was written in.
    pub dialect: Dialect,
    /// The entry as written.
    pub raw: String,
}

/// Who writes history entries how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// Docker's classic builder, and buildah: `/bin/sh -c #(nop)  CMD ["sh"]`.
    Classic,
    /// BuildKit: `RUN /bin/sh -c make # buildkit`.
    BuildKit,
    /// Plain Dockerfile text (kaniko).
    Dockerfile,
    /// Anything else, or nothing.
    #[default]
    Other,
}

impl Instruction {
    /// Reads a `created_by` back.
    pub fn decode(created_by: &str) -> Instruction {
        Instruction {
            arguments: created_by.to_owned(),
            raw: created_by.to_owned(),
            ..Instruction::default()
        }
    }

    /// Whether this is the instruction of that keyword.
    pub fn is(&self, keyword: &str) -> bool {
        self.keyword == keyword
    }
}

impl std::fmt::Display for Instruction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.keyword.is_empty() {
            true => f.write_str(&self.arguments),
            false => write!(f, "{} {}", self.keyword, self.arguments),
        }
    }
}
