//! The doors of words and records, written once.
//!
//! A *word* is a small value with one text form; a *record* is a larger one that is written as an open draft and
//! checked as a whole. These macros give every crate of the family the same doors, so that a value which was not
//! checked cannot exist, whether it came from code, from text or from a file.

/// Gives a type with `FromStr` and `Display` its serde form: one string, read through `FromStr`.
///
/// # Example
///
/// ```
/// use std::{fmt, str::FromStr};
///
/// #[derive(Debug, PartialEq)]
/// struct Even(u8);
///
/// impl FromStr for Even {
///     type Err = String;
///     fn from_str(text: &str) -> Result<Self, String> {
///         let number = text.parse::<u8>().map_err(|error| error.to_string())?;
///         if number % 2 == 0 { Ok(Self(number)) } else { Err(format!("`{number}` is odd")) }
///     }
/// }
///
/// impl fmt::Display for Even {
///     fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
///         write!(f, "{}", self.0)
///     }
/// }
///
/// collegium_core::text_form!(Even, "an even number");
///
/// assert_eq!(serde_json::from_str::<Even>("\"4\"").unwrap(), Even(4));
/// assert!(serde_json::from_str::<Even>("\"5\"").unwrap_err().to_string().contains("`5` is odd"));
/// ```
#[macro_export]
macro_rules! text_form {
    ($type:ty, $what:literal) => {
        impl $crate::word::serde::Serialize for $type {
            fn serialize<S>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: $crate::word::serde::Serializer,
            {
                serializer.collect_str(self)
            }
        }

        impl<'de> $crate::word::serde::Deserialize<'de> for $type {
            fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::word::serde::Deserializer<'de>,
            {
                $crate::word::deserialize_text(deserializer, $what)
            }
        }
    };
}

/// Makes a newtype for one entry of a list that grows outside this code: a role, a test, a framework.
///
/// Such names are lower-case ASCII words joined by `-` or `.`, at most 64 bytes long: `liaison-officer`, `eqf`.
/// Two of different types never mix.
///
/// # Example
///
/// ```
/// collegium_core::identifier! {
///     /// A kind of document.
///     pub struct DocumentKind("document kind");
/// }
///
/// let kind: DocumentKind = "trip-report".parse().unwrap();
/// assert_eq!(kind.as_str(), "trip-report");
/// assert_eq!(
///     DocumentKind::new("Trip Report").unwrap_err().to_string(),
///     "`Trip Report` is not a document kind: write lower-case words joined by `-` or `.`, such as `abc-1`, \
///      64 bytes at most"
/// );
/// ```
#[macro_export]
macro_rules! identifier {
    ($(#[$meta:meta])* $vis:vis struct $name:ident($what:literal);) => {
        $(#[$meta])*
        ///
        /// # Wire form
        ///
        /// A string: lower-case ASCII words joined by `-` or `.`, at most 64 bytes.
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis struct $name($crate::word::SmolStr);

        impl $name {
            /// Checks a name.
            ///
            /// # Errors
            ///
            /// [`IdentifierError`]($crate::word::IdentifierError) if it is not lower-case words joined by `-` or `.`.
            $vis fn new(text: &str) -> ::core::result::Result<Self, $crate::word::IdentifierError> {
                $crate::word::check_identifier($what, text)?;
                ::core::result::Result::Ok(Self(text.into()))
            }

            /// The name as text.
            #[must_use]
            $vis fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = $crate::word::IdentifierError;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                Self::new(text)
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(&self.0)
            }
        }

        $crate::text_form!($name, $what);
    };
}

/// Gives a record its doors: `TryFrom` its draft, back into it, reading through `Deref`, and `draft()`.
///
/// The draft has a private `fn check(self) -> Result<Self, Error>` that refuses or normalises; the record is a
/// one-field struct around the draft with `#[serde(try_from = "…Draft", into = "…Draft")]`.
///
/// # Example
///
/// ```
/// use collegium_core::record;
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
/// #[serde(deny_unknown_fields)]
/// pub struct RoomDraft {
///     pub name: String,
///     pub seats: u16,
/// }
///
/// impl RoomDraft {
///     fn check(self) -> Result<Self, String> {
///         if self.seats == 0 { Err(format!("room `{}` has no seats", self.name)) } else { Ok(self) }
///     }
/// }
///
/// #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
/// #[serde(try_from = "RoomDraft", into = "RoomDraft")]
/// pub struct Room(RoomDraft);
///
/// record!(Room, RoomDraft, String);
///
/// let room = Room::try_from(RoomDraft { name: "A1".into(), seats: 30 }).unwrap();
/// assert_eq!(room.seats, 30);
/// assert_eq!(Room::try_from(RoomDraft { seats: 0, ..room.draft() }).unwrap_err(), "room `A1` has no seats");
/// ```
#[macro_export]
macro_rules! record {
    ($record:ident, $draft:ident, $error:ty) => {
        impl ::core::convert::TryFrom<$draft> for $record {
            type Error = $error;

            fn try_from(draft: $draft) -> ::core::result::Result<Self, Self::Error> {
                draft.check().map(Self)
            }
        }

        impl ::core::convert::From<$record> for $draft {
            fn from(record: $record) -> Self {
                record.0
            }
        }

        impl ::core::ops::Deref for $record {
            type Target = $draft;

            fn deref(&self) -> &Self::Target {
                &self.0
            }
        }

        impl $record {
            /// A copy of the fields, to change and check again.
            #[must_use]
            pub fn draft(&self) -> $draft {
                self.0.clone()
            }
        }
    };
}

use std::{collections::BTreeMap, fmt, marker::PhantomData, str::FromStr};

#[doc(hidden)]
pub use serde;
use serde::{Deserializer, de};
#[doc(hidden)]
pub use smol_str::SmolStr;
use thiserror::Error;

use crate::text::{excerpt, with_article};

/// A name that is not a lower-case identifier.
///
/// # Example
///
/// ```
/// use collegium_core::org::Role;
/// assert!(Role::new("Vice president").unwrap_err().to_string().starts_with("`Vice president` is not a role"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "`{value}` is not {}: write lower-case words joined by `-` or `.`, such as `abc-1`, 64 bytes at most",
    with_article(what)
)]
#[non_exhaustive]
pub struct IdentifierError {
    /// What was asked for.
    pub what: &'static str,
    /// What was given, shortened if long.
    pub value: String,
}

#[doc(hidden)]
pub fn check_identifier(what: &'static str, text: &str) -> Result<(), IdentifierError> {
    let word = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    if text.len() <= 64 && text.split(['-', '.']).all(word) {
        Ok(())
    } else {
        Err(IdentifierError { what, value: excerpt(text) })
    }
}

#[doc(hidden)]
pub fn deserialize_text<'de, T, D>(deserializer: D, what: &'static str) -> Result<T, D::Error>
where
    T: FromStr,
    T::Err: fmt::Display,
    D: Deserializer<'de>,
{
    deserializer.deserialize_str(TextVisitor { what, target: PhantomData })
}

struct TextVisitor<T> {
    what: &'static str,
    target: PhantomData<T>,
}

impl<T> de::Visitor<'_> for TextVisitor<T>
where
    T: FromStr,
    T::Err: fmt::Display,
{
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} as a string", self.what)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

/// A map that refuses a key written twice, where serde's own maps keep the last one in silence.
///
/// Read a map through it: `#[serde(try_from = "UniqueMap<…>")]` on a type, or [`unique_map`] on a field.
#[doc(hidden)]
#[derive(Debug)]
pub struct UniqueMap<K, V>(pub BTreeMap<K, V>);

impl<'de, K, V> de::Deserialize<'de> for UniqueMap<K, V>
where
    K: de::Deserialize<'de> + Ord + fmt::Display,
    V: de::Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MapVisitor(PhantomData))
    }
}

/// Reads a map field and refuses a key written twice: `#[serde(deserialize_with = "…::unique_map")]`.
#[doc(hidden)]
pub fn unique_map<'de, K, V, D>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
where
    K: de::Deserialize<'de> + Ord + fmt::Display,
    V: de::Deserialize<'de>,
    D: Deserializer<'de>,
{
    <UniqueMap<K, V> as de::Deserialize>::deserialize(deserializer).map(|map| map.0)
}

struct MapVisitor<K, V>(PhantomData<(K, V)>);

impl<'de, K, V> de::Visitor<'de> for MapVisitor<K, V>
where
    K: de::Deserialize<'de> + Ord + fmt::Display,
    V: de::Deserialize<'de>,
{
    type Value = UniqueMap<K, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object without a key written twice")
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut map = BTreeMap::new();
        while let Some(key) = access.next_key::<K>()? {
            if map.contains_key(&key) {
                return Err(de::Error::custom(format_args!("the key `{key}` is written twice")));
            }
            map.insert(key, access.next_value()?);
        }
        Ok(UniqueMap(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_lower_case_words() {
        for good in ["a", "vice-president", "eqf", "ielts-academic.2026"] {
            assert_eq!(check_identifier("word", good), Ok(()), "{good}");
        }
        for bad in ["", "-", "a-", "A", "a b", "a--b", "é", &"a".repeat(65)] {
            assert!(check_identifier("word", bad).is_err(), "{bad}");
        }
    }
}
