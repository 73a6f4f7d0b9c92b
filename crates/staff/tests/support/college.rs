//! A small college to test on.
#![allow(dead_code, reason = "each test program uses its part")]

use std::collections::BTreeSet;

use chrono::NaiveDate;
use collegium_core::{
    History, Id, InstitutionCode, LocalizedText,
    entity::{Entity, PersonId},
    history::Signature,
};
use collegium_staff::{
    Batch, BatchDraft, Certificate, CertificateRules, Member, MemberDraft, SelectionRules, StaffRules, Trip,
    TripDraft, TripEvent, TripRules,
};

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn id<T: Entity>(code: &str) -> Id<T> {
    Id::derived(&InstitutionCode::new("college.example").unwrap(), &code.parse().unwrap())
}

pub(crate) fn clerk(on: NaiveDate) -> Signature {
    Signature::new(id("T-9"), "Wang Fang", on).unwrap()
}

pub(crate) fn people(codes: &[&str]) -> BTreeSet<PersonId> {
    codes.iter().map(|code| id(code)).collect()
}

pub(crate) fn member(code: &str, kinds: &[&str]) -> MemberDraft {
    MemberDraft {
        id: id(code),
        code: code.parse().unwrap(),
        name: LocalizedText::new([("zh", "王芳")]).unwrap(),
        unit: id("C-AUTO"),
        kinds: kinds.iter().map(|kind| kind.parse().unwrap()).collect(),
        employment: "2015-09-01/..".parse().unwrap(),
        certificates: vec![],
    }
}

pub(crate) fn certificate(kind: &str, validity: &str) -> Certificate {
    Certificate {
        kind: kind.parse().unwrap(),
        issuer: LocalizedText::new([("zh", "中德诺浩")]).unwrap(),
        validity: validity.parse().unwrap(),
        number: None,
    }
}

pub(crate) fn planned(period: &str) -> TripEvent {
    TripEvent::Planned { period: period.parse().unwrap() }
}

pub(crate) fn trip(code: &str, participants: &[&str], events: &[(&str, TripEvent)]) -> TripDraft {
    let mut history = History::default();
    for (on, event) in events {
        history.record(day(on), &clerk(day("2027-12-31")), None, *event).unwrap();
    }
    TripDraft {
        id: id(code),
        code: code.parse().unwrap(),
        kind: "visit".parse().unwrap(),
        purpose: "Talks in Wernigerode".parse().unwrap(),
        unit: id("C-AUTO"),
        leader: id(participants.first().unwrap()),
        participants: people(participants),
        destinations: vec!["DE".parse().unwrap()],
        agreement: None,
        partners: BTreeSet::new(),
        batch: None,
        history,
    }
}

/// A trip that was planned and approved for a period and departed and returned on other days.
pub(crate) fn gone(
    code: &str,
    participants: &[&str],
    period: &str,
    departed: &str,
    returned: Option<&str>,
) -> Trip {
    let mut events = vec![
        ("2025-01-02", planned(period)),
        ("2025-01-03", TripEvent::Approved),
        (departed, TripEvent::Departed),
    ];
    events.extend(returned.map(|returned| (returned, TripEvent::Returned)));
    Trip::try_from(trip(code, participants, &events)).unwrap()
}

pub(crate) fn batch(code: &str, kind: &str, number: u32, members: &[&str]) -> BatchDraft {
    BatchDraft {
        id: id(code),
        code: code.parse().unwrap(),
        year: 2026,
        kind: kind.parse().unwrap(),
        number,
        members: people(members),
        abroad: "2026-05-10/2026-05-30".parse().unwrap(),
    }
}

pub(crate) fn checked_member(draft: MemberDraft) -> Member {
    Member::try_from(draft).unwrap()
}

pub(crate) fn checked_batch(draft: BatchDraft) -> Batch {
    Batch::try_from(draft).unwrap()
}

/// Two batches of one person each; everything else as shipped.
pub(crate) fn small_selection() -> SelectionRules {
    let mut draft = SelectionRules::administrative_college().load().unwrap().draft();
    draft.lines = serde_json::from_str(r#"[{"kind":"teacher","persons":2,"batches":2}]"#).unwrap();
    SelectionRules::try_from(draft).unwrap()
}

pub(crate) fn rules() -> StaffRules {
    StaffRules {
        certificates: CertificateRules::one_year().load().unwrap(),
        selection: small_selection(),
        trips: TripRules::one_month().load().unwrap(),
    }
}
