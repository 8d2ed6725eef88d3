//! What the person asked for.

use std::ffi::OsString;
use std::path::PathBuf;

use peel::rules::RULES;
use peel::whatif::Tick;

use super::{analyze, cat, check, compare, remote, serve, site};

mod pages;
mod policy;
mod two;

pub const HELP: &str = "\
peel: see what is inside a container image

Usage:
  peel analyze [--format table|json|compact|html] [--trees] [--packages] [OPTIONS] IMAGE
  peel check [--fail-on SEVERITY] [BUDGETS] [--format FORMAT] [OPTIONS] IMAGE
  peel compare [--format table|json] [--images N,M] [--layers N,M] [OPTIONS] OLD NEW
  peel layout [OPTIONS] IMAGE DIR
  peel cat [--tar] [--layer N] [OPTIONS] IMAGE PATH
  peel packages [--format table|json] [OPTIONS] IMAGE
  peel whatif [--without PATH]… [--fix RULE]… [--format table|json] [OPTIONS] IMAGE
  peel dockerfile [OPTIONS] IMAGE
  peel site [--page ADDRESS --at ADDRESS] DIR
  peel serve [--port N] [--open] [--page DIR] [--plain-http HOST[:PORT]]

IMAGE is an image archive of any kind (docker save, OCI layout, docker export),
compressed or not; a folder that holds one unpacked; - for standard input;
docker://REFERENCE for an image in a registry; or the http(s) address of an
OCI image layout on a web server. A report that was saved is taken like the image, for
everything but the contents of files.

peel analyze prints what IMAGE holds. To save it, for the page or for a program:
  --format json        without what a rule takes for a secret: docs/report.md
  --trees              with the paths of every layer
  --packages           with its packages, as peel packages has them
  --format compact     the same with its trees, in a tenth of the bytes
  --format html        one page that opens from the disk, without any script

Options for images elsewhere:
  --platform OS/ARCH   of several, the one for this platform (linux/amd64)
  --user NAME          log in, with the password on standard input; without it
                       those of docker login are used
  --trust-realm HOST   let the registry's login server HOST see them too
  --plain-http         ask the registry without TLS
  --no-layers          only what needs no layers: history, config, sizes
  --tables             of eStargz and zstd:chunked layers only the tables of
                       contents: their trees for some kilobytes, unverified

peel check holds IMAGE to a policy, for CI:
  --fail-on SEVERITY   fail for findings as grave as this or graver: critical, high
                       (without it), medium, low, info; or never
  --max-size BYTES     of the files of all layers: 100000000, 100MB or 95.4MiB
  --max-waste BYTES    of the layers that the final tree does not show
  --min-efficiency N   visible over all bytes, 0 to 1
  --format FORMAT      table, json, sarif (2.1.0), junit, markdown (for a pull
                       request), github (annotations of a workflow)
  --config FILE        thresholds, budgets and ignores; without it peel.toml of
                       this folder, if it is there: docs/check.md
  --dockerfile FILE    the Dockerfile that built IMAGE: findings name its lines
  --dive-ci FILE       dive's limits, with dive's verdict; without it .dive-ci of
                       this folder, if it is there and no peel.toml is. Then
                       findings fail only with --fail-on or a peel.toml
  --badge FILE         write a badge with grade and size for a README, as SVG; of several
                       images that of the first
The score starts at 100. Each rule takes points once, by its gravest finding:
critical 40, high 20, medium 10, low 3, info 0. A from 90, B 80, C 70, D 60, E 50.

peel compare tells what the images OLD and NEW have in common and what differs: layers,
files, settings, packages, and what those who have OLD download for NEW:
  --images N,M         of several images: of OLD the one with number N, of NEW M; the first
                       without it. Without NEW, both are in OLD
  --layers N,M         compare layer N of OLD with layer M of NEW; the lowest is 1

peel layout writes IMAGE to the empty folder DIR as an OCI image layout: on any
web server, the page opens it by its address, and no registry is needed.

peel cat writes the file at PATH of IMAGE to standard output: as the image has it, or
with --layer as the layer with that number has it (the lowest is 1). Of several images it
is the first:
  --tar                as a tar, a folder with all that is in it: modes, owners, times,
                       links and extended attributes as they are; a hard link to what
                       is not in it becomes a file

peel packages reads the databases of package managers in IMAGE, and what programs say
they are made of: the size by package, the layer that brought each, and what no package
owns.

What cat, compare and packages read of standard input or a registry is kept in a file of
TMPDIR that nobody else sees, since it is read twice.

peel whatif tells the size of IMAGE without what is named, each byte once, and what to
write into its Dockerfile to get there. Of several images it is the first:
  --without PATH       without this path and all below it, in every layer
  --fix RULE           with what this rule found mended: package-cache-kept

peel dockerfile prints a Dockerfile of IMAGE from its history; comments say what cannot
be known. Of several images it is the first.

peel site reads the reports below DIR, and writes pages into it: every image with its
size, waste and score over time. They are static, without any script:
  --page ADDRESS       where Peel's own page is, to look at each report in it: peel/
  --at ADDRESS         where that page finds DIR: ../

peel serve shows the page to this machine, and asks registries for it, so that
it opens images of any registry:
  --port N             this port, and no other; 7335, or one of the next, without it
  --open               open it in a browser
  --page DIR           a built page, instead of the one inside this command
  --plain-http HOST    a registry that may be asked without TLS; those on this
                       machine always may

Exit codes:
  0  the image was read whole, and is what it claims to be; peel check: it passes
  1  peel check: a finding at the threshold, or a budget that is not kept
  2  something is wrong: the file cannot be read, is damaged, or is not what it claims;
     what could be read is printed, and what is wrong is said on standard error
";

/// What the command is to do.
pub enum Command {
    Help,
    Version,
    Analyze {
        image: OsString,
        form: analyze::Form,
        /// Whether with its packages.
        packages: bool,
        remote: remote::Options,
    },
    Check(check::Options),
    Compare(compare::Options),
    Layout {
        image: OsString,
        folder: PathBuf,
        remote: remote::Options,
    },
    Cat {
        image: OsString,
        path: OsString,
        options: cat::Options,
    },
    Packages {
        image: OsString,
        json: bool,
        remote: remote::Options,
    },
    WhatIf {
        image: OsString,
        ticks: Vec<Tick>,
        json: bool,
        remote: remote::Options,
    },
    Dockerfile {
        image: OsString,
        remote: remote::Options,
    },
    Serve(serve::Options),
    Site(site::Options),
}

pub fn parse() -> Result<Command, lexopt::Error> {
    use lexopt::prelude::{Long, Short, Value};
    let mut parser = lexopt::Parser::from_env();
    match parser.next()? {
        None | Some(Short('h') | Long("help")) => Ok(Command::Help),
        Some(Short('V') | Long("version")) => Ok(Command::Version),
        Some(Value(verb)) if verb == "analyze" => analysis(parser),
        Some(Value(verb)) if verb == "check" => policy::parse(parser),
        Some(Value(verb)) if verb == "compare" => two::parse(parser),
        Some(Value(verb)) if verb == "layout" => layout(parser),
        Some(Value(verb)) if verb == "cat" => cat(parser),
        Some(Value(verb)) if verb == "packages" => packages(parser),
        Some(Value(verb)) if verb == "whatif" => what_if(parser),
        Some(Value(verb)) if verb == "dockerfile" => dockerfile(parser),
        Some(Value(verb)) if verb == "serve" => pages::serve(parser),
        Some(Value(verb)) if verb == "site" => pages::site(parser),
        Some(other) => Err(other.unexpected()),
    }
}

fn analysis(parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    use lexopt::ValueExt as _;
    let (mut form, mut trees, mut packages) = (analyze::Form::Table, false, false);
    let given = of_image(parser, |name, parser, remote| {
        match name {
            "format" => {
                form = match parser.value()?.string()?.as_str() {
                    "table" => analyze::Form::Table,
                    "json" => analyze::Form::Json { trees: false },
                    "compact" => analyze::Form::Compact,
                    "html" => analyze::Form::Html,
                    other => return Err(format!("no such format: {other}").into()),
                }
            }
            "trees" => trees = true,
            "packages" => packages = true,
            "no-layers" => remote.no_layers = true,
            "tables" => remote.tables = true,
            other => elsewhere(other, parser, remote)?,
        }
        Ok(())
    })?;
    let form = match (form, trees) {
        (analyze::Form::Table, true) => return Err("--trees needs --format json".into()),
        (analyze::Form::Json { .. }, trees) => analyze::Form::Json { trees },
        (form, _) => form,
    };
    if packages && matches!(form, analyze::Form::Table | analyze::Form::Html) {
        return Err("--packages needs --format json or compact".into());
    }
    Ok(
        given.map_or(Command::Help, |(image, remote)| Command::Analyze {
            image,
            form,
            packages,
            remote,
        }),
    )
}

/// What a command of an image and options is given; none where it is asked for help. `option` takes
/// the options, by their names.
fn of_image(
    mut parser: lexopt::Parser,
    mut option: impl FnMut(&str, &mut lexopt::Parser, &mut remote::Options) -> Result<(), lexopt::Error>,
) -> Result<Option<(OsString, remote::Options)>, lexopt::Error> {
    use lexopt::prelude::{Long, Short, Value};
    let mut image = None;
    let mut remote = remote::Options::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Long(name) => {
                let name = name.to_owned();
                option(&name, &mut parser, &mut remote)?;
            }
            Value(named) if image.is_none() => image = Some(named),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Some((image.ok_or("no IMAGE given")?, remote)))
}

/// The value of `--format` where it is a table or JSON.
fn is_json(parser: &mut lexopt::Parser) -> Result<bool, lexopt::Error> {
    use lexopt::prelude::ValueExt as _;
    match parser.value()?.string()?.as_str() {
        "json" => Ok(true),
        "table" => Ok(false),
        other => Err(format!("no such format: {other}").into()),
    }
}

fn packages(parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let mut json = false;
    let given = of_image(parser, |name, parser, remote| {
        match name {
            "format" => json = is_json(parser)?,
            other => elsewhere(other, parser, remote)?,
        }
        Ok(())
    })?;
    Ok(
        given.map_or(Command::Help, |(image, remote)| Command::Packages {
            image,
            json,
            remote,
        }),
    )
}

fn what_if(parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    use lexopt::ValueExt as _;
    let (mut json, mut ticks) = (false, Vec::new());
    let given = of_image(parser, |name, parser, remote| {
        match name {
            "format" => json = is_json(parser)?,
            "tables" => remote.tables = true,
            "without" => {
                let path = parser.value()?;
                ticks.push(Tick::Path(peel::text::path(path.as_encoded_bytes())));
            }
            "fix" => {
                let rule = parser.value()?.string()?;
                if !RULES.iter().any(|known| known.id == rule) {
                    return Err(format!("no such rule: {rule}").into());
                }
                ticks.push(Tick::Finding { rule, number: None });
            }
            other => elsewhere(other, parser, remote)?,
        }
        Ok(())
    })?;
    Ok(
        given.map_or(Command::Help, |(image, remote)| Command::WhatIf {
            image,
            ticks,
            json,
            remote,
        }),
    )
}

fn dockerfile(parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let given = of_image(parser, |name, parser, remote| {
        match name {
            "no-layers" => remote.no_layers = true,
            other => elsewhere(other, parser, remote)?,
        }
        Ok(())
    })?;
    Ok(
        given.map_or(Command::Help, |(image, remote)| Command::Dockerfile {
            image,
            remote,
        }),
    )
}

/// An option for an image that is elsewhere.
fn elsewhere(
    name: &str,
    parser: &mut lexopt::Parser,
    remote: &mut remote::Options,
) -> Result<(), lexopt::Error> {
    use lexopt::ValueExt as _;
    match name {
        "platform" => remote.platform = Some(parser.value()?.string()?),
        "user" => remote.user = Some(parser.value()?.string()?),
        "trust-realm" => remote.trusted.push(parser.value()?.string()?),
        "plain-http" => remote.plain_http = true,
        other => return Err(lexopt::Arg::Long(other).unexpected()),
    }
    Ok(())
}

fn layout(mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    use lexopt::prelude::{Long, Short, Value};
    let (mut image, mut folder) = (None, None);
    let mut remote = remote::Options::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long(name) => {
                let name = name.to_owned();
                elsewhere(&name, &mut parser, &mut remote)?;
            }
            Value(named) if image.is_none() => image = Some(named),
            Value(named) if folder.is_none() => folder = Some(named.into()),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Layout {
        image: image.ok_or("no IMAGE given")?,
        folder: folder.ok_or("no DIR given")?,
        remote,
    })
}

fn cat(mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    use lexopt::prelude::{Long, Short, Value, ValueExt as _};
    let (mut image, mut path) = (None, None);
    let mut options = cat::Options {
        layer: None,
        tar: false,
        remote: remote::Options::default(),
    };
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("layer") => options.layer = Some(parser.value()?.parse()?),
            Long("tar") => options.tar = true,
            Long(name) => {
                let name = name.to_owned();
                elsewhere(&name, &mut parser, &mut options.remote)?;
            }
            Value(named) if image.is_none() => image = Some(named),
            Value(named) if path.is_none() => path = Some(named),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Cat {
        image: image.ok_or("no IMAGE given")?,
        path: path.ok_or("no PATH given")?,
        options,
    })
}
