//! Grades: on which scale, what they are on another, and their average.

mod average;
mod bavarian;
mod conversion;
mod converted;
mod converter;
mod form;
mod grade_of;
mod grading_table;
mod linear;
mod overlap;
mod percentiles;
mod presets;
mod quadratic;
mod refusal;
mod scale;
mod table;

pub use average::{GradeAverage, GradeAverageError, LeftOut};
pub use bavarian::{BavarianError, Finish, ModifiedBavarian};
pub use conversion::{GradeConversion, GradeConversionCode, GradeConversionDraft, GradeMethod, GradeRow};
pub use converted::{ConvertedGrade, Working};
pub use converter::GradeConverter;
pub use form::{GradeForm, Letter};
pub use grade_of::{Grade, GradeError};
pub use grading_table::{GradeCount, GradeInterval, GradingTable, GradingTableError};
pub use linear::{Anchor, PiecewiseLinear, PiecewiseLinearError};
pub use overlap::OverlapChoice;
pub use percentiles::{GradeBand, Percentiles};
pub use quadratic::{Quadratic, QuadraticError};
pub use refusal::GradeConversionError;
pub use scale::{Direction, GradeScale, GradeScaleCode, GradeScaleDraft, GradeScaleError};
pub use table::GradeTable;
