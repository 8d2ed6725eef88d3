//! The page's files: those inside this command, or those of a folder.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use peel::digest::{Algorithm, Digest};

use super::named::{below, media_type};

/// The page that `cargo xtask build` left in `dist/`, in a command that was built with it.
#[cfg(feature = "embedded-page")]
fn embedded(name: &Path) -> Option<&'static [u8]> {
    static DIST: include_dir::Dir<'_> = include_dir::include_dir!("$CARGO_MANIFEST_DIR/dist");
    DIST.get_file(name).map(include_dir::File::contents)
}

/// This command was built without one.
#[cfg(not(feature = "embedded-page"))]
fn embedded(_: &Path) -> Option<&'static [u8]> {
    None
}

/// The page itself, among its files.
const INDEX: &str = "index.html";

/// Where the page comes from.
#[derive(Debug)]
pub enum Page {
    /// This command.
    Embedded,
    /// A folder's path, canonical.
    Folder(PathBuf),
}

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// None was given, and this command has none.
    #[error(
        "this command was built without the page. `cargo xtask build --command` builds one with \
         it; or give the folder of a built page: `cargo xtask build`, then `peel serve --page dist`"
    )]
    Absent,
    /// The folder is not there, or cannot be read.
    #[error("{0} cannot be read: {1}")]
    Unreadable(PathBuf, io::Error),
    /// A folder of something else.
    #[error("{0} holds no page: it has no index.html")]
    NoPage(PathBuf),
}

/// One of the page's files.
pub struct Asset {
    pub media_type: &'static str,
    /// Changes with the contents.
    pub etag: String,
    /// Whether its name changes with its contents.
    pub hashed: bool,
    pub contents: Contents,
}

/// A file's bytes, or where they are.
pub enum Contents {
    Bytes(&'static [u8]),
    File(File, u64),
}

impl Page {
    /// The page in a folder, or without one the page inside this command.
    pub fn find(folder: Option<&Path>) -> Result<Page, PageError> {
        let Some(folder) = folder else {
            let there = embedded(Path::new(INDEX)).map(|_| Page::Embedded);
            return there.ok_or(PageError::Absent);
        };
        let folder = folder
            .canonicalize()
            .map_err(|error| PageError::Unreadable(folder.to_owned(), error))?;
        match folder.join(INDEX).is_file() {
            true => Ok(Page::Folder(folder)),
            false => Err(PageError::NoPage(folder)),
        }
    }

    /// The file that a path names, as sent: it starts with a slash, and may be percent-encoded.
    pub fn asset(&self, path: &str) -> io::Result<Option<Asset>> {
        let Some(name) = inside(path) else {
            return Ok(None);
        };
        let (contents, etag) = match self {
            Page::Embedded => match embedded(&name) {
                None => return Ok(None),
                Some(bytes) => of_bytes(bytes),
            },
            // A link that leads out of the folder is seen, since both are canonical.
            Page::Folder(folder) => match folder.join(&name).canonicalize() {
                Ok(file) if file.starts_with(folder) && file.is_file() => of_file(&file)?,
                _ => return Ok(None),
            },
        };
        Ok(Some(Asset {
            media_type: media_type(&name),
            etag,
            hashed: is_hashed(&name),
            contents,
        }))
    }

    /// The page itself, as text.
    pub fn index(&self) -> io::Result<String> {
        let missing = || io::Error::from(io::ErrorKind::NotFound);
        let asset = self.asset(&format!("/{INDEX}"))?.ok_or_else(missing)?;
        match asset.contents {
            Contents::Bytes(bytes) => Ok(String::from_utf8_lossy(bytes).into_owned()),
            Contents::File(mut file, _) => {
                let mut text = String::new();
                file.read_to_string(&mut text)?;
                Ok(text)
            }
        }
    }
}

fn of_bytes(bytes: &'static [u8]) -> (Contents, String) {
    let digest = Digest::of(Algorithm::Sha256, bytes);
    (Contents::Bytes(bytes), format!("\"{}\"", digest.hex()))
}

fn of_file(path: &Path) -> io::Result<(Contents, String)> {
    let file = File::open(path)?;
    let status = file.metadata()?;
    let time = status
        .modified()?
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let version = format!("{} {:?} {}", path.display(), time, status.len());
    let digest = Digest::of(Algorithm::Sha256, version.as_bytes());
    Ok((
        Contents::File(file, status.len()),
        format!("\"{}\"", digest.hex()),
    ))
}

/// A path below the page's folder; none for what leads elsewhere, or to the folder itself.
fn inside(path: &str) -> Option<PathBuf> {
    below(path).filter(|path| !path.as_os_str().is_empty())
}

/// Whether Trunk put a hash of the contents into the name: `page-0123456789abcdef_bg.wasm`. It
/// leaves leading zeros out.
fn is_hashed(name: &Path) -> bool {
    let name = name.to_string_lossy();
    name.split(['-', '_', '.']).any(|word| {
        (12..=16).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_is_named() {
        for path in [
            "/",
            "",
            "a",
            "//a",
            "/../a",
            "/a/../../b",
            "/%2e%2e/a",
            "/..%2fa",
            "/%2fetc/passwd",
            "/./a",
            "/%",
            "/%zz",
            "/%00",
            "/C:/a",
            "/..%5ca",
        ] {
            assert_eq!(inside(path), None, "{path}");
        }
        assert_eq!(inside("/a%20b/c.js"), Some(PathBuf::from("a b/c.js")));
    }

    #[test]
    fn hashed_names_are_known() {
        assert!(is_hashed(Path::new("page-0123456789abcdef_bg.wasm")));
        assert!(is_hashed(Path::new("details-5a5be0ed925e02a.css")));
        assert!(!is_hashed(Path::new("boot.js")));
        assert!(!is_hashed(Path::new("sample/sample.tar")));
    }
}
