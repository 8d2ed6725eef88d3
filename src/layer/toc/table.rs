//! The table itself: JSON, read row by row, since there may be hundreds of thousands.

use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use super::TocError;
use super::json::{Text, once};
use super::row::Row;
use crate::layer::lister::Lister;
use crate::limits;
use crate::tarstream::clean;

/// Files that eStargz's writer adds to the tar (`estargz/types.go`).
const LANDMARKS: [&[u8]; 2] = [b".prefetch.landmark", b".no.prefetch.landmark"];

/// What a table holds besides its rows.
pub(super) struct Found {
    /// Whether it has one of eStargz's landmarks.
    pub(super) landmark: bool,
}

/// Reads a table, and gives its rows to the lister. Keys may have any case, as for Go's readers;
/// a key twice is refused, since which of the two would count depends on the reader.
pub(super) fn read(json: &[u8], lister: &mut Lister) -> Result<Found, TocError> {
    let mut table = Table {
        lister,
        version: None,
        rows_read: false,
        content: 0,
        landmark: false,
    };
    let mut reader = serde_json::Deserializer::from_slice(json);
    let read = reader.deserialize_map(&mut table);
    // Where it was stopped by the reader here, the place says nothing.
    if table.content > limits::CONTENT_BYTES {
        return Err(TocError::Contents);
    }
    read.and_then(|()| reader.end())
        .map_err(|error| TocError::Json {
            line: error.line(),
            column: error.column(),
        })?;
    match table.version {
        Some(1) => Ok(Found {
            landmark: table.landmark,
        }),
        _ => Err(TocError::Version),
    }
}

struct Table<'a> {
    lister: &'a mut Lister,
    version: Option<i64>,
    rows_read: bool,
    content: u64,
    landmark: bool,
}

impl Table<'_> {
    fn take(&mut self, row: &Row<'_>) -> Result<(), &'static str> {
        self.content = self.content.saturating_add(row.content());
        if self.content > limits::CONTENT_BYTES {
            return Err("too much content");
        }
        if row.is_chunk() {
            return Ok(());
        }
        self.landmark |= row.name.ends_with("prefetch.landmark")
            && matches!(clean(row.name.as_bytes()).parts[..], [name] if LANDMARKS.contains(&name));
        self.lister.claim(row.entry(), row.hash());
        Ok(())
    }
}

impl<'de> Visitor<'de> for &mut Table<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table of contents")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Text(key)) = map.next_key()? {
            if key.eq_ignore_ascii_case("version") {
                once(self.version.is_some())?;
                self.version = Some(map.next_value()?);
            } else if key.eq_ignore_ascii_case("entries") {
                once(std::mem::replace(&mut self.rows_read, true))?;
                map.next_value_seed(Rows(self))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

/// The list of rows, or `null`, as Go writes an empty one.
struct Rows<'t, 'a>(&'t mut Table<'a>);

impl<'de> DeserializeSeed<'de> for Rows<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, rows: D) -> Result<(), D::Error> {
        rows.deserialize_option(self)
    }
}

impl<'de> Visitor<'de> for Rows<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of entries")
    }

    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, rows: D) -> Result<(), D::Error> {
        rows.deserialize_seq(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        while let Some(row) = rows.next_element::<Row<'de>>()? {
            self.0.take(&row).map_err(A::Error::custom)?;
        }
        Ok(())
    }
}
