//! `peel layout`: writes an image as an OCI image layout, which any web server gives out as plain
//! files.

mod archive;
mod writer;

use std::ffi::OsStr;
use std::path::Path;
use std::process::ExitCode;

use peel::report::Problem;
use peel::text::visible;

use crate::output::{print, say};
use crate::remote::{Options, Remote, is_remote};
use writer::Writer;

/// Why no layout could be written.
#[derive(Debug, thiserror::Error)]
pub enum LayoutError {
    /// The folder, or a file in it, cannot be written.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// The folder has something in it.
    #[error("{0} is not empty")]
    NotEmpty(String),
    /// The image cannot be read.
    #[error("{}", .0.message)]
    Image(Box<Problem>),
    /// Bytes of the image are not in the archive.
    #[error("{0} is not in the archive")]
    Missing(String),
    /// Bytes of the image are not what its manifest says.
    #[error("{0} has another digest than the manifest says")]
    WrongDigest(String),
    /// Its digest is of a kind that few tools know.
    #[error("{0} has a digest of a kind that is not written")]
    Algorithm(String),
    /// There is no image.
    #[error("there is no image in it")]
    NoImage,
}

impl From<Problem> for LayoutError {
    fn from(problem: Problem) -> LayoutError {
        LayoutError::Image(Box::new(problem))
    }
}

/// Writes the layout of an image to a folder, and says how it is opened from there.
pub fn layout(image: &OsStr, folder: &Path, options: &Options) -> ExitCode {
    match write(image, folder, options) {
        Ok(names) => {
            let names = visible(&names.join(", "));
            print(&format!(
                "{names}\nwas written to {folder}. Put that folder on any web server whose answers have the\n\
                 header Access-Control-Allow-Origin: *, and open it in the page by its address:\n\
                 #image=https://HOST/PATH/\n",
                folder = folder.display()
            ))
        }
        Err(error) => {
            let why = visible(&error.to_string());
            say!("peel: error: no layout was written: {why}.");
            if let LayoutError::Image(problem) = &error
                && !problem.advice.is_empty()
            {
                say!("      {}", visible(&problem.advice));
            }
            ExitCode::from(2)
        }
    }
}

/// The names of what was written.
fn write(image: &OsStr, folder: &Path, options: &Options) -> Result<Vec<String>, LayoutError> {
    let mut writer = Writer::new(folder)?;
    let written = match image.to_str().filter(|image| is_remote(image)) {
        Some(image) => remote(image, &mut writer, options),
        None => archive::write(Path::new(image), &mut writer),
    };
    if written.is_err() {
        writer.clear();
    }
    written
}

fn remote(image: &str, writer: &mut Writer, options: &Options) -> Result<Vec<String>, LayoutError> {
    let remote = Remote::open(image, options)?;
    for blob in &remote.pulled.blobs {
        if !blob.digest.starts_with("sha256:") {
            return Err(LayoutError::Algorithm(blob.digest.clone()));
        }
        let mut part = writer.part()?;
        let mut failed = None;
        remote.fetch(blob, &mut |bytes| {
            failed = failed.take().or_else(|| part.push(bytes).err());
        })?;
        if let Some(error) = failed {
            return Err(error.into());
        }
        let written = writer.keep(part)?;
        if written.digest != blob.digest {
            return Err(LayoutError::WrongDigest(blob.digest.clone()));
        }
    }
    // Last of all: what has them is a whole layout.
    let mut start = 0_usize;
    for file in &remote.pulled.files {
        let end = start.saturating_add(usize::try_from(file.len).unwrap_or(usize::MAX));
        // The layers, which are not here, are the last.
        let Some(bytes) = remote.pulled.documents.get(start..end) else {
            break;
        };
        writer.file(&file.path, bytes)?;
        start = end;
    }
    Ok(vec![remote.place.to_string()])
}
