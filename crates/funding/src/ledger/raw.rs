//! An entry on its way in: checked words, nothing kept yet. Drafts and lines of a file both become this.

use chrono::NaiveDate;
use collegium_core::{Currency, Money};

use super::{Act, EntryDraft, Posting};

#[derive(Debug, Clone, Copy)]
pub(super) struct RawEntry<'a> {
    pub key: &'a str,
    pub effective: NaiveDate,
    pub kind: Option<&'a str>,
    pub reason: Option<&'a str>,
    pub act: RawAct<'a>,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum RawAct<'a> {
    Posts,
    Reverses(&'a str),
    Reserves(Option<NaiveDate>),
    Uses(&'a str),
    Closes,
}

/// So many minor units of a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Units {
    pub units: i128,
    pub currency: Currency,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct RawPosting<'a> {
    pub account: &'a str,
    /// Its number, where it was looked up already.
    pub known: Option<u32>,
    pub amount: Units,
    pub price: Option<Units>,
}

impl RawPosting<'_> {
    /// What counts toward the balance of the entry.
    #[inline]
    pub(super) fn weight(&self) -> Units {
        self.price.map_or(self.amount, |price| signed(price, self.amount.units))
    }
}

/// A price with the sign of the amount it was given for.
#[inline]
pub(super) const fn signed(price: Units, amount: i128) -> Units {
    if amount < 0 { Units { units: -price.units, ..price } } else { price }
}

impl From<Money> for Units {
    fn from(money: Money) -> Self {
        Self { units: money.units(), currency: money.currency() }
    }
}

impl<'a> From<&'a EntryDraft> for RawEntry<'a> {
    fn from(draft: &'a EntryDraft) -> Self {
        Self {
            key: draft.key.as_str(),
            effective: draft.effective,
            kind: draft.kind.as_ref().map(collegium_core::Line::as_str),
            reason: draft.reason.as_ref().map(collegium_core::Line::as_str),
            act: match &draft.act {
                Act::Posts => RawAct::Posts,
                Act::Reverses { entry } => RawAct::Reverses(entry.as_str()),
                Act::Reserves { until } => RawAct::Reserves(*until),
                Act::Uses { reservation } => RawAct::Uses(reservation.as_str()),
                Act::Closes => RawAct::Closes,
            },
        }
    }
}

impl<'a> From<&'a Posting> for RawPosting<'a> {
    fn from(posting: &'a Posting) -> Self {
        let price = posting.price.map(Units::from);
        Self { account: posting.account.as_str(), known: None, amount: posting.amount.into(), price }
    }
}
