//! What grades of one scale are on another, as a rule.

use collegium_core::{Mark, Source, Status, identifier, language::Span, record, rules};
use serde::{Deserialize, Serialize};

use super::{
    GradeConversionError, GradeConverter, GradeScale, GradeScaleCode, GradingTable, ModifiedBavarian,
    OverlapChoice, Percentiles, PiecewiseLinear, Quadratic,
};

identifier! {
    /// The name of a grade conversion: `cn-percent-de-kmk`.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::grade::GradeConversionCode;
    /// assert!(GradeConversionCode::new("cn-percent-de-kmk").is_ok());
    /// ```
    pub struct GradeConversionCode("grade conversion");
}

/// A row of an explicit table: the grades of the first scale, both ends included, and what they become.
///
/// # Wire form
///
/// `{"from":{"low":"75","high":"84.99"},"to":"3.0"}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::grade::GradeRow;
/// let row: GradeRow = serde_json::from_str(r#"{"from":{"low":"75","high":"84.99"},"to":"3.0"}"#).unwrap();
/// assert_eq!((row.from.to_string(), row.to.as_str()), ("75–84.99".into(), "3.0"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradeRow {
    /// The grades, from the worst to the best.
    pub from: Span,
    /// What they become on the second scale.
    pub to: Mark,
}

/// How grades are converted.
///
/// # Wire form
///
/// An object with one key, the variant in snake case: `{"table":{"rows":[…]}}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::grade::GradeMethod;
/// let method: GradeMethod = serde_json::from_str(
///     r#"{"modified_bavarian":{"best":"100","lowest_pass":"60","finish":"nearest_step"}}"#,
/// )
/// .unwrap();
/// assert_eq!(method.to_string(), "modified Bavarian formula");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum GradeMethod {
    /// The modified Bavarian formula, for passed grades.
    ModifiedBavarian(ModifiedBavarian),
    /// Two grading tables laid beside each other, for passed grades.
    GradingTable {
        /// How often the grades of the first scale were given.
        from: GradingTable,
        /// How often those of the second were.
        to: GradingTable,
        /// Which of several answers.
        choice: OverlapChoice,
    },
    /// A grading table beside fixed shares, by the midpoint, for passed grades.
    Percentiles {
        /// How often the grades of the first scale were given.
        from: GradingTable,
        /// The shares of the second.
        to: Percentiles,
    },
    /// An explicit table that says of every grade what it becomes.
    Table {
        /// The rows, in any order.
        rows: Vec<GradeRow>,
    },
    /// Straight lines between agreed pairs.
    PiecewiseLinear(PiecewiseLinear),
    /// Points that fall off by the square of what is missing.
    Quadratic(Quadratic),
}

impl std::fmt::Display for GradeMethod {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::ModifiedBavarian(_) => "modified Bavarian formula",
            Self::GradingTable { .. } => "grading tables",
            Self::Percentiles { .. } => "shares of a grading table",
            Self::Table { .. } => "table",
            Self::PiecewiseLinear(_) => "straight lines",
            Self::Quadratic(_) => "quadratic formula",
        })
    }
}

/// The fields of a [`GradeConversion`], open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradeConversionDraft {
    /// Its name in data.
    pub code: GradeConversionCode,
    /// The scale the grades are on.
    pub from: GradeScaleCode,
    /// The scale they are wanted on.
    pub to: GradeScaleCode,
    /// How they are converted.
    pub method: GradeMethod,
    /// What every failed grade becomes. Without it, tables and lines say so themselves, and the methods for passed grades
    /// give a failed one no grade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fail: Option<Mark>,
    /// The document it rests on.
    pub source: Source,
    /// Whether the document was read.
    pub status: Status,
}

/// A rule that says what grades of one scale are on another.
///
/// # Validity
///
/// An explicit table has a row. What else must hold depends on the two scales: [`bind`](Self::bind) checks it.
///
/// # Wire form
///
/// An object with the fields of [`GradeConversionDraft`].
///
/// # Example
///
/// ```
/// use collegium_pathways::grade::{
///     GradeConversion, GradeConversionDraft, GradeConversionError, GradeMethod, GradeScale,
/// };
///
/// let scale = |name| GradeScale::preset(name).unwrap().load().unwrap();
/// let (chinese, german) = (scale("grade-scale-cn-percent"), scale("grade-scale-de"));
/// let rule = GradeConversion::preset("grade-conversion-cn-percent-de-kmk").unwrap().load().unwrap();
/// let converter = rule.bind(&chinese, &german).unwrap();
/// assert_eq!(converter.convert(&"85".parse().unwrap()).unwrap().outcome, Some("2.1".parse().unwrap()));
/// assert_eq!(
///     rule.bind(&german, &german).unwrap_err().to_string(),
///     "the conversion `cn-percent-de-kmk` is from `cn-percent` to `de`, not from `de` to `de`"
/// );
/// let empty = GradeConversionDraft { method: GradeMethod::Table { rows: vec![] }, ..rule.draft() };
/// assert!(matches!(GradeConversion::try_from(empty), Err(GradeConversionError::NoRow { .. })));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "GradeConversionDraft", into = "GradeConversionDraft")]
pub struct GradeConversion(GradeConversionDraft);

record!(GradeConversion, GradeConversionDraft, GradeConversionError);
rules!(GradeConversion);

impl GradeConversion {
    /// Fits the rule to its two scales.
    ///
    /// # Errors
    ///
    /// [`GradeConversionError::Scales`] if these are other scales, [`GradeConversionError::Grade`] if a grade of the rule is
    /// not on its scale, [`GradeConversionError::Direction`] if a formula runs against the scales,
    /// [`GradeConversionError::Reversed`], [`GradeConversionError::Overlap`] and [`GradeConversionError::Gap`] for the rows
    /// of a table, [`GradeConversionError::Falls`] if a better grade would become a worse one,
    /// [`GradeConversionError::FailPasses`] if failed grades would become passed ones.
    pub fn bind<'a>(
        &'a self,
        from: &'a GradeScale,
        to: &'a GradeScale,
    ) -> Result<GradeConverter<'a>, GradeConversionError> {
        GradeConverter::new(self, from, to)
    }
}

impl GradeConversionDraft {
    fn check(self) -> Result<Self, GradeConversionError> {
        match &self.method {
            GradeMethod::Table { rows } if rows.is_empty() => {
                Err(GradeConversionError::NoRow { code: self.code })
            }
            _ => Ok(self),
        }
    }
}
