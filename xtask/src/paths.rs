//! Paths of this machine are in no program that is published: so it is the same wherever it is built, and
//! tells nothing of who built it. The compiler writes them into what is said of a panic.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::checkout::Checkout;
use crate::failure::{Failure, Outcome};
use crate::process;

/// The page's target; the command's is this machine's.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Has `cargo`, or what calls it, compile for a target without this machine's paths. Cargo adds this to the
/// flags of its own configuration.
pub fn hide(cargo: &mut Command, checkout: &Checkout, target: &str) {
    let name = target.to_uppercase().replace('-', "_");
    let root = checkout.root.as_path();
    let mut flags = remap(root, "peel").into_iter().collect::<Vec<_>>();
    flags.extend(cargo_home().and_then(|home| remap(&home, "cargo")));
    cargo.env(format!("CARGO_TARGET_{name}_RUSTFLAGS"), flags.join(" "));
}

/// Cargo takes words apart at spaces, and has no way to write one: a path with a space stays.
fn remap(path: &Path, name: &str) -> Option<String> {
    let path = path.to_str()?;
    let is_one_word = !path.chars().any(char::is_whitespace);
    is_one_word.then(|| format!("--remap-path-prefix={path}=/{name}"))
}

fn cargo_home() -> Option<PathBuf> {
    let named = env::var_os("CARGO_HOME").map(PathBuf::from);
    named.or_else(|| Some(env::home_dir()?.join(".cargo")))
}

/// This machine, as the compiler calls it.
pub fn host() -> Outcome<String> {
    let said = process::answer(Command::new("rustc").arg("-vV"));
    let host = said
        .as_deref()
        .and_then(|said| said.lines().find_map(|line| line.strip_prefix("host: ")));
    host.map(str::to_owned)
        .ok_or_else(|| Failure::new("rustc does not say for what it compiles"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_called_by_another_name() {
        let flag = remap(Path::new("/home/ada/peel"), "peel");
        assert_eq!(
            flag.as_deref(),
            Some("--remap-path-prefix=/home/ada/peel=/peel")
        );
        assert_eq!(remap(Path::new("/home/ada lovelace"), "peel"), None);
    }
}
