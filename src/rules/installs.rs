//! What package managers are told to install.

use super::commands::Command;

/// A package manager at work.
pub(super) struct Call<'a> {
    /// `apt-get`, `apk`…
    pub(super) program: &'a str,
    /// `install`, `add`, `update`; empty where none is named.
    pub(super) verb: &'a str,
    /// What follows the verb, and is no flag and no flag's value.
    pub(super) packages: Vec<&'a str>,
    /// All flags, before and behind the verb.
    pub(super) flags: Vec<&'a str>,
}

/// Flags that take the next word along.
const VALUED: &[(&str, &[&str])] = &[
    (
        "apk",
        &[
            "-X",
            "--repository",
            "-p",
            "--root",
            "-t",
            "--virtual",
            "--keys-dir",
            "--repositories-file",
            "--arch",
            "--wait",
        ],
    ),
    (
        "apt",
        &[
            "-o",
            "--option",
            "-t",
            "--target-release",
            "--default-release",
            "-c",
            "--config-file",
            "-a",
        ],
    ),
    (
        "npm",
        &["--prefix", "--registry", "--cache", "-C", "--userconfig"],
    ),
    (
        "pip",
        &[
            "-r",
            "--requirement",
            "-c",
            "--constraint",
            "-i",
            "--index-url",
            "--extra-index-url",
            "-f",
            "--find-links",
            "-t",
            "--target",
            "--prefix",
            "--root",
            "--cache-dir",
            "--trusted-host",
            "--timeout",
            "--retries",
            "--platform",
            "--python-version",
            "--only-binary",
            "--no-binary",
            "--progress-bar",
            "--src",
            "--proxy",
            "--global-option",
            "--config-settings",
            "-e",
            "--editable",
        ],
    ),
];

/// The call that a command makes, where it runs a package manager that is known.
pub(super) fn call(command: &Command) -> Option<Call<'_>> {
    let program = command.program();
    let family = family(program)?;
    let valued = VALUED.iter().find(|(name, _)| *name == family);
    let valued = valued.map_or(&[][..], |(_, valued)| valued);
    let mut call = Call {
        program,
        verb: "",
        packages: Vec::new(),
        flags: Vec::new(),
    };
    let mut words = command.arguments().iter();
    while let Some(word) = words.next() {
        if word.starts_with('-') {
            call.flags.push(word);
            if valued.contains(&word.as_str()) {
                call.flags.extend(words.next().map(String::as_str));
            }
        } else if call.verb.is_empty() {
            call.verb = word;
        } else {
            call.packages.push(word);
        }
    }
    Some(call)
}

fn family(program: &str) -> Option<&'static str> {
    match program {
        "apt" | "apt-get" => Some("apt"),
        "apk" => Some("apk"),
        "npm" => Some("npm"),
        "pip" | "pip2" | "pip3" => Some("pip"),
        _ => None,
    }
}

impl Call<'_> {
    /// Whether it is apt's, whatever it is called.
    pub(super) fn is_apt(&self) -> bool {
        family(self.program) == Some("apt")
    }

    /// Whether its packages come from an index, not from files beside it.
    pub(super) fn uses_index(&self) -> bool {
        self.packages
            .iter()
            .any(|package| !package.starts_with(['/', '.']))
    }
}

#[cfg(test)]
mod tests {
    use super::super::commands::split;
    use super::*;

    #[test]
    fn words_and_values() {
        let commands =
            split("apt-get -o A=b -y install --no-install-recommends -t x a b=1 > /dev/null");
        let call = call(&commands[0]).expect("apt-get");
        assert_eq!(
            (call.verb, call.packages.as_slice()),
            ("install", &["a", "b=1"][..])
        );
        assert!(call.is_apt() && call.flags.contains(&"--no-install-recommends"));
        assert!(super::call(&split("make install")[0]).is_none());
        let commands = split("pip3 install -r x.txt");
        let call = super::call(&commands[0]).expect("pip");
        assert!(call.packages.is_empty() && !call.uses_index());
    }
}
