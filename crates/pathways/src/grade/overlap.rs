//! Which grade of another table answers.

use collegium_core::Mark;
use serde::{Deserialize, Serialize};

use super::{GradeInterval, GradingTable};

/// Which grade of the second table answers, where the interval of the first overlaps several. Grades that nobody got are
/// never the answer.
///
/// # Wire form
///
/// The variant in snake case: `"by_midpoint"`.
///
/// # Example
///
/// ```
/// use collegium_pathways::grade::{GradingTable, OverlapChoice};
///
/// let halves: GradingTable =
///     serde_json::from_str(r#"[{"grade":"A","count":50},{"grade":"B","count":50}]"#).unwrap();
/// let target: GradingTable = serde_json::from_str(
///     r#"[{"grade":"1","count":25},{"grade":"2","count":50},{"grade":"3","count":25}]"#,
/// )
/// .unwrap();
/// let better_half = halves.interval(&"A".parse().unwrap()).unwrap();
/// let answers = OverlapChoice::ALL.map(|choice| choice.choose(&better_half, &target).as_str());
/// assert_eq!(answers, ["1", "1", "2", "1"], "the midpoint is on a boundary, the overlaps are equal: the better grade");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OverlapChoice {
    /// The first whose upper end is not below the midpoint.
    ByMidpoint,
    /// The first whose upper end is above the lower end of the interval; for a point at the very end, the last.
    BestOverlapping,
    /// The last whose lower end is below the upper end of the interval; for a point at the very start, the first.
    WorstOverlapping,
    /// The one with the longest common part; of two as long, the better. A point has no common part with any: then the first.
    LargestOverlap,
}

impl OverlapChoice {
    /// Every choice, in the order of their declaration.
    pub const ALL: [Self; 4] =
        [Self::ByMidpoint, Self::BestOverlapping, Self::WorstOverlapping, Self::LargestOverlap];

    /// The grade of a table that answers for an interval.
    #[must_use]
    pub fn choose<'a>(self, interval: &GradeInterval, table: &'a GradingTable) -> &'a Mark {
        let first = || table.given().next();
        let chosen = match self {
            Self::ByMidpoint => {
                let midpoint = interval.midpoint();
                table.given().find(|(_, target)| target.up_to >= midpoint)
            }
            Self::BestOverlapping => {
                let reached = table.given().find(|(_, target)| target.up_to > interval.better);
                reached.or_else(|| table.given().next_back())
            }
            Self::WorstOverlapping => {
                table.given().rfind(|(_, target)| target.better < interval.up_to).or_else(first)
            }
            Self::LargestOverlap => {
                // Of equals `max_by_key` takes the last: from the worst on, that is the best.
                table.given().rev().max_by_key(|(_, target)| interval.overlap(target))
            }
        };
        // INVARIANT: somebody got a grade, and the last upper end is 1.
        chosen.map_or_else(|| unreachable!("nobody got a grade"), |(row, _)| &row.grade)
    }
}
