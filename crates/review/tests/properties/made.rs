//! Colleges made by chance.

use chrono::{Days, NaiveDate};
use collegium_core::Period;
use collegium_partnerships::{Activity, Agreement, Direction, Partner, Site};
use collegium_pathways::{Enrolment, EnrolmentEvent};
use collegium_staff::{Member, Trip, TripEvent};
use proptest::{collection::vec, option, prelude::*, sample};

use crate::{college::*, small::small};

/// Days of three years around the year.
pub(crate) fn near() -> impl Strategy<Value = NaiveDate> {
    (0_u64..1_200).prop_map(|days| day("2024-09-01") + Days::new(days))
}

fn span(most: u64) -> impl Strategy<Value = Period> {
    (near(), 0..most).prop_map(|(first, days)| Period::new(first, first + Days::new(days)).unwrap())
}

fn college_code() -> impl Strategy<Value = &'static str> {
    sample::select(vec!["C-ACC", "C-AUT"])
}

fn partners() -> impl Strategy<Value = Vec<Partner>> {
    let tier = option::of(sample::select(vec!["strategic", "active"]));
    let made = (sample::select(vec!["DE", "AU", "TW"]), tier);
    vec(made, 4).prop_map(|made| {
        let numbered = (1..).zip(made);
        numbered.map(|(n, (country, tier))| partner(&format!("P-{n}"), country, tier)).collect()
    })
}

fn agreements() -> impl Strategy<Value = Vec<Agreement>> {
    let made = (1_u8..6, option::of(college_code()), span(2_000), any::<bool>());
    vec(made, 0..8).prop_map(|made| {
        let numbered = (1..).zip(made);
        let agreement = |(n, (partner, unit, term, open)): (usize, (u8, Option<&str>, Period, bool))| {
            let term = if open { format!("{}/..", term.first()) } else { term.to_string() };
            checked(agreement(&format!("A-{n}"), &format!("P-{partner}"), unit, &term))
        };
        numbered.map(agreement).collect()
    })
}

/// Activities; one in some names a partner that is not there.
fn activities() -> impl Strategy<Value = Vec<Activity>> {
    let direction = sample::select(vec![Direction::BroughtIn, Direction::TakenAbroad]);
    let kind = sample::select(vec!["cultural-event", "lecture"]);
    let made = (kind, direction, span(20), vec(1_u8..6, 0..3), option::of(college_code()), any::<bool>());
    vec(made, 0..12).prop_map(|made| {
        let numbered = (1..).zip(made);
        numbered
            .map(|(n, (kind, direction, days, partners, unit, result)): (usize, _)| {
                let mut draft = activity(&format!("V-{n}"), kind, direction, &days.to_string());
                draft.partners = partners.iter().map(|n| id(&format!("P-{n}"))).collect();
                draft.unit = unit.map(id);
                draft.result = result.then(|| text("A result"));
                held(draft)
            })
            .collect()
    })
}

fn sites() -> impl Strategy<Value = Vec<Site>> {
    vec((option::of(college_code()), span(900)), 0..4).prop_map(|made| {
        let numbered = (1..).zip(made);
        numbered
            .map(|(n, (unit, open))| site(&format!("S-{n}"), "campus", "AU", unit, &open.to_string()))
            .collect()
    })
}

/// Students on a route, cut off anywhere, and international students.
fn enrolments() -> impl Strategy<Value = Vec<Enrolment>> {
    let studies =
        sample::select(vec![route("G-ACC"), route("G-ACC"), route("G-AUT"), inbound("TH"), inbound("LA")]);
    let days = vec(near(), 5).prop_map(|mut days| {
        days.sort();
        days
    });
    let made = (studies, college_code(), days, 1_usize..6, any::<bool>());
    vec(made, 0..14).prop_map(|made| {
        let numbered = (1..).zip(made);
        numbered
            .map(|(n, (studies, unit, days, length, leaves)): (usize, _)| {
                let gone = EnrolmentEvent::Withdrawn;
                let life = if studies.is_inbound() {
                    vec![entered(1), if leaves { gone } else { awarded(1) }]
                } else if leaves {
                    vec![entered(1), awarded(1), entered(2), gone, EnrolmentEvent::Returned]
                } else {
                    vec![entered(1), awarded(1), entered(2), awarded(2), EnrolmentEvent::Returned]
                };
                let days: Vec<String> = days.iter().map(ToString::to_string).collect();
                let events: Vec<_> = days.iter().map(String::as_str).zip(life).take(length).collect();
                enrolled(enrolment(&format!("E-{n}"), unit, studies, &events))
            })
            .collect()
    })
}

fn members() -> impl Strategy<Value = Vec<Member>> {
    let kinds = sample::subsequence(vec!["teacher", "foreign-teacher", "returnee"], 1..=3);
    let made = (kinds, college_code(), option::of(span(700)), option::of(span(900)));
    vec(made, 0..8).prop_map(|made| {
        let numbered = (1..).zip(made);
        numbered
            .map(|(n, (kinds, unit, employment, certificate)): (usize, _)| {
                let code = format!("T-{n}");
                let mut draft = match certificate {
                    Some(days) => certified(&code, unit, &kinds, "dual-system", &days.to_string()),
                    None => member(&code, unit, &kinds),
                };
                if let Some(days) = employment {
                    draft.employment = days.to_string().parse().unwrap();
                }
                employed(draft)
            })
            .collect()
    })
}

fn trips() -> impl Strategy<Value = Vec<Trip>> {
    let kind = sample::select(vec!["study", "visit", "overseas-training"]);
    let made =
        (kind, college_code(), sample::subsequence(vec!["T-1", "T-2", "T-3"], 1..=3), span(40), 0_usize..3);
    vec(made, 0..6).prop_map(|made| {
        let numbered = (1..).zip(made);
        numbered
            .map(|(n, (kind, unit, people, days, length)): (usize, _)| {
                let (first, last) = (days.first().to_string(), days.last().to_string());
                let life = [(first.as_str(), TripEvent::Departed), (last.as_str(), TripEvent::Returned)];
                let draft = trip(&format!("R-{n}"), kind, unit, &people, &days.to_string());
                travelled(draft, life.get(..length).unwrap())
            })
            .collect()
    })
}

/// A college with the programmes and the books of the small one, and records of every kind.
pub(crate) fn a_college() -> impl Strategy<Value = College> {
    let partnerships = (partners(), agreements(), activities(), sites());
    (partnerships, enrolments(), members(), trips()).prop_map(|(partnerships, enrolments, members, trips)| {
        let (partners, agreements, activities, sites) = partnerships;
        College { partners, agreements, activities, sites, enrolments, members, trips, ..small() }
    })
}
