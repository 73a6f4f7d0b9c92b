//! Why an attempt is not applied to a part.

use std::fmt;

use chrono::NaiveDate;
use collegium_core::RecordCode;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::BoundReport;

/// Why an attempt is not applied to a part.
///
/// # Wire form
///
/// The variant in snake case, with its fields if it has any: `"failed"`, `{"same_pool":{"pool":"main","part":"core"}}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::audit::Reason;
/// let reason = Reason::SamePool { pool: "main".parse().unwrap(), part: "core".parse().unwrap() };
/// assert_eq!(reason.to_string(), "it is applied to `core`, which is of the same pool `main`");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Reason {
    /// It was failed.
    Failed,
    /// It is in progress, and such attempts were not to count.
    InProgress,
    /// It would be meant but for its grade.
    Grade {
        /// Its grade.
        #[serde(default, with = "collegium_core::decimal::option", skip_serializing_if = "Option::is_none")]
        grade: Option<Decimal>,
        /// The lowest that is meant.
        #[serde(with = "collegium_core::decimal")]
        least: Decimal,
    },
    /// It would be meant but for its day.
    Day {
        /// Its day.
        #[serde(default, with = "collegium_core::date::option", skip_serializing_if = "Option::is_none")]
        taken: Option<NaiveDate>,
        /// The first that is meant.
        #[serde(default, with = "collegium_core::date::option", skip_serializing_if = "Option::is_none")]
        from: Option<NaiveDate>,
        /// The last that is meant.
        #[serde(default, with = "collegium_core::date::option", skip_serializing_if = "Option::is_none")]
        to: Option<NaiveDate>,
    },
    /// The part, or one it stands in, is not chosen.
    NotChosen {
        /// The highest part that is not.
        part: RecordCode,
    },
    /// Another attempt that counts the same is applied.
    CountsTheSame {
        /// The other.
        attempt: RecordCode,
    },
    /// It is applied to another part of the same pool.
    SamePool {
        /// The pool.
        pool: RecordCode,
        /// The other part.
        part: RecordCode,
    },
    /// It is applied to a part that is to share nothing with this one, or with one this stands in.
    Apart {
        /// This part, or the one it stands in.
        part: RecordCode,
        /// What it is kept apart from.
        from: RecordCode,
    },
    /// Together with what is applied there it would break a bound: a most, or the least average that holds now.
    WouldBreak {
        /// The part that has the bound.
        part: RecordCode,
        /// The bound, with what would be reached.
        bound: Box<BoundReport>,
    },
    /// It could be applied there too, and would add no credits: they count already, or there are none.
    NoGain,
    /// The search stopped at its work limit before this was decided.
    NotDecided,
    /// No part means it.
    NoPart,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed => f.write_str("it was failed"),
            Self::InProgress => f.write_str("it is in progress"),
            Self::Grade { grade: Some(grade), least } => write!(f, "its grade {grade} is below {least}"),
            Self::Grade { grade: None, least } => write!(f, "it has no grade, and {least} is asked for"),
            Self::Day { taken, from, to } => {
                match taken {
                    Some(day) => write!(f, "it was taken on {day}, and must be taken")?,
                    None => f.write_str("its day is not told, and it must be taken")?,
                }
                from.map_or(Ok(()), |day| write!(f, " from {day}"))?;
                to.map_or(Ok(()), |day| write!(f, " to {day}"))
            }
            Self::NotChosen { part } => write!(f, "`{part}` is not chosen"),
            Self::CountsTheSame { attempt } => write!(f, "`{attempt}`, which counts the same, is applied"),
            Self::SamePool { pool, part } => {
                write!(f, "it is applied to `{part}`, which is of the same pool `{pool}`")
            }
            Self::Apart { part, from } => {
                write!(f, "it is applied to `{from}`, which shares nothing with `{part}`")
            }
            Self::WouldBreak { part, bound } => write!(f, "with it, `{part}` would have {bound}"),
            Self::NoGain => f.write_str("it would add no credits"),
            Self::NotDecided => f.write_str("the search stopped before this was decided"),
            Self::NoPart => f.write_str("no part means it"),
        }
    }
}

/// An attempt that is not applied to a part, and a reason.
///
/// # Wire form
///
/// `{"attempt":"a1","part":"core","reason":"failed"}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::audit::{LeftOut, Reason};
/// let left_out: LeftOut = serde_json::from_str(r#"{"attempt":"a1","reason":"no_part"}"#).unwrap();
/// assert!(left_out.part.is_none() && left_out.reason == Reason::NoPart);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeftOut {
    /// The attempt.
    pub attempt: RecordCode,
    /// The leaf that means it, or would but for its grade or day; `None` if there is none, and no other leaf uses it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<RecordCode>,
    /// Why it is not applied there.
    pub reason: Reason,
}
