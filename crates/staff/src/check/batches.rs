//! Batches beside each other, and beside the members.

use std::collections::BTreeMap;

use collegium_core::{
    Finding, Findings, Rules as _, Severity, Subject, count::counted, entity::PersonId, finding::Fact,
    preset::unverified_note,
};

use super::{person_facts, shared::shared};
use crate::{
    Batch, Member, MemberKind, SelectionRules,
    rule::{ST0105, ST0106, ST0108, ST0109, ST0110},
};

impl SelectionRules {
    /// Looks at who is in the batches of a calendar year: members that are not of the batch's kind, that are not
    /// employed on the day it leaves, and persons that are no members.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_staff::{Batch, SelectionRules};
    /// let batch: Batch = serde_json::from_str(
    ///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"B-2026-1","year":2026,"kind":"management-cadre",
    ///         "number":1,"members":["67e55044-10b1-426f-9247-bb680e5fe0c8"],"abroad":"2026-05-10/2026-05-30"}"#,
    /// )
    /// .unwrap();
    /// let rules = SelectionRules::administrative_college().load().unwrap();
    /// let findings = rules.check_members(&[batch], &[], 2026);
    /// assert_eq!(findings.iter().next().unwrap().code.as_str(), "ST0110");
    /// ```
    #[must_use]
    pub fn check_members(&self, batches: &[Batch], members: &[Member], year: i32) -> Findings {
        let mut by_id: BTreeMap<PersonId, Vec<&Member>> = BTreeMap::new();
        for member in members {
            by_id.entry(member.id).or_default().push(member);
        }
        let of_year = batches.iter().filter(|batch| batch.year == year);
        let found = of_year.flat_map(|batch| members_of(self, batch, &by_id));
        found.chain(unverified_note(self, "selection")).collect()
    }
}

fn members_of(
    rules: &SelectionRules,
    batch: &Batch,
    by_id: &BTreeMap<PersonId, Vec<&Member>>,
) -> Vec<Finding> {
    let (known, unknown): (Vec<PersonId>, Vec<PersonId>) =
        batch.members.iter().partition(|person| by_id.contains_key(person));
    let members = known.iter().filter_map(|person| by_id.get(person)).flatten();
    let of_member = |member: &&Member| {
        other_kind(rules, batch, member).into_iter().chain(not_employed(rules, batch, member))
    };
    members.flat_map(of_member).chain(no_member(batch, &unknown)).collect()
}

/// The batches of a year whose number another of their kind has, with a lower code: of several, the lowest.
pub(super) fn numbers_twice(of_year: &[&Batch]) -> Vec<Finding> {
    let mut numbered = BTreeMap::<_, Vec<&Batch>>::new();
    for batch in of_year {
        numbered.entry((&batch.kind, batch.number)).or_default().push(batch);
    }
    let of_number = |mut batches: Vec<&Batch>| {
        batches.sort_by_key(|batch| (&batch.code, batch.id));
        let (first, others) = batches.split_first()?;
        Some(others.iter().map(|other| number_twice(first, other)).collect::<Vec<_>>())
    };
    numbered.into_values().filter_map(of_number).flatten().collect()
}

fn number_twice(first: &Batch, second: &Batch) -> Finding {
    Finding {
        code: ST0105,
        severity: Severity::Violation,
        subject: Subject::of(second.id, &second.code).at("number"),
        message: format!(
            "it is batch {} of `{}` of {}, and so is `{}`",
            second.number, second.kind, second.year, first.code
        ),
        facts: vec![Fact::new("number", second.number), Fact::new("other batch", first.code.as_str())],
        basis: None,
        remedy: Some(
            "give each batch of the year its own number, or remove the one recorded twice".to_owned(),
        ),
    }
}

/// Each two batches of a year that share persons, told of the one with the higher code.
pub(super) fn persons_twice(rules: &SelectionRules, of_year: &[&Batch]) -> Vec<Finding> {
    let mut sorted = of_year.to_vec();
    sorted.sort_by_key(|batch| (&batch.code, batch.id));
    shared(&sorted, |batch| &batch.members, |_, _| true)
        .map(|(first, second, both)| in_two(rules, first, second, &both))
        .collect()
}

fn in_two(rules: &SelectionRules, first: &Batch, second: &Batch, both: &[PersonId]) -> Finding {
    let count = both.len() as u64;
    Finding {
        code: ST0106,
        severity: rules.repeated,
        subject: Subject::of(second.id, &second.code).at("members"),
        message: format!(
            "{} of it {} also in the batch `{}` of {}",
            counted(count, "person", "persons"),
            if count == 1 { "is" } else { "are" },
            first.code,
            first.year
        ),
        facts: [Fact::new("other batch", first.code.as_str())]
            .into_iter()
            .chain(person_facts(both))
            .collect(),
        basis: Some(rules.basis()),
        remedy: Some("select somebody else for one of the two".to_owned()),
    }
}

fn other_kind(rules: &SelectionRules, batch: &Batch, member: &Member) -> Option<Finding> {
    let kinds: Vec<&str> = member.kinds.iter().map(MemberKind::as_str).collect();
    (!member.is_kind(&batch.kind)).then(|| Finding {
        code: ST0108,
        severity: Severity::Warning,
        subject: Subject::of(member.id, &member.code).at("kinds"),
        message: format!("the batch `{}` is of `{}`, and the member is not", batch.code, batch.kind),
        facts: vec![
            Fact::new("batch", batch.code.as_str()),
            Fact::new("kind", batch.kind.as_str()),
            Fact::new("kinds of the member", kinds.join(", ")),
        ],
        basis: Some(rules.basis()),
        remedy: Some("select somebody of the kind, or correct what the member is".to_owned()),
    })
}

fn not_employed(rules: &SelectionRules, batch: &Batch, member: &Member) -> Option<Finding> {
    let leaves = batch.abroad.first();
    (!member.is_employed_on(leaves)).then(|| Finding {
        code: ST0109,
        severity: Severity::Warning,
        subject: Subject::of(member.id, &member.code).at("employment"),
        message: format!(
            "the batch `{}` leaves on {leaves}, and the member is not employed then",
            batch.code
        ),
        facts: vec![
            Fact::new("batch", batch.code.as_str()),
            Fact::new("leaves", leaves),
            Fact::new("employment", member.employment.to_string()),
        ],
        basis: Some(rules.basis()),
        remedy: Some("select somebody else, or correct the days of employment".to_owned()),
    })
}

fn no_member(batch: &Batch, unknown: &[PersonId]) -> Option<Finding> {
    let count = unknown.len() as u64;
    (count > 0).then(|| Finding {
        code: ST0110,
        severity: Severity::Warning,
        subject: Subject::of(batch.id, &batch.code).at("members"),
        message: format!(
            "{} of it {} not among the members given",
            counted(count, "person", "persons"),
            if count == 1 { "is" } else { "are" }
        ),
        facts: person_facts(unknown).collect(),
        basis: None,
        remedy: Some("record them as members, or correct the batch".to_owned()),
    })
}
