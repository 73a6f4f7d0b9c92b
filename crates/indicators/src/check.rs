//! The checks of this crate: one function a rule.

use chrono::NaiveDate;
use collegium_core::{
    Basis, Finding, Findings, Period, Ratio, Rules as _, Severity, Status, Subject,
    finding::{Fact, FactValue},
    org::OrgUnit,
    preset::unverified_note,
};
use rust_decimal::Decimal;

use crate::{
    Indicator, IndicatorSystem, Observation, Reading, Value,
    evaluation::coverage,
    reading::Sheet,
    rule::{IN0101, IN0102, IN0103, IN0104, IN0105, IN0106, IN0107, IN0108, IN0109},
};

impl IndicatorSystem {
    /// Looks at what was observed of units in a period, as known on a day, without judging them.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::org::OrgUnit;
    /// use collegium_indicators::{IndicatorSystem, rule::IN0102};
    /// let system = IndicatorSystem::five_result_areas().load().unwrap();
    /// let college: OrgUnit = serde_json::from_str(
    ///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"C-ACC","name":{"en":"College of Accounting"},
    ///         "level":"college"}"#,
    /// )
    /// .unwrap();
    /// let (year, day) = ("2025-01-01/2025-12-31".parse().unwrap(), "2026-03-01".parse().unwrap());
    /// let findings = system.check(&[], &[college], year, day);
    /// assert_eq!(
    ///     findings.iter().find(|finding| finding.code == IN0102).unwrap().to_string(),
    ///     "warning IN0102: unit C-ACC: the values cover less of the weight than the system asks for (covered 0 of 10 000 \
    ///      (0.0 %), least 80%)"
    /// );
    /// ```
    #[must_use]
    pub fn check(
        &self,
        observations: &[Observation],
        units: &[OrgUnit],
        period: Period,
        as_of: NaiveDate,
    ) -> Findings {
        findings(&Sheet::new(self, observations, units, period, as_of))
    }
}

pub(crate) fn findings(sheet: &Sheet<'_>) -> Findings {
    let system = sheet.system;
    let units = sheet.units.iter().flat_map(|unit| {
        let missing = system.indicators().filter_map(|(_, indicator)| missing(sheet, unit, indicator));
        let disagreeing = system.indicators().flat_map(|(_, indicator)| disagreeing(sheet, unit, indicator));
        missing.chain(disagreeing).chain(thin(sheet, unit)).chain(coinciding(sheet, unit))
    });
    let observations = sheet.known.iter().flat_map(|(unit, observation)| {
        let unknown = unknown(system, unit, observation);
        let other = [other_period(sheet, unit, observation), other_version(system, unit, observation)];
        other.into_iter().flatten().chain(unknown).chain(impossible(system, unit, observation))
    });
    let unread = unread(system).into_iter().chain(unverified_note(system, "indicator system"));
    units.chain(observations).chain(unread).collect()
}

fn basis(indicator: &Indicator) -> Basis {
    Basis { source: indicator.source.clone(), status: indicator.status }
}

fn figure(value: &Value) -> FactValue {
    match value {
        Value::Number(number) => FactValue::Decimal(*number),
        Value::Ratio(ratio) => FactValue::Ratio(ratio.clone()),
        Value::Missing { reason } => FactValue::Text(reason.to_string()),
    }
}

fn missing(sheet: &Sheet<'_>, unit: &OrgUnit, indicator: &Indicator) -> Option<Finding> {
    let Reading::Missing(absence) = sheet.reading(unit, indicator) else { return None };
    indicator.required.then(|| Finding {
        code: IN0101,
        severity: sheet.system.missing,
        subject: Subject::of(unit.id, &unit.code).at(&indicator.code),
        message: format!("the required indicator has no value for {}", sheet.period),
        facts: vec![
            Fact::new("indicator", indicator.name.clone()),
            Fact::new("period", sheet.period),
            Fact::new("reason", absence.to_string()),
        ],
        basis: Some(sheet.system.basis()),
        remedy: Some("observe it, or record why it cannot be observed and do without it".to_owned()),
    })
}

fn thin(sheet: &Sheet<'_>, unit: &OrgUnit) -> Option<Finding> {
    let (covered, least) = (coverage(sheet, unit), sheet.system.least_coverage);
    (covered.reaches(least) == Some(false)).then(|| Finding {
        code: IN0102,
        severity: sheet.system.thin,
        subject: Subject::of(unit.id, &unit.code),
        message: "the values cover less of the weight than the system asks for".to_owned(),
        facts: vec![Fact::new("covered", covered), Fact::new("least", least)],
        basis: Some(sheet.system.basis()),
        remedy: Some("observe the missing indicators before the unit is set beside others".to_owned()),
    })
}

fn unknown(system: &IndicatorSystem, unit: &OrgUnit, observation: &Observation) -> Option<Finding> {
    if system.indicator(&observation.indicator).is_some() {
        return None;
    }
    Some(Finding {
        code: IN0103,
        severity: Severity::Note,
        subject: Subject::of(unit.id, &unit.code).at(&observation.indicator),
        message: "the system does not have the indicator that was observed".to_owned(),
        facts: vec![
            Fact::new("system", system.code.as_str()),
            Fact::new("value", figure(&observation.value)),
        ],
        basis: Some(system.basis()),
        remedy: Some("correct the code, or leave the observation to the system it belongs to".to_owned()),
    })
}

fn other_period(sheet: &Sheet<'_>, unit: &OrgUnit, observation: &Observation) -> Option<Finding> {
    (observation.period != sheet.period).then(|| Finding {
        code: IN0104,
        severity: Severity::Warning,
        subject: Subject::of(unit.id, &unit.code).at(&observation.indicator),
        message: "the observation is not of the period judged and is not used".to_owned(),
        facts: vec![
            Fact::new("observed", observation.period),
            Fact::new("judged", sheet.period),
            Fact::new("value", figure(&observation.value)),
        ],
        basis: Some(sheet.system.basis()),
        remedy: Some("count it again for the period judged".to_owned()),
    })
}

fn other_version(system: &IndicatorSystem, unit: &OrgUnit, observation: &Observation) -> Option<Finding> {
    let indicator = system.indicator(&observation.indicator)?;
    (observation.version != indicator.version).then(|| Finding {
        code: IN0105,
        severity: Severity::Warning,
        subject: Subject::of(unit.id, &unit.code).at(&indicator.code),
        message: "the observation was made under another version of the definition and is not comparable"
            .to_owned(),
        facts: vec![
            Fact::new("observed under", observation.version.as_str()),
            Fact::new("defined by", indicator.version.as_str()),
            Fact::new("value", figure(&observation.value)),
        ],
        basis: Some(basis(indicator)),
        remedy: Some("count it again by the present definition".to_owned()),
    })
}

fn disagreeing(sheet: &Sheet<'_>, unit: &OrgUnit, indicator: &Indicator) -> Vec<Finding> {
    let figures = sheet.figures(unit, indicator);
    let pairs = figures
        .iter()
        .enumerate()
        .flat_map(|(place, one)| figures.iter().skip(place + 1).map(move |other| (one, other)));
    pairs
        .map(|((one, one_day), (other, other_day))| Finding {
            code: IN0106,
            severity: Severity::Warning,
            subject: Subject::of(unit.id, &unit.code).at(&indicator.code),
            message: format!(
                "two observations disagree: {one} recorded on {one_day}, {other} recorded on {other_day}"
            ),
            facts: vec![
                Fact::new("first", figure(one)),
                Fact::new("first recorded", *one_day),
                Fact::new("second", figure(other)),
                Fact::new("second recorded", *other_day),
            ],
            basis: Some(basis(indicator)),
            remedy: Some(
                "withdraw the wrong one; until then the one recorded last counts, and none of one day's"
                    .to_owned(),
            ),
        })
        .collect()
}

fn coinciding(sheet: &Sheet<'_>, unit: &OrgUnit) -> Vec<Finding> {
    let least = Decimal::from(sheet.system.same_value_from);
    let number = |indicator: &Indicator| match sheet.reading(unit, indicator) {
        Reading::Seen(Value::Number(number)) if *number >= least => Some(*number),
        _ => None,
    };
    let indicators = sheet.system.indicators().map(|(_, indicator)| indicator);
    let mut numbers: Vec<_> =
        indicators.filter_map(|indicator| Some((number(indicator)?, indicator))).collect();
    numbers.sort_by_key(|(number, indicator)| (*number, &indicator.code));
    let pairs = numbers.iter().enumerate().flat_map(|(place, one)| {
        let same = numbers.iter().skip(place + 1).take_while(move |other| other.0 == one.0);
        same.map(move |other| (one, other))
    });
    let different = pairs.filter(|((_, one), (_, other))| one.definition != other.definition);
    different
        .map(|((number, one), (_, other))| Finding {
            code: IN0107,
            severity: Severity::Note,
            subject: Subject::of(unit.id, &unit.code).at(format!("{}, {}", one.code, other.code)),
            message: format!("two indicators with different definitions have the same value {number}"),
            facts: vec![
                Fact::new("value", *number),
                Fact::new("first", one.name.clone()),
                Fact::new("second", other.name.clone()),
                Fact::new("looked at from", sheet.system.same_value_from),
            ],
            basis: Some(sheet.system.basis()),
            remedy: Some("look up both figures in their sources; one may be a copy of the other".to_owned()),
        })
        .collect()
}

fn impossible(system: &IndicatorSystem, unit: &OrgUnit, observation: &Observation) -> Option<Finding> {
    let indicator = system.indicator(&observation.indicator)?;
    if indicator.measure.admits(&observation.value) {
        return None;
    }
    let demand = indicator.measure.demand();
    Some(Finding {
        code: IN0108,
        severity: Severity::Violation,
        subject: Subject::of(unit.id, &unit.code).at(&indicator.code),
        message: format!("the value {} cannot be: {demand}", observation.value),
        facts: vec![
            Fact::new("value", figure(&observation.value)),
            Fact::new("period", observation.period),
            Fact::new("recorded", observation.provenance.recorded),
        ],
        basis: Some(basis(indicator)),
        remedy: Some("correct the figure; until then it is not used".to_owned()),
    })
}

fn unread(system: &IndicatorSystem) -> Option<Finding> {
    let of_status = |status| system.indicators().filter(move |(_, indicator)| indicator.status == status);
    let codes: Vec<_> = of_status(Status::Unverified).map(|(_, indicator)| indicator.code.as_str()).collect();
    let (unread, all) = (codes.len() as u64, system.indicators().count() as u64);
    let ratio = Ratio::count(unread, all, "indicators of the system").ok()?;
    (unread > 0).then(|| Finding {
        code: IN0109,
        severity: Severity::Note,
        subject: Subject::named("indicator system", &system.code),
        message: "there are indicators whose wording nobody has read in its source yet".to_owned(),
        facts: vec![Fact::new("unread", ratio), Fact::new("indicators", codes.join(", "))],
        basis: Some(system.basis()),
        remedy: Some("read the documents, correct the wording, and set the status to `verified`".to_owned()),
    })
}
