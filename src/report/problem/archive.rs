//! What is wrong or odd with an archive, as sentences.

use super::{Problem, Said, Tell};
use crate::archive::{ArchiveError, Artifact, Note};
use crate::limits;
use crate::words::problems::{advice, archive as say, whole};
use crate::words::{named, reason as say_reason};

impl Tell for ArchiveError {
    fn tell(&self) -> Problem {
        let error = self;
        let again = advice::save_again();
        match error {
            ArchiveError::Empty => Problem::error("empty", say::empty(), again),
            ArchiveError::NotTar => Problem::error("not-a-tar", say::not_tar(), again),
            ArchiveError::NoImage { top } => {
                Problem::error("no-image", say::no_image(&list(top)), again)
            }
            ArchiveError::OnlyArtifacts(there) => {
                let there: Vec<String> = there.iter().map(|what| named(what)).collect();
                Problem::error("no-image", say::only_artifacts(&there.join("; ")), "")
            }
            ArchiveError::NothingThere { listed } => Problem::error(
                "no-image",
                say::only_names(&listed.to_string()),
                say::save_a_platform(),
            ),
            ArchiveError::EmptyManifest(entry) => {
                Problem::error("no-image", say::empty_manifest(entry), again)
            }
            ArchiveError::TooLarge { entry, size, limit } => {
                Problem::error("too-large", say::too_large(entry, *size, *limit), "")
            }
            ArchiveError::Json {
                entry,
                offset,
                reason,
            } => {
                let message = say::bad_json(entry, *offset, &say_reason(reason));
                Problem::error("bad-json", message, advice::copy_again())
            }
            ArchiveError::Missing { entry, by } => {
                Problem::error("missing", say::missing(entry, by), advice::copy_again())
            }
            ArchiveError::LinkCircle { entry, by } => {
                let message = say::link_circle(entry, by, limits::ARCHIVE_LINK_HOPS);
                Problem::error("link-circle", message, again)
            }
            ArchiveError::BadDigest { digest, by, error } => {
                let message = say::bad_digest(by, digest, &error.said());
                Problem::error("bad-digest", message, advice::copy_again())
            }
            ArchiveError::WrongDigest { entry, found } => {
                let message = say::wrong_digest(entry, &found.to_string());
                Problem::error("wrong-digest", message, advice::distrust())
            }
            ArchiveError::WrongSize {
                entry,
                claimed,
                found,
            } => {
                let message = say::wrong_size(entry, *found, *claimed);
                Problem::error("wrong-size", message, advice::distrust())
            }
            ArchiveError::Disguised { entry, claimed } => {
                let message = say::disguised(entry, claimed);
                Problem::error("ambiguous", message, advice::distrust())
            }
            ArchiveError::Ambiguous(entry) => {
                Problem::error("ambiguous", say::ambiguous(entry), advice::distrust())
            }
            ArchiveError::TooMany { what, limit } => {
                Problem::error("too-many", say::too_many(*limit as u64, &named(what)), "")
            }
            ArchiveError::Tar(error) => {
                let message = whole::damaged(&error.said());
                Problem::error("broken-tar", message, advice::copy_again())
            }
            ArchiveError::Decompress(error) => error.tell(),
            ArchiveError::Source(error) => error.tell(),
        }
    }
}

impl Tell for Note {
    fn tell(&self) -> Problem {
        match self {
            Note::LayerCount { layers, diff_ids } => {
                let message = say::layer_count(*layers, *diff_ids);
                Problem::error("layer-count", message, advice::copy_again())
            }
            Note::WithoutManifest { whole: true } => {
                Problem::odd("without-manifest", say::no_manifest(), "")
            }
            Note::WithoutManifest { whole: false } => Problem::error(
                "without-manifest",
                say::no_manifest_cut(),
                advice::copy_again(),
            ),
            Note::ManifestsAbsent { by, listed, absent } => {
                let message = say::absent(absent.len(), *listed, by, &absent.join(", "));
                Problem::odd("manifests-absent", message, "")
            }
            Note::ManifestsDisagree { manifest } => {
                Problem::odd("manifests-disagree", say::disagree(manifest), "")
            }
            Note::ForeignLayerAbsent { layer, name, urls } => {
                let message = match urls.is_empty() {
                    true => say::foreign(layer + 1, name),
                    false => say::foreign_at(layer + 1, name, &urls.join(", ")),
                };
                Problem::odd("foreign-layer", message, "")
            }
            Note::FileSystem => {
                Problem::odd("file-system", say::file_system(), say::save_for_layers())
            }
            Note::NotAnImage { what, name } => {
                Problem::odd("not-an-image", say::also_holds(&named(what), name), "")
            }
            Note::LowerLayersMissing(id) => Problem::error(
                "lower-layers-missing",
                say::lower_missing(id),
                advice::copy_again(),
            ),
        }
    }
}

impl Tell for Artifact {
    fn tell(&self) -> Problem {
        let message = say::also_holds(&named(&self.words()), &self.manifest);
        Problem::odd("not-an-image", message, "")
    }
}

fn list(names: &[String]) -> String {
    match names.is_empty() {
        true => say::no_entries().into(),
        false => names.join(", "),
    }
}
