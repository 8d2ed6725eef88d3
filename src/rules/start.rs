//! What an image starts, by `ENTRYPOINT` and `CMD`.

use super::commands::{self, Command};
use super::runs;
use crate::image::{Event, Finder, Image, Shown};
use crate::layer::{Kind, Listing};

/// Where a program without a folder is looked for, where `PATH` is not set.
const PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// Programs that only start others and wait for them.
const INITS: &[&str] = &["catatonit", "dumb-init", "tini"];

/// Programs that are started so that the container stays: `sleep infinity`, `tail -f /dev/null`.
const WAITING: &[&str] = &["sleep", "tail"];

/// The words that are run, and whether a shell reads them.
fn line(image: &Image) -> (&[String], bool) {
    let config = &image.config.config;
    let words = match config.entrypoint.is_empty() {
        false => &config.entrypoint,
        true => &config.cmd,
    };
    let shell =
        matches!(words.as_slice(), [shell, flag, _] if runs::is_shell(shell) && flag == "-c");
    let set = words.split_last().map(|(_, before)| before);
    let set = set.is_some_and(|before| !before.is_empty() && before == config.shell);
    (words, shell || set)
}

/// The names of the programs that are run, without their folders: of a script all of them, in their order,
/// and what an init starts.
pub(super) fn names(image: &Image) -> Vec<String> {
    let (words, by_shell) = line(image);
    let config = &image.config.config;
    let arguments = match config.entrypoint.is_empty() {
        true => &[][..],
        false => &config.cmd,
    };
    let of = |words: &[String]| {
        let mut words = words.iter().filter(|word| *word != "exec");
        let is_init =
            |word: &&String| INITS.contains(&commands::base_name(word)) || word.starts_with('-');
        let word = words.by_ref().find(|word| !is_init(word));
        word.map(|word| commands::base_name(word).to_owned())
    };
    match (by_shell, words.last()) {
        (true, Some(script)) => {
            let commands = commands::split(script);
            commands.iter().map(Command::bare).filter_map(of).collect()
        }
        // An init as the entry point starts what CMD says.
        _ => of(&[words, arguments].concat()).into_iter().collect(),
    }
}

/// Whether nothing but a shell is started, or something that only waits: a container that people work in.
pub(super) fn is_for_people(image: &Image) -> bool {
    let names = names(image);
    let waits = |name: &String| runs::is_shell(name) || WAITING.contains(&name.as_str());
    !names.is_empty() && names.iter().all(waits)
}

/// Whether it is for developing in, where compilers and headers are what it is for: it says so in the
/// label that editors read, or only waits. A shell may just be what the base starts.
pub(super) fn is_workplace(image: &Image) -> bool {
    let names = names(image);
    let waits = !names.is_empty() && names.iter().all(|name| WAITING.contains(&name.as_str()));
    waits
        || image
            .config
            .config
            .labels
            .contains_key("devcontainer.metadata")
}

/// The file of the final tree that is started without any shell: its node, and the version of it that
/// counts. `None` where it is not there, or a shell is asked to find it.
pub(super) fn program(image: &Image) -> Option<(u32, Event)> {
    let config = &image.config.config;
    let (words, by_shell) = line(image);
    let name = words.first().filter(|name| !by_shell && !name.is_empty())?;
    let listings = image.layers.iter().map_while(|layer| layer.listing());
    let layers: Vec<&Listing> = listings.collect();
    let shown = Shown {
        stack: &image.stack,
        layers: &layers,
    };
    let mut finder = Finder::new(shown);
    let mut at = |path: String| {
        // A dot at the end: a link there is followed too.
        let node = finder.find(format!("{path}/.").as_bytes())?;
        let (event, facts) = shown.live(node)?;
        (facts.kind == Kind::File).then_some((node, event))
    };
    if name.starts_with('/') {
        return at(name.clone());
    }
    if name.contains('/') {
        return at(format!("{}/{name}", config.working_dir));
    }
    let set = config
        .env
        .iter()
        .find_map(|pair| pair.strip_prefix("PATH="));
    let mut folders = set.unwrap_or(PATH).split(':');
    folders.find_map(|folder| at(format!("{folder}/{name}")))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file, link};
    use super::*;

    fn of(entrypoint: &[&str], cmd: &[&str]) -> Fixture {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        Fixture::new().config(|config| {
            config.entrypoint = owned(entrypoint);
            config.cmd = owned(cmd);
        })
    }

    #[test]
    fn the_program_that_stays() {
        for (entrypoint, cmd, name) in [
            (&["/usr/bin/python3", "-m", "x"][..], &[][..], "python3"),
            (&[], &["node", "x.js"], "node"),
            (&["tini", "--"], &["a"], "a"),
            (&["/sbin/tini", "-g", "--", "b"], &[], "b"),
            (&[], &["/bin/sh", "-c", "cd x && exec java -jar y"], "java"),
            (&[], &[], ""),
        ] {
            let found = names(&of(entrypoint, cmd).build());
            assert_eq!(found.last().map_or("", String::as_str), name);
        }
    }

    #[test]
    fn files_by_their_paths() {
        let items = [
            file("opt/app/run", 9).mode(0o755),
            link("usr/bin/app", "/opt/app/run"),
            link("bin", "usr/bin"),
        ];
        let path = |name: &str| {
            let image = of(&[name], &[]).config(|config| config.working_dir = "/opt".to_owned());
            let image = image.layer("COPY a /", &items).build();
            let (node, event) = program(&image)?;
            assert_eq!(event.layer, 0);
            Some(image.stack.tree.path_text(node))
        };
        for name in ["/opt/app/run", "app", "/bin/app", "app/run", "./app/run"] {
            assert_eq!(path(name).as_deref(), Some("opt/app/run"), "{name}");
        }
        for name in ["run", "/usr/bin", "", "/none"] {
            assert_eq!(path(name), None, "{name}");
        }
        let by_shell = of(&["/bin/sh", "-c", "app"], &[]).layer("COPY a /", &items);
        assert_eq!(program(&by_shell.build()), None);
    }
}
