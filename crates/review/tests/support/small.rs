//! A small college with records of every kind, told on 2026-07-15.

use collegium_core::{history::Signature, preset};
use collegium_funding::{Budget, BudgetEvent};
use collegium_partnerships::{ActivityDraft, Direction};
use collegium_pathways::{EnrolmentEvent, Studies};
use collegium_staff::TripEvent;

use super::college::*;

/// The day it is told on: seven weeks of the year are still ahead.
pub(crate) const DAY: &str = "2026-07-15";

fn activities() -> Vec<ActivityDraft> {
    use Direction::{BroughtIn, TakenAbroad};
    let with = |draft: ActivityDraft, partner: &str, unit: Option<&str>, people: u32, result: bool| {
        let (partners, unit) = ([id(partner)].into(), unit.map(id));
        ActivityDraft { partners, unit, people, result: result.then(|| text("A result")), ..draft }
    };
    let (acc, aut) = (Some("C-ACC"), Some("C-AUT"));
    let mut lecture = activity("V-1", "lecture", BroughtIn, "2025-10-10/2025-10-11");
    lecture.agreement = Some(id("A-1"));
    let running = activity("V-4", "visit", TakenAbroad, "2026-07-14/2026-07-20");
    let before = activity("V-5", "cultural-event", BroughtIn, "2025-08-30/2025-09-02");
    let ahead = activity("V-6", "conference", BroughtIn, "2026-08-01/2026-08-03");
    vec![
        with(lecture, "P-1", acc, 40, true),
        with(activity("V-2", "cultural-event", TakenAbroad, "2025-12-01/2025-12-03"), "P-2", aut, 5, true),
        with(activity("V-3", "cultural-event", BroughtIn, "2026-03-05/2026-03-05"), "P-1", acc, 20, false),
        with(running, "P-1", None, 3, false),
        with(before, "P-1", acc, 100, true),
        with(ahead, "P-1", acc, 100, false),
    ]
}

fn enrolments(college: &mut College) {
    let (acc, aut) = (|| route("G-ACC"), || route("G-AUT"));
    let mobility = Studies::Mobility { country: "DE".parse().unwrap(), partner: Some(id("P-2")) };
    let first = |day| (day, entered(1));
    let drafts = [
        // Left for the partner in time, and is there.
        enrolment(
            "E-1",
            "C-ACC",
            acc(),
            &[first("2022-09-01"), ("2025-09-10", awarded(1)), ("2025-09-20", entered(2))],
        ),
        // Took the diploma, and still has time to leave.
        enrolment("E-2", "C-ACC", acc(), &[first("2022-09-01"), ("2026-06-30", awarded(1))]),
        // Back with the bachelor's degree.
        enrolment(
            "E-3",
            "C-ACC",
            acc(),
            &[
                first("2021-09-01"),
                ("2024-06-30", awarded(1)),
                ("2024-09-01", entered(2)),
                ("2025-07-01", awarded(2)),
                ("2025-09-15", EnrolmentEvent::Returned),
            ],
        ),
        // Past the normal end of the master's stage.
        enrolment(
            "E-4",
            "C-ACC",
            acc(),
            &[
                first("2020-09-01"),
                ("2023-06-30", awarded(1)),
                ("2023-09-01", entered(2)),
                ("2024-07-01", awarded(2)),
                ("2024-09-01", entered(3)),
            ],
        ),
        enrolment("E-5", "C-ACC", acc(), &[first("2025-09-01")]),
        enrolment("E-6", "C-AUT", aut(), &[first("2023-09-01")]),
        enrolment("E-7", "C-AUT", aut(), &[first("2022-09-01"), ("2026-06-20", awarded(1))]),
        enrolment("E-8", "C-AUT", aut(), &[first("2024-09-01"), ("2025-03-01", EnrolmentEvent::Withdrawn)]),
        enrolment("E-9", "C-ACC", mobility, &[first("2026-03-01")]),
        enrolment("E-10", "C-ACC", inbound("TH"), &[first("2024-09-01")]),
        enrolment("E-11", "C-AUT", inbound("TH"), &[first("2025-09-01")]),
        // Finished before the day.
        enrolment("E-12", "C-ACC", inbound("KR"), &[first("2025-09-01"), ("2026-01-15", awarded(1))]),
        enrolment("E-13", "C-ACC", inbound("LA"), &[first("2026-02-20")]),
    ];
    college.enrolments = drafts.into_iter().map(enrolled).collect();
}

fn staff(college: &mut College) {
    use collegium_core::entity as e;
    let mut left = member("T-5", "C-ACC", &["foreign-teacher"]);
    left.employment = "2015-09-01/2025-12-31".parse().unwrap();
    let drafts = [
        member("T-1", "C-ACC", &["teacher"]),
        member("T-2", "C-ACC", &["foreign-teacher"]),
        certified("T-3", "C-AUT", &["teacher"], "dual-system", "2024-07-01/2027-12-31"),
        certified("T-4", "C-AUT", &["returnee", "teacher"], "australian-curriculum", "2020-01-01/2025-12-31"),
        left,
    ];
    college.members = drafts.into_iter().map(employed).collect();
    let mut training = trip("R-1", "overseas-training", "C-AUT", &["T-3", "T-4"], "2025-12-20/2026-01-08");
    training.batch = Some(id("B-1"));
    let visit = trip("R-2", "visit", "C-ACC", &["T-1"], "2026-07-10/2026-07-20");
    let ahead = trip("R-3", "study", "C-ACC", &["T-1"], "2026-08-01/2026-08-10");
    let back = [
        ("2025-12-20", TripEvent::Departed),
        ("2026-01-08", TripEvent::Returned),
        ("2026-01-20", TripEvent::Reported),
    ];
    college.trips = vec![
        travelled(training, &back),
        travelled(visit, &[("2026-07-10", TripEvent::Departed)]),
        travelled(ahead, &[]),
    ];
    college.batches = preset::read(&format!(
        r#"[{{"id":"{}","code":"B-1","year":2025,"kind":"teacher","number":1,"members":["{}"],"abroad":"2025-12-20/2026-01-08"}}]"#,
        id::<e::Batch>("B-1"),
        id::<e::Person>("T-3")
    ))
    .unwrap();
}

/// 1 000 allotted; 600 promised, of which 150 are paid.
pub(crate) fn budget() -> Budget {
    use collegium_core::entity as e;
    let (fund, line) = (id::<e::Fund>("F-1"), id::<e::BudgetLine>("F-1/travel"));
    let mut budget: Budget = preset::read(&format!(
        r#"{{"funds":[{{"id":"{fund}","code":"F-1","name":{{"en":"Special fund"}},"source":"municipal",
             "purposes":["overseas-teacher-programmes"],"earmark":{{"document":"Grant 17","date":"2026-01-15"}},
             "currency":"CNY","validity":"2026-01-01/2026-12-31"}}],
             "lines":[{{"id":"{line}","code":"travel","name":{{"en":"Travel"}},"fund":"{fund}",
             "purpose":"overseas-teacher-programmes"}}],"entries":[]}}"#
    ))
    .unwrap();
    let purpose: collegium_funding::Purpose = "overseas-teacher-programmes".parse().unwrap();
    let yuan = |amount: &str| format!("CNY {amount}").parse().unwrap();
    let code = |code: &str| code.parse().unwrap();
    let (commitment, expenditure) = (id("K-1"), id("V-1"));
    let promised = BudgetEvent::Committed {
        commitment,
        code: code("K-1"),
        line,
        purpose,
        kind: None,
        amount: yuan("600"),
    };
    let paid = BudgetEvent::Invoiced {
        expenditure,
        code: code("V-1"),
        commitment,
        amount: yuan("150"),
        closes: false,
    };
    for (on, event) in [
        ("2026-02-01", BudgetEvent::Allotted { line, amount: yuan("1000") }),
        ("2026-03-02", promised),
        ("2026-06-01", paid),
    ] {
        let clerk = Signature::new(id("T-90"), "Wang Fang", day(on)).unwrap();
        budget.record(day(on), &clerk, None, event).unwrap();
    }
    budget
}

pub(crate) fn small() -> College {
    let posts = [
        post("S", "foreign-affairs-specialist", Some("T-90")),
        post("C-ACC", "liaison-officer", Some("T-1")),
        post("C-AUT", "liaison-officer", None),
    ];
    let membership = id::<collegium_core::entity::Membership>("M-1");
    let mut college = College {
        organisation: organisation(&["C-ACC", "C-AUT"], &posts.join(",")),
        partners: vec![
            partner("P-1", "AU", Some("strategic")),
            partner("P-2", "DE", Some("active")),
            partner("P-3", "TW", None),
        ],
        agreements: vec![
            checked(agreement("A-1", "P-1", Some("C-ACC"), "2024-01-01/2028-12-31")),
            checked(agreement("A-2", "P-2", Some("C-AUT"), "2025-01-01/2026-12-31")),
            checked(agreement("A-3", "P-3", None, "2020-01-01/2023-12-31")),
        ],
        activities: activities().into_iter().map(held).collect(),
        sites: vec![
            site("S-1", "campus", "AU", Some("C-ACC"), "2024-01-01/.."),
            site("S-2", "luban-workshop", "TH", None, "2025-01-01/.."),
            site("S-3", "campus", "AU", Some("C-ACC"), "2020-01-01/2024-12-31"),
        ],
        memberships: preset::read(&format!(
            r#"[{{"id":"{membership}","code":"M-1","alliance":{{"en":"An alliance"}},"role":"initiator","validity":"2018-05-01/.."}}]"#
        ))
        .unwrap(),
        programmes: vec![
            programme("G-ACC", "C-ACC", "P-1", "A-1", 2),
            programme("G-AUT", "C-AUT", "P-2", "A-2", 1),
        ],
        budget: Some(budget()),
        observations: vec![
            observed("OE02", "C-ACC", 250, "2026-07-01"),
            observed("OE03", "C-ACC", 1, "2026-07-01"),
        ],
        ..College::empty()
    };
    enrolments(&mut college);
    staff(&mut college);
    college
}
