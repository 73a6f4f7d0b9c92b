//! Data envelopment analysis of many units with four inputs and three outputs.
#![expect(
    clippy::unwrap_used,
    clippy::float_arithmetic,
    reason = "a bench works on made figures, and what fails here is a failed bench"
)]

use collegium_indicators::efficiency::{Dea, Orientation, Returns, Units, UnitsDraft, malmquist};
use divan::{Bencher, black_box};

const COUNTS: [usize; 3] = [100, 500, 1_500];

fn main() {
    divan::main();
}

/// Figures from 1 to 100 by splitmix64: the rule of the large oracle cases.
fn units(count: usize, seed: u64) -> Units {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
        let high = u32::try_from(z >> 32).unwrap();
        1.0 + 99.0 * (f64::from(high) / 4_294_967_296.0)
    };
    let x = (0..count * 4).map(|_| next()).collect();
    let y = (0..count * 3).map(|_| next()).collect();
    Units::try_from(UnitsDraft { inputs: 4, outputs: 3, x, y, labels: vec![] }).unwrap()
}

#[divan::bench(args = COUNTS)]
fn ccr_input(bencher: Bencher<'_, '_>, count: usize) {
    let units = units(count, 42);
    let dea = Dea { returns: Returns::Constant, orientation: Orientation::Input };
    bencher.bench(|| dea.evaluate(black_box(&units)).unwrap());
}

#[divan::bench(args = COUNTS)]
fn bcc_output(bencher: Bencher<'_, '_>, count: usize) {
    let units = units(count, 42);
    let dea = Dea { returns: Returns::Variable, orientation: Orientation::Output };
    bencher.bench(|| dea.evaluate(black_box(&units)).unwrap());
}

#[divan::bench(args = COUNTS)]
fn super_efficiency(bencher: Bencher<'_, '_>, count: usize) {
    let units = units(count, 42);
    let dea = Dea { returns: Returns::Constant, orientation: Orientation::Input };
    bencher.bench(|| dea.super_efficiency(black_box(&units)).unwrap());
}

#[divan::bench(args = [500])]
fn malmquist_index(bencher: Bencher<'_, '_>, count: usize) {
    let (before, after) = (units(count, 42), units(count, 43));
    bencher.bench(|| malmquist(black_box(&before), black_box(&after)).unwrap());
}
