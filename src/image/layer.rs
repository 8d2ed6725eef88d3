//! One layer of an image: what the archive claims, and what scanning found.

use std::sync::Arc;

use crate::archive::{Checked, LayerBlob};
use crate::digest::Digest;
use crate::layer::{LayerProblem, Listing, Scanned};

/// A layer of an image.
#[derive(Clone, Debug)]
pub struct ImageLayer {
    /// What the archive claims.
    pub blob: LayerBlob,
    /// What scanning found; `None` before it, and for a layer that is not in the archive.
    pub scanned: Option<Arc<Scanned>>,
}

/// Whether a digest that somebody claims is that of the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It is.
    Verified,
    /// It is not.
    Wrong,
    /// Nobody claims one.
    Unclaimed,
    /// The bytes have not been read to their end.
    Unread,
}

impl From<&Checked> for Verdict {
    fn from(checked: &Checked) -> Verdict {
        match (&checked.claimed, &checked.found) {
            (None, _) => Verdict::Unclaimed,
            (Some(_), None) => Verdict::Unread,
            (Some(claimed), Some(found)) if claimed == found => Verdict::Verified,
            (Some(_), Some(_)) => Verdict::Wrong,
        }
    }
}

impl ImageLayer {
    /// A layer as the archive describes it, with what was found.
    pub fn new(blob: &LayerBlob, scanned: Option<Arc<Scanned>>) -> ImageLayer {
        ImageLayer {
            blob: blob.clone(),
            scanned,
        }
    }

    /// Its tree, where it has been scanned.
    pub fn listing(&self) -> Option<&Listing> {
        self.scanned.as_deref().map(|scanned| &scanned.listing)
    }

    /// Bytes of all file contents in it, uncompressed.
    pub fn content_bytes(&self) -> u64 {
        self.listing().map_or(0, Listing::content_bytes)
    }

    /// Whether the uncompressed bytes have the diff ID that the config claims.
    pub fn diff_id_verdict(&self) -> Verdict {
        let scanned = self.scanned.as_deref();
        let packed = |problem| matches!(problem, Some(&LayerProblem::Decompress(_)));
        if scanned.is_some_and(|scanned| packed(scanned.problem.as_ref())) {
            return match self.blob.diff_id {
                None => Verdict::Unclaimed,
                Some(_) => Verdict::Unread,
            };
        }
        verdict(&self.blob.diff_id, scanned, |s| s.diff_id.as_ref())
    }

    /// Whether the stored bytes have the digest that the archive claims.
    pub fn digest_verdict(&self) -> Verdict {
        verdict(&self.blob.digest, self.scanned.as_deref(), |s| {
            s.digest.as_ref()
        })
    }
}

fn verdict(
    claimed: &Option<Digest>,
    scanned: Option<&Scanned>,
    found: impl Fn(&Scanned) -> Option<&Digest>,
) -> Verdict {
    match (claimed, scanned) {
        (None, _) => Verdict::Unclaimed,
        (Some(_), None) => Verdict::Unread,
        // A table of contents says nothing of the bytes themselves.
        (Some(_), Some(scanned)) if found(scanned).is_none() => Verdict::Unread,
        // Only whole bytes have a digest, however their first part is called.
        (Some(_), Some(scanned)) if scanned.is_cut() => Verdict::Unread,
        (Some(claimed), Some(scanned)) if found(scanned) == Some(claimed) => Verdict::Verified,
        (Some(_), Some(scanned)) if scanned.problem.is_some() => Verdict::Unread,
        (Some(_), Some(_)) => Verdict::Wrong,
    }
}
