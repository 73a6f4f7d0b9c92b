//! Calendars of academic years and terms.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{AcademicYear, Term, YearForm};
use crate::{
    MonthDay, Period,
    preset::Preset,
    source::{Source, Status},
};

/// The fields of an [`AcademicCalendar`].
///
/// # Example
///
/// ```
/// use collegium_core::{AcademicCalendar, academic::AcademicCalendarDraft};
/// let shipped = AcademicCalendar::cn().load().unwrap();
/// let later = vec!["09-01".parse().unwrap(), "02-20".parse().unwrap()];
/// let own = AcademicCalendar::try_from(AcademicCalendarDraft { terms: later, ..shipped.draft() }).unwrap();
/// assert_eq!(own.terms[1].to_string(), "02-20");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcademicCalendarDraft {
    /// The first day of each term, in order. The first of them opens the year; a term lasts until the next begins.
    pub terms: Vec<MonthDay>,
    /// How the years are named.
    pub form: YearForm,
    /// The document that fixes the days.
    pub source: Source,
    /// Whether the document was read.
    pub status: Status,
}

impl AcademicCalendarDraft {
    fn check(self) -> Result<Self, AcademicCalendarError> {
        let most = usize::from(Term::MOST);
        let Some(&opening) = self.terms.first().filter(|_| self.terms.len() <= most) else {
            return Err(AcademicCalendarError::Terms { count: self.terms.len() });
        };
        if self.form == YearForm::Spanning && (opening.month(), opening.day()) == (1, 1) {
            return Err(AcademicCalendarError::NotSpanning);
        }
        // Days before the opening one belong to the second calendar year.
        let place = |day: MonthDay| (day < opening, day);
        for (&earlier, &later) in self.terms.iter().zip(self.terms.iter().skip(1)) {
            if place(later) <= place(earlier) {
                return Err(AcademicCalendarError::Order { earlier, later });
            }
        }
        Ok(self)
    }
}

/// When the academic years and terms of an institution or a country begin.
///
/// The terms cover the year without a gap: holidays belong to the term before them.
///
/// # Validity
///
/// 1 to 6 terms, each beginning later in the twelve months than the one before it; years that begin on 1 January are
/// not named as spanning two.
///
/// # Wire form
///
/// `{"terms":["09-01","02-01"],"form":"spanning","source":{…},"status":"unverified"}`.
///
/// # Example
///
/// ```
/// use collegium_core::AcademicCalendar;
///
/// let calendar = AcademicCalendar::cn().load().unwrap();
/// let day = "2025-03-10".parse().unwrap();
/// assert_eq!(calendar.year_on(day).unwrap().to_string(), "2024/2025");
/// let term = calendar.term_on(day).unwrap();
/// assert_eq!(term.to_string(), "2024/2025-2/2");
/// assert_eq!(calendar.term_period(term).unwrap().to_string(), "2025-02-01/2025-08-31");
/// // A southern year is not one of this calendar.
/// assert!(calendar.period("2025/2025".parse().unwrap()).is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "AcademicCalendarDraft", into = "AcademicCalendarDraft")]
pub struct AcademicCalendar(AcademicCalendarDraft);

crate::record!(AcademicCalendar, AcademicCalendarDraft, AcademicCalendarError);
crate::rules!(AcademicCalendar);

impl AcademicCalendar {
    /// The usual calendar of Chinese colleges: autumn term from 1 September, spring term from 1 February.
    #[must_use]
    pub const fn cn() -> Preset<Self> {
        Preset::new("academic-cn", include_str!("../../presets/academic-cn.json"))
    }

    /// The usual calendar of Australian universities: the halves of the calendar year.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::AcademicCalendar;
    /// let calendar = AcademicCalendar::au().load().unwrap();
    /// assert_eq!(calendar.term_on("2025-07-21".parse().unwrap()).unwrap().to_string(), "2025/2025-2/2");
    /// ```
    #[must_use]
    pub const fn au() -> Preset<Self> {
        Preset::new("academic-au", include_str!("../../presets/academic-au.json"))
    }

    /// The academic year to which the day belongs.
    ///
    /// # Errors
    ///
    /// [`AcademicCalendarError::NoYearOn`] if that year does not lie wholly in the calendar years 0001 to 9999.
    pub fn year_on(&self, day: NaiveDate) -> Result<AcademicYear, AcademicCalendarError> {
        let period = self.opening().and_then(|opening| opening.twelve_months_on(day));
        period
            .and_then(|period| self.named(period.first().year()))
            .ok_or(AcademicCalendarError::NoYearOn { day })
    }

    /// The days of an academic year.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::AcademicCalendar;
    /// let calendar = AcademicCalendar::cn().load().unwrap();
    /// let period = calendar.period("2023/2024".parse().unwrap()).unwrap();
    /// assert_eq!((period.to_string().as_str(), period.days()), ("2023-09-01/2024-08-31", 366));
    /// assert_eq!(
    ///     calendar.period("2023/2023".parse().unwrap()).unwrap_err().to_string(),
    ///     "`2023/2023` is not a year of this calendar: its years are named such as `2010/2011`"
    /// );
    /// ```
    ///
    /// # Errors
    ///
    /// [`AcademicCalendarError::Form`] if the calendar names its years otherwise, [`AcademicCalendarError::Beyond`] if
    /// the year ends after 9999.
    pub fn period(&self, year: AcademicYear) -> Result<Period, AcademicCalendarError> {
        if year.form() != self.form {
            return Err(AcademicCalendarError::Form { year, form: self.form });
        }
        let period = self.opening().and_then(|opening| opening.twelve_months_from(year.first_year()));
        period.ok_or(AcademicCalendarError::Beyond { year })
    }

    /// The term to which the day belongs.
    ///
    /// # Errors
    ///
    /// [`AcademicCalendarError::NoYearOn`] if its year does not lie wholly in the calendar years 0001 to 9999.
    pub fn term_on(&self, day: NaiveDate) -> Result<Term, AcademicCalendarError> {
        let year = self.year_on(day)?;
        let begun = (1..).zip(self.beginnings(year)).take_while(|(_, first)| *first <= day).last();
        begun
            .and_then(|(number, _)| Term::new(year, number, self.total()).ok())
            .ok_or(AcademicCalendarError::NoYearOn { day })
    }

    /// The days of a term.
    ///
    /// # Errors
    ///
    /// [`AcademicCalendarError::Total`] if the calendar divides its years into another number of terms, and what
    /// [`period`](Self::period) refuses.
    pub fn term_period(&self, term: Term) -> Result<Period, AcademicCalendarError> {
        let year = self.period(term.year())?;
        if term.total() != self.total() {
            return Err(AcademicCalendarError::Total { term, terms: self.total() });
        }
        let mut beginnings = self.beginnings(term.year()).skip(usize::from(term.number()) - 1);
        let first = beginnings.next();
        let last = beginnings.next().map_or(Some(year.last()), |next| next.pred_opt());
        first
            .zip(last)
            .and_then(|(first, last)| Period::new(first, last).ok())
            .ok_or(AcademicCalendarError::Beyond { year: term.year() })
    }

    /// The terms of an academic year, in order, with their days.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::AcademicCalendar;
    /// let calendar = AcademicCalendar::cn().load().unwrap();
    /// let terms = calendar.terms_of("2023/2024".parse().unwrap()).unwrap();
    /// let days: Vec<_> = terms.iter().map(|(term, period)| (term.number(), period.days())).collect();
    /// assert_eq!(days, [(1, 153), (2, 213)]);
    /// ```
    ///
    /// # Errors
    ///
    /// What [`period`](Self::period) refuses.
    pub fn terms_of(&self, year: AcademicYear) -> Result<Vec<(Term, Period)>, AcademicCalendarError> {
        self.period(year)?;
        let terms = (1..=self.total()).filter_map(|number| Term::new(year, number, self.total()).ok());
        terms.map(|term| Ok((term, self.term_period(term)?))).collect()
    }

    fn opening(&self) -> Option<MonthDay> {
        self.terms.first().copied()
    }

    fn total(&self) -> u8 {
        // INVARIANT: `check` refuses more than `Term::MOST` terms.
        u8::try_from(self.terms.len()).unwrap_or(Term::MOST)
    }

    fn named(&self, first: i32) -> Option<AcademicYear> {
        let last = match self.form {
            YearForm::Spanning => first + 1,
            YearForm::Single => first,
        };
        AcademicYear::new(first, last).ok()
    }

    /// The first day of each term of the year.
    fn beginnings(&self, year: AcademicYear) -> impl Iterator<Item = NaiveDate> {
        let opening = self.opening();
        let place = move |day: &MonthDay| year.first_year() + i32::from(Some(*day) < opening);
        self.terms.iter().filter_map(move |day| day.in_year(place(day)))
    }
}

/// Why there is no such academic calendar, or why it has no answer.
///
/// # Example
///
/// ```
/// use collegium_core::{AcademicCalendar, academic::{AcademicCalendarDraft, AcademicCalendarError}};
/// let calendar = AcademicCalendar::cn().load().unwrap();
/// let without = AcademicCalendarDraft { terms: vec![], ..calendar.draft() };
/// assert_eq!(
///     AcademicCalendar::try_from(without).unwrap_err().to_string(),
///     "an academic year cannot have 0 terms: list the first days of 1 to 6"
/// );
/// assert_eq!(
///     calendar.term_period("2024/2025-1/3".parse().unwrap()).unwrap_err().to_string(),
///     "`2024/2025-1/3` is not a term of this calendar: the total of its terms is 2"
/// );
/// let day = "9999-12-31".parse().unwrap();
/// assert_eq!(calendar.year_on(day), Err(AcademicCalendarError::NoYearOn { day }));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum AcademicCalendarError {
    /// There are no terms, or too many.
    #[error("an academic year cannot have {count} terms: list the first days of 1 to 6")]
    Terms {
        /// How many were given.
        count: usize,
    },
    /// A term does not begin after the one before it.
    #[error(
        "the term that begins on `{later}` cannot follow the one that begins on `{earlier}`: \
         list the terms in the order of the year, which the first opens"
    )]
    Order {
        /// When the term before it begins.
        earlier: MonthDay,
        /// When it begins.
        later: MonthDay,
    },
    /// The years are to be named for two calendar years and lie inside one.
    #[error("a year that begins on `01-01` does not span two calendar years: its form is `single`")]
    NotSpanning,
    /// The calendar names its years in the other form.
    #[error("`{year}` is not a year of this calendar: its years are named such as `{}`", form.example())]
    Form {
        /// The year that was asked for.
        year: AcademicYear,
        /// The form of this calendar's years.
        form: YearForm,
    },
    /// The calendar divides its years into another number of terms.
    #[error("`{term}` is not a term of this calendar: the total of its terms is {terms}")]
    Total {
        /// The term that was asked for.
        term: Term,
        /// The number of terms of this calendar's years.
        terms: u8,
    },
    /// The academic year reaches beyond what four digits of a calendar year can say.
    #[error("the academic year `{year}` reaches beyond the calendar year 9999")]
    Beyond {
        /// The year that was asked for.
        year: AcademicYear,
    },
    /// The day belongs to an academic year that reaches beyond what four digits of a calendar year can say.
    #[error("{day} belongs to no academic year that lies wholly in the calendar years 0001 to 9999")]
    NoYearOn {
        /// The day that was asked for.
        day: NaiveDate,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar(terms: &[&str], form: YearForm) -> AcademicCalendar {
        let terms = terms.iter().map(|day| day.parse().unwrap()).collect();
        let shipped = AcademicCalendar::cn().load().unwrap().draft();
        AcademicCalendar::try_from(AcademicCalendarDraft { terms, form, ..shipped }).unwrap()
    }

    fn term_on(calendar: &AcademicCalendar, day: &str) -> String {
        calendar.term_on(day.parse().unwrap()).unwrap().to_string()
    }

    #[test]
    fn terms_begin_and_end_on_their_days() {
        let north = calendar(&["09-01", "12-01", "03-01"], YearForm::Spanning);
        for (day, term) in [
            ("2023-08-31", "2022/2023-3/3"),
            ("2023-09-01", "2023/2024-1/3"),
            ("2023-12-31", "2023/2024-2/3"),
            ("2024-02-29", "2023/2024-2/3"),
            ("2024-03-01", "2023/2024-3/3"),
        ] {
            assert_eq!(term_on(&north, day), term, "{day}");
        }
        let winter = north.term_period("2023/2024-2/3".parse().unwrap()).unwrap();
        assert_eq!(winter.to_string(), "2023-12-01/2024-02-29", "a leap day belongs to the term it falls in");
    }

    #[test]
    fn a_southern_year_is_named_for_the_year_it_begins_in() {
        let south = calendar(&["02-15", "07-20"], YearForm::Single);
        assert_eq!(term_on(&south, "2025-02-14"), "2024/2024-2/2");
        assert_eq!(term_on(&south, "2025-02-15"), "2025/2025-1/2");
        let year = south.period("2025/2025".parse().unwrap()).unwrap();
        assert_eq!(year.to_string(), "2025-02-15/2026-02-14");
    }

    #[test]
    fn the_ends_of_the_calendar_are_refused() {
        let south = calendar(&["02-15", "07-20"], YearForm::Single);
        let year = "9999/9999".parse().unwrap();
        assert_eq!(south.period(year), Err(AcademicCalendarError::Beyond { year }));
        assert_eq!(south.terms_of(year), Err(AcademicCalendarError::Beyond { year }));
        for day in ["0001-02-14", "9999-02-15"] {
            let day = day.parse().unwrap();
            assert_eq!(south.term_on(day), Err(AcademicCalendarError::NoYearOn { day }));
        }
        assert_eq!(term_on(&south, "0001-02-15"), "0001/0001-1/2");
        assert_eq!(term_on(&south, "9999-02-14"), "9998/9998-2/2");
        let whole = AcademicCalendar::au().load().unwrap();
        assert_eq!(term_on(&whole, "9999-12-31"), "9999/9999-2/2");
    }
}
