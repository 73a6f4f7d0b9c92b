//! Which parts are chosen, and what is applied to them.

use std::collections::{BTreeMap, BTreeSet};

use collegium_core::RecordCode;
use serde::{Deserialize, Serialize};

/// Which parts of the requirements are chosen, and to which leaves each attempt is applied.
///
/// # Wire form
///
/// `{"chosen":["root","core"],"applied":{"a1":["core"]}}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::audit::Plan;
/// let plan: Plan = serde_json::from_str(r#"{"chosen":["root"],"applied":{"a1":["root"]}}"#).unwrap();
/// assert_eq!(plan.applied.len(), 1);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The parts that are chosen.
    pub chosen: BTreeSet<RecordCode>,
    /// By attempt, the leaves it is applied to; attempts that are not applied are left out.
    #[serde(deserialize_with = "collegium_core::word::unique_map")]
    pub applied: BTreeMap<RecordCode, BTreeSet<RecordCode>>,
}
