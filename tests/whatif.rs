//! `peel whatif` against the image that is made again without what is ticked: Python takes the
//! paths out of the layers, and Peel measures what is left.

mod archive;

use std::path::{Path, PathBuf};
use std::process::Command;

use archive::command::{peel, text};
use archive::path;
use peel::report::{ImageReport, Report};
use peel::whatif::Without;

/// What the command says of an image without these.
fn without(file: &Path, ticks: &[&str]) -> Without {
    let mut arguments = vec!["whatif", "--format=json"];
    arguments.extend(ticks);
    arguments.push(file.to_str().expect("UTF-8"));
    let output = peel(&arguments);
    let said = text(output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    serde_json::from_slice(&output.stdout).expect("JSON on stdout")
}

/// What Peel says of an image, which must be sound.
fn analyzed(file: &Path) -> ImageReport {
    let output = peel(&["analyze", "--format=json", file.to_str().expect("UTF-8")]);
    let said = text(output.stderr);
    assert_eq!(output.status.code(), Some(0), "{}: {said}", file.display());
    let report: Report = serde_json::from_slice(&output.stdout).expect("JSON on stdout");
    report.images.into_iter().next().expect("an image")
}

/// Runs a program, which must succeed, and gives what it prints.
fn run(program: &str, arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(program)
        .args(arguments)
        .env("LC_ALL", "C")
        .output();
    let output = output.unwrap_or_else(|error| panic!("{program}: {error}"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {said}");
    output.stdout
}

/// Copies a tar without some paths: the arguments are the tar, the copy, and a file with the paths,
/// each ended by a zero. Of contents with several names, the next one has them where the first goes.
const COPY: &str = r#"
import sys, tarfile
gone = open(sys.argv[3], "rb").read().decode("utf-8", "surrogateescape").split("\0")[:-1]
clean = lambda name: "/".join(part for part in name.split("/") if part not in ("", "."))
taken = lambda name: any(top == "" or (name + "/").startswith(top + "/") for top in gone)
moved = {}
with tarfile.open(sys.argv[1]) as old, tarfile.open(sys.argv[2], "w") as new:
    for member in old:
        if taken(clean(member.name)):
            continue
        target = clean(member.linkname)
        contents = member
        if member.islnk() and taken(target):
            if target in moved:
                member.linkname = moved[target]
            else:
                moved[target] = member.name
                contents = old.getmember(member.linkname)
                member.type, member.size = contents.type, contents.size
        new.addfile(member, old.extractfile(contents) if member.isfile() else None)
"#;

/// The archive again without some paths: `gone` says which of each layer's.
fn made_again(archive: &Path, into: &Path, gone: impl Fn(usize) -> Vec<String>) -> PathBuf {
    let folder = into.join("image");
    std::fs::create_dir(&folder).expect("a folder");
    let root = folder.to_str().expect("UTF-8");
    run(
        "tar",
        &["-xf", archive.to_str().expect("UTF-8"), "-C", root],
    );
    for other in ["index.json", "oci-layout", "repositories"] {
        // Not every archive has them, and they would name the old layers.
        let _ = std::fs::remove_file(folder.join(other));
    }
    let read = |name: &str| std::fs::read(folder.join(name)).expect("in the archive");
    let mut manifest: serde_json::Value =
        serde_json::from_slice(&read("manifest.json")).expect("JSON");
    let config_name = manifest[0]["Config"].as_str().expect("a name").to_owned();
    let mut config: serde_json::Value = serde_json::from_slice(&read(&config_name)).expect("JSON");
    let layers: Vec<String> = serde_json::from_value(manifest[0]["Layers"].clone()).expect("names");
    let mut names = Vec::new();
    for (i, layer) in layers.iter().enumerate() {
        let old = std::fs::read(folder.join(layer)).expect("a layer");
        let tar = format!("{root}/new-{i}.tar");
        let packed = old.starts_with(&[0x1f, 0x8b]);
        std::fs::write(&tar, &old).expect("written");
        if packed {
            std::fs::write(&tar, run("gzip", &["-dc", &format!("{root}/{layer}")]))
                .expect("written");
        }
        remake(&tar, into, &gone(i));
        let sum = text(run("sha256sum", &[&tar]));
        let digest = format!("sha256:{}", &sum[..64]);
        config["rootfs"]["diff_ids"][i] = digest.into();
        names.push(format!("new-{i}.tar"));
    }
    manifest[0]["Layers"] = names.clone().into();
    manifest[0]["Config"] = "config.json".into();
    manifest.as_array_mut().expect("a list").truncate(1);
    let write = |name: &str, value: &serde_json::Value| {
        std::fs::write(folder.join(name), value.to_string()).expect("written");
    };
    write("config.json", &config);
    write("manifest.json", &manifest);
    let file = into.join("again.tar");
    let mut arguments = vec!["-cf", file.to_str().expect("UTF-8"), "-C", root];
    arguments.extend(["manifest.json", "config.json"]);
    arguments.extend(names.iter().map(String::as_str));
    run("tar", &arguments);
    std::fs::remove_dir_all(&folder).expect("deleted");
    file
}

/// Takes paths out of a tar.
fn remake(tar: &str, into: &Path, gone: &[String]) {
    if gone.is_empty() {
        return;
    }
    let (list, copy) = (into.join("gone"), format!("{tar}.copy"));
    let paths: String = gone.iter().map(|path| format!("{path}\0")).collect();
    std::fs::write(&list, paths).expect("written");
    run(
        "python3",
        &["-c", COPY, tar, &copy, list.to_str().expect("UTF-8")],
    );
    std::fs::rename(copy, tar).expect("renamed");
}

/// Compares what is foretold with the image that was made again.
fn compare(image: &str, told: &Without, again: &Path) {
    let before = analyzed(&path(image));
    let after = analyzed(again);
    assert_eq!(told.before, before.sizes.total, "{image}");
    assert_eq!(told.after(), after.sizes.total, "{image}");
    assert!(told.gone > 0, "{image}: nothing was taken");
    for (i, (told, after)) in told.layers.iter().zip(&after.layers).enumerate() {
        assert_eq!(told.before - told.gone, after.size, "{image}: layer {i}");
    }
    assert_eq!(told.layers.len(), after.layers.len());
}

fn paths_are_gone(image: &str, ticked: &[&str]) {
    let file = path(image);
    let mut ticks = Vec::new();
    for path in ticked {
        ticks.extend(["--without", path]);
    }
    let told = without(&file, &ticks);
    let folder = tempfile::tempdir().expect("a folder");
    let tops = ticked.iter().map(|top| top.trim_matches('/').to_owned());
    let tops: Vec<String> = tops.collect();
    let again = made_again(&file, folder.path(), |_| tops.clone());
    compare(image, &told, &again);
}

#[test]
fn paths_are_gone_from_every_layer() {
    let images: [(&str, &[&str]); 8] = [
        // A path within a folder, and one that is named twice.
        (
            "debian/image.tar",
            &["/usr/share", "usr/share/doc", "/usr/share/", "/var/lib"],
        ),
        (
            "debian/image.tar",
            &["/etc", "/app/data/kept.bin", "/root/.ssh"],
        ),
        ("sample/image.tar", &["/var", "/etc", "/srv/site/books.csv"]),
        ("packages/image.tar", &["/srv", "/usr/bin/greet"]),
        ("waste-A-chmod/image.tar", &["/m"]),
        ("waste-B-rmdir/image.tar", &["/dir"]),
        ("waste-I-thrice/image.tar", &["/m"]),
        ("tar-formats/image.tar", &["/"]),
    ];
    for (image, ticked) in images {
        paths_are_gone(image, ticked);
    }
}

#[test]
fn contents_go_with_their_last_name() {
    // One name of several (and a sparse file, which Python cannot copy): the others keep the contents, as tar does that packs them again.
    paths_are_gone("links/image.tar", &["/data/one", "/data/sparse"]);
    let all = ["/data/one", "/data/two", "/data/three", "/data/sparse"];
    paths_are_gone("links/image.tar", &all);
    let file = path("links/image.tar");
    let told = without(
        &file,
        &["--without", "/data/one", "--without", "/data/three"],
    );
    assert_eq!(told.gone, 0);
}

#[test]
fn findings_are_gone_from_their_layers() {
    let image = "debian/image.tar";
    let file = path(image);
    let report = analyzed(&file);
    // Their evidence names what they take, with the layer.
    for rule in ["package-cache-kept", "secret-file", "context-leftover"] {
        let findings = report
            .findings
            .iter()
            .filter(|finding| finding.rule == rule);
        let evidence: Vec<(usize, String)> = findings
            .inspect(|finding| assert_eq!(finding.more, 0, "{rule}: all of it is needed"))
            .flat_map(|finding| &finding.evidence)
            .filter_map(|evidence| Some((evidence.layer? as usize, evidence.path.clone()?)))
            .collect();
        assert!(!evidence.is_empty(), "{rule}");
        let told = without(&file, &["--fix", rule]);
        let folder = tempfile::tempdir().expect("a folder");
        let again = made_again(&file, folder.path(), |layer| {
            // A secret that a later layer stores again is named once.
            let of_layer = |of: usize| of == layer || rule == "secret-file";
            let tops = evidence.iter().filter(|(of, _)| of_layer(*of));
            tops.map(|(_, top)| top.clone()).collect()
        });
        compare(image, &told, &again);
    }
}

#[test]
fn what_is_ticked_is_told() {
    let file = path("sample/image.tar");
    let file = file.to_str().expect("UTF-8");
    let run = |arguments: &[&str]| {
        let output = peel(&[&["whatif"], arguments, &[file]].concat());
        (
            output.status.code(),
            text(output.stdout),
            text(output.stderr),
        )
    };
    let (code, table, _) = run(&[
        "--without",
        "/srv/site/books.csv",
        "--fix=package-cache-kept",
    ]);
    assert_eq!(code, Some(0));
    for line in [
        "Size        2.57MB → 2.21MB: 358kB less",
        "     294kB  /srv/site/books.csv",
        "    64.4kB  package-cache-kept",
        "  site/books.csv",
        "  RUN apt-get update \\",
    ] {
        assert!(table.contains(line), "{line}\n{table}");
    }
    let (code, _, said) = run(&["--without", "/none"]);
    assert_eq!(
        (code, said.as_str()),
        (Some(2), "peel: error: /none is in no layer.\n")
    );
    let (code, _, said) = run(&["--fix", "setuid-fil"]);
    assert_eq!(code, Some(2));
    assert!(said.starts_with("peel: no such rule: setuid-fil"), "{said}");
    let (code, table, _) = run(&[]);
    assert_eq!(code, Some(0));
    assert!(table.contains("2.57MB → 2.57MB: 0B less"), "{table}");
}
