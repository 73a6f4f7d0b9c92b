//! Records and rules to test on.
#![allow(dead_code, reason = "each test program uses its part")]

use std::collections::BTreeSet;

use chrono::NaiveDate;
use collegium_core::{
    History, Id, InstitutionCode, LocalizedText, Period, entity::Entity, history::Signature,
    org::Organisation, preset,
};
use collegium_funding::Budget;
use collegium_indicators::Observation;
use collegium_partnerships::{
    Activity, ActivityDraft, Agreement, AgreementDraft, AgreementEvent, Direction, Membership, Partner,
    PartnershipRecords, ResponsiblePost, Site,
};
use collegium_pathways::{Enrolment, EnrolmentDraft, EnrolmentEvent, Programme, StageNumber, Studies};
use collegium_review::{AnnualReview, YearRecords, YearRules};
use collegium_staff::{Batch, Member, MemberDraft, Trip, TripDraft, TripEvent};

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn id<T: Entity>(code: &str) -> Id<T> {
    Id::derived(&InstitutionCode::new("college.example").unwrap(), &code.parse().unwrap())
}

pub(crate) fn clerk() -> Signature {
    Signature::new(id("T-90"), "Wang Fang", day("2030-01-01")).unwrap()
}

pub(crate) fn text(english: &str) -> LocalizedText {
    LocalizedText::new([("en", english)]).unwrap()
}

/// The school year.
pub(crate) fn year() -> Period {
    "2025-09-01/2026-08-31".parse().unwrap()
}

/// The school `S`, and colleges of these codes.
pub(crate) fn organisation(colleges: &[&str], posts: &str) -> Organisation {
    let unit = |code: &str, level: &str| {
        let id = id::<collegium_core::entity::Unit>(code);
        format!(r#"{{"id":"{id}","code":"{code}","name":{{"en":"Unit {code}"}},"level":"{level}"}}"#)
    };
    let units: Vec<_> =
        [unit("S", "school")].into_iter().chain(colleges.iter().map(|code| unit(code, "college"))).collect();
    preset::read(&format!(r#"{{"units":[{}],"posts":[{posts}]}}"#, units.join(","))).unwrap()
}

/// A post from 2020 on; without a person it is vacant.
pub(crate) fn post(unit: &str, role: &str, person: Option<&str>) -> String {
    let unit = id::<collegium_core::entity::Unit>(unit);
    let person = person.map_or_else(String::new, |code| {
        format!(r#""person":{{"id":"{}","name":"{code}"}},"#, id::<collegium_core::entity::Person>(code))
    });
    format!(r#"{{"unit":"{unit}","role":"{role}",{person}"validity":"2020-01-01/.."}}"#)
}

pub(crate) fn partner(code: &str, country: &str, tier: Option<&str>) -> Partner {
    let tier = tier.map_or_else(String::new, |tier| format!(r#","tier":"{tier}""#));
    let id = id::<collegium_core::entity::Partner>(code);
    preset::read(&format!(
        r#"{{"id":"{id}","code":"{code}","name":{{"en":"{code}"}},"kind":"university","country":"{country}"{tier}}}"#
    ))
    .unwrap()
}

pub(crate) fn answers(level: &str, unit: &str, role: &str) -> ResponsiblePost {
    ResponsiblePost {
        level: preset::read(&format!("\"{level}\"")).unwrap(),
        unit: id(unit),
        role: role.parse().unwrap(),
    }
}

/// An agreement with one partner, signed on the first day of its term, for which a post at the school and, if it is a
/// college's, one there answer.
pub(crate) fn agreement(code: &str, partner: &str, unit: Option<&str>, term: &str) -> AgreementDraft {
    let mut history = History::default();
    let validity: collegium_core::Validity = term.parse().unwrap();
    history.record(validity.first(), &clerk(), None, AgreementEvent::Signed { validity }).unwrap();
    let school = answers("school", "S", "foreign-affairs-specialist");
    AgreementDraft {
        id: id(code),
        code: code.parse().unwrap(),
        title: text(code),
        kind: "joint-programme".parse().unwrap(),
        partners: BTreeSet::from([id(partner)]),
        unit: unit.map(id),
        responsible: [school]
            .into_iter()
            .chain(unit.map(|unit| answers("college", unit, "liaison-officer")))
            .collect(),
        history,
    }
}

pub(crate) fn checked(draft: AgreementDraft) -> Agreement {
    Agreement::try_from(draft).unwrap()
}

/// An activity with 10 people, without partner, unit or result.
pub(crate) fn activity(code: &str, kind: &str, direction: Direction, held: &str) -> ActivityDraft {
    ActivityDraft {
        id: id(code),
        code: code.parse().unwrap(),
        kind: kind.parse().unwrap(),
        direction,
        title: text(code),
        held: held.parse().unwrap(),
        partners: BTreeSet::new(),
        agreement: None,
        unit: None,
        people: 10,
        result: None,
        resources: vec![],
    }
}

pub(crate) fn held(draft: ActivityDraft) -> Activity {
    Activity::try_from(draft).unwrap()
}

pub(crate) fn site(code: &str, kind: &str, country: &str, unit: Option<&str>, validity: &str) -> Site {
    Site {
        id: id(code),
        code: code.parse().unwrap(),
        name: text(code),
        kind: kind.parse().unwrap(),
        country: country.parse().unwrap(),
        partner: None,
        unit: unit.map(id),
        validity: validity.parse().unwrap(),
    }
}

/// A programme that begins with three years at home, then takes one year each at the partner's: a bachelor's degree, then a
/// master's.
pub(crate) fn programme(code: &str, unit: &str, partner: &str, agreement: &str, abroad: usize) -> Programme {
    use collegium_core::entity as e;
    let host = id::<e::Partner>(partner);
    let stages: Vec<_> = [("6", "Bachelor"), ("7", "Master")]
        .iter()
        .take(abroad)
        .map(|(level, name)| {
            format!(
                r#",{{"host":{{"partner":"{host}"}},"years":"1","exit":true,"awards":[{{"isced":"{level}","kind":"degree","name":{{"en":"{name}"}}}}]}}"#
            )
        })
        .collect();
    preset::read(&format!(
        r#"{{"id":"{}","code":"{code}","major":{{"en":"{code}"}},"route":{{"stages":[{{"host":"home","years":"3","exit":true,
            "awards":[{{"isced":"5","kind":"diploma","name":{{"en":"Diploma"}}}}]}}{}]}},
            "agreement":"{}","unit":"{}","intake":"2020-09-01/.."}}"#,
        id::<e::Programme>(code),
        stages.concat(),
        id::<e::Agreement>(agreement),
        id::<e::Unit>(unit)
    ))
    .unwrap()
}

pub(crate) fn entered(stage: u8) -> EnrolmentEvent {
    EnrolmentEvent::Entered { stage: StageNumber::try_from(stage).unwrap() }
}

pub(crate) fn awarded(stage: u8) -> EnrolmentEvent {
    EnrolmentEvent::Awarded { stage: StageNumber::try_from(stage).unwrap() }
}

pub(crate) fn enrolment(
    code: &str,
    unit: &str,
    studies: Studies,
    events: &[(&str, EnrolmentEvent)],
) -> EnrolmentDraft {
    let mut history = History::default();
    for (on, event) in events {
        history.record(day(on), &clerk(), None, event.clone()).unwrap();
    }
    EnrolmentDraft {
        id: id(code),
        code: code.parse().unwrap(),
        student: id(&format!("X-{code}")),
        unit: id(unit),
        studies,
        history,
    }
}

pub(crate) fn enrolled(draft: EnrolmentDraft) -> Enrolment {
    Enrolment::try_from(draft).unwrap()
}

pub(crate) fn route(programme: &str) -> Studies {
    Studies::Route { programme: id(programme) }
}

pub(crate) fn inbound(country: &str) -> Studies {
    Studies::Inbound { country: country.parse().unwrap(), study: "diploma".parse().unwrap() }
}

pub(crate) fn member(code: &str, unit: &str, kinds: &[&str]) -> MemberDraft {
    MemberDraft {
        id: id(code),
        code: code.parse().unwrap(),
        name: text(code),
        unit: id(unit),
        kinds: kinds.iter().map(|kind| kind.parse().unwrap()).collect(),
        employment: "2015-09-01/..".parse().unwrap(),
        certificates: vec![],
    }
}

pub(crate) fn certified(code: &str, unit: &str, kinds: &[&str], kind: &str, validity: &str) -> MemberDraft {
    let certificate =
        format!(r#"[{{"kind":"{kind}","issuer":{{"en":"An issuer"}},"validity":"{validity}"}}]"#);
    MemberDraft { certificates: preset::read(&certificate).unwrap(), ..member(code, unit, kinds) }
}

pub(crate) fn employed(draft: MemberDraft) -> Member {
    Member::try_from(draft).unwrap()
}

/// A trip of these persons to Germany, planned for a period two months before it and approved at once.
pub(crate) fn trip(code: &str, kind: &str, unit: &str, people: &[&str], period: &str) -> TripDraft {
    let period: Period = period.parse().unwrap();
    let planned = period.first() - chrono::Days::new(60);
    let mut history = History::default();
    history.record(planned, &clerk(), None, TripEvent::Planned { period }).unwrap();
    history.record(planned, &clerk(), None, TripEvent::Approved).unwrap();
    TripDraft {
        id: id(code),
        code: code.parse().unwrap(),
        kind: kind.parse().unwrap(),
        purpose: "A purpose".parse().unwrap(),
        unit: id(unit),
        leader: id(people.first().unwrap()),
        participants: people.iter().map(|code| id(code)).collect(),
        destinations: vec!["DE".parse().unwrap()],
        agreement: None,
        partners: BTreeSet::new(),
        batch: None,
        history,
    }
}

/// The same with what happened to it later.
pub(crate) fn travelled(mut draft: TripDraft, events: &[(&str, TripEvent)]) -> Trip {
    for (on, event) in events {
        draft.history.record(day(on), &clerk(), None, *event).unwrap();
    }
    Trip::try_from(draft).unwrap()
}

pub(crate) fn observed(indicator: &str, unit: &str, number: u32, recorded: &str) -> Observation {
    let unit = id::<collegium_core::entity::Unit>(unit);
    preset::read(&format!(
        r#"{{"indicator":"{indicator}","unit":"{unit}","period":"{}","value":{{"number":"{number}"}},"version":"1",
            "provenance":{{"source":{{"document":"A register","date":"{recorded}"}},"recorded":"{recorded}",
            "origin":"published"}}}}"#,
        year()
    ))
    .unwrap()
}

/// All the records of an institution, owned.
#[derive(Debug, Clone)]
pub(crate) struct College {
    pub(crate) organisation: Organisation,
    pub(crate) partners: Vec<Partner>,
    pub(crate) agreements: Vec<Agreement>,
    pub(crate) activities: Vec<Activity>,
    pub(crate) sites: Vec<Site>,
    pub(crate) memberships: Vec<Membership>,
    pub(crate) programmes: Vec<Programme>,
    pub(crate) enrolments: Vec<Enrolment>,
    pub(crate) members: Vec<Member>,
    pub(crate) trips: Vec<Trip>,
    pub(crate) batches: Vec<Batch>,
    pub(crate) budget: Option<Budget>,
    pub(crate) observations: Vec<Observation>,
}

impl College {
    /// The school and two colleges with every post held, and nothing else.
    pub(crate) fn empty() -> Self {
        let posts = [
            post("S", "foreign-affairs-specialist", Some("T-90")),
            post("C-ACC", "liaison-officer", Some("T-91")),
            post("C-AUT", "liaison-officer", Some("T-92")),
        ];
        Self {
            organisation: organisation(&["C-ACC", "C-AUT"], &posts.join(",")),
            partners: vec![],
            agreements: vec![],
            activities: vec![],
            sites: vec![],
            memberships: vec![],
            programmes: vec![],
            enrolments: vec![],
            members: vec![],
            trips: vec![],
            batches: vec![],
            budget: None,
            observations: vec![],
        }
    }

    pub(crate) fn partnerships(&self) -> PartnershipRecords<'_> {
        PartnershipRecords {
            partners: &self.partners,
            agreements: &self.agreements,
            activities: &self.activities,
            sites: &self.sites,
            memberships: &self.memberships,
        }
    }

    pub(crate) fn records(&self) -> YearRecords<'_> {
        YearRecords {
            organisation: &self.organisation,
            partnerships: self.partnerships(),
            programmes: &self.programmes,
            enrolments: &self.enrolments,
            members: &self.members,
            trips: &self.trips,
            batches: &self.batches,
            budget: self.budget.as_ref(),
            observations: &self.observations,
        }
    }

    pub(crate) fn review(&self, as_of: &str) -> AnnualReview {
        Rules::shipped().review(self, as_of)
    }
}

/// All the rules.
#[derive(Debug, Clone)]
pub(crate) struct Rules(pub(crate) YearRules);

impl Rules {
    /// As shipped, but a selection of one teacher a year in one batch.
    pub(crate) fn shipped() -> Self {
        let mut rules = YearRules::shipped().unwrap();
        let mut selection = rules.staff.selection.draft();
        selection.lines = preset::read(r#"[{"kind":"teacher","persons":1,"batches":1}]"#).unwrap();
        rules.staff.selection = selection.try_into().unwrap();
        Self(rules)
    }

    pub(crate) fn review(&self, college: &College, as_of: &str) -> AnnualReview {
        AnnualReview::assess(&college.records(), &self.0, year(), day(as_of))
    }
}
