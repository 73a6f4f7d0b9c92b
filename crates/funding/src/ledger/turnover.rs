//! What was debited and credited in each currency.

use collegium_core::Currency;

use super::raw::{RawPosting, Units};

/// No amount of money reaches so many minor units, and while neither side of the ledger does, no balance of any part of
/// it on any day can.
const LIMIT: u128 = 1 << 96;

/// Both sides, in minor units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Sides {
    debit: u128,
    credit: u128,
}

impl Sides {
    #[inline]
    fn add(&mut self, units: i128) {
        let side = if units < 0 { &mut self.credit } else { &mut self.debit };
        // INVARIANT: fewer than 2^32 postings of fewer than 2^96 units each.
        *side = side.saturating_add(units.unsigned_abs());
    }

    #[inline]
    fn plus(self, other: Self) -> Option<Self> {
        let add = |one: u128, other: u128| one.checked_add(other).filter(|&sum| sum < LIMIT);
        Some(Self { debit: add(self.debit, other.debit)?, credit: add(self.credit, other.credit)? })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct OfCurrency {
    currency: Currency,
    amounts: Sides,
    weights: Sides,
}

/// The turnover of an entry, or of a whole ledger, a currency each in the order they came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Turnover(Vec<OfCurrency>);

impl Turnover {
    /// Counts the turnover of an entry, in place of whatever was counted before.
    #[inline]
    pub(super) fn count(&mut self, postings: &[RawPosting<'_>]) {
        self.0.clear();
        for posting in postings {
            let Units { units, currency } = posting.amount;
            let (of, weight) = (self.entry(currency), posting.weight());
            of.amounts.add(units);
            let of = if weight.currency == currency { of } else { self.entry(weight.currency) };
            of.weights.add(weight.units);
        }
    }

    #[inline]
    fn find(&self, currency: Currency) -> Option<usize> {
        self.0.iter().position(|it| it.currency == currency)
    }

    #[inline]
    fn entry(&mut self, currency: Currency) -> &mut OfCurrency {
        let place = self.find(currency).unwrap_or_else(|| {
            let [amounts, weights] = [Sides::default(); 2];
            self.0.push(OfCurrency { currency, amounts, weights });
            self.0.len().saturating_sub(1)
        });
        self.0.get_mut(place).unwrap_or_else(|| unreachable!("it was found or pushed"))
    }

    /// The first currency whose weights do not sum to zero, and what they sum to.
    #[inline]
    pub(super) fn unbalanced(&self) -> Option<(Currency, i128)> {
        let uneven = self.0.iter().find(|it| it.weights.debit != it.weights.credit)?;
        // The difference of two numbers below 2^128 is told as far as it can be.
        let Sides { debit, credit } = uneven.weights;
        let excess = i128::try_from(debit.abs_diff(credit)).unwrap_or(i128::MAX);
        Some((uneven.currency, if debit < credit { -excess } else { excess }))
    }

    /// The first currency in which this and the other together would be beyond what can be held.
    #[inline]
    pub(super) fn beyond(&self, more: &Self) -> Option<Currency> {
        let fits = |it: &&OfCurrency| {
            let none = OfCurrency { amounts: Sides::default(), weights: Sides::default(), ..**it };
            let held = self.find(it.currency).and_then(|at| self.0.get(at)).unwrap_or(&none);
            held.amounts.plus(it.amounts).is_none() || held.weights.plus(it.weights).is_none()
        };
        more.0.iter().find(fits).map(|it| it.currency)
    }

    /// Adds what is known to fit.
    #[inline]
    pub(super) fn add(&mut self, more: &Self) {
        for it in &more.0 {
            let held = self.entry(it.currency);
            held.amounts = held.amounts.plus(it.amounts).unwrap_or(held.amounts);
            held.weights = held.weights.plus(it.weights).unwrap_or(held.weights);
        }
    }
}
