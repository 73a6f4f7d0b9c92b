//! A decision matrix as cases write it.

use std::error::Error;

use collegium::indicators::{Aim, Completed, Ranking, Table, Weights};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::case::read;

/// Alternatives by criteria, row by row.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Input {
    pub(super) rows: usize,
    pub(super) cols: usize,
    pub(super) matrix: Vec<Option<f64>>,
    pub(super) directions: Vec<Direction>,
    #[serde(default)]
    pub(super) weights: Option<Weights>,
    #[serde(default)]
    pub(super) weight_samples: Option<Vec<Weights>>,
}

/// Which way a criterion is better.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(untagged)]
pub(super) enum Direction {
    Way(Way),
    Target(Interval, f64, f64),
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Way {
    Benefit,
    Cost,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Interval {
    Interval,
}

impl From<Direction> for Aim {
    fn from(direction: Direction) -> Self {
        match direction {
            Direction::Way(Way::Benefit) => Self::Benefit,
            Direction::Way(Way::Cost) => Self::Cost,
            Direction::Target(Interval::Interval, low, high) => Self::Interval { low, high },
        }
    }
}

/// What a missing value does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Missing {
    DropAlternative,
    RenormalizeWeights,
}

impl Missing {
    /// Takes the policy out of the options of a method.
    pub(super) fn taken(options: &mut Map<String, Value>) -> Result<Option<Self>, serde_json::Error> {
        options.remove("missing").map_or(Ok(None), read)
    }
}

impl Input {
    /// The table with its gaps.
    pub(super) fn table(&self) -> Result<Table, Box<dyn Error>> {
        let (rows, cols) = (self.rows, self.cols);
        if cols != self.directions.len() || rows.checked_mul(cols) != Some(self.matrix.len()) {
            let (cells, directions) = (self.matrix.len(), self.directions.len());
            return Err(format!(
                "{rows} rows and {cols} columns do not fit {cells} cells and {directions} directions"
            )
            .into());
        }
        let aims: Vec<Aim> = self.directions.iter().copied().map(Into::into).collect();
        Ok(Table::new(aims, self.matrix.clone())?)
    }

    /// The alternatives that count, by this policy.
    pub(super) fn completed(&self, missing: Option<Missing>) -> Result<Completed, Box<dyn Error>> {
        let completed = self.table()?.drop_incomplete()?;
        match missing {
            Some(Missing::DropAlternative) => Ok(completed),
            Some(Missing::RenormalizeWeights) => {
                Err("only the weighted sum shares out the weight of missing values".into())
            }
            None if completed.dropped().is_empty() => Ok(completed),
            None => Err("a value is missing, and the option `missing` does not say what that does".into()),
        }
    }

    pub(super) fn weights(&self) -> Result<&Weights, Box<dyn Error>> {
        self.weights.as_ref().ok_or_else(|| "missing field `weights`".into())
    }
}

/// Fields of an answer, with `null` for each alternative that was left out.
pub(super) struct Spread<'a>(pub(super) &'a Completed);

impl Spread<'_> {
    pub(super) fn list<T: Clone + Serialize>(&self, list: &[T]) -> Value {
        json!(self.0.spread(list))
    }

    /// Scores under their name, and ranks.
    pub(super) fn ranking(&self, name: &str, ranking: &Ranking) -> Map<String, Value> {
        let fields = [(name, self.list(&ranking.scores)), ("ranks", self.list(&ranking.ranks()))];
        fields.into_iter().map(|(name, list)| (name.to_owned(), list)).collect()
    }
}
