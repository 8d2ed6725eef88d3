//! Packages, and which bytes they own, against what the package managers themselves say.

mod archive;

use std::collections::{BTreeMap, BTreeSet};

use archive::command::{peel, text};
use archive::{IMAGES, archive, oracle, path};
use peel::packages::{Found, Package, Packages, Role};
use peel::report::PackagesReport;

/// The packages of the first image of an archive, as the command prints them.
fn packages(file: &str) -> Packages {
    let file = path(file);
    let output = peel(&["packages", "--format=json", file.to_str().expect("UTF-8")]);
    let said = text(output.stderr);
    assert_eq!(output.status.code(), Some(0), "{}: {said}", file.display());
    let report: PackagesReport = serde_json::from_slice(&output.stdout).expect("JSON on stdout");
    let images = report.images.into_iter();
    let packages = images.map(|image| image.packages).next();
    let packages = packages.expect("an image");
    assert_eq!(packages.owned + packages.unowned, packages.total);
    packages
}

/// Kind, name, version and processor of packages, with files, bytes, and paths that are missing.
fn rows(packages: &[Package]) -> BTreeMap<String, (u64, u64, u64)> {
    let rows = packages.iter().map(|package| {
        let Package {
            kind,
            name,
            version,
            arch,
            ..
        } = package;
        let key = format!("{}\t{name}\t{version}\t{arch}", kind.id());
        (key, (package.files, package.bytes, package.missing))
    });
    rows.collect()
}

/// The same of an oracle: `tests/images/recipes/packages/sums.py` writes them.
fn told(file: &str) -> BTreeMap<String, (u64, u64, u64)> {
    let lines = file.lines().map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let number = |at: usize| cells[at].parse().expect("a number");
        (cells[..4].join("\t"), (number(4), number(5), number(6)))
    });
    lines.collect()
}

#[test]
fn files_and_bytes_are_those_that_the_managers_list() {
    let packages = packages("packages/image.tar");
    let told = told(&oracle("packages", 0, "files.tsv"));
    assert!(told.len() >= 10, "{told:?}");
    assert_eq!(rows(&packages.packages), told);
    let total = oracle("packages", 0, "total.txt");
    assert_eq!(packages.total.to_string(), total.trim());
    let unowned: Vec<&str> = (packages.unowned_largest.iter())
        .map(|file| file.path.as_str())
        .collect();
    assert!(unowned.contains(&"srv/unowned"), "{unowned:?}");
    // Another name of a file that a package has, and a file that is diverted.
    for owned in ["srv/third", "usr/bin/shared.theirs"] {
        assert!(!unowned.contains(&owned), "{unowned:?}");
    }
}

#[test]
fn layers_bring_and_remove() {
    let packages = packages("packages/image.tar");
    let layer = |name: &str, version: &str| {
        let mut all = packages.packages.iter();
        let found = all.find(|package| package.name == name && package.version == version);
        found.map(|package| package.layer)
    };
    assert_eq!(layer("twice", "2:0.5"), Some(0));
    assert_eq!(layer("peeltest-other", "0.3"), Some(1));
    assert_eq!(layer("outer", "2.1.0"), Some(1));
    assert_eq!(layer("greet", "2.0-1"), Some(2));
    assert_eq!(layer("peeltest-wheel", "1.1"), Some(2));
    let removed: Vec<String> = (packages.removed.iter())
        .filter(|package| package.kind.id() == "dpkg")
        .map(|package| {
            let Package {
                name,
                version,
                layer,
                hidden,
                ..
            } = package;
            let by = package.removed.expect("it is removed");
            format!("dpkg\t{name}\t{version}\t{layer}\t{by}\t{hidden}")
        })
        .collect();
    let told = oracle("packages", 0, "removed.tsv");
    assert_eq!(removed, told.lines().collect::<Vec<_>>());
    let mut gone = packages.removed.iter();
    let wheel = gone.find(|package| package.name == "peeltest-wheel");
    let replaced = wheel.and_then(|package| package.replaced.as_deref());
    assert_eq!(replaced, Some("1.1"));
}

/// However an image is stored and compressed, its sums add up and agree with the report.
#[test]
fn every_image_adds_up() {
    for name in IMAGES {
        let file = archive(name);
        let output = peel(&["packages", "--format=json", file.to_str().expect("UTF-8")]);
        let report: PackagesReport =
            serde_json::from_slice(&output.stdout).expect("JSON on stdout");
        let opened = archive::open(name);
        assert_eq!(report.images.len(), opened.images.len(), "{name}");
        for (image, opened) in report.images.iter().zip(&opened.images) {
            let packages = &image.packages;
            assert_eq!(packages.total, opened.stack.visible, "{name}");
            assert_eq!(packages.owned + packages.unowned, packages.total, "{name}");
            assert_eq!(packages.troubles, [], "{name}");
        }
    }
}

#[test]
fn compressed_layers_and_archives_give_the_same() {
    let plain = packages("packages/image.tar");
    assert_eq!(packages("packages/oci.tar"), plain);
    assert_eq!(packages("packages/image.tar.gz"), plain);
}

/// By rpm itself, by Berkeley DB's loader, and laid out as rpm's source has it.
#[test]
fn every_database_of_rpm_is_read() {
    for database in ["sqlite", "ndb", "bdb"] {
        let packages = packages(&format!("packages-rpm/{database}.tar"));
        let told = told(&oracle("packages-rpm", 0, &format!("{database}.tsv")));
        assert_eq!(told.len(), 2, "{database}");
        assert_eq!(rows(&packages.packages), told, "{database}");
    }
}

/// What Go's linker wrote, as grep finds it; what was put into the others.
#[test]
fn programs_and_archives_say_what_they_are_made_of() {
    let packages = packages("packages-programs/oci.tar");
    let parts = |package: &Package| -> BTreeSet<String> {
        let parts = package.parts.iter();
        let parts = parts.map(|part| format!("{} {}", part.name, part.version));
        parts.collect()
    };
    let dive = packages.packages.iter().find(|p| p.kind.id() == "go");
    let dive = dive.expect("dive is written in Go");
    assert_eq!(dive.name, "github.com/wagoodman/dive");
    let mut modules = BTreeSet::new();
    let mut last = String::new();
    for line in oracle("packages-programs", 0, "modules.tsv").lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        if cells[0] == "=>" {
            modules.remove(&last);
        }
        last = format!("{} {}", cells[1], cells[2]);
        modules.insert(last.clone());
    }
    assert!(modules.len() > 40, "{modules:?}");
    let mut found = parts(dive);
    found.retain(|part| !part.starts_with("stdlib go1."));
    assert_eq!(found, modules);
    assert_eq!(found.len() + 1, dive.parts.len());
    let others: BTreeSet<String> = (packages.packages.iter())
        .filter(|package| package.kind.id() != "go")
        .map(|package| {
            let Package {
                kind,
                name,
                version,
                ..
            } = package;
            let parts: Vec<String> = parts(package).into_iter().collect();
            format!("{}\t{name}\t{version}\t{}", kind.id(), parts.join(", "))
        })
        .collect();
    let told = oracle("packages-programs", 0, "parts.tsv");
    assert_eq!(others, told.lines().map(str::to_owned).collect());
    let unowned = &packages.unowned_largest;
    let unowned: Vec<&str> = unowned.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(unowned, ["usr/bin/script"]);
}

/// What Debian has no tool for, laid out as apk writes it and as images without a distribution have it:
/// folders through links, a list of sums, a package whose list is left out, and one of two systems'.
#[test]
fn databases_without_their_tools() {
    let mut tar = tar::Builder::new(Vec::new());
    let mut file = |path: &str, bytes: &[u8]| {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, path, bytes).expect("memory");
    };
    file(
        "usr/lib/apk/db/installed",
        b"C:Q1AAAAAAAAAAAAAAAAAAAAAAAAAAA=\nP:musl\nV:1.2.5-r10\nA:x86_64\nS:1\nI:2\nT:libc\nL:MIT\n\
          o:musl\nF:lib\nR:ld-musl.so.1\na:0:0:755\nZ:Q1AAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n\
          P:second\nV:2\nF:usr\nF:usr/lib\nR:second.so\nR:gone.so\n\n",
    );
    file("usr/lib/ld-musl.so.1", &[1; 700]);
    file("usr/lib/second.so", &[2; 50]);
    file(
        "var/lib/dpkg/status.d/tzdata",
        b"Package: tzdata\nVersion: 2024a-0\nArchitecture: all\nDescription: zones\n",
    );
    file(
        "var/lib/dpkg/status.d/tzdata.md5sums",
        b"d41d8cd98f00b204e9800998ecf8427e  usr/share/zoneinfo/UTC\n",
    );
    file("usr/share/zoneinfo/UTC", &[3; 114]);
    file(
        "opt/six-1.16.0.dist-info/METADATA",
        b"Name: six\nVersion: 1.16.0\n",
    );
    file("opt/old.egg-info/PKG-INFO", b"Name: old\nVersion: 0.1\n");
    file(
        "opt/old.egg-info/installed-files.txt",
        b"../old.py\nPKG-INFO\n",
    );
    file("opt/old.py", &[4; 33]);
    let mut link = tar::Header::new_gnu();
    link.set_entry_type(tar::EntryType::Symlink);
    link.set_size(0);
    tar.append_link(&mut link, "lib", "usr/lib")
        .expect("memory");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("export.tar");
    std::fs::write(&path, tar.into_inner().expect("memory")).expect("it can be written");
    let output = peel(&["packages", "--format=json", path.to_str().expect("UTF-8")]);
    let report: PackagesReport = serde_json::from_slice(&output.stdout).expect("JSON");
    let packages = &report.images[0].packages;
    let expected = [
        ("apk\tmusl\t1.2.5-r10\tx86_64", (1, 700, 0)),
        ("apk\tsecond\t2\t", (1, 50, 1)),
        ("dpkg\ttzdata\t2024a-0\tall", (1, 114, 0)),
        ("python\told\t0.1\t", (2, 33 + 23, 0)),
        ("python\tsix\t1.16.0\t", (1, 26, 0)),
    ];
    let expected = expected.map(|(row, sums)| (row.to_owned(), sums));
    assert_eq!(rows(&packages.packages), BTreeMap::from(expected));
    assert_eq!(packages.troubles, []);
}

/// Real databases, cut anywhere and with bytes changed: they are read, or refused, and nothing worse.
#[test]
fn damaged_databases_are_read_or_refused() {
    let cases = [
        (
            "packages-rpm/sqlite.tar",
            "var/lib/rpm/rpmdb.sqlite",
            Role::RpmSqlite,
        ),
        (
            "packages-rpm/ndb.tar",
            "var/lib/rpm/Packages.db",
            Role::RpmNdb,
        ),
        ("packages-rpm/bdb.tar", "var/lib/rpm/Packages", Role::RpmBdb),
        (
            "packages-programs/oci.tar",
            "usr/bin/audited",
            Role::Program,
        ),
        (
            "packages-programs/oci.tar",
            "srv/lib/shaded-4.jar",
            Role::Jar,
        ),
        (
            "packages/image.tar",
            "var/lib/dpkg/status",
            Role::DpkgStatus,
        ),
    ];
    for (image, database, role) in cases {
        let file = path(image);
        let output = peel(&["cat", file.to_str().expect("UTF-8"), database]);
        let whole = output.stdout;
        let sound = Found::read(role, &whole);
        assert!(
            matches!(sound, Ok(Found::Packages(_))),
            "{database}: {sound:?}"
        );
        let mut refused = 0;
        // Knuth's numbers: the same damage each time.
        let mut random = 1_u64;
        let mut next = |below: usize| {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (random >> 33) as usize % below
        };
        for _ in 0..400 {
            let mut damaged = whole.clone();
            for _ in 0..=next(8) {
                // Where heads and directories are, mostly.
                let within = [whole.len(), whole.len().min(512)][next(2)];
                damaged[next(within)] = [0, 0xff, next(256) as u8][next(3)];
            }
            if next(3) == 0 {
                damaged.truncate(next(whole.len()));
            }
            refused += usize::from(Found::read(role, &damaged).is_err());
        }
        // Text has no wrong places, and a program without a list tells nothing.
        let lenient = matches!(role, Role::DpkgStatus | Role::Program);
        assert!(refused > 5 || lenient, "{database}: {refused}");
    }
}

/// A whole distribution, with packages that a later layer installs.
#[test]
fn packages_of_debian_are_found_in_their_layers() {
    let packages = packages("debian/image.tar");
    let of = |name: &str| packages.packages.iter().find(|p| p.name == name);
    let dpkg = of("dpkg").expect("Debian has dpkg");
    assert_eq!((dpkg.kind.id(), dpkg.layer), ("dpkg", 0));
    assert!(dpkg.files > 20 && dpkg.bytes > 1_000_000, "{dpkg:?}");
    let make = of("make").expect("a later layer installs it");
    assert!(make.layer > 0, "{make:?}");
}

/// A report that was asked for them has the same packages, in both forms, and gives them back; another says
/// that it has none.
#[test]
fn a_report_keeps_the_packages_that_it_was_asked_for() {
    let file = path("packages/image.tar");
    let image = file.to_str().expect("UTF-8");
    let expected = packages("packages/image.tar");
    assert!(!expected.packages.is_empty() && !expected.removed.is_empty());
    let folder = tempfile::tempdir().expect("a folder");
    for (name, words) in [
        ("a.json", &["--format=json", "--packages"][..]),
        ("b.json", &["--format=json", "--trees", "--packages"]),
        ("c.peel", &["--format=compact", "--packages"]),
    ] {
        let output = peel(&[&["analyze"], words, &[image]].concat());
        assert_eq!(
            output.status.code(),
            Some(0),
            "{name}: {}",
            text(output.stderr)
        );
        let saved = folder.path().join(name);
        std::fs::write(&saved, &output.stdout).expect("it can be written");
        let read = peel::report::Saved::read(&output.stdout).expect("a report");
        assert_eq!(
            read.report.images[0].packages.as_ref(),
            Some(&expected),
            "{name}"
        );
        let saved = saved.to_str().expect("UTF-8");
        let output = peel(&["packages", "--format=json", saved]);
        let report: PackagesReport = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(report.images[0].packages, expected, "{name}");
    }
    let output = peel(&["analyze", "--format=json", image]);
    let saved = folder.path().join("without.json");
    std::fs::write(&saved, &output.stdout).expect("it can be written");
    let output = peel(&["packages", saved.to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(output.stderr).contains("--packages"));
    let output = peel(&["analyze", "--packages", image]);
    assert_eq!(
        output.status.code(),
        Some(2),
        "a table has no room for them"
    );
}
