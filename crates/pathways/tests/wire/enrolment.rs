//! Enrolments, their events, and what cannot happen to a student.

use collegium_core::history::{HistoryError, Signature};
use collegium_pathways::{
    Enrolment, EnrolmentDraft, EnrolmentError, EnrolmentEvent, EnrolmentEventError, StageNumber, Standing,
    Studies, StudyKind,
};

use super::{ID, golden, has_fields, is_identifier, refused, refused_with};

const INBOUND: &str = r#"{"inbound":{"country":"TH","study":"diploma"}}"#;

fn route() -> String {
    format!(r#"{{"route":{{"programme":"{ID}"}}}}"#)
}

fn enrolment(studies: &str, events: &[&str]) -> String {
    let entry = |(day, event): (u32, &&str)| {
        let event = match event.split_once(' ') {
            Some((what, stage)) => format!(r#"{{"{what}":{{"stage":{stage}}}}}"#),
            None => format!("\"{event}\""),
        };
        format!(
            r#"{{"recorded":"2026-03-01","by":{{"id":"{ID}","name":"王芳"}},"change":{{"happened":{{"effective":"2025-01-{day:02}","event":{event}}}}}}}"#
        )
    };
    let entries: Vec<_> = (1..).zip(events).map(entry).collect();
    format!(
        r#"{{"id":"{ID}","code":"E-1","student":"{ID}","unit":"{ID}","studies":{studies},"history":[{}]}}"#,
        entries.join(",")
    )
}

#[test]
fn an_enrolment_is_written_with_its_whole_history() {
    let json = enrolment(&route(), &["entered 1", "awarded 1", "entered 2", "withdrawn", "returned"]);
    let record: Enrolment = golden(&json);
    assert_eq!(golden::<EnrolmentDraft>(&json), record.draft());
    has_fields::<Enrolment>(&json, &["id", "code", "student", "unit", "studies", "history"]);
    let message = |field, value| refused_with::<Enrolment>(&json, field, value);
    for (field, kind) in [("id", "an enrolment"), ("student", "a person"), ("unit", "a unit")] {
        assert!(message(field, "\"1\"").starts_with(&format!("`1` is not the id of {kind}")), "{field}");
    }
    assert_eq!(message("code", "\"\""), "a record code cannot be blank");
    assert_eq!(
        message("history", "[]"),
        "the enrolment `E-1` has no history that stands: record at least that a stage was entered"
    );
    assert!(message("history", "[1]").starts_with("invalid type: integer `1`"));
}

#[test]
fn studies_are_of_three_kinds() {
    golden::<Studies>(&route());
    golden::<Studies>(&format!(r#"{{"mobility":{{"country":"DE","partner":"{ID}"}}}}"#));
    golden::<Studies>(r#"{"mobility":{"country":"DE"}}"#);
    golden::<Studies>(INBOUND);
    for (json, message) in [
        (r#"{"inbound":{"country":"th","study":"diploma"}}"#, "`th` is not a country"),
        (r#"{"inbound":{"country":"TH","study":"A"}}"#, "`A` is not a kind of study"),
        (r#"{"inbound":{"country":"TH"}}"#, "missing field `study`"),
        (r#"{"inbound":{"country":"TH","study":"a","from":"x"}}"#, "unknown field `from`"),
        (r#"{"mobility":{"partner":null}}"#, "missing field `country`"),
        (r#"{"route":{}}"#, "missing field `programme`"),
        (r#"{"route":{"programme":"1"}}"#, "`1` is not the id of a programme"),
        (r#"{"outbound":{}}"#, "unknown variant `outbound`, expected one of `route`, `mobility`, `inbound`"),
    ] {
        let told = refused::<Studies>(json);
        assert!(told.starts_with(message), "{told}");
    }
    is_identifier::<StudyKind>("kind of study");
}

#[test]
fn every_event_has_its_text() {
    golden::<EnrolmentEvent>(r#"{"entered":{"stage":1}}"#);
    golden::<EnrolmentEvent>(r#"{"awarded":{"stage":6}}"#);
    golden::<EnrolmentEvent>("\"withdrawn\"");
    golden::<EnrolmentEvent>("\"returned\"");
    assert_eq!(
        refused::<EnrolmentEvent>(r#"{"entered":{"stage":7}}"#),
        "7 is not the number of a stage: they go from 1 to 6"
    );
    assert_eq!(refused::<EnrolmentEvent>(r#"{"entered":{}}"#), "missing field `stage`");
    assert_eq!(
        refused::<EnrolmentEvent>(r#"{"awarded":{"stage":1,"grade":"A"}}"#),
        "unknown field `grade`, expected `stage`"
    );
    assert!(refused::<EnrolmentEvent>("\"resumed\"").starts_with("unknown variant `resumed`"));
}

#[test]
fn what_cannot_happen_to_a_student_says_why() {
    let again = "the student came back already, and entered no stage since";
    for (events, message) in [
        (vec!["entered 2"], "stage 2 cannot begin: stage 1 is not done"),
        (vec!["awarded 1"], "the student is in no stage then"),
        (vec!["withdrawn"], "the student is in no stage then"),
        (vec!["returned"], "the student is in no stage then"),
        (vec!["entered 1", "entered 1"], "stage 1 was entered already: a stage is entered once"),
        (vec!["entered 1", "entered 2"], "stage 2 cannot begin: stage 1 is not done"),
        (vec!["entered 1", "awarded 2"], "the award of stage 2 cannot be taken in stage 1"),
        (vec!["entered 1", "awarded 1", "awarded 1"], "the student is in no stage then"),
        (vec!["entered 1", "awarded 1", "withdrawn"], "the student is in no stage then"),
        (vec!["entered 1", "awarded 1", "entered 1"], "stage 1 was entered already: a stage is entered once"),
        (vec!["entered 1", "awarded 1", "entered 3"], "stage 3 cannot begin: stage 2 is not done"),
        (
            vec!["entered 1", "awarded 1", "entered 2", "entered 1"],
            "stage 1 was entered already: a stage is entered once",
        ),
        (
            vec!["entered 1", "withdrawn", "entered 1"],
            "stage 1 cannot begin: the studies were given up in stage 1; make a new enrolment",
        ),
        (
            vec!["entered 1", "withdrawn", "entered 2"],
            "stage 2 cannot begin: the studies were given up in stage 1; make a new enrolment",
        ),
        (vec!["entered 1", "returned", "returned"], again),
        (vec!["entered 1", "awarded 1", "entered 2", "returned", "awarded 2", "returned"], again),
    ] {
        let place = events.len();
        assert_eq!(
            refused::<Enrolment>(&enrolment(&route(), &events)),
            format!("event #{place} cannot happen on 2025-01-{place:02}: {message}"),
            "{events:?}"
        );
    }
}

#[test]
fn who_left_again_can_come_back_again() {
    let events = [
        "entered 1",
        "awarded 1",
        "entered 2",
        "awarded 2",
        "returned",
        "entered 3",
        "awarded 3",
        "returned",
    ];
    let record: Enrolment = golden(&enrolment(&route(), &events));
    let day = |text: &str| text.parse().unwrap();
    assert_eq!(record.returned(day("2025-01-04")), None);
    assert_eq!(record.returned(day("2025-01-07")), Some(day("2025-01-05")));
    assert_eq!(record.returned(day("2025-01-08")), Some(day("2025-01-08")));
}

#[test]
fn studies_outside_a_route_have_one_stage_through_every_door() {
    let json = enrolment(INBOUND, &["entered 1", "awarded 1", "entered 2"]);
    assert_eq!(refused::<Enrolment>(&json), "the enrolment `E-1` is on no route and cannot reach stage 2");
    let mut record: Enrolment = golden(&enrolment(INBOUND, &["entered 1", "awarded 1"]));
    let before = record.clone();
    let (day, second) = ("2025-02-01".parse().unwrap(), StageNumber::try_from(2).unwrap());
    let clerk = Signature::new(ID.parse().unwrap(), "王芳", "2026-03-01".parse().unwrap()).unwrap();
    let error = record.record(day, &clerk, EnrolmentEvent::Entered { stage: second }).unwrap_err();
    assert!(matches!(error, HistoryError::Impossible { error: EnrolmentEventError::NoRoute { .. }, .. }));
    assert_eq!(
        error.to_string(),
        "event #3 cannot happen on 2025-02-01: stage 2 cannot begin: studies outside a route have one stage"
    );
    assert_eq!(record, before, "nothing is changed");
}

#[test]
fn both_refusals_of_an_enrolment_are_told_apart() {
    let draft =
        |events: &[&str]| serde_json::from_str::<EnrolmentDraft>(&enrolment(INBOUND, events)).unwrap();
    let code = draft(&[]).code;
    assert_eq!(Enrolment::try_from(draft(&[])), Err(EnrolmentError::NeverEntered { code: code.clone() }));
    let stage = StageNumber::try_from(2).unwrap();
    assert_eq!(
        Enrolment::try_from(draft(&["entered 1", "awarded 1", "entered 2"])),
        Err(EnrolmentError::NoRoute { code: code.clone(), stage })
    );
    // A history that is cancelled entirely is none.
    let mut cancelled = draft(&["entered 1"]);
    let clerk = Signature::new(ID.parse().unwrap(), "王芳", "2026-03-02".parse().unwrap()).unwrap();
    let (number, ..) = cancelled.history.standing().next().unwrap();
    cancelled.history.cancel(number, &clerk, "another student".parse().unwrap()).unwrap();
    assert_eq!(Enrolment::try_from(cancelled), Err(EnrolmentError::NeverEntered { code }));
}

#[test]
fn a_standing_has_a_text() {
    let stage = StageNumber::FIRST;
    assert_eq!(Standing::Studying { stage }.to_string(), "in stage 1");
    assert_eq!(Standing::Between { done: stage }.to_string(), "after stage 1");
    assert_eq!(Standing::Withdrawn { stage }.to_string(), "withdrawn in stage 1");
}
