//! What errors say within a sentence, in the language that is spoken.
//!
//! In English it is what they say themselves, which their tests hold them to.

use crate::decompress::DecompressError;
use crate::digest::DigestError;
use crate::layer::toc::TocError;
use crate::layer::{ContentsProblem, LayerProblem};
use crate::limits;
use crate::packages::PackageError;
use crate::source::SourceError;
use crate::tarstream::{TarError, TarErrorKind};
use crate::words::problems::errors as say;
use crate::words::{named, reason as say_reason};

/// An error as part of a sentence: lower case, no full stop.
pub(super) trait Said {
    /// What it says.
    fn said(&self) -> String;
}

impl Said for SourceError {
    fn said(&self) -> String {
        match self {
            SourceError::Unreadable { offset, reason } => {
                say::cannot_read(*offset, &say_reason(reason))
            }
            SourceError::Shrunk { offset, len } => say::file_ends(*offset, *len),
        }
    }
}

impl Said for DecompressError {
    fn said(&self) -> String {
        match self {
            DecompressError::Corrupt {
                compression,
                offset,
                reason,
            } => say::stream_damaged(compression.name(), *offset, &say_reason(reason)),
            DecompressError::Truncated {
                compression,
                offset,
            } => say::stream_ends(compression.name(), *offset),
        }
    }
}

impl Said for TarError {
    fn said(&self) -> String {
        let what = match &self.kind {
            TarErrorKind::Checksum => say::tar_checksum().to_owned(),
            TarErrorKind::Size => say::tar_size().to_owned(),
            TarErrorKind::Pax => say::tar_pax().to_owned(),
            TarErrorKind::ExtensionTooLarge(bytes) => say::tar_extension(*bytes),
            TarErrorKind::SparseMap => say::tar_sparse().to_owned(),
            TarErrorKind::Truncated => say::tar_ends().to_owned(),
        };
        match &self.entry {
            Some(entry) => say::in_entry(&what, self.offset, entry),
            None => say::at_byte(&what, self.offset),
        }
    }
}

impl Said for DigestError {
    fn said(&self) -> String {
        match self {
            DigestError::NoColon => say::no_colon().to_owned(),
            DigestError::Algorithm => say::unknown_algorithm().to_owned(),
            DigestError::Encoding { expected } => say::not_hex(*expected),
        }
    }
}

impl Said for LayerProblem {
    fn said(&self) -> String {
        match self {
            LayerProblem::Decompress(error) => error.said(),
            LayerProblem::Tar(error) => error.said(),
            LayerProblem::Source(error) => error.said(),
            LayerProblem::Cut { there, len } => say::layer_cut(*there, *len),
            // These are sentences of their own.
            LayerProblem::NotTar | LayerProblem::TooLarge(_) | LayerProblem::LeftOut(_) => {
                self.to_string()
            }
        }
    }
}

impl Said for ContentsProblem {
    fn said(&self) -> String {
        match self {
            ContentsProblem::Decompress(error) => error.said(),
            ContentsProblem::Tar(error) => error.said(),
            ContentsProblem::Source(error) => error.said(),
            ContentsProblem::Cut(bytes) => say::file_cut(*bytes),
            ContentsProblem::Map => say::sparse_map().to_owned(),
            ContentsProblem::Gone(offset) => say::contents_gone(*offset),
        }
    }
}

impl Said for TocError {
    fn said(&self) -> String {
        match self {
            TocError::Annotation(name) => say::annotation(name),
            TocError::OutOfBlob { start, end, len } => say::out_of_blob(*start, *end, *len),
            TocError::TooLarge(bytes) => say::table_too_large(*bytes, limits::TOC_BYTES),
            TocError::Length { wanted, got } => say::other_length(*got, *wanted),
            TocError::Footer => say::no_footer().to_owned(),
            TocError::External => say::external().to_owned(),
            TocError::Digest { claimed, found } => {
                say::other_digest(&found.to_string(), &claimed.to_string())
            }
            TocError::Decompress(error) => error.said(),
            TocError::Unpacked(bytes) => say::other_unpacked(*bytes),
            TocError::Tar(error) => error.said(),
            TocError::NotTheTable => say::not_the_table().to_owned(),
            TocError::Json { line, column } => say::table_json(*line, *column),
            TocError::Version => say::other_version().to_owned(),
            TocError::Contents => say::table_contents(limits::CONTENT_BYTES),
        }
    }
}

impl Said for PackageError {
    fn said(&self) -> String {
        match self {
            PackageError::Cut(what) => say::ends_in(&named(what)),
            PackageError::Not(what) => say::is_no(&named(what)),
            PackageError::Broken(what) => say::no_sense(&named(what)),
            PackageError::Unsupported(what) => say::not_yet(&named(what)),
            PackageError::TooLarge(bytes) => say::too_large_a_file(*bytes),
            PackageError::TooMany(what) => say::more_than_taken(&named(what)),
            PackageError::Contents(error) => error.said(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decompress::Compression;
    use crate::words::{Language, speak};

    /// Of every kind of error some, those within others only once.
    fn errors() -> Vec<(String, Box<dyn Said>)> {
        fn of<E: Said + std::fmt::Display + 'static>(
            errors: impl IntoIterator<Item = E>,
        ) -> Vec<(String, Box<dyn Said>)> {
            let errors = errors.into_iter();
            let errors = errors.map(|e| (e.to_string(), Box::new(e) as Box<dyn Said>));
            errors.collect()
        }
        let tar = |kind| TarError {
            kind,
            offset: 7,
            entry: None,
        };
        let mut all = of([
            SourceError::Unreadable {
                offset: 1,
                reason: "the browser gave no reason".into(),
            },
            SourceError::Shrunk { offset: 1, len: 2 },
        ]);
        all.extend(of([
            DecompressError::Corrupt {
                compression: Compression::Gzip,
                offset: 3,
                reason: "the decoder makes no progress".into(),
            },
            DecompressError::Truncated {
                compression: Compression::Zstd,
                offset: 3,
            },
        ]));
        all.extend(of([
            tar(TarErrorKind::Checksum),
            tar(TarErrorKind::Size),
            tar(TarErrorKind::Pax),
            tar(TarErrorKind::ExtensionTooLarge(5)),
            tar(TarErrorKind::SparseMap),
            TarError {
                entry: Some("a/b".into()),
                ..tar(TarErrorKind::Truncated)
            },
        ]));
        all.extend(of([
            DigestError::NoColon,
            DigestError::Algorithm,
            DigestError::Encoding { expected: 64 },
        ]));
        all.extend(of([LayerProblem::Cut { there: 1, len: 2 }]));
        all.extend(of([
            ContentsProblem::Cut(4),
            ContentsProblem::Map,
            ContentsProblem::Gone(4),
        ]));
        all.extend(of([
            TocError::Annotation("a".into()),
            TocError::OutOfBlob {
                start: 1,
                end: 2,
                len: 3,
            },
            TocError::TooLarge(9),
            TocError::Length { wanted: 1, got: 2 },
            TocError::Footer,
            TocError::External,
            TocError::Unpacked(3),
            TocError::NotTheTable,
            TocError::Json { line: 1, column: 2 },
            TocError::Version,
            TocError::Contents,
        ]));
        all.extend(of([
            PackageError::Cut("its head".into()),
            PackageError::Not("Java archive".into()),
            PackageError::Broken("list of slots".into()),
            PackageError::Unsupported("its compression".into()),
            PackageError::TooLarge(9),
            PackageError::TooMany("paths".into()),
        ]));
        all
    }

    #[test]
    fn errors_say_the_same_in_english_and_another_thing_in_spanish() {
        for (text, error) in errors() {
            assert_eq!(error.said(), text);
            speak(Language::Spanish);
            let spanish = error.said();
            speak(Language::English);
            assert_ne!(spanish, text);
        }
    }
}
