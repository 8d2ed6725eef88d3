//! Messages as bytes. What a value is stands before it, as in JSON, since some types are read by what
//! is there; but the fields of a struct are read in the order in which they were written, and their names
//! only where somebody asks for them. The code that reads so is a third of what reads JSON, and it is the
//! largest part of the page's program.
//!
//! Only Peel's own programs of one build write these bytes; reading still checks every length, so that a
//! defect is an error and no panic.

mod access;
mod read;
#[cfg(test)]
mod tests;
mod write;

use std::fmt::{self, Display};

pub use read::from_bytes;
pub use write::to_bytes;

/// Why bytes are not the message that they should be, or a message cannot be bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MessageError;

impl Display for MessageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the message is damaged")
    }
}

impl std::error::Error for MessageError {}

// What serde would tell of is a defect either way: its sentences would be in the page's program.
impl serde::ser::Error for MessageError {
    fn custom<T: Display>(_: T) -> MessageError {
        MessageError
    }
}

impl serde::de::Error for MessageError {
    fn custom<T: Display>(_: T) -> MessageError {
        MessageError
    }
}

/// What stands before a value.
mod tag {
    /// Nothing: no value, or a unit.
    pub const NOTHING: u8 = 0;
    pub const FALSE: u8 = 1;
    pub const TRUE: u8 = 2;
    /// A number, as LEB128.
    pub const UNSIGNED: u8 = 3;
    /// A number with a sign, in zigzag, as LEB128.
    pub const SIGNED: u8 = 4;
    /// Eight bytes.
    pub const FLOAT: u8 = 5;
    /// A length, and as many bytes of UTF-8.
    pub const TEXT: u8 = 6;
    /// A length, and as many bytes.
    pub const BYTES: u8 = 7;
    /// Values, up to [`END`].
    pub const SEQUENCE: u8 = 8;
    /// Keys, each with its value, up to [`END`].
    pub const MAP: u8 = 9;
    /// Names, each a text with its value, up to [`END`].
    pub const STRUCT: u8 = 10;
    /// Of a field that is left out.
    pub const ABSENT: u8 = 11;
    pub const END: u8 = 12;
}
