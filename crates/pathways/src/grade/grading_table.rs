//! How often grades are given.

use std::collections::BTreeSet;

use collegium_core::{Fraction, Mark, Share};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How often a grade was given.
///
/// # Wire form
///
/// `{"grade":"A","count":120}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::grade::GradeCount;
/// let count: GradeCount = serde_json::from_str(r#"{"grade":"A","count":120}"#).unwrap();
/// assert_eq!((count.grade.as_str(), count.count), ("A", 120));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradeCount {
    /// The grade.
    pub grade: Mark,
    /// How many got it.
    pub count: u64,
}

/// Where a grade lies among all that were given: from the share that is strictly better to the share that is better or
/// equal.
///
/// # Wire form
///
/// `{"better":"3/20","up_to":"43/80"}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::grade::GradeInterval;
/// let interval: GradeInterval = serde_json::from_str(r#"{"better":"3/20","up_to":"43/80"}"#).unwrap();
/// assert_eq!(interval.midpoint().to_string(), "11/32");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradeInterval {
    /// The share of grades that are strictly better.
    pub better: Fraction,
    /// The share of grades that are better or equal.
    pub up_to: Fraction,
}

impl GradeInterval {
    /// Half way between the two ends.
    #[must_use]
    pub fn midpoint(&self) -> Fraction {
        (self.better.clone() + self.up_to.clone()) * half()
    }

    /// The length that two intervals have in common, 0 if they only touch.
    pub(super) fn overlap(&self, other: &Self) -> Fraction {
        let begin = self.better.clone().max(other.better.clone());
        let end = self.up_to.clone().min(other.up_to.clone());
        (end - begin).max(Fraction::from(0))
    }
}

fn half() -> Fraction {
    // INVARIANT: two is not zero.
    Fraction::new(1, 2).unwrap_or_else(|_| unreachable!("two is zero"))
}

/// A grading table, as EGRACONS has them: how often each passing grade was given, best first.
///
/// # Validity
///
/// No grade twice, and at least one that somebody got.
///
/// # Wire form
///
/// A list: `[{"grade":"A","count":120},{"grade":"B","count":310}]`.
///
/// # Example
///
/// ```
/// use collegium_pathways::grade::GradingTable;
/// let table: GradingTable =
///     serde_json::from_str(r#"[{"grade":"A","count":120},{"grade":"B","count":310},{"grade":"C","count":370}]"#)
///         .unwrap();
/// let interval = table.interval(&"B".parse().unwrap()).unwrap();
/// assert_eq!((interval.better.to_string(), interval.up_to.to_string()), ("3/20".into(), "43/80".into()));
/// assert_eq!(table.counts().len(), 3);
/// assert_eq!(table.interval(&"F".parse().unwrap()), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<GradeCount>", into = "Vec<GradeCount>")]
pub struct GradingTable(Vec<GradeCount>);

impl GradingTable {
    /// A table of these grades, best first.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::grade::{GradingTable, GradingTableError};
    /// assert_eq!(GradingTable::new(vec![]), Err(GradingTableError::Nobody));
    /// ```
    ///
    /// # Errors
    ///
    /// [`GradingTableError::Twice`]; [`GradingTableError::Nobody`] if all counts are zero.
    pub fn new(best_first: Vec<GradeCount>) -> Result<Self, GradingTableError> {
        let mut seen = BTreeSet::new();
        if let Some(twice) = best_first.iter().find(|row| !seen.insert(&row.grade)) {
            return Err(GradingTableError::Twice { grade: twice.grade.clone() });
        }
        if best_first.iter().all(|row| row.count == 0) {
            return Err(GradingTableError::Nobody);
        }
        Ok(Self(best_first))
    }

    /// The grades and how often they were given, best first.
    #[must_use]
    pub fn counts(&self) -> &[GradeCount] {
        &self.0
    }

    /// Where a grade lies; `None` if the table does not have it. A grade that nobody got is a point.
    #[must_use]
    pub fn interval(&self, grade: &Mark) -> Option<GradeInterval> {
        self.intervals().find(|(row, _)| row.grade == *grade).map(|(_, interval)| interval)
    }

    fn intervals(&self) -> impl DoubleEndedIterator<Item = (&GradeCount, GradeInterval)> {
        let total: i128 = self.0.iter().map(|row| i128::from(row.count)).sum();
        let mut up_to = 0;
        let rows = self.0.iter().map(move |row| {
            let better = up_to;
            up_to += i128::from(row.count);
            // INVARIANT: somebody got a grade.
            let share =
                |part| Fraction::new(part, total).unwrap_or_else(|_| unreachable!("nobody got a grade"));
            (row, GradeInterval { better: share(better), up_to: share(up_to) })
        });
        rows.collect::<Vec<_>>().into_iter()
    }

    /// The grades that somebody got.
    pub(super) fn given(&self) -> impl DoubleEndedIterator<Item = (&GradeCount, GradeInterval)> {
        self.intervals().filter(|(row, _)| row.count > 0)
    }
}

impl TryFrom<Vec<GradeCount>> for GradingTable {
    type Error = GradingTableError;

    fn try_from(best_first: Vec<GradeCount>) -> Result<Self, GradingTableError> {
        Self::new(best_first)
    }
}

impl From<GradingTable> for Vec<GradeCount> {
    fn from(table: GradingTable) -> Self {
        table.0
    }
}

/// Why a table of counts or shares was refused.
///
/// # Example
///
/// ```
/// use collegium_pathways::grade::{GradingTable, GradingTableError};
/// let error = serde_json::from_str::<GradingTable>(r#"[{"grade":"A","count":0}]"#).unwrap_err();
/// assert!(error.to_string().starts_with(&GradingTableError::Nobody.to_string()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum GradingTableError {
    /// A grade comes twice.
    #[error("the grade `{grade}` comes twice in the table")]
    Twice {
        /// The grade.
        grade: Mark,
    },
    /// Nobody got a grade of the table.
    #[error("nobody got a grade of the table: give counts of the last years")]
    Nobody,
    /// A share is not greater than the one before.
    #[error("the share {up_to} of `{grade}` is not greater than that of the better grade before it")]
    Falls {
        /// The grade.
        grade: Mark,
        /// Its share.
        up_to: Share,
    },
    /// The last share is not all.
    #[error("the shares do not reach 100%: the last grade takes the rest")]
    Whole,
}
