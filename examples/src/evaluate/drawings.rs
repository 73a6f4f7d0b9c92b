//! A ranking as charts.

use super::table::Ranked;
use crate::chart::{Bar, Caption, alone, bars};

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

pub(super) fn acceptability(_ranked: &Ranked, _samples: usize, _seed: u64) -> Result<String, String> {
    Err("not there yet".to_owned())
}
