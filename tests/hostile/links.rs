//! Links that lead in a circle, to themselves, or out.

use super::bytes::{Header, tar};
use super::pieces::{Pieces, Save};
use super::{analyze, errors, file, problems};

fn symlink(name: &str, target: &str) -> Vec<u8> {
    Header::ustar(name, b'2', 0).link(target).done()
}

fn hard_link(name: &str, target: &str) -> Vec<u8> {
    Header::ustar(name, b'1', 0).link(target).done()
}

fn layer(entries: &[Vec<u8>]) -> Pieces {
    Pieces::of(tar(entries))
}

/// Of the archive's own entries: the error says that it is a circle, not that nothing is there.
#[test]
fn circles_between_the_archives_entries() {
    let links = [
        vec![symlink("layer.tar", "layer.tar")],
        vec![symlink("layer.tar", "other"), symlink("other", "layer.tar")],
        vec![hard_link("layer.tar", "layer.tar")],
        vec![
            hard_link("layer.tar", "other"),
            symlink("other", "a/../layer.tar"),
        ],
    ];
    let manifest = r#"[{"Config":"config.json","Layers":["layer.tar"]}]"#;
    for links in links {
        let archive = Save::default()
            .raw(links.concat())
            .member("config.json", Pieces::of(r#"{"os":"linux"}"#))
            .member("manifest.json", Pieces::of(manifest));
        let report = analyze(&archive.end());
        let found = problems(&report);
        let circle = |problem: &&&peel::report::Problem| problem.message.contains("circle");
        let problem = found.iter().find(circle);
        let problem = problem.unwrap_or_else(|| panic!("{found:#?}"));
        assert!(
            problem.error && problem.message.contains("layer.tar"),
            "{}",
            problem.message
        );
    }
    // Documents may be links too.
    let archive = Save::default()
        .raw(symlink("manifest.json", "config.json"))
        .raw(symlink("config.json", "manifest.json"));
    let report = analyze(&archive.end());
    assert!(!errors(&report).is_empty());
}

#[test]
fn links_out_of_the_archive() {
    let manifest = r#"[{"Config":"config.json","Layers":["layer.tar"]}]"#;
    for target in [
        "/etc/passwd",
        "../../../etc/passwd",
        "",
        ".",
        "config.json/..",
    ] {
        let archive = Save::default()
            .raw(symlink("layer.tar", target))
            .member("config.json", Pieces::of(r#"{"os":"linux"}"#))
            .member("manifest.json", Pieces::of(manifest));
        let report = analyze(&archive.end());
        assert_eq!(errors(&report), ["missing"], "{target}");
    }
}

/// Hard links in a layer to themselves, in a circle, and to nothing: shown, with no bytes.
#[test]
fn hard_links_in_a_circle() {
    let report = analyze(
        &Save::default()
            .layer(layer(&[
                hard_link("self", "self"),
                hard_link("a", "b"),
                hard_link("b", "c"),
                hard_link("c", "a"),
                hard_link("nothing", "not/there"),
                hard_link("out", "../../etc/passwd"),
                file("real", b"12345"),
                hard_link("second", "real"),
            ]))
            .layer(layer(&[
                hard_link("real", "second"),
                hard_link("self", "self"),
            ]))
            .done(),
    );
    assert_eq!(errors(&report), [""; 0]);
    let sizes = &report.images[0].sizes;
    assert_eq!((sizes.total, sizes.visible), (5, 5));
}

/// Paths that lead through symbolic links in a circle.
#[test]
fn paths_through_circles() {
    let report = analyze(
        &Save::default()
            .layer(layer(&[
                symlink("loop", "loop"),
                symlink("a", "b/x"),
                symlink("b", "a/x"),
                symlink("up", "../../../.."),
                file("keep", b"1"),
            ]))
            .layer(layer(&[
                file("loop/file", b"22"),
                file("a/file", b"333"),
                file("up/file", b"4444"),
                file("up/.wh.keep", b""),
                hard_link("link", "b/file"),
            ]))
            .done(),
    );
    assert_eq!(errors(&report), [""; 0]);
    let sizes = &report.images[0].sizes;
    assert_eq!((sizes.total, sizes.visible), (10, 9));
}
