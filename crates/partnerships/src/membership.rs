//! Seats in alliances.

use collegium_core::{LocalizedText, RecordCode, Validity, entity::MembershipId};
use serde::{Deserialize, Serialize};

collegium_core::identifier! {
    /// What a seat in an alliance is: `member`, `initiator`, `vice-chairman-unit`, `chairman-unit`, `base`.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_partnerships::MembershipRole;
    /// assert_eq!(MembershipRole::new("chairman-unit").unwrap().as_str(), "chairman-unit");
    /// assert!(MembershipRole::new("Chairman").is_err());
    /// ```
    pub struct MembershipRole("membership role");
}

/// A seat in an alliance, an association or a programme of the authorities, with the role in it.
///
/// # Wire form
///
/// `{"id":"…","code":"M-1","alliance":{…},"role":"vice-chairman-unit","validity":"2018-05-01/.."}`.
///
/// # Example
///
/// ```
/// use collegium_partnerships::Membership;
/// let membership: Membership = serde_json::from_str(
///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"M-1","alliance":{"en":"Luban Workshop Construction Alliance"},
///         "role":"initiator","validity":"2018-05-01/.."}"#,
/// )
/// .unwrap();
/// assert_eq!(membership.role.as_str(), "initiator");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// The seat's id.
    pub id: MembershipId,
    /// The code the college knows it by.
    pub code: RecordCode,
    /// The alliance.
    pub alliance: LocalizedText,
    /// The role in it.
    pub role: MembershipRole,
    /// How long the seat is held.
    pub validity: Validity,
}
