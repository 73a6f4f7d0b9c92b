//! Rules and the report.

use collegium_core::Findings;
use collegium_staff::{
    CertificateRules, CertificateRulesDraft, Development, SelectionLine, SelectionRules, SelectionRulesDraft,
    StaffRules, TimeLimit, TripRules, TripRulesDraft,
};

use super::{golden, refused, refused_with};
use crate::college::{checked_member, day, gone, member};

const SOURCE: &str = r#""source":{"document":"Rules of a college","article":"Art. 7","date":"2026-01-01"},"status":"verified""#;

fn with_source(json: &str) -> String {
    json.replace("SOURCE", SOURCE)
}

const CERTIFICATES: &str = r#"{"notice_days":365,"expired":"warning","expiring":"note",SOURCE}"#;
const SELECTION: &str = r#"{"lines":[{"kind":"outstanding-talent","persons":20,"batches":2},{"kind":"management-cadre","batches":3}],"fewer":"warning","more":"violation","repeated":"note",SOURCE}"#;
const TRIPS: &str = r#"{"report_within":{"months":1},"unreported":"violation",SOURCE}"#;

#[test]
fn certificate_rules() {
    let json = with_source(CERTIFICATES);
    let draft: CertificateRulesDraft = serde_json::from_str(&json).unwrap();
    golden(&draft, &json);
    golden(&CertificateRules::try_from(draft).unwrap(), &json);
    let refused = |part: &str, by: &str| refused_with::<CertificateRules>(&json, part, by);
    assert_eq!(refused("365", "0"), "a notice of 0 days is none: give at least 1");
    assert_eq!(refused("365", "3661"), "a notice of 3661 days is too long: give at most 3660");
    assert!(refused("\"note\"", "\"hint\"").starts_with("unknown variant `hint`"));
    assert!(refused("\"expired\"", "\"late\":1,\"expired\"").starts_with("unknown field `late`"));
    assert!(serde_json::from_str::<CertificateRules>(&json.replace("365", "3660")).is_ok());
}

#[test]
fn selection_rules() {
    golden::<SelectionLine>(
        &serde_json::from_str(r#"{"kind":"management-cadre","batches":3}"#).unwrap(),
        r#"{"kind":"management-cadre","batches":3}"#,
    );
    let json = with_source(SELECTION);
    let draft: SelectionRulesDraft = serde_json::from_str(&json).unwrap();
    golden(&draft, &json);
    golden(&SelectionRules::try_from(draft).unwrap(), &json);
    let refused_here = |part: &str, by: &str| refused_with::<SelectionRules>(&json, part, by);
    let (_, after) = json.split_once("],").unwrap();
    assert_eq!(
        refused::<SelectionRules>(&format!("{{\"lines\":[],{after}")),
        "a selection without lines asks for nothing: give at least one"
    );
    assert_eq!(
        refused_here("management-cadre", "outstanding-talent"),
        "the kind `outstanding-talent` has two lines: give one"
    );
    assert_eq!(
        refused_here("\"batches\":3", "\"batches\":0"),
        "the kind `management-cadre` is to go in 0 batches: give at least 1, or leave the line out"
    );
    assert_eq!(
        refused_here("\"persons\":20", "\"persons\":1"),
        "1 `outstanding-talent` cannot go in 2 batches: a batch has at least one member"
    );
    assert!(refused_here("\"batches\":3", "\"batches\":3,\"to\":1").starts_with("unknown field `to`"));
    assert!(refused_here("\"fewer\"", "\"less\":1,\"fewer\"").starts_with("unknown field `less`"));
    assert!(serde_json::from_str::<SelectionRules>(&json.replace("\"persons\":20", "\"persons\":2")).is_ok());
}

#[test]
fn time_limits() {
    golden(&TimeLimit::Days(5), r#"{"days":5}"#);
    golden(&TimeLimit::Months(1), r#"{"months":1}"#);
    assert!(refused::<TimeLimit>(r#"{"weeks":1}"#).starts_with("unknown variant `weeks`"));
    let last = |limit: TimeLimit| limit.last_day(day("2026-01-31")).map(|day| day.to_string());
    assert_eq!(last(TimeLimit::Days(0)).as_deref(), Some("2026-01-31"));
    assert_eq!(last(TimeLimit::Months(u32::MAX)), None);
    assert_eq!(last(TimeLimit::Days(u32::MAX)), None);
    assert_eq!(
        [TimeLimit::Days(1), TimeLimit::Months(2)].map(|limit| limit.to_string()),
        ["1 day", "2 months"]
    );
}

#[test]
fn trip_rules() {
    let json = with_source(TRIPS);
    let draft: TripRulesDraft = serde_json::from_str(&json).unwrap();
    golden(&draft, &json);
    golden(&TripRules::try_from(draft).unwrap(), &json);
    for (limit, message) in [
        ("{\"days\":0}", "a report cannot be due within 0 days: give 1 to 3660"),
        ("{\"days\":3661}", "a report cannot be due within 3661 days: give 1 to 3660"),
        ("{\"months\":0}", "a report cannot be due within 0 months: give 1 to 120"),
        ("{\"months\":121}", "a report cannot be due within 121 months: give 1 to 120"),
    ] {
        assert_eq!(refused_with::<TripRules>(&json, "{\"months\":1}", limit), message);
    }
    assert!(
        refused_with::<TripRules>(&json, "\"unreported\"", "\"x\":1,\"unreported\"")
            .starts_with("unknown field `x`")
    );
}

#[test]
fn staff_rules() {
    let json = with_source(&format!(
        "{{\"certificates\":{CERTIFICATES},\"selection\":{SELECTION},\"trips\":{TRIPS}}}"
    ));
    golden(&serde_json::from_str::<StaffRules>(&json).unwrap(), &json);
    assert!(refused::<StaffRules>("{}").starts_with("missing field `certificates`"));
    assert!(
        refused_with::<StaffRules>(&json, "\"trips\"", "\"visits\"").starts_with("unknown field `visits`")
    );
}

#[test]
fn developments() {
    let trips = [
        gone("R-1", &["T-1"], "2026-05-10/2026-05-17", "2026-05-10", None),
        gone("R-2", &["T-2"], "2026-05-12/2026-05-12", "2026-05-12", Some("2026-05-12")),
    ];
    let members = ["T-1", "T-2", "T-3"].map(|code| checked_member(member(code, &["teacher"])));
    let period = "2026-05-11/2026-05-31".parse().unwrap();
    let mut development =
        Development::assess(&members, &trips, &[], &crate::college::rules(), period, day("2026-05-13"));
    development.findings = Findings::default();
    let json = r#"{"period":"2026-05-11/2026-05-31","as_of":"2026-05-13","employed":3,"by_kind":{"teacher":3},"certified":{},"travelled":{"part":"2","whole":"3","of":"members employed"},"person_days":{"visit":4},"planned_person_days":{"visit":4},"trips":{"away":1,"returned":1},"reported":{"part":"0","whole":"1","of":"trips that have returned"},"findings":[]}"#;
    golden(&development, json);
    assert_eq!(
        refused_with::<Development>(json, "{\"visit\":4}", "{\"visit\":4,\"visit\":4}"),
        "the key `visit` is written twice"
    );
    assert!(
        refused_with::<Development>(json, "\"trips\"", "\"journeys\"")
            .starts_with("unknown field `journeys`")
    );
}
