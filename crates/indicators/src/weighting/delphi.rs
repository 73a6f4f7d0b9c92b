//! Weights from rounds of questions to experts: the Delphi method.
//!
//! In each round every expert rates every criterion ([`Ratings`]); the [`summary`](Ratings::summary) goes back to the
//! experts, who rate again. [`DelphiRules`] say when they agree and when to give up; the medians of the last round are the
//! weights.

mod ratings;
mod rules;

pub use ratings::{CriterionSummary, Ratings, RatingsError, RoundSummary};
pub use rules::{DelphiError, DelphiReport, DelphiRules, DelphiRulesDraft, DelphiRulesError, Outcome};
