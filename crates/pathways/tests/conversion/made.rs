//! What the tests are about: presets by name, scales and rules made of a few figures.

use collegium_core::{Mark, Rounding};
use collegium_pathways::{
    credit::{ConvertedCredits, CreditConversion, CreditConversionError, CreditSystem, CreditSystems},
    grade::{ConvertedGrade, GradeConversion, GradeConversionError, GradeForm, GradeScale},
};
use rust_decimal::Decimal;
use serde_json::{Value, json};

pub(crate) fn decimal(text: &str) -> Decimal {
    collegium_core::decimal::parse(text).unwrap()
}

pub(crate) fn mark(text: &str) -> Mark {
    Mark::new(text).unwrap()
}

fn source() -> Value {
    json!({"document": "Agreement 7", "date": "2026-01-01"})
}

/// The systems that are shipped.
pub(crate) fn systems() -> CreditSystems {
    CreditSystems::new(CreditSystem::presets().iter().map(|preset| preset.load().unwrap())).unwrap()
}

/// A system with so many credits a year, in ten-thousandths.
pub(crate) fn system(code: &str, full_year: &str) -> CreditSystem {
    let json = json!({
        "code": code, "name": {"en": code}, "full_year": full_year, "step": "0.0001",
        "source": source(), "status": "verified"
    });
    serde_json::from_value(json).unwrap()
}

/// A rule from the first of these systems through the others, by year share.
pub(crate) fn by_year(codes: &[&str], step: &str, rounding: Rounding) -> CreditConversion {
    let legs: Vec<_> = codes[1..].iter().map(|code| json!({"to": code, "by": "year_share"})).collect();
    let json = json!({
        "code": "rule", "from": codes[0], "legs": legs, "step": step, "rounding": rounding,
        "source": source(), "status": "verified"
    });
    serde_json::from_value(json).unwrap()
}

/// What a rule makes of credits.
pub(crate) fn converted(
    rule: &CreditConversion,
    systems: &CreditSystems,
    credits: &str,
) -> Result<ConvertedCredits, CreditConversionError> {
    rule.bind(systems)?.convert(credits.parse().unwrap())
}

pub(crate) fn shipped_scale(code: &str) -> GradeScale {
    GradeScale::preset(&format!("grade-scale-{code}")).unwrap().load().unwrap()
}

/// What a shipped rule makes of a grade.
pub(crate) fn by_preset(code: &str, grade: &str) -> ConvertedGrade {
    let rule = GradeConversion::preset(&format!("grade-conversion-{code}")).unwrap().load().unwrap();
    let (from, to) = (shipped_scale(rule.from.as_str()), shipped_scale(rule.to.as_str()));
    rule.bind(&from, &to).unwrap().convert(&mark(grade)).unwrap()
}

pub(crate) fn scale(code: &str, form: &GradeForm) -> GradeScale {
    let json = json!({
        "code": code, "name": {"en": code}, "grades": form, "source": source(), "status": "verified"
    });
    serde_json::from_value(json).unwrap()
}

pub(crate) fn numbers(best: &str, lowest_pass: &str, worst: &str, step: &str) -> GradeForm {
    let [best, lowest_pass, worst, step] = [best, lowest_pass, worst, step].map(decimal);
    GradeForm::Numbers { best, lowest_pass, worst, step }
}

/// Letters without points, best first, all of them passed but the last.
pub(crate) fn letters(best_first: &[&str]) -> GradeForm {
    let grades: Vec<_> = best_first.iter().map(|grade| json!({"grade": grade})).collect();
    let lowest_pass = best_first[best_first.len().saturating_sub(2)];
    serde_json::from_value(json!({"letters": {"grades": grades, "lowest_pass": lowest_pass}})).unwrap()
}

/// A rule between the scales `from` and `to`.
pub(crate) fn rule(method: Value, fail: Option<&str>) -> GradeConversion {
    let mut json = json!({
        "code": "rule", "from": "from", "to": "to", "source": source(), "status": "verified"
    });
    json["method"] = method;
    if let Some(fail) = fail {
        json["fail"] = fail.into();
    }
    serde_json::from_value(json).unwrap()
}

/// Why a rule does not fit two scales.
pub(crate) fn unfit(
    method: Value,
    fail: Option<&str>,
    from: &GradeForm,
    to: &GradeForm,
) -> GradeConversionError {
    let (from, to) = (scale("from", from), scale("to", to));
    rule(method, fail).bind(&from, &to).unwrap_err()
}
