//! What credits of one system are worth in another, as a rule.

use std::collections::BTreeSet;

use collegium_core::{
    Fraction, Rounding, Source, Status, fraction::FractionError, identifier, record, rules,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    CountedHours, CreditConversionError, CreditConverter, CreditFactor, CreditSystem, CreditSystemCode,
    CreditSystemError, CreditSystems, amount::DECIMALS,
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
        Ok(CreditConverter::new(self.clone(), first.clone(), path, factor))
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

    pub(super) fn system(&self, error: CreditSystemError) -> CreditConversionError {
        CreditConversionError::System { code: self.code.clone(), error }
    }

    pub(super) fn range(&self, error: FractionError) -> CreditConversionError {
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
