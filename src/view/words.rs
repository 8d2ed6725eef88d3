//! Words and sentences for what the analysis names with a term.

use crate::image::{Cause, Change, Verdict};
use crate::pattern::How;
use crate::rules::{Base, BaseSign, Origin, Severity};
use crate::words::counts;
use crate::words::terms as say;

/// Why bytes are hidden: what happened to them.
pub fn cause(cause: Cause) -> &'static str {
    match cause {
        Cause::Overwritten => say::overwritten(),
        Cause::MetadataOnly => say::metadata_only(),
        Cause::DeletedFile => say::deleted(),
        Cause::DeletedFolder => say::deleted_folder(),
        Cause::OpaqueFolder => say::opaque_folder(),
        Cause::TypeChange => say::type_change(),
        Cause::DuplicateEntry => say::twice(),
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
        Severity::Critical => say::critical(),
        Severity::High => say::high(),
        Severity::Medium => say::medium(),
        Severity::Low => say::low(),
        Severity::Info => say::info(),
    }
}

/// Who brought what a rule found.
pub fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Base => say::from_base(),
        Origin::Own => say::from_own(),
        Origin::Both => say::from_both(),
    }
}

/// Where the base image ends, and what tells so.
pub fn base(base: Base) -> String {
    let (layers, row) = (counts::layers(u64::from(base.layers)), base.row + 1);
    match base.sign {
        BaseSign::Start => say::base_by_start(&layers, row),
        BaseSign::Root => say::base_by_root(&layers, row),
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
        Verdict::Verified => ("verified", say::verified(), say::document_verified()),
        Verdict::Wrong => ("wrong", say::wrong(), say::document_wrong()),
        Verdict::Unclaimed => ("unclaimed", say::unclaimed(), say::document_unclaimed()),
        Verdict::Unread => ("unread", say::not_there(), say::document_unread()),
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
            word: say::wrong(),
            means: say::layer_wrong(),
        }
    } else if is(Verdict::Verified) {
        Badge {
            id: "verified",
            word: say::verified(),
            means: say::layer_verified(),
        }
    } else if is(Verdict::Unread) {
        Badge {
            id: "unread",
            word: say::unread(),
            means: say::layer_unread(),
        }
    } else {
        Badge {
            id: "unclaimed",
            word: say::unclaimed(),
            means: say::layer_unclaimed(),
        }
    })
}

/// What a layer did to a path.
pub fn change(change: Change) -> &'static str {
    match change {
        Change::Added => say::added(),
        Change::Modified => say::changed(),
        Change::Touched => say::stored_again(),
        Change::Removed => say::removed(),
    }
}

/// A layer as people count.
pub fn layer(index: usize) -> String {
    say::layer(index + 1)
}

/// How what a person looks for is meant: a word, and an example.
pub fn how(how: How) -> (&'static str, &'static str) {
    match how {
        How::Text => (say::as_text(), say::filter_key()),
        How::Glob => (say::as_glob(), say::example_glob()),
        How::Regex => (say::as_regex(), r"^/etc/.*\.conf$"),
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
