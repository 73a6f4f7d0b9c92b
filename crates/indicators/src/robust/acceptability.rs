//! How often each alternative takes each place when nobody knows the weights.
#![expect(
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "counts over tables laid out once; no count reaches 2^53"
)]

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{RngCore, SeedableRng},
};
use serde::{Deserialize, Serialize};

use super::{
    RobustError,
    places::Places,
    scorer::{Room, Scorer},
};
use crate::{DecisionMatrix, Weights, chunks, method::Method};

/// Samples counted together: the same whether chunks run one by one or side by side.
const CHUNK: usize = 1_024;

/// Rank acceptability: the share of weights under which an alternative takes a place (Lahdelma and Salminen 2001, SMAA-2).
///
/// Alternatives with the same score share a place. The table has a row for each alternative and a column for each place,
/// and so grows with the square of their number.
///
/// # Wire form
///
/// `{"samples":2,"seed":7,"acceptability":[1.0,0.0,0.0,1.0],"expected_rank":[1.0,2.0],"central_weights":[[0.5,0.5],null]}`;
/// `seed` is left out where the weights were given.
///
/// # Example
///
/// ```
/// use collegium_indicators::robust::RankAcceptability;
/// use collegium_indicators::{Aim, DecisionMatrix, Normalisation, method::{Method, WeightedSum}};
///
/// // The second is better unless the first criterion has more than two thirds of the weight.
/// let matrix = DecisionMatrix::new([Aim::Benefit, Aim::Benefit], [3.0, 1.0, 2.0, 3.0, 1.0, 1.0])?;
/// let method = Method::WeightedSum(WeightedSum { norm: Normalisation::MinMax });
/// let sure = RankAcceptability::sampled(&method, &matrix, 10_000, 7)?;
/// assert!((sure.share(0, 1).unwrap() - 1.0 / 3.0).abs() < 4.0 * sure.standard_error(0, 1).unwrap());
/// assert_eq!(sure.share(2, 3), Some(1.0));
/// assert_eq!(sure.central_weights[2], None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankAcceptability {
    /// How many weights were tried.
    pub samples: usize,
    /// The seed they were drawn with; none if they were given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// The share of samples with which an alternative takes a place, alternative by alternative, from place 1.
    pub acceptability: Vec<f64>,
    /// The mean place of each alternative.
    pub expected_rank: Vec<f64>,
    /// The mean of the weights that put an alternative first: for whom it is the best. None if none does.
    pub central_weights: Vec<Option<Vec<f64>>>,
}

impl RankAcceptability {
    /// Counts places under given weights.
    ///
    /// # Errors
    ///
    /// [`RobustError::NoSamples`], [`RobustError::Method`].
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_indicators::robust::RankAcceptability;
    /// use collegium_indicators::{Aim, DecisionMatrix, Weights, method::{Method, Vikor}};
    ///
    /// let matrix = DecisionMatrix::new([Aim::Benefit, Aim::Benefit], [3.0, 1.0, 2.0, 3.0])?;
    /// let samples = [Weights::new(vec![0.9, 0.1])?, Weights::new(vec![0.1, 0.9])?];
    /// let sure = RankAcceptability::of(&Method::Vikor(Vikor { v: 1.0 }), &matrix, &samples)?;
    /// assert_eq!(sure.acceptability, [0.5, 0.5, 0.5, 0.5]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of(method: &Method, matrix: &DecisionMatrix, samples: &[Weights]) -> Result<Self, RobustError> {
        let first = samples.first().ok_or(RobustError::NoSamples)?;
        let scorer = Scorer::new(method, matrix, first)?;
        for sample in samples {
            if sample.as_slice().len() != matrix.columns() {
                method.evaluate(matrix, sample)?;
            }
        }
        let counts = chunks::map(samples, CHUNK, |_, chunk| {
            let mut counts = Counts::new(matrix);
            chunk.iter().try_for_each(|weights| counts.add(&scorer, weights)).map(|()| counts)
        });
        Self::counted(matrix, samples.len(), None, counts)
    }

    /// Counts places under weights drawn at random, all weights alike likely.
    ///
    /// A draw sorts one number less than there are criteria from [0, 1) and takes the distances between them, 0 and 1. The
    /// numbers are the upper 53 bits of what the `ChaCha8` generator gives for the seed, one stream for each 1,024 draws.
    ///
    /// # Errors
    ///
    /// [`RobustError::NoSamples`], [`RobustError::Method`].
    pub fn sampled(
        method: &Method,
        matrix: &DecisionMatrix,
        samples: usize,
        seed: u64,
    ) -> Result<Self, RobustError> {
        if samples == 0 {
            return Err(RobustError::NoSamples);
        }
        let criteria = matrix.columns();
        let equal = Weights::equal(criteria).map_err(|_| RobustError::NoSamples)?;
        let scorer = Scorer::new(method, matrix, &equal)?;
        let starts: Vec<_> = (0..samples).step_by(CHUNK).collect();
        let counts = chunks::map(&starts, 1, |stream, start| {
            let mut generator = ChaCha8Rng::seed_from_u64(seed);
            generator.set_stream(stream as u64);
            let mut counts = Counts::new(matrix);
            for _ in 0..CHUNK.min(samples - start[0]) {
                let weights = draw(&mut generator, criteria);
                counts.add(&scorer, &weights)?;
            }
            Ok(counts)
        });
        Self::counted(matrix, samples, Some(seed), counts)
    }

    fn counted(
        matrix: &DecisionMatrix,
        samples: usize,
        seed: Option<u64>,
        counts: Vec<Result<Counts, RobustError>>,
    ) -> Result<Self, RobustError> {
        let mut all = Counts::new(matrix);
        for chunk in counts {
            all.join(&chunk?);
        }
        let (rows, columns, whole) = (matrix.rows(), matrix.columns(), samples as f64);
        let acceptability: Vec<_> = all.places.iter().map(|&count| f64::from(count) / whole).collect();
        let mean =
            |row: &[f64]| row.iter().enumerate().map(|(place, share)| (place + 1) as f64 * share).sum();
        let first = (0..rows).map(|row| f64::from(all.places[row * rows]));
        let central = first.zip(all.first.chunks_exact(columns));
        let central =
            central.map(|(count, sums)| (count > 0.0).then(|| sums.iter().map(|sum| sum / count).collect()));
        Ok(Self {
            samples,
            seed,
            expected_rank: acceptability.chunks_exact(rows).map(mean).collect(),
            central_weights: central.collect(),
            acceptability,
        })
    }

    /// The share of samples with which an alternative, counted from 0, takes a place, counted from 1.
    #[must_use]
    pub fn share(&self, alternative: usize, place: usize) -> Option<f64> {
        let row = self.acceptability.chunks_exact(self.expected_rank.len().max(1)).nth(alternative)?;
        row.get(place.checked_sub(1)?).copied()
    }

    /// How sure a [share](Self::share) is that was found by sampling: √(p · (1 − p) ÷ samples).
    ///
    /// The true share lies within two of these in about nineteen of twenty cases; with a share of 0 or 1 it says nothing.
    #[must_use]
    pub fn standard_error(&self, alternative: usize, place: usize) -> Option<f64> {
        let share = self.share(alternative, place)?;
        Some((share * (1.0 - share) / self.samples as f64).sqrt())
    }
}

/// Weights from a generator.
fn draw(generator: &mut ChaCha8Rng, criteria: usize) -> Weights {
    const UNIT: f64 = 1.0 / (1_u64 << 53) as f64;
    let mut cuts: Vec<f64> = (1..criteria).map(|_| (generator.next_u64() >> 11) as f64 * UNIT).collect();
    cuts.sort_unstable_by(f64::total_cmp);
    cuts.push(1.0);
    let mut before = 0.0;
    for cut in &mut cuts {
        (before, *cut) = (*cut, *cut - before);
    }
    Weights::simplex(cuts)
}

/// What is counted over some samples.
struct Counts {
    /// How often each alternative takes each place.
    places: Vec<u32>,
    /// The sums of the weights that put each alternative first.
    first: Vec<f64>,
    columns: usize,
    rows: usize,
    room: Room,
    order: Places,
}

impl Counts {
    fn new(matrix: &DecisionMatrix) -> Self {
        let (rows, columns) = (matrix.rows(), matrix.columns());
        Self {
            places: vec![0; rows * rows],
            first: vec![0.0; rows * columns],
            columns,
            rows,
            room: Room::default(),
            order: Places::default(),
        }
    }

    fn add(&mut self, scorer: &Scorer<'_>, weights: &Weights) -> Result<(), RobustError> {
        scorer.score(weights, &mut self.room)?;
        let Self { places, first, columns, rows, room, order } = self;
        order.each(&room.scores, |alternative, place| {
            places[alternative * *rows + place - 1] += 1;
            if place == 1 {
                let sums = &mut first[alternative * *columns..][..*columns];
                sums.iter_mut().zip(weights.as_slice()).for_each(|(sum, weight)| *sum += weight);
            }
        });
        Ok(())
    }

    fn join(&mut self, other: &Self) {
        self.places.iter_mut().zip(&other.places).for_each(|(sum, count)| *sum += count);
        self.first.iter_mut().zip(&other.first).for_each(|(sum, part)| *sum += part);
    }
}
