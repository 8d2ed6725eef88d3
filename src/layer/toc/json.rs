//! How a row is read from JSON: what of it is text, is a number, may be absent, or is passed by.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use super::row::{CAPABILITY, Row};

/// The keys of a row that say something of a listing.
const FIELDS: [&str; 12] = [
    "name", "type", "linkName", "size", "mode", "uid", "gid", "modtime", "devMajor", "devMinor",
    "xattrs", "digest",
];

impl<'de> Deserialize<'de> for Row<'de> {
    fn deserialize<D: Deserializer<'de>>(row: D) -> Result<Row<'de>, D::Error> {
        row.deserialize_map(RowVisitor)
    }
}

struct RowVisitor;

impl<'de> Visitor<'de> for RowVisitor {
    type Value = Row<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an entry")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Row<'de>, A::Error> {
        let (mut row, mut seen) = (Row::default(), [false; FIELDS.len()]);
        while let Some(Text(key)) = map.next_key()? {
            let same = |field: &&str| field.eq_ignore_ascii_case(&key);
            let Some(field) = FIELDS.iter().position(same) else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            once(std::mem::replace(&mut seen[field], true))?;
            match FIELDS[field] {
                "name" => row.name = text(&mut map)?,
                "type" => row.kind = text(&mut map)?,
                "linkName" => row.link = text(&mut map)?,
                "size" => row.size = map.next_value::<Option<u64>>()?.unwrap_or_default(),
                "mode" => row.mode = number(&mut map)?,
                "uid" => row.uid = number(&mut map)?,
                "gid" => row.gid = number(&mut map)?,
                "modtime" => row.modtime = text(&mut map)?,
                "devMajor" => row.device.0 = number(&mut map)?,
                "devMinor" => row.device.1 = number(&mut map)?,
                "digest" => row.digest = text(&mut map)?,
                _ => {
                    let Attributes { capability, others } =
                        map.next_value::<Option<_>>()?.unwrap_or_default();
                    (row.capability, row.attributes) = (capability, others);
                }
            }
        }
        Ok(row)
    }
}

/// Says that a key stands twice, if it does.
pub(super) fn once<E: Error>(seen: bool) -> Result<(), E> {
    match seen {
        true => Err(E::custom("a key twice")),
        false => Ok(()),
    }
}

fn text<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Cow<'de, str>, A::Error> {
    let text = map.next_value::<Option<Text<'de>>>()?;
    Ok(text.unwrap_or_default().0)
}

fn number<'de, A: MapAccess<'de>>(map: &mut A) -> Result<i64, A::Error> {
    Ok(map.next_value::<Option<i64>>()?.unwrap_or_default())
}

/// Text that is borrowed from the table where it has no escapes.
#[derive(Default)]
pub(super) struct Text<'a>(pub(super) Cow<'a, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(text: D) -> Result<Text<'de>, D::Error> {
        text.deserialize_str(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
        Ok(Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
        Ok(Text(Cow::Owned(text.to_owned())))
    }
}

/// Which attributes a file has; their values are not looked at.
#[derive(Default)]
struct Attributes {
    capability: bool,
    others: bool,
}

impl<'de> Deserialize<'de> for Attributes {
    fn deserialize<D: Deserializer<'de>>(attributes: D) -> Result<Attributes, D::Error> {
        attributes.deserialize_map(AttributesVisitor)
    }
}

struct AttributesVisitor;

impl<'de> Visitor<'de> for AttributesVisitor {
    type Value = Attributes;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("attributes by name")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Attributes, A::Error> {
        let mut found = Attributes::default();
        while let Some((Text(name), _)) = map.next_entry::<_, IgnoredAny>()? {
            match &*name == CAPABILITY {
                true => found.capability = true,
                false => found.others = true,
            }
        }
        Ok(found)
    }
}
