//! The shipped rules: each can be read, is written exactly as it is shipped, and fits what it speaks of.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

use std::collections::BTreeSet;

use collegium_core::{LanguageTag, Preset, Rules, Status, preset};
use collegium_indicators::{IndicatorSystem, Measure};
use collegium_review::{BalanceRules, Formula, ObservationRules};

fn written_back<R: Rules>(shipped: Preset<R>) -> R {
    let rules = shipped.load().unwrap();
    assert_eq!(preset::write(&rules), shipped.json(), "{shipped:?}");
    assert_eq!(rules.status(), Status::Unverified, "{shipped:?}");
    let article = rules.source().article.as_ref().unwrap().as_str();
    assert!(article.contains("are ours"), "{shipped:?} says what is ours");
    let file = format!("{}/presets/{}.json", env!("CARGO_MANIFEST_DIR"), shipped.name());
    assert_eq!(std::fs::read_to_string(file).unwrap(), shipped.json(), "the name is the file's");
    rules
}

#[test]
fn the_four_balances() {
    let rules = written_back(BalanceRules::four());
    let bands: Vec<_> =
        rules.balances.iter().map(|rule| format!("{} {} {}", rule.code, rule.low, rule.high)).collect();
    assert_eq!(
        bands,
        [
            "quantity-and-quality 80% 100%",
            "expansion-and-focus 30% 70%",
            "short-and-long-term 30% 80%",
            "out-and-in 30% 70%",
        ]
    );
    for rule in &rules.balances {
        let tags: Vec<_> = rule.name.iter().map(|(tag, _)| tag).map(LanguageTag::as_str).collect();
        assert_eq!(tags, ["en", "zh"], "{}", rule.name);
    }
}

#[test]
fn the_formulas_of_the_five_result_areas() {
    let rules = written_back(ObservationRules::five_result_areas());
    let system = IndicatorSystem::five_result_areas().load().unwrap();
    let counted: BTreeSet<_> = rules.observed.iter().map(|observed| observed.indicator.as_str()).collect();
    let all: BTreeSet<_> = system.indicators().map(|(_, indicator)| indicator.code.as_str()).collect();
    let by_somebody: Vec<_> = all.difference(&counted).copied().collect();
    assert_eq!(by_somebody, ["OE02", "OE03"], "what was taught at sites, and standards, no record says");
    assert!(counted.is_subset(&all));
    for observed in &rules.observed {
        let rate = matches!(
            observed.formula,
            Formula::OverseasRate | Formula::GraduationRate | Formula::TakenAbroad { .. }
        );
        let measure = system.indicator(&observed.indicator).unwrap().measure;
        assert_eq!(measure == Measure::Share, rate, "{} is counted as what it is", observed.indicator);
    }
}

#[test]
fn what_an_indicator_is_defined_as_is_what_is_counted() {
    let rules = ObservationRules::five_result_areas().load().unwrap();
    let system = IndicatorSystem::five_result_areas().load().unwrap();
    for observed in &rules.observed {
        let definition = system.indicator(&observed.indicator).unwrap().definition.as_str();
        let both = |part: &str| definition.contains(part) && observed.words.as_str().contains(part);
        let of_a_day = matches!(
            observed.formula,
            Formula::StudentsOnRoutes
                | Formula::GraduationRate
                | Formula::InternationalStudents
                | Formula::Staff { .. }
                | Formula::CertifiedStaff { .. }
                | Formula::Sites
        );
        let day = both("the last day of the period") && both("the day of the report if that is earlier");
        assert_eq!(of_a_day, day, "{}", observed.indicator);
        let each_once = matches!(
            observed.formula,
            Formula::StudentsOnRoutes
                | Formula::Returned
                | Formula::InternationalStudents
                | Formula::Staff { .. }
                | Formula::CertifiedStaff { .. }
        );
        assert_eq!(each_once, both("each person once"), "{}", observed.indicator);
        assert_eq!(observed.formula == Formula::OverseasRate, both("within twelve months"));
        if matches!(observed.formula, Formula::Activities { .. }) {
            assert!(both("began"), "{}", observed.indicator);
        }
    }
}

#[test]
fn every_file_is_a_preset() {
    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/presets")).unwrap();
    assert_eq!(files.count(), 2, "give each file a test above");
}
