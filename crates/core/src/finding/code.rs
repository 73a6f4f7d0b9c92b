//! The lasting name of a rule.

use std::{fmt, str::FromStr};

use thiserror::Error;

use crate::text::excerpt;

/// The lasting name of a rule: two capitals for the crate, four digits for the rule. Never reused.
///
/// `CO` core, `PA` partnerships, `PW` pathways, `ST` staff, `FU` funding, `IN` indicators, `RV` review; those that begin
/// with `X` are for institutions' own rules.
///
/// # Wire form
///
/// A string: `"FU0103"`.
///
/// # Example
///
/// ```
/// use collegium_core::finding::Code;
/// const OVERSPENT: Code = Code::of("FU0103").unwrap();
/// assert_eq!("FU0103".parse::<Code>().unwrap(), OVERSPENT);
/// assert_eq!(OVERSPENT.as_str(), "FU0103");
/// assert!(Code::of("fu103").is_none());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code([u8; 6]);

impl Code {
    /// The code with this text, for constants; `None` if it is not one.
    #[must_use]
    #[expect(
        clippy::indexing_slicing,
        reason = "in a constant there are no iterators; `place` is below the length"
    )]
    pub const fn of(text: &str) -> Option<Self> {
        let Some((&bytes, [])) = text.as_bytes().split_first_chunk::<6>() else {
            return None;
        };
        let mut place = 0;
        while place < bytes.len() {
            let fits =
                if place < 2 { bytes[place].is_ascii_uppercase() } else { bytes[place].is_ascii_digit() };
            if !fits {
                return None;
            }
            place += 1;
        }
        Some(Self(bytes))
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // INVARIANT: six ASCII bytes, by `of`.
        std::str::from_utf8(&self.0).unwrap_or_else(|_| unreachable!("a code is ASCII"))
    }
}

impl FromStr for Code {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        Self::of(text).ok_or_else(|| CodeError { value: excerpt(text) })
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

crate::text_form!(Code, "a finding code");

/// A text that is not a finding code.
///
/// # Example
///
/// ```
/// use collegium_core::finding::Code;
/// assert_eq!(
///     "F1".parse::<Code>().unwrap_err().to_string(),
///     "`F1` is not a finding code: write two capitals and four digits, such as `FU0103`"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{value}` is not a finding code: write two capitals and four digits, such as `FU0103`")]
#[non_exhaustive]
pub struct CodeError {
    /// What was given, shortened if long.
    pub value: String,
}

/// Declares the codes of a crate: a constant each, and `CODES`, which lists them with their documentation.
///
/// # Example
///
/// ```
/// mod rule {
///     collegium_core::codes! {
///         /// The visit has no report.
///         XA0001;
///         /// The report is late.
///         XA0002;
///     }
/// }
///
/// assert_eq!(rule::XA0001.as_str(), "XA0001");
/// assert_eq!(rule::CODES[1], (rule::XA0002, " The report is late.\n"));
/// ```
#[macro_export]
macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $code:ident;)+) => {
        $(
            $(#[doc = $doc])+
            pub const $code: $crate::finding::Code = match $crate::finding::Code::of(stringify!($code)) {
                ::core::option::Option::Some(code) => code,
                ::core::option::Option::None => unreachable!(),
            };
        )+

        /// Every code of this crate, in order, with what it means.
        pub const CODES: &[($crate::finding::Code, &str)] = &[$(($code, concat!($($doc, "\n"),+))),+];
    };
}
