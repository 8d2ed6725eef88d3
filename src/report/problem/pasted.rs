//! What is wrong with what a person pasted, as sentences.

use super::{Problem, Said, in_each};
use crate::registry::{PastedError, ProxyError, ReferenceError};
use crate::words::problems::pasted as say;

impl Problem {
    /// What a person pasted, and could not be understood.
    pub fn of_pasted(error: &PastedError) -> Problem {
        in_each(|| {
            let message = match error {
                PastedError::Empty => say::empty().to_owned(),
                PastedError::TooLong(limit) => say::too_long(*limit),
                PastedError::NoReference(text) => say::no_reference(text),
                PastedError::NotPulled(text) => say::not_pulled(text),
                PastedError::Password => say::password().to_owned(),
                PastedError::Reference(error) => reference(error),
            };
            Problem::error("not-a-reference", format!("{message}."), say::paste())
        })
    }

    /// An address that is none of a proxy: its message is part of a sentence.
    pub fn of_proxy(error: ProxyError) -> Problem {
        in_each(|| {
            let message = match error {
                ProxyError::NoAddress => say::no_address(),
                ProxyError::Readable => say::readable(),
                ProxyError::Fragment => say::fragment(),
            };
            Problem::error("not-a-proxy", message, "")
        })
    }
}

fn reference(error: &ReferenceError) -> String {
    match error {
        ReferenceError::Empty => say::no_name().to_owned(),
        ReferenceError::Scheme(scheme) => say::scheme(scheme),
        ReferenceError::UpperCase(name) => say::upper_case(name),
        ReferenceError::NotAscii(name) => say::not_ascii(name),
        ReferenceError::Domain(name) => say::domain(name),
        ReferenceError::Path(name) => say::path(name),
        ReferenceError::TooLong(length, limit) => say::name_too_long(*length, *limit),
        ReferenceError::Tag(tag) => say::tag(tag),
        ReferenceError::Digest { digest, error } => say::digest(digest, &error.said()),
        ReferenceError::Id => say::id().to_owned(),
    }
}
