//! What is wrong or odd with a layer, as sentences.

use super::languages::all_in_each;
use super::{Problem, Said, in_each};
use crate::archive::media_type;
use crate::decompress::Compression;
use crate::image::ImageLayer;
use crate::layer::toc::TocError;
use crate::layer::{LayerProblem, Odd, Scanned};
use crate::limits;
use crate::words::problems::{advice, archive, layer as say};

impl Problem {
    /// Everything that is wrong with a layer: it cannot be read, or is not what it claims.
    /// `index` counts from 0, and people count from 1.
    pub fn of_layer(layer: &ImageLayer, index: usize) -> Vec<Problem> {
        match &layer.scanned {
            Some(scanned) => all_in_each(|| of_scanned(layer, scanned, index)),
            None => Vec::new(),
        }
    }

    /// A layer's table of contents that could not be used; the layer is read whole instead.
    pub fn of_table(place: &str, error: &TocError) -> Problem {
        in_each(|| {
            let message = say::table(place, &error.said());
            match error {
                TocError::Digest { .. } => {
                    Problem::error("wrong-table-digest", message, advice::distrust())
                }
                _ => Problem::odd("table-not-used", message, say::whole_instead()),
            }
        })
    }

    /// An archive that unpacks to more than anything honest does.
    pub fn ratio(unpacked: u64, stored: u64) -> Option<Problem> {
        ratio(archive::archive(), unpacked, stored)?;
        Some(in_each(|| {
            ratio(archive::archive(), unpacked, stored).unwrap_or_default()
        }))
    }
}

fn of_scanned(layer: &ImageLayer, scanned: &Scanned, index: usize) -> Vec<Problem> {
    let place = say::place(index + 1, &layer.blob.name);
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
        let message = say::wrong_diff_id(&place, &found.to_string(), &claimed.to_string());
        problems.push(Problem::error("wrong-diff-id", message, advice::distrust()));
    }
    if let (Some(claimed), Some(found)) = (&layer.blob.digest, &scanned.digest)
        && read
        && claimed != found
    {
        let message = say::wrong_digest(&place, &found.to_string());
        problems.push(Problem::error("wrong-digest", message, advice::distrust()));
    }
    if let Some(media_type) = &layer.blob.media_type {
        problems.extend(mismatch(&place, media_type, scanned.compression));
    }
    problems.extend(ratio(&place, scanned.tar_size, scanned.stored_size));
    problems.extend(odd(&place, &scanned.odd));
    problems
}

fn ratio(place: &str, unpacked: u64, stored: u64) -> Option<Problem> {
    let ratio = unpacked / stored.max(1);
    (ratio > limits::SUSPICIOUS_RATIO)
        .then(|| Problem::odd("suspicious-ratio", say::ratio(place, ratio), ""))
}

/// What is shown of a layer and not applied.
fn odd(place: &str, odd: &Odd) -> Vec<Problem> {
    let notes = [
        (odd.nameless_whiteouts, "nameless-whiteout", say::nameless()),
        (odd.aufs_records, "aufs-record", say::aufs()),
        (odd.overlay_whiteouts, "overlay-whiteout", say::overlay()),
    ];
    let notes = notes.into_iter().filter(|(count, ..)| *count > 0);
    let notes =
        notes.map(|(count, code, what)| Problem::odd(code, say::odd(place, what, count), ""));
    notes.collect()
}

/// A media type that claims another compression than the bytes have.
fn mismatch(place: &str, media_type: &str, found: Compression) -> Option<Problem> {
    let claimed = media_type::compression(media_type)?;
    if media_type::is_encrypted(media_type) {
        let message = say::encrypted(place, media_type);
        return Some(Problem::odd("encrypted-layer", message, say::decrypt()));
    }
    let name = match found {
        Compression::None => say::no_compression(),
        other => other.name(),
    };
    (claimed != found).then(|| {
        let message = say::mismatch(place, media_type, name);
        Problem::odd("media-type-mismatch", message, "")
    })
}

fn unreadable_layer(place: &str, problem: &LayerProblem) -> Problem {
    let again = advice::copy_again();
    match problem {
        LayerProblem::NotTar => Problem::error("layer-not-a-tar", say::not_tar(place), again),
        LayerProblem::TooLarge(entries) => {
            Problem::error("layer-too-large", say::too_large(place, *entries), "")
        }
        LayerProblem::LeftOut(entries) => {
            let (bytes, depth) = (limits::PATH_BYTES, limits::PATH_DEPTH);
            let message = say::left_out(place, bytes, depth, *entries);
            Problem::error("paths-left-out", message, "")
        }
        LayerProblem::Source(error) => {
            let message = say::unreadable(place, &error.said());
            Problem::error("layer-unreadable", message, again)
        }
        LayerProblem::Decompress(_) | LayerProblem::Tar(_) | LayerProblem::Cut { .. } => {
            Problem::error("broken-layer", say::damaged(place, &problem.said()), again)
        }
    }
}
