//! Values to bytes.

use serde::ser::{self, Serialize, Serializer};

use super::{MessageError, tag};

/// A message's bytes.
///
/// # Errors
/// [`MessageError`] for what no message of ours holds, such as a number of 128 bits.
pub fn to_bytes<T: Serialize>(message: &T) -> Result<Vec<u8>, MessageError> {
    let mut writer = Writer(Vec::new());
    message.serialize(&mut writer)?;
    Ok(writer.0)
}

struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, mut number: u64) {
        while number > 0x7f {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    fn raw(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
    }

    fn text(&mut self, text: &str) {
        self.0.push(tag::TEXT);
        self.raw(text.as_bytes());
    }

    /// Begins what ends with so many ends.
    fn begin(&mut self, tag: u8, ends: usize) -> Open<'_> {
        self.0.push(tag);
        Open { writer: self, ends }
    }

    /// Begins the value of an enum: a map of its variant.
    fn variant(&mut self, name: &str, tag: u8) -> Open<'_> {
        self.0.push(tag::MAP);
        self.text(name);
        self.begin(tag, 2)
    }
}

/// What has begun.
struct Open<'a> {
    writer: &'a mut Writer,
    ends: usize,
}

impl Open<'_> {
    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), MessageError> {
        value.serialize(&mut *self.writer)
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), MessageError> {
        self.writer.text(name);
        self.value(value)
    }

    fn absent(&mut self, name: &str) -> Result<(), MessageError> {
        self.writer.text(name);
        self.writer.0.push(tag::ABSENT);
        Ok(())
    }

    fn end(self) -> Result<(), MessageError> {
        self.writer.0.extend((0..self.ends).map(|_| tag::END));
        Ok(())
    }
}

impl<'a> Serializer for &'a mut Writer {
    type Ok = ();
    type Error = MessageError;
    type SerializeSeq = Open<'a>;
    type SerializeTuple = Open<'a>;
    type SerializeTupleStruct = Open<'a>;
    type SerializeTupleVariant = Open<'a>;
    type SerializeMap = Open<'a>;
    type SerializeStruct = Open<'a>;
    type SerializeStructVariant = Open<'a>;

    fn serialize_bool(self, value: bool) -> Result<(), MessageError> {
        self.0.push(if value { tag::TRUE } else { tag::FALSE });
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Result<(), MessageError> {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<(), MessageError> {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<(), MessageError> {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<(), MessageError> {
        self.0.push(tag::SIGNED);
        self.number(((value << 1) ^ (value >> 63)) as u64);
        Ok(())
    }

    fn serialize_u8(self, value: u8) -> Result<(), MessageError> {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), MessageError> {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<(), MessageError> {
        self.serialize_u64(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<(), MessageError> {
        self.0.push(tag::UNSIGNED);
        self.number(value);
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Result<(), MessageError> {
        self.serialize_f64(value.into())
    }

    fn serialize_f64(self, value: f64) -> Result<(), MessageError> {
        self.0.push(tag::FLOAT);
        self.0.extend(value.to_le_bytes());
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), MessageError> {
        self.text(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<(), MessageError> {
        self.text(value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), MessageError> {
        self.0.push(tag::BYTES);
        self.raw(value);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), MessageError> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), MessageError> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), MessageError> {
        self.0.push(tag::NOTHING);
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), MessageError> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), MessageError> {
        self.text(variant);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), MessageError> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), MessageError> {
        self.0.push(tag::MAP);
        self.text(variant);
        value.serialize(&mut *self)?;
        self.0.push(tag::END);
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'a>, MessageError> {
        Ok(self.begin(tag::SEQUENCE, 1))
    }

    fn serialize_tuple(self, _: usize) -> Result<Open<'a>, MessageError> {
        Ok(self.begin(tag::SEQUENCE, 1))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Open<'a>, MessageError> {
        Ok(self.begin(tag::SEQUENCE, 1))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Open<'a>, MessageError> {
        Ok(self.variant(variant, tag::SEQUENCE))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Open<'a>, MessageError> {
        Ok(self.begin(tag::MAP, 1))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Open<'a>, MessageError> {
        Ok(self.begin(tag::STRUCT, 1))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Open<'a>, MessageError> {
        Ok(self.variant(variant, tag::STRUCT))
    }

    fn is_human_readable(&self) -> bool {
        // A digest is its text here as in JSON: both sides then agree, whatever a type makes of this.
        true
    }
}

/// What serde has several traits for, and these bytes one form: values one after the other.
macro_rules! values {
    ($($kind:ident $add:ident),+) => {$(
        impl ser::$kind for Open<'_> {
            type Ok = ();
            type Error = MessageError;

            fn $add<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), MessageError> {
                self.value(value)
            }

            fn end(self) -> Result<(), MessageError> {
                Open::end(self)
            }
        }
    )+};
}

/// The same of fields with their names.
macro_rules! fields {
    ($($kind:ident),+) => {$(
        impl ser::$kind for Open<'_> {
            type Ok = ();
            type Error = MessageError;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), MessageError> {
                self.field(name, value)
            }

            fn skip_field(&mut self, name: &'static str) -> Result<(), MessageError> {
                self.absent(name)
            }

            fn end(self) -> Result<(), MessageError> {
                Open::end(self)
            }
        }
    )+};
}

values!(
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field
);
fields!(SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for Open<'_> {
    type Ok = ();
    type Error = MessageError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), MessageError> {
        self.value(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), MessageError> {
        self.value(value)
    }

    fn end(self) -> Result<(), MessageError> {
        Open::end(self)
    }
}
