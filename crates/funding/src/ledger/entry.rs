//! What is written into a ledger.

use chrono::NaiveDate;
use collegium_core::{Line, Money, history::Signature};
use serde::{Deserialize, Serialize};

use super::{Account, EntryHash};

/// One side of an entry: so much on one account. Debits are positive, credits negative.
///
/// What counts toward the balance of the entry is the posting's *weight*: its amount or, where it was exchanged for
/// something, the total price with the sign of the amount.
///
/// # Wire form
///
/// `{"account":"…","amount":{…},"price":{…}}`; `price` is left out where there is none.
///
/// # Example
///
/// ```
/// use collegium_funding::ledger::Posting;
///
/// let fee = Posting {
///     account: "Expenses:F01:Tuition".parse().unwrap(),
///     amount: "USD -100".parse().unwrap(),
///     price: Some("CNY 725.50".parse().unwrap()),
/// };
/// assert_eq!(fee.weight().to_string(), "CNY -725.50");
/// assert_eq!(Posting { price: None, ..fee }.weight().to_string(), "USD -100.00");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Posting {
    /// The account.
    pub account: Account,
    /// How much: a debit if positive, a credit if negative.
    pub amount: Money,
    /// What the whole amount was exchanged for; positive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
}

impl Posting {
    /// A posting without a price.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_funding::ledger::Posting;
    /// let posting = Posting::new("Assets:Bank".parse().unwrap(), "CNY 5".parse().unwrap());
    /// assert_eq!(posting.weight(), posting.amount);
    /// ```
    #[must_use]
    pub const fn new(account: Account, amount: Money) -> Self {
        Self { account, amount, price: None }
    }

    /// What counts toward the balance of the entry.
    #[must_use]
    pub fn weight(&self) -> Money {
        match self.price {
            Some(price) if self.amount.is_negative() => price.negated(),
            Some(price) => price,
            None => self.amount,
        }
    }

    /// The posting that undoes this one: the amount with the other sign, at the same price.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_funding::ledger::Posting;
    /// let posting = Posting::new("Assets:Bank".parse().unwrap(), "CNY 5".parse().unwrap());
    /// assert_eq!(posting.mirrored().amount.to_string(), "CNY -5.00");
    /// ```
    #[must_use]
    pub fn mirrored(&self) -> Self {
        Self { amount: self.amount.negated(), ..self.clone() }
    }
}

/// What an entry is beside its postings.
///
/// # Wire form
///
/// `"posts"`, `{"reverses":{"entry":"…"}}`, `{"reserves":{"until":"…"}}`, `{"uses":{"reservation":"…"}}` or `"closes"`.
///
/// # Example
///
/// ```
/// use collegium_funding::ledger::Act;
/// let act: Act = serde_json::from_str(r#"{"reverses":{"entry":"V-1"}}"#).unwrap();
/// assert_eq!(act, Act::Reverses { entry: "V-1".parse().unwrap() });
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Act {
    /// Nothing else.
    #[default]
    Posts,
    /// It undoes an earlier entry, posting by posting.
    Reverses {
        /// The key of that entry.
        entry: Line,
    },
    /// It sets aside what its first posting says, against the account of its second.
    Reserves {
        /// The last day on which it can be paid from; without one it does not expire.
        #[serde(default, with = "collegium_core::date::option", skip_serializing_if = "Option::is_none")]
        until: Option<NaiveDate>,
    },
    /// It takes from what an earlier entry set aside, and gives it back to the account against it: to pay, or to free it.
    Uses {
        /// The key of that entry.
        reservation: Line,
    },
    /// It has no posting and closes the period that ends with its day of effect.
    Closes,
}

/// An entry to be written into a ledger; who writes it and when is said by a [`Signature`] beside it.
///
/// # Wire form
///
/// `{"key":"…","effective":"…","kind":"…","reason":"…","act":…,"postings":[…]}`; what is not there is left out.
///
/// # Example
///
/// ```
/// use collegium_funding::ledger::{Act, EntryDraft, Posting};
///
/// let draft = EntryDraft {
///     key: "V-1".parse().unwrap(),
///     effective: "2026-03-02".parse().unwrap(),
///     kind: Some("spend".parse().unwrap()),
///     reason: None,
///     act: Act::Posts,
///     postings: vec![
///         Posting::new("Expenses:F01:Travel".parse().unwrap(), "CNY 600".parse().unwrap()),
///         Posting::new("Assets:Bank".parse().unwrap(), "CNY -600".parse().unwrap()),
///     ],
/// };
/// let json = serde_json::to_string(&draft).unwrap();
/// assert!(json.starts_with(r#"{"key":"V-1","effective":"2026-03-02","kind":"spend","postings":["#));
/// assert_eq!(serde_json::from_str::<EntryDraft>(&json).unwrap(), draft);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryDraft {
    /// The name the client gave it: the same key with the same content is the same entry.
    pub key: Line,
    /// The day it takes effect (value date).
    #[serde(with = "collegium_core::date")]
    pub effective: NaiveDate,
    /// What kind of business it is: a word of the client's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Line>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Line>,
    /// What it is beside its postings.
    #[serde(default, skip_serializing_if = "is_plain")]
    pub act: Act,
    /// What is posted where, in a fixed order.
    pub postings: Vec<Posting>,
}

fn is_plain(act: &Act) -> bool {
    *act == Act::Posts
}

/// An entry as it stands in a ledger.
///
/// # Wire form
///
/// `{"recorded":{…},"entry":{…},"hash":"…"}`; `hash` is left out in a ledger without a chain. Its number is its place.
///
/// # Example
///
/// ```
/// use collegium_core::{Id, InstitutionCode, history::Signature};
/// use collegium_funding::ledger::{Act, EntryDraft, Ledger, Posting};
///
/// let id = Id::derived(&InstitutionCode::new("college.example").unwrap(), &"T-9".parse().unwrap());
/// let clerk = Signature::new(id, "Wang Fang", "2026-03-03".parse().unwrap()).unwrap();
/// let posting = |account: &str, amount: &str| Posting::new(account.parse().unwrap(), amount.parse().unwrap());
/// let draft = EntryDraft {
///     key: "V-1".parse().unwrap(),
///     effective: "2026-03-02".parse().unwrap(),
///     kind: None,
///     reason: None,
///     act: Act::Posts,
///     postings: vec![posting("Expenses:Travel", "CNY 600"), posting("Assets:Bank", "CNY -600")],
/// };
/// let mut ledger = Ledger::default();
/// let number = ledger.post(&clerk, &draft).unwrap();
/// let entry = ledger.entry(number).unwrap();
/// assert_eq!((entry.entry, entry.recorded), (draft, clerk));
/// assert_eq!(entry.hash, ledger.head());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LedgerEntry {
    /// Who wrote it down, and when (record date).
    pub recorded: Signature,
    /// What was written.
    pub entry: EntryDraft,
    /// Its hash over everything up to it, in a ledger with a chain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<EntryHash>,
}
