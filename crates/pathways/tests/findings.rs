//! One firing and one quiet case for each code.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "what fails here is a failed test")]

#[path = "findings/audit.rs"]
mod audit;
#[path = "findings/curriculum.rs"]
mod curriculum;
#[path = "findings/rules.rs"]
mod rules;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use collegium_core::{
    Finding, Findings, Severity,
    entity::{AgreementId, PartnerId, PersonId},
};
use collegium_pathways::{Cohort, Enrolment, Programme, check_agreements, check_partners, rule};
use serde_json::{Value, json};

/// The same id for the same code.
fn uuid(code: &str) -> String {
    PersonId::derived(&"college.example".parse().unwrap(), &code.parse().unwrap()).to_string()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn stage(host: &Value, years: &str, award: Option<(&str, &str)>) -> Value {
    let mut stage = json!({ "host": host, "years": years, "exit": award.is_some() });
    if let (Some((isced, kind)), Some(fields)) = (award, stage.as_object_mut()) {
        fields.insert("awards".into(), json!([{ "isced": isced, "kind": kind, "name": { "en": "Award" } }]));
    }
    stage
}

fn abroad() -> Value {
    json!({ "partner": uuid("P-1") })
}

fn programme_of(code: &str, stages: &[Value]) -> Programme {
    serde_json::from_value(json!({
        "id": uuid(code), "code": code, "major": { "en": "Accounting" }, "route": { "stages": stages },
        "agreement": uuid("A-1"), "unit": uuid("C-1"), "intake": "2020-09-01/2026-08-31",
    }))
    .unwrap()
}

/// Three years at home, one and one abroad.
fn programme(code: &str) -> Programme {
    programme_of(
        code,
        &[
            stage(&json!("home"), "3", Some(("5", "diploma"))),
            stage(&abroad(), "1", Some(("6", "degree"))),
            stage(&abroad(), "1", Some(("7", "degree"))),
        ],
    )
}

fn enrolment_of(code: &str, student: &str, studies: &Value, events: &[(&str, &str)]) -> Enrolment {
    let by = json!({ "id": uuid("T-1"), "name": "王芳" });
    let entry = |(effective, event): &(&str, &str)| {
        let event = match event.split_once(' ') {
            Some((what, stage)) => json!({ what: { "stage": stage.parse::<u8>().unwrap() } }),
            None => json!(event),
        };
        json!({ "recorded": "2026-03-01", "by": by,
                "change": { "happened": { "effective": effective, "event": event } } })
    };
    serde_json::from_value(json!({
        "id": uuid(code), "code": code, "student": uuid(student), "unit": uuid("C-1"), "studies": studies,
        "history": events.iter().map(entry).collect::<Vec<_>>(),
    }))
    .unwrap()
}

fn enrolment(code: &str, events: &[(&str, &str)]) -> Enrolment {
    enrolment_of(code, code, &json!({ "route": { "programme": uuid("G-1") } }), events)
}

fn assess(programmes: &[Programme], enrolments: &[Enrolment], as_of: &str) -> Cohort {
    Cohort::assess(programmes, enrolments, "2024-09-01/2025-08-31".parse().unwrap(), day(as_of))
}

/// The finding of a code: at most one.
fn one<'a>(findings: &'a Findings, code: &str) -> Option<&'a Finding> {
    let mut found = findings.iter().filter(|finding| finding.code.as_str() == code);
    let first = found.next();
    assert!(found.next().is_none(), "{code} fires twice");
    first
}

fn told(programmes: &[Programme], enrolments: &[Enrolment], as_of: &str, code: &str) -> String {
    let cohort = assess(programmes, enrolments, as_of);
    one(&cohort.findings, code).map_or_else(String::new, |finding| finding.message.clone())
}

fn pw0101() {
    let open = [programme("G-1")];
    let found = check_agreements(&open, |_| false, day("2026-08-31"));
    assert_eq!(
        one(&found, "PW0101").unwrap().message,
        "the programme takes students in on 2026-08-31, but its agreement is not in force"
    );
    assert!(
        check_agreements(&open, |agreement| agreement.to_string() == uuid("A-1"), day("2026-08-31"))
            .is_empty()
    );
    assert!(check_agreements(&open, |_| false, day("2026-09-01")).is_empty(), "the intake is closed");
    let mut second = stage(&abroad(), "1", Some(("6", "degree")));
    second["agreement"] = json!(uuid("A-2"));
    let apart = [programme_of("G-1", &[stage(&json!("home"), "3", Some(("5", "diploma"))), second])];
    let found = check_agreements(&apart, |agreement| agreement.to_string() == uuid("A-1"), day("2026-08-31"));
    let finding = one(&found, "PW0101").unwrap();
    assert_eq!(
        finding.message,
        "the programme takes students in on 2026-08-31, but the agreement of stage 2 is not in force"
    );
    assert_eq!(finding.subject.path, "route.stages[1].agreement");
    // One agreement in two places is wrong in both.
    let mut second = stage(&abroad(), "1", Some(("6", "degree")));
    second["agreement"] = json!(uuid("A-1"));
    let found = check_agreements(&[programme_of("G-1", &[second])], |_| false, day("2026-08-31"));
    let paths: Vec<_> = found.iter().map(|finding| finding.subject.path.as_str()).collect();
    assert_eq!(paths, ["agreement", "route.stages[0].agreement"]);
}

fn pw0107() {
    // The programme's agreement is with P-1; the third stage is at P-2.
    let mut third = stage(&json!({ "partner": uuid("P-2") }), "1", Some(("7", "degree")));
    let second = stage(&abroad(), "1", Some(("6", "degree")));
    let programme = |third: &Value| [programme_of("G-1", &[second.clone(), third.clone()])];
    let parties = |agreement: AgreementId, partner: PartnerId| {
        let with = if agreement.to_string() == uuid("A-1") { "P-1" } else { "P-2" };
        partner.to_string() == uuid(with)
    };
    let found = check_partners(&programme(&third), parties, day("2026-08-31"));
    let finding = one(&found, "PW0107").unwrap();
    assert_eq!(finding.message, "a partner hosts stage 2, but is no party of the agreement that covers it");
    assert_eq!(finding.subject.path, "route.stages[1].host");
    assert!(
        check_partners(&programme(&third), parties, day("2026-09-01")).is_empty(),
        "the intake is closed"
    );
    third["agreement"] = json!(uuid("A-2"));
    assert!(check_partners(&programme(&third), parties, day("2026-08-31")).is_empty());
    third["host"] = json!({ "joint": [uuid("P-1"), uuid("P-2")] });
    assert_eq!(
        check_partners(&programme(&third), parties, day("2026-08-31")).len(),
        1,
        "both must be parties"
    );
}

fn pw0201() {
    let student = [enrolment("E-1", &[("2023-09-01", "entered 1")])];
    assert_eq!(told(&[programme("G-1")], &student, "2026-03-01", "PW0201"), "");
    assert_eq!(
        told(&[programme("G-2")], &student, "2026-03-01", "PW0201"),
        "the enrolment is on a programme that is not among those given"
    );
    assert_eq!(assess(&[programme("G-2")], &student, "2026-03-01").on_routes, 0);
    let inbound = json!({ "inbound": { "country": "TH", "study": "diploma" } });
    let guest = [enrolment_of("E-2", "X-2", &inbound, &[("2023-09-01", "entered 1")])];
    assert_eq!(told(&[], &guest, "2026-03-01", "PW0201"), "", "it is on no programme");
}

fn pw0202() {
    let programmes = [programme("G-1")];
    let diploma = [("2022-09-01", "entered 1"), ("2025-06-30", "awarded 1")];
    let waiting = [enrolment("E-1", &diploma)];
    let still = "the overseas rate is not final before 2026-06-30: some graduates still have time to leave";
    assert_eq!(told(&programmes, &waiting, "2025-08-31", "PW0202"), still);
    assert_eq!(told(&programmes, &waiting, "2026-06-29", "PW0202"), still);
    assert_eq!(
        told(&programmes, &waiting, "2026-06-30", "PW0202"),
        "",
        "at the end of the last day it is final"
    );
    let left = [enrolment("E-1", &[diploma.as_slice(), &[("2025-09-10", "entered 2")]].concat())];
    assert_eq!(told(&programmes, &left, "2025-12-31", "PW0202"), "");

    // As long as the period runs, further diplomas may come, whoever has left already.
    let runs_on = "the overseas rate is not final before 2026-08-31: the period runs on";
    for enrolments in [&waiting, &left] {
        assert_eq!(told(&programmes, enrolments, "2025-08-30", "PW0202"), runs_on);
    }
    assert_eq!(told(&[], &[], "2025-08-30", "PW0202"), "", "there is nothing to wait for");
    let leap = [enrolment("E-1", &[("2021-09-01", "entered 1"), ("2024-02-29", "awarded 1")])];
    let year = "2023-09-01/2024-08-31".parse().unwrap();
    let final_on = |as_of| {
        !Cohort::assess(&programmes, &leap, year, day(as_of))
            .findings
            .iter()
            .any(|finding| finding.code == rule::PW0202)
    };
    assert_eq!((final_on("2025-02-27"), final_on("2025-02-28")), (false, true));
}

fn pw0203() {
    let programmes = [programme("G-1")];
    let events = [("2021-09-01", "entered 1"), ("2024-06-30", "awarded 1"), ("2024-09-15", "entered 2")];
    let late = [enrolment("E-1", &events)];
    assert_eq!(told(&programmes, &late, "2025-09-15", "PW0203"), "", "the last day is in time");
    assert_eq!(
        told(&programmes, &late, "2025-09-16", "PW0203"),
        "the normal end of stage 2 was 2025-09-15, and there is no award yet"
    );
    for end in ["awarded 2", "withdrawn"] {
        let done = [enrolment("E-1", &[events.as_slice(), &[("2025-09-01", end)]].concat())];
        assert_eq!(told(&programmes, &done, "2025-12-01", "PW0203"), "", "{end}");
    }
    // From a stage without an award nobody graduates, but who is late is late.
    let between = [programme_of(
        "G-1",
        &[
            stage(&json!("home"), "1", Some(("5", "certificate"))),
            stage(&abroad(), "1", None),
            stage(&json!("home"), "1", Some(("6", "degree"))),
        ],
    )];
    assert_eq!(
        told(&between, &late, "2025-09-16", "PW0203"),
        "the normal end of stage 2 was 2025-09-15, and it is not finished"
    );
    assert_eq!(assess(&between, &late, "2025-09-16").graduation_rate.to_string(), "0 of 0 (not defined)");
}

fn pw0204() {
    let route =
        [stage(&json!("home"), "3", Some(("5", "diploma"))), stage(&abroad(), "1", Some(("6", "degree")))];
    let (short, full) = ([programme_of("G-1", &route)], [programme("G-1")]);
    let events = [
        ("2021-09-01", "entered 1"),
        ("2024-06-30", "awarded 1"),
        ("2024-09-15", "entered 2"),
        ("2025-07-15", "awarded 2"),
        ("2025-09-15", "entered 3"),
    ];
    let student = [enrolment("E-1", &events)];
    assert_eq!(told(&full, &student, "2026-03-01", "PW0204"), "");
    assert_eq!(told(&short, &student, "2025-09-14", "PW0204"), "", "it was not entered yet");
    assert_eq!(
        told(&short, &student, "2025-09-15", "PW0204"),
        "stage 3 was entered, but the route of the programme ends with stage 2"
    );
}

fn pw0205() {
    let student = enrolment("E-1", &[("2023-09-01", "entered 1")]);
    let given = [student.clone()];
    assert_eq!(told(&[programme("G-1")], &given, "2026-03-01", "PW0205"), "");
    let twice = [student.clone(), student];
    assert_eq!(told(&[programme("G-1")], &twice, "2026-03-01", "PW0205"), "the enrolment is given 2 times");
    assert_eq!(told(&[programme("G-1")], &twice, "2026-03-01", "PW0206"), "", "it is one enrolment");
    let programmes = [programme("G-1"), programme("G-1"), programme("G-1")];
    assert_eq!(told(&programmes, &given, "2026-03-01", "PW0205"), "the programme is given 3 times");

    // Two programmes of one id: which is taken does not depend on their order.
    let mut draft = programme("G-1").draft();
    draft.route = programme_of("G-1", &[stage(&abroad(), "1", Some(("6", "degree")))]).route.clone();
    let (one, other) = (programme("G-1"), Programme::try_from(draft).unwrap());
    let (there, back) = ([one.clone(), other.clone()], [other, one]);
    assert_eq!(assess(&there, &given, "2026-03-01"), assess(&back, &given, "2026-03-01"));
}

fn pw0206() {
    let on = |programme: &str| json!({ "route": { "programme": uuid(programme) } });
    let programmes = [programme("G-1"), programme("G-2")];
    let first = [("2022-09-01", "entered 1")];
    let moved = [("2022-09-01", "entered 1"), ("2023-03-01", "withdrawn")];
    let other = enrolment_of("E-2", "X-1", &on("G-2"), &[("2023-03-01", "entered 1")]);
    let both = [enrolment_of("E-1", "X-1", &on("G-1"), &first), other.clone()];
    assert_eq!(
        told(&programmes, &both, "2023-03-01", "PW0206"),
        "the student is counted 2 times on routes on 2023-03-01"
    );
    assert_eq!(told(&programmes, &both, "2023-02-28", "PW0206"), "", "the second has not begun");
    let changed = [enrolment_of("E-1", "X-1", &on("G-1"), &moved), other];
    let cohort = assess(&programmes, &changed, "2023-03-01");
    assert_eq!(one(&cohort.findings, "PW0206"), None);
    assert_eq!((cohort.on_routes, cohort.trained), (1, 1), "who changed the programme is one");
    assert_eq!(cohort.programmes.iter().map(|count| count.entered).sum::<u64>(), 2);
    let stay = enrolment_of("E-3", "X-1", &json!({ "mobility": { "country": "DE" } }), &first);
    let away = [enrolment_of("E-1", "X-1", &on("G-1"), &first), stay];
    assert_eq!(
        told(&programmes, &away, "2023-03-01", "PW0206"),
        "",
        "a stay abroad beside a route is no clash"
    );
}

/// The programme with other fields.
fn changed(code: &str, fields: &Value) -> Programme {
    let mut json = serde_json::to_value(programme(code)).unwrap();
    json.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    serde_json::from_value(json).unwrap()
}

fn pw0207() {
    let enter = |code, day| enrolment(code, &[(day, "entered 1")]);
    let three = [enter("E-1", "2024-09-01"), enter("E-2", "2025-08-31"), enter("E-3", "2024-08-31")];
    let limited = |quota: u32| [changed("G-1", &json!({ "quota": quota }))];
    assert_eq!(
        told(&limited(1), &three, "2026-03-01", "PW0207"),
        "2 students entered in 2024-09-01/2025-08-31, but 1 are allowed a year"
    );
    assert_eq!(told(&limited(2), &three, "2026-03-01", "PW0207"), "", "the third entered the year before");
    assert_eq!(told(&limited(1), &three, "2025-08-30", "PW0207"), "", "the second has not entered yet");
    let letter = json!({ "kind": "approval", "authority": "cn-ministry", "number": "1", "validity": "2024-09-01/..", "quota": 1 });
    let approved = [changed("G-1", &json!({ "quota": 5, "authorisations": [letter] }))];
    assert!(told(&approved, &three, "2026-03-01", "PW0207").ends_with("1 are allowed a year"));
    // A letter that begins within the period, and one that ends in it: each limits who entered while it was valid.
    let quota = |validity: &str, quota: u32| {
        let letter = json!({ "kind": "approval", "authority": "cn-ministry", "number": validity, "validity": validity, "quota": quota });
        [changed("G-1", &json!({ "authorisations": [letter] }))]
    };
    let two = [enter("E-1", "2025-03-01"), enter("E-2", "2025-03-01")];
    let over = |programmes: &[Programme]| told(programmes, &two, "2026-03-01", "PW0207");
    assert!(over(&quota("2025-01-01/2029-12-31", 1)).starts_with("2 students entered"));
    assert_eq!(over(&quota("2025-01-01/2029-12-31", 2)), "");
    assert_eq!(over(&quota("2020-01-01/2025-02-28", 1)), "", "it had ended before they came");
    // Who is given twice has not come twice; that is another finding.
    let twice = [two[0].clone(), two[0].clone()];
    assert_eq!(told(&quota("2025-01-01/..", 1), &twice, "2026-03-01", "PW0207"), "");
    let two_years = "2023-09-01/2025-08-31".parse().unwrap();
    let cohort = Cohort::assess(&limited(1), &three, two_years, day("2026-03-01"));
    assert_eq!(one(&cohort.findings, "PW0207"), None, "a quota is of one year");
}

fn pw0208() {
    let entered = |day| [enrolment("E-1", &[(day, "entered 1")])];
    assert_eq!(
        told(&[programme("G-1")], &entered("2020-08-31"), "2026-09-02", "PW0208"),
        "the first stage was entered on 2020-08-31, when the programme takes nobody in"
    );
    assert_eq!(told(&[programme("G-1")], &entered("2020-09-01"), "2026-03-01", "PW0208"), "");
}

fn pw0209() {
    let student = [enrolment("E-1", &[("2023-09-01", "entered 1")])];
    let moved = [changed("G-1", &json!({ "unit": uuid("C-2") }))];
    assert_eq!(
        told(&moved, &student, "2026-03-01", "PW0209"),
        "the enrolment is with another college than its programme"
    );
    assert_eq!(told(&[programme("G-1")], &student, "2026-03-01", "PW0209"), "");
}

const CASES: &[(&str, fn())] = &[
    ("PW0101", pw0101),
    ("PW0102", rules::pw0102),
    ("PW0103", rules::pw0103),
    ("PW0104", rules::pw0104),
    ("PW0105", rules::pw0105),
    ("PW0106", rules::pw0106),
    ("PW0107", pw0107),
    ("PW0201", pw0201),
    ("PW0202", pw0202),
    ("PW0203", pw0203),
    ("PW0204", pw0204),
    ("PW0205", pw0205),
    ("PW0206", pw0206),
    ("PW0207", pw0207),
    ("PW0208", pw0208),
    ("PW0209", pw0209),
    ("PW0401", curriculum::pw0401),
    ("PW0402", curriculum::pw0402),
    ("PW0403", curriculum::pw0403),
    ("PW0404", curriculum::pw0404),
    ("PW0405", curriculum::pw0405),
    ("PW0406", curriculum::pw0406),
    ("PW0501", audit::pw0501),
    ("PW0502", audit::pw0502),
    ("PW0503", audit::pw0503),
    ("PW0504", audit::pw0504),
    ("PW0505", audit::pw0505),
    ("PW0506", audit::pw0506),
    ("PW0507", audit::pw0507),
    ("PW0508", audit::pw0508),
    ("PW0509", audit::pw0509),
    ("PW0510", audit::pw0510),
];

#[test]
fn every_code_fires_when_it_should_and_is_quiet_when_it_should() {
    let known: BTreeSet<_> = rule::CODES.iter().map(|(code, _)| code.as_str()).collect();
    let shown: BTreeSet<_> = CASES.iter().map(|(code, _)| *code).collect();
    assert_eq!(known, shown, "every code has a case");
    for (_, case) in CASES {
        case();
    }
}

#[test]
fn only_who_went_abroad_can_have_come_back() {
    let programmes = [programme("G-1")];
    let home = [("2021-09-01", "entered 1"), ("2024-06-30", "awarded 1")];
    let returned = |more: &[(&str, &str)]| {
        assess(&programmes, &[enrolment("E-1", &[home.as_slice(), more].concat())], "2026-03-01").returned
    };
    let (away, back) = (("2024-09-15", "entered 2"), ("2025-07-10", "returned"));
    assert_eq!(returned(&[("2024-07-01", "returned")]), 0, "from where?");
    assert_eq!(returned(&[away]), 0);
    assert_eq!(returned(&[away, back]), 1);
    let bachelor = ("2025-07-01", "awarded 2");
    assert_eq!(returned(&[away, bachelor, back, ("2025-09-15", "entered 3")]), 0, "abroad again");
    let again = ("2025-12-01", "returned");
    assert_eq!(returned(&[away, bachelor, back, ("2025-09-15", "entered 3"), again]), 1);
}

#[test]
fn a_certificate_on_the_level_of_a_master_is_no_masters_degree() {
    let to_master = |kind| {
        let route = [stage(&abroad(), "1", Some(("7", kind)))];
        let student = [enrolment("E-1", &[("2025-09-15", "entered 1")])];
        assess(&[programme_of("G-1", &route)], &student, "2026-03-01").to_master
    };
    assert_eq!((to_master("degree"), to_master("certificate")), (1, 0));
}

#[test]
fn the_overseas_rate_is_of_those_who_could_leave_with_a_diploma() {
    let events = [("2022-09-01", "entered 1"), ("2025-06-30", "awarded 1"), ("2025-09-15", "entered 2")];
    let student = [enrolment("E-1", &events)];
    let rate = |first: Value| {
        let programmes = [programme_of("G-1", &[first, stage(&abroad(), "1", Some(("6", "degree")))])];
        assess(&programmes, &student, "2026-09-01").overseas_rate.to_string()
    };
    let diploma = Some(("5", "diploma"));
    assert_eq!(rate(stage(&json!("home"), "3", diploma)), "1 of 1 (100.0 %)");
    assert_eq!(rate(stage(&json!({ "joint": [uuid("P-1")] }), "3", diploma)), "1 of 1 (100.0 %)");
    assert_eq!(rate(stage(&json!("home"), "3", None)), "0 of 0 (not defined)", "2+2 without a diploma");
    assert_eq!(rate(stage(&abroad(), "3", diploma)), "0 of 0 (not defined)", "who is abroad cannot leave");
}

#[test]
fn a_clash_is_a_violation_and_a_wait_a_note() {
    let student = enrolment("E-1", &[("2023-09-01", "entered 1")]);
    let cohort = assess(&[programme("G-1")], &[student.clone(), student], "2025-01-01");
    let severity = |code| one(&cohort.findings, code).unwrap().severity;
    assert_eq!((severity("PW0205"), severity("PW0202")), (Severity::Violation, Severity::Note));
}
