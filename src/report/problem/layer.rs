//! What is wrong or odd with a layer, as sentences.

use super::{COPY_AGAIN, DISTRUST, Problem};
use crate::archive::media_type;
use crate::decompress::Compression;
use crate::image::ImageLayer;
use crate::layer::toc::TocError;
use crate::layer::{LayerProblem, Odd};
use crate::limits;

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
        if let (Some(claimed), Some(found)) = (&layer.blob.diff_id, &scanned.diff_id)
            && read
            && claimed != found
        {
            problems.push(Problem::error(
                "wrong-diff-id",
                format!(
                    "{place} is not the layer that the config describes: its diff ID is {found}, \
                     and the config says {claimed}."
                ),
                DISTRUST,
            ));
        }
        if let (Some(claimed), Some(found)) = (&layer.blob.digest, &scanned.digest)
            && read
            && claimed != found
        {
            problems.push(Problem::error(
                "wrong-digest",
                format!("{place} does not have the digest in its name: its bytes have {found}."),
                DISTRUST,
            ));
        }
        if let Some(media_type) = &layer.blob.media_type {
            problems.extend(mismatch(&place, media_type, scanned.compression));
        }
        problems.extend(Problem::ratio(
            &place,
            scanned.tar_size,
            scanned.stored_size,
        ));
        problems.extend(odd(&place, &scanned.odd));
        problems
    }

    /// A layer's table of contents that could not be used; the layer is read whole instead.
    pub fn of_table(place: &str, error: &TocError) -> Problem {
        let message = format!("The table of contents of {place} is not used: {error}.");
        match error {
            TocError::Digest { .. } => Problem::error("wrong-table-digest", message, DISTRUST),
            _ => Problem {
                code: "table-not-used".into(),
                error: false,
                message,
                advice: "The layer is read whole instead.".into(),
                ..Problem::default()
            },
        }
    }

    /// What unpacks to more than anything honest does.
    pub fn ratio(place: &str, unpacked: u64, stored: u64) -> Option<Problem> {
        let ratio = unpacked / stored.max(1);
        (ratio > limits::SUSPICIOUS_RATIO).then(|| Problem {
            code: "suspicious-ratio".into(),
            error: false,
            message: format!(
                "{place} unpacks to {ratio} times its stored size, which no honest layer does."
            ),
            advice: String::new(),
            ..Problem::default()
        })
    }
}

/// What is shown of a layer and not applied.
fn odd(place: &str, odd: &Odd) -> Vec<Problem> {
    let notes = [
        (
            odd.nameless_whiteouts,
            "nameless-whiteout",
            "whiteouts that name nothing (.wh.), which are invalid",
        ),
        (
            odd.aufs_records,
            "aufs-record",
            "entries that aufs kept for itself (.wh..wh.), which are no part of an image",
        ),
        (
            odd.overlay_whiteouts,
            "overlay-whiteout",
            "character devices 0/0, which are whiteouts to overlayfs and none in an image",
        ),
    ];
    let notes = notes.into_iter().filter(|(count, ..)| *count > 0);
    let notes = notes.map(|(count, code, what)| Problem {
        code: code.into(),
        error: false,
        message: format!("{place} has {what}: {count} in all. They are shown, and not applied."),
        advice: String::new(),
        ..Problem::default()
    });
    notes.collect()
}

/// A media type that claims another compression than the bytes have.
fn mismatch(place: &str, media_type: &str, found: Compression) -> Option<Problem> {
    let claimed = media_type::compression(media_type)?;
    if media_type::is_encrypted(media_type) {
        return Some(Problem {
            code: "encrypted-layer".into(),
            error: false,
            message: format!("{place} is encrypted ({media_type}): nothing of it can be shown."),
            advice: "Decrypt it with the key that it was encrypted for (ocicrypt).".into(),
            ..Problem::default()
        });
    }
    let words = |compression| match compression {
        Compression::None => "no compression",
        other => other.name(),
    };
    (claimed != found).then(|| Problem {
        code: "media-type-mismatch".into(),
        error: false,
        message: format!(
            "{place} is called {media_type}, and its bytes have {}: they are read as what they \
             are.",
            words(found)
        ),
        advice: String::new(),
        ..Problem::default()
    })
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
        LayerProblem::LeftOut(entries) => Problem::error(
            "paths-left-out",
            format!(
                "{place} has paths of more than {} bytes or {} folders: {entries} in all, which are \
                 left out. The rest is shown.",
                limits::PATH_BYTES,
                limits::PATH_DEPTH
            ),
            "",
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
