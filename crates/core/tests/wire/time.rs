//! Days, periods, years and calendars.

use collegium_core::{
    AcademicCalendar, AcademicYear, FiscalCalendar, FiscalYear, MonthDay, Period, Term, Validity,
    WorkCalendar,
    academic::{AcademicCalendarDraft, YearForm},
    fiscal::{FiscalCalendarDraft, NamedFor},
    preset::Preset,
    source::Rules,
    workday::WorkCalendarDraft,
};

use super::forms::{each_refused, golden, refused};

#[test]
fn periods() {
    for text in ["2024-09-01/2025-08-31", "0001-01-01/9999-12-31", "2024-02-29/2024-02-29"] {
        golden::<Period>(&text.parse().unwrap(), &format!("\"{text}\""));
    }
    each_refused::<Period>(
        &[
            "",
            "/",
            "2024-09-01",
            "2024-09-01/",
            "2024-09-01/..",
            "2024-9-1/2024-9-2",
            " 2024-09-01/2024-09-02",
            "2024-09-01/2024-09-02/2024-09-03",
            "2024-09-01--2024-09-02",
            "2023-02-29/2023-03-01",
            "02024-09-01/2024-09-02",
            "20240901/20240902",
            "2024-09-01T00:00/2024-09-02",
        ],
        "`{}` is not a period: write its first and last day, such as `2024-09-01/2025-08-31`",
    );
    assert_eq!(
        refused::<Period>("\"2025-01-02/2025-01-01\""),
        "the period from 2025-01-02 to 2025-01-01 is reversed: its last day must not lie before its first"
    );
    for (text, day) in [("0000-12-31/2024-01-01", "0000-12-31"), ("2024-01-01/+10000-01-01", "+10000-01-01")]
    {
        assert_eq!(
            refused::<Period>(&format!("\"{text}\"")),
            format!("{day} cannot be a day of a period: the years go from 0001 to 9999")
        );
    }
    assert_eq!(refused::<Period>("2024"), "invalid type: integer `2024`, expected a period as a string");
}

#[test]
fn validities() {
    golden::<Validity>(&"2024-09-01/2025-08-31".parse().unwrap(), "\"2024-09-01/2025-08-31\"");
    golden(&Validity::From("2024-09-01".parse().unwrap()), "\"2024-09-01/..\"");
    each_refused::<Validity>(
        &[
            "2024-09-01",
            "2024-09-01/",
            "../2024-09-01",
            "2024-9-1/..",
            "/..",
            "2024-02-30/..",
            "2024-09-01/...",
            "..",
        ],
        "`{}` is not a validity: write its first and last day, such as `2024-09-01/2025-08-31`, or `2024-09-01/..` if \
         no end is fixed",
    );
    assert_eq!(
        refused::<Validity>("\"2025-01-02/2025-01-01\""),
        "the period from 2025-01-02 to 2025-01-01 is reversed: its last day must not lie before its first"
    );
}

#[test]
fn days_of_every_year() {
    golden(&MonthDay::new(9, 1).unwrap(), "\"09-01\"");
    golden(&MonthDay::new(12, 31).unwrap(), "\"12-31\"");
    each_refused::<MonthDay>(
        &["02-29", "00-01", "01-00", "13-01", "04-31", "99-99"],
        "`{}` is not a day of every year: 29 February and days beyond the end of a month are refused",
    );
    each_refused::<MonthDay>(
        &["", "-", "9-1", "--09-01", "0901", "09-01-01", "٠٩-٠١", "+9-01"],
        "`{}` is not a month and day: write both with two digits, such as `09-01`",
    );
}

#[test]
fn academic_years_and_terms() {
    golden(&AcademicYear::new(2010, 2011).unwrap(), "\"2010/2011\"");
    golden(&AcademicYear::new(1, 1).unwrap(), "\"0001/0001\"");
    golden::<Term>(&"2010/2011-1/2".parse().unwrap(), "\"2010/2011-1/2\"");
    golden(&YearForm::Spanning, "\"spanning\"");
    golden(&YearForm::Single, "\"single\"");
    each_refused::<AcademicYear>(
        &["", "2010", "2010/11", "2010-2011", "10/11", "2010/2011/2012", "+201/0202", " 2010/2011"],
        "`{}` is not an academic year: write it such as `2010/2011`, or `2010/2010` inside one calendar year",
    );
    each_refused::<AcademicYear>(
        &["2011/2010", "2010/2012", "0000/0000", "0000/0001"],
        "`{}` is not an academic year: the second year must be the first or the next, both from 0001 to 9999",
    );
    each_refused::<Term>(
        &["", "2010/2011", "2010/2011-1", "2010/2011-01/02", "2010-1/2", "2010/2011-1/2-3", "2010/2011-1/٢"],
        "`{}` is not a term: write year, number and total, such as `2010/2011-1/2`",
    );
    for (number, total) in [(0, 2), (3, 2), (1, 7), (0, 0)] {
        assert_eq!(
            refused::<Term>(&format!("\"2010/2011-{number}/{total}\"")),
            format!(
                "there is no term {number} of {total}: the number goes from 1 to the total, and the total to 6"
            )
        );
    }
    assert_eq!(
        refused::<Term>("\"2010/2012-1/2\""),
        "`2010/2012` is not an academic year: the second year must be the first or the next, both from 0001 to 9999"
    );
    assert_eq!(refused::<YearForm>("\"both\""), "unknown variant `both`, expected `spanning` or `single`");
}

#[test]
fn fiscal_years() {
    golden(&FiscalYear::new(2024).unwrap(), "\"FY2024\"");
    golden(&FiscalYear::new(1).unwrap(), "\"FY0001\"");
    golden(&NamedFor::StartYear, "\"start_year\"");
    golden(&NamedFor::EndYear, "\"end_year\"");
    each_refused::<FiscalYear>(
        &["", "2024", "FY24", "fy2024", "FY 2024", "FY+024", "FY20244"],
        "`{}` is not a fiscal year: write it such as `FY2024`",
    );
    assert_eq!(
        refused::<FiscalYear>("\"FY0000\""),
        "0 cannot be a fiscal year: the years go from 0001 to 9999"
    );
    assert_eq!(
        refused::<NamedFor>("\"none\""),
        "unknown variant `none`, expected `start_year` or `end_year`"
    );
}

const SOURCE: &str = r#""source":{"document":"Rule 7","date":"2026-01-01"},"status":"verified"}"#;

fn academic(terms: &str, form: &str) -> String {
    format!(r#"{{"terms":{terms},"form":"{form}",{SOURCE}"#)
}

#[test]
fn academic_calendars() {
    let json = academic(r#"["09-01","12-01","03-01"]"#, "spanning");
    let calendar: AcademicCalendar = serde_json::from_str(&json).unwrap();
    golden(&calendar, &json);
    golden::<AcademicCalendarDraft>(&calendar.draft(), &json);

    let message = |terms: &str, form| refused::<AcademicCalendar>(&academic(terms, form));
    assert_eq!(
        message("[]", "single"),
        "an academic year cannot have 0 terms: list the first days of 1 to 6"
    );
    assert_eq!(
        message(r#"["01-01","02-01","03-01","04-01","05-01","06-01","07-01"]"#, "single"),
        "an academic year cannot have 7 terms: list the first days of 1 to 6"
    );
    assert_eq!(
        message(r#"["01-01","07-01"]"#, "spanning"),
        "a year that begins on `01-01` does not span two calendar years: its form is `single`"
    );
    for (terms, earlier, later) in [
        (r#"["09-01","03-01","02-01"]"#, "03-01", "02-01"),
        (r#"["09-01","02-01","10-01"]"#, "02-01", "10-01"),
        (r#"["09-01","09-01"]"#, "09-01", "09-01"),
        (r#"["09-01","02-01","09-01"]"#, "02-01", "09-01"),
    ] {
        assert_eq!(
            message(terms, "spanning"),
            format!(
                "the term that begins on `{later}` cannot follow the one that begins on `{earlier}`: list the terms in \
                 the order of the year, which the first opens"
            )
        );
    }
    assert!(message(r#"["02-29"]"#, "single").starts_with("`02-29` is not a day of every year"));
    let unknown = json.replace("\"form\"", "\"weeks\":2,\"form\"");
    assert_eq!(
        refused::<AcademicCalendar>(&unknown),
        "unknown field `weeks`, expected one of `terms`, `form`, `source`, `status`"
    );
    let sourceless = r#"{"terms":["09-01"],"form":"spanning","status":"verified"}"#;
    assert_eq!(refused::<AcademicCalendar>(sourceless), "missing field `source`");
}

#[test]
fn fiscal_calendars() {
    let json = format!(r#"{{"begins":"07-01","named_for":"end_year",{SOURCE}"#);
    let calendar: FiscalCalendar = serde_json::from_str(&json).unwrap();
    golden(&calendar, &json);
    golden::<FiscalCalendarDraft>(&calendar.draft(), &json);
    assert_eq!(
        refused::<FiscalCalendar>(&json.replace("07-01", "01-01")),
        "a year that begins on `01-01` ends in the same year: it is named for `start_year`"
    );
    assert_eq!(
        refused::<FiscalCalendar>(&json.replace("\"begins\"", "\"weeks\":2,\"begins\"")),
        "unknown field `weeks`, expected one of `begins`, `named_for`, `source`, `status`"
    );
}

fn work(weekend: &str, holidays: &str, makeup: &str) -> String {
    format!(
        r#"{{"weekend":{weekend},"covers":"2025-01-01/2025-12-31","holidays":{{{holidays}}},"makeup":{makeup},{SOURCE}"#
    )
}

#[test]
fn work_calendars() {
    const WEEKEND: &str = r#"["Sat","Sun"]"#;
    let json = work(WEEKEND, r#""2025-01-01":{"en":"New Year's Day"}"#, r#"["2025-01-26","2025-02-08"]"#);
    let calendar: WorkCalendar = serde_json::from_str(&json).unwrap();
    golden(&calendar, &json);
    golden::<WorkCalendarDraft>(&calendar.draft(), &json);

    let message = |weekend, holidays, makeup| refused::<WorkCalendar>(&work(weekend, holidays, makeup));
    assert_eq!(message(r#"["Sat","Sat"]"#, "", "[]"), "Sat is listed twice in the weekend");
    assert_eq!(
        message(r#"["Mon","Tue","Wed","Thu","Fri","Sat","Sun"]"#, "", "[]"),
        "the weekend cannot have all seven days of the week"
    );
    assert_eq!(
        message(WEEKEND, r#""2025-01-01":{"en":"a"},"2025-01-01":{"en":"b"}"#, "[]"),
        "the key `2025-01-01` is written twice"
    );
    assert_eq!(
        message(WEEKEND, "", r#"["2025-01-26","2025-02-08","2025-01-26"]"#),
        "2025-01-26 is listed twice among the days worked in exchange"
    );
    assert_eq!(
        message(WEEKEND, r#""2025-01-26":{"en":"a"}"#, r#"["2025-01-26"]"#),
        "2025-01-26 cannot be both a holiday and worked in exchange"
    );
    assert_eq!(
        message(WEEKEND, "", r#"["2025-01-27"]"#),
        "2025-01-27 cannot be worked in exchange: it is a Mon, which is no weekend day"
    );
    assert_eq!(
        message(WEEKEND, r#""2024-12-31":{"en":"a"}"#, "[]"),
        "2024-12-31 is not covered: the holidays are known for 2025-01-01/2025-12-31 only"
    );
    assert_eq!(
        message(WEEKEND, "", r#"["2026-01-03"]"#),
        "2026-01-03 is not covered: the holidays are known for 2025-01-01/2025-12-31 only"
    );
    assert_eq!(message(r#"["Samstag"]"#, "", "[]"), "short or long weekday names expected");
    assert_eq!(message(WEEKEND, r#""2025-01-01":{}"#, "[]"), "a name needs a text in at least one language");
    assert_eq!(
        refused::<WorkCalendar>(&json.replace("\"covers\"", "\"weeks\":2,\"covers\"")),
        "unknown field `weeks`, expected one of `weekend`, `covers`, `holidays`, `makeup`, `source`, `status`"
    );
}

#[test]
fn lists_of_a_work_calendar_are_put_in_order() {
    let ordered = work(r#"["Sat","Sun"]"#, "", r#"["2025-01-26","2025-02-08"]"#);
    let other = work(r#"["sunday","SAT"]"#, "", r#"["2025-02-08","2025-01-26"]"#);
    let calendar: WorkCalendar = serde_json::from_str(&other).unwrap();
    assert_eq!(serde_json::to_string(&calendar).unwrap(), ordered);
}

#[test]
fn presets_are_written_back_byte_for_byte() {
    fn check<R: Rules>(preset: &Preset<R>) {
        let rules = preset.load().unwrap();
        assert_eq!(serde_json::to_string_pretty(&rules).unwrap() + "\n", preset.json(), "{}", preset.name());
    }
    check(&AcademicCalendar::cn());
    check(&AcademicCalendar::au());
    check(&FiscalCalendar::cn());
    check(&WorkCalendar::cn());
}
