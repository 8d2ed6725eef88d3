use super::*;
use crate::worker::scan;

/// A layer folder as Docker wrote it before 1.10, without the end of the archive.
fn layer_folder() -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (path, bytes) in [
        ("a/json", br#"{"id":"a","os":"linux"}"#.as_slice()),
        ("a/layer.tar", &[0; 1024]),
    ] {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        let appended = archive.append_data(&mut header, path, bytes);
        appended.expect("memory");
    }
    let mut bytes = archive.into_inner().expect("memory");
    bytes.truncate(bytes.len() - 1024);
    bytes
}

fn problems(bytes: Vec<u8>) -> Vec<(String, bool)> {
    let mut session = Session::open(&MemorySource(bytes), "image.tar", &mut |_| {});
    assert_eq!(session.images().len(), 1);
    let (report, _) = session.analyze(0).expect("one image");
    let problems = report.problems.into_iter();
    problems
        .map(|problem| (problem.code, problem.error))
        .collect()
}

/// `nginx.conf` begins with a letter with which JSON may begin.
#[test]
fn a_layer_that_begins_like_json_is_scanned_in_a_compressed_archive() {
    use std::io::Write as _;
    let mut layer = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(3);
    let appended = layer.append_data(&mut header, "nginx.conf", &b"hi\n"[..]);
    appended.expect("memory");
    let layer = layer.into_inner().expect("memory");
    let mut archive = tar::Builder::new(Vec::new());
    for (path, bytes) in [
        ("a/json", br#"{"id":"a"}"#.as_slice()),
        ("a/layer.tar", &layer),
    ] {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        let appended = archive.append_data(&mut header, path, bytes);
        appended.expect("memory");
    }
    let archive = archive.into_inner().expect("memory");
    let level = flate2::Compression::default();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), level);
    gzip.write_all(&archive).expect("memory");
    let bytes = gzip.finish().expect("memory");
    let mut session = Session::open(&MemorySource(bytes), "image.tar.gz", &mut |_| {});
    assert_eq!(session.pending(), []);
    let (report, _) = session.analyze(0).expect("one image");
    assert_eq!(report.sizes.total, 3);
    assert!(report.problems.iter().all(|problem| !problem.error));
}

#[test]
fn an_archive_cut_between_entries_is_not_taken_for_an_old_one() {
    let mut bytes = layer_folder();
    let code = "without-manifest".to_owned();
    assert_eq!(problems(bytes.clone()), [(code.clone(), true)]);
    bytes.extend([0; 1024]);
    assert_eq!(problems(bytes), [(code, false)]);
}

/// The report of an image of one layer with these entries: path, typeflag, contents.
fn of_layer(entries: &[(&str, u8, &[u8])]) -> ImageReport {
    let tar = |entries: &[(&str, u8, &[u8])]| {
        let mut tar = tar::Builder::new(Vec::new());
        for (path, typeflag, bytes) in entries {
            let mut header = tar::Header::new_old();
            header.as_old_mut().name[..path.len()].copy_from_slice(path.as_bytes());
            header.as_old_mut().linkflag = [*typeflag];
            header.set_size(bytes.len() as u64);
            header.set_cksum();
            tar.append(&header, *bytes).expect("memory");
        }
        tar.into_inner().expect("memory")
    };
    let layer = tar(entries);
    let archive = tar(&[("a/json", b'0', b"{}"), ("a/layer.tar", b'0', &layer)]);
    let source = MemorySource(archive);
    let mut session = Session::open(&source, "image.tar", &mut |_| {});
    for blob in session.pending() {
        session.insert(blob, scan(&source, blob, &mut |_| {}));
    }
    session.analyze(0).expect("one image").0
}

#[test]
fn what_lies_below_a_whiteout_is_shown() {
    let report = of_layer(&[(".wh.x", b'0', b""), (".wh.x/evil", b'0', b"bytes")]);
    assert_eq!((report.sizes.total, report.sizes.visible), (5, 5));
    assert_eq!(report.sizes.largest[0].path, ".wh.x/evil");
}

#[test]
fn a_file_named_like_a_folder_is_a_file_to_the_runtimes() {
    assert_eq!(of_layer(&[("shadow/", b'0', b"bytes")]).sizes.visible, 5);
    assert_eq!(of_layer(&[("shadow/", 0, b"")]).sizes.files, 0);
}

#[test]
fn a_layer_folder_without_its_layer_is_an_error() {
    let mut tar = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(2);
    tar.append_data(&mut header, "a/json", &b"{}"[..])
        .expect("memory");
    let archive = tar.into_inner().expect("memory");
    let found = problems(archive);
    assert!(found.contains(&("missing".to_owned(), true)), "{found:?}");
}
