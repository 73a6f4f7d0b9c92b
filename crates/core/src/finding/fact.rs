//! The figures of a finding.

use std::{borrow::Cow, fmt};

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Id, LocalizedText, Money, Period, Ratio, Share, entity::Entity};

/// One figure a finding rests on, by name.
///
/// # Wire form
///
/// `{"name":"days left","value":{"count":41}}`.
///
/// # Example
///
/// ```
/// use collegium_core::{Money, finding::{Fact, FactValue}};
/// let spent: Money = "CNY 12.30".parse().unwrap();
/// let fact = Fact::new("spent", spent);
/// assert_eq!(fact.value, FactValue::Money(spent));
/// assert_eq!(fact.to_string(), "spent CNY 12.30");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// What the figure is: lower-case words.
    pub name: Cow<'static, str>,
    /// The figure.
    pub value: FactValue,
}

impl Fact {
    /// Names a figure.
    #[must_use]
    pub fn new(name: &'static str, value: impl Into<FactValue>) -> Self {
        Self { name: Cow::Borrowed(name), value: value.into() }
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.name, self.value)
    }
}

/// A figure of a finding: a value a program can compare and a reader can read.
///
/// # Wire form
///
/// An object with one key, the kind: `{"money":{…}}`, `{"decimal":"7.5"}`, `{"count":41}`, `{"ratio":{…}}`,
/// `{"share":"1/3"}`, `{"date":"2026-01-31"}`, `{"period":"2026-01-01/2026-01-31"}`, `{"text":"…"}`, `{"name":{…}}`,
/// `{"id":{"kind":"partner","uuid":"…"}}`.
///
/// # Example
///
/// ```
/// use collegium_core::finding::FactValue;
/// assert_eq!(FactValue::from(41_u64), FactValue::Count(41));
/// assert_eq!(serde_json::to_string(&FactValue::Count(41)).unwrap(), r#"{"count":41}"#);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FactValue {
    /// An amount of money.
    Money(Money),
    /// A number that is not a count: credits, a grade, days with halves.
    Decimal(#[serde(with = "crate::decimal")] Decimal),
    /// A number of things.
    Count(u64),
    /// A rate with its denominator.
    Ratio(Ratio),
    /// A proportion a rule asks for.
    Share(Share),
    /// A day.
    Date(#[serde(with = "crate::date")] NaiveDate),
    /// A span of days.
    Period(Period),
    /// A code or word.
    Text(String),
    /// A name in several languages.
    Name(LocalizedText),
    /// Another record.
    Id(AnyId),
}

impl fmt::Display for FactValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Money(value) => value.fmt(f),
            Self::Decimal(value) => value.fmt(f),
            Self::Count(value) => value.fmt(f),
            Self::Ratio(value) => value.fmt(f),
            Self::Share(value) => value.fmt(f),
            Self::Date(value) => value.fmt(f),
            Self::Period(value) => value.fmt(f),
            Self::Text(value) => value.fmt(f),
            Self::Name(value) => value.fmt(f),
            Self::Id(value) => value.fmt(f),
        }
    }
}

macro_rules! fact_from {
    ($($from:ty => $variant:ident;)*) => {
        $(
            impl From<$from> for FactValue {
                fn from(value: $from) -> Self {
                    Self::$variant(value.into())
                }
            }
        )*
    };
}

fact_from! {
    Money => Money;
    Decimal => Decimal;
    u64 => Count;
    u32 => Count;
    Ratio => Ratio;
    Share => Share;
    NaiveDate => Date;
    Period => Period;
    &str => Text;
    String => Text;
    LocalizedText => Name;
    AnyId => Id;
}

/// The id of a record of any kind, with the kind by name.
///
/// # Example
///
/// ```
/// use collegium_core::{entity::PartnerId, finding::AnyId};
/// let id: PartnerId = "67e55044-10b1-426f-9247-bb680e5fe0c8".parse().unwrap();
/// assert_eq!(AnyId::from(id).to_string(), "partner 67e55044-10b1-426f-9247-bb680e5fe0c8");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnyId {
    /// The kind of record: [`Entity::KIND`].
    pub kind: Cow<'static, str>,
    /// The id without its kind.
    #[serde(deserialize_with = "super::plain::deserialize")]
    pub uuid: Uuid,
}

impl<T: Entity> From<Id<T>> for AnyId {
    fn from(id: Id<T>) -> Self {
        Self { kind: Cow::Borrowed(T::KIND), uuid: id.uuid() }
    }
}

impl fmt::Display for AnyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.uuid)
    }
}
