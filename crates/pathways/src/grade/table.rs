//! A grade conversion as a list.

/// What each rank of one scale becomes on another: one look into a list a grade.
///
/// It gives the same grades as [`GradeConverter::convert_grade`](super::GradeConverter::convert_grade), and none of the
/// explanation.
///
/// # Example
///
/// ```
/// use collegium_pathways::grade::{GradeConversion, GradeScale};
///
/// let scale = |name| GradeScale::preset(name).unwrap().load().unwrap();
/// let (chinese, german) = (scale("grade-scale-cn-percent"), scale("grade-scale-de"));
/// let rule = GradeConversion::preset("grade-conversion-cn-percent-de-kmk").unwrap().load().unwrap();
/// let table = rule.bind(&chinese, &german).unwrap().compile();
/// let rank = |mark: &str| chinese.grade(&mark.parse().unwrap()).unwrap().rank();
/// let outcome = table.convert(rank("85")).and_then(|rank| german.at(rank)).unwrap();
/// assert_eq!(outcome.mark().as_str(), "2.1");
/// assert_eq!(table.convert(rank("59")), None, "failed");
/// assert_eq!(table.len(), chinese.size() as usize);
/// assert!(!table.is_empty());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GradeTable(Box<[u32]>);

/// Stands for no grade: more than any scale has.
const NONE: u32 = u32::MAX;

impl GradeTable {
    /// What a grade becomes, by its rank: the rank on the second scale. `None` where the conversion gives no grade, and
    /// beyond the first scale.
    #[must_use]
    #[inline]
    pub fn convert(&self, rank: u32) -> Option<u32> {
        let outcome = self.0.get(usize::try_from(rank).ok()?).copied();
        outcome.filter(|&outcome| outcome != NONE)
    }

    /// The number of grades of the first scale.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the first scale has no grade, which none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<Option<u32>> for GradeTable {
    fn from_iter<I: IntoIterator<Item = Option<u32>>>(outcomes: I) -> Self {
        Self(outcomes.into_iter().map(|outcome| outcome.unwrap_or(NONE)).collect())
    }
}
