//! What is wrong or odd with an archive, as sentences.

use super::{COPY_AGAIN, DISTRUST, Problem, SAVE_AGAIN};
use crate::archive::{ArchiveError, Artifact, Note};

impl From<&ArchiveError> for Problem {
    fn from(error: &ArchiveError) -> Problem {
        let text = error.to_string();
        match error {
            ArchiveError::Empty => Problem::error("empty", "The file is empty.", SAVE_AGAIN),
            ArchiveError::NotTar => Problem::error(
                "not-a-tar",
                "The file is not a tar archive, compressed or not: its first 512 bytes are no \
                 tar header.",
                SAVE_AGAIN,
            ),
            ArchiveError::NoImage { top } => Problem::error(
                "no-image",
                format!(
                    "The archive holds no image: there is no manifest.json and no index.json in it. \
                     At its top are: {}.",
                    list(top)
                ),
                SAVE_AGAIN,
            ),
            ArchiveError::OnlyArtifacts(there) => Problem::error(
                "no-image",
                format!(
                    "The archive holds no image. What it holds: {}.",
                    there.join("; ")
                ),
                "",
            ),
            ArchiveError::NothingThere { listed } => Problem::error(
                "no-image",
                format!(
                    "The archive lists {listed} images, and holds none of them: only their \
                     names were saved."
                ),
                "Save the image for a platform that was pulled: `docker save --platform \
                 linux/amd64 IMAGE -o image.tar`.",
            ),
            ArchiveError::EmptyManifest(entry) => Problem::error(
                "no-image",
                format!("The archive's {entry} lists no images."),
                SAVE_AGAIN,
            ),
            ArchiveError::TooLarge { entry, size, limit } => Problem::error(
                "too-large",
                format!("{entry} has {size} bytes; Peel reads documents of up to {limit}."),
                "",
            ),
            ArchiveError::Json {
                entry,
                offset,
                reason,
            } => Problem::error(
                "bad-json",
                format!("{entry}, at byte {offset} of the archive, is not valid JSON: {reason}."),
                COPY_AGAIN,
            ),
            ArchiveError::Missing { entry, by } => Problem::error(
                "missing",
                format!("{entry} is named by {by} and is not in the archive."),
                COPY_AGAIN,
            ),
            ArchiveError::LinkCircle { entry, by } => Problem::error(
                "link-circle",
                format!(
                    "{entry} is named by {by} and is a link in the archive; its links lead in a \
                     circle, or are more than {}.",
                    crate::limits::ARCHIVE_LINK_HOPS
                ),
                SAVE_AGAIN,
            ),
            ArchiveError::BadDigest { .. } => {
                Problem::error("bad-digest", format!("{text}."), COPY_AGAIN)
            }
            ArchiveError::WrongDigest { entry, found } => Problem::error(
                "wrong-digest",
                format!("{entry} does not have the digest in its name: its bytes have {found}."),
                DISTRUST,
            ),
            ArchiveError::WrongSize {
                entry,
                claimed,
                found,
            } => Problem::error(
                "wrong-size",
                format!("{entry} has {found} bytes, and the manifest says {claimed}."),
                DISTRUST,
            ),
            ArchiveError::Disguised { entry, claimed } => Problem::error(
                "ambiguous",
                format!(
                    "{entry} is called {claimed}, and is something else, which different tools \
                     read differently (CVE-2021-41190); Peel does not read it."
                ),
                DISTRUST,
            ),
            ArchiveError::Ambiguous(entry) => Problem::error(
                "ambiguous",
                format!(
                    "{entry} is an index and a manifest at once, which different tools read \
                     differently (CVE-2021-41190); Peel reads neither."
                ),
                DISTRUST,
            ),
            ArchiveError::TooMany { what, limit } => Problem::error(
                "too-many",
                format!("There are more than {limit} {what}; the rest is not shown."),
                "",
            ),
            ArchiveError::Tar(_) => Problem::error(
                "broken-tar",
                format!("The archive is damaged: {text}. What comes before that is shown."),
                COPY_AGAIN,
            ),
            ArchiveError::Decompress(error) => Problem::from(error),
            ArchiveError::Source(error) => Problem::from(error),
        }
    }
}

impl From<&Note> for Problem {
    fn from(note: &Note) -> Problem {
        match note {
            Note::LayerCount { layers, diff_ids } => Problem {
                code: "layer-count".into(),
                error: true,
                message: format!(
                    "The manifest lists {layers} layers, and the config has {diff_ids} diff IDs."
                ),
                advice: COPY_AGAIN.into(),
                ..Problem::default()
            },
            Note::WithoutManifest { whole } => Problem {
                code: "without-manifest".into(),
                error: !whole,
                message: format!(
                    "The archive has no manifest.json{}: the image was put together from the json \
                     of each layer's folder, as Docker wrote them before 1.10.",
                    if *whole {
                        ""
                    } else {
                        " and no end, so it was probably cut"
                    }
                ),
                advice: if *whole {
                    String::new()
                } else {
                    COPY_AGAIN.into()
                },
                ..Problem::default()
            },
            Note::ManifestsAbsent { by, listed, absent } => Problem {
                code: "manifests-absent".into(),
                error: false,
                message: format!(
                    "{} of the {listed} images that {by} lists are not in the archive: {}.",
                    absent.len(),
                    absent.join(", ")
                ),
                advice: String::new(),
                ..Problem::default()
            },
            Note::ManifestsDisagree { manifest } => Problem {
                code: "manifests-disagree".into(),
                error: false,
                message: format!(
                    "manifest.json and the OCI manifest {manifest} list the layers differently \
                     (Docker 25.0.0 wrote the latter out of order): manifest.json is believed, \
                     which agrees with the config's diff IDs."
                ),
                advice: String::new(),
                ..Problem::default()
            },
            Note::ForeignLayerAbsent { layer, name, urls } => Problem {
                code: "foreign-layer".into(),
                error: false,
                message: format!(
                    "Layer {} ({name}) is a foreign layer, which its maker does not let others \
                     distribute, and is not in the archive{}.",
                    layer + 1,
                    match urls.is_empty() {
                        true => String::new(),
                        false => format!("; it is to be had from: {}", urls.join(", ")),
                    }
                ),
                advice: String::new(),
                ..Problem::default()
            },
            Note::FileSystem => Problem {
                code: "file-system".into(),
                error: false,
                message: "The archive holds a file system and no image (`docker export` writes \
                          such): it is shown as an image of one layer, without history or config."
                    .into(),
                advice: "For the layers and their history, save the image: `docker save IMAGE -o \
                         image.tar`."
                    .into(),
                ..Problem::default()
            },
            Note::NotAnImage { what, name } => Problem {
                code: "not-an-image".into(),
                error: false,
                message: format!("The archive also holds {what}: {name}."),
                advice: String::new(),
                ..Problem::default()
            },
            Note::LowerLayersMissing(id) => Problem {
                code: "lower-layers-missing".into(),
                error: true,
                message: format!("The layer {id}, and what lies below it, is not in the archive."),
                advice: COPY_AGAIN.into(),
                ..Problem::default()
            },
        }
    }
}

impl From<&Artifact> for Problem {
    fn from(artifact: &Artifact) -> Problem {
        Problem {
            code: "not-an-image".into(),
            error: false,
            message: format!(
                "The archive also holds {}: {}.",
                artifact.words(),
                artifact.manifest
            ),
            advice: String::new(),
            ..Problem::default()
        }
    }
}

fn list(names: &[String]) -> String {
    match names.is_empty() {
        true => "no entries".into(),
        false => names.join(", "),
    }
}
