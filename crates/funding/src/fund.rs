//! Money with a purpose, and where it comes from.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use collegium_core::{
    Currency, Fraction, LocalizedText, Money, Period, RecordCode, Source, decimal::Rounding, entity::FundId,
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{FundSource, FundTerms, Matching, Purpose, Report, ReportName};

/// The fields of a [`Fund`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_funding::{Fund, FundDraft};
/// let draft: FundDraft = serde_json::from_str(
///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"F-2026","name":{"en":"Special fund"},"source":"municipal",
///         "purposes":[],"earmark":{"document":"Grant 2026-17","date":"2026-01-15"},"currency":"CNY",
///         "validity":"2026-01-01/2026-12-31"}"#,
/// )
/// .unwrap();
/// assert!(Fund::try_from(draft).is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FundDraft {
    /// The fund's id.
    pub id: FundId,
    /// The code the college knows it by.
    pub code: RecordCode,
    /// Its name.
    pub name: LocalizedText,
    /// The channel its money comes through, or most of it.
    pub source: FundSource,
    /// What each channel brings, where there are several or the terms ask for it; none if that is not told.
    #[serde(
        default,
        skip_serializing_if = "BTreeMap::is_empty",
        deserialize_with = "collegium_core::word::unique_map"
    )]
    pub channels: BTreeMap<FundSource, Money>,
    /// What its money is for, and nothing else.
    pub purposes: BTreeSet<Purpose>,
    /// The document that says so: the grant, the donor's letter, the college's own rule.
    pub earmark: Source,
    /// The one currency it is kept in.
    pub currency: Currency,
    /// The days on which its money may be promised and spent: its fiscal year, or several.
    pub validity: Period,
    /// What its giver asks, if that is more than the purposes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<FundTerms>,
    /// The reports that were handed in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<Report>,
}

/// Money of one source with a purpose: it is never spent on another.
///
/// # Validity
///
/// At least one purpose. Where it is told what each channel brings, the fund's own channel is among them, and the amounts
/// are positive, in the fund's currency, and can be added. Terms admit every channel, have their amounts in the fund's
/// currency, and ask for every report that was handed in.
///
/// # Wire form
///
/// An object of the fields; what is empty of `channels`, `terms` and `reports` is left out.
///
/// # Example
///
/// ```
/// use collegium_funding::Fund;
/// let fund: Fund = serde_json::from_str(
///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"F-2026","name":{"en":"Special fund"},"source":"municipal",
///         "purposes":["teacher-teams"],"earmark":{"document":"Grant 2026-17","date":"2026-01-15"},"currency":"CNY",
///         "validity":"2026-01-01/2026-12-31"}"#,
/// )
/// .unwrap();
/// assert!(fund.allows(&"teacher-teams".parse().unwrap()));
/// assert!(!fund.allows(&"international-conferences".parse().unwrap()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "FundDraft", into = "FundDraft")]
pub struct Fund(FundDraft);

collegium_core::record!(Fund, FundDraft, FundError);

impl Fund {
    /// Whether its money may be spent on this purpose.
    #[must_use]
    pub fn allows(&self, purpose: &Purpose) -> bool {
        self.purposes.contains(purpose)
    }

    /// What the college brings of its own and what it is to bring at least, by the terms; `None` if they do not ask for
    /// it or it is not told what the channels bring. A part of a minor unit that is to be brought counts as one.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_funding::Fund;
    /// let fund: Fund = serde_json::from_str(
    ///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"F-2026","name":{"en":"Special fund"},
    ///         "source":"municipal","channels":{"municipal":{"amount":"800.00","currency":"CNY"},
    ///         "own":{"amount":"150.00","currency":"CNY"}},"purposes":["teacher-teams"],
    ///         "earmark":{"document":"Grant 2026-17","date":"2026-01-15"},"currency":"CNY",
    ///         "validity":"2026-01-01/2026-12-31","terms":{"matching":{"own":["own"],"share":"20%"},
    ///         "source":{"document":"Grant 2026-17","date":"2026-01-15"},"status":"verified"}}"#,
    /// )
    /// .unwrap();
    /// assert_eq!(fund.matched(), Some(("CNY 150".parse().unwrap(), "CNY 160".parse().unwrap())));
    /// ```
    #[must_use]
    pub fn matched(&self) -> Option<(Money, Money)> {
        let Matching { own, share } = self.terms.as_ref()?.matching.as_ref()?;
        let sum = |ours: bool| {
            let of = self.channels.iter().filter(|(source, _)| own.contains(source) == ours);
            Money::checked_sum(of.map(|(_, amount)| *amount), self.currency).ok()
        };
        let (own, granted) = (sum(true)?, sum(false)?);
        let asked = granted.checked_mul(&Fraction::from(*share), Rounding::Ceiling).ok()?;
        (!self.channels.is_empty()).then_some((own, asked))
    }
}

impl FundDraft {
    fn check(self) -> Result<Self, FundError> {
        if self.purposes.is_empty() {
            return Err(FundError::NoPurpose { code: self.code });
        }
        self.check_channels()?;
        let asked = self.terms.as_ref().map_or_else(Vec::new, |terms| terms.reports_due(self.validity));
        let unasked =
            |report: &&Report| !asked.iter().any(|it| it.name == report.name && it.until == report.until);
        if let Some(Report { name, until, .. }) = self.reports.iter().find(unasked) {
            return Err(FundError::NoSuchReport { code: self.code, name: name.clone(), until: *until });
        }
        self.terms.as_ref().map_or(Ok(()), |terms| self.check_terms(terms))?;
        Ok(self)
    }

    fn check_channels(&self) -> Result<(), FundError> {
        let code = || self.code.clone();
        if !self.channels.is_empty() && !self.channels.contains_key(&self.source) {
            return Err(FundError::ChannelMissing { code: code(), channel: self.source.clone() });
        }
        let wrong = |amount: &&Money| amount.currency() != self.currency || amount.units() <= 0;
        if let Some(amount) = self.channels.values().find(wrong) {
            return Err(FundError::WrongAmount { code: code(), expected: self.currency, given: *amount });
        }
        let sum = Money::checked_sum(self.channels.values().copied(), self.currency);
        sum.map(|_| ()).map_err(|_| FundError::OutOfRange { code: code() })
    }

    fn check_terms(&self, terms: &FundTerms) -> Result<(), FundError> {
        let (code, rule) = (|| self.code.clone(), || Box::new(terms.source.clone()));
        let all = [&self.source].into_iter().chain(self.channels.keys());
        let admitted = |source: &FundSource| terms.channels.is_empty() || terms.channels.contains(source);
        if let Some(source) = all.into_iter().find(|source| !admitted(source)) {
            return Err(FundError::WrongChannel { code: code(), channel: source.clone(), rule: rule() });
        }
        if let Some(given) = terms.currency().filter(|currency| *currency != self.currency) {
            return Err(FundError::WrongCurrency { code: code(), expected: self.currency, given });
        }
        Ok(())
    }
}

/// Why there is no such fund.
///
/// # Example
///
/// ```
/// use collegium_funding::FundError;
/// let error = FundError::NoPurpose { code: "F-2026".parse().unwrap() };
/// assert_eq!(error.to_string(), "the fund `F-2026` has no purpose: name at least one");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FundError {
    /// Its money is for nothing.
    #[error("the fund `{code}` has no purpose: name at least one")]
    NoPurpose {
        /// The fund.
        code: RecordCode,
    },
    /// The amounts of the channels leave out the fund's own.
    #[error("the channels of the fund `{code}` do not name `{channel}`, which it comes through")]
    ChannelMissing {
        /// The fund.
        code: RecordCode,
        /// The channel it comes through.
        channel: FundSource,
    },
    /// A channel's amount is not positive, or not in the fund's currency.
    #[error("a channel of the fund `{code}` cannot bring {given}: give a positive amount in {expected}")]
    WrongAmount {
        /// The fund.
        code: RecordCode,
        /// Its currency.
        expected: Currency,
        /// What was given.
        given: Money,
    },
    /// The channels bring more than can be held.
    #[error(
        "the channels of the fund `{code}` are out of range together: amounts have fewer than 2^96 minor units"
    )]
    OutOfRange {
        /// The fund.
        code: RecordCode,
    },
    /// The terms do not admit a channel.
    #[error("the fund `{code}` cannot be fed by `{channel}` ({rule})")]
    WrongChannel {
        /// The fund.
        code: RecordCode,
        /// The channel.
        channel: FundSource,
        /// The document of the terms.
        rule: Box<Source>,
    },
    /// The amounts of the terms are in another currency.
    #[error("the fund `{code}` is kept in {expected}, and its terms are written in {given}")]
    WrongCurrency {
        /// The fund.
        code: RecordCode,
        /// Its currency.
        expected: Currency,
        /// That of the terms.
        given: Currency,
    },
    /// A report was handed in that the terms do not ask for.
    #[error("the terms of the fund `{code}` ask for no report `{name}` up to {until}")]
    NoSuchReport {
        /// The fund.
        code: RecordCode,
        /// The report.
        name: ReportName,
        /// The last day of what it is about.
        until: NaiveDate,
    },
}
