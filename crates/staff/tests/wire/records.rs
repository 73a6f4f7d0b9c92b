//! Members, trips and batches.

use collegium_core::history::Signature;
use collegium_staff::{
    Batch, BatchDraft, Certificate, CertificateKind, Member, MemberDraft, MemberKind, Trip, TripDraft,
    TripEvent, TripKind, TripStatus,
};

use super::{golden, refused, refused_with};
use crate::college::{batch, certificate, checked_batch, checked_member, day, member, planned, trip};

const ISSUED: &str =
    r#"{"kind":"dual-system","issuer":{"zh":"中德诺浩"},"validity":"2024-07-01/2027-06-30"}"#;

const MEMBER: &str = r#"{"id":"ID","code":"T-001","name":{"zh":"王芳"},"unit":"UNIT","kinds":["returnee","teacher"],"employment":"2015-09-01/..","certificates":[{"kind":"australian-curriculum","issuer":{"zh":"中德诺浩"},"validity":"2024-07-01/..","number":"A-16"},{"kind":"dual-system","issuer":{"zh":"中德诺浩"},"validity":"2024-07-01/2027-06-30"}]}"#;

const TRIP: &str = r#"{"id":"ID","code":"R-001","kind":"visit","purpose":"Talks in Wernigerode","unit":"UNIT","leader":"ONE","participants":["ONE"],"destinations":["DE","CZ","DE"],"agreement":"AGREEMENT","partners":["PARTNER"],"batch":"BATCH","history":[{"recorded":"2027-12-31","by":{"id":"CLERK","name":"Wang Fang"},"change":{"happened":{"effective":"2026-01-05","event":{"planned":{"period":"2026-05-10/2026-05-17"}}}}},{"recorded":"2027-12-31","by":{"id":"CLERK","name":"Wang Fang"},"change":{"happened":{"effective":"2026-02-05","event":"approved"}}}]}"#;

const BATCH: &str = r#"{"id":"ID","code":"B-2026-1","year":2026,"kind":"management-cadre","number":1,"members":["ONE"],"abroad":"2026-05-10/2026-05-30"}"#;

fn id<T: collegium_core::entity::Entity>(code: &str) -> String {
    crate::college::id::<T>(code).to_string()
}

fn filled(json: &str, code: &str) -> String {
    use collegium_core::entity as e;
    let own = match code.as_bytes().first().unwrap() {
        b'T' => id::<e::Person>(code),
        b'R' => id::<e::Trip>(code),
        _ => id::<e::Batch>(code),
    };
    json.replace("\"ID\"", &format!("\"{own}\""))
        .replace("UNIT", &id::<e::Unit>("C-AUTO"))
        .replace("ONE", &id::<e::Person>("T-001"))
        .replace("CLERK", &id::<e::Person>("T-9"))
        .replace("AGREEMENT", &id::<e::Agreement>("A-001"))
        .replace("PARTNER", &id::<e::Partner>("P-001"))
        .replace("BATCH", &id::<e::Batch>("B-2026-1"))
}

fn full_member() -> MemberDraft {
    let mut draft = member("T-001", &["teacher", "returnee"]);
    let mut numbered = certificate("australian-curriculum", "2024-07-01/..");
    numbered.number = Some("A-16".parse().unwrap());
    draft.certificates = vec![certificate("dual-system", "2024-07-01/2027-06-30"), numbered];
    draft
}

fn full_trip() -> TripDraft {
    let events = [("2026-01-05", planned("2026-05-10/2026-05-17")), ("2026-02-05", TripEvent::Approved)];
    let mut draft = trip("R-001", &["T-001"], &events);
    draft.destinations = ["DE", "CZ", "DE"].map(|country| country.parse().unwrap()).to_vec();
    draft.agreement = Some(crate::college::id("A-001"));
    draft.partners = [crate::college::id("P-001")].into();
    draft.batch = Some(crate::college::id("B-2026-1"));
    draft
}

#[test]
fn kinds() {
    golden(&MemberKind::new("foreign-teacher").unwrap(), "\"foreign-teacher\"");
    golden(&CertificateKind::new("dual-system").unwrap(), "\"dual-system\"");
    golden(&TripKind::new("visit").unwrap(), "\"visit\"");
    let rest = "write lower-case words joined by `-` or `.`, such as `abc-1`, 64 bytes at most";
    assert_eq!(refused::<MemberKind>("\"Teacher\""), format!("`Teacher` is not a member kind: {rest}"));
    assert_eq!(refused::<CertificateKind>("\"\""), format!("`` is not a certificate kind: {rest}"));
    assert_eq!(refused::<TripKind>("\"a b\""), format!("`a b` is not a trip kind: {rest}"));
}

#[test]
fn certificates() {
    golden(&certificate("dual-system", "2024-07-01/2027-06-30"), ISSUED);
    assert_eq!(
        refused_with::<Certificate>(ISSUED, "2027", "2023"),
        "the period from 2024-07-01 to 2023-06-30 is reversed: its last day must not lie before its first"
    );
    assert_eq!(
        refused_with::<Certificate>(ISSUED, "{\"kind\"", "{\"grade\":1,\"kind\""),
        "unknown field `grade`, expected one of `kind`, `issuer`, `validity`, `number`"
    );
}

#[test]
fn members() {
    let json = filled(MEMBER, "T-001");
    golden(&checked_member(full_member()), &json);
    let least = checked_member(member("T-001", &["teacher"]));
    let without = json.split(",\"certificates\"").next().unwrap().replace("\"returnee\",", "") + "}";
    golden(&least, &without);
    golden(&least.draft(), &without);

    let refused = |part: &str, by: &str| refused_with::<Member>(&json, part, by);
    assert_eq!(
        refused("[\"returnee\",\"teacher\"]", "[]"),
        "the member `T-001` is of no kind: say at least one, such as `teacher`"
    );
    assert_eq!(
        refused("\"certificates\":[", &format!("\"certificates\":[{ISSUED},")),
        "the member `T-001` has the same certificate of the kind `dual-system` twice: list it once"
    );
    assert!(refused("\"code\"", "\"post\":1,\"code\"").starts_with("unknown field `post`"));
    assert_eq!(refused(",\"employment\":\"2015-09-01/..\"", ""), "missing field `employment`");
    // Two that differ in their number are two.
    let mut draft = full_member();
    draft.certificates.push(certificate("australian-curriculum", "2024-07-01/.."));
    assert_eq!(checked_member(draft).certificates.len(), 3);
}

#[test]
fn events() {
    let period = "2026-05-10/2026-05-17".parse().unwrap();
    for (event, json) in [
        (TripEvent::Planned { period }, r#"{"planned":{"period":"2026-05-10/2026-05-17"}}"#),
        (TripEvent::Approved, "\"approved\""),
        (TripEvent::Departed, "\"departed\""),
        (TripEvent::Returned, "\"returned\""),
        (TripEvent::Reported, "\"reported\""),
        (TripEvent::Postponed { period }, r#"{"postponed":{"period":"2026-05-10/2026-05-17"}}"#),
        (TripEvent::Cancelled, "\"cancelled\""),
    ] {
        golden(&event, json);
    }
    assert!(refused::<TripEvent>("\"left\"").starts_with("unknown variant `left`"));
    assert!(
        refused::<TripEvent>(r#"{"planned":{"period":"2026-05-10/2026-05-17","days":8}}"#)
            .starts_with("unknown field")
    );
}

#[test]
fn statuses() {
    for (status, json) in TripStatus::ALL.iter().zip([
        "\"planned\"",
        "\"postponed\"",
        "\"approved\"",
        "\"away\"",
        "\"returned\"",
        "\"reported\"",
        "\"cancelled\"",
    ]) {
        golden(status, json);
        assert_eq!(format!("\"{status}\""), json);
    }
    assert!(refused::<TripStatus>("\"Away\"").starts_with("unknown variant `Away`"));
}

#[test]
fn trips() {
    let json = filled(TRIP, "R-001");
    let full = Trip::try_from(full_trip()).unwrap();
    golden(&full, &json);
    golden(&full.draft(), &json);

    let refused = |part: &str, by: &str| refused_with::<Trip>(&json, part, by);
    let participants = format!("\"participants\":[\"{}\"]", id::<collegium_core::entity::Person>("T-001"));
    let stranger = participants.replace(
        &id::<collegium_core::entity::Person>("T-001"),
        &id::<collegium_core::entity::Person>("T-002"),
    );
    for others in ["\"participants\":[]", &stranger] {
        assert_eq!(
            refused(&participants, others),
            "the leader of the trip `R-001` is not among its participants: name the leader there too"
        );
    }
    assert_eq!(
        refused("[\"DE\",\"CZ\",\"DE\"]", "[]"),
        "the trip `R-001` goes nowhere: name at least one country"
    );
    assert!(refused("\"CZ\"", "\"Czechia\"").starts_with("`Czechia` is not a country"));
    assert_eq!(
        refused("\"event\":\"approved\"", "\"event\":\"departed\""),
        "event #2 cannot happen on 2026-02-05: it has not been approved for its days: nobody departs before"
    );
    assert_eq!(
        refused("\"effective\":\"2026-02-05\"", "\"effective\":\"+10000-01-01\""),
        "`+10000-01-01` is not a day: write year, month and day, such as `2024-09-01`, in the years 0001 to 9999"
    );
    let mut trip: Trip = serde_json::from_str(&json).unwrap();
    let far = chrono::NaiveDate::from_ymd_opt(10_000, 1, 1).unwrap();
    let clerk = Signature { by: trip.history.entries()[0].by.clone(), on: far };
    assert_eq!(
        trip.record(far, &clerk, None, TripEvent::Cancelled).unwrap_err().to_string(),
        "nothing can happen to the trip `R-001` on +10000-01-01: the years go from 0001 to 9999"
    );
    let (before, _) = json.split_once("\"history\"").unwrap();
    assert_eq!(
        super::refused::<Trip>(&format!("{before}\"history\":[]}}")),
        "the trip `R-001` has no history: record at least that it is planned"
    );
    assert!(refused("\"purpose\"", "\"cost\":1,\"purpose\"").starts_with("unknown field `cost`"));
    assert_eq!(full.status_on(day("2026-02-05")), Some(TripStatus::Approved));
}

#[test]
fn batches() {
    let json = filled(BATCH, "B-2026-1");
    let checked = checked_batch(batch("B-2026-1", "management-cadre", 1, &["T-001"]));
    golden(&checked, &json);
    golden::<BatchDraft>(&checked.draft(), &json);

    let refused = |part: &str, by: &str| refused_with::<Batch>(&json, part, by);
    for year in ["0", "-1", "10000"] {
        assert_eq!(
            refused("\"year\":2026", &format!("\"year\":{year}")),
            format!("the batch `B-2026-1` cannot belong to the year {year}: the years go from 1 to 9999")
        );
    }
    assert_eq!(
        refused("\"number\":1", "\"number\":0"),
        "the batch `B-2026-1` cannot have the number 0: the first of a year is 1"
    );
    let members = format!("\"members\":[\"{}\"]", id::<collegium_core::entity::Person>("T-001"));
    assert_eq!(refused(&members, "\"members\":[]"), "the batch `B-2026-1` has no members: name at least one");
    assert!(refused("\"year\"", "\"place\":1,\"year\"").starts_with("unknown field `place`"));
    assert!(refused("\"number\":1", "\"number\":-1").starts_with("invalid value: integer `-1`"));
}
