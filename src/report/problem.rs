//! What went wrong, as sentences for people: the one place where errors become text.

use serde::{Deserialize, Serialize};

use crate::archive::{ArchiveError, Note};
use crate::decompress::DecompressError;
use crate::image::{HistoryNote, ImageLayer};
use crate::layer::LayerProblem;
use crate::source::SourceError;

/// Something that went wrong or is odd.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// A name for programs, kebab-case: `wrong-diff-id`.
    pub code: String,
    /// Whether something could not be read or is not what it claims; otherwise it is only odd.
    pub error: bool,
    /// One sentence: what, and where.
    pub message: String,
    /// What to do next; may be empty.
    pub advice: String,
}

impl Problem {
    fn error(code: &str, message: impl Into<String>, advice: &str) -> Problem {
        Problem {
            code: code.into(),
            error: true,
            message: message.into(),
            advice: advice.into(),
        }
    }
}

impl Problem {
    /// Peel itself is wrong: what its own parts say goes into a report to its makers.
    pub fn defect(what: &str) -> Problem {
        Problem::error(
            "defect",
            format!("Peel failed: {what}."),
            "This is a defect of Peel, not of your image. Reload the page; if it happens again, \
             report it with this sentence.",
        )
    }
}

impl Problem {
    /// The stack of an image ended at a limit.
    pub fn partial_stack() -> Problem {
        Problem::error(
            "partial-stack",
            "The image is too large to stack whole: its tree and sums are those of its lower \
             layers, and some links may not be followed.",
            "",
        )
    }
}

const SAVE_AGAIN: &str =
    "Save the image again with `docker save IMAGE -o image.tar` and open that file.";
const COPY_AGAIN: &str = "The file was probably cut or changed on its way: copy or save it again.";
const DISTRUST: &str =
    "Do not trust this image until you know why: save or pull it again and compare.";
const WAIT: &str = "Unpack it first, or save the image with gzip or without compression.";

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
                    "The tar holds no image: there is no manifest.json and no index.json in it. At \
                     its top are: {}.",
                    list(top)
                ),
                SAVE_AGAIN,
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
            ArchiveError::BadDigest { .. } => {
                Problem::error("bad-digest", format!("{text}."), COPY_AGAIN)
            }
            ArchiveError::WrongDigest { entry, found } => Problem::error(
                "wrong-digest",
                format!("{entry} does not have the digest in its name: its bytes have {found}."),
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

impl From<&DecompressError> for Problem {
    fn from(error: &DecompressError) -> Problem {
        match error {
            DecompressError::Unsupported(compression) => Problem::error(
                "unsupported-compression",
                format!("Peel does not read {} compression yet.", compression.name()),
                WAIT,
            ),
            other => Problem::error(
                "broken-compression",
                format!("The archive is damaged: {other}. What comes before that is shown."),
                COPY_AGAIN,
            ),
        }
    }
}

impl From<&SourceError> for Problem {
    fn from(error: &SourceError) -> Problem {
        let text = error.to_string();
        match error {
            SourceError::Unreadable { .. } => Problem::error(
                "unreadable",
                format!("The file could not be read: {text}."),
                "It may have been moved, changed or deleted since it was chosen: choose it again.",
            ),
            SourceError::Shrunk { .. } => Problem::error(
                "truncated",
                format!("The archive is cut off: {text}."),
                COPY_AGAIN,
            ),
        }
    }
}

impl Problem {
    /// Everything that is wrong with a layer: it cannot be read, or is not what it claims.
    /// `index` counts from 0, and people count from 1.
    pub fn of_layer(layer: &ImageLayer, index: usize) -> Vec<Problem> {
        let Some(scanned) = &layer.scanned else {
            return Vec::new();
        };
        let place = format!("Layer {} ({})", index + 1, layer.blob.name);
        let mut problems = Vec::new();
        if let Some(problem) = &scanned.problem {
            problems.push(unreadable_layer(&place, problem));
        }
        // A layer that cannot be read to its end has another digest anyway: one cause, one
        // sentence.
        let read = scanned.problem.is_none();
        if let Some(claimed) = &layer.blob.diff_id
            && read
            && *claimed != scanned.diff_id
        {
            problems.push(Problem::error(
                "wrong-diff-id",
                format!(
                    "{place} is not the layer that the config describes: its diff ID is {}, and \
                     the config says {claimed}.",
                    scanned.diff_id
                ),
                DISTRUST,
            ));
        }
        if let Some(claimed) = &layer.blob.digest
            && read
            && *claimed != scanned.digest
        {
            problems.push(Problem::error(
                "wrong-digest",
                format!(
                    "{place} does not have the digest in its name: its bytes have {}.",
                    scanned.digest
                ),
                DISTRUST,
            ));
        }
        if scanned.tar_size / scanned.stored_size.max(1) > crate::limits::SUSPICIOUS_RATIO {
            problems.push(Problem {
                code: "suspicious-ratio".into(),
                error: false,
                message: format!(
                    "{place} unpacks to {} times its stored size, which no honest layer does.",
                    scanned.tar_size / scanned.stored_size.max(1)
                ),
                advice: String::new(),
            });
        }
        problems
    }
}

fn unreadable_layer(place: &str, problem: &LayerProblem) -> Problem {
    match problem {
        LayerProblem::NotTar => Problem::error(
            "layer-not-a-tar",
            format!("{place} is not a tar archive."),
            COPY_AGAIN,
        ),
        LayerProblem::TooLarge(entries) => Problem::error(
            "layer-too-large",
            format!("{place} is too large to list: its first {entries} entries are shown."),
            "",
        ),
        LayerProblem::Decompress(DecompressError::Unsupported(compression)) => Problem::error(
            "unsupported-compression",
            format!(
                "{place} is compressed with {}, which Peel does not read yet.",
                compression.name()
            ),
            WAIT,
        ),
        LayerProblem::Source(error) => Problem::error(
            "layer-unreadable",
            format!("{place} could not be read: {error}. What comes before that is shown."),
            COPY_AGAIN,
        ),
        LayerProblem::Decompress(_) | LayerProblem::Tar(_) | LayerProblem::Cut { .. } => {
            Problem::error(
                "broken-layer",
                format!("{place} is damaged: {problem}. What comes before that is shown."),
                COPY_AGAIN,
            )
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
            },
            Note::ManifestAbsent { digest, platform } => Problem {
                code: "manifest-absent".into(),
                error: false,
                message: match platform.is_empty() {
                    true => format!("The manifest {digest} is listed and not in the archive."),
                    false => format!("The image for {platform} is listed and not in the archive."),
                },
                advice: String::new(),
            },
            Note::NotAnImage { what, name } => Problem {
                code: "not-an-image".into(),
                error: false,
                message: format!("The archive also holds {what}: {name}."),
                advice: String::new(),
            },
            Note::LowerLayersMissing(id) => Problem {
                code: "lower-layers-missing".into(),
                error: true,
                message: format!("The layer {id}, and what lies below it, is not in the archive."),
                advice: COPY_AGAIN.into(),
            },
        }
    }
}

impl From<&HistoryNote> for Problem {
    fn from(note: &HistoryNote) -> Problem {
        let (entries, layers, done) = match note {
            HistoryNote::Surplus { entries, layers } => {
                (entries, layers, "the last ones are shown without a layer")
            }
            HistoryNote::Missing { entries, layers } => (
                entries,
                layers,
                "rows without an instruction stand for the rest",
            ),
        };
        Problem {
            code: "history-mismatch".into(),
            error: false,
            message: format!(
                "The history has {entries} entries that made a layer, and the image has {layers} \
                 layers: {done}."
            ),
            advice: String::new(),
        }
    }
}

fn list(names: &[String]) -> String {
    match names.is_empty() {
        true => "no entries".into(),
        false => names.join(", "),
    }
}
