//! The portfolio.

use collegium_core::RegionPolicy;
use collegium_partnerships::{
    Activity, Agreement, FeedbackRules, Membership, Partner, PartnershipRecords, PartnershipRules, Portfolio,
    RenewalRules, Site, portfolio::Ending,
};
use serde::de::DeserializeOwned;

use super::{ID, golden, has_fields, refused_with};

fn read<T: DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(&json.replace('$', ID)).unwrap()
}

/// Rules of which nobody need be told that they were not read.
fn verified<T: DeserializeOwned>(json: &str) -> T {
    read(&json.replace("unverified", "verified"))
}

/// A college with one record of each kind, on 1 March 2026.
fn portfolio() -> Portfolio {
    let partner: Partner =
        read(r#"{"id":"$","code":"P-1","name":{"en":"Harz"},"kind":"university","country":"DE"}"#);
    let agreement: Agreement = read(
        r#"{"id":"$","code":"A-1","title":{"en":"Cooperation"},"kind":"exchange","partners":["$"],
            "responsible":[{"level":"school","unit":"$","role":"dean"},{"level":"college","unit":"$","role":"dean"}],
            "history":[{"recorded":"2024-06-12","by":{"id":"$","name":"王芳"},
                        "change":{"happened":{"effective":"2024-06-10",
                                              "event":{"signed":{"validity":"2024-09-01/2026-08-31"}}}}}]}"#,
    );
    let activity: Activity = read(
        r#"{"id":"$","code":"V-1","kind":"lecture","direction":"brought_in","title":{"en":"A lecture"},
            "held":"2025-10-02/2025-10-02","agreement":"$","people":40,"result":{"en":"A course"},
            "resources":[{"kind":"course","number":2}]}"#,
    );
    let site: Site = read(
        r#"{"id":"$","code":"O-1","name":{"en":"Campus"},"kind":"campus","country":"TH","validity":"2019-06-01/.."}"#,
    );
    let seat: Membership = read(
        r#"{"id":"$","code":"M-1","alliance":{"en":"Alliance"},"role":"member","validity":"2019-06-01/.."}"#,
    );
    let rules = PartnershipRules {
        regions: &verified(RegionPolicy::cn().json()),
        renewal: &verified::<RenewalRules>(RenewalRules::one_year().json()),
        feedback: &verified::<FeedbackRules>(FeedbackRules::one_month().json()),
    };
    let records = PartnershipRecords {
        partners: &[partner],
        agreements: &[agreement],
        activities: &[activity],
        sites: &[site],
        memberships: &[seat],
    };
    let year = "2025-09-01/2026-08-31".parse().unwrap();
    Portfolio::assess(&records, &rules, year, "2026-03-01".parse().unwrap())
}

#[test]
fn a_portfolio_is_written_with_every_count_and_finding() {
    let portfolio = portfolio();
    let json = serde_json::to_string(&portfolio).unwrap();
    assert_eq!(golden::<Portfolio>(&json), portfolio);

    let (counts, findings) = json.split_at(json.find(r#""findings""#).unwrap());
    assert_eq!(
        counts.replace(ID, "$"),
        r#"{"period":"2025-09-01/2026-08-31","as_of":"2026-03-01","by_kind":{"university":1},"by_country":{"DE":1},"by_standing":{"foreign":1},"bound":{"part":"1","whole":"1","of":"partners"},"by_status":{"in_force":1},"ending":[{"last":"2026-08-31","code":"A-1","title":{"en":"Cooperation"},"agreement":"$"}],"activities":{"lecture":1},"directions":{"brought_in":1},"people":40,"brought_in":{"course":2},"taken_abroad":{},"with_result":{"part":"1","whole":"1","of":"activities of the period that are over"},"sites":{"campus":1},"memberships":{"member":1},"#
    );
    assert!(
        findings.starts_with(
            r#""findings":[{"code":"PA0101","severity":"warning","subject":{"kind":"agreement","label":"A-1","id":"#
        ),
        "{findings}"
    );
    assert_eq!(portfolio.findings.len(), 1);
    has_fields::<Portfolio>(
        &json,
        &[
            "period",
            "as_of",
            "by_kind",
            "by_country",
            "by_standing",
            "bound",
            "by_status",
            "ending",
            "activities",
            "directions",
            "people",
            "brought_in",
            "taken_abroad",
            "with_result",
            "sites",
            "memberships",
            "findings",
        ],
    );
    for field in [
        "by_kind",
        "by_country",
        "by_standing",
        "by_status",
        "activities",
        "directions",
        "sites",
        "memberships",
    ] {
        let message = refused_with::<Portfolio>(&json, field, "{\"?\":1}");
        assert!(message.contains("`?`"), "{field}: {message}");
    }
    let twice = json.replace(r#"{"DE":1}"#, r#"{"DE":1,"DE":2}"#);
    assert!(
        serde_json::from_str::<Portfolio>(&twice)
            .unwrap_err()
            .to_string()
            .starts_with("the key `DE` is written twice")
    );
}

#[test]
fn an_ending_is_an_object() {
    let json =
        format!(r#"{{"last":"2026-08-31","code":"A-1","title":{{"en":"Cooperation"}},"agreement":"{ID}"}}"#);
    golden::<Ending>(&json);
    has_fields::<Ending>(&json, &["last", "code", "title", "agreement"]);
    assert!(
        refused_with::<Ending>(&json, "agreement", "\"1\"").starts_with("`1` is not the id of an agreement")
    );
    assert!(refused_with::<Ending>(&json, "last", "\"2026-02-30\"").starts_with("`2026-02-30` is not a day"));
}
