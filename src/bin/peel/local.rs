//! Images whose bytes are on this machine, and can be read more than once.

use std::ffi::OsStr;
use std::path::Path;
use std::process::ExitCode;

use peel::limits;
use peel::source::ByteSource;
use peel::source::native::{FileSource, FolderSource};
use peel::worker::Session;

use crate::analyze::{cannot_open, tell};
use crate::output::say;
use crate::remote::is_remote;

/// Opens a file or a folder, and reads it; what cannot be opened so is said, and the exit code given.
pub fn open<T>(
    image: &OsStr,
    read: impl FnOnce(&(dyn ByteSource + Sync), Session) -> T,
) -> Result<T, ExitCode> {
    if image == "-" || image.to_str().is_some_and(is_remote) {
        say!("peel: error: its bytes are needed twice, and can be had once.");
        say!("      Save the image first: peel layout IMAGE DIR, or docker save.");
        return Err(ExitCode::from(2));
    }
    let file = Path::new(image);
    let opened = match file.is_dir() {
        true => FolderSource::open(file, limits::ARCHIVE_ENTRIES).map(|source| {
            let session = Session::open_folder(&source, source.files(), "");
            read(&source, session)
        }),
        false => FileSource::open(file).map(|source| {
            let session = Session::open(&source, "", &mut |_| {});
            read(&source, session)
        }),
    };
    opened.map_err(|error| {
        tell(&cannot_open(file, &error));
        ExitCode::from(2)
    })
}
