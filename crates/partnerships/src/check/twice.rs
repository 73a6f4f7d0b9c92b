//! What is given twice.

use std::collections::BTreeMap;

use collegium_core::{Finding, Findings, Id, RecordCode, Severity, Subject, entity::Entity, finding::Fact};

use crate::{PartnershipRecords, rule::PA0301};

/// The records that are given more than once.
pub(crate) fn given_twice(records: &PartnershipRecords<'_>) -> Findings {
    let mut findings = twice(records.partners.iter().map(|record| (record.id, &record.code)));
    findings.extend(twice(records.agreements.iter().map(|record| (record.id, &record.code))));
    findings.extend(twice(records.activities.iter().map(|record| (record.id, &record.code))));
    findings.extend(twice(records.sites.iter().map(|record| (record.id, &record.code))));
    findings.extend(twice(records.memberships.iter().map(|record| (record.id, &record.code))));
    findings
}

fn twice<'a, T: Entity>(records: impl Iterator<Item = (Id<T>, &'a RecordCode)>) -> Findings {
    let mut codes = BTreeMap::<Id<T>, Vec<&RecordCode>>::new();
    for (id, code) in records {
        codes.entry(id).or_default().push(code);
    }
    let twice = codes.into_iter().filter(|(_, codes)| codes.len() > 1);
    let label = |codes: &[&RecordCode]| codes.iter().min().map_or_else(String::new, ToString::to_string);
    twice
        .map(|(id, codes)| Finding {
            code: PA0301,
            severity: Severity::Violation,
            subject: Subject::of(id, label(&codes)),
            message: format!("the {} is given {} times", T::KIND, codes.len()),
            facts: vec![Fact::new("times", codes.len() as u64)],
            basis: None,
            remedy: Some("give each record once; two different ones need two ids".to_owned()),
        })
        .collect()
}
