//! Records made for the laws.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use collegium_core::{AwardKind, History, Id, IscedLevel, LocalizedText, entity::Entity, history::Signature};
use collegium_pathways::{
    Award, Enrolment, EnrolmentDraft, EnrolmentEvent, Host, Programme, ProgrammeDraft, Route, RouteDraft,
    Stage, StageNumber, Studies, Years,
};
use proptest::{collection, option, prelude::*, sample};

pub(crate) fn id<T: Entity>(number: usize) -> Id<T> {
    Id::derived(&"college.example".parse().unwrap(), &format!("X-{number}").parse().unwrap())
}

fn name(text: &str) -> LocalizedText {
    LocalizedText::new([("en", text)]).unwrap()
}

pub(crate) fn clerk() -> Signature {
    Signature::new(id(1), "Wang Fang", "2031-01-01".parse().unwrap()).unwrap()
}

fn host() -> impl Strategy<Value = Host> {
    prop_oneof![
        2 => Just(Host::Home),
        3 => (0_usize..3).prop_map(|number| Host::Partner(id(number))),
        1 => collection::btree_set(0_usize..3, 0..3).prop_map(|all| Host::Joint(all.into_iter().map(id).collect())),
    ]
}

pub(crate) fn award() -> impl Strategy<Value = Award> {
    let kind = sample::select(vec![AwardKind::Diploma, AwardKind::Degree, AwardKind::Certificate]);
    (5_u8..=7, kind, option::weighted(0.3, host())).prop_map(|(isced, kind, by)| Award {
        isced: IscedLevel::new(isced).unwrap(),
        kind,
        name: name("Award"),
        framework: None,
        by,
    })
}

pub(crate) fn stage() -> impl Strategy<Value = Stage> {
    let awards = prop_oneof![4 => collection::vec(award(), 0..=1), 1 => collection::vec(award(), 2..=3)];
    (host(), 1_u8..=4, awards, any::<bool>(), option::weighted(0.2, 0_usize..3)).prop_map(
        |(host, years, awards, exit, agreement)| Stage {
            host,
            years: Years::new(years).unwrap(),
            language: None,
            awards,
            exit,
            agreement: agreement.map(id),
        },
    )
}

/// Any route: awards put in the order of their levels without a gap, the last stage with one.
pub(crate) fn route() -> impl Strategy<Value = Route> {
    collection::vec(stage(), 1..=6).prop_filter_map("a route", |mut stages| {
        let mut levels: Vec<_> =
            stages.iter().flat_map(|stage| &stage.awards).map(|award| award.isced).collect();
        levels.sort();
        let mut reached = levels.first().copied()?;
        let awards = stages.iter_mut().flat_map(|stage| &mut stage.awards);
        for (award, level) in awards.zip(levels) {
            reached = level.min(IscedLevel::new(reached.number() + 1).unwrap());
            award.isced = reached;
        }
        for stage in &mut stages {
            stage.exit = stage.exit && !stage.awards.is_empty();
        }
        stages.last_mut()?.exit = true;
        Route::try_from(RouteDraft { stages }).ok()
    })
}

pub(crate) fn programme(number: usize) -> impl Strategy<Value = Programme> {
    (route(), option::of(1_u32..200)).prop_filter_map("a programme", move |(route, quota)| {
        Programme::try_from(ProgrammeDraft {
            id: id(number),
            code: format!("G-{number}").parse().unwrap(),
            major: name("Accounting"),
            route,
            agreement: id(0),
            unit: id(0),
            intake: "2018-09-01/..".parse().unwrap(),
            channels: BTreeSet::new(),
            authorisations: vec![],
            quota,
        })
        .ok()
    })
}

pub(crate) fn number(stage: u8) -> StageNumber {
    stage.try_into().unwrap()
}

/// A month later in which the day is cut to what the month has, reckoned by hand.
pub(crate) fn months_later(day: NaiveDate, months: u32) -> NaiveDate {
    use chrono::Datelike;
    let month = day.month0() + months;
    let (year, month) = (day.year() + i32::try_from(month / 12).unwrap(), month % 12 + 1);
    (1..=day.day()).rev().find_map(|day| NaiveDate::from_ymd_opt(year, month, day)).unwrap()
}

/// What happened to somebody, as plainly as can be: events with their days, in order.
#[derive(Debug, Clone)]
pub(crate) struct Life {
    pub(crate) student: usize,
    pub(crate) studies: Studies,
    pub(crate) events: Vec<(NaiveDate, EnrolmentEvent)>,
    /// Whether each entry of a stage was first followed by a slip that was cancelled.
    pub(crate) slips: bool,
}

impl Life {
    /// The day of an event, if it had happened by then.
    pub(crate) fn day_of(&self, event: &EnrolmentEvent, as_of: NaiveDate) -> Option<NaiveDate> {
        self.events.iter().find(|(day, one)| one == event && *day <= as_of).map(|(day, _)| *day)
    }

    pub(crate) fn entered(&self, stage: u8, as_of: NaiveDate) -> Option<NaiveDate> {
        self.day_of(&EnrolmentEvent::Entered { stage: number(stage) }, as_of)
    }

    pub(crate) fn awarded(&self, stage: u8, as_of: NaiveDate) -> Option<NaiveDate> {
        self.day_of(&EnrolmentEvent::Awarded { stage: number(stage) }, as_of)
    }

    pub(crate) fn enrolment(&self, number: usize) -> Enrolment {
        let (mut history, clerk) = (History::default(), clerk());
        for (day, event) in &self.events {
            history.record(*day, &clerk, None, event.clone()).unwrap();
            if self.slips && matches!(event, EnrolmentEvent::Entered { .. }) {
                let slip = history.record(*day, &clerk, None, EnrolmentEvent::Withdrawn).unwrap();
                history.cancel(slip, &clerk, "another student".parse().unwrap()).unwrap();
            }
        }
        Enrolment::try_from(EnrolmentDraft {
            id: id(number),
            code: format!("E-{number}").parse().unwrap(),
            student: id(self.student),
            unit: id(0),
            studies: self.studies.clone(),
            history,
        })
        .unwrap()
    }
}

/// How one stage goes: its length beside the normal one, the wait before the next, what comes at its end.
type Step = (i64, Wait, u8);

#[derive(Debug, Clone)]
pub(crate) enum Wait {
    Days(u64),
    /// Twelve months and so many days more.
    Year(i64),
}

fn step() -> impl Strategy<Value = Step> {
    let wait = prop_oneof![(0_u64..500).prop_map(Wait::Days), (-1_i64..=1).prop_map(Wait::Year)];
    (prop_oneof![-1_i64..=1, -60_i64..200], wait, 0_u8..10)
}

fn studies() -> impl Strategy<Value = Studies> {
    let country = sample::select(vec!["DE", "TH", "KR"]);
    prop_oneof![
        6 => (0_usize..4).prop_map(|number| Studies::Route { programme: id(number) }),
        1 => country.clone().prop_map(|code| Studies::Mobility { country: code.parse().unwrap(), partner: None }),
        1 => (country, sample::select(vec!["diploma", "language"])).prop_map(|(code, study)| Studies::Inbound {
            country: code.parse().unwrap(),
            study: study.parse().unwrap(),
        }),
    ]
}

/// Anybody's life: mostly stage after stage, some give up, some come back and leave again.
pub(crate) fn life() -> impl Strategy<Value = Life> {
    let begin = sample::select(vec!["2020-02-29", "2021-09-01", "2022-08-31", "2023-03-01"]);
    let steps = collection::vec(step(), 1..4);
    (0_usize..6, studies(), begin, steps, any::<bool>()).prop_map(
        |(student, studies, begin, steps, slips)| {
            let mut day: NaiveDate = begin.parse().unwrap();
            let stages = if studies.programme().is_some() { steps.len() } else { 1 };
            let mut events = Vec::new();
            for (stage, (beside, wait, end)) in (1..).map(number).zip(steps.into_iter().take(stages)) {
                events.push((day, EnrolmentEvent::Entered { stage }));
                let normal = months_later(day, 12) + chrono::Duration::days(beside);
                day = normal.max(day);
                match end {
                    0 => break,
                    1 => {
                        events.push((day, EnrolmentEvent::Withdrawn));
                        events.push((day, EnrolmentEvent::Returned));
                        break;
                    }
                    _ => events.push((day, EnrolmentEvent::Awarded { stage })),
                }
                if end > 6 {
                    events.push((day, EnrolmentEvent::Returned));
                }
                day = match wait {
                    Wait::Days(days) => day + chrono::Duration::days(i64::try_from(days).unwrap()),
                    Wait::Year(beside) => months_later(day, 12) + chrono::Duration::days(beside),
                };
            }
            Life { student, studies, events, slips }
        },
    )
}
