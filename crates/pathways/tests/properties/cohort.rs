//! The cohort: order, sums, and both rates beside naive ones.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDate};
use collegium_core::{AwardKind, IscedLevel, Period};
use collegium_pathways::{
    Cohort, Enrolment, EnrolmentEvent, Host, Programme, Studies, graduation_rate, overseas_rate,
};
use proptest::{collection, prelude::*};

use super::made::{self, Life, months_later, number};

type College = (Vec<Programme>, Vec<Life>);

/// Programmes 0 to 2; lives may name a fourth that is not there.
fn college() -> impl Strategy<Value = College> {
    let programmes = (made::programme(0), made::programme(1), made::programme(2));
    (programmes, collection::vec(made::life(), 0..12)).prop_map(|((a, b, c), lives)| (vec![a, b, c], lives))
}

/// A college, and a day: often one on which something happens, or a year later, or beside it.
fn college_on_a_day() -> impl Strategy<Value = (College, NaiveDate)> {
    (college(), any::<prop::sample::Index>(), 0_u32..3, -1_i64..=1).prop_map(
        |(college, place, years, beside)| {
            let mut days: Vec<NaiveDate> =
                college.1.iter().flat_map(|life| &life.events).map(|(day, _)| *day).collect();
            days.push("2024-09-01".parse().unwrap());
            let day = months_later(days[place.index(days.len())], 12 * years);
            (college, day + Duration::days(beside))
        },
    )
}

fn year() -> Period {
    "2022-09-01/2024-08-31".parse().unwrap()
}

fn enrolments(lives: &[Life]) -> Vec<Enrolment> {
    (100..).zip(lives).map(|(number, life)| life.enrolment(number)).collect()
}

fn assess((programmes, lives): &College, as_of: NaiveDate) -> Cohort {
    Cohort::assess(programmes, &enrolments(lives), year(), as_of)
}

fn programme<'a>(programmes: &'a [Programme], life: &Life) -> Option<&'a Programme> {
    programmes.iter().find(|programme| Some(programme.id) == life.studies.programme())
}

fn is_abroad(programme: &Programme, stage: u8) -> bool {
    let stage = programme.route.stages.get(usize::from(stage) - 1);
    stage.is_some_and(|stage| matches!(stage.host, Host::Partner(_)))
}

/// The stage somebody is in at the end of the day: entered, neither finished nor given up.
fn stage(life: &Life, as_of: NaiveDate) -> Option<u8> {
    let current = (1..=6).rev().find(|stage| life.entered(*stage, as_of).is_some())?;
    let left = life.day_of(&EnrolmentEvent::Withdrawn, as_of).is_some();
    (!left && life.awarded(current, as_of).is_none()).then_some(current)
}

/// Left and could leave.
fn naive_overseas((programmes, lives): &College, as_of: NaiveDate) -> (usize, usize) {
    let (mut left, mut took) = (0, 0);
    for life in lives {
        let Some(programme) = programme(programmes, life) else { continue };
        let counts = !programme.route.stages[0].awards.is_empty()
            && !is_abroad(programme, 1)
            && is_abroad(programme, 2);
        let Some(diploma) = life.awarded(1, as_of).filter(|_| counts) else { continue };
        if diploma < year().first() || diploma > year().last() {
            continue;
        }
        took += 1;
        let limit = months_later(diploma, 12);
        left += usize::from(life.entered(2, as_of).is_some_and(|day| day <= limit));
    }
    (left, took)
}

/// Graduated and should have.
fn naive_graduation((programmes, lives): &College, as_of: NaiveDate) -> (usize, usize) {
    let (mut done, mut due) = (0, 0);
    for life in lives {
        let Some(programme) = programme(programmes, life) else { continue };
        for (number, stage) in (1..).zip(&programme.route.stages) {
            let Some(entered) = life.entered(number, as_of) else { continue };
            let end = months_later(entered, stage.years.months());
            if is_abroad(programme, number) && !stage.awards.is_empty() && as_of > end {
                due += 1;
                done += usize::from(life.awarded(number, as_of).is_some());
            }
        }
    }
    (done, due)
}

fn came_back(programme: &Programme, life: &Life, as_of: NaiveDate) -> bool {
    let past: Vec<_> = life.events.iter().filter(|(day, _)| *day <= as_of).map(|(_, event)| event).collect();
    let left = past.iter().rposition(
        |event| matches!(event, EnrolmentEvent::Entered { stage } if is_abroad(programme, (*stage).into())),
    );
    let back = past.iter().rposition(|event| **event == EnrolmentEvent::Returned);
    left.zip(back).is_some_and(|(left, back)| left < back)
}

proptest! {
    #[test]
    fn both_rates_are_those_a_naive_reading_finds((college, as_of) in college_on_a_day()) {
        let report = assess(&college, as_of);
        let (left, took) = naive_overseas(&college, as_of);
        let overseas = &report.overseas_rate;
        prop_assert_eq!((overseas.part().to_string(), overseas.whole().to_string()), (left.to_string(), took.to_string()));
        let (done, due) = naive_graduation(&college, as_of);
        let graduation = &report.graduation_rate;
        prop_assert_eq!((graduation.part().to_string(), graduation.whole().to_string()), (done.to_string(), due.to_string()));
        let enrolments = enrolments(&college.1);
        prop_assert_eq!(overseas, &overseas_rate(&college.0, &enrolments, year(), as_of));
        prop_assert_eq!(graduation, &graduation_rate(&college.0, &enrolments, as_of));
    }

    #[test]
    fn the_counts_are_those_a_naive_reading_finds((college, as_of) in college_on_a_day()) {
        let report = assess(&college, as_of);
        let (programmes, lives) = &college;
        let on_routes: Vec<_> =
            lives.iter().filter_map(|life| Some((programme(programmes, life)?, life))).collect();
        let here: Vec<_> =
            on_routes.iter().filter_map(|(programme, life)| Some((*programme, stage(life, as_of)?))).collect();
        prop_assert_eq!(report.on_routes, here.len() as u64);
        let abroad = here.iter().filter(|(programme, stage)| is_abroad(programme, *stage));
        prop_assert_eq!(report.abroad, abroad.count() as u64);

        let persons = |wanted: &dyn Fn(&Programme, &Life) -> bool| {
            let found = on_routes.iter().filter(|(programme, life)| wanted(programme, life));
            found.map(|(_, life)| life.student).collect::<BTreeSet<_>>().len() as u64
        };
        prop_assert_eq!(report.trained, persons(&|_, life| life.entered(1, as_of).is_some()));
        prop_assert_eq!(report.returned, persons(&|programme, life| came_back(programme, life, as_of)));
        prop_assert_eq!(report.to_master, persons(&|programme, life| {
            (1..).zip(&programme.route.stages).any(|(number, stage)| {
                let leads = stage.awards.iter().any(|award| {
                    award.isced == IscedLevel::MASTER && award.kind == AwardKind::Degree
                });
                leads && life.entered(number, as_of).is_some()
            })
        }));
        let others = |wanted: fn(&Studies) -> bool| {
            lives.iter().filter(|life| wanted(&life.studies) && stage(life, as_of).is_some()).count() as u64
        };
        prop_assert_eq!(report.mobile, others(|studies| matches!(studies, Studies::Mobility { .. })));
        let inbound = others(|studies| matches!(studies, Studies::Inbound { .. }));
        prop_assert_eq!(report.inbound.values().sum::<u64>(), inbound);
        prop_assert_eq!(report.inbound_studies.values().sum::<u64>(), inbound);
    }

    #[test]
    fn the_programmes_add_up_to_the_whole((college, as_of) in college_on_a_day()) {
        let report = assess(&college, as_of);
        let stages = report.programmes.iter().flat_map(|count| count.stages.values()).sum::<u64>();
        prop_assert_eq!(stages, report.on_routes);
        prop_assert_eq!(report.programmes.iter().map(|count| count.abroad).sum::<u64>(), report.abroad);
        let entered = report.programmes.iter().map(|count| count.entered).sum::<u64>();
        prop_assert!(report.trained <= entered && report.on_routes <= entered);
        prop_assert!(report.abroad <= report.on_routes && report.returned <= report.trained);
        prop_assert!(report.programmes.is_sorted_by_key(|count| count.code.clone()));
        for count in &report.programmes {
            prop_assert!(count.entered > 0 && count.stages.values().all(|number| *number > 0));
        }
    }

    #[test]
    fn the_order_of_the_records_changes_nothing(
        (college, as_of) in college_on_a_day(),
        seed in collection::vec(any::<u16>(), 16),
    ) {
        let mut records = enrolments(&college.1);
        let report = Cohort::assess(&college.0, &records, year(), as_of);
        let order: BTreeMap<_, _> = records.iter().map(|one| one.id).zip(seed).collect();
        records.sort_by_key(|one| order[&one.id]);
        let programmes: Vec<_> = college.0.iter().rev().cloned().collect();
        prop_assert_eq!(Cohort::assess(&programmes, &records, year(), as_of), report);
    }

    #[test]
    fn a_cohort_comes_back_from_json((college, as_of) in college_on_a_day()) {
        let report = assess(&college, as_of);
        let json = serde_json::to_string(&report).unwrap();
        prop_assert_eq!(serde_json::from_str::<Cohort>(&json).unwrap(), report);
    }

    #[test]
    fn a_further_unknown_programme_removes_no_finding((college, as_of) in college_on_a_day()) {
        let before = assess(&college, as_of);
        let (programmes, mut lives) = college;
        lives.push(Life {
            student: 900,
            studies: Studies::Route { programme: made::id(900) },
            events: vec![(as_of, EnrolmentEvent::Entered { stage: number(1) })],
            slips: false,
        });
        let after = assess(&(programmes, lives), as_of);
        for finding in &before.findings {
            prop_assert!(after.findings.iter().any(|one| one == finding), "{}", finding);
        }
        prop_assert_eq!(after.findings.len(), before.findings.len() + 1);
    }

    #[test]
    fn an_enrolment_given_twice_is_told((college, as_of) in college_on_a_day()) {
        let mut records = enrolments(&college.1);
        let told = |records: &[Enrolment]| {
            let report = Cohort::assess(&college.0, records, year(), as_of);
            report.findings.iter().filter(|finding| finding.code.as_str() == "PW0205").count()
        };
        prop_assert_eq!(told(&records), 0);
        if let Some(first) = records.first().cloned() {
            records.push(first);
            prop_assert_eq!(told(&records), 1);
        }
    }
}
