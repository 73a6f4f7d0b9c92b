//! What is done often, each written as one entry.

use chrono::NaiveDate;
use collegium_core::{
    Line, Money,
    history::{EntryNumber, Signature},
};

use super::{Act, EntryDraft, Ledger, LedgerError, Posting, Reservation, number_after};
use crate::Account;

/// What every entry says beside what it does.
///
/// # Example
///
/// ```
/// use collegium_funding::ledger::Note;
/// let note = Note::new("R-1".parse().unwrap(), "2026-03-02".parse().unwrap());
/// assert_eq!((note.kind, note.reason), (None, None));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The key of the entry.
    pub key: Line,
    /// The day it takes effect.
    pub effective: NaiveDate,
    /// What kind of business it is.
    pub kind: Option<Line>,
    /// Why.
    pub reason: Option<Line>,
}

impl Note {
    /// A note of no kind and without a reason.
    #[must_use]
    pub const fn new(key: Line, effective: NaiveDate) -> Self {
        Self { key, effective, kind: None, reason: None }
    }

    /// The entry that does this.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_funding::ledger::{Act, Note};
    /// let note = Note::new("C-1".parse().unwrap(), "2026-03-31".parse().unwrap());
    /// assert_eq!(note.draft(Act::Closes, vec![]).act, Act::Closes);
    /// ```
    #[must_use]
    pub fn draft(self, act: Act, postings: Vec<Posting>) -> EntryDraft {
        let Self { key, effective, kind, reason } = self;
        EntryDraft { key, effective, kind, reason, act, postings }
    }
}

/// A sum that is to be set aside.
///
/// # Example
///
/// ```
/// use collegium_funding::ledger::Reserve;
/// let reserve = Reserve {
///     account: "Equity:Encumbrance:F01:Travel".parse().unwrap(),
///     against: "Equity:EncumbranceReserve:F01".parse().unwrap(),
///     amount: "CNY 600".parse().unwrap(),
///     until: None,
/// };
/// assert_eq!(reserve.postings()[1].amount.to_string(), "CNY -600.00");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reserve {
    /// The memorandum account that shows what is set aside.
    pub account: Account,
    /// The memorandum account it stands against.
    pub against: Account,
    /// How much; positive.
    pub amount: Money,
    /// The last day on which it can be paid from; without one it does not expire.
    pub until: Option<NaiveDate>,
}

impl Reserve {
    /// The two postings that set it aside.
    #[must_use]
    pub fn postings(&self) -> [Posting; 2] {
        let Self { account, against, amount, .. } = self;
        [Posting::new(account.clone(), *amount), Posting::new(against.clone(), amount.negated())]
    }
}

/// The two phases: money is set aside, then paid or freed; and the other things that are done often.
///
/// # Example
///
/// ```
/// use collegium_core::{Id, InstitutionCode, history::Signature};
/// use collegium_funding::{
///     Ledger,
///     ledger::{Act, Note, Posting, Reserve},
/// };
///
/// let id = Id::derived(&InstitutionCode::new("college.example").unwrap(), &"T-9".parse().unwrap());
/// let clerk = Signature::new(id, "Wang Fang", "2026-03-02".parse().unwrap()).unwrap();
/// let note = |key: &str, on: &str| Note::new(key.parse().unwrap(), on.parse().unwrap());
/// let mut ledger = Ledger::default();
/// let promised = Reserve {
///     account: "Equity:Encumbrance:F01:Travel".parse().unwrap(),
///     against: "Equity:EncumbranceReserve:F01".parse().unwrap(),
///     amount: "CNY 600".parse().unwrap(),
///     until: Some("2026-06-30".parse().unwrap()),
/// };
/// ledger.reserve(&clerk, &promised, note("K-1", "2026-03-02")).unwrap();
///
/// // The flight costs 450; 400 of it were promised.
/// let posting = |account: &str, amount: &str| Posting::new(account.parse().unwrap(), amount.parse().unwrap());
/// let flight = vec![posting("Expenses:F01:Travel", "CNY 450"), posting("Assets:Bank", "CNY -450")];
/// let flight = note("V-1", "2026-04-01").draft(Act::Posts, flight);
/// let promise = "K-1".parse().unwrap();
/// ledger.settle(&clerk, &promise, "CNY 400".parse().unwrap(), flight).unwrap();
/// assert_eq!(ledger.reservation("K-1").unwrap().open.to_string(), "CNY 200.00");
///
/// let too_much = ledger.release(&clerk, &promise, "CNY 200.01".parse().unwrap(), note("F-1", "2026-04-02"));
/// assert_eq!(too_much.unwrap_err().to_string(), "the reservation `K-1` has CNY 200.00 left, not CNY 200.01");
/// ledger.release(&clerk, &promise, "CNY 50".parse().unwrap(), note("F-1", "2026-04-02")).unwrap();
/// assert_eq!(ledger.expire(&clerk, "2026-07-01".parse().unwrap()).unwrap().len(), 1);
/// assert!(!ledger.reservations().any(|reservation| reservation.is_open()));
/// ```
impl Ledger {
    /// Sets money aside: first phase. Memorandum accounts say what is promised; no other balance moves.
    ///
    /// # Errors
    ///
    /// [`LedgerError::NotAReservation`] if it is not positive; any other [`LedgerError`]. Nothing is changed.
    pub fn reserve(
        &mut self,
        recorded: &Signature,
        reserve: &Reserve,
        note: Note,
    ) -> Result<EntryNumber, LedgerError> {
        let act = Act::Reserves { until: reserve.until };
        self.post(recorded, &note.draft(act, reserve.postings().to_vec()))
    }

    /// Pays from what was set aside: second phase. The draft says what is paid; the entry also takes `used` from the
    /// reservation, which may be less than what is paid, or less than what is left.
    ///
    /// # Errors
    ///
    /// [`LedgerError::UnknownReservation`], [`LedgerError::NothingUsed`], [`LedgerError::ExceedsReservation`],
    /// [`LedgerError::Expired`]; any other [`LedgerError`]. Nothing is changed.
    pub fn settle(
        &mut self,
        recorded: &Signature,
        reservation: &Line,
        used: Money,
        mut draft: EntryDraft,
    ) -> Result<EntryNumber, LedgerError> {
        draft.postings.extend(self.takes(reservation, used)?);
        draft.act = Act::Uses { reservation: reservation.clone() };
        self.post(recorded, &draft)
    }

    /// Frees so much of what was set aside.
    ///
    /// # Errors
    ///
    /// [`LedgerError::UnknownReservation`], [`LedgerError::NothingUsed`], [`LedgerError::ExceedsReservation`]; any other
    /// [`LedgerError`]. Nothing is changed.
    pub fn release(
        &mut self,
        recorded: &Signature,
        reservation: &Line,
        freed: Money,
        note: Note,
    ) -> Result<EntryNumber, LedgerError> {
        self.settle(recorded, reservation, freed, note.draft(Act::Posts, vec![]))
    }

    /// Frees what is left of every reservation whose last day lies before `as_of`, an entry each.
    ///
    /// # Errors
    ///
    /// Any [`LedgerError`], such as [`LedgerError::Closed`]; the reservations before it in the order they were opened are
    /// freed.
    pub fn expire(
        &mut self,
        recorded: &Signature,
        as_of: NaiveDate,
    ) -> Result<Vec<EntryNumber>, LedgerError> {
        let over = |it: &Reservation| it.is_open() && it.has_expired(as_of);
        let expired: Vec<_> = self.reservations().filter(over).collect();
        let free = |it: Reservation| {
            let mut key = format!("{} expired {as_of}", it.key);
            // It was freed on that day before, and a reversal gave some of it back.
            if self.find(&key).is_some() {
                key = format!("{key} {}", number_after(self.len()));
            }
            let key = Line::new(&key).map_err(LedgerError::Key)?;
            self.release(recorded, &it.key, it.open, Note { key, effective: as_of, kind: None, reason: None })
        };
        expired.into_iter().map(free).collect()
    }

    /// Undoes an entry by its mirror: the only way to correct one.
    ///
    /// # Errors
    ///
    /// [`LedgerError::UnknownEntry`], [`LedgerError::ReversedTwice`], [`LedgerError::NotReversible`]; any other
    /// [`LedgerError`]. Nothing is changed.
    pub fn reverse(
        &mut self,
        recorded: &Signature,
        entry: &Line,
        note: Note,
    ) -> Result<EntryNumber, LedgerError> {
        let unknown = || LedgerError::UnknownEntry { key: entry.to_string() };
        let found = self.find(entry.as_str()).and_then(|number| self.entry(number)).ok_or_else(unknown)?;
        let postings = found.entry.postings.iter().map(Posting::mirrored).collect();
        self.post(recorded, &note.draft(Act::Reverses { entry: entry.clone() }, postings))
    }

    /// Closes the books through the note's day of effect: nothing can take effect on or before it any more.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Closed`] if they are closed through that day; any other [`LedgerError`]. Nothing is changed.
    pub fn close(&mut self, recorded: &Signature, note: Note) -> Result<EntryNumber, LedgerError> {
        self.post(recorded, &note.draft(Act::Closes, vec![]))
    }

    /// The postings that take so much from a reservation.
    fn takes(&self, reservation: &Line, used: Money) -> Result<[Posting; 2], LedgerError> {
        let unknown = || LedgerError::UnknownReservation { key: reservation.to_string() };
        let held = self.reservation(reservation.as_str()).ok_or_else(unknown)?;
        Ok([Posting::new(held.account, used.negated()), Posting::new(held.against, used)])
    }
}
