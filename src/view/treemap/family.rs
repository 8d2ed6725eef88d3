//! What a file is, as far as its name tells.

use crate::words::map as say;
use serde::{Deserialize, Serialize};

/// A family of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[repr(u8)]
pub enum Family {
    /// Programs and libraries for the machine.
    Program,
    /// Programs as text, or compiled for another program.
    Code,
    /// Archives, packages, and compressed files.
    Archive,
    /// Pictures, fonts, sound and film.
    Media,
    /// Texts, settings, documentation and translations.
    Text,
    /// Databases, indexes and caches.
    Data,
    /// What the name does not tell.
    Other,
}

impl Family {
    /// All, in the order of a legend.
    pub const ALL: [Family; 7] = [
        Family::Program,
        Family::Code,
        Family::Archive,
        Family::Media,
        Family::Text,
        Family::Data,
        Family::Other,
    ];

    /// For people.
    pub fn word(self) -> &'static str {
        match self {
            Family::Program => say::programs(),
            Family::Code => say::code(),
            Family::Archive => say::archives(),
            Family::Media => say::media(),
            Family::Text => say::texts(),
            Family::Data => say::databases(),
            Family::Other => say::others(),
        }
    }

    /// For attributes.
    pub fn id(self) -> &'static str {
        match self {
            Family::Program => "program",
            Family::Code => "code",
            Family::Archive => "archive",
            Family::Media => "media",
            Family::Text => "text",
            Family::Data => "data",
            Family::Other => "other",
        }
    }

    /// All endings that say something.
    #[cfg(test)]
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        ENDS.iter().flat_map(|(_, ends)| ends.iter().copied())
    }

    /// Of a file with this name, in a folder with that one.
    pub(super) fn of(name: &[u8], folder: &[u8]) -> Family {
        let lower = name.to_ascii_lowercase();
        let dot = lower.iter().rposition(|byte| *byte == b'.');
        let end = dot.filter(|dot| *dot > 0).map(|dot| &lower[dot + 1..]);
        // `libc.so.6`, `libssl.so.1.1`.
        if lower.windows(4).any(|part| part == b".so.") {
            return Family::Program;
        }
        let known = end.and_then(|end| {
            let listed =
                |(_, ends): &&(Family, &[&str])| ends.iter().any(|known| known.as_bytes() == end);
            ENDS.iter().find(listed).map(|(family, _)| *family)
        });
        known.unwrap_or(match folder {
            b"bin" | b"sbin" | b"libexec" => Family::Program,
            _ => Family::Other,
        })
    }
}

const ENDS: &[(Family, &[&str])] = &[
    (
        Family::Program,
        &[
            "so", "a", "o", "ko", "dll", "exe", "dylib", "wasm", "node", "elf", "efi", "rlib",
        ],
    ),
    (
        Family::Code,
        &[
            "py", "pyc", "pyi", "js", "mjs", "cjs", "ts", "tsx", "jsx", "rb", "pl", "pm", "pod",
            "sh", "bash", "c", "cc", "cpp", "h", "hpp", "rs", "go", "java", "class", "kt", "scala",
            "php", "lua", "tcl", "el", "elc", "r", "sql", "cs", "swift", "vim", "awk", "map",
            "gem", "s",
        ],
    ),
    (
        Family::Archive,
        &[
            "tar", "gz", "tgz", "bz2", "xz", "zst", "lz4", "zip", "7z", "rar", "jar", "war", "ear",
            "whl", "deb", "udeb", "rpm", "apk", "crate", "nupkg", "iso", "img", "squashfs", "cpio",
        ],
    ),
    (
        Family::Media,
        &[
            "png", "jpg", "jpeg", "gif", "svg", "svgz", "webp", "ico", "bmp", "tif", "tiff", "xpm",
            "ttf", "otf", "woff", "woff2", "eot", "pfb", "mp3", "mp4", "ogg", "oga", "wav", "webm",
            "avi", "mov", "flac", "pdf", "ps", "psd",
        ],
    ),
    (
        Family::Text,
        &[
            "txt",
            "md",
            "rst",
            "html",
            "htm",
            "xml",
            "xsd",
            "json",
            "yaml",
            "yml",
            "toml",
            "ini",
            "conf",
            "cfg",
            "cnf",
            "css",
            "scss",
            "less",
            "csv",
            "tsv",
            "tex",
            "log",
            "list",
            "po",
            "pot",
            "mo",
            "qm",
            "properties",
            "desktop",
            "service",
            "pem",
            "crt",
            "key",
            "pub",
            "1",
            "2",
            "3",
            "4",
            "5",
            "6",
            "7",
            "8",
            "md5sums",
            "shlibs",
            "symbols",
            "triggers",
            "templates",
            "postinst",
            "postrm",
            "preinst",
            "prerm",
            "diff",
            "patch",
            "lock",
        ],
    ),
    (
        Family::Data,
        &[
            "db",
            "sqlite",
            "sqlite3",
            "dat",
            "data",
            "bin",
            "idx",
            "index",
            "cache",
            "pack",
            "rdb",
            "mdb",
            "ldb",
            "bdb",
            "parquet",
            "npy",
            "npz",
            "pt",
            "pth",
            "onnx",
            "pkl",
            "h5",
            "safetensors",
            "gguf",
            "model",
            "res",
            "rsc",
            "icu",
            "ttc",
            "tzdata",
            "hwdb",
            "bdic",
            "swp",
            "dump",
        ],
    ),
];
