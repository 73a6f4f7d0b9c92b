//! Grades by fixed shares.

use std::collections::BTreeSet;

use collegium_core::{Fraction, Mark, Share};
use serde::{Deserialize, Serialize};

use super::GradingTableError;

/// A grade for everybody up to a share of the whole, from the best.
///
/// # Wire form
///
/// `{"grade":"A","up_to":"10%"}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::grade::GradeBand;
/// let band: GradeBand = serde_json::from_str(r#"{"grade":"A","up_to":"10%"}"#).unwrap();
/// assert_eq!((band.up_to.part(), band.up_to.whole()), (1, 10));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradeBand {
    /// The grade.
    pub grade: Mark,
    /// The share of all up to which it is given, included.
    pub up_to: Share,
}

/// Grades by fixed shares, as the old ECTS scale gave A to the best 10 %, B to the next 25 %, and so on.
///
/// # Validity
///
/// No grade twice; the shares rise, and the last is 100 %.
///
/// # Wire form
///
/// A list: `[{"grade":"A","up_to":"10%"},{"grade":"B","up_to":"100%"}]`.
///
/// # Example
///
/// ```
/// use collegium_core::Fraction;
/// use collegium_pathways::grade::Percentiles;
/// let scale: Percentiles =
///     serde_json::from_str(r#"[{"grade":"A","up_to":"10%"},{"grade":"B","up_to":"100%"}]"#).unwrap();
/// assert_eq!(scale.choose(&Fraction::new(1, 10).unwrap()).as_str(), "A");
/// assert_eq!(scale.choose(&Fraction::new(11, 100).unwrap()).as_str(), "B");
/// assert_eq!(scale.bands().len(), 2);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<GradeBand>", into = "Vec<GradeBand>")]
pub struct Percentiles(Vec<GradeBand>);

impl Percentiles {
    /// The bands, best first.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::grade::{GradingTableError, Percentiles};
    /// assert_eq!(Percentiles::new(vec![]), Err(GradingTableError::Whole));
    /// ```
    ///
    /// # Errors
    ///
    /// [`GradingTableError::Twice`], [`GradingTableError::Falls`], [`GradingTableError::Whole`].
    pub fn new(best_first: Vec<GradeBand>) -> Result<Self, GradingTableError> {
        let mut seen = BTreeSet::new();
        if let Some(twice) = best_first.iter().find(|band| !seen.insert(&band.grade)) {
            return Err(GradingTableError::Twice { grade: twice.grade.clone() });
        }
        let mut pairs = best_first.iter().zip(best_first.iter().skip(1));
        if let Some((_, band)) = pairs.find(|(before, band)| before.up_to >= band.up_to) {
            return Err(GradingTableError::Falls { grade: band.grade.clone(), up_to: band.up_to });
        }
        match best_first.last() {
            Some(last) if last.up_to == Share::ONE => Ok(Self(best_first)),
            _ => Err(GradingTableError::Whole),
        }
    }

    /// The bands, best first.
    #[must_use]
    pub fn bands(&self) -> &[GradeBand] {
        &self.0
    }

    /// The first grade whose band reaches a point between 0 and 1.
    #[must_use]
    pub fn choose(&self, point: &Fraction) -> &Mark {
        let reaches = |band: &&GradeBand| {
            let up_to = Fraction::new(band.up_to.part().into(), band.up_to.whole().into());
            up_to.is_ok_and(|up_to| up_to >= *point)
        };
        let band = self.0.iter().find(reaches).or(self.0.last());
        // INVARIANT: there is a band.
        band.map_or_else(|| unreachable!("there is no band"), |band| &band.grade)
    }
}

impl TryFrom<Vec<GradeBand>> for Percentiles {
    type Error = GradingTableError;

    fn try_from(best_first: Vec<GradeBand>) -> Result<Self, GradingTableError> {
        Self::new(best_first)
    }
}

impl From<Percentiles> for Vec<GradeBand> {
    fn from(percentiles: Percentiles) -> Self {
        percentiles.0
    }
}
