//! What stands on the accounts.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use collegium_core::{Currency, Money, history::EntryNumber};

use super::{
    Ledger, account,
    intern::at,
    store::{Ends, Kept, Place, Row},
};
use crate::Account;

/// Up to where the entries count. Days count to their end.
///
/// # Example
///
/// ```
/// use collegium_funding::ledger::{Ledger, Moment};
/// let ledger = Ledger::default();
/// let day = "2026-03-31".parse().unwrap();
/// for moment in [Moment::Latest, Moment::On(day), Moment::Known { as_of: day, known_on: day }] {
///     assert_eq!(ledger.balances(moment).iter().count(), 0);
/// }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Everything that is recorded, also what takes effect later.
    Latest,
    /// What has taken effect on a day, by all that is known.
    On(NaiveDate),
    /// What has taken effect on a day, by what had been recorded on another.
    Known {
        /// The day of effect.
        as_of: NaiveDate,
        /// The day of record.
        known_on: NaiveDate,
    },
    /// The entries up to this number.
    After(EntryNumber),
}

impl Moment {
    fn includes(self, position: usize, row: &Row) -> bool {
        match self {
            Self::Latest => true,
            Self::On(as_of) => row.effective <= as_of,
            Self::Known { as_of, known_on } => row.effective <= as_of && row.recorded <= known_on,
            Self::After(number) => position < usize::from(number),
        }
    }
}

/// Sums by account and currency, in this order; an account is there if anything was posted to it.
///
/// # Example
///
/// ```
/// use collegium_core::{Id, InstitutionCode, org::Person};
/// use collegium_funding::ledger::{Ledger, Moment};
///
/// let id = Id::derived(&InstitutionCode::new("college.example").unwrap(), &"T-9".parse().unwrap());
/// let clerk = Person::new(id, "Wang Fang").unwrap();
/// let mut ledger = Ledger::default();
/// let line = serde_json::from_str(
///     r#"{"id":1,"date":"2026-03-02","postings":[
///         {"account":"Expenses:F01:Tuition","amount":"100","currency":"USD","total_price":"725.50","price_currency":"CNY"},
///         {"account":"Assets:Bank","amount":"-725.50","currency":"CNY"}]}"#,
/// );
/// ledger.post_line(&clerk, &line.unwrap()).unwrap();
///
/// let (tuition, dollar) = ("Expenses:F01:Tuition".parse().unwrap(), "USD".parse().unwrap());
/// let balances = ledger.balances(Moment::Latest);
/// assert_eq!(balances.get(&tuition, dollar).to_string(), "USD 100.00");
/// assert_eq!(balances.tree(&"Expenses".parse().unwrap())[&dollar].to_string(), "USD 100.00");
/// assert_eq!(balances.iter().count(), 2);
///
/// // At what was paid for it, everything sums to zero.
/// let book = ledger.book_balances(Moment::Latest);
/// assert_eq!(book.get(&tuition, "CNY".parse().unwrap()).to_string(), "CNY 725.50");
/// assert!(book.totals().values().all(|total| total.is_zero()));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Balances(BTreeMap<Account, BTreeMap<Currency, Money>>);

impl Balances {
    /// The balance of an account in a currency; zero where nothing was posted.
    #[must_use]
    pub fn get(&self, account: &Account, currency: Currency) -> Money {
        let money = self.0.get(account).and_then(|moneys| moneys.get(&currency));
        money.copied().unwrap_or_else(|| Money::zero(currency))
    }

    /// Every balance, by account and then by currency.
    pub fn iter(&self) -> impl Iterator<Item = (&Account, Money)> {
        self.0.iter().flat_map(|(account, moneys)| moneys.values().map(move |&money| (account, money)))
    }

    /// The balance of an account and everything below it, by currency.
    #[must_use]
    pub fn tree(&self, above: &Account) -> BTreeMap<Currency, Money> {
        summed(self.iter().filter(|(account, _)| account.is_within(above)))
    }

    /// The sum of all accounts, by currency. Book balances sum to zero.
    #[must_use]
    pub fn totals(&self) -> BTreeMap<Currency, Money> {
        summed(self.iter())
    }
}

fn summed<'a>(balances: impl Iterator<Item = (&'a Account, Money)>) -> BTreeMap<Currency, Money> {
    let mut sums = BTreeMap::new();
    for (_, balance) in balances {
        *sums.entry(balance.currency()).or_insert(0) += balance.units();
    }
    sums.into_iter().map(|(currency, units)| (currency, money(units, currency))).collect()
}

/// A sum of postings as money.
pub(super) fn money(units: i128, currency: Currency) -> Money {
    // INVARIANT: neither the debits nor the credits of a ledger reach 2^96 minor units, so no sum of some of them does.
    Money::from_units(units, currency).unwrap_or_else(|_| unreachable!("it is a sum of postings"))
}

impl Ledger {
    /// The sum of the amounts, by account and currency.
    #[must_use]
    pub fn balances(&self, until: Moment) -> Balances {
        match until {
            Moment::Latest => self.named(self.store.places.iter().map(|place| place.balance)),
            _ => self.named(self.sums(until, |kept| (kept.place, kept.units)).into_iter()),
        }
    }

    /// The sum of the weights, by account and currency: what was paid for what is there.
    #[must_use]
    pub fn book_balances(&self, until: Moment) -> Balances {
        match until {
            Moment::Latest => self.named(self.store.places.iter().map(|place| place.book)),
            _ => self.named(self.sums(until, Kept::weight).into_iter()),
        }
    }

    fn sums(&self, until: Moment, part: impl Fn(&Kept) -> (u32, i128)) -> Vec<Option<i128>> {
        let mut sums = vec![None; self.store.places.len()];
        let mut start = Ends::default();
        for (position, row) in self.store.rows.iter().enumerate() {
            if until.includes(position, row) {
                for kept in self.store.postings_of(start, row.ends) {
                    let (place, units) = part(&kept);
                    if let Some(sum) = sums.get_mut(at(place)) {
                        *sum.get_or_insert(0_i128) += units;
                    }
                }
            }
            start = row.ends;
        }
        sums
    }

    /// Sums by place, with the names of the places.
    fn named(&self, sums: impl Iterator<Item = Option<i128>>) -> Balances {
        let mut balances = Balances::default();
        for (Place { account: name, currency, .. }, units) in self.store.places.iter().zip(sums) {
            if let Some(units) = units {
                let name = account(self.store.accounts.get(*name));
                balances.0.entry(name).or_default().insert(*currency, money(units, *currency));
            }
        }
        balances
    }
}
