//! A credit conversion between systems that fit it.

use collegium_core::{Fraction, fraction::FractionError};

use super::{
    ConvertedCredits, CreditConversion, CreditConversionError, CreditFactor, CreditSystem, CreditTable,
    Credits,
};

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
    /// INVARIANT: the factor is the product of the path, which leads from the first system along the rule.
    pub(super) const fn new(
        rule: CreditConversion,
        first: CreditSystem,
        path: Vec<CreditFactor>,
        factor: Fraction,
    ) -> Self {
        Self { rule, first, path, factor }
    }

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
