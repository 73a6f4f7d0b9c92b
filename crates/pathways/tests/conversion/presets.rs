//! Every shipped file loads into its type, is written back byte for byte, and works.

use std::{collections::BTreeSet, fs, path::Path};

use collegium_core::{Country, Preset, Rules, preset};
use collegium_pathways::{CreditConversion, CreditSystem, GradeConversion, GradeScale};

use super::made::{shipped_scale, systems};

/// The name of the file, if it is shipped as it stands in the folder and comes back from its type.
fn held<R: Rules>(preset: &Preset<R>) -> String {
    let rules = preset.load().unwrap();
    assert_eq!(preset::write(&rules), preset.json(), "{}", preset.name());
    assert!(!rules.source().document.as_str().is_empty());
    let file = format!("{}.json", preset.name());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("presets").join(&file);
    assert_eq!(fs::read_to_string(path).unwrap(), preset.json(), "{file}");
    file
}

#[test]
fn every_file_is_written_back_byte_for_byte_and_none_is_forgotten() {
    let mut shipped: BTreeSet<String> = CreditSystem::presets().iter().map(held).collect();
    shipped.extend(CreditConversion::presets().iter().map(held));
    shipped.extend(GradeScale::presets().iter().map(held));
    shipped.extend(GradeConversion::presets().iter().map(held));

    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("presets");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let ours: BTreeSet<String> =
        files.filter(|file| file.starts_with("credit-") || file.starts_with("grade-")).collect();
    assert_eq!(shipped, ours);
}

#[test]
fn names_are_the_codes() {
    for preset in CreditSystem::presets() {
        assert_eq!(preset.name(), format!("credit-system-{}", preset.load().unwrap().code));
    }
    for preset in CreditConversion::presets() {
        assert_eq!(preset.name(), format!("credit-conversion-{}", preset.load().unwrap().code));
    }
    for preset in GradeScale::presets() {
        assert_eq!(preset.name(), format!("grade-scale-{}", preset.load().unwrap().code));
    }
    for preset in GradeConversion::presets() {
        assert_eq!(preset.name(), format!("grade-conversion-{}", preset.load().unwrap().code));
    }
}

/// Where the routes lead: China, Australia, Germany, Great Britain, Singapore, South Korea, the United States.
#[test]
fn seven_countries_have_credits_and_grades() {
    for country in ["AU", "CN", "DE", "GB", "KR", "SG", "US"] {
        let country = Country::new(country).unwrap();
        assert!(systems().iter().any(|system| system.countries.contains(&country)), "{country:?}: credits");
        let mut scales = GradeScale::presets().iter().map(|preset| preset.load().unwrap());
        assert!(scales.any(|scale| scale.countries.contains(&country)), "{country:?}: grades");
    }
}

#[test]
fn every_conversion_fits_what_is_shipped() {
    for preset in CreditConversion::presets() {
        let rule = preset.load().unwrap();
        assert!(rule.bind(&systems()).is_ok(), "{}", preset.name());
    }
    for preset in GradeConversion::presets() {
        let rule = preset.load().unwrap();
        let (from, to) = (shipped_scale(rule.from.as_str()), shipped_scale(rule.to.as_str()));
        let fitted = rule.bind(&from, &to).unwrap();
        for grade in from.grades().step_by(7).chain(from.grades().rev().take(1)) {
            let converted = fitted.convert_grade(grade).unwrap();
            assert!(converted.outcome.is_some() || !converted.passed, "{}: {grade}", preset.name());
        }
    }
}
