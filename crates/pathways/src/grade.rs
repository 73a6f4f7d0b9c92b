//! Grades: on which scale, what they are on another, and their average.

mod average;
mod bavarian;
mod conversion;
mod converted;
mod converter;
mod grade_of;
mod linear;
mod presets;
mod quadratic;
mod refusal;
mod scale;
mod table;
mod tally;

pub use average::{GradeAverage, GradeAverageError, LeftOut};
pub use bavarian::{BavarianError, Finish, ModifiedBavarian};
pub use conversion::{GradeConversion, GradeConversionCode, GradeConversionDraft, GradeMethod, GradeRow};
pub use converted::{ConvertedGrade, Working};
pub use converter::GradeConverter;
pub use grade_of::{Grade, GradeError};
pub use linear::{Anchor, PiecewiseLinear, PiecewiseLinearError};
pub use quadratic::{Quadratic, QuadraticError};
pub use refusal::GradeConversionError;
pub use scale::{Direction, GradeForm, GradeScale, GradeScaleCode, GradeScaleDraft, GradeScaleError, Letter};
pub use table::GradeTable;
pub use tally::{
    GradeBand, GradeCount, GradeInterval, GradingTable, GradingTableError, OverlapChoice, Percentiles,
};
