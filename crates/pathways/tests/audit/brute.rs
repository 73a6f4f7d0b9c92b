//! The best plan by trying all of them.

use std::collections::BTreeSet;

use collegium_core::RecordCode;
use collegium_pathways::audit::{Plan, Transcript};

use super::judge::Judge;

/// The best that a plan can be: satisfied, credits in ten-thousandths, attempts that stay where they are.
pub(crate) type Best = (bool, i64, usize);

/// How many plans are tried at most.
const MOST: usize = 4_000;

/// How many attempts a plan leaves where another has them.
pub(crate) fn kept(transcript: &Transcript, present: &Plan, plan: &Plan) -> usize {
    let leaves = |plan: &Plan, id: &RecordCode| plan.applied.get(id).cloned().unwrap_or_default();
    transcript
        .attempts
        .iter()
        .filter(|attempt| leaves(present, &attempt.id) == leaves(plan, &attempt.id))
        .count()
}

impl Judge<'_> {
    /// Every way to choose parts below a node that is chosen.
    fn choices(&self, node: usize) -> Vec<Vec<usize>> {
        let children = &self.nodes[node].children;
        let n = self.chosen_of(node);
        let mut all = Vec::new();
        for picked in (0..1_u32 << children.len()).filter(|picked| picked.count_ones() as usize == n) {
            let mut ways = vec![vec![node]];
            for (_, &child) in children.iter().enumerate().filter(|(at, _)| picked >> at & 1 == 1) {
                let below = self.choices(child);
                ways = ways
                    .iter()
                    .flat_map(|way| below.iter().map(|more| [way.as_slice(), more].concat()))
                    .collect();
            }
            all.append(&mut ways);
        }
        all
    }

    /// What an attempt can be applied to, nothing included, where these leaves are chosen.
    fn places(&self, attempt: usize, chosen: u64) -> Vec<u64> {
        let fits = self.fits[attempt] & chosen;
        (0..=fits).filter(|leaves| leaves & !fits == 0 && self.shares(*leaves)).collect()
    }

    /// The best plan; `None` if there are too many to try.
    pub(crate) fn best(&self, transcript: &Transcript, present: Option<&Plan>) -> Option<Best> {
        let choices = self.choices(0);
        let mut ways = Vec::new();
        let mut count = 0;
        for choice in &choices {
            let chosen: Vec<_> = (0..self.nodes.len()).map(|node| choice.contains(&node)).collect();
            let leaves =
                (0..self.leaves.len()).map(|leaf| u64::from(chosen[self.leaves[leaf]]) << leaf).sum();
            let places: Vec<_> = (0..self.fits.len()).map(|attempt| self.places(attempt, leaves)).collect();
            count += places.iter().map(Vec::len).product::<usize>();
            ways.push((chosen, places));
        }
        if count > MOST {
            return None;
        }
        let stays = self.stays(transcript, present);
        let mut best = (false, -1, 0);
        for (chosen, places) in &ways {
            let mut at = vec![0; places.len()];
            loop {
                let applied: Vec<_> = places.iter().zip(&at).map(|(places, at)| places[*at]).collect();
                if self.counts_once(&applied)
                    && let Ok((satisfied, credits)) = self.value(chosen, &applied)
                {
                    let kept =
                        applied.iter().zip(&stays).filter(|(one, other)| Some(**one) == **other).count();
                    best = best.max((satisfied, credits, kept));
                }
                if !next(&mut at, places) {
                    break;
                }
            }
        }
        Some(best)
    }

    /// By attempt: the leaves a plan has it on; `None` if one of them is not there.
    fn stays(&self, transcript: &Transcript, present: Option<&Plan>) -> Vec<Option<u64>> {
        let Some(present) = present else { return vec![None; self.fits.len()] };
        let ids = |leaves: &BTreeSet<RecordCode>| {
            let bit = |id: &RecordCode| {
                let at = self.leaves.iter().position(|&leaf| self.nodes[leaf].part.id == *id)?;
                Some(1_u64 << at)
            };
            leaves.iter().map(bit).sum::<Option<u64>>()
        };
        let attempts = transcript.attempts.iter();
        attempts.map(|attempt| present.applied.get(&attempt.id).map_or(Some(0), ids)).collect()
    }
}

/// Counts on, as a clock does; `false` at the end.
fn next(at: &mut [usize], places: &[Vec<u64>]) -> bool {
    for (at, places) in at.iter_mut().zip(places) {
        *at += 1;
        if *at < places.len() {
            return true;
        }
        *at = 0;
    }
    false
}
