//! The year as a whole.

mod kind;
mod remark;
mod remarks;

use chrono::NaiveDate;
use collegium_core::{Findings, Period};
use collegium_funding::BudgetStatement;
use collegium_indicators::Evaluation;
use collegium_partnerships::Portfolio;
use collegium_pathways::Cohort;
use collegium_staff::Development;
use serde::{Deserialize, Serialize};

pub use kind::RemarkKind;
pub use remark::Remark;

use crate::{Balances, YearRecords, YearRules, check, observe, reckon};

/// The review of a year: the reports of the five parts, the balances, and what follows from them in four headings.
///
/// The headings are those under which an office reports to its conference: overall situation, characteristics,
/// shortcomings, expectations. Every line names its figures and the findings it rests on.
///
/// # Wire form
///
/// An object of the fields; `statement` is left out where no books were given.
///
/// # Example
///
/// ```
/// use collegium_core::org::Organisation;
/// use collegium_review::{AnnualReview, YearRecords, YearRules};
///
/// let institution: Organisation = serde_json::from_str(
///     r#"{"units":[{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"S","name":{"en":"The school"},"level":"school"}],
///         "posts":[]}"#,
/// )?;
/// let rules = YearRules::shipped()?;
/// let (year, day) = ("2025-09-01/2026-08-31".parse()?, "2026-03-01".parse()?);
/// let review = AnnualReview::assess(&YearRecords::of(&institution), &rules, year, day);
///
/// assert_eq!(review.situation[0].text, "0 partners, 0 of them abroad in 0 countries and regions");
/// assert!(review.all_findings().iter().any(|finding| finding.code.as_str() == "CO0101"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnnualReview {
    /// The year.
    pub period: Period,
    /// The day it is told on.
    #[serde(with = "collegium_core::date")]
    pub as_of: NaiveDate,
    /// Overall situation.
    pub situation: Vec<Remark>,
    /// What stands out for the better.
    pub characteristics: Vec<Remark>,
    /// What falls short.
    pub shortcomings: Vec<Remark>,
    /// What is due next.
    pub expectations: Vec<Remark>,
    /// Partners, agreements and activities.
    pub portfolio: Portfolio,
    /// Students.
    pub cohort: Cohort,
    /// Staff.
    pub development: Development,
    /// Money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<BudgetStatement>,
    /// The colleges, by the system of indicators.
    pub evaluation: Evaluation,
    /// The balances.
    pub balances: Balances,
    /// What only shows where the parts meet; each part has its own findings beside these.
    pub findings: Findings,
}

impl AnnualReview {
    /// Assesses every part of the year and draws the whole together.
    ///
    /// The colleges are judged where there are any, else the school itself.
    #[must_use]
    pub fn assess(records: &YearRecords<'_>, rules: &YearRules, period: Period, as_of: NaiveDate) -> Self {
        let statement = |budget| BudgetStatement::assess(budget, &rules.purposes, &rules.funds, as_of);
        let mut review = Self {
            period,
            as_of,
            situation: Vec::new(),
            characteristics: Vec::new(),
            shortcomings: Vec::new(),
            expectations: Vec::new(),
            portfolio: Portfolio::assess(&records.partnerships, &rules.partnerships, period, as_of),
            cohort: Cohort::assess(records.programmes, records.enrolments, period, as_of),
            development: Development::assess(
                records.members,
                records.trips,
                records.batches,
                &rules.staff,
                period,
                as_of,
            ),
            statement: records.budget.map(statement),
            evaluation: evaluate(records, rules, period, as_of),
            balances: reckon(&rules.balances, &records.partnerships, period, as_of),
            findings: check::year(records, rules, as_of),
        };
        review.situation = remarks::situation(&review);
        review.characteristics = remarks::characteristics(&review, &rules.system);
        let findings = review.all_findings();
        review.shortcomings = remarks::shortcomings(&review, &findings, &rules.system);
        review.expectations = remarks::expectations(&review, &findings);
        review
    }

    /// The findings of every part and of the whole, each once, in order.
    #[must_use]
    pub fn all_findings(&self) -> Findings {
        let statement = self.statement.iter().map(|statement| &statement.findings);
        let parts = [
            &self.portfolio.findings,
            &self.cohort.findings,
            &self.development.findings,
            &self.evaluation.findings,
            &self.balances.findings,
            &self.findings,
        ];
        parts.into_iter().chain(statement).flatten().cloned().collect()
    }
}

fn evaluate(records: &YearRecords<'_>, rules: &YearRules, period: Period, as_of: NaiveDate) -> Evaluation {
    let colleges: Vec<_> = records.organisation.colleges().cloned().collect();
    let units = if colleges.is_empty() { vec![records.organisation.school().clone()] } else { colleges };
    let mut observations = observe(&rules.observation, &rules.system, records, &units, period, as_of);
    observations.extend_from_slice(records.observations);
    rules.system.evaluate(&observations, &units, period, as_of, rules.missing)
}
