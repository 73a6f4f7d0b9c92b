//! A system small enough to reckon by hand, two colleges, a year.

use collegium_core::{Id, InstitutionCode, Period, entity::UnitId, org::OrgUnit, preset};
use collegium_indicators::{IndicatorSystem, Observation, ObservationDraft, Value};

/// A 60 %: A1 count to 10 (50 %), A2 share (50 %). B 40 %: B1 amount 10 to 30, less is better (100 %), B2 balance (0 %).
pub(crate) const SYSTEM: &str = concat!(
    r#"{"code":"S","name":{"en":"System"},"areas":["#,
    r#"{"code":"A","name":{"en":"Area A"},"weight":6000,"indicators":["#,
    r#"{"code":"A1","name":{"en":"Students"},"measured_in":{"en":"persons"},"measure":"count","definition":"students","#,
    r#""version":"1","scale":{"at_least":{"floor":"0","target":"10"}},"weight":5000,"required":true,"#,
    r#""source":{"document":"Table","date":"2024-01-01"},"status":"verified"},"#,
    r#"{"code":"A2","name":{"en":"Rate"},"measured_in":{"en":"students"},"measure":"share","definition":"of them abroad","#,
    r#""version":"1","scale":{"at_least":{"floor":"0","target":"1"}},"weight":5000,"required":true,"#,
    r#""source":{"document":"Table","date":"2024-01-01"},"status":"verified"}]},"#,
    r#"{"code":"B","name":{"en":"Area B"},"weight":4000,"indicators":["#,
    r#"{"code":"B1","name":{"en":"Days"},"measured_in":{"en":"days"},"measure":"amount","definition":"days to answer","#,
    r#""version":"2","scale":{"at_most":{"target":"10","ceiling":"30"}},"weight":10000,"required":true,"#,
    r#""source":{"document":"Table","date":"2024-01-01"},"status":"verified"},"#,
    r#"{"code":"B2","name":{"en":"Net flow"},"measured_in":{"en":"persons"},"measure":"balance","definition":"in less out","#,
    r#""version":"1","scale":{"within":{"floor":"-50","low":"0","high":"0","ceiling":"50"}},"weight":0,"required":false,"#,
    r#""source":{"document":"Table","date":"2024-01-01"},"status":"verified"}]}],"#,
    r#""bands":[{"from":"0.00","name":{"en":"low"}},{"from":"60.00","name":{"en":"high"}}],"rounding":"half_up","#,
    r#""least_coverage":"50%","same_value_from":20,"missing":"violation","thin":"warning","#,
    r#""source":{"document":"Decision 7","date":"2024-01-01"},"status":"verified"}"#,
);

pub(crate) fn system() -> IndicatorSystem {
    preset::read(SYSTEM).unwrap()
}

pub(crate) fn year() -> Period {
    "2025-01-01/2025-12-31".parse().unwrap()
}

pub(crate) fn unit_id(code: &str) -> UnitId {
    Id::derived(&InstitutionCode::new("college.example").unwrap(), &code.parse().unwrap())
}

pub(crate) fn unit(code: &str) -> OrgUnit {
    let level = if code == "SCHOOL" { "school" } else { "college" };
    let id = unit_id(code);
    preset::read(&format!(r#"{{"id":"{id}","code":"{code}","name":{{"en":"{code}"}},"level":"{level}"}}"#))
        .unwrap()
}

pub(crate) fn number(text: &str) -> Value {
    preset::read(&format!(r#"{{"number":"{text}"}}"#)).unwrap()
}

pub(crate) fn ratio(part: &str, whole: &str) -> Value {
    preset::read(&format!(r#"{{"ratio":{{"part":"{part}","whole":"{whole}","of":"students"}}}}"#)).unwrap()
}

pub(crate) fn missing(reason: &str) -> Value {
    Value::Missing { reason: reason.parse().unwrap() }
}

/// An observation of the year, recorded on 2026-01-15, under the definition that the small system has.
pub(crate) fn seen(indicator: &str, unit: &str, value: Value) -> Observation {
    let version = if indicator == "B1" { "2" } else { "1" };
    let provenance = r#"{"source":{"document":"Register","date":"2026-01-10"},"recorded":"2026-01-15","origin":"published"}"#;
    Observation::try_from(ObservationDraft {
        indicator: indicator.parse().unwrap(),
        unit: (unit != "-").then(|| unit_id(unit)),
        period: year(),
        value,
        version: version.parse().unwrap(),
        provenance: preset::read(provenance).unwrap(),
    })
    .unwrap()
}

/// The same with changes.
pub(crate) fn but(observation: &Observation, change: impl FnOnce(&mut ObservationDraft)) -> Observation {
    let mut draft = observation.draft();
    change(&mut draft);
    Observation::try_from(draft).unwrap()
}

/// All of a unit: A1 8 of 10 (80), A2 1 of 2 (50), B1 15 (75), B2 -10 (80, weight 0).
pub(crate) fn all(unit: &str) -> Vec<Observation> {
    vec![
        seen("A1", unit, number("8")),
        seen("A2", unit, ratio("1", "2")),
        seen("B1", unit, number("15")),
        seen("B2", unit, number("-10")),
    ]
}
