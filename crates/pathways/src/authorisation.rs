//! Approvals and filings of programmes by an authority.

use std::{fmt, str::FromStr};

use collegium_core::{Line, Validity, text::excerpt};
use serde::{Deserialize, Serialize};
use thiserror::Error;

collegium_core::identifier! {
    /// An authority that approves programmes, or takes their filing: `cn-ministry`, `cn-province`.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::AuthorityCode;
    /// assert!(AuthorityCode::new("cn-ministry").is_ok());
    /// assert!(AuthorityCode::new("MOE").is_err());
    /// ```
    pub struct AuthorityCode("code of an authority");
}

/// What an authority did.
///
/// # Wire form
///
/// `"approval"` or `"filing"`.
///
/// # Example
///
/// ```
/// use collegium_pathways::AuthorisationKind;
/// assert_eq!(AuthorisationKind::Filing.to_string(), "filing");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuthorisationKind {
    /// It approved the programme (审批), which may not begin before.
    Approval,
    /// It took note of it (备案).
    Filing,
}

impl fmt::Display for AuthorisationKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Approval => "approval",
            Self::Filing => "filing",
        })
    }
}

/// One approval or filing of a programme, as its letter states it.
///
/// # Wire form
///
/// `{"kind":"approval","authority":"cn-ministry","number":"…","validity":"2024-09-01/2029-08-31","quota":120}`; `quota` is
/// left out where the letter sets none.
///
/// # Example
///
/// ```
/// use collegium_pathways::Authorisation;
/// let letter: Authorisation = serde_json::from_str(
///     r#"{"kind":"approval","authority":"cn-ministry","number":"MOE37DE2A20241234N",
///         "validity":"2024-09-01/2029-08-31","quota":120}"#,
/// )
/// .unwrap();
/// assert_eq!(letter.to_string(), "approval MOE37DE2A20241234N of cn-ministry");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authorisation {
    /// What the authority did.
    pub kind: AuthorisationKind,
    /// Which authority.
    pub authority: AuthorityCode,
    /// The number of its letter.
    pub number: Line,
    /// On which days students may be taken in under it, both ends included.
    pub validity: Validity,
    /// How many students it allows a year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quota: Option<u32>,
}

impl fmt::Display for Authorisation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} of {}", self.kind, self.number, self.authority)
    }
}

/// The form of the numbers an authority gives: `A` for a capital letter, `0` for a digit, anything else for itself.
///
/// # Validity
///
/// 1 to 64 characters of printable ASCII.
///
/// # Wire form
///
/// A string: `"AAA00AA0A00000000A"`.
///
/// # Example
///
/// ```
/// use collegium_pathways::NumberForm;
/// // Authority, region, country, level, degree, year, running number, new or re-examined: 18 characters.
/// let form: NumberForm = "AAA00AA0A00000000A".parse().unwrap();
/// assert!(form.fits("MOE37DE2A20241234N"));
/// assert!(!form.fits("MOE13CAA02DFR20020100O"), "the licence of an institution is written otherwise");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NumberForm(String);

impl NumberForm {
    /// Whether a number has this form.
    #[must_use]
    pub fn fits(&self, number: &str) -> bool {
        let fits = |(form, character): (u8, u8)| match form {
            b'A' => character.is_ascii_uppercase(),
            b'0' => character.is_ascii_digit(),
            _ => form == character,
        };
        self.0.len() == number.len() && self.0.bytes().zip(number.bytes()).all(fits)
    }
}

impl fmt::Display for NumberForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for NumberForm {
    type Err = NumberFormError;

    fn from_str(text: &str) -> Result<Self, NumberFormError> {
        if (1..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NumberFormError { form: excerpt(text) })
        }
    }
}

collegium_core::text_form!(NumberForm, "the form of a number");

/// Not the form of a number.
///
/// # Example
///
/// ```
/// use collegium_pathways::NumberForm;
/// let error = "第 000".parse::<NumberForm>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "`第 000` is not the form of a number: write `A` for a capital letter and `0` for a digit, 1 to 64 characters of \
///      ASCII without spaces"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "`{form}` is not the form of a number: write `A` for a capital letter and `0` for a digit, 1 to 64 characters of ASCII without spaces"
)]
#[non_exhaustive]
pub struct NumberFormError {
    /// What was given, shortened if long.
    pub form: String,
}
