//! A ranking as charts.
#![expect(clippy::float_arithmetic, reason = "shares of samples are statistics, not money")]

use collegium::indicators::{
    ranks::{Best, order},
    robust::RankAcceptability,
};

use super::table::Ranked;
use crate::chart::{Bar, Caption, HeatRow, alone, bars, heat_map};

/// How many alternatives and places a map shows: what fits on a page and can be read.
const SHOWN: usize = 20;

/// How many alternatives are looked at together: their places are a table as wide as it is high.
const MOST: usize = 5_000;

/// A bar for each alternative, from the best to the worst.
pub(super) fn scores(ranked: &Ranked) -> String {
    let bar = |place: usize| {
        let score = *ranked.ranking.scores.get(place)?;
        let label = ranked.names.get(place)?.clone();
        Some(Bar { label, text: format!("{score:.4}"), parts: vec![score] })
    };
    let all: Vec<_> = ranked.ranking.order().into_iter().filter_map(bar).collect();
    let words: Vec<_> = all.iter().map(|bar| format!("{} {}", bar.label, bar.text)).collect();
    alone(&bars(Caption { title: "Scores", text: &words.join(", ") }, &all))
}

/// How often each alternative takes each place under random weights: a row for each, the best mean place first.
pub(super) fn acceptability(ranked: &Ranked, samples: usize, seed: u64) -> Result<String, String> {
    if ranked.names.len() != ranked.matrix.rows() {
        return Err(
            "the map of ranks needs alternatives without gaps: `--missing drop_alternative`".to_owned()
        );
    }
    if ranked.names.len() > MOST {
        return Err(format!(
            "the map of ranks is made for {MOST} alternatives at most, not {}",
            ranked.names.len()
        ));
    }
    let told = RankAcceptability::sampled(&ranked.method, &ranked.matrix, samples, seed);
    let told = told.map_err(|error| error.to_string())?;
    let count = told.expected_rank.len();
    let row = |place: usize| {
        let expected = told.expected_rank.get(place)?;
        let shares = told.acceptability.chunks_exact(count).nth(place)?;
        let cell = |share: &f64| Some((*share, format!("{:.0}", share * 100.0)));
        let (label, text) = (ranked.names.get(place)?.clone(), format!("mean {expected:.2}"));
        Some(HeatRow { label, text, cells: shares.iter().take(SHOWN).map(cell).collect() })
    };
    let best = order(&told.expected_rank, Best::Smallest).into_iter().take(SHOWN);
    let rows: Vec<_> = best.filter_map(row).collect();
    let columns: Vec<_> = (1..=count.min(SHOWN)).map(|place| place.to_string()).collect();
    let columns: Vec<_> = columns.iter().map(String::as_str).collect();
    let text = format!(
        "How many of a hundred random weights give each place: {} of {count} alternatives, {samples} weights, all alike \
         likely, with the seed {seed}",
        rows.len()
    );
    Ok(alone(&heat_map(Caption { title: "Rank acceptability", text: &text }, &columns, &rows, 1.0)))
}
