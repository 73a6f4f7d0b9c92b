//! Countries, and how an institution speaks of them.

use proptest::{collection, prelude::*, sample};

use super::{
    source::{source, status},
    text::localized_text,
};
use crate::{Country, RegionPolicy, region::RegionPolicyDraft};

/// Countries and territories.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(country in collegium_core::strategy::place::country())| {
///     assert_eq!((country.code().len(), country.alpha3().len()), (2, 3));
/// });
/// ```
pub fn country() -> impl Strategy<Value = Country> {
    let usual = sample::select(vec!["CN", "HK", "MO", "TW", "DE", "GB", "US", "JP", "KR", "AU", "AF", "ZW"]);
    prop_oneof![usual.prop_map(str::to_owned), "[A-Z]{2}"]
        .prop_filter_map("a country", |code| Country::new(&code).ok())
}

/// Policies with up to five regions.
///
/// # Example
///
/// ```
/// use collegium_core::region::Standing;
/// proptest::proptest!(|(policy in collegium_core::strategy::place::region_policy())| {
///     assert_eq!(policy.standing(policy.home), Standing::Home);
/// });
/// ```
pub fn region_policy() -> impl Strategy<Value = RegionPolicy> {
    let regions = collection::btree_map(country(), localized_text(), 0..=5);
    (country(), regions, source(), status()).prop_filter_map("a policy", |(home, regions, source, status)| {
        RegionPolicy::try_from(RegionPolicyDraft { home, regions, source, status }).ok()
    })
}
