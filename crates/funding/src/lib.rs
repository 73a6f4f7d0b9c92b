//! wip
pub mod budget;
mod check;
pub mod fund;
pub mod position;
pub mod purpose;
pub mod rule;
pub mod statement;
pub mod watch;

pub use budget::{
    Budget, BudgetDraft, BudgetError, BudgetEvent, BudgetEventError, BudgetLine, BudgetState, CarryOver,
    Commitment, Expenditure, LineCode,
};
pub use fund::{Fund, FundDraft, FundError, FundSource};
pub use position::{Position, PositionError};
pub use purpose::{Purpose, PurposeCatalogue, PurposeCatalogueDraft, PurposeCatalogueError};
pub use statement::BudgetStatement;
pub use watch::{FundRules, FundRulesDraft, FundRulesError};
