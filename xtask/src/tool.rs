//! Tools under `.tools/`: one folder a tool and version.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::checkout::Checkout;
use crate::failure::{Outcome, While};
use crate::process;

/// A program in one version.
#[derive(Debug, Clone)]
pub struct Tool {
    /// What is typed to run it.
    pub program: &'static str,
    /// As `--version` says it.
    pub version: String,
    /// `.tools/PROGRAM-VERSION`, with the program in `bin/`.
    folder: PathBuf,
}

impl Tool {
    /// That version, under `.tools/`.
    pub fn new(checkout: &Checkout, program: &'static str, version: &str) -> Self {
        Self {
            program,
            version: version.to_owned(),
            folder: checkout.tools.join(format!("{program}-{version}")),
        }
    }

    /// The folder with the program.
    pub fn bin(&self) -> PathBuf {
        self.folder.join("bin")
    }

    /// The name and version as people say it.
    pub fn name(&self) -> String {
        format!("{} {}", self.program, self.version)
    }

    /// Whether `.tools/` has it.
    pub fn is_installed(&self) -> bool {
        self.bin().join(self.program).is_file()
    }

    /// Whether PATH has this very version.
    pub fn is_on_path(&self) -> bool {
        // "trunk 0.21.14", "wasm-bindgen 0.2.130", "wasm-opt version 132 (…)"
        process::find(self.program)
            .and_then(|program| process::answer(Command::new(program).arg("--version")))
            .is_some_and(|answer| answer.split_whitespace().any(|word| word == self.version))
    }

    /// Installs with `work`, which fills a folder that becomes the tool's own
    /// only when all of it is there.
    pub fn install(&self, work: impl FnOnce(&Path) -> Outcome) -> Outcome {
        let part = self
            .folder
            .with_file_name(format!("{}.part", self.name().replace(' ', "-")));
        let _ = fs::remove_dir_all(&part);
        fs::create_dir_all(part.join("bin")).or_fail(format_args!("make {}", part.display()))?;
        work(&part)?;
        fs::rename(&part, &self.folder).or_fail(format_args!("make {}", self.folder.display()))
    }
}
