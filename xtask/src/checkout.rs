//! The checkout's own places and versions.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome, While};

/// The checkout that this program was compiled in.
#[derive(Debug, Clone)]
pub struct Checkout {
    /// Its folder.
    pub root: PathBuf,
    /// Installed tools, one folder each; git ignores it.
    pub tools: PathBuf,
    /// Where Cargo builds.
    pub target: PathBuf,
}

impl Checkout {
    /// The checkout that this program was compiled in.
    pub fn here() -> Self {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = package.parent().unwrap_or(package).to_owned();
        // This program is TARGET/debug/xtask, wherever TARGET was set.
        let target = std::env::current_exe()
            .ok()
            .and_then(|program| Some(program.parent()?.parent()?.to_owned()))
            .unwrap_or_else(|| root.join("target"));
        Self {
            tools: root.join(".tools"),
            target,
            root,
        }
    }

    /// Waits until no other xtask builds here. The lock lasts as long as the
    /// file that is returned.
    pub fn lock(&self) -> Outcome<File> {
        fs::create_dir_all(&self.tools).or_fail(format_args!("make {}", self.tools.display()))?;
        let path = self.tools.join("lock");
        let file = File::create(&path).or_fail(format_args!("write {}", path.display()))?;
        if file.try_lock().is_err() {
            println!("Waiting for another cargo xtask in this checkout …");
            file.lock()
                .or_fail(format_args!("lock {}", path.display()))?;
        }
        Ok(file)
    }

    /// The version of `package` in Cargo.lock.
    pub fn locked_version(&self, package: &str) -> Outcome<String> {
        let text = self.read("Cargo.lock")?;
        version_in_lock(&text, package)
            .map(str::to_owned)
            .ok_or_else(|| Failure::new(format!("Cargo.lock does not name {package}")))
    }

    /// Reads one of the checkout's own files.
    pub fn read(&self, file: &str) -> Outcome<String> {
        let path = self.root.join(file);
        fs::read_to_string(&path).or_fail(format_args!("read {}", path.display()))
    }
}

fn version_in_lock<'a>(text: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = text.lines().skip_while(|line| *line != name);
    lines
        .nth(1)?
        .strip_prefix("version = \"")?
        .strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::version_in_lock;

    #[test]
    fn the_version_is_the_one_of_the_very_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in_lock(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(version_in_lock(lock, "wasm"), None);
    }
}
