//! Places abroad where the college teaches.

use collegium_core::{
    Country, LocalizedText, RecordCode, Validity,
    entity::{PartnerId, SiteId, UnitId},
};
use serde::{Deserialize, Serialize};

collegium_core::identifier! {
    /// What a site is: `campus`, `luban-workshop`, `six-arts-school`. The list is each institution's own.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_partnerships::SiteKind;
    /// assert_eq!(SiteKind::new("luban-workshop").unwrap().as_str(), "luban-workshop");
    /// assert!(SiteKind::new("Luban Workshop").is_err());
    /// ```
    pub struct SiteKind("site kind");
}

/// A place abroad where the college itself teaches.
///
/// # Wire form
///
/// An object of the fields; `partner` and `unit` are left out where there is none.
///
/// # Example
///
/// ```
/// use collegium_partnerships::Site;
/// let site: Site = serde_json::from_str(
///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"O-1","name":{"en":"Campus in Thailand"},"kind":"campus",
///         "country":"TH","validity":"2019-06-01/.."}"#,
/// )
/// .unwrap();
/// assert!(site.validity.contains("2026-03-01".parse().unwrap()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// The site's id.
    pub id: SiteId,
    /// The code the college knows it by.
    pub code: RecordCode,
    /// Its name.
    pub name: LocalizedText,
    /// What it is.
    pub kind: SiteKind,
    /// Where it is.
    pub country: Country,
    /// Who hosts it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<PartnerId>,
    /// The unit that runs it, if it is not the school as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// On which days it is open.
    pub validity: Validity,
}
