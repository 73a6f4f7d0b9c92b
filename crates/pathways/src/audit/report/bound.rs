//! What a part asks, and what was reached of it.

use std::{collections::BTreeSet, fmt};

use collegium_core::{Fraction, RecordCode, Rounding};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::super::{Attempt, AttemptStatus, Filter, Limit, Part};
use crate::credit::Credits;

/// What a part asks or allows, beside what it has.
///
/// # Wire form
///
/// `{"min_credits":{"asked":"60","reached":"48"}}`; averages are exact fractions.
///
/// # Example
///
/// ```
/// use collegium_pathways::audit::Bound;
/// let bound: Bound = serde_json::from_str(r#"{"min_credits":{"asked":"60","reached":"48"}}"#).unwrap();
/// assert_eq!(bound.missing(), Some(12.into()));
/// assert_eq!(bound.to_string(), "48 of at least 60 credits");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Bound {
    /// At least so many credits.
    MinCredits {
        /// The least.
        asked: Credits,
        /// The credits there are.
        #[serde(with = "collegium_core::decimal")]
        reached: Decimal,
    },
    /// At most so many credits.
    MaxCredits {
        /// The most.
        asked: Credits,
        /// The credits there are.
        #[serde(with = "collegium_core::decimal")]
        reached: Decimal,
    },
    /// At least so many attempts.
    MinCourses {
        /// The least.
        asked: u32,
        /// How many there are.
        reached: usize,
    },
    /// At most so many attempts.
    MaxCourses {
        /// The most.
        asked: u32,
        /// How many there are.
        reached: usize,
    },
    /// At least so many different areas.
    MinAreas {
        /// The least.
        asked: u32,
        /// How many there are.
        reached: usize,
    },
    /// At least this average of the grades, weighted by credits.
    MinAvgGrade {
        /// The least.
        #[serde(with = "collegium_core::decimal")]
        asked: Decimal,
        /// The average; `None` if nothing has a grade, and then it holds.
        reached: Option<Fraction>,
    },
    /// So many of its parts.
    MinParts {
        /// How many are chosen with it.
        asked: usize,
        /// How many of these are satisfied.
        reached: usize,
    },
    /// A milestone.
    Milestone {
        /// Which.
        milestone: RecordCode,
        /// How it stands; `None` if nothing is known of it.
        status: Option<AttemptStatus>,
    },
}

impl Bound {
    /// How many credits, attempts, areas or parts are missing; `None` if none are, or if it is nothing that can be counted.
    #[must_use]
    pub fn missing(&self) -> Option<Decimal> {
        let counted =
            |asked: usize, reached: usize| (asked > reached).then(|| Decimal::from(asked - reached));
        match *self {
            Self::MinCredits { asked, reached } => {
                (asked.amount() > reached).then(|| (asked.amount() - reached).normalize())
            }
            Self::MinCourses { asked, reached } | Self::MinAreas { asked, reached } => {
                counted(asked as usize, reached)
            }
            Self::MinParts { asked, reached } => counted(asked, reached),
            _ => None,
        }
    }

    /// Whether it holds, if milestones of these states count.
    fn holds(&self, counts: impl Fn(AttemptStatus) -> bool) -> bool {
        match self {
            Self::MinCredits { .. }
            | Self::MinCourses { .. }
            | Self::MinAreas { .. }
            | Self::MinParts { .. } => self.missing().is_none(),
            Self::MaxCredits { asked, reached } => asked.amount() >= *reached,
            Self::MaxCourses { asked, reached } => *asked as usize >= *reached,
            Self::MinAvgGrade { asked, reached } => {
                reached.as_ref().is_none_or(|reached| *reached >= Fraction::from(*asked))
            }
            Self::Milestone { status, .. } => status.is_some_and(counts),
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MinCredits { asked, reached } => write!(f, "{reached} of at least {asked} credits"),
            Self::MaxCredits { asked, reached } => write!(f, "{reached} of at most {asked} credits"),
            Self::MinCourses { asked, reached } => write!(f, "{reached} of at least {asked} courses"),
            Self::MaxCourses { asked, reached } => write!(f, "{reached} of at most {asked} courses"),
            Self::MinAreas { asked, reached } => write!(f, "{reached} of at least {asked} areas"),
            Self::MinAvgGrade { asked, reached: None } => {
                write!(f, "no grade for an average of at least {asked}")
            }
            Self::MinAvgGrade { asked, reached: Some(reached) } => {
                match reached.round(2, Rounding::TowardZero) {
                    Ok(rounded) => write!(f, "an average of {rounded}, at least {asked} asked for"),
                    Err(_) => write!(f, "an average of {reached}, at least {asked} asked for"),
                }
            }
            Self::MinParts { asked, reached } => write!(f, "{reached} of {asked} parts"),
            Self::Milestone { milestone, status: None } => write!(f, "`{milestone}` is not known of"),
            Self::Milestone { milestone, status: Some(status) } => write!(f, "`{milestone}` is {status}"),
        }
    }
}

/// A bound of a part, and whether it holds.
///
/// # Wire form
///
/// `{"filter":{"origins":["partner"]},"bound":{"max_credits":{"asked":"60","reached":"48"}},"holds":true}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::audit::BoundReport;
/// let report: BoundReport = serde_json::from_str(
///     r#"{"filter":{"origins":["partner"]},"bound":{"max_credits":{"asked":"60","reached":"48"}},"holds":true}"#,
/// )
/// .unwrap();
/// assert_eq!(report.to_string(), "48 of at most 60 credits, counting origin partner");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoundReport {
    /// Which attempts are counted; all of the part, if nothing is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<Filter>,
    /// What is asked, and what there is.
    pub bound: Bound,
    /// Whether it holds.
    pub holds: bool,
}

impl fmt::Display for BoundReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.filter {
            Some(filter) => write!(f, "{}, counting {filter}", self.bound),
            None => self.bound.fmt(f),
        }
    }
}

impl BoundReport {
    pub(super) fn new(filter: Option<&Filter>, bound: Bound, counts: impl Fn(AttemptStatus) -> bool) -> Self {
        Self { filter: filter.cloned(), holds: bound.holds(counts), bound }
    }

    /// The bounds of a part on the attempts that are below it.
    pub(super) fn of_courses(part: &Part, attempts: &[&Attempt]) -> Vec<Self> {
        let own = part.own_limit();
        let counted = |bound| Self::new(None, bound, |_| false);
        let mut bounds: Vec<_> = of_limit(&own, attempts).map(counted).collect();
        let areas: BTreeSet<_> = attempts.iter().map(|attempt| &attempt.area).collect();
        bounds.extend(part.min_areas.map(|asked| counted(Bound::MinAreas { asked, reached: areas.len() })));
        bounds.extend(
            part.min_avg_grade.map(|asked| counted(Bound::MinAvgGrade { asked, reached: average(attempts) })),
        );
        for limit in &part.limits {
            bounds.extend(
                of_limit(limit, attempts).map(|bound| Self::new(Some(&limit.filter), bound, |_| false)),
            );
        }
        bounds
    }
}

fn of_limit(limit: &Limit, attempts: &[&Attempt]) -> impl Iterator<Item = Bound> {
    let meant = || attempts.iter().filter(|attempt| limit.filter.matches(&attempt.facts()));
    let credits = meant().map(|attempt| attempt.credits.amount()).sum::<Decimal>().normalize();
    let courses = meant().count();
    let bounds = [
        limit.min_credits.map(|asked| Bound::MinCredits { asked, reached: credits }),
        limit.max_credits.map(|asked| Bound::MaxCredits { asked, reached: credits }),
        limit.min_courses.map(|asked| Bound::MinCourses { asked, reached: courses }),
        limit.max_courses.map(|asked| Bound::MaxCourses { asked, reached: courses }),
    ];
    bounds.into_iter().flatten()
}

/// Σ credits × grade / Σ credits, over what has a grade.
fn average(attempts: &[&Attempt]) -> Option<Fraction> {
    let graded = attempts.iter().filter_map(|attempt| Some((attempt.credits.amount(), attempt.grade?)));
    let (credits, points) = graded.fold((Decimal::ZERO, Decimal::ZERO), |(credits, points), (own, grade)| {
        (credits + own, points + own * grade)
    });
    Fraction::from(points).checked_div(&Fraction::from(credits)).ok()
}
