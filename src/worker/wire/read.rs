//! Bytes to values: what each kind of value asks for. `access.rs` gives what is inside of one.

use serde::de::{Deserialize, Deserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::access::{Entries, Fields, Values, Variant};
use super::{MessageError, tag};

pub(super) type Read<T> = Result<T, MessageError>;

/// The message in bytes.
///
/// # Errors
/// [`MessageError`] where they are another, or more than one.
pub fn from_bytes<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Read<T> {
    let mut reader = Reader { rest: bytes };
    let message = T::deserialize(&mut reader)?;
    match reader.rest.is_empty() {
        true => Ok(message),
        false => Err(MessageError),
    }
}

/// What is left to be read.
pub(super) struct Reader<'de> {
    rest: &'de [u8],
}

impl<'de> Reader<'de> {
    pub(super) fn peek(&self) -> Read<u8> {
        self.rest.first().copied().ok_or(MessageError)
    }

    pub(super) fn byte(&mut self) -> Read<u8> {
        let (&byte, rest) = self.rest.split_first().ok_or(MessageError)?;
        self.rest = rest;
        Ok(byte)
    }

    fn take(&mut self, length: usize) -> Read<&'de [u8]> {
        let (bytes, rest) = self.rest.split_at_checked(length).ok_or(MessageError)?;
        self.rest = rest;
        Ok(bytes)
    }

    pub(super) fn expect(&mut self, tag: u8) -> Read<()> {
        match self.byte()? == tag {
            true => Ok(()),
            false => Err(MessageError),
        }
    }

    fn number(&mut self) -> Read<u64> {
        let (mut number, mut shift) = (0_u64, 0);
        loop {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f)
                .checked_shl(shift)
                .ok_or(MessageError)?;
            if byte <= 0x7f {
                return Ok(number);
            }
            shift += 7;
        }
    }

    fn signed(&mut self) -> Read<i64> {
        let number = self.number()?;
        Ok((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    fn float(&mut self) -> Read<f64> {
        let bytes = self.take(8)?.try_into().map_err(|_| MessageError)?;
        Ok(f64::from_le_bytes(bytes))
    }

    fn raw(&mut self) -> Read<&'de [u8]> {
        let length = usize::try_from(self.number()?).map_err(|_| MessageError)?;
        self.take(length)
    }

    pub(super) fn text(&mut self) -> Read<&'de str> {
        std::str::from_utf8(self.raw()?).map_err(|_| MessageError)
    }

    /// Goes over a value.
    pub(super) fn skip(&mut self) -> Read<()> {
        match self.byte()? {
            tag::NOTHING | tag::FALSE | tag::TRUE | tag::ABSENT => Ok(()),
            tag::UNSIGNED | tag::SIGNED => self.number().map(drop),
            tag::FLOAT => self.float().map(drop),
            tag::TEXT | tag::BYTES => self.raw().map(drop),
            tag @ (tag::SEQUENCE | tag::MAP | tag::STRUCT) => self.skip_rest(tag),
            _ => Err(MessageError),
        }
    }

    /// Goes over what is left of what a tag began.
    fn skip_rest(&mut self, tag: u8) -> Read<()> {
        while self.peek()? != tag::END {
            if tag != tag::SEQUENCE {
                self.skip()?;
            }
            self.skip()?;
        }
        self.byte().map(drop)
    }

    pub(super) fn sequence<V: Visitor<'de>>(&mut self, visitor: V) -> Read<V::Value> {
        self.expect(tag::SEQUENCE)?;
        let value = visitor.visit_seq(Values(&mut *self))?;
        self.skip_rest(tag::SEQUENCE)?;
        Ok(value)
    }

    fn map<V: Visitor<'de>>(&mut self, visitor: V) -> Read<V::Value> {
        let tag = self.byte()?;
        let reader = &mut *self;
        let value = match tag {
            tag::MAP => visitor.visit_map(Entries {
                reader,
                named: false,
            })?,
            tag::STRUCT => visitor.visit_map(Entries {
                reader,
                named: true,
            })?,
            _ => return Err(MessageError),
        };
        self.skip_rest(tag)?;
        Ok(value)
    }

    /// The fields of a struct, in their order.
    pub(super) fn fields<V: Visitor<'de>>(&mut self, visitor: V) -> Read<V::Value> {
        self.expect(tag::STRUCT)?;
        let value = visitor.visit_seq(Fields(&mut *self))?;
        self.skip_rest(tag::STRUCT)?;
        Ok(value)
    }
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = MessageError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match self.peek()? {
            tag::SEQUENCE => return self.sequence(visitor),
            tag::MAP | tag::STRUCT => return self.map(visitor),
            _ => {}
        }
        match self.byte()? {
            tag::NOTHING => visitor.visit_unit(),
            tag::FALSE => visitor.visit_bool(false),
            tag::TRUE => visitor.visit_bool(true),
            tag::UNSIGNED => visitor.visit_u64(self.number()?),
            tag::SIGNED => visitor.visit_i64(self.signed()?),
            tag::FLOAT => visitor.visit_f64(self.float()?),
            tag::TEXT => visitor.visit_borrowed_str(self.text()?),
            tag::BYTES => visitor.visit_borrowed_bytes(self.raw()?),
            _ => Err(MessageError),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match self.byte()? {
            tag::FALSE => visitor.visit_bool(false),
            tag::TRUE => visitor.visit_bool(true),
            _ => Err(MessageError),
        }
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.expect(tag::UNSIGNED)?;
        visitor.visit_u64(self.number()?)
    }

    fn deserialize_i8<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_i16<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.expect(tag::SIGNED)?;
        visitor.visit_i64(self.signed()?)
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.expect(tag::FLOAT)?;
        visitor.visit_f64(self.float()?)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.expect(tag::TEXT)?;
        visitor.visit_borrowed_str(self.text()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match self.peek()? {
            tag::NOTHING => {
                self.byte()?;
                visitor.visit_none()
            }
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.expect(tag::NOTHING)?;
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Read<V::Value> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Read<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.sequence(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Read<V::Value> {
        self.sequence(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Read<V::Value> {
        self.sequence(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.map(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        self.fields(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        match self.byte()? {
            tag::TEXT => {
                let name = self.text()?;
                visitor.visit_enum(Variant { name, reader: None })
            }
            tag::MAP => {
                self.expect(tag::TEXT)?;
                let name = self.text()?;
                let reader = Some(&mut *self);
                let value = visitor.visit_enum(Variant { name, reader })?;
                self.expect(tag::END)?;
                Ok(value)
            }
            _ => Err(MessageError),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.skip()?;
        visitor.visit_unit()
    }

    forward_to_deserialize_any! { bytes byte_buf }
}
