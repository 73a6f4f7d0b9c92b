//! What a sum of budget money comes to.

use collegium_core::{Currency, Money, Ratio, money::MoneyError};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How a budget stands: what was allotted, what of it is promised, what is spent; of a line, a fund, a purpose or all.
///
/// What is available is allotted less committed less spent.
///
/// # Validity
///
/// All three in one currency, none below zero. What is available is below zero where more was promised and spent than
/// allotted, which only rules that do not stop allow.
///
/// # Wire form
///
/// `{"allotted":{…},"committed":{…},"spent":{…},"available":{…},"execution":{…}}`. The last two follow from the first
/// three; where they say otherwise the text is refused.
///
/// # Example
///
/// ```
/// use collegium_funding::Position;
///
/// let yuan = |text: &str| format!("CNY {text}").parse().unwrap();
/// let position = Position::new(yuan("1000"), yuan("600"), yuan("150")).unwrap();
/// assert_eq!((position.allotted(), position.committed(), position.spent()), (yuan("1000"), yuan("600"), yuan("150")));
/// assert_eq!(position.available(), yuan("250"));
/// assert_eq!(position.execution().to_string(), "150 of 1 000 (15.0 %)");
/// assert_eq!(position.currency().code(), "CNY");
/// assert!(!position.is_overdrawn());
/// assert!(Position::new(yuan("1000"), yuan("600"), yuan("400.01")).unwrap().is_overdrawn());
/// assert!(Position::new(yuan("1000"), yuan("-1"), yuan("0")).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct Position {
    allotted: Money,
    committed: Money,
    spent: Money,
    /// INVARIANT: allotted − committed − spent, and none of those three below zero.
    available: Money,
}

impl Position {
    /// The position with these amounts.
    ///
    /// # Errors
    ///
    /// [`PositionError::Money`] if they are of several currencies or what is available is out of range;
    /// [`PositionError::Negative`] if one is below zero.
    pub fn new(allotted: Money, committed: Money, spent: Money) -> Result<Self, PositionError> {
        if let Some(amount) = [allotted, committed, spent].into_iter().find(|amount| amount.is_negative()) {
            return Err(PositionError::Negative { amount });
        }
        let free = allotted.checked_sub(committed).and_then(|rest| rest.checked_sub(spent));
        let available = free.map_err(|error| PositionError::Money { error })?;
        Ok(Self { allotted, committed, spent, available })
    }

    /// Nothing allotted, in this currency.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_funding::Position;
    /// let nothing = Position::zero("CNY".parse().unwrap());
    /// assert!(nothing.available().is_zero());
    /// assert_eq!(nothing.execution().to_string(), "0 of 0 (not defined)");
    /// ```
    #[must_use]
    pub fn zero(currency: Currency) -> Self {
        let none = Money::zero(currency);
        Self { allotted: none, committed: none, spent: none, available: none }
    }

    /// What may be promised and spent in all.
    #[must_use]
    pub const fn allotted(&self) -> Money {
        self.allotted
    }

    /// What is promised and not yet invoiced.
    #[must_use]
    pub const fn committed(&self) -> Money {
        self.committed
    }

    /// What is spent.
    #[must_use]
    pub const fn spent(&self) -> Money {
        self.spent
    }

    /// What is left to promise or spend: allotted less committed less spent; below zero where it is overdrawn.
    #[must_use]
    pub const fn available(&self) -> Money {
        self.available
    }

    /// Whether more is promised and spent than was allotted.
    #[must_use]
    pub fn is_overdrawn(&self) -> bool {
        self.available.is_negative()
    }

    /// The currency of all amounts.
    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.allotted.currency()
    }

    /// What is spent of what was allotted; not defined where nothing was.
    #[must_use]
    pub fn execution(&self) -> Ratio {
        // INVARIANT: an allotment is not negative, and the whole is named.
        Ratio::new(self.spent.amount(), self.allotted.amount(), &format!("allotted {}", self.currency()))
            .unwrap_or_else(|_| unreachable!("an allotment is not negative"))
    }

    /// The position after each figure has changed by so many minor units; `None` if there is no such position.
    pub(crate) fn changed(&self, [allotted, committed, spent]: [i128; 3]) -> Option<Self> {
        let changed = |it: Money, more: i128| match more {
            0 => Some(it),
            _ => Money::from_units(it.units() + more, it.currency()).ok(),
        };
        let figure = |it, more| changed(it, more).filter(|it| !it.is_negative());
        Some(Self {
            allotted: figure(self.allotted, allotted)?,
            committed: figure(self.committed, committed)?,
            spent: figure(self.spent, spent)?,
            available: changed(self.available, allotted - committed - spent)?,
        })
    }

    /// The two together.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_funding::Position;
    /// let yuan = |text: &str| format!("CNY {text}").parse().unwrap();
    /// let one = Position::new(yuan("10"), yuan("2"), yuan("3")).unwrap();
    /// assert_eq!(one.checked_add(&one).unwrap().available(), yuan("10"));
    /// assert!(one.checked_add(&Position::zero("EUR".parse().unwrap())).is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// [`PositionError::Money`] if they are of two currencies, or the sum is out of range.
    pub fn checked_add(&self, other: &Self) -> Result<Self, PositionError> {
        let sum = |one: Money, two| one.checked_add(two).map_err(|error| PositionError::Money { error });
        let (committed, spent) = (sum(self.committed, other.committed)?, sum(self.spent, other.spent)?);
        Self::new(sum(self.allotted, other.allotted)?, committed, spent)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    allotted: Money,
    committed: Money,
    spent: Money,
    available: Money,
    execution: Ratio,
}

impl From<Position> for Wire {
    fn from(position: Position) -> Self {
        let Position { allotted, committed, spent, available } = position;
        Self { allotted, committed, spent, available, execution: position.execution() }
    }
}

impl TryFrom<Wire> for Position {
    type Error = PositionError;

    fn try_from(wire: Wire) -> Result<Self, PositionError> {
        let position = Self::new(wire.allotted, wire.committed, wire.spent)?;
        if position.available != wire.available {
            return Err(PositionError::Available { given: wire.available, right: position.available });
        }
        let execution = position.execution();
        if execution != wire.execution {
            return Err(PositionError::Execution {
                given: wire.execution.to_string(),
                right: execution.to_string(),
            });
        }
        Ok(position)
    }
}

/// Why there is no such position.
///
/// # Example
///
/// ```
/// use collegium_funding::Position;
/// let yuan = |text: &str| format!("CNY {text}").parse().unwrap();
/// assert_eq!(
///     Position::new(yuan("10"), yuan("-6"), yuan("5")).unwrap_err().to_string(),
///     "CNY -6.00 cannot stand in a budget: amounts must not be negative"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PositionError {
    /// An amount is below zero.
    #[error("{amount} cannot stand in a budget: amounts must not be negative")]
    Negative {
        /// The amount.
        amount: Money,
    },
    /// The amount told as available does not follow from the others.
    #[error("the available amount is {right}, not {given}")]
    Available {
        /// What was given.
        given: Money,
        /// What follows from the other amounts.
        right: Money,
    },
    /// The rate told as execution does not follow from the amounts.
    #[error("the execution is {right}, not {given}")]
    Execution {
        /// What was given, as text.
        given: String,
        /// What follows from the amounts, as text.
        right: String,
    },
    /// The amounts do not add.
    #[error(transparent)]
    Money {
        /// Why.
        error: MoneyError,
    },
}
