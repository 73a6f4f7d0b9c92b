//! What credits of one system are worth in another, as a rule.

use std::collections::BTreeSet;

use collegium_core::{
    Fraction, Rounding, Source, Status, fraction::FractionError, identifier, record, rules,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{
    ConvertedCredits, CountedHours, CreditFactor, CreditHours, CreditSystem, CreditSystemCode,
    CreditSystemError, CreditSystems, CreditTable, Credits, CreditsError, amount::DECIMALS,
};

identifier! {
    /// The name of a credit conversion: `uk-cats-ects`.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::credit::CreditConversionCode;
    /// assert!(CreditConversionCode::new("UK to ECTS").is_err());
    /// ```
    pub struct CreditConversionCode("credit conversion");
}

/// What two systems are compared by.
///
/// The two give different answers: 120 UK credits are a year, so 60 ECTS; they are also 1 200 hours, so 43.6 ECTS of 27.5
/// hours. An agreement has to say which it means.
///
/// # Wire form
///
/// `"year_share"`, or `{"workload":{"from_hours":"10","to_hours":"27.5"}}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::credit::CreditBasis;
/// let basis: CreditBasis =
///     serde_json::from_str(r#"{"workload":{"from_hours":"10","to_hours":"27.5"}}"#).unwrap();
/// assert_ne!(basis, CreditBasis::YearShare);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum CreditBasis {
    /// The same share of a full-time year: `credits × to_full_year / from_full_year`. The usual way.
    YearShare,
    /// The same hours: `credits × from_hours / to_hours`. Each lies within the hours its system states, and both systems
    /// count the same kind of hours.
    Workload {
        /// The hours of one credit of the first system.
        #[serde(with = "collegium_core::decimal")]
        from_hours: Decimal,
        /// The hours of one credit of the second system.
        #[serde(with = "collegium_core::decimal")]
        to_hours: Decimal,
    },
}

/// One step of the way from a system to another.
///
/// # Wire form
///
/// `{"to":"ects","by":"year_share"}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::credit::{CreditBasis, CreditLeg};
/// let leg = CreditLeg { to: "ects".parse().unwrap(), by: CreditBasis::YearShare };
/// assert_eq!(serde_json::to_string(&leg).unwrap(), r#"{"to":"ects","by":"year_share"}"#);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreditLeg {
    /// The system it leads to.
    pub to: CreditSystemCode,
    /// What the two systems are compared by.
    pub by: CreditBasis,
}

/// The fields of a [`CreditConversion`], open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreditConversionDraft {
    /// Its name in data.
    pub code: CreditConversionCode,
    /// The system the credits are of.
    pub from: CreditSystemCode,
    /// The way to the system they are wanted in: one leg, or several through others.
    pub legs: Vec<CreditLeg>,
    /// The result is a multiple of this.
    #[serde(with = "collegium_core::decimal")]
    pub step: Decimal,
    /// How the number of steps is rounded, once, at the end.
    pub rounding: Rounding,
    /// The document it rests on.
    pub source: Source,
    /// Whether the document was read.
    pub status: Status,
}

/// A rule that says what credits of one system are worth in another.
///
/// The factors of the legs are multiplied as exact fractions, and the product is rounded once at the end.
///
/// # Validity
///
/// At least one leg; no system twice on the way; a step and hours above zero; a step of at most four decimals.
///
/// # Wire form
///
/// An object with the fields of [`CreditConversionDraft`].
///
/// # Example
///
/// ```
/// use collegium_pathways::credit::{
///     CreditConversion, CreditConversionDraft, CreditConversionError, CreditSystem, CreditSystems,
/// };
///
/// let systems = CreditSystems::new(CreditSystem::presets().iter().map(|preset| preset.load().unwrap())).unwrap();
/// let rule = CreditConversion::preset("credit-conversion-uk-cats-ects").unwrap().load().unwrap();
/// let converted = rule.bind(&systems).unwrap().convert("15".parse().unwrap()).unwrap();
/// assert_eq!((converted.exact.to_string(), converted.rounded.to_string()), ("15/2".into(), "7.5".into()));
///
/// let nowhere = CreditConversionDraft { legs: vec![], ..rule.draft() };
/// assert!(matches!(CreditConversion::try_from(nowhere), Err(CreditConversionError::NoLeg { .. })));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "CreditConversionDraft", into = "CreditConversionDraft")]
pub struct CreditConversion(CreditConversionDraft);

record!(CreditConversion, CreditConversionDraft, CreditConversionError);
rules!(CreditConversion);

impl CreditConversion {
    /// Fits the rule to the systems it speaks of.
    ///
    /// # Errors
    ///
    /// [`CreditConversionError::System`] if a system is not among these; [`CreditConversionError::NoHours`],
    /// [`CreditConversionError::Hours`] and [`CreditConversionError::OtherHours`] if a leg by workload does not fit what
    /// its systems say of their hours; [`CreditConversionError::TooFine`] if the result would be too precise for the last.
    pub fn bind(&self, systems: &CreditSystems) -> Result<CreditConverter, CreditConversionError> {
        let find = |code| systems.find(code).map_err(|error| self.system(error));
        let first = find(&self.from)?;
        let (mut from, mut path) = (first, Vec::with_capacity(self.legs.len()));
        for leg in &self.legs {
            let to = find(&leg.to)?;
            path.push(self.factor(from, to, leg.by)?);
            from = to;
        }
        if !(self.step % from.step).is_zero() {
            let (code, to) = (self.code.clone(), from.code.clone());
            return Err(CreditConversionError::TooFine { code, to, step: self.step, allowed: from.step });
        }
        let factors = path.iter().map(|factor| Fraction::from(factor.part).checked_div(&factor.whole.into()));
        let product = factors.reduce(|product, factor| Ok(product? * factor?));
        // INVARIANT: a checked rule has a leg, and what it divides by is above zero.
        let factor = product.unwrap_or(Err(FractionError::ZeroDenominator));
        let factor = factor.map_err(|error| self.range(error))?;
        Ok(CreditConverter { rule: self.clone(), first: first.clone(), path, factor })
    }

    fn factor(
        &self,
        from: &CreditSystem,
        to: &CreditSystem,
        by: CreditBasis,
    ) -> Result<CreditFactor, CreditConversionError> {
        let (part, whole) = match by {
            CreditBasis::YearShare => (to.full_year.amount(), from.full_year.amount()),
            CreditBasis::Workload { from_hours, to_hours } => {
                let counted = self.hours(from, from_hours)?;
                let wanted = self.hours(to, to_hours)?;
                if counted != wanted {
                    let (code, from, to) = (self.code.clone(), from.code.clone(), to.code.clone());
                    return Err(CreditConversionError::OtherHours { code, from, counted, to, wanted });
                }
                (from_hours, to_hours)
            }
        };
        Ok(CreditFactor { to: to.code.clone(), part, whole })
    }

    /// The kind of hours of a system, if a credit of it may stand for so many.
    fn hours(&self, system: &CreditSystem, hours: Decimal) -> Result<CountedHours, CreditConversionError> {
        let (code, system_code) = (self.code.clone(), system.code.clone());
        match system.hours {
            None => Err(CreditConversionError::NoHours { code, system: system_code }),
            Some(stated) if stated.contains(hours) => Ok(stated.counted),
            Some(stated) => Err(CreditConversionError::Hours { code, system: system_code, hours, stated }),
        }
    }

    fn system(&self, error: CreditSystemError) -> CreditConversionError {
        CreditConversionError::System { code: self.code.clone(), error }
    }

    fn range(&self, error: FractionError) -> CreditConversionError {
        CreditConversionError::Range { code: self.code.clone(), error }
    }
}

impl CreditConversionDraft {
    fn check(self) -> Result<Self, CreditConversionError> {
        let code = || self.code.clone();
        if self.legs.is_empty() {
            return Err(CreditConversionError::NoLeg { code: code() });
        }
        let mut seen = BTreeSet::from([&self.from]);
        if let Some(leg) = self.legs.iter().find(|leg| !seen.insert(&leg.to)) {
            return Err(CreditConversionError::Twice { code: code(), system: leg.to.clone() });
        }
        let hours = self.legs.iter().flat_map(|leg| match leg.by {
            CreditBasis::YearShare => vec![],
            CreditBasis::Workload { from_hours, to_hours } => vec![from_hours, to_hours],
        });
        let fine = self.step.normalize().scale() > DECIMALS;
        match hours.chain([self.step]).find(|number| *number <= Decimal::ZERO) {
            None if fine => Err(CreditConversionError::NotPositive { code: code(), number: self.step }),
            None => Ok(self),
            Some(number) => Err(CreditConversionError::NotPositive { code: code(), number }),
        }
    }
}

/// A credit conversion fitted to its systems, ready to convert.
///
/// # Example
///
/// ```
/// use collegium_pathways::credit::{CreditConversion, CreditSystem, CreditSystems};
///
/// let systems = CreditSystems::new(CreditSystem::presets().iter().map(|preset| preset.load().unwrap())).unwrap();
/// let rule = CreditConversion::preset("credit-conversion-uk-cats-ects").unwrap().load().unwrap();
/// let converter = rule.bind(&systems).unwrap();
/// assert_eq!(converter.factor().to_string(), "1/2");
/// assert_eq!(converter.convert("30".parse().unwrap()).unwrap().rounded.to_string(), "15.0");
/// assert!(converter.convert("0.125".parse().unwrap()).is_err(), "too precise for UK credits");
/// assert_eq!(converter.compile().unwrap().convert(3_000), Some(30), "30.00 credits are 30 halves");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditConverter {
    rule: CreditConversion,
    first: CreditSystem,
    path: Vec<CreditFactor>,
    factor: Fraction,
}

impl CreditConverter {
    /// What credits are multiplied by: the product of the factors of the legs.
    #[must_use]
    pub const fn factor(&self) -> &Fraction {
        &self.factor
    }

    /// Converts credits, exactly, and rounds once.
    ///
    /// # Errors
    ///
    /// [`CreditConversionError::System`] if the credits are too precise for their system;
    /// [`CreditConversionError::Range`] or [`CreditConversionError::TooMany`] if the result is too large.
    pub fn convert(&self, credits: Credits) -> Result<ConvertedCredits, CreditConversionError> {
        let rule = &self.rule;
        self.first.check(credits).map_err(|error| rule.system(error))?;
        let exact = Fraction::from(credits.amount()) * self.factor.clone();
        let rounded = exact.round_to(rule.step, rule.rounding).map_err(|error| rule.range(error))?;
        let too_many = |error| CreditConversionError::TooMany { code: rule.code.clone(), error };
        let rounded = Credits::new(rounded).map_err(too_many)?;
        Ok(ConvertedCredits { rule: rule.clone(), path: self.path.clone(), credits, exact, rounded })
    }

    /// The same conversion over whole numbers of steps, for many credits at once.
    ///
    /// # Errors
    ///
    /// [`CreditConversionError::Range`] if the fraction from steps to steps has parts above 64 bits.
    pub fn compile(&self) -> Result<CreditTable, CreditConversionError> {
        let steps = Fraction::from(self.first.step) * self.factor.clone();
        let steps = steps.checked_div(&self.rule.step.into()).map_err(|error| self.rule.range(error))?;
        let table = CreditTable::new(self.first.step, self.rule.step, &steps, self.rule.rounding);
        table.ok_or_else(|| self.rule.range(FractionError::OutOfRange { decimals: 0 }))
    }
}

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
