//! A natural logarithm that compilers can work out for several numbers at once.
#![expect(clippy::float_arithmetic, reason = "a kernel for statistics")]

/// The bits of √½, where the mantissa of a reduced number begins.
const HALF_ROOT: u64 = 0x3fe6_a09e_667f_3bcd;
const ONE: u64 = 0x3ff0_0000_0000_0000;
const MANTISSA: u64 = (1 << 52) - 1;

/// 2^52: its last bits hold a whole number.
const SHIFT: f64 = 4_503_599_627_370_496.0;

/// (2 artanh s − 2s) ÷ s³ in powers of s², within 4e-14 ÷ |s|³ for |s| up to (√2 − 1) ÷ (√2 + 1): the polynomial that agrees
/// with it where the Chebyshev polynomial of degree 5 on that range of s² is 0.
const SERIES: [f64; 5] = [
    0.666_666_666_673_750_9,
    0.399_999_987_973_375_8,
    0.285_717_545_359_144_9,
    0.221_914_008_303_085_04,
    0.193_626_537_142_020_08,
];

/// ln x for x from 1e-300 up, within 4e-14 + 2e-16 |ln x|, and within 1e-10 of its size near 1; for 0 some finite number, so
/// that 0 · ln 0 is 0.
///
/// x = 2^e · m with m from √½ to √2, and ln m = 2 artanh s with s = (m − 1) ÷ (m + 1). There is neither a branch nor a table in
/// the way of vector instructions.
#[inline(always)]
#[expect(clippy::inline_always, reason = "only what is inlined is made for the wider instructions")]
pub(crate) fn ln(x: f64) -> f64 {
    let bits = x.to_bits().wrapping_add(ONE - HALF_ROOT);
    let exponent = f64::from_bits((bits >> 52) | SHIFT.to_bits()) - (SHIFT + 1023.0);
    let mantissa = f64::from_bits((bits & MANTISSA) + HALF_ROOT);
    let s = (mantissa - 1.0) / (mantissa + 1.0);
    let z = s * s;
    exponent * std::f64::consts::LN_2 + (s + s + s * z * series(z))
}

/// b ÷ (1 + b) − ln (1 + b) for b above −1; it keeps its digits near 0, where both are nearly b.
pub(crate) fn lag(b: f64) -> f64 {
    if b.abs() > 0.25 {
        return b / (1.0 + b) - ln(1.0 + b);
    }
    // With s = b ÷ (2 + b), b ÷ (1 + b) = 2s ÷ (1 + s) and ln (1 + b) = 2 artanh s.
    let s = b / (2.0 + b);
    let z = s * s;
    -(2.0 * z / (1.0 + s) + s * z * series(z))
}

/// (2 artanh s − 2s) ÷ s³ for z = s².
#[inline(always)]
#[expect(clippy::inline_always, reason = "only what is inlined is made for the wider instructions")]
fn series(z: f64) -> f64 {
    let [first, second, third, fourth, fifth] = SERIES;
    (first + z * second) + z * z * ((third + z * fourth) + z * z * fifth)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn off(x: f64) -> f64 {
        (ln(x) - x.ln()).abs() / (4e-14 + 2e-16 * x.ln().abs())
    }

    #[test]
    fn it_agrees_with_the_library() {
        let fine = (1..200_000).map(|step| f64::from(step) * 1e-5);
        let coarse = (-300..300).map(|exponent| 1.37 * 10_f64.powi(exponent));
        let greatest = fine.chain(coarse).map(off).fold(0.0, f64::max);
        assert!(greatest < 1.0, "{greatest}");
    }

    #[test]
    fn it_keeps_its_digits_near_1() {
        for step in 1..1000 {
            let d = f64::from(step) * 1e-6;
            assert!((ln(1.0 + d) / (1.0 + d).ln() - 1.0).abs() < 1e-10);
        }
    }

    #[test]
    fn a_lag_is_the_difference() {
        for step in (-95..400).filter(|step| *step != 0) {
            let b = f64::from(step) * 0.01;
            let right = b / (1.0 + b) - b.ln_1p();
            assert!((lag(b) / right - 1.0).abs() < 1e-9, "{b}");
        }
        // Near 0 it is −b² ÷ 2 + 2 b³ ÷ 3.
        for b in [1e-9_f64, -1e-7, 1e-5] {
            let right = b * b * (2.0 * b / 3.0 - 0.5);
            assert!((lag(b) / right - 1.0).abs() < 1e-9, "{b}");
        }
        assert!(lag(0.0).abs() <= 0.0);
    }

    #[test]
    fn nothing_times_its_logarithm_is_nothing() {
        assert!((0.0 * ln(0.0)).abs() <= 0.0);
        assert!(ln(1.0).abs() <= 0.0);
    }
}
