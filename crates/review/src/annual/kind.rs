//! What a line of a review says, as a name that outlives its wording.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a [`Remark`](crate::Remark) says. With its facts and codes it is enough to say the same in another language.
///
/// Each kind always has the facts named here; those in brackets only where there are such figures.
///
/// # Wire form
///
/// The variant in snake case, such as `"overseas_rate"`.
///
/// # Example
///
/// ```
/// use collegium_review::RemarkKind;
/// assert_eq!(serde_json::to_string(&RemarkKind::OverseasRate).unwrap(), "\"overseas_rate\"");
/// assert_eq!(RemarkKind::OverseasRate.to_string(), "overseas_rate");
/// assert_eq!(RemarkKind::ALL.len(), 18);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RemarkKind {
    /// Situation: the partners: `partners`, `abroad`, `countries and regions abroad`.
    Partners,
    /// Situation: the agreements: `in force`, `bound`.
    Agreements,
    /// Situation: the activities: `activities`, `people`, `with a result`.
    Activities,
    /// Situation: the students on routes: `on routes`, `programmes`, `abroad`, `trained`, `on to a master's`, `came back`.
    Students,
    /// Situation: who left for the partner: `overseas rate`. With the code `PW0202` the rate is not final.
    OverseasRate,
    /// Situation: who graduated abroad: `graduation rate`.
    GraduationRate,
    /// Situation: the international students: `international students`, `countries and regions`.
    InternationalStudents,
    /// Situation: the staff: `employed`, `travelled`, `person-days abroad`.
    Staff,
    /// Situation: the money of one currency: `allotted`, `spent`, `committed`, `available`.
    Money,
    /// Characteristic: who is first: `points`, (`band`), and for each unit `unit` and `weight observed`.
    FirstUnits,
    /// Characteristic: a balance that is kept: `balance`, `rate`.
    BalanceKept,
    /// Characteristic: an indicator in the highest band: `indicator`, `name`, `units`, and `unit` for each of them.
    IndicatorHigh,
    /// Shortcoming: the findings of one code: `times`, `severity`, and of the first its `subject`.
    FindingsOfCode,
    /// Shortcoming: a balance that is lost: `balance`, `rate`, `verdict`, `band from`, `to`.
    BalanceLost,
    /// Shortcoming: an indicator in the lowest band: as of one in the highest.
    IndicatorLow,
    /// Expectation: agreements that end within the notice: `agreements`, and of the first its code, `first`, and `first ends`.
    AgreementsEnding,
    /// Expectation: commitments that are open: `open commitments`.
    CommitmentsOpen,
    /// Expectation: what would mend findings: `times`, and `subject` for the first three.
    Remedy,
}

impl RemarkKind {
    /// Every kind, in the order of the headings.
    pub const ALL: [Self; 18] = [
        Self::Partners,
        Self::Agreements,
        Self::Activities,
        Self::Students,
        Self::OverseasRate,
        Self::GraduationRate,
        Self::InternationalStudents,
        Self::Staff,
        Self::Money,
        Self::FirstUnits,
        Self::BalanceKept,
        Self::IndicatorHigh,
        Self::FindingsOfCode,
        Self::BalanceLost,
        Self::IndicatorLow,
        Self::AgreementsEnding,
        Self::CommitmentsOpen,
        Self::Remedy,
    ];

    /// The kind as it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Partners => "partners",
            Self::Agreements => "agreements",
            Self::Activities => "activities",
            Self::Students => "students",
            Self::OverseasRate => "overseas_rate",
            Self::GraduationRate => "graduation_rate",
            Self::InternationalStudents => "international_students",
            Self::Staff => "staff",
            Self::Money => "money",
            Self::FirstUnits => "first_units",
            Self::BalanceKept => "balance_kept",
            Self::IndicatorHigh => "indicator_high",
            Self::FindingsOfCode => "findings_of_code",
            Self::BalanceLost => "balance_lost",
            Self::IndicatorLow => "indicator_low",
            Self::AgreementsEnding => "agreements_ending",
            Self::CommitmentsOpen => "commitments_open",
            Self::Remedy => "remedy",
        }
    }
}

impl fmt::Display for RemarkKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
