//! What a part cannot do with less than.
//!
//! Where nothing is applied to two leaves of a part, it needs what its parts need together: that can be more than there is,
//! though each of them finds enough for itself.

#![expect(clippy::indexing_slicing, reason = "limits and parts are numbered by the compiled requirements")]

use num_integer::Integer;

use super::{
    case::Total,
    compiled::{CompiledLimit, CompiledPart, CompiledRequirements},
};

/// What limits and parts need at the least. It is cleared and used again.
#[derive(Debug, Default)]
pub(super) struct Leasts {
    pub(super) limits: Vec<Total>,
    parts: Vec<Total>,
}

impl Leasts {
    /// Reads what is needed, where limits can have so much and no item has more credits than their largest. Takes out of `possible`
    /// the parts that need more.
    pub(super) fn read(
        &mut self,
        compiled: &CompiledRequirements,
        (totals, largest): (&[Total], &[i64]),
        possible: &mut [bool],
    ) {
        self.limits.clear();
        self.limits.extend(compiled.limits.iter().zip(largest).map(|(limit, &largest)| own(limit, largest)));
        for ((limit, least), total) in compiled.limits.iter().zip(&self.limits).zip(totals) {
            possible[limit.part] &= total.covers(*least);
        }
        self.parts.clear();
        self.parts.resize(compiled.parts.len(), Total::default());
        for (at, part) in compiled.parts.iter().enumerate().rev() {
            if part.chosen > 0 {
                let open = part.children.iter().filter(|&&child| possible[child]).count();
                possible[at] &= open >= part.chosen;
            }
            if let Some(whole) = part.whole.filter(|_| possible[at]) {
                if part.chosen > 0 && part.is_of_one_pool {
                    self.limits[whole] = self.limits[whole].or(self.together(part, possible));
                    possible[at] = totals[whole].covers(self.limits[whole]);
                }
                self.parts[at] = self.limits[whole];
            }
        }
    }

    /// What so many parts of a part need, of those that are possible.
    fn together(&self, part: &CompiledPart, possible: &[bool]) -> Total {
        let open = part.children.iter().filter(|&&child| possible[child]);
        let leasts = open.map(|&child| self.parts[child]);
        if part.chosen == part.children.len() {
            return leasts.fold(Total::default(), |sum, least| sum.and(least, 1));
        }
        let each = leasts.reduce(|one, other| Total {
            credits: one.credits.min(other.credits),
            courses: one.courses.min(other.courses),
        });
        let times = u32::try_from(part.chosen).unwrap_or(0);
        Total::default().and(each.unwrap_or_default(), times)
    }
}

/// What a limit asks for. So many credits take a number of courses.
fn own(limit: &CompiledLimit, largest: i64) -> Total {
    let taking = if limit.min_credits > 0 && largest > 0 {
        Integer::div_ceil(&limit.min_credits, &largest)
    } else {
        0
    };
    Total {
        credits: limit.min_credits,
        courses: limit.min_courses.max(u32::try_from(taking).unwrap_or(u32::MAX)),
    }
}
