//! Is an award earned, with which courses in which places, and if not, what is missing?

mod answer;
mod attempt;
mod case;
mod catalogue;
mod compiled;
mod filter;
mod limit;
mod many;
mod part;
mod plan;
mod requirements;
mod sanity;
mod solver;
mod transcript;

pub use answer::{Audit, AuditOptions, Auditor};
pub use attempt::{Attempt, AttemptDraft, AttemptError, AttemptStatus};
pub use catalogue::CatalogueCourse;
pub use compiled::CompiledRequirements;
pub use filter::{Facts, Filter};
pub use limit::Limit;
pub use part::{Part, PartDraft, PartError, PartKind};
pub use plan::Plan;
pub use requirements::{Requirements, RequirementsDraft, RequirementsError};
pub use transcript::{Transcript, TranscriptDraft, TranscriptError};
