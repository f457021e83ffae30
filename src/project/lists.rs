//! Lists in project files: a single value stands for a list of one, and a value may have a weight.

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// A list, or a single value.
pub struct Many<T>(pub Vec<T>);

impl<T> Default for Many<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// What can be made of a text alone, beside its full form.
pub trait FromText: Sized {
    /// The value that the text stands for.
    fn from_text(text: &str) -> Result<Self, String>;
}

impl FromText for String {
    fn from_text(text: &str) -> Result<Self, String> {
        Ok(text.to_owned())
    }
}

impl<'de, T: Deserialize<'de> + FromText> Deserialize<'de> for Many<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ManyVisitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de> + FromText> Visitor<'de> for ManyVisitor<T> {
            type Value = Many<T>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a list or a single value")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                T::from_text(text).map(|value| Many(vec![value])).map_err(E::custom)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                Ok(Many(vec![T::deserialize(MapAccessDeserializer::new(map))?]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
                Deserialize::deserialize(SeqAccessDeserializer::new(seq)).map(Many)
            }
        }
        deserializer.deserialize_any(ManyVisitor(PhantomData))
    }
}

/// A value that a weighted list holds, from a text or bare name, or from a number.
pub trait Weighed: Sized {
    /// From a text or a bare name.
    fn from_text(text: &str) -> Result<Self, String>;

    /// From a number.
    fn from_number(number: f64) -> Result<Self, String>;
}

/// Values with weights: `a`, `[a, b]`, `[(a, 3), b]`.
pub struct Weights<T>(pub Vec<(T, f64)>);

/// What the reader meets. Untagged, since only so the reader of RON tells which bare name (`Top`) it met.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Raw {
    Number(f64),
    Text(String),
    List(Vec<Raw>),
}

impl<'de, T: Weighed> Deserialize<'de> for Weights<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Raw::deserialize(deserializer)
            .map_err(|_| D::Error::custom("not a value, nor a list of values or of (value, weight) pairs"))?;
        let values = match raw {
            // A pair on its own, like ("Emotion", 3), is one value too.
            Raw::List(list) if matches!(list.as_slice(), [Raw::Text(_), Raw::Number(_)]) => {
                vec![weighed(Raw::List(list))]
            }
            Raw::List(list) => list.into_iter().map(weighed).collect(),
            value => vec![weighed(value)],
        };
        let values: Vec<_> = values.into_iter().collect::<Result<_, String>>().map_err(D::Error::custom)?;
        if values.is_empty() {
            return Err(D::Error::custom("an empty list; leave the field out instead"));
        }
        Ok(Weights(values))
    }
}

fn weighed<T: Weighed>(raw: Raw) -> Result<(T, f64), String> {
    match raw {
        Raw::Number(number) => Ok((T::from_number(number)?, 1.0)),
        Raw::Text(text) => Ok((T::from_text(&text)?, 1.0)),
        Raw::List(pair) => match pair.as_slice() {
            [value, Raw::Number(weight)] if weight.is_finite() && *weight > 0.0 => match value {
                Raw::Number(number) => Ok((T::from_number(*number)?, *weight)),
                Raw::Text(text) => Ok((T::from_text(text)?, *weight)),
                Raw::List(_) => Err("a pair in a list is (value, weight)".into()),
            },
            [_, Raw::Number(weight)] => Err(format!("weight {weight}; a weight is a number above 0")),
            _ => Err("a pair in a list is (value, weight)".into()),
        },
    }
}
