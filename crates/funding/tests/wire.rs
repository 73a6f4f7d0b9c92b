//! The exact JSON of each type, and what is refused.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

use std::fmt::Debug;

use collegium_funding::{
    Budget, BudgetEvent, BudgetLine, BudgetNode, BudgetStatement, CarryOver, Ceiling, ChannelCatalogue,
    Commitment, ControlAction, ControlException, ControlLevel, ControlRules, CostKind, Expenditure, FlatRate,
    FlatUnit, Fund, FundRules, FundSource, FundTerms, Level, LineCode, Matching, Position, Purpose,
    PurposeCatalogue, Report, ReportEvery, ReportName, ReportingDuty, Verdict,
    statement::{FundStatement, LineStatement, PurposeStatement},
};
use serde::{Serialize, de::DeserializeOwned};

const ID: &str = "67e55044-10b1-426f-9247-bb680e5fe0c8";

/// The JSON with `@` for the id and without the blanks and line ends that only lay it out.
fn json(text: &str) -> String {
    text.lines().map(str::trim_start).collect::<String>().replace('@', ID)
}

/// A text that is written exactly as it is read.
fn golden<T: Debug + PartialEq + Serialize + DeserializeOwned>(text: &str) -> T {
    let text = json(text);
    let value = serde_json::from_str::<T>(&text).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), text);
    value
}

/// The message for a JSON text that is refused, without the place serde adds.
fn refused<T: Debug + DeserializeOwned>(text: &str) -> String {
    let message = serde_json::from_str::<T>(&json(text)).unwrap_err().to_string();
    message.split(" at line ").next().unwrap().to_owned()
}

const FUND: &str = r#"{"id":"@","code":"F-2026","name":{"en":"Special fund","zh":"专项资金"},"source":"municipal",
    "purposes":["international-conferences","teacher-teams"],
    "earmark":{"document":"Grant 2026-17","date":"2026-01-15"},"currency":"CNY",
    "validity":"2026-01-01/2026-12-31"}"#;

const LINE: &str =
    r#"{"id":"@","code":"teams","name":{"en":"Teams"},"fund":"@","purpose":"teacher-teams","unit":"@"}"#;

const POSITION: &str = r#"{"allotted":{"amount":"100.00","currency":"CNY"},
    "committed":{"amount":"0.00","currency":"CNY"},"spent":{"amount":"25.00","currency":"CNY"},
    "available":{"amount":"75.00","currency":"CNY"},
    "execution":{"part":"25","whole":"100","of":"allotted CNY"}}"#;

const COMMITMENT: &str = r#"{"id":"@","code":"K-1","line":"@","opened":"2026-03-02",
    "amount":{"amount":"600.00","currency":"CNY"},"open":{"amount":"0.00","currency":"CNY"}}"#;

fn entry(day: &str, event: &str) -> String {
    format!(
        r#"{{"recorded":"{day}","by":{{"id":"@","name":"Wang Fang"}},
            "change":{{"happened":{{"effective":"{day}","event":{event}}}}}}}"#
    )
}

fn budget() -> String {
    let allotted =
        entry("2026-02-01", r#"{"allotted":{"line":"@","amount":{"amount":"100.00","currency":"CNY"}}}"#);
    let spent = entry(
        "2026-03-01",
        r#"{"spent":{"expenditure":"@","code":"V-1","line":"@","purpose":"teacher-teams",
            "amount":{"amount":"25.00","currency":"CNY"}}}"#,
    );
    let cancelled = r#"{"recorded":"2026-03-02","by":{"id":"@","name":"Wang Fang"},"reason":"typed twice",
        "change":{"cancelled":{"entry":3}}}"#;
    let twice =
        entry("2026-03-01", r#"{"allotted":{"line":"@","amount":{"amount":"9.00","currency":"CNY"}}}"#);
    format!(r#"{{"funds":[{FUND}],"lines":[{LINE}],"entries":[{allotted},{spent},{twice},{cancelled}]}}"#)
}

#[test]
fn words() {
    golden::<Purpose>("\"teacher-teams\"");
    golden::<FundSource>("\"tuition-share\"");
    assert_eq!(
        refused::<Purpose>("\"Teacher teams\""),
        "`Teacher teams` is not a purpose: write lower-case words joined by `-` or `.`, such as `abc-1`, 64 bytes at \
         most"
    );
    assert!(refused::<FundSource>("\"\"").starts_with("`` is not a fund source"));
    golden::<CarryOver>("\"committed\"");
    golden::<CarryOver>("\"all\"");
    assert_eq!(refused::<CarryOver>("\"none\""), "unknown variant `none`, expected `committed` or `all`");
    golden::<LineCode>(r#"{"fund":"F-2026","line":"teams"}"#);
    assert_eq!(refused::<LineCode>(r#"{"fund":"F-2026","line":""}"#), "a record code cannot be blank");
}

#[test]
fn catalogues() {
    let text = r#"{"purposes":{"teacher-teams":{"en":"Teacher teams"}},
        "source":{"document":"Rule 7","date":"2026-01-15"},"status":"verified"}"#;
    golden::<PurposeCatalogue>(text);
    let teams = r#""teacher-teams":{"en":"Teacher teams"}"#;
    assert_eq!(
        refused::<PurposeCatalogue>(&text.replace(teams, "")),
        "a catalogue of purposes needs at least one"
    );
    assert_eq!(
        refused::<PurposeCatalogue>(&text.replace(teams, &format!("{teams},{teams}"))),
        "the key `teacher-teams` is written twice"
    );

    let text = r#"{"channels":{"donor":{"en":"Donors"}},
        "source":{"document":"Rule 7","date":"2026-01-15"},"status":"verified"}"#;
    golden::<ChannelCatalogue>(text);
    let donors = r#""donor":{"en":"Donors"}"#;
    assert_eq!(
        refused::<ChannelCatalogue>(&text.replace(donors, "")),
        "a catalogue of channels needs at least one"
    );
    assert_eq!(
        refused::<ChannelCatalogue>(&text.replace(donors, &format!("{donors},{donors}"))),
        "the key `donor` is written twice"
    );
}

#[test]
fn rules() {
    let text = r#"{"closing_days":92,"closing_share":"75%","commitment_days":180,"low_execution":"warning",
        "stale_commitment":"warning","ended":"warning","outside_validity":"violation","unexplained_shift":"warning",
        "unlisted_purpose":"violation","source":{"document":"Rule 7","date":"2026-01-15"},"status":"unverified"}"#;
    golden::<FundRules>(text);
    assert_eq!(refused::<FundRules>(&text.replace("92", "0")), "`closing_days` cannot be 0: give at least 1");
    assert_eq!(
        refused::<FundRules>(&text.replace("180", "4000")),
        "`commitment_days` cannot be 4000: give at most 3660"
    );
    assert!(refused::<FundRules>(&text.replace("75%", "175%")).starts_with("`175%` is not a share"));
}

#[test]
fn funds_and_lines() {
    golden::<Fund>(FUND);
    let purposes = r#""international-conferences","teacher-teams""#;
    assert_eq!(
        refused::<Fund>(&FUND.replace(purposes, "")),
        "the fund `F-2026` has no purpose: name at least one"
    );
    assert!(refused::<Fund>(&FUND.replace("CNY", "RMB")).starts_with("`RMB` is not a currency"));
    assert!(refused::<Fund>(&FUND.replace("\"code\"", "\"key\"")).starts_with("unknown field `key`"));
    golden::<BudgetLine>(LINE);
    golden::<BudgetLine>(&LINE.replace(r#","unit":"@""#, ""));
    golden::<BudgetLine>(&LINE.replace(r#","purpose""#, r#","part_of":"@","purpose""#));
    golden::<BudgetLine>(&LINE.replace(
        r#""unit":"@""#,
        r#""unit":"@","kind":"travel","project":"P-1","period":"2026-03-01/2026-03-31""#,
    ));
    assert!(
        refused::<BudgetLine>(&LINE.replace("\"unit\"", "\"units\"")).starts_with("unknown field `units`")
    );
}

const TERMS: &str = r#"{"channels":["municipal","own"],"cost_kinds":["indirect","travel"],
    "ceilings":[{"kind":"travel","limit":{"item":{"amount":"90.00","currency":"CNY"}}},
    {"kind":"travel","limit":{"total":{"amount":"900.00","currency":"CNY"}}},{"kind":"indirect","limit":{"share":"10%"}}],
    "flat_rates":[{"kind":"indirect","base":{"share":{"share":"7%","of":["travel"]}}},
    {"kind":"travel","base":{"unit":{"unit":"person-day","amount":{"amount":"5.00","currency":"CNY"}}}}],
    "matching":{"own":["own"],"share":"25%"},"reports":[{"name":"annual","every":"year","within_days":60}],
    "source":{"document":"Grant 2026-17","date":"2026-01-15"},"status":"verified"}"#;

#[test]
fn terms() {
    golden::<FundTerms>(TERMS);
    golden::<CostKind>("\"travel\"");
    golden::<FlatUnit>("\"person-day\"");
    golden::<ReportName>("\"final\"");
    golden::<ReportEvery>("\"fund\"");
    golden::<Matching>(r#"{"own":["own"],"share":"25%"}"#);
    golden::<Ceiling>(r#"{"kind":"travel","limit":{"share":"10%"}}"#);
    golden::<FlatRate>(r#"{"kind":"indirect","base":{"share":{"share":"7%"}}}"#);
    golden::<ReportingDuty>(r#"{"name":"final","every":"fund","within_days":60}"#);
    golden::<Report>(r#"{"name":"annual","until":"2026-12-31","on":"2027-02-15"}"#);
    golden::<Fund>(&FUND.replace(
        r#""purposes""#,
        r#""channels":{"municipal":{"amount":"80.00","currency":"CNY"},"own":{"amount":"20.00","currency":"CNY"}},
            "purposes""#,
    ));
    let whole = FUND.replace(
        r#""validity":"2026-01-01/2026-12-31"}"#,
        &format!(
            r#""validity":"2026-01-01/2026-12-31","terms":{TERMS},
                "reports":[{{"name":"annual","until":"2026-12-31","on":"2027-02-15"}}]}}"#
        ),
    );
    golden::<Fund>(&whole);
    for (from, to, message) in [
        (
            r#""cost_kinds":["indirect","travel"]"#,
            r#""cost_kinds":["travel"]"#,
            "`indirect` has a ceiling or a rate, but is not among the kinds of costs: name it there",
        ),
        (r#""5.00""#, r#""0.00""#, "CNY 0.00 is no ceiling and no rate: give a positive amount"),
        (
            r#""5.00","currency":"CNY""#,
            r#""5.00","currency":"EUR""#,
            "an amount is in EUR and another is not: write all of them in one currency",
        ),
        (
            r#"[{"name":"annual""#,
            r#"[{"name":"annual","every":"fund","within_days":6},{"name":"annual""#,
            "the report `annual` comes twice",
        ),
        (
            r#""flat_rates":["#,
            r#""flat_rates":[{"kind":"indirect","base":{"share":{"share":"8%"}}},"#,
            "`indirect` has two flat rates by the same unit",
        ),
    ] {
        assert_eq!(refused::<FundTerms>(&TERMS.replace(from, to)), message);
    }
    for (from, to, message) in [
        (
            r#""source":"municipal""#,
            r#""source":"donor""#,
            "the fund `F-2026` cannot be fed by `donor` (Grant 2026-17 (2026-01-15))",
        ),
        (
            r#""currency":"CNY","validity""#,
            r#""currency":"EUR","validity""#,
            "the fund `F-2026` is kept in EUR, and its terms are written in CNY",
        ),
        (
            r#""until":"2026-12-31","on""#,
            r#""until":"2026-12-30","on""#,
            "the terms of the fund `F-2026` ask for no report `annual` up to 2026-12-30",
        ),
    ] {
        assert_eq!(refused::<Fund>(&json(&whole).replace(from, to)), message);
    }
}

#[test]
fn channels() {
    let with =
        |channels: &str| FUND.replace(r#""purposes""#, &format!(r#""channels":{{{channels}}},"purposes""#));
    let amount = |amount: &str, currency: &str| format!(r#"{{"amount":"{amount}","currency":"{currency}"}}"#);
    let (own, zero) = (amount("9.00", "CNY"), amount("0.00", "CNY"));
    assert_eq!(
        refused::<Fund>(&with(&format!(r#""own":{own}"#))),
        "the channels of the fund `F-2026` do not name `municipal`, which it comes through"
    );
    assert_eq!(
        refused::<Fund>(&with(&format!(r#""municipal":{zero}"#))),
        "a channel of the fund `F-2026` cannot bring CNY 0.00: give a positive amount in CNY"
    );
    let most = amount("792281625142643375935439503.35", "CNY");
    assert_eq!(
        refused::<Fund>(&with(&format!(r#""municipal":{most},"own":{own}"#))),
        "the channels of the fund `F-2026` are out of range together: amounts have fewer than 2^96 minor units"
    );
}

#[test]
fn control() {
    golden::<ControlAction>("\"ignore\"");
    golden::<ControlLevel>("\"group\"");
    golden::<ControlException>(
        r#"{"at":"line","fund":"F-2026","line":"teams","during":"2026-12-01/2026-12-31","action":"warn"}"#,
    );
    let rules = r#"{"exceptions":[{"at":"fund","action":"warn"}],"otherwise":"stop","outside_days":"warn",
        "source":{"document":"Rule 7","date":"2026-01-15"},"status":"unverified"}"#;
    golden::<ControlRules>(rules);
    assert_eq!(
        refused::<ControlRules>(&rules.replace(r#""at":"fund""#, r#""at":"fund","line":"teams""#)),
        "an exception for funds as a whole cannot name the line `teams`"
    );
    golden::<Budget>(&budget().replace(r#""entries""#, &format!(r#""control":{rules},"entries""#)));
    golden::<BudgetNode>(r#"{"fund":"F-2026"}"#);
    assert!(refused::<BudgetNode>(r#"{"unit":"F-2026"}"#).starts_with("unknown variant `unit`"));
    let level = format!(
        r#"{{"at":{{"line":{{"fund":"F-2026","line":"teams"}}}},"position":{POSITION},
            "asked":{{"amount":"80.00","currency":"CNY"}},"action":"warn"}}"#
    );
    golden::<Level>(&level);
    assert_eq!(refused::<Level>("{}"), "missing field `at`");
    let verdict = golden::<Verdict>(&format!(r#"{{"levels":[{level}],"outside":"2026-01-01/2026-12-31"}}"#));
    assert!(!verdict.is_clear());
    assert_eq!(refused::<Verdict>("{}"), "missing field `levels`");
}

#[test]
fn events() {
    let amount = r#""amount":{"amount":"1.00","currency":"CNY"}"#;
    for text in [
        r#"{"allotted":{"line":"@",…}}"#,
        r#"{"committed":{"commitment":"@","code":"K-1","line":"@","purpose":"teacher-teams",…}}"#,
        r#"{"released":{"commitment":"@",…}}"#,
        r#"{"invoiced":{"expenditure":"@","code":"V-1","commitment":"@",…,"closes":true}}"#,
        r#"{"spent":{"expenditure":"@","code":"V-1","line":"@","purpose":"teacher-teams",…}}"#,
        r#"{"reversed":{"expenditure":"@"}}"#,
        r#"{"shifted":{"from":"@","to":"@",…}}"#,
        r#"{"carried_over":{"fund":"@","policy":"committed"}}"#,
        r#"{"cut":{"line":"@",…}}"#,
        r#"{"committed":{"commitment":"@","code":"K-1","line":"@","purpose":"teacher-teams","kind":"travel",…}}"#,
    ] {
        golden::<BudgetEvent>(&text.replace('…', amount));
    }
    assert_eq!(refused::<BudgetEvent>(r#"{"allotted":{"line":"@"}}"#), "missing field `amount`");
    assert!(refused::<BudgetEvent>(r#"{"paid":{}}"#).starts_with("unknown variant `paid`"));
    let spare = r#"{"reversed":{"expenditure":"@","why":"…"}}"#;
    assert!(refused::<BudgetEvent>(spare).starts_with("unknown field `why`"));
}

#[test]
fn commitments_and_expenditures() {
    golden::<Commitment>(COMMITMENT);
    assert_eq!(refused::<Commitment>("{}"), "missing field `id`");
    let text = r#"{"id":"@","code":"V-1","line":"@","commitment":"@","on":"2026-03-02",
        "amount":{"amount":"9.00","currency":"CNY"},"reversed":"2026-03-05"}"#;
    golden::<Expenditure>(text);
    let direct = text.replace(r#""commitment":"@","#, "").replace(r#","reversed":"2026-03-05""#, "");
    golden::<Expenditure>(&direct);
    assert!(
        refused::<Expenditure>(&text.replace("2026-03-05", "tomorrow")).contains("`tomorrow` is not a day")
    );
}

#[test]
fn positions() {
    golden::<Position>(POSITION);
    assert_eq!(
        refused::<Position>(&POSITION.replace("75.00", "74.00")),
        "the available amount is CNY 75.00, not CNY 74.00"
    );
    assert_eq!(
        refused::<Position>(&POSITION.replace(r#""part":"25""#, r#""part":"26""#)),
        "the execution is 25 of 100 (25.0 %), not 26 of 100 (26.0 %)"
    );
    let overdrawn = POSITION.replace("\"0.00\"", "\"75.01\"").replace("75.00", "-0.01");
    assert!(golden::<Position>(&overdrawn).is_overdrawn());
    assert_eq!(
        refused::<Position>(&POSITION.replace("\"0.00\"", "\"-1\"")),
        "CNY -1.00 cannot stand in a budget: amounts must not be negative"
    );
}

#[test]
fn budgets() {
    let budget = golden::<Budget>(&budget());
    assert_eq!(budget.available(ID.parse().unwrap()).unwrap().to_string(), "CNY 75.00");
    let text = self::budget();
    assert_eq!(
        refused::<Budget>(&text.replace("25.00", "100.01")),
        "event #2 cannot happen on 2026-03-01: `F-2026/teams` has CNY 100.00 available, not CNY 100.01"
    );
    assert_eq!(
        refused::<Budget>(&text.replace(r#""entry":3"#, r#""entry":4"#)),
        "there is no event #4 that could be cancelled"
    );
    assert_eq!(
        refused::<Budget>(&text.replacen("2026-02-01", "2026-04-01", 1)),
        "an entry recorded on 2026-03-01 cannot follow one of 2026-04-01: give the day it is written down, and the day \
         it happened as the day of effect"
    );
    assert_eq!(
        refused::<Budget>(r#"{"funds":[],"lines":[],"entries":[]}"#),
        "a budget needs at least one fund"
    );
}

#[test]
fn statements() {
    let line = format!(
        r#"{{"line":"@","code":{{"fund":"F-2026","line":"teams"}},"purpose":"teacher-teams","unit":"@",
            "position":{POSITION},"usable":{{"amount":"75.00","currency":"CNY"}}}}"#
    );
    let fund = format!(
        r#"{{"fund":"@","code":"F-2026","name":{{"en":"Special fund","zh":"专项资金"}},"position":{POSITION},
            "usable":{{"amount":"75.00","currency":"CNY"}}}}"#
    );
    let purpose = format!(r#"{{"purpose":"teacher-teams","position":{POSITION}}}"#);
    golden::<LineStatement>(&line);
    golden::<FundStatement>(&fund);
    golden::<PurposeStatement>(&purpose);
    let text = format!(
        r#"{{"as_of":"2026-03-02","lines":[{line}],"funds":[{fund}],"purposes":[{purpose}],"totals":[{POSITION}],
            "open":[],"findings":[]}}"#
    );
    let told = golden::<BudgetStatement>(&text);
    golden::<BudgetStatement>(&text.replace(r#""open":[]"#, &format!(r#""open":[{COMMITMENT}]"#)));

    let catalogue = PurposeCatalogue::special_fund().load().unwrap();
    let mut rules = FundRules::watch().load().unwrap().draft();
    rules.status = collegium_core::Status::Verified;
    let rules = FundRules::try_from(rules).unwrap();
    let budget = golden::<Budget>(&budget());
    let as_of = "2026-03-02".parse().unwrap();
    assert_eq!(BudgetStatement::assess(&budget, &catalogue, &rules, as_of), told);

    assert_eq!(
        refused::<BudgetStatement>(
            &text.replace("\"available\":{\"amount\":\"75.00\"", "\"available\":{\"amount\":\"0\"")
        ),
        "the available amount is CNY 75.00, not CNY 0.00"
    );
    for (whole, error) in [
        (refused::<LineStatement>("{}"), "missing field `line`"),
        (refused::<FundStatement>("{}"), "missing field `fund`"),
        (refused::<PurposeStatement>("{}"), "missing field `purpose`"),
    ] {
        assert_eq!(whole, error);
    }
}
