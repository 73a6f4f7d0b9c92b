//! What is given twice.

use collegium_core::{Findings, finding::given_twice};

use crate::{PartnershipRecords, rule::PA0301};

/// The records that are given more than once.
pub(crate) fn twice(records: &PartnershipRecords<'_>) -> Findings {
    let mut findings = given_twice(PA0301, records.partners.iter().map(|record| (record.id, &record.code)));
    findings.extend(given_twice(PA0301, records.agreements.iter().map(|record| (record.id, &record.code))));
    findings.extend(given_twice(PA0301, records.activities.iter().map(|record| (record.id, &record.code))));
    findings.extend(given_twice(PA0301, records.sites.iter().map(|record| (record.id, &record.code))));
    findings.extend(given_twice(PA0301, records.memberships.iter().map(|record| (record.id, &record.code))));
    findings.into()
}
