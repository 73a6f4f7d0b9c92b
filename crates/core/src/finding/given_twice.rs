//! Records that are given more than once.

use std::collections::BTreeMap;

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
    let mut labels = BTreeMap::<Id<T>, Vec<&RecordCode>>::new();
    for (id, label) in records {
        labels.entry(id).or_default().push(label);
    }
    let twice = labels.into_iter().filter(|(_, labels)| labels.len() > 1);
    let finding = |(id, labels): (Id<T>, Vec<&RecordCode>)| Finding {
        code,
        severity: Severity::Violation,
        subject: Subject::of(id, labels.iter().min().map_or_else(String::new, ToString::to_string)),
        message: format!("the {} is given {} times", T::KIND, labels.len()),
        facts: vec![Fact::new("times", labels.len() as u64)],
        basis: None,
        remedy: Some("give each record once; two different ones need two ids".to_owned()),
    };
    twice.map(finding).collect()
}
