//! Weights from pairwise judgements: the analytic hierarchy process.
//!
//! Each judgement says how many times as much one criterion counts as another ([`Judgements`]); the weights that fit them
//! best are their priorities ([`Prioritisation`]). Judgements contradict each other a little; [`ConsistencyRules`] say how
//! much they may, and [`Judgements::most_inconsistent`] which one to ask about again. [`Pooling`] makes one set of weights
//! of many experts'.
//!
//! Source: Saaty, *The Analytic Hierarchy Process*, McGraw-Hill 1980.

mod consistency;
mod group;
mod judgements;
mod mend;
mod perron;
mod priorities;
mod text;

pub use consistency::{
    Assessment, Consistency, ConsistencyRules, ConsistencyRulesDraft, ConsistencyRulesError,
};
pub use group::{Aggregation, GroupError, GroupPriorities, Pooled, Pooling};
pub use judgements::{Judgements, JudgementsError};
pub use mend::Mend;
pub use priorities::{Priorities, Prioritisation, PriorityError};
