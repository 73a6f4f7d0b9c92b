//! A UUID whose kind stands beside it: read in the one spelling in which ids are written.

use std::str::FromStr;

use serde::{Deserialize, Deserializer};
use uuid::Uuid;

use crate::text::excerpt;

struct Plain(Uuid);

impl FromStr for Plain {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let uuid = Uuid::try_parse(text).ok().filter(|uuid| uuid.to_string() == text);
        uuid.map(Self).ok_or_else(|| {
            format!("`{}` is not an id: write a UUID with hyphens in lower case", excerpt(text))
        })
    }
}

impl<'de> Deserialize<'de> for Plain {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::word::deserialize_text(deserializer, "an id")
    }
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Uuid, D::Error> {
    Plain::deserialize(deserializer).map(|plain| plain.0)
}

pub(super) fn option<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Uuid>, D::Error> {
    Ok(Option::<Plain>::deserialize(deserializer)?.map(|plain| plain.0))
}
