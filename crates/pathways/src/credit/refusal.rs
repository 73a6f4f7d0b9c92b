//! Why credits cannot be converted.

use collegium_core::fraction::FractionError;
use rust_decimal::Decimal;
use thiserror::Error;

use super::{
    CountedHours, CreditConversionCode, CreditHours, CreditSystemCode, CreditSystemError, CreditsError,
};

/// Why a credit conversion was refused, or cannot answer.
///
/// # Example
///
/// ```
/// use collegium_pathways::credit::{CreditConversion, CreditConversionError, CreditSystems};
/// let rule = CreditConversion::preset("credit-conversion-uk-cats-ects").unwrap().load().unwrap();
/// assert_eq!(
///     rule.bind(&CreditSystems::default()).unwrap_err().to_string(),
///     "the conversion `uk-cats-ects`: `uk-cats` is not a known credit system: known are none"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CreditConversionError {
    /// The way has no leg.
    #[error("the conversion `{code}` leads nowhere: give at least one leg")]
    NoLeg {
        /// The conversion.
        code: CreditConversionCode,
    },
    /// The way comes to a system again.
    #[error("the conversion `{code}` comes to `{system}` twice")]
    Twice {
        /// The conversion.
        code: CreditConversionCode,
        /// The system.
        system: CreditSystemCode,
    },
    /// A step or hours are not above zero, or a step is too fine.
    #[error(
        "the conversion `{code}` cannot use {number}: steps and hours are above zero, steps have at most 4 decimals"
    )]
    NotPositive {
        /// The conversion.
        code: CreditConversionCode,
        /// The number.
        number: Decimal,
    },
    /// A system is not known, or the credits are not of it.
    #[error("the conversion `{code}`: {error}")]
    System {
        /// The conversion.
        code: CreditConversionCode,
        /// What was wrong.
        error: CreditSystemError,
    },
    /// A leg goes by workload and a system of it does not state its hours.
    #[error(
        "the conversion `{code}` goes by workload, but `{system}` does not say how many hours a credit is"
    )]
    NoHours {
        /// The conversion.
        code: CreditConversionCode,
        /// The system.
        system: CreditSystemCode,
    },
    /// The chosen hours are not those of the system.
    #[error("the conversion `{code}` takes a credit of `{system}` for {hours} hours: it stands for {stated}")]
    Hours {
        /// The conversion.
        code: CreditConversionCode,
        /// The system.
        system: CreditSystemCode,
        /// The hours chosen.
        hours: Decimal,
        /// The hours of the system.
        stated: CreditHours,
    },
    /// One system counts hours in class, the other the whole workload.
    #[error(
        "the conversion `{code}` compares {counted} of `{from}` with {wanted} of `{to}`: convert by year share instead"
    )]
    OtherHours {
        /// The conversion.
        code: CreditConversionCode,
        /// The first system.
        from: CreditSystemCode,
        /// Its hours.
        counted: CountedHours,
        /// The second system.
        to: CreditSystemCode,
        /// Its hours.
        wanted: CountedHours,
    },
    /// The result would not be credits of the last system.
    #[error(
        "the conversion `{code}` rounds to multiples of {step}: credits of `{to}` are multiples of {allowed}"
    )]
    TooFine {
        /// The conversion.
        code: CreditConversionCode,
        /// The last system.
        to: CreditSystemCode,
        /// The step of the conversion.
        step: Decimal,
        /// The step of the system.
        allowed: Decimal,
    },
    /// A number is out of the range of exact decimals.
    #[error("the conversion `{code}`: {error}")]
    Range {
        /// The conversion.
        code: CreditConversionCode,
        /// What was out of range.
        error: FractionError,
    },
    /// The result is more than credits can be.
    #[error("the conversion `{code}`: {error}")]
    TooMany {
        /// The conversion.
        code: CreditConversionCode,
        /// What was wrong with the result.
        error: CreditsError,
    },
}
