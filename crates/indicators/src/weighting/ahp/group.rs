//! One set of weights of many experts'.
#![expect(clippy::float_arithmetic, reason = "weights are statistics, not money")]

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{
    Assessment, Consistency, ConsistencyRules, Judgements, Prioritisation, PriorityError, perron::Perron,
};
use crate::{Weights, WeightsError};

/// What of the experts is brought together.
///
/// # Wire form
///
/// The variant in snake case: `"judgements"`.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::ahp::Aggregation;
/// let aggregation: Aggregation = serde_json::from_str("\"priorities_geometric\"").unwrap();
/// assert_eq!(aggregation, Aggregation::PrioritiesGeometric);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aggregation {
    /// Each judgement, by the weighted geometric mean, which alone keeps them reciprocal (Aczél and Saaty 1983).
    Judgements,
    /// The weights of each expert, by the weighted geometric mean.
    PrioritiesGeometric,
    /// The weights of each expert, by the weighted arithmetic mean.
    PrioritiesArithmetic,
}

/// How the judgements of several experts become one set of weights (Forman and Peniwati 1998).
///
/// # Wire form
///
/// `{"aggregation":"judgements","by":"eigenvector","max_cr":0.1}`; without `max_cr` every expert counts.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::ahp::{Aggregation, ConsistencyRules, Judgements, Pooling, Prioritisation};
///
/// let rules = ConsistencyRules::saaty().load().unwrap();
/// let experts: Vec<Judgements> =
///     ["1 2; 1/2 1", "1 8; 1/8 1"].iter().map(|text| text.parse().unwrap()).collect();
/// let pooling =
///     Pooling { aggregation: Aggregation::Judgements, by: Prioritisation::Eigenvector, max_cr: Some(0.1) };
/// let group = pooling.pool(&experts, &[1.0, 1.0], &rules).unwrap();
/// assert!((group.weights.as_slice()[0] - 0.8).abs() < 1e-12);
/// assert_eq!(group.kept, [0, 1]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pooling {
    /// What is brought together.
    pub aggregation: Aggregation,
    /// How weights are found, those of the experts or those of the group.
    pub by: Prioritisation,
    /// The greatest consistency ratio, by eigenvector, with which an expert counts, inclusive; none: all of them count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_cr: Option<f64>,
}

/// The weights of a group, and whose judgements they rest on. Experts are named by their place, counted from 0.
///
/// # Wire form
///
/// `{"weights":[…],"kept":[0,2],"left_out":[1],"cr_each":[0.02,0.4,0.05],"group":{…}}`; `group` is left out where
/// priorities were brought together.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::ahp::{Aggregation, ConsistencyRules, GroupPriorities, Pooling, Prioritisation};
///
/// let rules = ConsistencyRules::saaty().load().unwrap();
/// let (steady, torn) = ("1 2 4; 1/2 1 2; 1/4 1/2 1", "1 9 1/9; 1/9 1 9; 9 1/9 1");
/// let experts = [steady.parse().unwrap(), torn.parse().unwrap()];
/// let pooling =
///     Pooling { aggregation: Aggregation::PrioritiesGeometric, by: Prioritisation::GeometricMean, max_cr: Some(0.1) };
/// let group: GroupPriorities = pooling.pool(&experts, &[1.0, 1.0], &rules).unwrap();
/// assert_eq!(group.left_out, [1]);
/// assert!(group.cr_each[1] > 5.0);
/// assert!((group.weights.as_slice()[0] - 4.0 / 7.0).abs() < 1e-12);
/// assert_eq!(group.group, None);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupPriorities {
    /// The weights of the criteria.
    pub weights: Weights,
    /// The experts that count.
    pub kept: Vec<usize>,
    /// Those who contradict themselves too much.
    pub left_out: Vec<usize>,
    /// The consistency ratio of each expert, by eigenvector.
    pub cr_each: Vec<f64>,
    /// The judgements of the group as a whole, where judgements were brought together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Pooled>,
}

/// The judgements of a group as a whole.
///
/// # Wire form
///
/// `{"judgements":[…],"lambda_max":3.01,"consistency":{…}}`.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::ahp::{Aggregation, ConsistencyRules, Pooled, Pooling, Prioritisation};
///
/// let rules = ConsistencyRules::saaty().load().unwrap();
/// let experts = ["1 2; 1/2 1".parse().unwrap(), "1 8; 1/8 1".parse().unwrap()];
/// let pooling = Pooling { aggregation: Aggregation::Judgements, by: Prioritisation::Eigenvector, max_cr: None };
/// let Pooled { judgements, lambda_max, .. } = pooling.pool(&experts, &[1.0, 1.0], &rules).unwrap().group.unwrap();
/// assert!((judgements.get(0, 1).unwrap() - 4.0).abs() < 1e-12);
/// assert!((lambda_max.unwrap() - 2.0).abs() < 1e-12);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pooled {
    /// The mean judgements.
    pub judgements: Judgements,
    /// Their principal eigenvalue, where the method has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lambda_max: Option<f64>,
    /// How much they contradict each other, where that is defined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consistency: Option<Consistency>,
}

/// Each expert as judged by the rules.
struct Panel<'a> {
    experts: &'a [Judgements],
    kept: Vec<usize>,
    /// Of those that are kept, adding up to 1.
    shares: Weights,
    /// The eigenvectors of all.
    own: Vec<Weights>,
    cr_each: Vec<f64>,
}

impl Pooling {
    /// The weights of a group of experts. `shares` say how much each counts; those of the experts that are kept are divided
    /// by their sum.
    ///
    /// # Errors
    ///
    /// [`GroupError::Empty`], [`GroupError::Sizes`], [`GroupError::Shares`], [`GroupError::Expert`] for judgements that are
    /// not complete or have no consistency ratio, [`GroupError::NoneKept`], [`GroupError::Weights`], [`GroupError::Group`].
    pub fn pool(
        &self,
        experts: &[Judgements],
        shares: &[f64],
        rules: &ConsistencyRules,
    ) -> Result<GroupPriorities, GroupError> {
        let criteria = experts.first().ok_or(GroupError::Empty)?.criteria();
        let mut perron = Perron::new(criteria);
        let panel = self.panel(experts, shares, rules, &mut perron)?;
        let (weights, group) = match self.aggregation {
            Aggregation::Judgements => {
                let judgements = panel.mean_judgements();
                let assessed = rules.assess_with(&judgements, self.by, &mut perron);
                let Assessment { priorities, consistency } =
                    assessed.map_err(|error| GroupError::Group { error })?;
                let lambda_max = priorities.lambda_max;
                (priorities.weights, Some(Pooled { judgements, lambda_max, consistency }))
            }
            aggregation => (panel.mean_priorities(aggregation, self.by, &mut perron)?, None),
        };
        let left_out = (0..experts.len()).filter(|place| !panel.kept.contains(place)).collect();
        Ok(GroupPriorities { weights, kept: panel.kept, left_out, cr_each: panel.cr_each, group })
    }

    fn panel<'a>(
        &self,
        experts: &'a [Judgements],
        shares: &[f64],
        rules: &ConsistencyRules,
        perron: &mut Perron,
    ) -> Result<Panel<'a>, GroupError> {
        if experts.len() != shares.len() {
            return Err(GroupError::Shares { experts: experts.len(), shares: shares.len() });
        }
        let criteria = experts.first().map_or(0, Judgements::criteria);
        let (mut own, mut cr_each) = (Vec::with_capacity(experts.len()), Vec::with_capacity(experts.len()));
        for (expert, judgements) in experts.iter().enumerate() {
            if judgements.criteria() != criteria {
                return Err(GroupError::Sizes { expert, criteria: judgements.criteria(), first: criteria });
            }
            let assessed = rules.assess_with(judgements, Prioritisation::Eigenvector, perron);
            let assessed = assessed.map_err(|error| GroupError::Expert { expert, error })?;
            own.push(assessed.priorities.weights);
            cr_each.push(assessed.consistency.map_or(0.0, |consistency| consistency.cr));
        }
        // Every share is looked at, also those of experts who are left out.
        Weights::proportional(shares.to_vec()).map_err(|error| GroupError::Weights { error })?;
        let keeps = |cr: &f64| self.max_cr.is_none_or(|most| *cr <= most);
        let (kept, shares): (Vec<_>, Vec<_>) = cr_each
            .iter()
            .zip(shares)
            .enumerate()
            .filter(|(_, (cr, _))| keeps(cr))
            .map(|(at, (_, s))| (at, *s))
            .unzip();
        if kept.is_empty() {
            return Err(GroupError::NoneKept { least: cr_each.into_iter().fold(f64::INFINITY, f64::min) });
        }
        let shares = Weights::proportional(shares).map_err(|error| GroupError::Weights { error })?;
        Ok(Panel { experts, kept, shares, own, cr_each })
    }
}

impl Panel<'_> {
    /// The experts that count, each with its share.
    fn counting(&self) -> impl Iterator<Item = (usize, &Judgements, f64)> {
        let shares = self.shares.as_slice().iter().copied();
        let experts = self.kept.iter().filter_map(|&place| Some((place, self.experts.get(place)?)));
        experts.zip(shares).map(|((place, judgements), share)| (place, judgements, share))
    }

    /// The weighted geometric mean of each judgement; the reverse of what lies above the diagonal lies below it.
    fn mean_judgements(&self) -> Judgements {
        let criteria = self.experts.first().map_or(0, Judgements::criteria);
        let mut logarithms = vec![0.0; criteria * criteria];
        for (_, judgements, share) in self.counting() {
            for (place, (sums, row)) in
                logarithms.chunks_exact_mut(criteria).zip(judgements.rows()).enumerate()
            {
                let above = sums.iter_mut().zip(row).skip(place + 1);
                above.for_each(|(sum, judged)| *sum += share * judged.ln());
            }
        }
        Judgements::of_logarithms(criteria, &logarithms)
    }

    fn mean_priorities(
        &self,
        aggregation: Aggregation,
        by: Prioritisation,
        perron: &mut Perron,
    ) -> Result<Weights, GroupError> {
        let criteria = self.experts.first().map_or(0, Judgements::criteria);
        let mut means = vec![0.0; criteria];
        let geometric = aggregation == Aggregation::PrioritiesGeometric;
        for (expert, judgements, share) in self.counting() {
            let other = match by {
                Prioritisation::Eigenvector => None,
                _ => Some(
                    judgements
                        .priorities_with(by, perron)
                        .map_err(|error| GroupError::Expert { expert, error })?,
                ),
            };
            let weights =
                other.as_ref().map(|priorities| &priorities.weights).or_else(|| self.own.get(expert));
            for (mean, weight) in means.iter_mut().zip(weights.map_or(&[][..], Weights::as_slice)) {
                *mean += share * if geometric { weight.ln() } else { *weight };
            }
        }
        if geometric {
            for mean in &mut means {
                *mean = mean.exp();
            }
        }
        Weights::proportional(means).map_err(|error| GroupError::Weights { error })
    }
}

/// Why a group has no weights. Experts are counted from 0 in the fields and from 1 in the messages.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::ahp::{Aggregation, ConsistencyRules, GroupError, Pooling, Prioritisation};
///
/// let rules = ConsistencyRules::saaty().load().unwrap();
/// let pooling =
///     Pooling { aggregation: Aggregation::Judgements, by: Prioritisation::Eigenvector, max_cr: Some(0.1) };
/// let torn = ["1 9 1/9; 1/9 1 9; 9 1/9 1".parse().unwrap()];
/// let error = pooling.pool(&torn, &[1.0], &rules).unwrap_err();
/// assert!(matches!(error, GroupError::NoneKept { .. }));
/// assert!(error.to_string().starts_with("no expert is consistent enough: the least consistency ratio is 6."));
/// ```
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum GroupError {
    /// Nobody was asked.
    #[error("there is no expert")]
    Empty,
    /// Not everybody's share is known.
    #[error("{experts} experts have {shares} shares: each needs one")]
    Shares {
        /// How many experts there are.
        experts: usize,
        /// How many shares were given.
        shares: usize,
    },
    /// Two experts did not judge the same criteria.
    #[error("expert {} judged {criteria} criteria and expert 1 {first}: all must judge the same", expert + 1)]
    Sizes {
        /// Who.
        expert: usize,
        /// How many criteria they judged.
        criteria: usize,
        /// How many the first judged.
        first: usize,
    },
    /// An expert's judgements cannot be assessed.
    #[error("expert {}: {error}", expert + 1)]
    Expert {
        /// Who.
        expert: usize,
        /// Why.
        error: PriorityError,
    },
    /// Everybody contradicts themselves too much.
    #[error("no expert is consistent enough: the least consistency ratio is {least}")]
    NoneKept {
        /// The consistency ratio of the most consistent expert.
        least: f64,
    },
    /// The shares, or the means, are no weights.
    #[error("the experts cannot be weighed: {error}")]
    Weights {
        /// Why.
        error: WeightsError,
    },
    /// The judgements of the group cannot be assessed.
    #[error("the judgements of the group: {error}")]
    Group {
        /// Why.
        error: PriorityError,
    },
}
