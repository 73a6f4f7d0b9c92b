//! Who the college works with.

use std::collections::BTreeSet;

use collegium_core::{Country, Line, LocalizedText, RecordCode, entity::PartnerId};
use serde::{Deserialize, Serialize};
use thiserror::Error;

collegium_core::identifier! {
    /// What a partner is: `university`, `research-institute`, `training-institution`, `learned-society`, `enterprise`,
    /// `international-organisation`. The list is each institution's own.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_partnerships::PartnerKind;
    /// assert_eq!(PartnerKind::new("enterprise").unwrap().as_str(), "enterprise");
    /// assert!(PartnerKind::new("Enterprise").is_err());
    /// ```
    pub struct PartnerKind("partner kind");
}

collegium_core::identifier! {
    /// How close a partner is, by the institution's own grades: `strategic`, `regular`, `contact`.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_partnerships::Tier;
    /// assert_eq!(Tier::new("strategic").unwrap().to_string(), "strategic");
    /// assert!(Tier::new("").is_err());
    /// ```
    pub struct Tier("tier");
}

collegium_core::identifier! {
    /// A register of institutions: `ror`, `pic`, `erasmus`, `schac`.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_partnerships::Scheme;
    /// assert_eq!(Scheme::new("ror").unwrap().as_str(), "ror");
    /// assert!(Scheme::new("ROR").is_err());
    /// ```
    pub struct Scheme("identifier scheme");
}

/// The name a register knows a partner by.
///
/// # Wire form
///
/// `{"scheme":"ror","value":"…"}`.
///
/// # Example
///
/// ```
/// use collegium_partnerships::Identifier;
/// let id: Identifier = serde_json::from_str(r#"{"scheme":"schac","value":"ostfalia.example"}"#).unwrap();
/// assert_eq!(id.to_string(), "schac:ostfalia.example");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identifier {
    /// The register.
    pub scheme: Scheme,
    /// The name there.
    pub value: Line,
}

impl std::fmt::Display for Identifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.scheme, self.value)
    }
}

/// The fields of a [`Partner`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_core::{Id, InstitutionCode, LocalizedText};
/// use collegium_partnerships::{Partner, PartnerDraft};
///
/// let college = InstitutionCode::new("college.example").unwrap();
/// let code = "P-001".parse().unwrap();
/// let draft = PartnerDraft {
///     id: Id::derived(&college, &code),
///     code,
///     name: LocalizedText::new([("en", "Harz University"), ("zh", "哈茨大学")]).unwrap(),
///     kind: "university".parse().unwrap(),
///     country: "DE".parse().unwrap(),
///     tier: None,
///     identifiers: vec![],
/// };
/// assert_eq!(Partner::try_from(draft).unwrap().country.code(), "DE");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartnerDraft {
    /// The partner's id.
    pub id: PartnerId,
    /// The code the college knows it by.
    pub code: RecordCode,
    /// Its name.
    pub name: LocalizedText,
    /// What it is.
    pub kind: PartnerKind,
    /// Where it has its seat.
    pub country: Country,
    /// How close it is, if it was graded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<Tier>,
    /// What registers know it by; written in order of scheme and value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Identifier>,
}

/// An institution, enterprise or society the college works with.
///
/// # Validity
///
/// No identifier twice.
///
/// # Wire form
///
/// `{"id":"…","code":"P-001","name":{…},"kind":"university","country":"DE","tier":"strategic","identifiers":[…]}`; `tier`
/// and `identifiers` are left out where there are none.
///
/// # Example
///
/// ```
/// use collegium_partnerships::Partner;
/// let json = r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"P-001","name":{"en":"Harz University"},
///                "kind":"university","country":"Germany"}"#;
/// let error = serde_json::from_str::<Partner>(json).unwrap_err().to_string();
/// assert!(error.starts_with("`Germany` is not a country: write the two capitals of ISO 3166-1, such as `DE`"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "PartnerDraft", into = "PartnerDraft")]
pub struct Partner(PartnerDraft);

collegium_core::record!(Partner, PartnerDraft, PartnerError);

impl PartnerDraft {
    fn check(mut self) -> Result<Self, PartnerError> {
        let mut seen = BTreeSet::new();
        if let Some(twice) = self.identifiers.iter().find(|identifier| !seen.insert(*identifier)) {
            return Err(PartnerError::IdentifierTwice { code: self.code.clone(), identifier: twice.clone() });
        }
        self.identifiers.sort();
        Ok(self)
    }
}

/// Why there is no such partner.
///
/// # Example
///
/// ```
/// use collegium_partnerships::{Partner, PartnerError};
/// let json = r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"P-001","name":{"en":"Harz University"},
///                "kind":"university","country":"DE",
///                "identifiers":[{"scheme":"pic","value":"9"},{"scheme":"pic","value":"9"}]}"#;
/// let error = serde_json::from_str::<Partner>(json).unwrap_err().to_string();
/// assert_eq!(error, "the partner `P-001` has the identifier `pic:9` twice: list it once");
/// # let _: Option<PartnerError> = None;
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PartnerError {
    /// An identifier comes twice.
    #[error("the partner `{code}` has the identifier `{identifier}` twice: list it once")]
    IdentifierTwice {
        /// The partner.
        code: RecordCode,
        /// The identifier.
        identifier: Identifier,
    },
}
