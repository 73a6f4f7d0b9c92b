//! Sharing a sum without losing a cent.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{ToPrimitive, Zero};
use rust_decimal::Decimal;

use super::{Money, MoneyError};

impl Money {
    /// Shares the amount by weights, by largest remainder; the parts sum to the amount exactly.
    ///
    /// Each part first gets the floor of its exact quota in minor units; the units left over go, one each, to the
    /// largest remainders, of equal ones to the earlier. A negative amount is shared as its opposite, so that a refund
    /// undoes a payment. A zero weight gets nothing. (Hamilton's method of apportionment.)
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::{Money, money::MoneyError};
    /// use rust_decimal::Decimal;
    ///
    /// let tuition: Money = "CNY 100".parse().unwrap();
    /// let thirds = tuition.split(&[Decimal::ONE; 3]).unwrap();
    /// assert_eq!(thirds.map(|part| part.to_string()).collect::<Vec<_>>(), ["CNY 33.34", "CNY 33.33", "CNY 33.33"]);
    /// assert!(matches!(tuition.split(&[Decimal::ZERO]), Err(MoneyError::NoWeight)));
    /// ```
    ///
    /// # Errors
    ///
    /// [`MoneyError::NegativeWeight`]; [`MoneyError::NoWeight`] if no weight is positive.
    pub fn split(
        self,
        weights: &[Decimal],
    ) -> Result<impl ExactSizeIterator<Item = Self> + use<>, MoneyError> {
        let weights = whole_weights(weights)?;
        let shares = apportion(&self.units().abs().into(), &weights);
        let sign = if self.is_negative() { -1 } else { 1 };
        let part = move |units: BigInt| {
            // INVARIANT: a part is never more than the whole, which fitted.
            let units = units.to_i128().unwrap_or_else(|| unreachable!("a part is at most the whole"));
            Self { amount: Decimal::from_i128_with_scale(units * sign, self.currency.decimals()), ..self }
        };
        Ok(shares.into_iter().map(part))
    }
}

/// The weights as whole numbers in the same proportion.
fn whole_weights(weights: &[Decimal]) -> Result<Vec<BigInt>, MoneyError> {
    if let Some(&weight) = weights.iter().find(|weight| weight.is_sign_negative() && !weight.is_zero()) {
        return Err(MoneyError::NegativeWeight { weight });
    }
    if weights.iter().all(Decimal::is_zero) {
        return Err(MoneyError::NoWeight);
    }
    let scale = weights.iter().map(Decimal::scale).max().unwrap_or(0);
    let whole =
        |weight: &Decimal| BigInt::from(weight.mantissa()) * BigInt::from(10).pow(scale - weight.scale());
    Ok(weights.iter().map(whole).collect())
}

/// Largest remainder over whole numbers; the weights are not negative, and one of them is positive.
fn apportion(total: &BigInt, weights: &[BigInt]) -> Vec<BigInt> {
    let sum: BigInt = weights.iter().sum();
    let quotas = weights.iter().map(|weight| (total * weight).div_rem(&sum));
    let (mut shares, remainders): (Vec<_>, Vec<_>) = quotas.unzip();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    // A stable sort: equal remainders stay in the order of the weights.
    order.sort_by(|&left, &right| remainders.get(right).cmp(&remainders.get(left)));
    let mut left_over = total - shares.iter().sum::<BigInt>();
    for place in order {
        if left_over.is_zero() {
            break;
        }
        if let Some(share) = shares.get_mut(place) {
            *share += 1;
            left_over -= 1;
        }
    }
    shares
}
