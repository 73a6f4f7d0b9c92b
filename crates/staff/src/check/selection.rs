//! The year's batches beside the plan.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use collegium_core::{
    Finding, Findings, Rules as _, Severity, Subject, count::counted, finding::Fact, preset::unverified_note,
};

use super::batches;
use crate::{
    Batch, SelectionLine, SelectionRules,
    rule::{ST0101, ST0102, ST0103, ST0104, ST0107},
};

impl SelectionRules {
    /// Looks at the batches of a calendar year as they stand on a day: too few or too many of them or of the persons in
    /// them, one number twice, one person twice.
    ///
    /// Batches of other years are passed over. Too little is a note until the year is over, for more may be recorded;
    /// afterwards only batches that have left count, and the rules say how serious it is. Whether the members are of the
    /// kind is for [`check_members`](Self::check_members).
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_staff::SelectionRules;
    /// let rules = SelectionRules::administrative_college().load().unwrap();
    /// let findings = rules.check(&[], 2025, "2026-03-01".parse().unwrap());
    /// assert_eq!(
    ///     findings.iter().next().unwrap().to_string(),
    ///     "warning ST0101: selection 2025 management-cadre: the plan asks for 3 batches, and 0 batches had left by \
    ///      2026-03-01 (batches asked for 3, batches recorded 0, batches left 0)"
    /// );
    /// ```
    #[must_use]
    pub fn check(&self, batches: &[Batch], year: i32, as_of: NaiveDate) -> Findings {
        let last = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(NaiveDate::MAX);
        self.check_until(batches, year, last, as_of)
    }

    /// The same for an institution whose year is not the calendar's: the year named `year` is over after `last`.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_staff::SelectionRules;
    /// let rules = SelectionRules::administrative_college().load().unwrap();
    /// // The winter year 2025 runs until September: in March nothing is late yet.
    /// let (last, day) = ("2026-09-30".parse().unwrap(), "2026-03-01".parse().unwrap());
    /// assert!(rules.check_until(&[], 2025, last, day).is_clear());
    /// ```
    #[must_use]
    pub fn check_until(&self, batches: &[Batch], year: i32, last: NaiveDate, as_of: NaiveDate) -> Findings {
        let of_year: Vec<&Batch> = batches.iter().filter(|batch| batch.year == year).collect();
        let of_line = |line| {
            let tally = Tally::new(self, line, &of_year, (year, last), as_of);
            let found =
                [tally.fewer_batches(), tally.more_batches(), tally.fewer_persons(), tally.more_persons()];
            found.into_iter().flatten()
        };
        let lines = self.lines.iter().flat_map(of_line);
        let unplanned = of_year.iter().filter_map(|batch| unplanned(self, batch));
        let twice = batches::numbers_twice(&of_year).into_iter();
        let twice = twice.chain(batches::persons_twice(self, &of_year));
        lines.chain(unplanned).chain(twice).chain(unverified_note(self, "selection")).collect()
    }
}

/// What one line asks for, and what there is.
struct Tally<'a> {
    rules: &'a SelectionRules,
    line: &'a SelectionLine,
    year: i32,
    as_of: NaiveDate,
    is_over: bool,
    recorded: Counts,
    left: Counts,
}

#[derive(Clone, Copy)]
struct Counts {
    batches: u64,
    persons: u64,
}

impl Counts {
    fn of<'a>(batches: impl Iterator<Item = &'a Batch> + Clone) -> Self {
        let persons: BTreeSet<_> = batches.clone().flat_map(|batch| &batch.members).collect();
        Self { batches: batches.count() as u64, persons: persons.len() as u64 }
    }
}

impl<'a> Tally<'a> {
    fn new(
        rules: &'a SelectionRules,
        line: &'a SelectionLine,
        of_year: &[&'a Batch],
        (year, last): (i32, NaiveDate),
        as_of: NaiveDate,
    ) -> Self {
        let of_kind = of_year.iter().copied().filter(|batch| batch.kind == line.kind);
        let is_over = last < as_of;
        let left = Counts::of(of_kind.clone().filter(|batch| batch.has_left_by(as_of)));
        Self { rules, line, year, as_of, is_over, recorded: Counts::of(of_kind), left }
    }

    /// What counts towards the plan: until the year is over everything recorded, then what has left.
    fn counting(&self) -> Counts {
        if self.is_over { self.left } else { self.recorded }
    }

    fn fewer_batches(&self) -> Option<Finding> {
        let (asked, found) = (u64::from(self.line.batches), self.counting().batches);
        let (asked_text, found_text) =
            (counted(asked, "batch", "batches"), counted(found, "batch", "batches"));
        (found < asked).then(|| Finding {
            code: ST0101,
            severity: self.severity_of_fewer(),
            message: self.fewer(&asked_text, &found_text, found),
            facts: self.batch_facts(),
            remedy: Some(self.remedy_of_fewer("batches")),
            ..self.blank()
        })
    }

    fn more_batches(&self) -> Option<Finding> {
        let (asked, found) = (u64::from(self.line.batches), self.recorded.batches);
        (found > asked).then(|| Finding {
            code: ST0102,
            severity: self.rules.more,
            message: format!(
                "the plan asks for {}, and {} are recorded",
                counted(asked, "batch", "batches"),
                counted(found, "batch", "batches")
            ),
            facts: self.batch_facts(),
            remedy: Some("move a batch to another year, or have the plan changed".to_owned()),
            ..self.blank()
        })
    }

    fn fewer_persons(&self) -> Option<Finding> {
        let (asked, found) = (u64::from(self.line.persons?), self.counting().persons);
        let (asked_text, found_text) =
            (counted(asked, "person", "persons"), counted(found, "person", "persons"));
        (found < asked).then(|| Finding {
            code: ST0103,
            severity: self.severity_of_fewer(),
            message: self.fewer(&asked_text, &found_text, found),
            facts: self.person_facts(asked),
            remedy: Some(self.remedy_of_fewer("persons")),
            ..self.blank()
        })
    }

    fn more_persons(&self) -> Option<Finding> {
        let (asked, found) = (u64::from(self.line.persons?), self.recorded.persons);
        (found > asked).then(|| Finding {
            code: ST0104,
            severity: self.rules.more,
            message: format!(
                "the plan asks for {}, and {} are in the batches recorded",
                counted(asked, "person", "persons"),
                counted(found, "person", "persons")
            ),
            facts: self.person_facts(asked),
            remedy: Some("move persons to another year, or have the plan changed".to_owned()),
            ..self.blank()
        })
    }

    fn fewer(&self, asked: &str, found: &str, count: u64) -> String {
        if self.is_over {
            format!("the plan asks for {asked}, and {found} had left by {}", self.as_of)
        } else {
            let are = if count == 1 { "is" } else { "are" };
            format!("the plan asks for {asked}, and {found} {are} recorded so far")
        }
    }

    fn severity_of_fewer(&self) -> Severity {
        if self.is_over { self.rules.fewer } else { Severity::Note }
    }

    fn remedy_of_fewer(&self, what: &str) -> String {
        if self.is_over {
            format!("record the {what} that left, or say in the year's report why there were fewer")
        } else {
            format!("select and record the {what} that are missing before the year is over")
        }
    }

    fn batch_facts(&self) -> Vec<Fact> {
        vec![
            Fact::new("batches asked for", self.line.batches),
            Fact::new("batches recorded", self.recorded.batches),
            Fact::new("batches left", self.left.batches),
        ]
    }

    fn person_facts(&self, asked: u64) -> Vec<Fact> {
        vec![
            Fact::new("persons asked for", asked),
            Fact::new("persons recorded", self.recorded.persons),
            Fact::new("persons left", self.left.persons),
        ]
    }

    /// What every finding of the line has; code, severity, message and figures are for each to fill in.
    fn blank(&self) -> Finding {
        Finding {
            code: ST0101,
            severity: Severity::Note,
            subject: Subject::named("selection", format_args!("{} {}", self.year, self.line.kind)),
            message: String::new(),
            facts: Vec::new(),
            basis: Some(self.rules.basis()),
            remedy: None,
        }
    }
}

fn unplanned(rules: &SelectionRules, batch: &Batch) -> Option<Finding> {
    rules.line(&batch.kind).is_none().then(|| Finding {
        code: ST0107,
        severity: rules.more,
        subject: Subject::of(batch.id, &batch.code).at("kind"),
        message: format!("the plan has no line for batches of `{}`", batch.kind),
        facts: vec![Fact::new("kind", batch.kind.as_str()), Fact::new("persons", batch.members.len() as u64)],
        basis: Some(rules.basis()),
        remedy: Some("correct the kind, or have the plan changed".to_owned()),
    })
}
