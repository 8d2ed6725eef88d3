//! `peel site` on a folder of reports whose images come and go.

mod archive;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use archive::command::{peel, text};
use archive::path;

fn site(folder: &Path) -> String {
    let output = peel(&["site", folder.to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(0), "{}", text(output.stderr));
    text(output.stderr) + &text(output.stdout)
}

fn pages(folder: &Path) -> BTreeSet<String> {
    let files = fs::read_dir(folder.join("images")).expect("there are pages");
    let names = files.map(|file| file.expect("readable").file_name());
    names
        .map(|name| name.to_string_lossy().into_owned())
        .collect()
}

#[test]
fn pages_of_images_that_went_are_removed() {
    let folder = std::env::temp_dir().join(format!("peel-site-{}", std::process::id()));
    let outside = folder.with_extension("outside.html");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    for name in ["clean", "buildah"] {
        let image = path(&format!("{name}/image.tar"));
        let image = image.to_str().expect("UTF-8");
        let report = peel(&["analyze", "--format", "json", image]).stdout;
        fs::write(folder.join(format!("{name}.json")), report).expect("a report");
    }
    site(&folder);
    let both = pages(&folder);
    assert_eq!(both.len(), 2);

    // Somebody's own page, and a list that somebody wrote.
    fs::write(folder.join("images/notes.html"), "mine").expect("a page");
    fs::write(&outside, "mine").expect("a page");
    let list = folder.join(".peel-site");
    let listed = fs::read_to_string(&list).expect("the list");
    let name = outside.file_name().expect("a name").to_string_lossy();
    fs::write(&list, format!("{listed}../{name}\n{}\n", outside.display())).expect("the list");
    fs::remove_file(folder.join("buildah.json")).expect("it was there");
    assert!(site(&folder).contains("images that went: 1"));
    let left = pages(&folder);
    assert!(left.contains("notes.html") && left.len() == 2, "{left:?}");
    assert!(outside.is_file(), "it is not in the folder");

    // Nothing went since then.
    assert!(!site(&folder).contains("went"));
    assert_eq!(pages(&folder), left);
    fs::remove_dir_all(&folder).expect("it was there");
    fs::remove_file(&outside).expect("it was there");
}
