//! wip
mod check;
pub mod evaluation;
pub mod indicator;
pub mod observation;
pub mod points;
pub mod reading;
pub mod rule;
pub mod scale;
pub mod system;

pub use evaluation::{AreaScore, Evaluation, IndicatorScore, MissingPolicy, ScoreCard};
pub use indicator::{DefinitionVersion, Indicator, IndicatorDraft, IndicatorError, Measure};
pub use observation::{Observation, ObservationDraft, ObservationError, Origin, Provenance, Value};
pub use points::{Points, PointsError, Score};
pub use reading::{Absence, Reading};
pub use scale::{Direction, Scale, ScaleDraft, ScaleError};
pub use system::{Area, Band, IndicatorSystem, IndicatorSystemDraft, IndicatorSystemError};
