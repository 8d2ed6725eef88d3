//! Any bytes as a file that tells of packages, in two layers of an image that has some of the files which it
//! may name: every byte is owned by packages or by none, and what is told reads back.

use peel::packages::{Found, Packages, Role};
use peel::source::MemorySource;
use peel::worker::{PackageRoom, Session, owners, plan, read_packages, scan};

/// The places of files that tell of packages, and what each is read for. The first byte of an input chooses.
pub const PLACES: &[(&str, Role)] = &[
    ("var/lib/dpkg/status", Role::DpkgStatus),
    ("var/lib/dpkg/info/a.list", Role::DpkgList),
    ("var/lib/dpkg/status.d/a.md5sums", Role::DpkgSums),
    ("var/lib/dpkg/diversions", Role::DpkgDiversions),
    ("lib/apk/db/installed", Role::ApkInstalled),
    ("var/lib/rpm/rpmdb.sqlite", Role::RpmSqlite),
    ("var/lib/rpm/Packages.db", Role::RpmNdb),
    ("var/lib/rpm/Packages", Role::RpmBdb),
    (
        "usr/lib/python3/site-packages/a-1.dist-info/METADATA",
        Role::PythonMetadata,
    ),
    (
        "usr/lib/python3/site-packages/a-1.dist-info/RECORD",
        Role::PythonRecord,
    ),
    (
        "usr/lib/python3/site-packages/a-1.egg-info/installed-files.txt",
        Role::PythonInstalled,
    ),
    ("app/node_modules/a/package.json", Role::NpmManifest),
    ("usr/share/java/a.jar", Role::Jar),
    ("usr/bin/a", Role::Program),
];

/// What a list of dpkg's, or a record of Python's, is about.
const TOLD: &[(&str, &str)] = &[
    (
        "var/lib/dpkg/status",
        "Package: a\nStatus: install ok installed\nVersion: 1\n",
    ),
    ("var/lib/dpkg/status.d/a", "Package: a\nVersion: 1\n"),
    (
        "usr/lib/python3/site-packages/a-1.dist-info/METADATA",
        "Name: a\nVersion: 1\n",
    ),
    (
        "usr/lib/python3/site-packages/a-1.egg-info/PKG-INFO",
        "Name: a\nVersion: 1\n",
    ),
];

pub fn run(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    let (path, role) = PLACES[usize::from(*first) % PLACES.len()];
    if let Ok(found) = Found::read(role, rest) {
        let bytes = serde_json::to_vec(&found).expect("it is JSON");
        assert_eq!(serde_json::from_slice::<Found>(&bytes).ok(), Some(found));
    }
    // What is told may change in the next layer.
    let half = rest.len() / 2;
    let (low, high) = match first & 0x80 {
        0 => (rest, None),
        _ => (&rest[..half], Some(&rest[half..])),
    };
    let source = MemorySource(archive(path, low, high));
    let mut session = Session::open(&source, "image.tar", &mut |_| {});
    for blob in session.pending() {
        session.insert(blob, scan(&source, blob, &mut |_| {}));
    }
    let (report, stack) = session.analyze(0).expect("it is an image");
    let layers = session.layers(0).expect("it is an image");
    let (work, troubles) = plan(&session, 0, &stack, &layers);
    let room = PackageRoom::default();
    let readings = work
        .iter()
        .flat_map(|work| read_packages(&source, work, &room, &mut |_| {}));
    let packages = owners(&stack, &layers, readings.collect(), troubles).packages;
    assert_eq!(packages.total, report.sizes.visible);
    check(&packages);
}

fn check(packages: &Packages) {
    assert_eq!(packages.total, packages.owned + packages.unowned);
    for package in packages.packages.iter().chain(&packages.removed) {
        assert!(package.bytes <= packages.total);
        assert!(package.shared <= package.bytes);
        assert!(package.bytes == 0 || package.files > 0);
    }
    assert!(
        packages
            .packages
            .iter()
            .all(|package| package.removed.is_none())
    );
    assert!(
        packages
            .removed
            .iter()
            .all(|package| package.removed.is_some())
    );
    let json = serde_json::to_string(packages).expect("it is JSON");
    assert_eq!(serde_json::from_str(&json).ok().as_ref(), Some(packages));
}

/// An image of one layer or two, each of which has the file.
fn archive(path: &str, low: &[u8], high: Option<&[u8]>) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    let told = TOLD.iter().filter(|(at, _)| *at != path);
    let told = told.map(|(at, text)| (*at, text.as_bytes()));
    let files = [
        ("usr/bin/b", &b"of a package, or of none"[..]),
        ("etc/a.conf", b"too"),
    ];
    let lower: Vec<(&str, &[u8])> = told.chain(files).chain([(path, low)]).collect();
    file(&mut tar, "0/layer.tar", &layer(&lower));
    let mut names = vec!["0/layer.tar"];
    if let Some(high) = high {
        names.push("1/layer.tar");
        let upper = [
            ("usr/bin/b", &b"another"[..]),
            ("usr/bin/.wh.none", b""),
            (path, high),
        ];
        file(&mut tar, "1/layer.tar", &layer(&upper));
    }
    let manifest =
        serde_json::json!([{"Config": "config.json", "RepoTags": ["a:b"], "Layers": names}]);
    file(&mut tar, "config.json", br#"{"os":"linux"}"#);
    file(&mut tar, "manifest.json", manifest.to_string().as_bytes());
    tar.into_inner().expect("memory")
}

fn layer(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (path, bytes) in files {
        file(&mut tar, path, bytes);
    }
    let mut header = tar::Header::new_ustar();
    header.set_entry_type(tar::EntryType::Symlink);
    header.set_size(0);
    tar.append_link(&mut header, "bin", "usr/bin")
        .expect("memory");
    tar.into_inner().expect("memory")
}

fn file(tar: &mut tar::Builder<Vec<u8>>, path: &str, bytes: &[u8]) {
    let mut header = tar::Header::new_ustar();
    header.set_size(bytes.len() as u64);
    header.set_mode(0o755);
    tar.append_data(&mut header, path, bytes).expect("memory");
}
