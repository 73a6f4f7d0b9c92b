//! The two rates of cooperative programmes, each with its denominator.

use chrono::{Months, NaiveDate};
use collegium_core::{Period, Ratio};

use crate::{Enrolment, Programme, Stage, StageNumber};

/// The overseas rate of a period: of those who took the diploma of the first stage within it, those who entered the next
/// stage, at a partner's, within twelve months of the diploma.
///
/// The twelve months end with the same day of the year after, included; those of 29 February with the 28th. Only
/// programmes count whose first stage leads to an award and is not at a partner's, and whose second is. The sources give the rate without a denominator; this one is ours to state: a share of all students
/// enrolled would be meaningless in a year.
///
/// # Example
///
/// ```
/// use collegium_pathways::overseas_rate;
/// let year = "2024-09-01/2025-08-31".parse().unwrap();
/// let rate = overseas_rate(&[], &[], year, "2026-03-01".parse().unwrap());
/// assert_eq!(rate.of().as_str(), "students who took the diploma between 2024-09-01 and 2025-08-31");
/// assert_eq!(rate.value(), None, "of nobody there is no rate");
/// ```
#[must_use]
pub fn overseas_rate<'a>(
    programmes: impl IntoIterator<Item = &'a Programme>,
    enrolments: impl IntoIterator<Item = &'a Enrolment>,
    period: Period,
    as_of: NaiveDate,
) -> Ratio {
    let took = |(programme, enrolment)| Some((enrolment, took_diploma(programme, enrolment, period, as_of)?));
    overseas(&on_routes(programmes, enrolments).filter_map(took).collect::<Vec<_>>(), period, as_of)
}

/// The same, of those who took the diploma in the period.
pub(super) fn overseas(graduates: &[(&Enrolment, NaiveDate)], period: Period, as_of: NaiveDate) -> Ratio {
    let left =
        graduates.iter().filter(|(enrolment, diploma)| left_in_time(enrolment, *diploma, as_of)).count();
    let of = format!("students who took the diploma between {} and {}", period.first(), period.last());
    ratio(left, graduates.len(), &of)
}

/// The day of the diploma after which students leave for a partner, if it was taken in the period and by the day.
pub(super) fn took_diploma(
    programme: &Programme,
    enrolment: &Enrolment,
    period: Period,
    as_of: NaiveDate,
) -> Option<NaiveDate> {
    let diploma = enrolment.awarded(StageNumber::FIRST, as_of).filter(|day| period.contains(*day));
    diploma.filter(|_| leaves_with_diploma(programme))
}

/// Whether its students take a diploma before they leave for a partner.
pub(crate) fn leaves_with_diploma(programme: &Programme) -> bool {
    match programme.route.stages.as_slice() {
        [first, second, ..] => !first.awards.is_empty() && !first.host.is_abroad() && second.host.is_abroad(),
        _ => false,
    }
}

/// The last day on which somebody with a diploma of this day counts as having left.
pub(crate) fn deadline(diploma: NaiveDate) -> NaiveDate {
    diploma.checked_add_months(Months::new(12)).unwrap_or(NaiveDate::MAX)
}

fn left_in_time(enrolment: &Enrolment, diploma: NaiveDate, as_of: NaiveDate) -> bool {
    let second = StageNumber::FIRST.next();
    let left = second.and_then(|second| enrolment.entered(second, as_of));
    left.is_some_and(|left| left <= deadline(diploma))
}

/// The graduation rate abroad: of those who entered a stage at a partner's and whose normal end of it, the day of entry
/// plus the stage's years, lies before the day, those who have its award by the day.
///
/// A student who entered two stages abroad counts once for each. Who withdrew stays in the denominator. A stage that leads
/// to no award is not counted: nobody graduates from it.
///
/// # Example
///
/// ```
/// use collegium_pathways::graduation_rate;
/// let rate = graduation_rate(&[], &[], "2026-03-01".parse().unwrap());
/// assert_eq!(rate.of().as_str(), "stages abroad whose normal end lies before 2026-03-01");
/// ```
#[must_use]
pub fn graduation_rate<'a>(
    programmes: impl IntoIterator<Item = &'a Programme>,
    enrolments: impl IntoIterator<Item = &'a Enrolment>,
    as_of: NaiveDate,
) -> Ratio {
    let mut stages = Graduation::default();
    on_routes(programmes, enrolments)
        .for_each(|(programme, enrolment)| stages.add(programme, enrolment, as_of));
    stages.rate(as_of)
}

/// Stages abroad whose normal end lies before the day, and those of them that have their award.
#[derive(Default)]
pub(super) struct Graduation {
    due: usize,
    done: usize,
}

impl Graduation {
    pub(super) fn add(&mut self, programme: &Programme, enrolment: &Enrolment, as_of: NaiveDate) {
        let counted = |stage: &Stage| stage.host.is_abroad() && !stage.awards.is_empty();
        for (stage, index) in programme.route.stages.iter().zip(0..).filter(|(stage, _)| counted(stage)) {
            let number = StageNumber::at(index);
            let entered = enrolment.entered(number, as_of);
            let end = entered.and_then(|day| day.checked_add_months(Months::new(stage.years.months())));
            if end.is_some_and(|end| end < as_of) {
                self.due += 1;
                self.done += usize::from(enrolment.awarded(number, as_of).is_some());
            }
        }
    }

    pub(super) fn rate(&self, as_of: NaiveDate) -> Ratio {
        ratio(self.done, self.due, &format!("stages abroad whose normal end lies before {as_of}"))
    }
}

fn on_routes<'a>(
    programmes: impl IntoIterator<Item = &'a Programme>,
    enrolments: impl IntoIterator<Item = &'a Enrolment>,
) -> impl Iterator<Item = (&'a Programme, &'a Enrolment)> {
    let known = Programme::by_id(programmes);
    let of = move |enrolment: &'a Enrolment| Some((*known.get(&enrolment.studies.programme()?)?, enrolment));
    enrolments.into_iter().filter_map(of)
}

fn ratio(part: usize, whole: usize, of: &str) -> Ratio {
    // INVARIANT: `of` is a sentence of ours.
    Ratio::count(part as u64, whole as u64, of).unwrap_or_else(|_| unreachable!("the whole is named"))
}
