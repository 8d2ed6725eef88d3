//! What media types claim (image-spec `media-types.md`, `layer.md`; distribution's schema 2).
//!
//! They are claims: what a blob is, its bytes tell.

use crate::decompress::Compression;

/// The compression that the media type of a layer claims; `None` where it claims none that is
/// known.
pub fn compression(media_type: &str) -> Option<Compression> {
    let base = media_type.strip_suffix("+encrypted").unwrap_or(media_type);
    let is_layer = base.contains(".layer.") || base.contains(".rootfs.");
    match base.rsplit(['.', '+']).next()? {
        _ if !is_layer => None,
        "gzip" => Some(Compression::Gzip),
        "zstd" => Some(Compression::Zstd),
        "tar" => Some(Compression::None),
        _ => None,
    }
}

/// Whether a layer may be left to others: Docker's foreign layers, and OCI's
/// non-distributable ones.
pub fn is_foreign(media_type: &str) -> bool {
    media_type.contains(".foreign.") || media_type.contains(".nondistributable.")
}

/// Whether a layer is encrypted (ocicrypt).
pub fn is_encrypted(media_type: &str) -> bool {
    media_type.ends_with("+encrypted")
}

/// Whether a config of this media type is an image's.
pub(crate) fn is_image_config(media_type: &str) -> bool {
    matches!(
        media_type,
        "application/vnd.oci.image.config.v1+json"
            | "application/vnd.docker.container.image.v1+json"
            | ""
    )
}

/// Whether the media type is that of an index, `Some(false)` for that of a manifest; `None`
/// where it is neither.
pub(crate) fn is_index(media_type: &str) -> Option<bool> {
    match media_type {
        "application/vnd.oci.image.index.v1+json"
        | "application/vnd.docker.distribution.manifest.list.v2+json" => Some(true),
        "application/vnd.oci.image.manifest.v1+json"
        | "application/vnd.docker.distribution.manifest.v2+json" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers() {
        for (media_type, claimed) in [
            (
                "application/vnd.oci.image.layer.v1.tar+gzip",
                Some(Compression::Gzip),
            ),
            (
                "application/vnd.oci.image.layer.v1.tar",
                Some(Compression::None),
            ),
            (
                "application/vnd.docker.image.rootfs.diff.tar.gzip",
                Some(Compression::Gzip),
            ),
            (
                "application/vnd.docker.image.rootfs.diff.tar.zstd",
                Some(Compression::Zstd),
            ),
            (
                "application/vnd.oci.image.layer.v1.tar+gzip+encrypted",
                Some(Compression::Gzip),
            ),
            ("application/vnd.in-toto+json", None),
            ("application/vnd.cncf.helm.chart.content.v1.tar+gzip", None),
        ] {
            assert_eq!(compression(media_type), claimed, "{media_type}");
        }
        assert!(is_foreign(
            "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip"
        ));
        assert!(is_foreign(
            "application/vnd.oci.image.layer.nondistributable.v1.tar+zstd"
        ));
    }
}
