//! Levels, lengths and awards.

use proptest::{option, prelude::*};
use rust_decimal::Decimal;

use crate::{
    IscedLevel, Qualification, Qualifications,
    qualification::{QualificationDraft, Years},
};

/// Any level of ISCED 2011.
///
/// # Example
///
/// ```
/// use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
/// let level = collegium_core::strategy::qualification::isced_level();
/// assert!(level.new_tree(&mut TestRunner::deterministic()).unwrap().current().number() <= 8);
/// ```
pub fn isced_level() -> impl Strategy<Value = IscedLevel> {
    (0_u8..=8).prop_filter_map("a level", |number| IscedLevel::new(number).ok())
}

/// Any length of study, open or not.
///
/// # Example
///
/// ```
/// use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
/// let years = collegium_core::strategy::qualification::years();
/// assert!(years.new_tree(&mut TestRunner::deterministic()).unwrap().current().least() > 0.into());
/// ```
pub fn years() -> impl Strategy<Value = Years> {
    (1_i64..=40, option::of(0_i64..40)).prop_filter_map("a length", |(halves, more)| {
        let length = |halves: i64| Decimal::new(halves * 5, 1);
        Years::new(length(halves), more.map(|more| length(halves + more))).ok()
    })
}

/// An award of the shipped list, at any level and of any length.
///
/// # Example
///
/// ```
/// use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
/// let award = collegium_core::strategy::qualification::qualification();
/// assert!(!award.new_tree(&mut TestRunner::deterministic()).unwrap().current().code.as_str().is_empty());
/// ```
pub fn qualification() -> impl Strategy<Value = Qualification> {
    let shipped = Qualifications::preset().load().map_or(Vec::new(), |list| list.qualifications.clone());
    (any::<prop::sample::Index>(), isced_level(), option::of(years())).prop_filter_map(
        "an award",
        move |(place, isced, years)| {
            let draft = shipped.get(place.index(shipped.len()))?.draft();
            Qualification::try_from(QualificationDraft { isced, years, ..draft }).ok()
        },
    )
}
