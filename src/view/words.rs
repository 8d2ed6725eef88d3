//! Words and sentences for what the analysis names with a term.

use crate::image::{Cause, Change, Verdict};
use crate::pattern::How;
use crate::rules::Severity;

/// Why bytes are hidden: what happened to them.
pub fn cause(cause: Cause) -> &'static str {
    match cause {
        Cause::Overwritten => "Overwritten with other contents",
        Cause::MetadataOnly => "Stored again for a new mode, owner or time",
        Cause::DeletedFile => "Deleted",
        Cause::DeletedFolder => "In a folder that was deleted",
        Cause::OpaqueFolder => "In a folder that was replaced as a whole",
        Cause::TypeChange => "Replaced by something of another kind",
        Cause::DuplicateEntry => "Twice in the tar of one layer",
    }
}

/// The name of a cause in attributes and files.
pub fn cause_id(cause: Cause) -> &'static str {
    match cause {
        Cause::Overwritten => "overwritten",
        Cause::MetadataOnly => "metadata-only",
        Cause::DeletedFile => "deleted-file",
        Cause::DeletedFolder => "deleted-folder",
        Cause::OpaqueFolder => "opaque-folder",
        Cause::TypeChange => "type-change",
        Cause::DuplicateEntry => "duplicate-entry",
    }
}

/// How grave a finding is.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "critical",
        Severity::High => "high",
        Severity::Medium => "medium",
        Severity::Low => "low",
        Severity::Info => "info",
    }
}

/// A layer's digest badge: a word, and the sentence behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Badge {
    /// For attributes: `verified`, `wrong`, `unclaimed`, `unread`.
    pub id: &'static str,
    /// One word.
    pub word: &'static str,
    /// What it means.
    pub means: &'static str,
}

/// The badge of a document's digest.
pub fn document_badge(verdict: Verdict) -> Badge {
    let (id, word, means) = match verdict {
        Verdict::Verified => (
            "verified",
            "verified",
            "Its bytes have the digest that the archive claims.",
        ),
        Verdict::Wrong => (
            "wrong",
            "wrong digest",
            "Its bytes do not have the digest that the archive claims.",
        ),
        Verdict::Unclaimed => (
            "unclaimed",
            "no digest",
            "The archive claims no digest of it.",
        ),
        Verdict::Unread => ("unread", "not there", "Its bytes are not in the archive."),
    };
    Badge { id, word, means }
}

/// The badge of a layer's two verdicts: the worse of them, and none before it is read.
pub fn badge(diff_id: Option<Verdict>, digest: Option<Verdict>) -> Option<Badge> {
    let both = [diff_id?, digest.unwrap_or(Verdict::Unclaimed)];
    let is = |verdict| both.contains(&verdict);
    Some(if is(Verdict::Wrong) {
        Badge {
            id: "wrong",
            word: "wrong digest",
            means: "The layer's bytes do not have the digest that the image claims.",
        }
    } else if is(Verdict::Verified) {
        Badge {
            id: "verified",
            word: "verified",
            means: "The layer's bytes have the digest that the image claims.",
        }
    } else if is(Verdict::Unread) {
        Badge {
            id: "unread",
            word: "unread",
            means: "The layer's bytes have not been read to their end.",
        }
    } else {
        Badge {
            id: "unclaimed",
            word: "no digest",
            means: "The image claims no digest for this layer, so there is nothing to compare.",
        }
    })
}

/// What a layer did to a path.
pub fn change(change: Change) -> &'static str {
    match change {
        Change::Added => "added",
        Change::Modified => "changed",
        Change::Touched => "stored again, same contents",
        Change::Removed => "removed",
    }
}

/// A layer as people count.
pub fn layer(index: usize) -> String {
    format!("Layer {}", index + 1)
}

/// How what a person looks for is meant: a word, and an example.
pub fn how(how: How) -> (&'static str, &'static str) {
    match how {
        How::Text => ("Text", "Filter  /"),
        How::Glob => ("Glob", "*.conf or usr/**/lib"),
        How::Regex => ("Regex", r"^/etc/.*\.conf$"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worse_verdict_counts() {
        let id = |a, b| badge(a, b).map(|badge| badge.id);
        let (verified, wrong) = (Some(Verdict::Verified), Some(Verdict::Wrong));
        assert_eq!(id(verified, wrong), Some("wrong"));
        assert_eq!(id(Some(Verdict::Unclaimed), verified), Some("verified"));
        assert_eq!(id(Some(Verdict::Unclaimed), None), Some("unclaimed"));
        assert_eq!(id(None, verified), None);
    }
}
