//! Averages that cannot be reached, found before anything is searched.

#![expect(
    clippy::indexing_slicing,
    reason = "items, places and parts are numbered by the case and the compiled requirements"
)]

use super::{
    super::{
        case::Case,
        compiled::{CompiledPart, CompiledRequirements},
    },
    caps::Caps,
};

/// Whether some part that is in every plan which satisfies is always below its average.
pub(super) fn is_out_of_reach(compiled: &CompiledRequirements, case: &Case, caps: &Caps) -> bool {
    let mut parts = compiled.parts.iter().enumerate();
    parts.any(|(at, part)| {
        let least = part.min_average.filter(|_| caps.is_sure(at) && part.is_of_one_pool);
        least.is_some_and(|least| most_above(compiled, case, caps, part, least) < 0)
    })
}

/// The most that grades can come to above an average: with all that is above it, and below it only what each leaf that always
/// asks for something must have at least. Nothing is applied to two of the leaves, so these are different attempts.
fn most_above(
    compiled: &CompiledRequirements,
    case: &Case,
    caps: &Caps,
    part: &CompiledPart,
    least: i64,
) -> i64 {
    let mut above = 0;
    let mut best: Vec<Option<i64>> = vec![None; part.leaves.len()];
    for item in &case.items {
        let own = item.above(least);
        let leaves = case.places[item.first..item.end].iter().filter(|leaf| part.leaves.contains(leaf));
        if leaves.clone().next().is_some() {
            above += own.max(0);
        }
        for leaf in leaves {
            let best = &mut best[leaf - part.leaves.start];
            *best = (*best).max(Some(own));
        }
    }
    for (leaf, best) in part.leaves.clone().zip(best) {
        let leaf = compiled.leaves[leaf].part;
        let asks = caps.is_sure(leaf) && compiled.limits_of(leaf).any(|(_, limit)| limit.has_least());
        above += best.filter(|_| asks).map_or(0, |best| best.min(0));
    }
    above
}
