//! Amounts as a ledger's files write them, read and written exactly.

use super::raw::Units;
use collegium_core::Currency;

/// Why a text is no amount of a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    NotANumber,
    TooPrecise,
    OutOfRange,
}

/// The greatest number of minor units, less one.
const LIMIT: i128 = 1 << 96;

/// Whether a text is a number: an optional minus, digits without needless leading zeros, and optionally a point with at
/// least one digit. Answers with the minus, the whole digits and the decimals.
#[inline]
pub(super) fn parts(text: &str) -> Result<(bool, &str, &str), Fault> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let plain = |run: &str| !run.is_empty() && run.bytes().all(|byte| byte.is_ascii_digit());
    let needless = whole.len() > 1 && whole.starts_with('0');
    if plain(whole) && !needless && part.is_none_or(plain) {
        Ok((negative, whole, part.unwrap_or_default()))
    } else {
        Err(Fault::NotANumber)
    }
}

/// Reads an amount into minor units.
#[inline]
pub(super) fn parse(text: &str, currency: Currency) -> Result<Units, Fault> {
    let (negative, whole, part) = parts(text)?;
    let decimals = usize::try_from(currency.decimals()).unwrap_or(usize::MAX);
    let missing = decimals.checked_sub(part.len()).ok_or(Fault::TooPrecise)?;
    let digits = whole.bytes().chain(part.bytes()).chain(std::iter::repeat_n(b'0', missing));
    // Eighteen digits always fit into 64 bits.
    let units = if whole.len().saturating_add(decimals) <= 18 {
        i128::from(digits.fold(0_i64, |units, digit| units * 10 + i64::from(digit - b'0')))
    } else {
        let add = |units: i128, digit: u8| {
            units.checked_mul(10)?.checked_add(i128::from(digit - b'0')).filter(|&units| units < LIMIT)
        };
        digits.into_iter().try_fold(0, add).ok_or(Fault::OutOfRange)?
    };
    Ok(Units { units: if negative { -units } else { units }, currency })
}

/// Writes an amount with all decimals of its currency.
#[inline]
pub(super) fn write(out: &mut String, Units { units, currency }: Units) {
    // Thirty-nine digits, a point and a minus are the most.
    let mut text = [0; 48];
    let mut places = text.iter_mut().rev();
    let mut length = 0_usize;
    let mut put = |character| {
        if let Some(place) = places.next() {
            *place = character;
            length += 1;
        }
    };
    let mut rest = Digits::of(units.unsigned_abs());
    for _ in 0..currency.decimals() {
        put(rest.take());
    }
    if currency.decimals() > 0 {
        put(b'.');
    }
    put(rest.take());
    while !rest.is_zero() {
        put(rest.take());
    }
    if units < 0 {
        put(b'-');
    }
    let (_, shown) = text.split_at(text.len().saturating_sub(length));
    out.push_str(std::str::from_utf8(shown).unwrap_or_default());
}

/// The digits of a number from the last to the first: of half the width, which is much faster, as soon as it fits.
enum Digits {
    Narrow(u64),
    Wide(u128),
}

impl Digits {
    fn of(number: u128) -> Self {
        u64::try_from(number).map_or(Self::Wide(number), Self::Narrow)
    }

    const fn is_zero(&self) -> bool {
        matches!(self, Self::Narrow(0))
    }

    fn take(&mut self) -> u8 {
        let digit = match self {
            Self::Narrow(rest) => {
                let digit = u8::try_from(*rest % 10);
                *rest /= 10;
                digit
            }
            Self::Wide(rest) => {
                let digit = u8::try_from(*rest % 10);
                *self = Self::of(*rest / 10);
                digit
            }
        };
        b'0' + digit.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(text: &str, code: &str) -> Result<i128, Fault> {
        parse(text, code.parse().unwrap()).map(|it| it.units)
    }

    #[test]
    fn numbers_are_read_strictly() {
        for (text, right) in [("0", 0), ("-0", 0), ("-0.00", 0), ("10", 1_000), ("1.5", 150), ("-0.05", -5)] {
            assert_eq!(units(text, "CNY"), Ok(right), "{text}");
        }
        let bad = [
            "", "-", ".5", "5.", "+1", "1e2", "007", "00", "-01", "1_0", " 1", "1 ", "1,5", "--1", "1.2.3",
            "١", "NaN",
        ];
        for text in bad {
            assert_eq!(units(text, "CNY"), Err(Fault::NotANumber), "{text}");
        }
        assert_eq!(units("1.000", "CNY"), Err(Fault::TooPrecise));
        assert_eq!(units("1.0", "JPY"), Err(Fault::TooPrecise));
        assert_eq!(units("1.234", "KWD"), Ok(1_234));
    }

    #[test]
    fn great_numbers_are_read_exactly_or_refused() {
        let most = (LIMIT - 1).to_string();
        assert_eq!(units(&most, "JPY"), Ok(LIMIT - 1));
        assert_eq!(units(&format!("-{most}"), "JPY"), Ok(1 - LIMIT));
        assert_eq!(units(&LIMIT.to_string(), "JPY"), Err(Fault::OutOfRange));
        assert_eq!(units(&"9".repeat(400), "JPY"), Err(Fault::OutOfRange));
    }

    #[test]
    fn what_is_written_is_read() {
        for number in [0, 1, -1, 99, -100, 123_456_789, i128::from(u64::MAX) + 1, LIMIT - 1, 1 - LIMIT] {
            for code in ["CNY", "JPY", "KWD"] {
                let currency = code.parse().unwrap();
                let mut text = String::new();
                write(&mut text, Units { units: number, currency });
                assert_eq!(parse(&text, currency), Ok(Units { units: number, currency }), "{text}");
            }
        }
        let mut text = String::new();
        write(&mut text, Units { units: -5, currency: "CNY".parse().unwrap() });
        assert_eq!(text, "-0.05");
    }
}
