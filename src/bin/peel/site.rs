//! `peel site`: a folder of reports as static pages.

mod list;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use peel::limits;
use peel::report::{Problem, Saved, Site};

use crate::analyze::tell;
use crate::output::say;

/// What was asked for on the command line.
pub struct Options {
    pub folder: PathBuf,
    /// Where Peel's page is.
    pub page: String,
    /// Where the folder is, as that page asks for it.
    pub at: String,
}

/// Reads every report of a folder, and writes its pages into it. What is no report is passed over, and
/// said.
pub fn site(options: &Options) -> ExitCode {
    let mut site = Site::new(&options.page, &options.at);
    let mut files = Vec::new();
    if let Err(error) = reports(&options.folder, &mut files) {
        say!(
            "peel: error: {} cannot be read: {error}.",
            options.folder.display()
        );
        return ExitCode::from(2);
    }
    files.sort();
    let mut wrong = false;
    for file in &files {
        match read(file) {
            Ok(saved) => site.add(&below(file, &options.folder), &saved.report),
            Err(problem) => {
                wrong = true;
                say!("peel: {}:", file.display());
                tell(&problem);
            }
        }
    }
    let images = site.len();
    let before = list::read(&options.folder);
    let mut now = BTreeSet::new();
    let written = site.pages(|name, page| {
        let file = options.folder.join(name);
        let parent = file.parent().map_or(Ok(()), std::fs::create_dir_all);
        now.insert(name.to_owned());
        let written = parent.and_then(|()| std::fs::write(&file, page));
        written.map_err(|error| (file, error))
    });
    let listed = |pages: &BTreeSet<String>| {
        let written = list::write(&options.folder, pages);
        written.map_err(|error| (options.folder.clone(), error))
    };
    // Where it ends too early, those of before are there still.
    let all = before.union(&now).cloned().collect();
    let whole = listed(&all).and(written);
    let removed = whole.and_then(|()| {
        let removed = list::remove(&options.folder, &before, &now);
        removed.map_err(|error| (options.folder.clone(), error))
    });
    let removed = removed.and_then(|removed| listed(&now).map(|()| removed));
    if let Err((file, error)) = &removed {
        say!(
            "peel: error: {} cannot be written: {error}.",
            file.display()
        );
        return ExitCode::from(2);
    }
    say!(
        "peel: {images} images of {} reports: {}",
        files.len(),
        options.folder.join("index.html").display()
    );
    if let Ok(removed @ 1..) = removed {
        say!("peel: removed pages of images that went: {removed}");
    }
    match wrong {
        true => ExitCode::from(2),
        false => ExitCode::SUCCESS,
    }
}

fn read(file: &Path) -> Result<Saved, Problem> {
    let unreadable = |error: std::io::Error| Problem {
        code: "unreadable".into(),
        error: true,
        message: format!("{} cannot be read: {error}.", file.display()),
        ..Problem::default()
    };
    let len = std::fs::metadata(file).map_err(unreadable)?.len();
    if len > limits::REPORT_BYTES {
        return Err(Problem::from(&peel::report::SavedError::TooLarge));
    }
    let bytes = std::fs::read(file).map_err(unreadable)?;
    Saved::read(&bytes).map_err(|error| Problem::from(&error))
}

/// The reports below a folder. Links are not followed.
fn reports(folder: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            let path = entry.path();
            let named = path
                .extension()
                .is_some_and(|end| end == "json" || end == "peel");
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() && named {
                found.push(path);
            }
        }
    }
    Ok(())
}

fn below(file: &Path, folder: &Path) -> String {
    let path = file.strip_prefix(folder).unwrap_or(file);
    let parts = path.iter().map(|part| part.to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}
