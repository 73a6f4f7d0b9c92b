//! The exact JSON of each type, and what is refused.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

#[path = "support/college.rs"]
mod college;
#[path = "support/small.rs"]
mod small;

use std::fmt::Debug;

use college::*;
use collegium_core::Ratio;
use collegium_review::{
    AnnualReview, Balance, BalanceCode, BalanceFormula, BalanceRule, BalanceRules, BalanceRulesDraft,
    BalanceRulesError, Balances, Formula, ObservationRules, ObservationRulesDraft, ObservationRulesError,
    Observed, Remark, RemarkKind, Verdict, reckon,
};
use serde::{Serialize, de::DeserializeOwned};
use small::{DAY, small};

/// The value is written as this JSON, and read from it.
fn golden<T: Debug + PartialEq + Serialize + DeserializeOwned>(value: &T, json: &str) {
    assert_eq!(serde_json::to_string(value).unwrap(), json);
    assert_eq!(&serde_json::from_str::<T>(json).unwrap(), value, "{json}");
}

/// The text is read, and written as it was.
fn kept<T: Debug + PartialEq + Serialize + DeserializeOwned>(json: &str) -> T {
    let value = serde_json::from_str::<T>(json).unwrap();
    golden(&value, json);
    value
}

/// The message for a JSON text that is refused, without the place serde adds.
fn refused<T: Debug + DeserializeOwned>(json: &str) -> String {
    let message = serde_json::from_str::<T>(json).unwrap_err().to_string();
    message.split(" at line ").next().unwrap().to_owned()
}

/// The message once a part of a good JSON text was replaced.
fn refused_with<T: Debug + DeserializeOwned>(json: &str, part: &str, by: &str) -> String {
    assert!(json.contains(part), "{part} in {json}");
    refused::<T>(&json.replacen(part, by, 1))
}

const OUT_AND_IN: &str = r#"{"code":"out-and-in","name":{"en":"Going out and bringing in"},"formula":"taken_abroad","low":"30%","high":"70%"}"#;

const FOCUS: &str = r#"{"code":"focus","name":{"en":"Focus"},"formula":{"with_tiers":{"tiers":["close","strategic"]}},"low":"1/3","high":"1/3"}"#;

const LONG: &str =
    r#"{"code":"long","name":{"en":"Long"},"formula":{"long_terms":{"months":36}},"low":"0%","high":"100%"}"#;

const SOURCE: &str = r#""source":{"document":"Decision 7","date":"2026-01-15"},"status":"verified""#;

fn balances() -> String {
    format!(r#"{{"balances":[{OUT_AND_IN},{FOCUS},{LONG}],"severity":"warning",{SOURCE}}}"#)
}

#[test]
fn codes_of_balances() {
    golden(&BalanceCode::new("out-and-in").unwrap(), "\"out-and-in\"");
    let rest = "write lower-case words joined by `-` or `.`, such as `abc-1`, 64 bytes at most";
    assert_eq!(refused::<BalanceCode>("\"Out and in\""), format!("`Out and in` is not a balance: {rest}"));
    assert_eq!(refused::<BalanceCode>("7"), "invalid type: integer `7`, expected balance as a string");
}

#[test]
fn formulas_of_balances() {
    golden(&BalanceFormula::WithResult, "\"with_result\"");
    golden(&BalanceFormula::TakenAbroad, "\"taken_abroad\"");
    golden(&BalanceFormula::LongTerms { months: 36 }, r#"{"long_terms":{"months":36}}"#);
    let tiers = ["strategic", "close"].map(|tier| tier.parse().unwrap()).into();
    golden(&BalanceFormula::WithTiers { tiers }, r#"{"with_tiers":{"tiers":["close","strategic"]}}"#);
    assert_eq!(
        refused::<BalanceFormula>("\"with_luck\""),
        "unknown variant `with_luck`, expected one of `with_result`, `with_tiers`, `long_terms`, `taken_abroad`"
    );
    assert_eq!(refused::<BalanceFormula>(r#"{"long_terms":{}}"#), "missing field `months`");
    assert_eq!(
        refused::<BalanceFormula>(r#"{"long_terms":{"months":36,"years":3}}"#),
        "unknown field `years`, expected `months`"
    );
    assert_eq!(
        refused::<BalanceFormula>(r#"{"long_terms":{"months":-1}}"#),
        "invalid value: integer `-1`, expected u32"
    );
}

#[test]
fn rules_of_balances() {
    for json in [OUT_AND_IN, FOCUS, LONG] {
        kept::<BalanceRule>(json);
    }
    assert!(
        refused_with::<BalanceRule>(OUT_AND_IN, "\"low\"", "\"least\"").starts_with("unknown field `least`")
    );
    assert_eq!(
        refused_with::<BalanceRule>(OUT_AND_IN, "70%", "101%"),
        "`101%` is not a share from 0 to 1: write it such as `75%`, `1/3` or `0.75`, with at most six decimals"
    );
    let json = balances();
    let draft = kept::<BalanceRulesDraft>(&json);
    let rules = kept::<BalanceRules>(&json);
    assert_eq!(BalanceRules::try_from(draft.clone()).unwrap(), rules);
    assert_eq!(rules.draft(), draft);
    let whole = format!("[{OUT_AND_IN},{FOCUS},{LONG}]");
    for (part, by, message) in [
        (whole.as_str(), "[]", "rules of balance must name at least one balance"),
        ("\"focus\"", "\"long\"", "the balance `long` comes twice"),
        (
            r#""low":"1/3","high":"1/3""#,
            r#""low":"1/3","high":"33%""#,
            "the band of `focus` from 1/3 to 33% is reversed",
        ),
        (
            r#"["close","strategic"]"#,
            "[]",
            "the balance `focus` counts partners of no tier: name at least one",
        ),
        (
            r#""months":36"#,
            r#""months":0"#,
            "the balance `long` calls a term of 0 months long: give at least 1",
        ),
    ] {
        assert_eq!(refused_with::<BalanceRules>(&json, part, by), message);
    }
    assert!(
        refused_with::<BalanceRules>(&json, "\"severity\"", "\"x\":1,\"severity\"")
            .starts_with("unknown field `x`")
    );
    assert_eq!(
        refused_with::<BalanceRules>(&json, "\"warning\"", "\"grave\""),
        "unknown variant `grave`, expected one of `violation`, `warning`, `note`"
    );
}

#[test]
fn every_error_of_the_rules_of_balance_can_be_made() {
    let shipped = BalanceRules::four().load().unwrap().draft();
    let code = |at: usize| shipped.balances[at].code.clone();
    let refused = |change: &dyn Fn(&mut BalanceRulesDraft)| {
        let mut draft = shipped.clone();
        change(&mut draft);
        BalanceRules::try_from(draft).unwrap_err()
    };
    assert_eq!(refused(&|draft| draft.balances.clear()), BalanceRulesError::None);
    assert_eq!(
        refused(&|draft| draft.balances.push(draft.balances[2].clone())),
        BalanceRulesError::Twice { code: code(2) }
    );
    let (low, high) = (shipped.balances[0].high, shipped.balances[0].low);
    assert_eq!(
        refused(&|draft| (draft.balances[0].low, draft.balances[0].high) = (low, high)),
        BalanceRulesError::Reversed { code: code(0), low, high }
    );
    let none = BalanceFormula::WithTiers { tiers: [].into() };
    assert_eq!(
        refused(&|draft| draft.balances[1].formula = none.clone()),
        BalanceRulesError::NoTier { code: code(1) }
    );
    let zero = BalanceFormula::LongTerms { months: 0 };
    assert_eq!(
        refused(&|draft| draft.balances[2].formula = zero.clone()),
        BalanceRulesError::NoMonth { code: code(2) }
    );
}

#[test]
fn verdicts() {
    for (verdict, json) in [
        (Verdict::Below, "\"below\""),
        (Verdict::Within, "\"within\""),
        (Verdict::Above, "\"above\""),
        (Verdict::Undefined, "\"undefined\""),
    ] {
        golden(&verdict, json);
    }
    assert!(
        refused::<Verdict>("\"inside\"").starts_with("unknown variant `inside`, expected one of `below`")
    );
}

#[test]
fn balances_of_a_year() {
    let rules: BalanceRules = serde_json::from_str(&format!(
        r#"{{"balances":[{OUT_AND_IN},{LONG}],"severity":"violation",{SOURCE}}}"#
    ))
    .unwrap();
    let college = small();
    let reckoned = reckon(&rules, &college.partnerships(), year(), day(DAY));
    let lines = [
        r#"{"code":"out-and-in","name":{"en":"Going out and bringing in"},"rate":{"part":"2","whole":"4","of":"activities of the period"},"low":"30%","high":"70%","verdict":"within"}"#,
        r#"{"code":"long","name":{"en":"Long"},"rate":{"part":"1","whole":"2","of":"agreements in force"},"low":"0%","high":"100%","verdict":"within"}"#,
    ];
    golden(&reckoned, &format!(r#"{{"balances":[{},{}],"findings":[]}}"#, lines[0], lines[1]));
    for json in lines {
        kept::<Balance>(json);
    }
    assert!(refused_with::<Balance>(lines[0], "\"low\"", "\"from\"").starts_with("unknown field `from`"));
    assert!(
        refused_with::<Balance>(lines[0], "\"whole\":\"4\"", "\"whole\":\"-4\"")
            .contains("must not be negative")
    );
    assert!(refused::<Balances>(r#"{"balances":[]}"#).starts_with("missing field `findings`"));
    assert!(
        refused::<Balances>(r#"{"balances":[],"findings":[],"verdict":"within"}"#)
            .starts_with("unknown field `verdict`")
    );
}

#[test]
fn formulas_of_observations() {
    for (formula, json) in [
        (Formula::StudentsOnRoutes, "\"students_on_routes\""),
        (Formula::OverseasRate, "\"overseas_rate\""),
        (Formula::GraduationRate, "\"graduation_rate\""),
        (Formula::Returned, "\"returned\""),
        (Formula::InternationalStudents, "\"international_students\""),
        (Formula::CountriesOfOrigin, "\"countries_of_origin\""),
        (Formula::Sites, "\"sites\""),
        (
            Formula::Staff { kinds: ["foreign-teacher".parse().unwrap()].into() },
            r#"{"staff":{"kinds":["foreign-teacher"]}}"#,
        ),
        (
            Formula::CertifiedStaff { kinds: ["dual-system".parse().unwrap()].into() },
            r#"{"certified_staff":{"kinds":["dual-system"]}}"#,
        ),
        (
            Formula::PersonDays { kinds: ["study", "conference"].map(|kind| kind.parse().unwrap()).into() },
            r#"{"person_days":{"kinds":["conference","study"]}}"#,
        ),
        (
            Formula::Activities { kinds: ["cultural-event".parse().unwrap()].into() },
            r#"{"activities":{"kinds":["cultural-event"]}}"#,
        ),
        (
            Formula::TakenAbroad { kinds: ["cultural-event".parse().unwrap()].into() },
            r#"{"taken_abroad":{"kinds":["cultural-event"]}}"#,
        ),
    ] {
        golden(&formula, json);
    }
    assert!(refused::<Formula>("\"students\"").starts_with("unknown variant `students`"));
    assert!(
        refused::<Formula>(r#"{"staff":{"kinds":["Teacher"]}}"#)
            .starts_with("`Teacher` is not a member kind")
    );
    assert_eq!(refused::<Formula>(r#"{"staff":{}}"#), "missing field `kinds`");
}

const OBSERVED: &str = r#"{"indicator":"CP01","formula":"students_on_routes","words":"students on the day"}"#;

const STAFF: &str =
    r#"{"indicator":"ST01","formula":{"staff":{"kinds":["foreign-teacher"]}},"words":"foreign teachers"}"#;

#[test]
fn rules_of_observation() {
    kept::<Observed>(OBSERVED);
    kept::<Observed>(STAFF);
    assert!(refused_with::<Observed>(OBSERVED, "\"words\"", "\"text\"").starts_with("unknown field `text`"));
    assert!(!refused_with::<Observed>(OBSERVED, "students on the day", "").is_empty());
    let json = format!(r#"{{"observed":[{OBSERVED},{STAFF}],{SOURCE}}}"#);
    let draft = kept::<ObservationRulesDraft>(&json);
    let rules = kept::<ObservationRules>(&json);
    assert_eq!(ObservationRules::try_from(draft.clone()).unwrap(), rules);
    assert_eq!(rules.draft(), draft);
    assert_eq!(
        refused_with::<ObservationRules>(&json, "ST01", "CP01"),
        "the indicator `CP01` is counted in two ways: keep one"
    );
    assert_eq!(
        refused_with::<ObservationRules>(&json, r#"["foreign-teacher"]"#, "[]"),
        "the indicator `ST01` counts things of no kind: name at least one"
    );
    assert!(
        refused_with::<ObservationRules>(&json, "\"status\"", "\"x\":1,\"status\"")
            .starts_with("unknown field `x`")
    );
    // Nothing counted at all is possible: then somebody observes everything.
    kept::<ObservationRules>(&format!(r#"{{"observed":[],{SOURCE}}}"#));
}

#[test]
fn every_formula_by_kinds_must_name_one() {
    for formula in ["staff", "certified_staff", "person_days", "activities", "taken_abroad"] {
        let formula = serde_json::from_str(&format!(r#"{{"{formula}":{{"kinds":[]}}}}"#)).unwrap();
        let mut draft = ObservationRules::five_result_areas().load().unwrap().draft();
        draft.observed[0].formula = formula;
        let indicator = draft.observed[0].indicator.clone();
        assert_eq!(ObservationRules::try_from(draft), Err(ObservationRulesError::NoKind { indicator }));
    }
}

#[test]
fn kinds_of_remarks() {
    let written: Vec<_> = RemarkKind::ALL.iter().map(|kind| kind.as_str()).collect();
    assert_eq!(
        written.join(" "),
        "partners agreements activities students overseas_rate graduation_rate international_students staff money \
         first_units balance_kept indicator_high findings_of_code balance_lost indicator_low agreements_ending \
         commitments_open remedy"
    );
    for kind in RemarkKind::ALL {
        golden(&kind, &format!("\"{kind}\""));
    }
    assert!(
        refused::<RemarkKind>("\"partner\"")
            .starts_with("unknown variant `partner`, expected one of `partners`")
    );
}

#[test]
fn remarks() {
    let bare = r#"{"kind":"partners","text":"3 partners"}"#;
    assert_eq!(kept::<Remark>(bare).to_string(), "3 partners");
    let full = r#"{"kind":"agreements_ending","text":"2 agreements end","facts":[{"name":"agreements","value":{"count":2}}],"codes":["PA0101","RV0101"]}"#;
    assert_eq!(kept::<Remark>(full).to_string(), "2 agreements end [PA0101, RV0101]");
    assert!(refused_with::<Remark>(full, "\"codes\"", "\"rules\"").starts_with("unknown field `rules`"));
    assert!(refused_with::<Remark>(full, "\"kind\"", "\"sort\"").starts_with("unknown field `sort`"));
    assert_eq!(refused::<Remark>(r#"{"text":"3 partners"}"#), "missing field `kind`");
    assert_eq!(
        refused_with::<Remark>(full, "RV0101", "RV101"),
        "`RV101` is not a finding code: write two capitals and four digits, such as `FU0103`"
    );
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

#[test]
fn a_review_is_its_headings_and_its_parts() {
    let review = small().review(DAY);
    let text = format!(
        r#"{{"period":"2025-09-01/2026-08-31","as_of":"2026-07-15","situation":{},"characteristics":{},"shortcomings":{},"expectations":{},"portfolio":{},"cohort":{},"development":{},"statement":{},"evaluation":{},"balances":{},"findings":{}}}"#,
        json(&review.situation),
        json(&review.characteristics),
        json(&review.shortcomings),
        json(&review.expectations),
        json(&review.portfolio),
        json(&review.cohort),
        json(&review.development),
        json(review.statement.as_ref().unwrap()),
        json(&review.evaluation),
        json(&review.balances),
        json(&review.findings),
    );
    golden(&review, &text);
    assert_eq!(
        json(&review.situation[0]),
        r#"{"kind":"partners","text":"3 partners, 3 of them abroad in 3 countries and regions","facts":[{"name":"partners","value":{"count":3}},{"name":"abroad","value":{"count":3}},{"name":"countries and regions abroad","value":{"count":3}}]}"#
    );
    assert_eq!(
        json(&review.expectations[0]),
        r#"{"kind":"agreements_ending","text":"1 agreement ends within the notice, A-2 on 2026-12-31: renew it, or decide to let it end","facts":[{"name":"agreements","value":{"count":1}},{"name":"first","value":{"text":"A-2"}},{"name":"first ends","value":{"date":"2026-12-31"}}],"codes":["PA0101"]}"#
    );
    assert!(refused_with::<AnnualReview>(&text, "\"as_of\"", "\"day\"").starts_with("unknown field `day`"));
    assert!(
        refused_with::<AnnualReview>(&text, "2025-09-01/2026-08-31", "2026-08-31/2025-09-01")
            .contains("2026-08-31")
    );
}

#[test]
fn a_review_without_books_has_no_statement() {
    let mut college = small();
    college.budget = None;
    let review = college.review(DAY);
    let text = json(&review);
    assert!(!text.contains("\"statement\""));
    assert_eq!(serde_json::from_str::<AnnualReview>(&text).unwrap(), review);
}

#[test]
fn two_runs_give_the_same_bytes_and_reading_them_the_same_review() {
    for (college, as_of) in
        [(small(), DAY), (small(), "2025-08-31"), (small(), "2027-03-01"), (College::empty(), DAY)]
    {
        let (one, two) = (college.review(as_of), college.clone().review(as_of));
        assert_eq!(json(&one), json(&two));
        assert_eq!(serde_json::from_str::<AnnualReview>(&json(&one)).unwrap(), one);
    }
}

#[test]
fn a_rate_of_a_balance_says_what_it_is_of() {
    let college = small();
    let reckoned = reckon(&BalanceRules::four().load().unwrap(), &college.partnerships(), year(), day(DAY));
    let of: Vec<_> = reckoned.balances.iter().map(|balance| balance.rate.of().as_str()).collect();
    assert_eq!(
        of,
        [
            "activities of the period that are over",
            "activities of the period with a partner",
            "agreements in force",
            "activities of the period",
        ]
    );
    let rate = Ratio::count(2, 3, of[0]).unwrap();
    assert_eq!(reckoned.balances[0].rate, rate);
}
