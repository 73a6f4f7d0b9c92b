//! wip
pub mod agreement;
mod check;
pub mod partner;
pub mod portfolio;
pub mod renewal;
pub mod rule;

pub use agreement::{
    Agreement, AgreementDraft, AgreementError, AgreementEvent, AgreementEventError, AgreementKind,
    AgreementState, AgreementStatus, ResponsiblePost,
};
pub use partner::{Identifier, Partner, PartnerDraft, PartnerError, PartnerKind, Scheme, Tier};
pub use portfolio::Portfolio;
pub use renewal::{RenewalRules, RenewalRulesDraft, RenewalRulesError};
