//! Days, periods, years and calendars.

use chrono::{Datelike, Days, NaiveDate};
use collegium_core::{
    AcademicCalendar, AcademicYear, FiscalCalendar, FiscalYear, MonthDay, Period, Term, Validity,
    WorkCalendar, academic::AcademicCalendarDraft, fiscal::FiscalCalendarDraft, strategy::time,
    workday::WorkCalendarDraft,
};
use proptest::{prelude::*, sample};

use super::laws::{comes_back, is_canonical, record_comes_back};

fn every_word_is_canonical(text: &str) -> Result<(), TestCaseError> {
    is_canonical::<Period>(text)?;
    is_canonical::<Validity>(text)?;
    is_canonical::<MonthDay>(text)?;
    is_canonical::<AcademicYear>(text)?;
    is_canonical::<Term>(text)?;
    is_canonical::<FiscalYear>(text)
}

/// The text of some word.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        time::period().prop_map(|word| word.to_string()),
        time::validity().prop_map(|word| word.to_string()),
        time::month_day().prop_map(|word| word.to_string()),
        time::academic_year().prop_map(|word| word.to_string()),
        time::term().prop_map(|word| word.to_string()),
        time::fiscal_year().prop_map(|word| word.to_string()),
    ]
}

fn next(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap()
}

proptest! {
    #[test]
    fn words_come_back(
        (period, validity, day) in (time::period(), time::validity(), time::month_day()),
        (year, term, fiscal) in (time::academic_year(), time::term(), time::fiscal_year()),
    ) {
        comes_back(&period)?;
        comes_back(&validity)?;
        comes_back(&day)?;
        comes_back(&year)?;
        comes_back(&term)?;
        comes_back(&fiscal)?;
    }

    #[test]
    fn records_come_back(
        (academic, fiscal) in (time::academic_calendar(), time::fiscal_calendar()),
        work in time::work_calendar(),
    ) {
        record_comes_back::<AcademicCalendar, AcademicCalendarDraft>(&academic)?;
        record_comes_back::<FiscalCalendar, FiscalCalendarDraft>(&fiscal)?;
        record_comes_back::<WorkCalendar, WorkCalendarDraft>(&work)?;
    }

    #[test]
    fn junk_is_refused_in_peace(text in ".*") {
        every_word_is_canonical(&text)?;
    }

    #[test]
    fn what_is_almost_right_is_refused_in_peace(
        text in word(),
        place in any::<sample::Index>(),
        with in prop_oneof!["[0-9]", "[-+/. FY]", "", "[0-9]{2}", "\\PC"],
    ) {
        let place = place.index(text.len());
        every_word_is_canonical(&format!("{}{with}{}", &text[..place], &text[place + 1..]))?;
        every_word_is_canonical(&format!("{}{with}{}", &text[..place], &text[place..]))?;
    }

    #[test]
    fn any_two_days_make_a_period_or_an_error(first in any::<i32>(), last in any::<i32>()) {
        let day = |days| NaiveDate::from_num_days_from_ce_opt(days);
        if let Some((first, last)) = day(first).zip(day(last)) {
            let known = first.year() > 0 && last.year() < 10_000;
            prop_assert_eq!(Period::new(first, last).is_ok(), first <= last && known);
        }
    }

    #[test]
    fn a_period_has_the_days_it_lists(period in time::period()) {
        prop_assert!(period.days() >= 1);
        prop_assert_eq!(period.each_day().count(), usize::try_from(period.days()).unwrap());
        prop_assert!(period.contains(period.first()) && period.contains(period.last()));
        prop_assert!(!period.contains(next(period.last())));
        prop_assert!(!period.contains(period.first().pred_opt().unwrap()));
    }

    #[test]
    fn overlap_and_intersection_agree(one in time::period(), other in time::period(), shift in 0_u64..2_000) {
        // Two independent periods rarely meet; a shifted one often does.
        let start = one.first().checked_add_days(Days::new(shift)).unwrap();
        let moved = Period::new(start, start.max(one.last())).ok();
        for other in [Some(other), moved].into_iter().flatten() {
            prop_assert_eq!(one.overlaps(&other), other.overlaps(&one));
            prop_assert_eq!(one.intersection(&other), other.intersection(&one));
            prop_assert_eq!(one.intersection(&other).is_some(), one.overlaps(&other));
            prop_assert_eq!(one.covers(&other), one.intersection(&other) == Some(other));
            if let Some(common) = one.intersection(&other) {
                prop_assert!(one.covers(&common) && other.covers(&common));
                for day in [common.first().pred_opt().unwrap(), next(common.last())] {
                    prop_assert!(!(one.contains(day) && other.contains(day)));
                }
            }
        }
    }

    #[test]
    fn the_parts_by_calendar_year_cover_the_period_exactly(period in time::period()) {
        let parts: Vec<_> = period.by_calendar_year().collect();
        prop_assert_eq!(parts.first().unwrap().1.first(), period.first());
        prop_assert_eq!(parts.last().unwrap().1.last(), period.last());
        for pair in parts.windows(2) {
            prop_assert_eq!(next(pair[0].1.last()), pair[1].1.first());
        }
        for (year, part) in &parts {
            prop_assert_eq!((part.first().year(), part.last().year()), (*year, *year));
        }
        prop_assert_eq!(parts.iter().map(|(_, part)| part.days()).sum::<u32>(), period.days());
    }

    #[test]
    fn a_validity_within_a_period_holds_on_the_same_days(
        (validity, period) in (time::validity(), time::period()),
    ) {
        let within = validity.within(&period);
        prop_assert_eq!(within.is_some(), validity.overlaps(&period));
        let last = validity.last().unwrap_or(period.last());
        for end in [period.first(), period.last(), validity.first(), last] {
            for day in [end.pred_opt().unwrap(), end, next(end)] {
                let inside = within.is_some_and(|within| within.contains(day));
                prop_assert_eq!(inside, period.contains(day) && validity.contains(day), "{}", day);
            }
        }
        let ends = validity.last().is_some_and(|last| period.contains(last));
        prop_assert_eq!(validity.ends_within(&period), ends);
    }

    #[test]
    fn twelve_months_hold_their_day(opening in time::month_day(), day in time::date()) {
        if let Some(year) = opening.twelve_months_on(day) {
            prop_assert!(year.contains(day));
            prop_assert!((365..=366).contains(&year.days()));
            prop_assert_eq!(opening.twelve_months_from(year.first().year()), Some(year));
        } else {
            prop_assert!(day.year() == 1 || day.year() == 9_999);
        }
    }

    #[test]
    fn the_academic_year_of_a_day_contains_it(calendar in time::academic_calendar(), day in time::date()) {
        match calendar.year_on(day) {
            Ok(year) => {
                let period = calendar.period(year).unwrap();
                prop_assert!(period.contains(day));
                let term = calendar.term_on(day).unwrap();
                prop_assert_eq!(term.year(), year);
                prop_assert!(calendar.term_period(term).unwrap().contains(day));
                if let Some(following) = year.next().and_then(|following| calendar.period(following).ok()) {
                    prop_assert_eq!(next(period.last()), following.first());
                }
            }
            Err(_) => prop_assert!(day.year() == 1 || day.year() == 9_999),
        }
    }

    #[test]
    fn the_terms_of_a_year_partition_it(
        (calendar, year) in (time::academic_calendar(), time::academic_year()),
    ) {
        let Ok(period) = calendar.period(year) else {
            prop_assert!(year.form() != calendar.form || year.last_year() == 9_999);
            return Ok(());
        };
        let terms = calendar.terms_of(year).unwrap();
        prop_assert_eq!(terms.len(), calendar.terms.len());
        prop_assert_eq!(terms.first().unwrap().1.first(), period.first());
        prop_assert_eq!(terms.last().unwrap().1.last(), period.last());
        for pair in terms.windows(2) {
            prop_assert_eq!(next(pair[0].1.last()), pair[1].1.first());
        }
        for (term, days) in terms {
            prop_assert_eq!(calendar.term_on(days.first()), Ok(term));
            prop_assert_eq!(calendar.term_on(days.last()), Ok(term));
        }
    }

    #[test]
    fn the_fiscal_year_of_a_day_contains_it(calendar in time::fiscal_calendar(), day in time::date()) {
        match calendar.year_on(day) {
            Ok(year) => {
                let period = calendar.period(year).unwrap();
                prop_assert!(period.contains(day));
                if let Some(following) = year.next().and_then(|following| calendar.period(following).ok()) {
                    prop_assert_eq!(next(period.last()), following.first());
                }
            }
            Err(_) => prop_assert!(day.year() == 1 || day.year() == 9_999),
        }
    }

    #[test]
    fn no_date_at_all_brings_a_calendar_down(
        (academic, fiscal) in (time::academic_calendar(), time::fiscal_calendar()),
        work in time::work_calendar(),
        days in prop_oneof![any::<i32>(), -1_000..1_000, 3_651_000..3_653_000],
    ) {
        let far = NaiveDate::from_num_days_from_ce_opt(days);
        for day in [NaiveDate::MIN, NaiveDate::MAX].into_iter().chain(far) {
            let year = academic.year_on(day);
            prop_assert_eq!(year.is_ok(), academic.term_on(day).is_ok());
            prop_assert!(fiscal.year_on(day).is_ok_and(|year| fiscal.period(year).unwrap().contains(day))
                || day.year() <= 1 || day.year() >= 9_999);
            prop_assert_eq!(work.is_working_day(day).is_ok(), work.covers.contains(day));
            for found in [work.after(day, 1), work.before(day, 1)].into_iter().flatten() {
                prop_assert_eq!(work.is_working_day(found), Ok(true));
            }
        }
    }

    #[test]
    fn working_days_are_those_a_naive_reading_finds(
        calendar in time::work_calendar(),
        (skip, length) in (0_u64..300, 0_u64..300),
    ) {
        let covers = calendar.covers;
        let first = covers.first().checked_add_days(Days::new(skip)).unwrap().min(covers.last());
        let last = first.checked_add_days(Days::new(length)).unwrap().min(covers.last());
        let mut naive = 0;
        for day in first.iter_days().take_while(|day| *day <= last) {
            let rest = calendar.weekend.contains(&day.weekday()) || calendar.holidays.contains_key(&day);
            naive += u32::from(!rest || calendar.makeup.contains(&day));
        }
        prop_assert_eq!(calendar.working_days(&Period::new(first, last).unwrap()), Ok(naive));
    }

    #[test]
    fn working_days_are_counted_to_and_fro(
        calendar in time::work_calendar(),
        (skip, count) in (0_u64..300, 1_u32..60),
    ) {
        let covers = calendar.covers;
        let day = covers.first().checked_add_days(Days::new(skip)).unwrap().min(covers.last());
        if let Ok(later) = calendar.after(day, count) {
            prop_assert_eq!(calendar.is_working_day(later), Ok(true));
            prop_assert_eq!(calendar.working_days(&Period::new(next(day), later).unwrap()), Ok(count));
            let back = calendar.before(next(later), count).unwrap();
            prop_assert_eq!(calendar.after(day, 1), Ok(back));
            if calendar.is_working_day(day) == Ok(true) {
                prop_assert_eq!(calendar.before(later, count), Ok(day));
            }
        } else if day < covers.last() {
            let rest = Period::new(next(day), covers.last()).unwrap();
            prop_assert!(calendar.working_days(&rest).unwrap() < count);
        }
        if let Ok(earlier) = calendar.before(day, count) {
            let way = Period::new(earlier, day.pred_opt().unwrap()).unwrap();
            prop_assert_eq!(calendar.working_days(&way), Ok(count));
        }
    }

    #[test]
    fn validities_are_ordered_by_their_days(one in time::validity(), other in time::validity()) {
        prop_assert_eq!(one.cmp(&other).is_eq(), one == other);
        let open = Validity::From(one.first());
        prop_assert!(one <= open);
        if one.first() < other.first() {
            prop_assert!(one < other);
        }
    }
}
