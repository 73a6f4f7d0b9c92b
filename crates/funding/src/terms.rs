//! What the giver of a fund asks: which costs, up to how much, with what of the college's own, and which reports.

mod ceiling;
mod flat;
mod report;

use std::collections::BTreeSet;

use collegium_core::{Currency, Money, Preset, Share, Source, Status};
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use ceiling::{Ceiling, CeilingLimit};
pub use flat::{FlatRate, FlatRateBase, FlatRateError, FlatUnit};
pub use report::{Report, ReportDue, ReportEvery, ReportName, ReportingDuty};

use crate::FundSource;

collegium_core::identifier! {
    /// A kind of costs: `travel`, `lodging`, `indirect`. The list is each giver's own.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_funding::CostKind;
    /// assert_eq!(CostKind::new("travel").unwrap().as_str(), "travel");
    /// assert!(CostKind::new("Travel costs").is_err());
    /// ```
    pub struct CostKind("kind of costs");
}

/// What a college must bring of its own beside what it is given.
///
/// # Wire form
///
/// `{"own":["own","tuition-share"],"share":"25%"}`.
///
/// # Example
///
/// ```
/// use collegium_funding::Matching;
/// let matching: Matching = serde_json::from_str(r#"{"own":["own"],"share":"25%"}"#).unwrap();
/// assert!(matching.own.contains(&"own".parse().unwrap()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matching {
    /// The channels that count as the college's own.
    pub own: BTreeSet<FundSource>,
    /// What they bring, at least, as a share of what all other channels bring.
    pub share: Share,
}

/// The fields of [`FundTerms`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_funding::{FundTerms, FundTermsError};
/// let mut draft = FundTerms::eu_actual_costs().load().unwrap().draft();
/// draft.cost_kinds.remove(&"indirect".parse().unwrap());
/// assert_eq!(
///     FundTerms::try_from(draft),
///     Err(FundTermsError::NotEligible { kind: "indirect".parse().unwrap() })
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FundTermsDraft {
    /// The channels that may feed the fund; any if none is named.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub channels: BTreeSet<FundSource>,
    /// The kinds of costs it pays; any if none is named.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub cost_kinds: BTreeSet<CostKind>,
    /// How much it pays for a kind at most.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ceilings: Vec<Ceiling>,
    /// What it pays by a rate in place of what was spent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flat_rates: Vec<FlatRate>,
    /// What the college must bring of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matching: Option<Matching>,
    /// The reports it asks for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<ReportingDuty>,
    /// The document that says so.
    pub source: Source,
    /// Whether that document was read.
    pub status: Status,
}

/// What the giver of a fund asks.
///
/// A cost that is of no kind the terms name, or is beyond a ceiling, is refused when it is to be promised or spent; what
/// is missing beside it (own money, a report) is found by [`FundRules::check`](crate::FundRules::check).
///
/// # Validity
///
/// Where kinds of costs are named, ceilings and flat rates are of these. Their amounts are positive and of one currency.
/// No report has another's name; no flat rate has the kind and base of another.
///
/// # Wire form
///
/// An object of the fields; what is empty is left out.
///
/// # Example
///
/// ```
/// use collegium_funding::FundTerms;
///
/// let terms = FundTerms::eu_actual_costs().load().unwrap();
/// assert!(terms.allows(&"travel".parse().unwrap()) && !terms.allows(&"gifts".parse().unwrap()));
/// // Seven in a hundred of the direct costs, for what the college spends in common.
/// let direct = "EUR 10000".parse().unwrap();
/// assert_eq!(terms.share_of(&"indirect".parse().unwrap(), direct).unwrap(), "EUR 700".parse().unwrap());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "FundTermsDraft", into = "FundTermsDraft")]
pub struct FundTerms(FundTermsDraft);

collegium_core::record!(FundTerms, FundTermsDraft, FundTermsError);
collegium_core::rules!(FundTerms);

impl FundTerms {
    /// A grant of the European Union by actual costs, with a flat rate of 7 % for indirect costs.
    #[must_use]
    pub const fn eu_actual_costs() -> Preset<Self> {
        Preset::new("terms-eu-actual-costs", include_str!("../presets/terms-eu-actual-costs.json"))
    }

    /// Unit costs for mobility in Erasmus+ 2014 to 2020: travel by distance band, organisational support a participant.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_funding::FundTerms;
    /// let terms = FundTerms::erasmus_2014().load().unwrap();
    /// let (travel, band) = ("travel".parse().unwrap(), "participant.500-1999-km".parse().unwrap());
    /// assert_eq!(terms.units(&travel, &band, 12).unwrap(), "EUR 3300".parse().unwrap());
    /// ```
    #[must_use]
    pub const fn erasmus_2014() -> Preset<Self> {
        Preset::new("terms-erasmus-2014", include_str!("../presets/terms-erasmus-2014.json"))
    }

    /// Discipline construction: money of the state and the municipality only.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_funding::FundTerms;
    /// let terms = FundTerms::discipline_construction().load().unwrap();
    /// assert!(terms.channels.contains(&"municipal".parse().unwrap()));
    /// assert!(!terms.channels.contains(&"donor".parse().unwrap()));
    /// ```
    #[must_use]
    pub const fn discipline_construction() -> Preset<Self> {
        Preset::new(
            "terms-discipline-construction",
            include_str!("../presets/terms-discipline-construction.json"),
        )
    }

    /// Whether the fund pays this kind of costs.
    #[must_use]
    pub fn allows(&self, kind: &CostKind) -> bool {
        self.cost_kinds.is_empty() || self.cost_kinds.contains(kind)
    }
}

impl FundTermsDraft {
    /// The currency of the amounts; `None` if there is no amount.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_funding::FundTerms;
    /// let terms = FundTerms::erasmus_2014().load().unwrap();
    /// assert_eq!(terms.currency().unwrap().code(), "EUR");
    /// ```
    #[must_use]
    pub fn currency(&self) -> Option<Currency> {
        self.amounts().map(Money::currency).next()
    }

    fn amounts(&self) -> impl Iterator<Item = Money> {
        let ceilings = self.ceilings.iter().filter_map(|ceiling| ceiling.limit.amount());
        ceilings.chain(self.flat_rates.iter().filter_map(|rate| rate.base.amount()))
    }

    fn check(self) -> Result<Self, FundTermsError> {
        self.check_kinds()?;
        self.check_amounts()?;
        self.check_names()?;
        Ok(self)
    }

    fn check_kinds(&self) -> Result<(), FundTermsError> {
        let ceilings = self.ceilings.iter().map(|ceiling| &ceiling.kind);
        let mut kinds = ceilings.chain(self.flat_rates.iter().flat_map(FlatRate::kinds));
        let eligible = |kind: &CostKind| self.cost_kinds.is_empty() || self.cost_kinds.contains(kind);
        let other = kinds.find(|kind| !eligible(kind));
        other.map_or(Ok(()), |kind| Err(FundTermsError::NotEligible { kind: kind.clone() }))
    }

    fn check_amounts(&self) -> Result<(), FundTermsError> {
        if let Some(amount) = self.amounts().find(|amount| amount.units() <= 0) {
            return Err(FundTermsError::NotPositive { amount });
        }
        let other = self.amounts().map(Money::currency).find(|other| Some(*other) != self.currency());
        other.map_or(Ok(()), |other| Err(FundTermsError::Currencies { other }))
    }

    fn check_names(&self) -> Result<(), FundTermsError> {
        let mut names = BTreeSet::new();
        if let Some(duty) = self.reports.iter().find(|duty| !names.insert(&duty.name)) {
            return Err(FundTermsError::ReportTwice { name: duty.name.clone() });
        }
        let mut bases = BTreeSet::new();
        let twice = self.flat_rates.iter().find(|rate| !bases.insert((&rate.kind, rate.base.unit())));
        twice.map_or(Ok(()), |rate| Err(FundTermsError::RateTwice { kind: rate.kind.clone() }))
    }
}

/// Why there are no such terms.
///
/// # Example
///
/// ```
/// use collegium_funding::FundTermsError;
/// let error = FundTermsError::NotEligible { kind: "gifts".parse().unwrap() };
/// assert_eq!(error.to_string(), "`gifts` has a ceiling or a rate, but is not among the kinds of costs: name it there");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FundTermsError {
    /// A ceiling or a rate is for costs the fund does not pay.
    #[error("`{kind}` has a ceiling or a rate, but is not among the kinds of costs: name it there")]
    NotEligible {
        /// The kind of costs.
        kind: CostKind,
    },
    /// An amount is zero or less.
    #[error("{amount} is no ceiling and no rate: give a positive amount")]
    NotPositive {
        /// The amount.
        amount: Money,
    },
    /// The amounts are of two currencies.
    #[error("an amount is in {other} and another is not: write all of them in one currency")]
    Currencies {
        /// One that is not that of the first amount.
        other: Currency,
    },
    /// Two reports have one name.
    #[error("the report `{name}` comes twice")]
    ReportTwice {
        /// The name.
        name: ReportName,
    },
    /// Two flat rates are for one kind of costs by one unit, or both by a share.
    #[error("`{kind}` has two flat rates by the same unit")]
    RateTwice {
        /// The kind of costs.
        kind: CostKind,
    },
}
