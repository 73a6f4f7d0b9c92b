//! Signatures, the numbers of entries, and the steps of approvals.

use proptest::{collection, prelude::*};

use super::{
    org::{level, person, role},
    source::{source, status},
    time::date,
};
use crate::{
    approval::{ApprovalRoute, ApprovalRouteDraft, ApprovalStep},
    history::{EntryNumber, Signature},
};

/// Signatures of a few people on any day.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(signature in collegium_core::strategy::history::signature())| {
///     assert!(signature.to_string().ends_with(&signature.on.to_string()));
/// });
/// ```
pub fn signature() -> impl Strategy<Value = Signature> {
    (person(), date()).prop_map(|(by, on)| Signature { by, on })
}

/// Numbers of entries, from 1.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(number in collegium_core::strategy::history::entry_number())| {
///     assert!(usize::from(number) >= 1);
/// });
/// ```
pub fn entry_number() -> impl Strategy<Value = EntryNumber> {
    (1_usize..=40).prop_filter_map("a number", |number| EntryNumber::try_from(number).ok())
}

/// Steps of approval.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(step in collegium_core::strategy::history::approval_step())| {
///     assert!(step.to_string().starts_with(step.role.as_str()));
/// });
/// ```
pub fn approval_step() -> impl Strategy<Value = ApprovalStep> {
    (role(), level()).prop_map(|(role, level)| ApprovalStep { role, level })
}

/// Routes of one to four steps.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(route in collegium_core::strategy::history::approval_route())| {
///     assert!((1..=4).contains(&route.steps.len()));
/// });
/// ```
pub fn approval_route() -> impl Strategy<Value = ApprovalRoute> {
    let steps = collection::btree_set(approval_step(), 1..=4)
        .prop_map(|steps| steps.into_iter().collect::<Vec<_>>())
        .prop_shuffle();
    (steps, source(), status()).prop_filter_map("a route", |(steps, source, status)| {
        ApprovalRoute::try_from(ApprovalRouteDraft { steps, source, status }).ok()
    })
}
