//! Whether an entry may be written: every rule of a ledger, and nothing is changed.

use chrono::NaiveDate;

use super::{
    Chart, Ledger, LedgerError, balance,
    intern::{TextHash, slot},
    number,
    raw::{RawAct, RawEntry, RawPosting, Units},
    reservation,
    store::RowAct,
    turnover::Turnover,
};

/// What is to be done with an entry that is not refused.
pub(super) enum Verdict {
    /// It stands there already.
    Known(u32),
    /// It is to be written.
    New {
        act: RowAct,
        /// The hash of its key.
        hash: TextHash,
    },
}

impl Ledger {
    /// Judges an entry, and counts its turnover on the way.
    pub(super) fn judge(
        &self,
        raw: &RawEntry<'_>,
        postings: &[RawPosting<'_>],
        recorded: NaiveDate,
        turnover: &mut Turnover,
    ) -> Result<Verdict, LedgerError> {
        self.balanced(raw, postings, turnover)?;
        let hash = match self.store.keys.seek(raw.key) {
            Ok(entry) if self.says(entry, raw, postings) => return Ok(Verdict::Known(entry)),
            Ok(entry) => {
                return Err(LedgerError::KeyReused { key: raw.key.to_owned(), entry: number(entry) });
            }
            Err(hash) => hash,
        };
        self.in_time(raw, recorded)?;
        // Before its figures are told: what the ledger can take can be told.
        if let Some(currency) = self.turnover.beyond(turnover) {
            return Err(LedgerError::OutOfRange { currency });
        }
        let act = self.act(raw, postings)?;
        if !self.store.has_room(raw, postings) {
            return Err(LedgerError::Full);
        }
        Ok(Verdict::New { act, hash })
    }

    /// What can be told from the entry alone: accounts, prices, balance.
    #[inline]
    fn balanced(
        &self,
        raw: &RawEntry<'_>,
        postings: &[RawPosting<'_>],
        turnover: &mut Turnover,
    ) -> Result<(), LedgerError> {
        let count = postings.len();
        match raw.act {
            RawAct::Closes if count > 0 => return Err(LedgerError::ClosesWithPostings { postings: count }),
            RawAct::Closes => {}
            _ if count < 2 => return Err(LedgerError::TooFewPostings { postings: count }),
            _ => {}
        }
        for posting in postings {
            self.account_exists(posting.account)?;
            let Units { units: amount, currency } = posting.amount;
            if let Some(price) = posting.price.filter(|price| price.units <= 0 || amount == 0) {
                let (account, price) = (posting.account.to_owned(), price.units);
                return Err(LedgerError::BadPrice { account, amount, currency, price });
            }
        }
        turnover.count(postings);
        match turnover.unbalanced() {
            Some((currency, excess)) => Err(LedgerError::Unbalanced { currency, excess }),
            None => Ok(()),
        }
    }

    #[inline]
    fn account_exists(&self, account: &str) -> Result<(), LedgerError> {
        match &self.chart {
            Chart::Declared(declared) if !declared.contains(account) => {
                Err(LedgerError::UnknownAccount { account: account.to_owned() })
            }
            _ => Ok(()),
        }
    }

    /// Whether an entry says the same, whoever wrote it down and when.
    fn says(&self, entry: u32, raw: &RawEntry<'_>, postings: &[RawPosting<'_>]) -> bool {
        let Some(row) = self.store.row(entry) else { return false };
        let word = |word: Option<u32>| word.map(|word| self.store.words.get(word));
        let key_of = |hold| self.holds.get(hold).map(|held| self.store.keys.get(held.entry));
        let same_act = match (row.act, raw.act) {
            (RowAct::Posts, RawAct::Posts) | (RowAct::Closes, RawAct::Closes) => true,
            (RowAct::Reverses(entry), RawAct::Reverses(key)) => self.store.keys.get(entry) == key,
            (RowAct::Uses(hold), RawAct::Uses(key)) => key_of(hold) == Some(key),
            (RowAct::Reserves(hold), RawAct::Reserves(until)) => {
                self.holds.get(hold).is_some_and(|held| held.until == until)
            }
            _ => false,
        };
        same_act
            && row.effective == raw.effective
            && word(row.kind) == raw.kind
            && word(row.reason) == raw.reason
            && self.are(entry, postings, 1)
    }

    /// Whether the postings of an entry are these, each amount times this sign.
    fn are(&self, entry: u32, postings: &[RawPosting<'_>], sign: i128) -> bool {
        let kept = self.store.postings(entry).filter_map(|kept| self.store.raw(kept));
        kept.map(|kept| (kept.account, kept.amount, kept.price)).eq(postings.iter().map(|posting| {
            let amount = Units { units: posting.amount.units * sign, ..posting.amount };
            (posting.account, amount, posting.price)
        }))
    }

    #[inline]
    fn in_time(&self, raw: &RawEntry<'_>, recorded: NaiveDate) -> Result<(), LedgerError> {
        if let Some(last) = self.store.rows.last().filter(|last| last.recorded > recorded) {
            return Err(LedgerError::RecordedBefore { recorded, last: last.recorded });
        }
        match self.closed.filter(|&through| raw.effective <= through) {
            Some(through) => Err(LedgerError::Closed { effective: raw.effective, through }),
            None => Ok(()),
        }
    }

    /// What the entry is beside its postings, and whether it can be.
    #[inline]
    fn act(&self, raw: &RawEntry<'_>, postings: &[RawPosting<'_>]) -> Result<RowAct, LedgerError> {
        match raw.act {
            RawAct::Posts => Ok(RowAct::Posts),
            RawAct::Closes => Ok(RowAct::Closes),
            RawAct::Reverses(key) => self.reverses(key, postings).map(RowAct::Reverses),
            RawAct::Reserves(_) => {
                reservation::opens(raw.key, postings)?;
                slot(self.holds.len()).map(RowAct::Reserves).ok_or(LedgerError::Full)
            }
            RawAct::Uses(key) => self.uses(key, raw.effective, postings).map(RowAct::Uses),
        }
    }

    fn reverses(&self, key: &str, postings: &[RawPosting<'_>]) -> Result<u32, LedgerError> {
        let unknown = || LedgerError::UnknownEntry { key: key.to_owned() };
        let entry = self.store.keys.find(key).ok_or_else(unknown)?;
        if let Some(&by) = self.reversed.get(&entry) {
            return Err(LedgerError::ReversedTwice { entry: number(entry), by: number(by) });
        }
        let reversible = match self.store.row(entry).map(|row| row.act) {
            Some(RowAct::Posts | RowAct::Uses(_)) => true,
            Some(RowAct::Reserves(hold)) => self.holds.get(hold).is_some_and(|held| held.open == held.amount),
            _ => false,
        };
        if !reversible {
            return Err(LedgerError::NotReversible { entry: number(entry) });
        }
        if !self.are(entry, postings, -1) {
            return Err(LedgerError::NotMirrored { entry: number(entry) });
        }
        Ok(entry)
    }

    fn uses(&self, key: &str, on: NaiveDate, postings: &[RawPosting<'_>]) -> Result<u32, LedgerError> {
        let number = self.store.keys.find(key).and_then(|entry| self.holds.of_entry(entry));
        let held = number.and_then(|number| self.holds.get(number));
        let place = held.and_then(|held| self.store.place(held.place));
        let (Some(number), Some(held), Some(place)) = (number, held, place) else {
            return Err(LedgerError::UnknownReservation { key: key.to_owned() });
        };
        let (used, only_frees) = reservation::used(&self.store, held, postings);
        let money = |units| balance::money(units, place.currency);
        if used <= 0 {
            return Err(LedgerError::NothingUsed { used: money(used) });
        }
        let back = reservation::sum_on(&self.store, held.against, postings);
        if back != used {
            let (used, back) = (money(used), money(back));
            return Err(LedgerError::UnevenUse { key: key.to_owned(), used, back });
        }
        if used > held.open {
            return Err(LedgerError::ExceedsReservation {
                key: key.to_owned(),
                open: money(held.open),
                used: money(used),
            });
        }
        match held.until.filter(|&until| until < on && !only_frees) {
            Some(until) => Err(LedgerError::Expired { key: key.to_owned(), until }),
            None => Ok(number),
        }
    }
}
