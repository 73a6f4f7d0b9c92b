//! What is checked of activities.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use collegium_core::{
    Finding, Findings, Rules as _, Severity, Subject,
    entity::AgreementId,
    finding::{AnyId, Fact},
    preset::unverified_note,
};

use super::days_between;
use crate::{
    Activity, Agreement, FeedbackRules,
    rule::{PA0201, PA0202},
};

impl FeedbackRules {
    /// Looks at every activity on a day: whether its result is overdue (`PA0201`), and whether the agreement it names
    /// bound on its first day (`PA0202`; an agreement that is not among those given does not).
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_partnerships::{Activity, FeedbackRules};
    /// let activity: Activity = serde_json::from_str(
    ///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"V-1","kind":"lecture","direction":"brought_in",
    ///         "title":{"en":"A lecture"},"held":"2026-03-02/2026-03-02","people":40}"#,
    /// )
    /// .unwrap();
    /// let rules = FeedbackRules::one_month().load().unwrap();
    /// let overdue = |day: &str| {
    ///     rules.check(std::slice::from_ref(&activity), &[], day.parse().unwrap()).warnings().count()
    /// };
    /// assert_eq!((overdue("2026-04-01"), overdue("2026-04-02")), (0, 1));
    /// ```
    #[must_use]
    pub fn check(&self, activities: &[Activity], agreements: &[Agreement], as_of: NaiveDate) -> Findings {
        let mut known = BTreeMap::<AgreementId, Vec<&Agreement>>::new();
        for agreement in agreements {
            known.entry(agreement.id).or_default().push(agreement);
        }
        let overdue = activities.iter().filter_map(|activity| overdue(self, activity, as_of));
        let unfounded = activities.iter().filter_map(|activity| unfounded(activity, &known, as_of));
        overdue.chain(unfounded).chain(unverified_note(self, "feedback")).collect()
    }
}

fn overdue(rules: &FeedbackRules, activity: &Activity, as_of: NaiveDate) -> Option<Finding> {
    let since = days_between(activity.held.last(), as_of);
    if activity.result.is_some() || !activity.is_over_on(as_of) || since <= rules.within_days.into() {
        return None;
    }
    Some(Finding {
        code: PA0201,
        severity: rules.severity,
        subject: Subject::of(activity.id, &activity.code).at("result"),
        message: format!("the activity ended on {} and its result was never told", activity.held.last()),
        facts: vec![
            Fact::new("title", activity.title.clone()),
            Fact::new("days since", since),
            Fact::new("days allowed", u64::from(rules.within_days)),
        ],
        basis: Some(rules.basis()),
        remedy: Some("write down what came of it and tell the departments".to_owned()),
    })
}

fn unfounded(
    activity: &Activity,
    known: &BTreeMap<AgreementId, Vec<&Agreement>>,
    as_of: NaiveDate,
) -> Option<Finding> {
    let named = activity.agreement?;
    let (first, begun) = (activity.held.first(), activity.held.first() <= as_of);
    let known = known.get(&named).map_or(&[][..], Vec::as_slice);
    if !begun || known.iter().any(|agreement| agreement.is_in_force_on(first)) {
        return None;
    }
    let told = known.iter().map(|agreement| (&agreement.code, agreement.status_on(first)));
    let (message, fact) = match told.min() {
        None => (
            "the activity names an agreement that is not among those given".to_owned(),
            Fact::new("names", AnyId::from(named)),
        ),
        Some((code, status)) => (
            format!("the agreement {code} was not in force when the activity began on {first}"),
            Fact::new(
                "status of the agreement",
                status.map_or_else(|| "not made yet".to_owned(), |status| status.to_string()),
            ),
        ),
    };
    Some(Finding {
        code: PA0202,
        severity: Severity::Warning,
        subject: Subject::of(activity.id, &activity.code).at("agreement"),
        message,
        facts: vec![Fact::new("first day", first), fact],
        basis: None,
        remedy: Some("name the agreement it was held under, or none".to_owned()),
    })
}
