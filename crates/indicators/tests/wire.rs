//! The exact JSON of each type, and what is refused.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

#[path = "support/small.rs"]
#[allow(dead_code, reason = "shared between tests that need different parts")]
mod small;

use std::fmt::Debug;

use collegium_core::{Fraction, Rounding};
use collegium_indicators::{
    Absence, Area, AreaScore, Band, DefinitionVersion, Direction, Evaluation, Indicator, IndicatorDraft,
    IndicatorScore, IndicatorSystem, IndicatorSystemDraft, Measure, MissingPolicy, Observation,
    ObservationDraft, Origin, Points, Provenance, Reading, Scale, ScaleDraft, Score, ScoreCard, Value,
};
use serde::{Serialize, de::DeserializeOwned};
use small::{SYSTEM, missing, number, ratio, seen, system, unit, unit_id, year};

fn golden<T: Debug + PartialEq + Serialize + DeserializeOwned>(value: &T, json: &str) {
    assert_eq!(serde_json::to_string(value).unwrap(), json);
    assert_eq!(&serde_json::from_str::<T>(json).unwrap(), value, "{json}");
}

/// The message for a JSON text that is refused, without the place serde adds.
fn refused<T: Debug + DeserializeOwned>(json: &str) -> String {
    let message = serde_json::from_str::<T>(json).unwrap_err().to_string();
    message.split(" at line ").next().unwrap().to_owned()
}

/// The message for a text in which a part was replaced.
fn spoiled<T: Debug + DeserializeOwned>(json: &str, part: &str, by: &str) -> String {
    assert!(json.contains(part), "{part}");
    refused::<T>(&json.replacen(part, by, 1))
}

#[test]
fn points() {
    golden(&Points::ZERO, "\"0.00\"");
    golden(&Points::FULL, "\"100.00\"");
    golden::<Points>(&"86.5".parse().unwrap(), "\"86.50\"");
    for text in ["-0.01", "100.01", "0.001", "1000"] {
        assert_eq!(
            refused::<Points>(&format!("\"{text}\"")),
            format!("{text} points cannot be given: points go from 0 to 100 in hundredths")
        );
    }
    assert_eq!(
        refused::<Points>("\"many\""),
        "`many` is not a decimal number: write digits with at most one point, such as `-12.30`"
    );
    assert_eq!(refused::<Points>("86.5"), "invalid type: floating point `86.5`, expected points as a string");
    golden(
        &Score::of(Fraction::new(200, 3).unwrap(), Rounding::Floor),
        r#"{"exact":"200/3","points":"66.66"}"#,
    );
    assert!(refused::<Score>(r#"{"exact":"1/1","points":"1","of":1}"#).starts_with("unknown field `of`"));
}

#[test]
fn scales() {
    for json in [
        r#"{"at_least":{"floor":"0","target":"300"}}"#,
        r#"{"at_most":{"target":"5","ceiling":"20"}}"#,
        r#"{"at_most_ratio":{"target":"5"}}"#,
        r#"{"within":{"floor":"-0.5","low":"0.9","high":"0.9","ceiling":"1.5"}}"#,
    ] {
        golden::<Scale>(&serde_json::from_str(json).unwrap(), json);
        golden::<ScaleDraft>(&serde_json::from_str(json).unwrap(), json);
    }
    let long: Scale = serde_json::from_str(r#"{"at_least":{"floor":"-0.0","target":"3.10"}}"#).unwrap();
    assert_eq!(serde_json::to_string(&long).unwrap(), r#"{"at_least":{"floor":"0","target":"3.1"}}"#);
    let refusals = [
        (
            r#"{"at_least":{"floor":"3","target":"3"}}"#,
            "the floor 3 of the scale does not lie below its target 3",
        ),
        (
            r#"{"at_most":{"target":"9","ceiling":"2"}}"#,
            "the target 9 of the scale does not lie below its ceiling 2",
        ),
        (r#"{"at_most_ratio":{"target":"0"}}"#, "the target 0 of a ratio is not positive"),
        (
            r#"{"within":{"floor":"1","low":"3","high":"2","ceiling":"4"}}"#,
            "the low 3 of the scale does not lie below its high 2",
        ),
        (
            r#"{"within":{"floor":"1","low":"1","high":"2","ceiling":"4"}}"#,
            "the floor 1 of the scale does not lie below its low 1",
        ),
        (
            r#"{"at_least":{"floor":"0","target":"1000000000000"}}"#,
            "the target 1000000000000 of the scale has more than 12 digits before or 6 after the point",
        ),
        (
            r#"{"at_most_ratio":{"target":"0.0000001"}}"#,
            "the target 0.0000001 of the scale has more than 12 digits before or 6 after the point",
        ),
        (
            r#"{"at_least":{"floor":"0","target":"1","x":"2"}}"#,
            "unknown field `x`, expected `floor` or `target`",
        ),
        (r#"{"at_least":{"floor":"0"}}"#, "missing field `target`"),
    ];
    for (json, message) in refusals {
        assert_eq!(refused::<Scale>(json), message);
    }
    for (direction, json) in [
        (Direction::Higher, "\"higher\""),
        (Direction::Lower, "\"lower\""),
        (Direction::Target, "\"target\""),
    ] {
        golden(&direction, json);
        assert_eq!(format!("\"{direction}\""), json);
    }
    assert!(refused::<Direction>("\"up\"").starts_with("unknown variant `up`"));
}

#[test]
fn systems() {
    golden(&system(), SYSTEM);
    golden::<IndicatorSystemDraft>(&system().draft(), SYSTEM);
    golden::<Area>(&system().areas[1], &serde_json::to_string(&system().areas[1]).unwrap());
    golden(&system().bands[1], r#"{"from":"60.00","name":{"en":"high"}}"#);
    assert!(
        refused::<Band>(r#"{"from":"60","name":{"en":"high"},"to":"70"}"#).starts_with("unknown field `to`")
    );
    assert!(refused::<Area>(r#"{"code":"A","name":{"en":"A"},"weight":-1,"indicators":[]}"#).contains("-1"));

    let bands = r#""bands":[{"from":"0.00","name":{"en":"low"}},{"from":"60.00","name":{"en":"high"}}]"#;
    let reversed = r#""bands":[{"from":"60","name":{"en":"high"}},{"from":"0","name":{"en":"low"}}]"#;
    assert_eq!(serde_json::from_str::<IndicatorSystem>(&SYSTEM.replace(bands, reversed)).unwrap(), system());

    let refusals = [
        (bands, r#""bands":[]"#, "a system of indicators needs at least one band"),
        (r#""from":"0.00""#, r#""from":"0.01""#, "the lowest band begins at 0.01 points instead of 0"),
        (r#""from":"60.00""#, r#""from":"0.00""#, "two bands begin at 0.00 points"),
        (
            r#""weight":6000"#,
            r#""weight":5999"#,
            "the weights of the areas add up to 9999 basis points instead of 10000",
        ),
        (
            r#""weight":5000"#,
            r#""weight":4294967295"#,
            "the weights of the indicators in the area `A` add up to 4294972295 basis points instead of 10000",
        ),
        (r#""code":"B""#, r#""code":"A""#, "the area `A` comes twice"),
        (r#""code":"B2""#, r#""code":"A1""#, "the indicator `A1` comes twice"),
    ];
    for (part, by, message) in refusals {
        assert_eq!(spoiled::<IndicatorSystem>(SYSTEM, part, by), message);
    }
    let mut draft = system().draft();
    draft.areas[0].indicators.clear();
    assert_eq!(
        IndicatorSystem::try_from(draft.clone()).unwrap_err().to_string(),
        "the area `A` has no indicator"
    );
    draft.areas.clear();
    let error = IndicatorSystem::try_from(draft).unwrap_err().to_string();
    assert_eq!(error, "a system of indicators needs at least one area");
    assert!(
        spoiled::<IndicatorSystem>(SYSTEM, r#""rounding""#, r#""round""#)
            .starts_with("unknown field `round`")
    );
    assert_eq!(
        spoiled::<IndicatorSystem>(SYSTEM, r#","status":"verified"}]}"#, "}]}"),
        "missing field `status`"
    );
}

#[test]
fn indicators() {
    let json = concat!(
        r#"{"code":"A2","name":{"en":"Rate"},"measured_in":{"en":"students"},"measure":"share","#,
        r#""definition":"of them abroad","version":"1","scale":{"at_least":{"floor":"0","target":"1"}},"weight":5000,"#,
        r#""required":true,"source":{"document":"Table","date":"2024-01-01"},"status":"verified"}"#,
    );
    golden::<Indicator>(&system().areas[0].indicators[1], json);
    golden::<IndicatorDraft>(&system().areas[0].indicators[1].draft(), json);
    let of_share =
        "a share is a ratio of a part, not below zero, to the whole it belongs to; write 75 % as 0.75";
    let refusals = [
        (r#""target":"1""#, r#""target":"75""#, format!("the scale of `A2` has the number 75, which it cannot reach: {of_share}")),
        (r#""floor":"0""#, r#""floor":"-1""#, format!("the scale of `A2` has the number -1, which it cannot reach: {of_share}")),
        (
            r#""share""#,
            r#""percentage""#,
            "unknown variant `percentage`, expected one of `count`, `amount`, `balance`, `share`, `rate`, `net_rate`".to_owned(),
        ),
        (
            r#""version":"1""#,
            r#""version":"V 1""#,
            "`V 1` is not a definition version: write lower-case words joined by `-` or `.`, such as `abc-1`, 64 bytes at most"
                .to_owned(),
        ),
    ];
    for (part, by, message) in refusals {
        assert_eq!(spoiled::<Indicator>(json, part, by), message);
    }
    for (measure, json) in
        Measure::ALL.into_iter().zip(["count", "amount", "balance", "share", "rate", "net_rate"])
    {
        golden(&measure, &format!("\"{json}\""));
    }
    golden(&DefinitionVersion::new("2017-wording").unwrap(), "\"2017-wording\"");
}

#[test]
fn values() {
    golden(&number("256"), r#"{"number":"256"}"#);
    golden(&ratio("75", "100"), r#"{"ratio":{"part":"75","whole":"100","of":"students"}}"#);
    golden(&missing("not collected"), r#"{"missing":{"reason":"not collected"}}"#);
    assert_eq!(
        refused::<Value>(r#"{"number":256}"#),
        "invalid type: integer `256`, expected a decimal number as a string"
    );
    assert_eq!(refused::<Value>(r#""missing""#), "invalid type: unit variant, expected struct variant");
    assert_eq!(refused::<Value>(r#"{"missing":{"reason":""}}"#), "a line cannot be blank");
    assert_eq!(
        refused::<Value>(r#"{"percent":"75"}"#),
        "unknown variant `percent`, expected one of `number`, `ratio`, `missing`"
    );
    golden(&Reading::Seen(number("8")), r#"{"seen":{"number":"8"}}"#);
    golden(&Reading::Missing(Absence::NotObserved), r#"{"missing":"not_observed"}"#);
    golden(&Absence::Stated { reason: "lost".parse().unwrap() }, r#"{"stated":{"reason":"lost"}}"#);
    golden(&Absence::NotDefined, "\"not_defined\"");
    golden(&Absence::Contradictory, "\"contradictory\"");
    assert!(refused::<Absence>("\"zero\"").starts_with("unknown variant `zero`"));
    assert!(refused::<Reading>(r#"{"guessed":{"number":"8"}}"#).starts_with("unknown variant `guessed`"));
}

#[test]
fn observations() {
    let provenance = concat!(
        r#"{"source":{"document":"Register","date":"2026-01-10"},"recorded":"2026-01-15","#,
        r#""origin":{"computed":{"from":"enrolments"}}}"#,
    );
    golden::<Provenance>(&serde_json::from_str(provenance).unwrap(), provenance);
    golden(&Origin::Published, "\"published\"");
    assert!(refused::<Origin>("\"estimated\"").starts_with("unknown variant `estimated`"));
    assert!(
        spoiled::<Provenance>(provenance, r#""recorded""#, r#""day""#).starts_with("unknown field `day`")
    );

    let json = format!(
        r#"{{"indicator":"A1","unit":"{}","period":"2025-01-01/2025-12-31","value":{{"number":"8"}},"version":"1","provenance":{}}}"#,
        unit_id("X"),
        r#"{"source":{"document":"Register","date":"2026-01-10"},"recorded":"2026-01-15","origin":"published"}"#,
    );
    golden::<Observation>(&seen("A1", "X", number("8")), &json);
    golden::<ObservationDraft>(&seen("A1", "X", number("8")).draft(), &json);
    assert!(!serde_json::to_string(&seen("A1", "-", number("8"))).unwrap().contains("unit"));
    let padded: Observation = serde_json::from_str(&json.replace(r#""8""#, r#""08.00""#)).unwrap();
    assert_eq!(serde_json::to_string(&padded).unwrap(), json);
    let refusals = [
        (
            r#""recorded":"2026-01-15""#,
            r#""recorded":"2024-12-31""#,
            "the observation of `A1` was recorded on 2024-12-31, before its period begins on 2025-01-01",
        ),
        (r#""version":"1","#, "", "missing field `version`"),
        (r#""value":{"number":"8"},"#, "", "missing field `value`"),
        (
            r#""indicator":"A1""#,
            r#""indicator":" A1""#,
            "` A1` is not a record code: it has a blank at an end",
        ),
    ];
    for (part, by, message) in refusals {
        assert_eq!(spoiled::<Observation>(&json, part, by), message);
    }
    let first_day = json.replace(r#""recorded":"2026-01-15""#, r#""recorded":"2025-01-01""#);
    assert!(serde_json::from_str::<Observation>(&first_day).is_ok());
}

#[test]
fn evaluations() {
    golden(&MissingPolicy::Exclude, "\"exclude\"");
    golden(&MissingPolicy::Worst, "\"worst\"");
    assert!(refused::<MissingPolicy>("\"zero\"").starts_with("unknown variant `zero`"));

    let observations =
        [seen("A1", "X", number("8")), seen("A2", "X", missing("lost")), seen("B1", "X", number("15"))];
    let day = "2026-03-01".parse().unwrap();
    let evaluation = system().evaluate(&observations, &[unit("X")], year(), day, MissingPolicy::Exclude);
    // A: 80 of A1 alone; B: (30 - 15) / 20 = 75; 80 * 60 % + 75 * 40 % = 78.
    let area_a = concat!(
        r#"{"code":"A","name":{"en":"Area A"},"weight":6000,"points":"80.00","#,
        r#""coverage":{"part":"5000","whole":"10000","of":"basis points of the area"},"indicators":["#,
        r#"{"code":"A1","name":{"en":"Students"},"weight":5000,"reading":{"seen":{"number":"8"}},"#,
        r#""score":{"exact":"80/1","points":"80.00"}},"#,
        r#"{"code":"A2","name":{"en":"Rate"},"weight":5000,"reading":{"missing":{"stated":{"reason":"lost"}}}}]}"#,
    );
    let area_b = concat!(
        r#"{"code":"B","name":{"en":"Area B"},"weight":4000,"points":"75.00","#,
        r#""coverage":{"part":"10000","whole":"10000","of":"basis points of the area"},"indicators":["#,
        r#"{"code":"B1","name":{"en":"Days"},"weight":10000,"reading":{"seen":{"number":"15"}},"#,
        r#""score":{"exact":"75/1","points":"75.00"}},"#,
        r#"{"code":"B2","name":{"en":"Net flow"},"weight":0,"reading":{"missing":"not_observed"}}]}"#,
    );
    let card = format!(
        concat!(
            r#"{{"unit":"{}","code":"X","name":{{"en":"X"}},"rank":1,"total":"78.00","band":{{"en":"high"}},"#,
            r#""coverage":{{"part":"7000","whole":"10000","of":"basis points of the system"}},"#,
            r#""observed":{{"part":"2","whole":"4","of":"indicators of the system"}},"areas":[{},{}]}}"#,
        ),
        unit_id("X"),
        area_a,
        area_b,
    );
    golden::<AreaScore>(&evaluation.cards[0].areas[0], area_a);
    golden::<IndicatorScore>(
        &evaluation.cards[0].areas[1].indicators[1],
        r#"{"code":"B2","name":{"en":"Net flow"},"weight":0,"reading":{"missing":"not_observed"}}"#,
    );
    golden::<ScoreCard>(&evaluation.cards[0], &card);
    let findings = serde_json::to_string(&evaluation.findings).unwrap();
    let json = format!(
        r#"{{"system":"S","period":"2025-01-01/2025-12-31","as_of":"2026-03-01","missing":"exclude","cards":[{card}],"findings":{findings}}}"#
    );
    golden::<Evaluation>(&evaluation, &json);
    assert!(spoiled::<Evaluation>(&json, r#""as_of""#, r#""on""#).starts_with("unknown field `on`"));
    assert!(
        spoiled::<ScoreCard>(&card, r#""total":"78.00""#, r#""total":"178.00""#).starts_with("178.00 points")
    );
    assert!(spoiled::<AreaScore>(area_a, r#""points""#, r#""score""#).starts_with("unknown field `score`"));

    let strict = system().evaluate(&observations, &[unit("X")], year(), day, MissingPolicy::Worst);
    // A: (80 + 0) / 2 = 40; 40 * 60 % + 75 * 40 % = 54.
    assert_eq!(strict.cards[0].total.unwrap().to_string(), "54.00");
    assert_eq!(strict.cards[0].band.as_ref().unwrap().to_string(), "low");
}
