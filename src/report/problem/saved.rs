//! Why a report cannot be opened, as sentences.

use super::{Problem, Tell, in_each};
use crate::limits;
use crate::registry::{DocumentError, TransportError};
use crate::report::SavedError;
use crate::words::problems::{advice, saved as say};
use crate::words::reason as say_reason;

impl Tell for SavedError {
    fn tell(&self) -> Problem {
        let (code, message, advice) = match self {
            SavedError::NotAReport => (
                "not-a-report",
                say::not_a_report().to_owned(),
                say::reports(),
            ),
            SavedError::OtherJson(reason) => (
                "not-a-report",
                say::other_json(&say_reason(reason)),
                say::reports(),
            ),
            SavedError::Newer(schema) => {
                ("newer-report", say::newer(*schema), say::get_the_newest())
            }
            SavedError::Damaged(reason) => (
                "damaged-report",
                say::damaged(&say_reason(reason)),
                advice::copy_again(),
            ),
            SavedError::Tree { tree, error } => (
                "damaged-report",
                say::no_tree(*tree, &say_reason(&error.to_string())),
                advice::copy_again(),
            ),
            SavedError::TooLarge => (
                "too-large-report",
                say::too_large(limits::REPORT_BYTES),
                say::without_trees(),
            ),
        };
        Problem::error(code, message, advice)
    }
}

impl Problem {
    /// A report could not be fetched from its address.
    pub fn of_fetched(address: &str, error: &DocumentError) -> Problem {
        in_each(|| {
            let (reason, advice) = match error {
                DocumentError::NoAddress => (say::no_address().to_owned(), say::give_an_address()),
                DocumentError::Transport(error) => match error {
                    TransportError::Blocked { host } => (say::blocked(host), say::let_pages_read()),
                    error => (transport(error), say::or_download()),
                },
                DocumentError::Status(status) => (say::status(*status), say::check_the_address()),
                DocumentError::TooLarge(limit) => (say::longer(*limit), say::by_the_command()),
            };
            Problem::error("report-not-fetched", say::not_had(address, &reason), advice)
        })
    }

    /// A link that holds a report does not hold all of it.
    pub fn cut_link() -> Problem {
        in_each(|| Problem::error("cut-link", say::cut_link(), say::another_way()))
    }

    /// Packages are told of by the contents of files.
    pub fn packages_not_in_report() -> Problem {
        in_each(|| Problem::error("not-in-report", say::no_packages(), say::with_packages()))
    }

    /// The contents of files are not in a report.
    pub fn not_in_report(path: &str) -> Problem {
        in_each(|| {
            Problem::error(
                "not-in-report",
                say::no_contents(path),
                say::open_the_image(),
            )
        })
    }
}

fn transport(error: &TransportError) -> String {
    match error {
        TransportError::Offline => say::offline().to_owned(),
        TransportError::Unreachable { host, reason } => say::unreachable(host, &say_reason(reason)),
        TransportError::Blocked { host } => say::blocked(host),
        TransportError::MixedContent { host } => say::mixed(host),
        TransportError::Relay { reason } => say::relay(&say_reason(reason)),
        TransportError::Cut { reason } => say::broke_off(&say_reason(reason)),
    }
}
