//! What is inside of a value that is read: elements, fields, entries, and the variant of an enum.

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{self, DeserializeSeed, Visitor};

use super::read::{Read, Reader};
use super::{MessageError, tag};

/// The values of a sequence.
pub(super) struct Values<'a, 'de>(pub(super) &'a mut Reader<'de>);

impl<'de> de::SeqAccess<'de> for Values<'_, 'de> {
    type Error = MessageError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Read<Option<T::Value>> {
        match self.0.peek()? {
            tag::END => Ok(None),
            _ => seed.deserialize(&mut *self.0).map(Some),
        }
    }
}

/// The fields of a struct. For one that is left out there is none, though others come after it.
pub(super) struct Fields<'a, 'de>(pub(super) &'a mut Reader<'de>);

impl<'de> de::SeqAccess<'de> for Fields<'_, 'de> {
    type Error = MessageError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Read<Option<T::Value>> {
        if self.0.peek()? == tag::END {
            return Ok(None);
        }
        self.0.skip()?;
        match self.0.peek()? {
            tag::ABSENT => self.0.byte().map(|_| None),
            _ => seed.deserialize(&mut *self.0).map(Some),
        }
    }
}

/// The entries of a map, or the fields of a struct by their names.
pub(super) struct Entries<'a, 'de> {
    pub(super) reader: &'a mut Reader<'de>,
    pub(super) named: bool,
}

impl<'de> de::MapAccess<'de> for Entries<'_, 'de> {
    type Error = MessageError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Read<Option<K::Value>> {
        loop {
            if self.reader.peek()? == tag::END {
                return Ok(None);
            }
            if !self.named {
                return seed.deserialize(&mut *self.reader).map(Some);
            }
            self.reader.expect(tag::TEXT)?;
            let name = self.reader.text()?;
            match self.reader.peek()? {
                tag::ABSENT => self.reader.byte()?,
                _ => {
                    return seed
                        .deserialize(BorrowedStrDeserializer::new(name))
                        .map(Some);
                }
            };
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Read<V::Value> {
        seed.deserialize(&mut *self.reader)
    }
}

/// A variant of an enum, and where its value is; none of one without.
pub(super) struct Variant<'a, 'de> {
    pub(super) name: &'de str,
    pub(super) reader: Option<&'a mut Reader<'de>>,
}

impl<'a, 'de> Variant<'a, 'de> {
    fn value(self) -> Read<&'a mut Reader<'de>> {
        self.reader.ok_or(MessageError)
    }
}

impl<'de> de::EnumAccess<'de> for Variant<'_, 'de> {
    type Error = MessageError;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Read<(V::Value, Self)> {
        let name = seed.deserialize(BorrowedStrDeserializer::<MessageError>::new(self.name))?;
        Ok((name, self))
    }
}

impl<'de> de::VariantAccess<'de> for Variant<'_, 'de> {
    type Error = MessageError;

    fn unit_variant(self) -> Read<()> {
        match self.reader {
            None => Ok(()),
            Some(_) => Err(MessageError),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Read<T::Value> {
        seed.deserialize(self.value()?)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Read<V::Value> {
        self.value()?.sequence(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        self.value()?.fields(visitor)
    }
}
