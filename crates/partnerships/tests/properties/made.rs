//! Records made for the laws.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use collegium_core::{
    History, Id, LocalizedText, Period, Validity,
    entity::Entity,
    history::{EntryNumber, Signature},
    org::Level,
};
use collegium_partnerships::{
    Activity, ActivityDraft, Agreement, AgreementDraft, AgreementEvent, Direction, Identifier, Membership,
    Partner, PartnerDraft, Resource, ResponsiblePost, Site,
};
use proptest::{collection, option, prelude::*, sample};

/// The day so many days after the first of a small calendar.
pub(crate) fn day(number: u64) -> NaiveDate {
    let first: NaiveDate = "2026-01-01".parse().unwrap();
    first.checked_add_days(Days::new(number)).unwrap()
}

pub(crate) fn id<T: Entity>(number: u8) -> Id<T> {
    derived(&format!("X-{number}"))
}

fn derived<T: Entity>(code: &str) -> Id<T> {
    Id::derived(&"college.example".parse().unwrap(), &code.parse().unwrap())
}

fn name(number: u8) -> LocalizedText {
    LocalizedText::new([("en", "Name"), ("zh", format!("名{number}").as_str())]).unwrap()
}

pub(crate) fn clerk(on: u64) -> Signature {
    Signature::new(id(1), "Wang Fang", day(on)).unwrap()
}

fn country() -> impl Strategy<Value = collegium_core::Country> {
    sample::select(vec!["CN", "DE", "HK", "TH"]).prop_map(|code| code.parse().unwrap())
}

fn validity() -> impl Strategy<Value = Validity> {
    (0_u64..60, option::weighted(0.8, 0_u64..30)).prop_map(|(first, days)| match days {
        Some(days) => Period::new(day(first), day(first + days)).unwrap().into(),
        None => Validity::From(day(first)),
    })
}

pub(crate) fn event() -> impl Strategy<Value = AgreementEvent> {
    prop_oneof![
        1 => Just(AgreementEvent::Negotiated),
        3 => validity().prop_map(|validity| AgreementEvent::Signed { validity }),
        3 => validity().prop_map(|validity| AgreementEvent::Renewed { validity }),
        2 => Just(AgreementEvent::Suspended),
        2 => Just(AgreementEvent::Resumed),
        1 => Just(AgreementEvent::Terminated),
    ]
}

/// Something somebody tries to write down, so many days after the entry before.
#[derive(Debug, Clone)]
pub(crate) enum Attempt {
    Happened { later: u64, effective: u64, event: AgreementEvent },
    Cancelled { later: u64, entry: usize },
}

pub(crate) fn attempts() -> impl Strategy<Value = Vec<Attempt>> {
    let happened = (0_u64..5, 0_u64..60, event()).prop_map(|(later, effective, event)| Attempt::Happened {
        later,
        effective,
        event,
    });
    let cancelled = (0_u64..5, 1_usize..8).prop_map(|(later, entry)| Attempt::Cancelled { later, entry });
    collection::vec(prop_oneof![6 => happened, 1 => cancelled], 0..20)
}

/// What comes of the attempts that are possible; a first signature makes most of them so.
pub(crate) fn history() -> impl Strategy<Value = History<AgreementEvent>> {
    (validity(), attempts()).prop_map(|(validity, attempts)| {
        let mut history = History::default();
        history.record(day(5), &clerk(5), None, AgreementEvent::Signed { validity }).unwrap();
        let mut now = 5;
        for attempt in attempts {
            // What is refused leaves the history as it was.
            let _ = attempt.write(&mut history, &mut now);
        }
        history
    })
}

impl Attempt {
    /// Whether it could be written down.
    pub(crate) fn write(self, history: &mut History<AgreementEvent>, now: &mut u64) -> bool {
        match self {
            Self::Happened { later, effective, event } => {
                *now += later;
                history.record(day(effective), &clerk(*now), None, event).is_ok()
            }
            Self::Cancelled { later, entry } => {
                *now += later;
                let entry = EntryNumber::try_from(entry).unwrap();
                history.cancel(entry, &clerk(*now), "a mistake".parse().unwrap()).is_ok()
            }
        }
    }
}

pub(crate) fn agreement() -> impl Strategy<Value = Agreement> {
    let post = (any::<bool>(), 0_u8..3).prop_map(|(school, unit)| ResponsiblePost {
        level: if school { Level::School } else { Level::College },
        unit: id(unit),
        role: "dean".parse().unwrap(),
    });
    let parts = (
        any::<u8>(),
        sample::select(vec!["exchange", "memorandum"]),
        collection::btree_set(0_u8..6, 1..3),
        option::of(0_u8..3),
        collection::btree_set(post, 0..3),
        history(),
    );
    parts.prop_filter_map("an agreement", |(number, kind, partners, unit, responsible, history)| {
        Agreement::try_from(AgreementDraft {
            id: id(number),
            code: format!("A-{number}").parse().unwrap(),
            title: name(number),
            kind: kind.parse().unwrap(),
            partners: partners.into_iter().map(id).collect(),
            unit: unit.map(id),
            responsible,
            history,
        })
        .ok()
    })
}

pub(crate) fn partner() -> impl Strategy<Value = Partner> {
    let kind = sample::select(vec!["university", "enterprise", "learned-society"]);
    let identifier = (sample::select(vec!["ror", "pic"]), "[0-9]{1,3}").prop_map(|(scheme, value)| {
        Identifier { scheme: scheme.parse().unwrap(), value: value.parse().unwrap() }
    });
    let identifiers = collection::btree_set(identifier, 0..3);
    let tier = option::of(sample::select(vec!["strategic", "contact"]));
    (0_u8..8, kind, country(), tier, identifiers).prop_map(|(number, kind, country, tier, identifiers)| {
        Partner::try_from(PartnerDraft {
            id: id(number),
            code: format!("P-{number}").parse().unwrap(),
            name: name(number),
            kind: kind.parse().unwrap(),
            country,
            tier: tier.map(|tier| tier.parse().unwrap()),
            identifiers: identifiers.into_iter().collect(),
        })
        .unwrap()
    })
}

pub(crate) fn activity() -> impl Strategy<Value = Activity> {
    let kind = sample::select(vec!["lecture", "visit"]);
    let direction = sample::select(vec![Direction::BroughtIn, Direction::TakenAbroad]);
    let resources =
        collection::btree_map(sample::select(vec!["course", "method", "equipment"]), 1_u32..9, 0..3);
    let held = (0_u64..90, 0_u64..20);
    let parts = (any::<u8>(), kind, direction, held, option::of(any::<u8>()));
    let more = (1_u32..50, any::<bool>(), resources, collection::btree_set(0_u8..6, 0..3));
    (parts, more).prop_map(
        |((number, kind, direction, (first, days), agreement), (people, told, resources, partners))| {
            let resource = |(kind, number): (&str, u32)| Resource { kind: kind.parse().unwrap(), number };
            Activity::try_from(ActivityDraft {
                id: id(number),
                code: format!("V-{number}").parse().unwrap(),
                kind: kind.parse().unwrap(),
                direction,
                title: name(number),
                held: Period::new(day(first), day(first + days)).unwrap(),
                partners: partners.into_iter().map(id).collect::<BTreeSet<_>>(),
                agreement: agreement.map(id),
                unit: None,
                people,
                result: told.then(|| name(number)),
                resources: resources.into_iter().map(resource).collect(),
            })
            .unwrap()
        },
    )
}

pub(crate) fn site() -> impl Strategy<Value = Site> {
    (any::<u8>(), sample::select(vec!["campus", "luban-workshop"]), country(), validity()).prop_map(
        |(number, kind, country, validity)| Site {
            id: id(number),
            code: format!("O-{number}").parse().unwrap(),
            name: name(number),
            kind: kind.parse().unwrap(),
            country,
            partner: None,
            unit: None,
            validity,
        },
    )
}

pub(crate) fn membership() -> impl Strategy<Value = Membership> {
    (any::<u8>(), sample::select(vec!["member", "initiator"]), validity()).prop_map(
        |(number, role, validity)| Membership {
            id: id(number),
            code: format!("M-{number}").parse().unwrap(),
            alliance: name(number),
            role: role.parse().unwrap(),
            validity,
        },
    )
}

/// An activity of which nothing was told.
pub(crate) fn overdue() -> ActivityDraft {
    ActivityDraft {
        id: fresh(),
        code: "V-900".parse().unwrap(),
        kind: "visit".parse().unwrap(),
        direction: Direction::TakenAbroad,
        title: name(0),
        held: Period::day(day(20)).unwrap(),
        partners: BTreeSet::new(),
        agreement: None,
        unit: None,
        people: 1,
        result: None,
        resources: Vec::new(),
    }
}

/// An id that no made record has.
pub(crate) fn fresh<T: Entity>() -> Id<T> {
    derived("fresh")
}
