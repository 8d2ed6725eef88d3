//! The layout of what is in an archive or a folder: manifests as they are, where there are some;
//! `docker save` has none, so that they are made, and its layers compressed, as a push would.

use std::fs::File;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::Path;

use flate2::write::GzEncoder;
use peel::archive::{ArchiveImage, BlobRef, LayerBlob};
use peel::decompress::{Compression, Decoder};
use peel::limits;
use peel::report::Problem;
use peel::source::ByteSource;
use peel::source::native::{FileSource, FolderSource};
use peel::worker::{Session, compression_of};
use serde_json::{Value, json};

use super::LayoutError;
use super::writer::{Writer, Written};

const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const CONFIG: &str = "application/vnd.oci.image.config.v1+json";
const LAYER: &str = "application/vnd.oci.image.layer.v1.tar";

/// Writes all images of an archive or folder; their names.
pub fn write(image: &Path, writer: &mut Writer) -> Result<Vec<String>, LayoutError> {
    if image.is_dir() {
        let source = FolderSource::open(image, limits::ARCHIVE_ENTRIES)?;
        let session = Session::open_folder(&source, source.files(), "");
        return images(&source, &session, writer);
    }
    let source = FileSource::open(image)?;
    match unpacked(&source, &writer.scratch())? {
        None => images(&source, &Session::open(&source, "", &mut |_| {}), writer),
        Some(unpacked) => {
            let session = Session::open(&unpacked, "", &mut |_| {});
            let written = images(&unpacked, &session, writer);
            std::fs::remove_file(writer.scratch())?;
            written
        }
    }
}

/// A compressed archive, unpacked to a file: its layers are wanted in any order.
fn unpacked(source: &FileSource, to: &Path) -> Result<Option<FileSource>, LayoutError> {
    let whole = BlobRef::whole(source);
    let compression = compression_of(source, whole).map_err(|error| Problem::from(&error))?;
    if compression == Compression::None {
        return Ok(None);
    }
    let (mut decoder, mut file) = (Decoder::new(compression), File::create(to)?);
    pieces(source, whole, |bytes| {
        let pushed = decoder.push(bytes, |out| file.write_all(out));
        Ok(pushed.map_err(|error| Problem::from(&error))??)
    })?;
    decoder.finish().map_err(|error| Problem::from(&error))?;
    Ok(Some(FileSource::open(to)?))
}

fn images(
    source: &dyn ByteSource,
    session: &Session,
    writer: &mut Writer,
) -> Result<Vec<String>, LayoutError> {
    let (mut listed, mut names) = (Vec::new(), Vec::new());
    for image in session.images() {
        let manifest = match image.stored.manifest {
            Some(manifest) => as_it_is(source, image, manifest, writer)?,
            None => made(source, image, writer)?,
        };
        let platform =
            json!({"os": image.platform.os, "architecture": image.platform.architecture});
        let entry = |name: Option<&String>| {
            let mut entry = json!({"mediaType": MANIFEST, "digest": manifest.digest,
                "size": manifest.size, "platform": platform});
            if let Some(name) = name {
                entry["annotations"] = json!({"org.opencontainers.image.ref.name": name});
            }
            entry
        };
        match image.tags.as_slice() {
            [] => listed.push(entry(None)),
            tags => listed.extend(tags.iter().map(|tag| entry(Some(tag)))),
        }
        let name = image.tags.first().unwrap_or(&manifest.digest);
        names.push(name.clone());
    }
    if listed.is_empty() {
        return Err(LayoutError::NoImage);
    }
    let index = json!({"schemaVersion": 2, "manifests": listed});
    writer.file("index.json", index.to_string().as_bytes())?;
    writer.file("oci-layout", br#"{"imageLayoutVersion":"1.0.0"}"#)?;
    Ok(names)
}

/// Copies an image with its manifest.
fn as_it_is(
    source: &dyn ByteSource,
    image: &ArchiveImage,
    manifest: BlobRef,
    writer: &mut Writer,
) -> Result<Written, LayoutError> {
    let config = image.stored.config.ok_or_else(|| missing("the config"))?;
    copy(
        source,
        config,
        image.id.claimed.as_ref().map(ToString::to_string),
        writer,
    )?;
    for layer in &image.layers {
        match layer.blob {
            Some(blob) => {
                let claimed = layer.digest.as_ref().map(ToString::to_string);
                copy(source, blob, claimed, writer)?;
            }
            None if !layer.urls.is_empty() => {}
            None => return Err(missing(&layer.name)),
        }
    }
    let claimed = image
        .manifest
        .as_ref()
        .and_then(|manifest| manifest.claimed.as_ref());
    copy(source, manifest, claimed.map(ToString::to_string), writer)
}

fn missing(what: &str) -> LayoutError {
    LayoutError::Missing(what.to_owned())
}

fn copy(
    source: &dyn ByteSource,
    blob: BlobRef,
    claimed: Option<String>,
    writer: &mut Writer,
) -> Result<Written, LayoutError> {
    let mut part = writer.part()?;
    pieces(source, blob, |bytes| Ok(part.push(bytes)?))?;
    let written = writer.keep(part)?;
    match claimed.filter(|claimed| *claimed != written.digest) {
        Some(claimed) => Err(LayoutError::WrongDigest(claimed)),
        None => Ok(written),
    }
}

/// Makes a manifest for an image that has none.
fn made(
    source: &dyn ByteSource,
    image: &ArchiveImage,
    writer: &mut Writer,
) -> Result<Written, LayoutError> {
    let config = match image.stored.config {
        Some(config) => copy(source, config, None, writer)?,
        // A bare file system, or a layout from before configs.
        None => {
            let mut config = serde_json::to_value(&image.config).unwrap_or_default();
            if config["rootfs"]["diff_ids"]
                .as_array()
                .is_none_or(Vec::is_empty)
            {
                config["rootfs"] = json!({"type": "layers", "diff_ids": diff_ids(source, image)?});
            }
            writer.blob(config.to_string().as_bytes())?
        }
    };
    let mut layers = Vec::new();
    for layer in &image.layers {
        layers.push(compressed(source, layer, writer)?);
    }
    let manifest = json!({
        "schemaVersion": 2,
        "mediaType": MANIFEST,
        "config": {"mediaType": CONFIG, "digest": config.digest, "size": config.size},
        "layers": layers,
    });
    Ok(writer.blob(manifest.to_string().as_bytes())?)
}

fn diff_ids(source: &dyn ByteSource, image: &ArchiveImage) -> Result<Vec<String>, LayoutError> {
    let ids = image.layers.iter().map(|layer| {
        let blob = layer.blob.ok_or_else(|| missing(&layer.name))?;
        let scanned = peel::worker::scan(source, blob, &mut |_| {});
        let diff_id = scanned.diff_id.ok_or_else(|| missing(&layer.name))?;
        Ok(diff_id.to_string())
    });
    ids.collect()
}

/// A layer with its descriptor; compressed, where it is not.
fn compressed(
    source: &dyn ByteSource,
    layer: &LayerBlob,
    writer: &mut Writer,
) -> Result<Value, LayoutError> {
    let blob = layer.blob.ok_or_else(|| missing(&layer.name))?;
    let compression = compression_of(source, blob).map_err(|error| Problem::from(&error))?;
    let (suffix, written) = match compression {
        Compression::Gzip => ("+gzip", copy(source, blob, None, writer)?),
        Compression::Zstd => ("+zstd", copy(source, blob, None, writer)?),
        _ => {
            // No name and no time in its header: the same layer always has the same digest.
            let mut gzip = GzEncoder::new(writer.part()?, flate2::Compression::default());
            pieces(source, blob, |bytes| Ok(gzip.write_all(bytes)?))?;
            ("+gzip", writer.keep(gzip.finish()?)?)
        }
    };
    Ok(
        json!({"mediaType": format!("{LAYER}{suffix}"), "digest": written.digest,
        "size": written.size}),
    )
}

/// Hands over the bytes of a blob in pieces.
fn pieces(
    source: &dyn ByteSource,
    blob: BlobRef,
    mut take: impl FnMut(&[u8]) -> Result<(), LayoutError>,
) -> Result<(), LayoutError> {
    let mut failed = None;
    let read =
        peel::worker::read_pieces(
            source,
            blob.offset,
            blob.len,
            &mut |_| {},
            |bytes| match take(bytes) {
                Ok(()) => ControlFlow::Continue(0),
                Err(error) => {
                    failed = Some(error);
                    ControlFlow::Break(())
                }
            },
        );
    read.map_err(|error| Problem::from(&error))?;
    failed.map_or(Ok(()), Err)
}
