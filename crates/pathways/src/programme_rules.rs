//! What a programme must obey.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use collegium_core::{Findings, IscedLevel, Preset, Source, Status};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{AuthorisationKind, AuthorityCode, NumberForm, Programme, check};

/// The fields of [`ProgrammeRules`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_pathways::{ProgrammeRules, ProgrammeRulesError};
/// let mut draft = ProgrammeRules::cn().load().unwrap().draft();
/// draft.lengths[0].most = 12;
/// assert_eq!(
///     ProgrammeRules::try_from(draft).unwrap_err().to_string(),
///     "an award of ISCED level 5 takes at least 24 and at most 12 months: the least is more than the most"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeRulesDraft {
    /// How long study takes from the beginning of the route to the college's own award of a level.
    pub lengths: Vec<LengthRule>,
    /// What must be approved, or filed, and by whom.
    pub authorisations: Vec<AuthorisationRule>,
    /// The document the rules rest on as a whole.
    pub source: Source,
    /// Whether all of it was read.
    pub status: Status,
}

/// How long it takes, from the beginning of the route, to the first award of a level that the college itself grants, alone or
/// with a partner.
///
/// Secondary education at the beginning of a route is not counted, nor is a certificate an award: it is a part of what leads
/// to one.
///
/// # Wire form
///
/// `{"isced":"5","least":24,"most":36,"source":{…}}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::ProgrammeRules;
/// let zhuanke = &ProgrammeRules::cn().load().unwrap().lengths[0];
/// assert_eq!((zhuanke.isced.number(), zhuanke.least, zhuanke.most), (5, 24, 36));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LengthRule {
    /// The level of the award.
    pub isced: IscedLevel,
    /// The least months of study, inclusive.
    pub least: u32,
    /// The most months of study, inclusive.
    pub most: u32,
    /// Where this is said.
    pub source: Source,
}

/// What authorisation a stage that is taught jointly at home needs, or also one at a partner's.
///
/// Study at home alone is no cooperation. A stage at a partner's is that country's affair by the Chinese rules, which are for
/// schools run together *inside* the country; where others ask for it, `abroad` says so.
///
/// # Wire form
///
/// `{"levels":["6","7"],"kind":"approval","authority":"cn-ministry","form":"AAA00AA0A00000000A","source":{…}}`; `form` is
/// left out where the numbers have none, `abroad` where it is false.
///
/// # Example
///
/// ```
/// use collegium_pathways::{AuthorisationKind, ProgrammeRules};
/// let rules = ProgrammeRules::cn().load().unwrap();
/// let filing = rules.authorisations.iter().find(|rule| rule.kind == AuthorisationKind::Filing).unwrap();
/// assert_eq!(filing.authority.as_str(), "cn-ministry");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthorisationRule {
    /// The levels that need it: those of the award the stage leads to.
    pub levels: BTreeSet<IscedLevel>,
    /// What is needed.
    pub kind: AuthorisationKind,
    /// From whom.
    pub authority: AuthorityCode,
    /// The form of its numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<NumberForm>,
    /// Whether stages at a partner's need it too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub abroad: bool,
    /// Where this is said.
    pub source: Source,
}

/// What a cooperative programme must obey where the college is: how long study takes, and what must be approved.
///
/// # Validity
///
/// The least length is not more than the most; an authorisation is needed for at least one level.
///
/// # Wire form
///
/// `{"lengths":[…],"authorisations":[…],"source":{…},"status":"verified"}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::{Programme, ProgrammeRules};
/// // A bachelor's programme taught together in China, without the approval of the ministry.
/// let programme: Programme = serde_json::from_str(
///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"G-1","major":{"en":"Accounting","zh":"会计"},
///         "route":{"stages":[{"host":{"joint":["67e55044-10b1-426f-9247-bb680e5fe0c8"]},"years":"4","exit":true,
///                             "awards":[{"isced":"6","kind":"degree","name":{"en":"Bachelor of Business"}}]}]},
///         "agreement":"67e55044-10b1-426f-9247-bb680e5fe0c8",
///         "unit":"67e55044-10b1-426f-9247-bb680e5fe0c8","intake":"2020-09-01/2026-08-31"}"#,
/// )
/// .unwrap();
/// let findings = ProgrammeRules::cn().load().unwrap().check(&[programme], "2026-03-01".parse().unwrap());
/// let missing = findings.violations().next().unwrap();
/// assert_eq!(missing.message, "stage 1 leads to ISCED level 6 and is taught jointly, but has no approval of cn-ministry");
/// assert!(missing.basis.as_ref().unwrap().to_string().contains("approval of the Ministry"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ProgrammeRulesDraft", into = "ProgrammeRulesDraft")]
pub struct ProgrammeRules(ProgrammeRulesDraft);

collegium_core::record!(ProgrammeRules, ProgrammeRulesDraft, ProgrammeRulesError);
collegium_core::rules!(ProgrammeRules);

impl ProgrammeRules {
    /// The rules of the Chinese mainland: the length of study by the Higher Education Law, and who approves a programme
    /// by the Regulations on Sino-foreign cooperation in running schools and their measures.
    #[must_use]
    pub const fn cn() -> Preset<Self> {
        Preset::new("programme-rules-cn", include_str!("../presets/programme-rules-cn.json"))
    }

    /// Checks the programmes that take students in on the day.
    ///
    /// # Example
    ///
    /// See [`ProgrammeRules`].
    #[must_use]
    pub fn check(&self, programmes: &[Programme], as_of: NaiveDate) -> Findings {
        let open = programmes.iter().filter(|programme| programme.takes_in_on(as_of));
        let found = open.flat_map(|programme| check::programme(self, programme, as_of));
        found.chain(check::unverified(self)).collect()
    }
}

impl ProgrammeRulesDraft {
    fn check(self) -> Result<Self, ProgrammeRulesError> {
        if let Some(rule) = self.lengths.iter().find(|rule| rule.least > rule.most) {
            return Err(ProgrammeRulesError::Length {
                isced: rule.isced,
                least: rule.least,
                most: rule.most,
            });
        }
        match self.authorisations.iter().find(|rule| rule.levels.is_empty()) {
            Some(rule) => {
                Err(ProgrammeRulesError::NoLevel { kind: rule.kind, authority: rule.authority.clone() })
            }
            None => Ok(self),
        }
    }
}

/// Why there are no such rules.
///
/// # Example
///
/// See [`ProgrammeRulesDraft`].
///
/// ```
/// use collegium_pathways::{AuthorisationKind, ProgrammeRulesError};
/// let error =
///     ProgrammeRulesError::NoLevel { kind: AuthorisationKind::Filing, authority: "cn-province".parse().unwrap() };
/// assert_eq!(error.to_string(), "a filing of cn-province is asked for no level: name the ISCED levels that need it");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ProgrammeRulesError {
    /// The least is more than the most.
    #[error(
        "an award of ISCED level {isced} takes at least {least} and at most {most} months: the least is more than the most"
    )]
    Length {
        /// The level.
        isced: IscedLevel,
        /// The least months.
        least: u32,
        /// The most months.
        most: u32,
    },
    /// It is asked for nothing.
    #[error("a{} {kind} of {authority} is asked for no level: name the ISCED levels that need it",
        if *kind == AuthorisationKind::Approval { "n" } else { "" })]
    NoLevel {
        /// What is asked for.
        kind: AuthorisationKind,
        /// Of whom.
        authority: AuthorityCode,
    },
}
