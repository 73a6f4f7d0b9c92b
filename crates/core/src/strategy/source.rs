//! Documents that rules rest on.

use proptest::{option, prelude::*, sample};

use super::{text::line, time::date};
use crate::source::{Basis, Source, Status};

/// Documents, with and without an article.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(source in collegium_core::strategy::source::source())| {
///     assert!(source.to_string().starts_with(source.document.as_str()));
/// });
/// ```
pub fn source() -> impl Strategy<Value = Source> {
    let article = "Art\\. [1-9]".prop_filter_map("an article", |article| article.parse().ok());
    (line(), option::of(article), date()).prop_map(|(document, article, date)| Source {
        document,
        article,
        date,
    })
}

/// Whether a document was read.
///
/// # Example
///
/// ```
/// use collegium_core::Status;
/// proptest::proptest!(|(status in collegium_core::strategy::source::status())| {
///     assert!([Status::Verified, Status::Unverified].contains(&status));
/// });
/// ```
pub fn status() -> impl Strategy<Value = Status> {
    sample::select(vec![Status::Verified, Status::Unverified])
}

/// What findings rest on.
///
/// # Example
///
/// ```
/// use collegium_core::Status;
/// proptest::proptest!(|(basis in collegium_core::strategy::source::basis())| {
///     assert_eq!(basis.to_string().ends_with(", unverified"), basis.status == Status::Unverified);
/// });
/// ```
pub fn basis() -> impl Strategy<Value = Basis> {
    (source(), status()).prop_map(|(source, status)| Basis { source, status })
}
