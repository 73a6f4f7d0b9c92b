//! Findings and what they are made of.

use proptest::{collection, option, prelude::*, sample};
use uuid::Uuid;

use super::{
    money::money,
    number::{decimal, ratio, share},
    source::basis,
    text::{line, localized_text, record_code},
    time::{date, period},
};
use crate::{
    Severity, Subject,
    entity::PartnerId,
    finding::{AnyId, Code, Fact, FactValue, Finding, Findings},
};

/// Codes; few enough that some come twice.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(code in collegium_core::strategy::finding::code())| {
///     assert!(code.as_str().starts_with('X'));
/// });
/// ```
pub fn code() -> impl Strategy<Value = Code> {
    "X[AB]000[1-4]".prop_filter_map("a code", |text| text.parse().ok())
}

/// Severities.
///
/// # Example
///
/// ```
/// use collegium_core::Severity;
/// proptest::proptest!(|(severity in collegium_core::strategy::finding::severity())| {
///     assert!(severity <= Severity::Note);
/// });
/// ```
pub fn severity() -> impl Strategy<Value = Severity> {
    sample::select(vec![Severity::Violation, Severity::Warning, Severity::Note])
}

/// Subjects, with and without id and path; few enough that some come twice.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(subject in collegium_core::strategy::finding::subject())| {
///     assert!(!subject.label.is_empty());
/// });
/// ```
pub fn subject() -> impl Strategy<Value = Subject> {
    let label = prop_oneof![3 => "P-[0-3]", 1 => record_code().prop_map(|code| code.to_string())];
    let path = sample::select(vec!["", "names", "parties[2]"]);
    (label, option::of(0_u128..3), path).prop_map(|(label, id, path)| {
        let subject = match id {
            Some(id) => Subject::of(PartnerId::from_uuid(Uuid::from_u128(id)), label),
            None => Subject::named("budget", label),
        };
        subject.at(path)
    })
}

/// Figures of every kind.
///
/// # Example
///
/// ```
/// use collegium_core::finding::FactValue;
/// proptest::proptest!(|(value in collegium_core::strategy::finding::fact_value())| {
///     let json = serde_json::to_string(&value).unwrap();
///     assert_eq!(serde_json::from_str::<FactValue>(&json).unwrap(), value);
/// });
/// ```
pub fn fact_value() -> impl Strategy<Value = FactValue> {
    let id = (0_u128..3).prop_map(|id| AnyId::from(PartnerId::from_uuid(Uuid::from_u128(id))));
    prop_oneof![
        money().prop_map(FactValue::from),
        decimal().prop_map(FactValue::from),
        (0_u64..100).prop_map(FactValue::from),
        ratio().prop_map(FactValue::from),
        share().prop_map(FactValue::from),
        date().prop_map(FactValue::from),
        period().prop_map(FactValue::from),
        line().prop_map(|line| FactValue::from(line.as_str())),
        localized_text().prop_map(FactValue::from),
        id.prop_map(FactValue::from),
    ]
}

/// Facts: figures with a name.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(fact in collegium_core::strategy::finding::fact())| {
///     assert!(fact.to_string().starts_with(&*fact.name));
/// });
/// ```
pub fn fact() -> impl Strategy<Value = Fact> {
    (sample::select(vec!["spent", "days left", "level"]), fact_value())
        .prop_map(|(name, value)| Fact::new(name, value))
}

/// Findings; of two, often some parts are the same.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(finding in collegium_core::strategy::finding::finding())| {
///     assert!(finding.to_string().contains(&finding.message));
/// });
/// ```
pub fn finding() -> impl Strategy<Value = Finding> {
    let message = sample::select(vec!["there is no report", "the plan is spent"]);
    let remedy = option::of(sample::select(vec!["write it", "ask for more"]));
    let facts = collection::vec(fact(), 0..3);
    (code(), severity(), subject(), message, facts, option::of(basis()), remedy).prop_map(
        |(code, severity, subject, message, facts, basis, remedy)| Finding {
            code,
            severity,
            subject,
            message: message.to_owned(),
            facts,
            basis,
            remedy: remedy.map(str::to_owned),
        },
    )
}

/// Up to twelve findings together.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(findings in collegium_core::strategy::finding::findings())| {
///     assert_eq!(findings.is_empty(), findings.worst().is_none());
/// });
/// ```
pub fn findings() -> impl Strategy<Value = Findings> {
    collection::vec(finding(), 0..12).prop_map(Findings::from)
}
