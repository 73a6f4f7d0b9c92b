//! The normal distribution.
#![expect(clippy::float_arithmetic, reason = "a kernel for statistics")]
#![expect(clippy::excessive_precision, reason = "the coefficients stand as they are printed")]

/// The number below which a standard normal variable lies with probability `p`, within 1e-15 of its size; `p` lies between 0
/// and 1.
///
/// Wichura, "Algorithm AS 241: the percentage points of the normal distribution", *Applied Statistics* 37 (1988), PPND16.
pub(crate) fn quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * polynomial(CENTRE, r) / polynomial(CENTRE_BELOW, r);
    }
    let tail = if q < 0.0 { p } else { 1.0 - p };
    let r = (-tail.ln()).sqrt();
    let size = if r <= 5.0 {
        polynomial(NEAR, r - 1.6) / polynomial(NEAR_BELOW, r - 1.6)
    } else {
        polynomial(FAR, r - 5.0) / polynomial(FAR_BELOW, r - 5.0)
    };
    if q < 0.0 { -size } else { size }
}

/// From the lowest power up.
fn polynomial(coefficients: [f64; 8], x: f64) -> f64 {
    coefficients.into_iter().rev().fold(0.0, |sum, coefficient| sum * x + coefficient)
}

const CENTRE: [f64; 8] = [
    3.387_132_872_796_366_608,
    133.141_667_891_784_377_45,
    1_971.590_950_306_551_442_7,
    13_731.693_765_509_461_125,
    45_921.953_931_549_871_457,
    67_265.770_927_008_700_853,
    33_430.575_583_588_128_105,
    2_509.080_928_730_122_672_7,
];

const CENTRE_BELOW: [f64; 8] = [
    1.0,
    42.313_330_701_600_911_252,
    687.187_007_492_057_908_3,
    5_394.196_021_424_751_107_7,
    21_213.794_301_586_595_867,
    39_307.895_800_092_710_61,
    28_729.085_735_721_942_674,
    5_226.495_278_852_854_561,
];

const NEAR: [f64; 8] = [
    1.423_437_110_749_683_577_34,
    4.630_337_846_156_545_295_9,
    5.769_497_221_460_691_405_5,
    3.647_848_324_763_204_605_04,
    1.270_458_252_452_368_382_58,
    0.241_780_725_177_450_611_77,
    0.022_723_844_989_269_184_583_3,
    0.000_774_545_014_278_341_407_64,
];

const NEAR_BELOW: [f64; 8] = [
    1.0,
    2.053_191_626_637_758_821_87,
    1.676_384_830_183_803_849_4,
    0.689_767_334_985_100_004_55,
    0.148_103_976_427_480_074_59,
    0.015_198_666_563_616_457_196_6,
    0.000_547_593_808_499_534_494_6,
    1.050_750_071_644_416_843_24e-9,
];

const FAR: [f64; 8] = [
    6.657_904_643_501_103_777_2,
    5.463_784_911_164_114_369_9,
    1.784_826_539_917_291_335_8,
    0.296_560_571_828_504_891_23,
    0.026_532_189_526_576_123_093,
    0.001_242_660_947_388_078_438_6,
    0.000_027_115_555_687_434_875_781_5,
    2.010_334_399_292_288_132_65e-7,
];

const FAR_BELOW: [f64; 8] = [
    1.0,
    0.599_832_206_555_887_937_69,
    0.136_929_880_922_735_805_31,
    0.014_875_361_290_850_614_852_5,
    0.000_786_869_131_145_613_259_1,
    0.000_018_463_183_175_100_546_818,
    1.421_511_758_316_445_888_7e-7,
    2.044_263_103_389_939_785_64e-15,
];

#[cfg(test)]
mod tests {
    use super::quantile;

    /// Figures of printed tables of the normal distribution, and of the paper (to 10 digits).
    #[test]
    fn it_gives_the_figures_of_the_tables() {
        let near = |p: f64, z: f64| assert!((quantile(p) - z).abs() <= 1e-12 * z.abs(), "{p}");
        near(0.5, 0.0);
        near(0.975, 1.959_963_984_540_054);
        near(0.995, 2.575_829_303_548_901);
        near(0.25, -0.674_489_750_196_081_7);
        near(0.001, -3.090_232_306_167_813_6);
        near(1e-20, -9.262_340_089_798_408);
    }

    #[test]
    fn it_is_odd() {
        for step in 1..100 {
            let p = f64::from(step) / 100.0;
            assert!((quantile(p) + quantile(1.0 - p)).abs() < 1e-14);
        }
    }
}
