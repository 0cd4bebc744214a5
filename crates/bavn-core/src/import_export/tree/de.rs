//! Trees into types: a text is given where a text is wanted, whatever it looks like, and faults know their place.

use super::{Finding, Node, Problem, ReadError, Scalar, Value};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor,
};

impl Node {
    /// Reads it as a type.
    ///
    /// # Errors
    /// The first value that does not fit, with its line and path.
    pub fn read<'de, T: serde::Deserialize<'de>>(&'de self) -> Result<T, ReadError> {
        T::deserialize(self).map_err(|error| error.or_line(self.line))
    }

    fn scalar(&self, expected: &str) -> Result<&Scalar, ReadError> {
        match &self.value {
            Value::Scalar(scalar) => Ok(scalar),
            Value::List(_) => Err(self.wrong(expected, "a list")),
            Value::Map(_) => Err(self.wrong(expected, "a mapping")),
        }
    }

    fn wrong(&self, expected: &str, found: &str) -> ReadError {
        Finding::new(Problem::WrongKind { expected: expected.to_owned() }).found(found).at_line(self.line).into_error()
    }

    fn visit_text<'de, V: Visitor<'de>>(&'de self, visitor: V) -> Result<V::Value, ReadError> {
        let scalar = self.scalar("a text")?;
        if scalar.is_null() {
            return Err(self.wrong("a text", "nothing"));
        }
        visitor.visit_borrowed_str(&scalar.text)
    }

    fn visit_number<'de, V: Visitor<'de>>(&'de self, visitor: V) -> Result<V::Value, ReadError> {
        let scalar = self.scalar("a whole number")?;
        let unquoted = Scalar { text: scalar.text.clone(), is_plain: true };
        match unquoted.as_integer().or_else(|| whole(&unquoted)) {
            Some(number) => visitor.visit_i64(number),
            None => Err(self.wrong("a whole number", &scalar.text)),
        }
    }
}

/// `3.0` is the whole number 3.
fn whole(scalar: &Scalar) -> Option<i64> {
    let (number, fraction) = scalar.text.split_once('.')?;
    let is_whole = !fraction.is_empty() && fraction.bytes().all(|byte| byte == b'0');
    if is_whole { number.parse().ok() } else { None }
}

macro_rules! as_number {
    ($($name:ident)*) => { $(
        fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
            self.visit_number(visitor).map_err(|error| error.or_line(self.line))
        }
    )* };
}

impl<'de> Deserializer<'de> for &'de Node {
    type Error = ReadError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match &self.value {
            Value::List(_) => self.deserialize_seq(visitor),
            Value::Map(_) => self.deserialize_map(visitor),
            Value::Scalar(scalar) if scalar.is_null() => visitor.visit_unit(),
            Value::Scalar(scalar) => {
                if let Some(truth) = scalar.as_bool() {
                    return visitor.visit_bool(truth);
                }
                // Only a number that is written back as it stands: 1.10 and 007 are names.
                match scalar.as_number().filter(|number| number.to_string() == scalar.text) {
                    Some(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
                        (Some(number), _, _) => visitor.visit_i64(number),
                        (None, Some(number), _) => visitor.visit_u64(number),
                        (None, None, Some(number)) => visitor.visit_f64(number),
                        (None, None, None) => visitor.visit_borrowed_str(&scalar.text),
                    },
                    None => visitor.visit_borrowed_str(&scalar.text),
                }
            }
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        let scalar = self.scalar("true or false")?;
        // The truth values of YAML 1.1.
        match scalar.text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => visitor.visit_bool(true),
            "false" | "no" | "off" => visitor.visit_bool(false),
            _ => Err(self.wrong("true or false", &scalar.text)),
        }
    }

    as_number! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.deserialize_any(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.deserialize_any(visitor)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.visit_text(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.visit_text(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.visit_text(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.visit_text(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.visit_text(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        if self.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        if self.is_null() { visitor.visit_unit() } else { Err(self.wrong("nothing", "a value")) }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, ReadError> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match &self.value {
            Value::List(items) => visitor.visit_seq(Items { items: items.iter(), at: 0 }),
            Value::Map(_) => Err(self.wrong("a list", "a mapping")),
            Value::Scalar(scalar) if scalar.is_null() => visitor.visit_seq(Items { items: [].iter(), at: 0 }),
            Value::Scalar(scalar) => Err(self.wrong("a list", &scalar.text)),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, ReadError> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match &self.value {
            Value::Map(entries) => visitor.visit_map(Entries { entries: entries.iter(), next: None }),
            Value::List(_) => Err(self.wrong("a mapping", "a list")),
            Value::Scalar(scalar) if scalar.is_null() => visitor.visit_map(Entries { entries: [].iter(), next: None }),
            Value::Scalar(scalar) => Err(self.wrong("a mapping", &scalar.text)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        let scalar = self.scalar("a word")?;
        visitor.visit_enum(Word(&scalar.text)).map_err(|error| error.or_line(self.line))
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.visit_text(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_unit()
    }
}

struct Items<'de> {
    items: std::slice::Iter<'de, Node>,
    at: usize,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = ReadError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, ReadError> {
        let Some(node) = self.items.next() else { return Ok(None) };
        let at = self.at;
        self.at += 1;
        seed.deserialize(node).map(Some).map_err(|error| error.within(&at.to_string(), node.line))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

struct Entries<'de> {
    entries: std::slice::Iter<'de, (String, Node)>,
    next: Option<&'de (String, Node)>,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = ReadError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, ReadError> {
        self.next = self.entries.next();
        let Some((name, node)) = self.next else { return Ok(None) };
        let name: serde::de::value::BorrowedStrDeserializer<'de, ReadError> =
            serde::de::value::BorrowedStrDeserializer::new(name);
        seed.deserialize(name).map(Some).map_err(|error| error.or_line(node.line))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, ReadError> {
        let Some((name, node)) = self.next.take() else {
            return Err(serde::de::Error::custom("a key before its value"));
        };
        seed.deserialize(node).map_err(|error| error.within(name, node.line))
    }
}

struct Word<'de>(&'de str);

impl<'de> EnumAccess<'de> for Word<'de> {
    type Error = ReadError;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), ReadError> {
        let variant: serde::de::value::StrDeserializer<'de, ReadError> = self.0.into_deserializer();
        Ok((seed.deserialize(variant)?, self))
    }
}

impl<'de> VariantAccess<'de> for Word<'de> {
    type Error = ReadError;

    fn unit_variant(self) -> Result<(), ReadError> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, ReadError> {
        Err(serde::de::Error::custom("a word"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, ReadError> {
        Err(serde::de::Error::custom("a word"))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, ReadError> {
        Err(serde::de::Error::custom("a word"))
    }
}
