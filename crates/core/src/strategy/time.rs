//! Days, periods, years and calendars.

use chrono::{Datelike, NaiveDate, Weekday};
use proptest::{collection, prelude::*, sample};

use super::source::{source, status};
use crate::{
    AcademicCalendar, AcademicYear, FiscalCalendar, FiscalYear, LocalizedText, MonthDay, Period, Term,
    Validity, WorkCalendar,
    academic::{AcademicCalendarDraft, YearForm},
    fiscal::{FiscalCalendarDraft, NamedFor},
    workday::WorkCalendarDraft,
};

/// Days of the years 0001 to 9999: mostly of 1990 to 2050, some anywhere, often at the ends of a year or a February.
///
/// # Example
///
/// ```
/// use chrono::Datelike;
/// proptest::proptest!(|(day in collegium_core::strategy::time::date())| {
///     assert!((1..=9999).contains(&day.year()));
/// });
/// ```
pub fn date() -> impl Strategy<Value = NaiveDate> {
    let edge = sample::select(vec![(1, 1), (2, 28), (2, 29), (3, 1), (12, 31)]);
    let month_day = prop_oneof![3 => (1_u32..=12, 1_u32..=31), 1 => edge];
    (year(), month_day).prop_filter_map("a day of the calendar", |(year, (month, day))| {
        NaiveDate::from_ymd_opt(year, month, day)
    })
}

/// Periods: mostly of days to a few years, some of any length.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(period in collegium_core::strategy::time::period())| {
///     assert!(period.first() <= period.last());
/// });
/// ```
pub fn period() -> impl Strategy<Value = Period> {
    let near = (date(), 0_u64..1_500).prop_map(|(first, days)| {
        let last = first.checked_add_days(chrono::Days::new(days));
        (first, last.filter(|last| last.year() <= 9_999).unwrap_or(first))
    });
    let any = (date(), date()).prop_map(|(one, other)| (one.min(other), one.max(other)));
    prop_oneof![9 => near, 1 => any]
        .prop_filter_map("a period", |(first, last)| Period::new(first, last).ok())
}

/// Validities, with a fixed end and without.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(validity in collegium_core::strategy::time::validity())| {
///     assert!(validity.contains(validity.first()));
/// });
/// ```
pub fn validity() -> impl Strategy<Value = Validity> {
    prop_oneof![period().prop_map(Validity::During), date().prop_map(Validity::From)]
}

/// Days that come every year.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(day in collegium_core::strategy::time::month_day())| {
///     assert!(day.in_year(2023).is_some() && day.in_year(2024).is_some());
/// });
/// ```
pub fn month_day() -> impl Strategy<Value = MonthDay> {
    (1_u32..=12, 1_u32..=31)
        .prop_filter_map("a day of every year", |(month, day)| MonthDay::new(month, day).ok())
}

/// Academic years in both forms.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(year in collegium_core::strategy::time::academic_year())| {
///     assert!(year.last_year() - year.first_year() <= 1);
/// });
/// ```
pub fn academic_year() -> impl Strategy<Value = AcademicYear> {
    (year(), 0..=1)
        .prop_filter_map("an academic year", |(year, span)| AcademicYear::new(year, year + span).ok())
}

/// Terms of academic years.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(term in collegium_core::strategy::time::term())| {
///     assert!((1..=term.total()).contains(&term.number()));
/// });
/// ```
pub fn term() -> impl Strategy<Value = Term> {
    let place = (1..=Term::MOST).prop_flat_map(|total| (1..=total, Just(total)));
    (academic_year(), place)
        .prop_filter_map("a term", |(year, (number, total))| Term::new(year, number, total).ok())
}

/// Calendars of academic years and terms, of both forms.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(calendar in collegium_core::strategy::time::academic_calendar())| {
///     assert!((1..=6).contains(&calendar.terms.len()));
/// });
/// ```
pub fn academic_calendar() -> impl Strategy<Value = AcademicCalendar> {
    let terms = collection::btree_set(month_day(), 1..=6)
        .prop_map(|days| days.into_iter().collect::<Vec<_>>())
        .prop_flat_map(|days| (0..days.len(), Just(days)))
        .prop_map(|(opening, mut days)| {
            days.rotate_left(opening);
            days
        });
    let form = sample::select(vec![YearForm::Spanning, YearForm::Single]);
    (terms, form, source(), status()).prop_filter_map(
        "an academic calendar",
        |(terms, form, source, status)| {
            AcademicCalendar::try_from(AcademicCalendarDraft { terms, form, source, status }).ok()
        },
    )
}

/// Fiscal years.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(year in collegium_core::strategy::time::fiscal_year())| {
///     assert!((1..=9999).contains(&year.year()));
/// });
/// ```
pub fn fiscal_year() -> impl Strategy<Value = FiscalYear> {
    year().prop_filter_map("a fiscal year", |year| FiscalYear::new(year).ok())
}

/// Calendars of fiscal years.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(calendar in collegium_core::strategy::time::fiscal_calendar())| {
///     assert!(calendar.year_on("2024-05-01".parse().unwrap()).is_ok());
/// });
/// ```
pub fn fiscal_calendar() -> impl Strategy<Value = FiscalCalendar> {
    let named_for = sample::select(vec![NamedFor::StartYear, NamedFor::EndYear]);
    (month_day(), named_for, source(), status()).prop_filter_map(
        "a fiscal calendar",
        |(begins, named_for, source, status)| {
            FiscalCalendar::try_from(FiscalCalendarDraft { begins, named_for, source, status }).ok()
        },
    )
}

/// Calendars of working days, which cover about one or two years.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(calendar in collegium_core::strategy::time::work_calendar())| {
///     assert!(calendar.working_days(&calendar.covers).is_ok());
/// });
/// ```
pub fn work_calendar() -> impl Strategy<Value = WorkCalendar> {
    let covers = (date(), 300_u64..800).prop_filter_map("a period", |(first, days)| {
        Period::new(first, first.checked_add_days(chrono::Days::new(days))?).ok()
    });
    let weekend = sample::subsequence(
        vec![Weekday::Fri, Weekday::Sat, Weekday::Sun, Weekday::Mon, Weekday::Thu, Weekday::Wed],
        0..=3,
    );
    let listed = collection::btree_set(0_usize..800, 0..40);
    (covers, weekend, listed, source(), status()).prop_filter_map(
        "a calendar of working days",
        |(covers, weekend, listed, source, status)| {
            let name = LocalizedText::new([("en", "Holiday"), ("zh", "节日")]).ok()?;
            let days =
                listed.into_iter().filter_map(|place| covers.each_day().nth(place).map(|day| (place, day)));
            let exchanged =
                |(place, day): &(usize, NaiveDate)| place % 2 == 0 && weekend.contains(&day.weekday());
            let (makeup, holidays): (Vec<_>, Vec<_>) = days.partition(exchanged);
            let holidays = holidays.into_iter().map(|(_, day)| (day, name.clone())).collect();
            let makeup = makeup.into_iter().map(|(_, day)| day).collect();
            WorkCalendar::try_from(WorkCalendarDraft { weekend, covers, holidays, makeup, source, status })
                .ok()
        },
    )
}

fn year() -> impl Strategy<Value = i32> {
    prop_oneof![8 => 1990..=2050, 2 => 1..=9_999, 1 => sample::select(vec![1, 2, 9_998, 9_999])]
}
