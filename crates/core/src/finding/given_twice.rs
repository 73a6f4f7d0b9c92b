//! Records that are given more than once.

use super::{Code, Fact, Finding, Severity, Subject};
use crate::{Id, RecordCode, entity::Entity};

/// The records whose id comes more than once, as findings of this code: whoever counts them counts them twice.
///
/// # Example
///
/// ```
/// use collegium_core::{Id, InstitutionCode, entity::PartnerId, finding::{Code, given_twice}};
///
/// const TWICE: Code = Code::of("XA0001").unwrap();
/// let (college, code) = (InstitutionCode::new("college.example").unwrap(), "P-001".parse().unwrap());
/// let partner: PartnerId = Id::derived(&college, &code);
/// assert!(given_twice(TWICE, [(partner, &code)]).is_empty());
/// let found = given_twice(TWICE, [(partner, &code), (partner, &code)]);
/// assert_eq!(found[0].to_string(), "violation XA0001: partner P-001: the partner is given 2 times (times 2)");
/// ```
pub fn given_twice<'a, T: Entity>(
    code: Code,
    records: impl IntoIterator<Item = (Id<T>, &'a RecordCode)>,
) -> Vec<Finding> {
    let mut sorted: Vec<_> = records.into_iter().collect();
    sorted.sort_unstable();
    let finding = |same: &[(Id<T>, &RecordCode)]| {
        let ((id, label), times) = (same.first()?, same.len());
        (times > 1).then(|| Finding {
            code,
            severity: Severity::Violation,
            subject: Subject::of(*id, label),
            message: format!("the {} is given {times} times", T::KIND),
            facts: vec![Fact::new("times", times as u64)],
            basis: None,
            remedy: Some("give each record once; two different ones need two ids".to_owned()),
        })
    };
    sorted.chunk_by(|(one, _), (other, _)| one == other).filter_map(finding).collect()
}
