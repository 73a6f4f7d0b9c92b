//! Is an award earned, with which courses in which places, and if not, what is missing?

mod answer;
mod attempt;
mod bits;
mod case;
mod catalogue;
mod comparison;
mod compiled;
mod completion;
mod courses;
mod filter;
mod fit;
mod least;
mod limit;
mod many;
mod part;
mod plan;
mod report;
mod requirements;
mod sanity;
mod solver;
mod transcript;

pub use answer::{Audit, AuditOptions, Auditor};
pub use attempt::{Attempt, AttemptDraft, AttemptError, AttemptStatus};
pub use catalogue::CatalogueCourse;
pub use comparison::AuditComparison;
pub use compiled::CompiledRequirements;
pub use completion::{Completion, CompletionCourse, CompletionOptions, CompletionWay};
pub use filter::{Facts, Filter};
pub use limit::Limit;
pub use part::{Part, PartDraft, PartError, PartKind};
pub use plan::Plan;
pub use report::{AuditReport, Bound, BoundReport, LeftOut, PartReport, PartState, Reason};
pub use requirements::{Requirements, RequirementsDraft, RequirementsError};
pub use transcript::{Transcript, TranscriptDraft, TranscriptError};
