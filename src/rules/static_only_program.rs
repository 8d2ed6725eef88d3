//! Flags: a base of which the image's only program needs nothing, since it is linked statically.
//!
//! Why: everybody pulls the base, and mends its faults, for nothing.
//!
//! Fix: `FROM scratch`, or distroless's `static`, with the program and what it reads.
//!
//! Told of a program that no shell starts, and that names no interpreter in its header. Whatever else
//! could need the base lets it pass: another program above the base, a script, a library, a health
//! check by another program. A program that starts others of the base cannot be told from one that does
//! not.
//!
//! References: Docker, "Create a base image", "scratch"; distroless, `static`.

use super::paths::matches;
use super::places::{WEIGHTS, row, weight};
use super::{Evidence, Finding, Gone, Rule, Topic, base, start, told};
use crate::image::{Event, Image};
use crate::layer::Kind;
use crate::text;
use crate::words::rules::static_only_program as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "static-only-program",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/build/building/base-images/#create-a-minimal-base-image-using-scratch",
        "https://github.com/GoogleContainerTools/distroless/blob/main/base/README.md",
    ],
    topic: Topic::Size,
    severities: WEIGHTS,
    peers: &[],
    check,
    takes,
};

/// What the installation of certificates brings besides them, by the starts of names.
const OF_CERTIFICATES: &[&[u8]] = &[
    b"c_rehash",
    b"libcrypto.so",
    b"libssl.so",
    b"openssl",
    b"update-ca-certificates",
];

/// The certificates of authorities, as most programs look for them.
const CERTIFICATES: &str = "/etc/ssl/certs/ca-certificates.crt";

fn check(image: &Image) -> Vec<Finding> {
    let base = base::layers(image);
    let Some((node, event)) = only_program(image, base) else {
        return Vec::new();
    };
    let bytes = (0..base).map(|layer| image.layers[layer as usize].content_bytes());
    let bytes = bytes.sum();
    let program = Evidence {
        layer: Some(event.layer),
        path: Some(image.stack.tree.path_text(node)),
        text: say::linked().to_owned(),
        bytes: image.shown_bytes(node, &event),
        ..Evidence::default()
    };
    let layers = (0..base).map(|layer| {
        let mut row = row(Some(layer as usize), told::layer(image, layer));
        row.bytes = image.layers[layer as usize].content_bytes();
        row
    });
    let evidence = std::iter::once(program).chain(layers).collect();
    let path = image.stack.tree.path_text(node);
    let finding = RULE.finding(weight(bytes), say::needs_nothing(&text::size(bytes)));
    vec![finding.with(evidence).saves(bytes).fix(fix(image, &path))]
}

/// Whether the rule tells that the base is not needed at all.
pub(super) fn tells(image: &Image) -> bool {
    only_program(image, base::layers(image)).is_some()
}

/// The program of the layers above the base, where it is the only one, needs nothing of the base, and
/// the base has a shell: without one there is hardly any base.
fn only_program(image: &Image, base: u32) -> Option<(u32, Event)> {
    let config = &image.config.config;
    let above = image.layers.get(base as usize..).unwrap_or_default();
    let mut above = above.iter().filter_map(|layer| layer.listing());
    let any = above.any(|listing| !listing.static_programs().is_empty());
    if base == 0 || !any || !image.is_complete() {
        return None;
    }
    let (node, event) = start::program(image).filter(|(_, event)| event.layer >= base)?;
    let is_static = |event: &Event| {
        let listing = image.layers.get(event.layer as usize)?.listing()?;
        Some(
            listing
                .static_programs()
                .binary_search(&event.entry)
                .is_ok(),
        )
    };
    let test = config
        .healthcheck
        .as_ref()
        .map(|check| check.test.as_slice());
    let name = image.stack.tree.name(node);
    let checks = match test {
        None | Some([]) => true,
        Some([first]) => first == "NONE",
        Some([first, program, ..]) => {
            first == "CMD" && program.rsplit('/').next().map(str::as_bytes) == Some(name)
        }
    };
    if !checks || is_static(&event) != Some(true) {
        return None;
    }
    let mut shell = false;
    let tree = &image.stack.tree;
    for (other, event) in image.visible() {
        if event.layer < base {
            shell |= matches(tree, other, "bin/sh");
            continue;
        }
        if other == node || needs_nothing(tree.name(other)) {
            continue;
        }
        let facts = image.facts(&event);
        let file = facts.filter(|facts| matches!(facts.kind, Kind::File | Kind::HardLink));
        let library = tree.name(other).windows(4).any(|part| part == b".so.");
        let library = library || tree.name(other).ends_with(b".so");
        if file.is_some_and(|facts| facts.mode & 0o111 != 0 || library) {
            return None;
        }
    }
    shell.then_some((node, event))
}

fn needs_nothing(name: &[u8]) -> bool {
    OF_CERTIFICATES.iter().any(|known| name.starts_with(known))
}

fn takes(image: &Image) -> Vec<Vec<Gone>> {
    let base = base::layers(image);
    match check(image).is_empty() {
        true => Vec::new(),
        false => vec![
            image
                .versions()
                .filter(|(_, event)| event.layer < base)
                .map(|(node, event)| Gone::name(node, event.layer))
                .collect(),
        ],
    }
}

fn fix(image: &Image, path: &str) -> String {
    let tree = &image.stack.tree;
    let mut nodes = (1..tree.len() as u32).filter(|node| image.stack.is_visible(*node));
    let certificates = match nodes.any(|node| matches(tree, node, CERTIFICATES)) {
        true => format!("COPY --from=build {CERTIFICATES} /etc/ssl/certs/\n"),
        false => String::new(),
    };
    let path = told::hidden(image, path);
    format!(
        "FROM scratch\n\
         {certificates}\
         COPY --from=build /{path} /{path}\n\
         ENTRYPOINT [\"/{path}\"]\n\
         # {}\n\
         FROM gcr.io/distroless/static-debian12:nonroot",
        say::with_certificates()
    )
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, Item, file, text};
    use super::super::large_base;
    use super::*;

    /// The head of a program of 64 bits: with an interpreter, or without.
    fn elf(path: &str, interpreter: bool) -> Item {
        let mut head = vec![0_u8; 64 + 56 * 2];
        head[..6].copy_from_slice(b"\x7fELF\x02\x01");
        for (at, value) in [(16, 2), (25, 16), (32, 64), (54, 56), (56, 2), (64, 1)] {
            head[at] = value;
        }
        head[120] = if interpreter { 3 } else { 6 };
        let said = String::from_utf8(head).expect("all below 128");
        text(path, &said).mode(0o755)
    }

    fn on_debian(items: &[Item]) -> Fixture {
        let base = [
            file("bin/sh", 9).mode(0o755),
            file("etc/debian_version", 5),
            file("usr/lib/x.so", 90_000_000),
        ];
        Fixture::new()
            .layer("/bin/sh -c #(nop) ADD file:0 in / ", &base)
            .metadata("CMD [\"sh\"]")
            .layer("COPY app /usr/bin # buildkit", items)
            .config(|config| config.cmd = vec!["app".to_owned(), "serve".to_owned()])
    }

    #[test]
    fn nothing_of_the_base() {
        let items = [elf("usr/bin/app", false), file("etc/app.conf", 9)];
        let image = on_debian(&items);
        let finding = image.finding(&RULE);
        assert_eq!(finding.bytes, 90_000_014);
        assert_eq!(finding.evidence[0].path.as_deref(), Some("usr/bin/app"));
        assert!(
            finding
                .fix
                .starts_with("FROM scratch\nCOPY --from=build /usr/bin/app /usr/bin/app\n")
        );
        assert_eq!(
            (RULE.takes)(&image.build())[0].len(),
            3 + 4,
            "files and their folders"
        );
        image.silent(&large_base::RULE);
        let with = [
            elf("usr/bin/app", false),
            file("usr/sbin/update-ca-certificates", 9).mode(0o755),
            file("etc/ssl/certs/ca-certificates.crt", 9),
        ];
        let fix = on_debian(&with).finding(&RULE).fix;
        assert!(
            fix.contains("COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/\n")
        );
    }

    #[test]
    fn what_may_need_it() {
        let app = || elf("usr/bin/app", false);
        on_debian(&[elf("usr/bin/app", true)]).silent(&RULE);
        on_debian(&[app(), elf("usr/bin/other", true)]).silent(&RULE);
        on_debian(&[app(), file("usr/bin/start.sh", 9).mode(0o755)]).silent(&RULE);
        on_debian(&[app(), file("usr/lib/libx.so.1", 9)]).silent(&RULE);
        let words = |words: &[&str]| {
            words
                .iter()
                .map(|word| (*word).to_owned())
                .collect::<Vec<_>>()
        };
        on_debian(&[app()])
            .config(|config| config.cmd = words(&["/bin/sh", "-c", "app"]))
            .silent(&RULE);
        on_debian(&[app()])
            .config(|config| config.cmd = words(&["/bin/sh"]))
            .silent(&RULE);
        let asked = |test: &[&str]| {
            on_debian(&[app()]).config(|config| {
                config.healthcheck = Some(crate::archive::Healthcheck { test: words(test) });
            })
        };
        asked(&["CMD", "curl", "x"]).silent(&RULE);
        asked(&["CMD-SHELL", "app check"]).silent(&RULE);
        assert_eq!(
            asked(&["CMD", "/usr/bin/app", "check"])
                .findings(&RULE)
                .len(),
            1
        );
        let scratch = Fixture::new().layer("COPY app /usr/bin # buildkit", &[app()]);
        scratch
            .config(|config| config.cmd = words(&["app"]))
            .silent(&RULE);
    }
}
