//! The rules of a country, and the list of channels.

use collegium_core::{Findings, Status};
use collegium_pathways::{IntakeChannels, IntakeChannelsDraft, ProgrammeRules};
use serde_json::{Value, json};

use super::{Programme, changed, day, one, programme_of, stage, uuid};

fn joint() -> Value {
    json!({ "joint": [uuid("P-1")] })
}

/// A programme of one stage, taught jointly, with these letters.
fn together(years: &str, isced: &str, letters: &Value) -> Programme {
    let programme = programme_of("G-1", &[stage(&joint(), years, Some((isced, "degree")))]);
    let mut json = serde_json::to_value(programme).unwrap();
    json["authorisations"] = letters.clone();
    serde_json::from_value(json).unwrap()
}

fn letter(kind: &str, authority: &str, validity: &str) -> Value {
    json!({ "kind": kind, "authority": authority, "number": "MOE37DE2A20241234N", "validity": validity })
}

fn check(programme: Programme) -> Findings {
    ProgrammeRules::cn().load().unwrap().check(&[programme], day("2026-03-01"))
}

fn told(programme: Programme, code: &str) -> String {
    one(&check(programme), code).map_or_else(String::new, |finding| finding.message.clone())
}

pub(crate) fn pw0102() {
    assert_eq!(
        told(together("4", "6", &json!([])), "PW0102"),
        "stage 1 leads to ISCED level 6 and is taught jointly, but has no approval of cn-ministry"
    );
    let approved = json!([letter("approval", "cn-ministry", "2024-09-01/..")]);
    assert!(check(together("4", "6", &approved)).is_empty());
    // A diploma needs the province's approval and the ministry's filing: one does not stand for the other.
    let province = letter("approval", "cn-province", "2024-09-01/..");
    let filing = letter("filing", "cn-ministry", "2024-09-01/..");
    assert_eq!(
        told(together("3", "5", &json!([province])), "PW0102"),
        "stage 1 leads to ISCED level 5 and is taught jointly, but has no filing of cn-ministry"
    );
    assert!(check(together("3", "5", &json!([province, filing]))).is_empty());
    let ours = programme_of("G-1", &[stage(&super::abroad(), "4", Some(("6", "degree")))]);
    assert!(check(ours).is_empty(), "what is taught abroad is not for this country to approve");
    // Unless its rules say so.
    let mut draft = ProgrammeRules::cn().load().unwrap().draft();
    draft.authorisations.iter_mut().for_each(|rule| rule.abroad = true);
    let rules = ProgrammeRules::try_from(draft).unwrap();
    let ours = programme_of("G-1", &[stage(&super::abroad(), "4", Some(("6", "degree")))]);
    let found = rules.check(&[ours], day("2026-03-01"));
    assert_eq!(
        one(&found, "PW0102").unwrap().message,
        "stage 1 leads to ISCED level 6 and is taught at a partner's, but has no approval of cn-ministry"
    );
}

pub(crate) fn pw0103() {
    let expired = json!([letter("approval", "cn-ministry", "2020-09-01/2026-02-28")]);
    let found = check(together("4", "6", &expired));
    let finding = one(&found, "PW0103").unwrap();
    assert_eq!(
        finding.message,
        "stage 1 leads to ISCED level 6 and is taught jointly, but has no approval of cn-ministry that is valid on 2026-03-01"
    );
    assert_eq!(finding.basis.as_ref().unwrap().status, Status::Verified);
    let extended = json!([
        letter("approval", "cn-ministry", "2020-09-01/2026-02-28"),
        letter("approval", "cn-ministry", "2026-03-01/2031-02-28")
    ]);
    assert!(check(together("4", "6", &extended)).is_empty());
    let closed = together("4", "6", &expired);
    let later = ProgrammeRules::cn().load().unwrap().check(&[closed], day("2026-09-01"));
    assert!(later.is_empty(), "nobody is taken in any more");
}

pub(crate) fn pw0104() {
    let mut slip = letter("approval", "cn-ministry", "2024-09-01/..");
    slip["number"] = json!("MOE37DE2A20241234");
    let found = check(together("4", "6", &json!([slip])));
    let finding = one(&found, "PW0104").unwrap();
    assert_eq!(
        finding.message,
        "the number `MOE37DE2A20241234` has not the form `AAA00AA0A00000000A` of an approval of cn-ministry"
    );
    assert_eq!(finding.subject.path, "authorisations[0].number");
    let filing = json!([letter("approval", "cn-ministry", "2024-09-01/.."), {
        "kind": "filing", "authority": "cn-ministry", "number": "no form is known", "validity": "2024-09-01/.." }]);
    assert!(check(together("4", "6", &filing)).is_empty());
    // Two rules for letters of one authority: a number that fits either is none of the slips.
    let mut draft = ProgrammeRules::cn().load().unwrap().draft();
    let mut older = draft.authorisations[0].clone();
    older.form = Some("A-0".parse().unwrap());
    draft.authorisations.insert(0, older);
    let rules = ProgrammeRules::try_from(draft).unwrap();
    let number = |number: &str| {
        let mut approval = letter("approval", "cn-ministry", "2024-09-01/..");
        approval["number"] = json!(number);
        let found = rules.check(&[together("4", "6", &json!([approval]))], day("2026-03-01"));
        one(&found, "PW0104").map(|finding| finding.message.clone())
    };
    assert_eq!((number("B-7"), number("MOE37DE2A20241234N")), (None, None));
    assert!(number("B 7").unwrap().contains("has not the form `A-0` or `AAA00AA0A00000000A` of"));
}

pub(crate) fn pw0105() {
    let home = |years: &str| {
        let first = stage(&json!("home"), years, Some(("5", "diploma")));
        programme_of("G-1", &[first, stage(&super::abroad(), "1", Some(("6", "degree")))])
    };
    assert_eq!(
        told(home("3.5"), "PW0105"),
        "the college's own award of ISCED level 5 comes after 42 months of study: 24 to 36 are allowed"
    );
    assert_eq!(
        told(home("1.5"), "PW0105").split(':').next().unwrap().rsplit("after ").next().unwrap(),
        "18 months of study"
    );
    for years in ["2", "3"] {
        assert_eq!(told(home(years), "PW0105"), "", "the partner's award has the length of its own country");
    }
    // Two years at home, two abroad, and the college grants its own bachelor's after the four.
    let mut double = stage(&super::abroad(), "2", Some(("6", "degree")));
    double["awards"][0]["by"] = json!("home");
    let first = json!({ "host": "home", "years": "2", "exit": false });
    assert_eq!(told(programme_of("G-1", &[first.clone(), double.clone()]), "PW0105"), "");
    double["years"] = json!("1");
    assert!(
        told(programme_of("G-1", &[first, double]), "PW0105").contains("after 36 months of study: 48 to 60")
    );
    // What the college grants together with a partner is its own award too.
    let approved = json!([letter("approval", "cn-ministry", "2024-09-01/..")]);
    assert!(told(together("3", "6", &approved), "PW0105").contains("after 36 months of study: 48 to 60"));
    assert_eq!(told(together("4", "6", &approved), "PW0105"), "");
    // A certificate is a part of what leads to the diploma, and a second diploma is not measured from the beginning.
    let own = |years: &str, kind: &str| stage(&json!("home"), years, Some(("5", kind)));
    let last = stage(&super::abroad(), "1", Some(("6", "degree")));
    let parts = [own("1", "certificate"), own("2", "diploma"), own("1.5", "diploma"), last];
    assert_eq!(told(programme_of("G-1", &parts), "PW0105"), "");
    // Secondary school comes before higher education and is not part of its length.
    let secondary = stage(&json!("home"), "3", Some(("3", "diploma")));
    let after = |years: &str| {
        let rest =
            [secondary.clone(), own(years, "diploma"), stage(&super::abroad(), "1", Some(("6", "degree")))];
        told(programme_of("G-1", &rest), "PW0105")
    };
    assert_eq!(after("2"), "");
    assert!(after("1").contains("after 12 months of study"));
}

pub(crate) fn pw0106() {
    let channels = IntakeChannels::shandong().load().unwrap();
    let by = |channel: &str| [changed("G-1", &json!({ "channels": [channel, "individual-examination"] }))];
    let found = channels.check(&by("lottery"));
    assert_eq!(
        one(&found, "PW0106").unwrap().message,
        "the programme takes students in by `lottery`, which is no channel of the list"
    );
    assert!(channels.check(&by("comprehensive-evaluation")).is_empty());
    let unread =
        IntakeChannels::try_from(IntakeChannelsDraft { status: Status::Unverified, ..channels.draft() });
    assert_eq!(unread.unwrap().check(&by("lottery")).notes().count(), 1, "nobody has read the list");
}
