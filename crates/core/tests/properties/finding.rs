//! Findings: their order, and what they count.

use collegium_core::{
    Findings, Severity,
    finding::{Fact, Finding},
    strategy::finding::{code, fact, finding, findings, subject},
};
use proptest::{collection::vec, prelude::*};

use super::laws::{comes_back, value_comes_back};

/// Findings of which some differ in nothing, or only in what does not show.
fn many() -> impl Strategy<Value = Vec<Finding>> {
    let likes = (finding(), finding()).prop_map(|(one, other)| {
        let other_basis = Finding { basis: other.basis.clone(), ..one.clone() };
        let other_remedy = Finding { remedy: other.remedy.clone(), ..one.clone() };
        let said = one.facts.iter().map(|fact| Fact::new("said", fact.value.to_string())).collect();
        let said = Finding { facts: said, ..one.clone() };
        vec![one.clone(), other, other_basis, other_remedy, said, one]
    });
    vec(likes, 0..4).prop_map(|many| many.concat())
}

proptest! {
    #[test]
    fn values_come_back((code, subject, fact) in (code(), subject(), fact()), findings in findings()) {
        comes_back(&code)?;
        value_comes_back(&subject)?;
        value_comes_back(&fact)?;
        value_comes_back(&findings)?;
        for finding in &findings {
            value_comes_back(finding)?;
        }
    }

    #[test]
    fn the_order_of_the_input_does_not_show(
        (given, shuffled) in many().prop_flat_map(|many| (Just(many.clone()), Just(many).prop_shuffle())),
    ) {
        let findings = Findings::from(given.clone());
        let other = Findings::from(shuffled);
        prop_assert_eq!(&findings, &other);
        prop_assert_eq!(serde_json::to_string(&findings).unwrap(), serde_json::to_string(&other).unwrap());
        let mut grown = Findings::default();
        for finding in given {
            grown.extend([finding]);
        }
        prop_assert_eq!(grown, findings);
    }

    #[test]
    fn each_finding_is_there_once(given in many()) {
        let findings = Findings::from(given.clone());
        let mut naive: Vec<&Finding> = Vec::new();
        for finding in &given {
            if !naive.contains(&finding) {
                naive.push(finding);
            }
        }
        prop_assert_eq!(findings.len(), naive.len());
        prop_assert!(naive.iter().all(|finding| findings.iter().any(|other| other == *finding)));
    }

    #[test]
    fn findings_are_ordered_by_severity_code_and_subject(given in many()) {
        let findings = Findings::from(given);
        prop_assert!(findings.iter().is_sorted_by_key(|finding| (finding.severity, finding.code, &finding.subject)));
    }

    #[test]
    fn an_added_finding_removes_no_other((given, more) in (many(), finding())) {
        let before = Findings::from(given.clone());
        let after: Findings = given.into_iter().chain([more.clone()]).collect();
        prop_assert!(before.iter().all(|finding| after.iter().any(|other| other == finding)));
        prop_assert_eq!(after.len(), before.len() + usize::from(before.iter().all(|finding| *finding != more)));
    }

    #[test]
    fn the_counts_are_those_of_a_naive_count(given in many()) {
        let findings = Findings::from(given);
        let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        let (violations, warnings, notes) =
            (count(Severity::Violation), count(Severity::Warning), count(Severity::Note));
        prop_assert_eq!(findings.violations().count(), violations);
        prop_assert_eq!(findings.warnings().count(), warnings);
        prop_assert_eq!(findings.notes().count(), notes);
        let worst = [(violations, Severity::Violation), (warnings, Severity::Warning), (notes, Severity::Note)];
        prop_assert_eq!(findings.worst(), worst.into_iter().find(|(count, _)| *count > 0).map(|(_, worst)| worst));
        prop_assert_eq!(findings.is_clear(), violations + warnings == 0);
        prop_assert_eq!(findings.is_empty(), violations + warnings + notes == 0);
        prop_assert_eq!(findings.into_result().is_ok(), violations == 0);
    }
}
