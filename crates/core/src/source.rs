//! Where a rule or a figure comes from.

use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::Line;

/// The document a rule or figure rests on.
///
/// # Wire form
///
/// `{"document":"…","article":"…","date":"2019-03-02"}`; `article` is left out where there is none.
///
/// # Example
///
/// ```
/// use collegium_core::source::Source;
/// let source: Source = serde_json::from_str(
///     r#"{"document":"Regulations on Sino-foreign cooperation in running schools","article":"Art. 34","date":"2019-03-02"}"#,
/// )
/// .unwrap();
/// assert_eq!(
///     source.to_string(),
///     "Regulations on Sino-foreign cooperation in running schools, Art. 34 (2019-03-02)"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The document's title or number.
    pub document: Line,
    /// The article, page or table, where the document has such parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<Line>,
    /// The day of the document, or of the edition read.
    #[serde(with = "crate::date")]
    pub date: NaiveDate,
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.document)?;
        if let Some(article) = &self.article {
            write!(f, ", {article}")?;
        }
        write!(f, " ({})", self.date)
    }
}

/// Whether what a preset says was read in its source.
///
/// # Wire form
///
/// `"verified"` or `"unverified"`.
///
/// # Example
///
/// ```
/// use collegium_core::source::Status;
/// assert_eq!(serde_json::to_string(&Status::Unverified).unwrap(), "\"unverified\"");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Read in the source.
    Verified,
    /// Known, but not read in a source: check it before relying on it.
    Unverified,
}

/// What a finding rests on: a source and whether it was read.
///
/// # Wire form
///
/// `{"source":{…},"status":"verified"}`.
///
/// # Example
///
/// ```
/// use collegium_core::source::{Basis, Source, Status};
/// let source = Source {
///     document: "Internal rule 7".parse().unwrap(),
///     article: None,
///     date: "2026-01-01".parse().unwrap(),
/// };
/// let basis = Basis { source, status: Status::Unverified };
/// assert_eq!(basis.to_string(), "Internal rule 7 (2026-01-01), unverified");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// The document.
    pub source: Source,
    /// Whether it was read.
    pub status: Status,
}

impl std::fmt::Display for Basis {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.status {
            Status::Verified => write!(f, "{}", self.source),
            Status::Unverified => write!(f, "{}, unverified", self.source),
        }
    }
}

/// Rules: what an institution or a ministry decided, as data that can be loaded, printed and replaced.
///
/// Each rules type has the fields `source` and `status`, so that neither a shipped preset nor an institution's own file
/// can lack them.
///
/// # Example
///
/// ```
/// use collegium_core::source::{Rules, Status};
/// use collegium_core::RegionPolicy;
///
/// let policy = RegionPolicy::cn().load().unwrap();
/// assert_eq!(policy.basis().status, Status::Verified);
/// assert_eq!(policy.basis().source, *policy.source());
/// assert_eq!(policy.status(), Status::Verified);
/// ```
pub trait Rules: Serialize + DeserializeOwned {
    /// The document the rules rest on.
    fn source(&self) -> &Source;

    /// Whether the document was read.
    fn status(&self) -> Status;

    /// Both, as a finding carries them.
    fn basis(&self) -> Basis {
        Basis { source: self.source().clone(), status: self.status() }
    }
}

/// Implements [`Rules`] for a record with the fields `source` and `status`.
///
/// # Example
///
/// ```
/// use collegium_core::{RegionPolicy, source::Rules};
/// // `RegionPolicy` was given its `Rules` by this macro.
/// assert!(RegionPolicy::cn().load().unwrap().source().to_string().contains("2019"));
/// ```
#[macro_export]
macro_rules! rules {
    ($rules:ident) => {
        impl $crate::source::Rules for $rules {
            fn source(&self) -> &$crate::source::Source {
                &self.source
            }

            fn status(&self) -> $crate::source::Status {
                self.status
            }
        }
    };
}
