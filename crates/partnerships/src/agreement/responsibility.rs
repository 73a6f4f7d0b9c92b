//! Who answers for an agreement.

use collegium_core::{
    entity::UnitId,
    org::{Level, Role},
};
use serde::{Deserialize, Serialize};

/// The post that answers for an agreement on one level; who holds it is the organisation's to say.
///
/// # Wire form
///
/// `{"level":"college","unit":"…","role":"liaison-officer"}`.
///
/// # Example
///
/// ```
/// use collegium_partnerships::ResponsiblePost;
/// let post: ResponsiblePost = serde_json::from_str(
///     r#"{"level":"college","unit":"67e55044-10b1-426f-9247-bb680e5fe0c8","role":"liaison-officer"}"#,
/// )
/// .unwrap();
/// assert_eq!(post.role.as_str(), "liaison-officer");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResponsiblePost {
    /// The level it answers on.
    pub level: Level,
    /// The unit the post is in.
    pub unit: UnitId,
    /// The role of the post.
    pub role: Role,
}
