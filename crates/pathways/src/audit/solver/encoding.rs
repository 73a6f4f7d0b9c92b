//! The rules of an audit as conditions of the engine.

#![expect(
    clippy::indexing_slicing,
    reason = "items, places and parts are numbered by the case and the compiled requirements"
)]

use std::ops::Range;

use super::{
    super::{
        case::{Case, Item, by_item},
        compiled::{CompiledLimit, CompiledRequirements},
        plan::Plan,
        transcript::Transcript,
    },
    cut::Cut,
    demand::Demand,
    engine::Engine,
    greedy::{Sketch, refill},
    literal::Literal,
};

/// "One of these", with a name.
#[derive(Debug)]
struct Union {
    /// As a range of `united`.
    of: Range<usize>,
    literal: Literal,
}

/// What the decisions of the engine mean. It is cleared and used again.
#[derive(Debug, Default)]
pub(super) struct Encoding {
    /// By part: the decision to choose it; `None` where it is always chosen.
    pub(super) chosen: Vec<Option<Literal>>,
    /// By place of the case: the decision to apply the item there.
    pub(super) places: Vec<Literal>,
    /// By part that has bounds, and for the whole: the items below it, and whether they are applied there.
    below: Vec<Vec<(usize, Literal)>>,
    /// By item: whether it is applied anywhere.
    used: Vec<Literal>,
    unions: Vec<Union>,
    united: Vec<Literal>,
    /// By item: its unions.
    by_item: Vec<Vec<usize>>,
    terms: Vec<(Literal, i64)>,
    opposite: Vec<(Literal, i64)>,
    literals: Vec<Literal>,
    clause: Vec<Literal>,
}

impl Encoding {
    /// Tells the engine all rules; leasts only if they are to be met. Answers with the sum of the credits applied.
    pub(super) fn encode(
        &mut self,
        engine: &mut Engine,
        compiled: &CompiledRequirements,
        case: &Case,
        satisfy: bool,
        exchange: bool,
    ) -> u32 {
        engine.clear();
        self.unions.clear();
        self.united.clear();
        self.by_item.iter_mut().for_each(Vec::clear);
        self.by_item.resize_with(case.items.len(), Vec::new);
        self.choices(engine, compiled);
        self.applications(engine, compiled, case);
        self.list_below(engine, compiled, case);
        self.equivalents(engine, case);
        if exchange {
            self.twins(engine, compiled, case, satisfy);
        }
        for &(one, other) in &compiled.apart {
            self.keep_apart(engine, compiled, case, (one, other));
        }
        for part in 0..compiled.parts.len() {
            self.part(engine, compiled, case, part, satisfy);
        }
        let credits = CompiledLimit {
            part: 0,
            filter: None,
            min_credits: 0,
            max_credits: None,
            min_courses: 0,
            max_courses: None,
        };
        self.collect(engine, case, 0, &credits, |credits| credits);
        engine.goal(&mut self.terms)
    }

    /// Which parts are chosen together.
    fn choices(&mut self, engine: &mut Engine, compiled: &CompiledRequirements) {
        self.chosen.clear();
        self.chosen.resize(compiled.parts.len(), None);
        for (at, part) in compiled.parts.iter().enumerate() {
            let own = self.chosen[at];
            if part.chosen == part.children.len() {
                for &child in &part.children {
                    self.chosen[child] = own;
                }
                continue;
            }
            self.terms.clear();
            for &child in &part.children {
                let literal = engine.variable(false);
                if let Some(own) = own {
                    engine.imply(literal, own);
                }
                self.chosen[child] = Some(literal);
                self.terms.push((literal, -1));
            }
            let n = i64::try_from(part.chosen).unwrap_or(i64::MAX);
            let mut fewest: Vec<_> = self.terms.iter().map(|&(literal, _)| (literal, 1)).collect();
            engine.sum(&mut self.terms, -n);
            fewest.extend(own.map(|own| (!own, n)));
            engine.sum(&mut fewest, n);
        }
    }

    /// An item is applied to a leaf that is chosen, and to one of each pool.
    fn applications(&mut self, engine: &mut Engine, compiled: &CompiledRequirements, case: &Case) {
        // Places of items that were left out keep the first literal: nobody looks at them.
        self.places.clear();
        self.places.resize(case.places.len(), Literal::of(0));
        let pool = |place: usize| compiled.leaves[case.places[place]].pool;
        for item in &case.items {
            let mut since = None;
            for place in item.first..item.end {
                let literal = engine.variable(true);
                self.places[place] = literal;
                if place == item.first || pool(place) != pool(place - 1) {
                    since = Some(literal);
                }
                if let Some(chosen) = self.chosen[compiled.leaves[case.places[place]].part] {
                    engine.imply(literal, chosen);
                }
                if let Some(since) = since.filter(|_| place + 1 == item.end || pool(place + 1) != pool(place))
                {
                    engine.at_most_one_since(since);
                }
            }
        }
    }

    /// Of items that count the same, one is applied.
    fn equivalents(&mut self, engine: &mut Engine, case: &Case) {
        for members in &case.shared {
            let used: Vec<_> = members.iter().map(|&item| self.used(item)).collect();
            for (at, one) in used.iter().enumerate() {
                for other in &used[at + 1..] {
                    engine.imply(*one, !*other);
                }
            }
        }
    }

    /// Of items that can stand for each other in every plan, the first is applied first: the others would only be tried in vain.
    fn twins(&mut self, engine: &mut Engine, compiled: &CompiledRequirements, case: &Case, satisfy: bool) {
        for item in 1..case.items.len() {
            let twin = (0..item).rev().find(|&other| case.are_twins(compiled, item, other, satisfy));
            if let Some(twin) = twin {
                let (own, other) = (self.used(item), self.used(twin));
                engine.imply(own, other);
            }
        }
    }

    /// What stands below each part.
    fn list_below(&mut self, engine: &mut Engine, compiled: &CompiledRequirements, case: &Case) {
        self.below.iter_mut().for_each(Vec::clear);
        self.below.resize_with(compiled.parts.len(), Vec::new);
        for (part, places) in case.below.iter().enumerate() {
            for (item, places) in by_item(places) {
                let literal = self.union_of(engine, item, places);
                self.below[part].extend(literal.map(|literal| (item, literal)));
            }
        }
        refill(&mut self.used, case.items.len(), Literal::of(0));
        // Every item stands below the whole.
        for &(item, literal) in &self.below[0] {
            self.used[item] = literal;
        }
    }

    /// Whether an item is applied anywhere.
    pub(super) fn used(&self, item: usize) -> Literal {
        self.used[item]
    }

    /// Whether an item is applied to one of a range of leaves; `None` if it cannot be.
    fn literal_below(
        &mut self,
        engine: &mut Engine,
        case: &Case,
        item: usize,
        leaves: &Range<usize>,
    ) -> Option<Literal> {
        let Item { first, end, .. } = case.items[item];
        self.union_of(engine, item, (first..end).filter(|&place| leaves.contains(&case.places[place])))
    }

    /// Whether an item is applied to one of its places; `None` if there are none.
    fn union_of(
        &mut self,
        engine: &mut Engine,
        item: usize,
        places: impl Iterator<Item = usize>,
    ) -> Option<Literal> {
        let mut literals = std::mem::take(&mut self.literals);
        literals.clear();
        literals.extend(places.map(|place| self.places[place]));
        let union = self.union(engine, item, &literals);
        self.literals = literals;
        union
    }

    /// A literal that is true just if one of these is.
    fn union(&mut self, engine: &mut Engine, item: usize, of: &[Literal]) -> Option<Literal> {
        if of.len() < 2 {
            return of.first().copied();
        }
        let mut known = self.by_item[item].iter().map(|&at| &self.unions[at]);
        if let Some(known) = known.find(|union| self.united[union.of.clone()] == *of) {
            return Some(known.literal);
        }
        let literal = engine.variable(true);
        self.clause.clear();
        self.clause.push(!literal);
        self.clause.extend_from_slice(of);
        engine.clause(&self.clause);
        for &one in of {
            engine.imply(one, literal);
        }
        self.by_item[item].push(self.unions.len());
        let first = self.united.len();
        self.united.extend_from_slice(of);
        self.unions.push(Union { of: first..self.united.len(), literal });
        Some(literal)
    }

    fn keep_apart(
        &mut self,
        engine: &mut Engine,
        compiled: &CompiledRequirements,
        case: &Case,
        (one, other): (usize, usize),
    ) {
        for item in 0..case.items.len() {
            let one = self.literal_below(engine, case, item, &compiled.parts[one].leaves);
            let other = self.literal_below(engine, case, item, &compiled.parts[other].leaves);
            if let (Some(one), Some(other)) = (one, other) {
                engine.imply(one, !other);
            }
        }
    }

    /// The bounds of one part.
    fn part(
        &mut self,
        engine: &mut Engine,
        compiled: &CompiledRequirements,
        case: &Case,
        part: usize,
        satisfy: bool,
    ) {
        let asked = &compiled.parts[part];
        for (_, limit) in compiled.limits_of(part) {
            if limit.max_credits.is_some() || (satisfy && limit.min_credits > 0) {
                self.collect(engine, case, part, limit, |credits| credits);
                let least = if satisfy { limit.min_credits } else { 0 };
                self.bound(engine, part, least, limit.max_credits);
            }
            if limit.max_courses.is_some() || (satisfy && limit.min_courses > 0) {
                self.collect(engine, case, part, limit, |_| 1);
                let least = if satisfy { i64::from(limit.min_courses) } else { 0 };
                self.bound(engine, part, least, limit.max_courses.map(i64::from));
            }
        }
        if !satisfy {
            return;
        }
        if !case.reached[part] {
            match self.chosen[part] {
                Some(chosen) => engine.fix(!chosen),
                None => engine.clause(&[]),
            }
        }
        if asked.min_areas > 0 {
            self.areas(engine, case, part, asked.min_areas);
        }
        if let Some(least) = asked.min_average {
            self.average(engine, case, part, least);
        }
    }

    /// Collects what each item adds to a part. Of items that count the same, only one does: the least of their weights stands
    /// at their union, and what is more at each.
    fn collect(
        &mut self,
        engine: &mut Engine,
        case: &Case,
        part: usize,
        limit: &CompiledLimit,
        weight: impl Fn(i64) -> i64,
    ) {
        let mut terms = std::mem::take(&mut self.terms);
        terms.clear();
        let meant = self.below[part].iter().filter(|(item, _)| case.is_meant(*item, limit.filter));
        let alone = meant.filter(|(item, _)| case.items[*item].group.is_none());
        terms.extend(alone.map(|&(item, literal)| (literal, weight(case.items[item].credits))));
        for (group, members) in case.shared.iter().enumerate() {
            let meant = self.below[part].iter().filter(|(item, _)| case.is_meant(*item, limit.filter));
            let of = meant.filter(|(item, _)| case.items[*item].group == Some(group));
            let of: Vec<_> = of.map(|&(item, literal)| (literal, weight(case.items[item].credits))).collect();
            let least = of.iter().map(|(_, weight)| *weight).min().unwrap_or(0);
            let mut literals: Vec<_> = of.iter().map(|(literal, _)| *literal).collect();
            literals.sort_unstable();
            // The first member keeps the unions of all.
            if let Some(any) = self.union(engine, members[0], &literals) {
                terms.push((any, least));
            }
            terms.extend(
                of.into_iter()
                    .filter(|(_, weight)| *weight > least)
                    .map(|(literal, weight)| (literal, weight - least)),
            );
        }
        terms.retain(|(_, weight)| *weight > 0);
        // Without groups each item has a literal of its own.
        self.terms = if case.shared.is_empty() { terms } else { merged(terms) };
    }

    /// Bounds what was collected; the least only where the part is chosen.
    fn bound(&mut self, engine: &mut Engine, part: usize, least: i64, most: Option<i64>) {
        if let Some(most) = most {
            self.opposite.clear();
            self.opposite.extend(self.terms.iter().map(|&(literal, weight)| (literal, -weight)));
            engine.sum(&mut self.opposite, -most);
        }
        if least > 0 {
            self.terms.extend(self.chosen[part].map(|chosen| (!chosen, least)));
            engine.sum(&mut self.terms, least);
        }
    }

    fn areas(&mut self, engine: &mut Engine, case: &Case, part: usize, least: usize) {
        let count = case.items.iter().map(|item| item.area + 1).max().unwrap_or(0);
        let mut terms = Vec::new();
        for area in 0..count {
            let of = self.below[part].iter().filter(|(item, _)| case.items[*item].area == area);
            let mut clause: Vec<_> = of.map(|(_, literal)| *literal).collect();
            match *clause {
                [] => {}
                [one] => terms.push((one, 1)),
                _ => {
                    let covered = engine.variable(true);
                    clause.push(!covered);
                    engine.clause(&clause);
                    terms.push((covered, 1));
                }
            }
        }
        let least = i64::try_from(least).unwrap_or(i64::MAX);
        terms.extend(self.chosen[part].map(|chosen| (!chosen, least)));
        engine.sum(&mut terms, least);
    }

    /// Σ credits × (grade − least) ≥ 0 over what has a grade. It holds by itself where the part is not chosen.
    fn average(&self, engine: &mut Engine, case: &Case, part: usize, least: i64) {
        let above = self.below[part].iter().map(|&(item, literal)| (literal, case.items[item].above(least)));
        engine.sum(&mut above.filter(|(_, above)| *above != 0).collect(), 0);
    }
}

impl Encoding {
    /// Lets the search begin with a plan.
    pub(super) fn begin_with(&self, engine: &mut Engine, plan: &Sketch) {
        let chosen =
            self.chosen.iter().zip(&plan.chosen).filter_map(|(literal, chosen)| Some(((*literal)?, *chosen)));
        for (literal, chosen) in chosen {
            engine.prefer(if chosen { literal } else { !literal }, 2);
        }
        for (literal, applied) in self.places.iter().zip(&plan.applied) {
            if *applied {
                engine.prefer(*literal, 1);
            }
        }
    }

    /// What parts ask for together must be found below them.
    pub(super) fn demand(&mut self, engine: &mut Engine, case: &Case, demand: &Demand) {
        let mut terms = Vec::new();
        let mut asked = 0;
        for (part, least) in &demand.parts {
            asked += least;
            terms.extend(self.chosen[*part].map(|chosen| (!chosen, *least)));
        }
        let there = |places: &[Literal], item: &Item| {
            let of = (item.first..item.end).filter(|&place| demand.leaves[case.places[place]]);
            of.map(|place| places[place]).collect::<Vec<_>>()
        };
        for (at, item) in case.items.iter().enumerate().filter(|(_, item)| item.group.is_none()) {
            let literals = there(&self.places, item);
            let literal = self.union(engine, at, &literals);
            terms.extend(literal.map(|literal| (literal, demand.unit.of(item.credits))));
        }
        for members in &case.shared {
            let literals: Vec<_> =
                members.iter().flat_map(|&item| there(&self.places, &case.items[item])).collect();
            let most = members.iter().map(|&item| demand.unit.of(case.items[item].credits)).max();
            let literal = self.union(engine, members[0], &literals);
            terms.extend(literal.zip(most));
        }
        engine.sum(&mut merged(terms), asked);
    }

    /// The credits outside the narrow place.
    pub(super) fn outside(&mut self, engine: &mut Engine, case: &Case, cut: &Cut) -> u32 {
        let mut terms = Vec::new();
        for (item, places) in by_item(&cut.outside) {
            if let Some(literal) = self.union_of(engine, item, places) {
                terms.push((literal, case.items[item].credits));
            }
        }
        terms.retain(|(_, weight)| *weight > 0);
        engine.goal(&mut merged(terms))
    }

    /// Lets the search try first to apply all the credits that can be: with that, the sums of all and of those outside the narrow
    /// place are known.
    pub(super) fn aim(engine: &mut Engine, (credits, outside): (u32, u32), cut: &Cut) {
        let aim = engine.variable(true);
        for (sum, degree) in [(credits, cut.bound), (outside, cut.bound - cut.most)] {
            let mut terms = engine.terms_of(sum).to_vec();
            terms.push((!aim, degree));
            engine.sum(&mut terms, degree);
        }
        engine.aim(aim);
    }

    /// The sum of the attempts that stay where a plan has them.
    pub(super) fn kept(
        &mut self,
        engine: &mut Engine,
        compiled: &CompiledRequirements,
        case: &Case,
        transcript: &Transcript,
        plan: &Plan,
    ) -> u32 {
        let mut terms = Vec::new();
        for (at, item) in case.items.iter().enumerate() {
            let leaves = plan.applied.get(&transcript.attempts[item.source].id);
            let Some(leaves) = leaves.filter(|leaves| !leaves.is_empty()) else {
                terms.push((!self.used(at), 1));
                continue;
            };
            let there = |place: &usize| {
                leaves.contains(&compiled.parts[compiled.leaves[case.places[*place]].part].id)
            };
            if (item.first..item.end).filter(there).count() < leaves.len() {
                continue;
            }
            let stays = engine.variable(true);
            for place in item.first..item.end {
                let literal = self.places[place];
                engine.imply(stays, if there(&place) { literal } else { !literal });
            }
            terms.push((stays, 1));
        }
        engine.goal(&mut terms)
    }
}

/// Terms of one literal put together.
fn merged(mut terms: Vec<(Literal, i64)>) -> Vec<(Literal, i64)> {
    terms.sort_unstable();
    terms.dedup_by(|one, other| {
        let same = one.0 == other.0;
        if same {
            other.1 += one.1;
        }
        same
    });
    terms
}
