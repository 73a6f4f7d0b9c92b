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
    let units = match parse_short(text, currency.decimals()) {
        Some(units) => i128::from(units),
        None => parse_any(text, currency.decimals())?,
    };
    Ok(Units { units, currency })
}

/// Reads what is short and right in one pass; `None` leaves it to [`parse_any`], which also says what is wrong.
#[inline]
fn parse_short(text: &str, decimals: u32) -> Option<i64> {
    let text = text.as_bytes();
    let (sign, digits) = text.strip_prefix(b"-").map_or((1, text), |digits| (-1, digits));
    // Fourteen digits and those of the smallest unit always fit.
    let odd = matches!(digits, [] | [b'.', ..] | [.., b'.'] | [b'0', b'0'..=b'9', ..]);
    if odd || digits.len() > 14 || decimals > 4 {
        return None;
    }
    let (mut units, mut shown) = (0_i64, None);
    for &byte in digits {
        match byte {
            b'0'..=b'9' => {
                units = units * 10 + i64::from(byte - b'0');
                shown = shown.map(|shown| shown + 1);
            }
            b'.' if shown.is_none() => shown = Some(0),
            _ => return None,
        }
    }
    let missing = decimals.checked_sub(shown.unwrap_or_default())?;
    Some(sign * units * 10_i64.pow(missing))
}

fn parse_any(text: &str, decimals: u32) -> Result<i128, Fault> {
    let (negative, whole, part) = parts(text)?;
    let decimals = usize::try_from(decimals).unwrap_or(usize::MAX);
    let missing = decimals.checked_sub(part.len()).ok_or(Fault::TooPrecise)?;
    let mut digits = whole.bytes().chain(part.bytes()).chain(std::iter::repeat_n(b'0', missing));
    let add = |units: i128, digit: u8| {
        units.checked_mul(10)?.checked_add(i128::from(digit - b'0')).filter(|&units| units < LIMIT)
    };
    let units = digits.try_fold(0, add).ok_or(Fault::OutOfRange)?;
    Ok(if negative { -units } else { units })
}

/// Writes a tab and an amount with all decimals of its currency, and a tab and the code of the currency.
#[inline]
pub(super) fn write(out: &mut Vec<u8>, units: i128, decimals: u32, [c1, c2, c3]: [u8; 3]) {
    out.extend_from_slice(b"\t-");
    out.truncate(out.len().saturating_sub(usize::from(units >= 0)));
    match u64::try_from(units.unsigned_abs()) {
        Ok(units) if units < EIGHT_DIGITS && decimals <= 4 => put_digits(out, units, decimals, 7 - decimals),
        Ok(units) if units < EIGHT_DIGITS * EIGHT_DIGITS && decimals <= 4 => {
            put_digits(out, units / EIGHT_DIGITS, 0, 7);
            put_digits(out, units % EIGHT_DIGITS, decimals, 0);
        }
        _ => put_great(out, units.unsigned_abs(), decimals),
    }
    out.extend_from_slice(&[b'\t', c1, c2, c3]);
}

/// The least number that has more than eight digits.
const EIGHT_DIGITS: u64 = 100_000_000;

/// Writes a number of at most eight digits with a point before its decimals; so many zeros in front are not needed.
#[inline]
fn put_digits(out: &mut Vec<u8>, number: u64, decimals: u32, needless: u32) {
    // All eight at once: the number is divided into two fields of four digits, these into four of two, these into eight.
    let fours = (number / 10_000) | ((number % 10_000) << 32);
    let hundreds = ((fours * 10_486) >> 20) & 0x0000_007f_0000_007f;
    let twos = hundreds | ((fours - hundreds * 100) << 16);
    let tens = ((twos * 103) >> 10) & 0x000f_000f_000f_000f;
    let digits = tens | ((twos - tens * 10) << 8);
    let zeros = (digits.trailing_zeros() / 8).min(needless);
    let digits = u128::from(digits | 0x3030_3030_3030_3030);
    let (whole, point) = (8 * (8 - decimals), u128::from(b'.'));
    let text = match decimals {
        0 => digits,
        _ => digits & ((1 << whole) - 1) | point << whole | digits >> whole << (whole + 8),
    };
    out.extend_from_slice(&(text >> (8 * zeros)).to_le_bytes());
    let written = 8 + u32::from(decimals > 0) - zeros;
    out.truncate(out.len().saturating_sub(usize::try_from(16 - written).unwrap_or_default()));
}

/// A number of any size.
fn put_great(out: &mut Vec<u8>, units: u128, decimals: u32) {
    let decimals = usize::try_from(decimals).unwrap_or_default();
    let digits = format!("{units:0>least$}", least = decimals.saturating_add(1));
    let (whole, part) = digits.split_at(digits.len().saturating_sub(decimals));
    let point = if part.is_empty() { "" } else { "." };
    for text in [whole, point, part] {
        out.extend_from_slice(text.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(text: &str, code: &str) -> Result<i128, Fault> {
        parse(text, code.parse().unwrap()).map(|it| it.units)
    }

    fn written(units: i128, code: &str) -> String {
        let (mut text, currency) = (Vec::new(), code.parse::<Currency>().unwrap());
        write(&mut text, units, currency.decimals(), code.as_bytes().try_into().unwrap());
        let text = String::from_utf8(text).unwrap();
        text.strip_prefix('\t').unwrap().strip_suffix(&format!("\t{code}")).unwrap().to_owned()
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
        for number in [
            0,
            1,
            -1,
            99,
            -100,
            123_456_789,
            9_999_999_999,
            10_000_000_000,
            i128::from(u64::MAX) + 1,
            LIMIT - 1,
            1 - LIMIT,
        ] {
            for code in ["CNY", "JPY", "KWD"] {
                let currency = code.parse().unwrap();
                let text = written(number, code);
                assert_eq!(parse(&text, currency), Ok(Units { units: number, currency }), "{text}");
            }
        }
        let shown = [(-5, "CNY", "-0.05"), (0, "JPY", "0"), (0, "KWD", "0.000"), (1_000, "JPY", "1000")];
        for (number, code, right) in shown {
            assert_eq!(written(number, code), right);
        }
    }

    #[test]
    fn what_is_written_is_what_the_language_writes() {
        let steps = (0..29).flat_map(|power| {
            (0..12).map(move |step| 10_i128.pow(power).saturating_mul(step) + step * 7 - 3)
        });
        let all =
            (0..20_000).chain((0..100_000_000).step_by(9_973)).chain(steps.filter(|&units| units < LIMIT));
        for units in all.flat_map(|units| [units, -units]) {
            assert_eq!(written(units, "JPY"), units.to_string());
            let cents =
                format!("{}{}.{:02}", if units < 0 { "-" } else { "" }, units.abs() / 100, units.abs() % 100);
            assert_eq!(written(units, "CNY"), cents);
        }
    }
}
