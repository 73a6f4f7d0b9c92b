//! The checks of this crate: one function a rule.

mod terms;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use collegium_core::{
    Finding, Findings, Money, Period, Rules, Severity, Subject,
    count::tally,
    entity::{BudgetLineId, FundId},
    finding::Fact,
    history::Change,
    preset::unverified_note,
};

use crate::{
    Budget, BudgetEvent, BudgetLine, BudgetState, Commitment, Fund, FundRules, LineCode, Position,
    PurposeCatalogue,
    rule::{FU0101, FU0102, FU0103, FU0104, FU0105, FU0106, FU0107},
};

/// What every check looks at.
struct Sight<'a> {
    rules: &'a FundRules,
    budget: &'a Budget,
    state: &'a BudgetState,
    as_of: NaiveDate,
}

impl FundRules {
    /// Looks at every fund, line and entry on a day.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_funding::{Budget, BudgetDraft, Fund, FundRules, PurposeCatalogue};
    /// let fund: Fund = serde_json::from_str(
    ///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"F-2026","name":{"en":"Special fund"},
    ///         "source":"municipal","purposes":["gifts"],"earmark":{"document":"Grant 2026-17","date":"2026-01-15"},
    ///         "currency":"CNY","validity":"2026-01-01/2026-12-31"}"#,
    /// )
    /// .unwrap();
    /// let budget = Budget::try_from(BudgetDraft { funds: vec![fund], lines: vec![], control: None, entries: vec![] }).unwrap();
    /// let catalogue = PurposeCatalogue::special_fund().load().unwrap();
    /// let rules = FundRules::watch().load().unwrap();
    ///
    /// let findings = rules.check(&budget, &catalogue, "2026-03-01".parse().unwrap());
    /// assert_eq!(
    ///     findings.violations().next().unwrap().to_string(),
    ///     "violation FU0104: fund F-2026, purposes: the catalogue does not list `gifts` (purpose gifts)"
    /// );
    /// ```
    #[must_use]
    pub fn check(&self, budget: &Budget, catalogue: &PurposeCatalogue, as_of: NaiveDate) -> Findings {
        self.check_state(budget, &budget.seen_on(as_of), catalogue, as_of)
    }

    /// The same, of a budget whose state on the day is at hand.
    pub(crate) fn check_state(
        &self,
        budget: &Budget,
        state: &BudgetState,
        catalogue: &PurposeCatalogue,
        as_of: NaiveDate,
    ) -> Findings {
        let sight = Sight { rules: self, budget, state, as_of };
        let open: Vec<_> = state.opened().filter(|it| it.is_open()).collect();
        let of_funds = tally(open.iter().filter_map(|it| Some((budget.line(it.line)?.1.id, 1))));
        let commitments = open.into_iter().filter_map(|commitment| stale(&sight, commitment));
        let ended = budget.funds.iter().filter_map(|fund| ended(&sight, fund, &of_funds));
        let slow = budget.lines.iter().filter_map(|line| slow(&sight, line));
        let unlisted = budget.funds.iter().flat_map(|fund| unlisted(self, fund, catalogue));
        let all = commitments.chain(ended).chain(slow).chain(unlisted);
        let all = all.chain(outside(&sight)).chain(unexplained(&sight));
        let all = all.chain(overdrawn(&sight)).chain(terms::of_terms(&sight));
        let notes = unverified_note(self, "funds").into_iter().chain(unverified_note(catalogue, "purposes"));
        let control = budget.control.as_ref().and_then(|rules| unverified_note(rules, "budget control"));
        all.chain(notes).chain(control).collect()
    }
}

/// The days from the first to the second; 0 if the second comes earlier.
fn days_between(first: NaiveDate, last: NaiveDate) -> u64 {
    u64::try_from((last - first).num_days()).unwrap_or(0)
}

fn label(line: &BudgetLine, fund: &Fund) -> LineCode {
    LineCode { fund: fund.code.clone(), line: line.code.clone() }
}

fn stale(sight: &Sight<'_>, commitment: &Commitment) -> Option<Finding> {
    let days = days_between(commitment.opened, sight.as_of);
    let (line, fund) = sight.budget.line(commitment.line)?;
    if days <= u64::from(sight.rules.commitment_days) {
        return None;
    }
    Some(Finding {
        code: FU0101,
        severity: sight.rules.stale_commitment,
        subject: Subject::of(commitment.id, &commitment.code),
        message: format!("the commitment on `{}` has been open for {days} days", label(line, fund)),
        facts: vec![
            Fact::new("opened", commitment.opened),
            Fact::new("open", commitment.open),
            Fact::new("days open", days),
            Fact::new("days allowed", sight.rules.commitment_days),
        ],
        basis: Some(sight.rules.basis()),
        remedy: Some("ask for the invoice, or release what is not needed".to_owned()),
    })
}

fn ended(sight: &Sight<'_>, fund: &Fund, open: &BTreeMap<FundId, u64>) -> Option<Finding> {
    let open = open.get(&fund.id).copied().unwrap_or(0);
    let position = sight.state.fund_position(fund.id)?;
    let last = fund.validity.last();
    if sight.as_of <= last || (open == 0 && position.available().units() <= 0) {
        return None;
    }
    Some(Finding {
        code: FU0102,
        severity: sight.rules.ended,
        subject: Subject::of(fund.id, &fund.code),
        message: format!("the fund ended on {last} with commitments still open or money left"),
        facts: vec![
            Fact::new("last day", last),
            Fact::new("days since", days_between(last, sight.as_of)),
            Fact::new("commitments", open),
            Fact::new("open", position.committed()),
            Fact::new("left", position.available()),
        ],
        basis: Some(sight.rules.basis()),
        remedy: Some(
            "have the fund's days extended for what is carried over, or settle and release the commitments and \
             give back the rest"
                .to_owned(),
        ),
    })
}

fn slow(sight: &Sight<'_>, line: &BudgetLine) -> Option<Finding> {
    let (_, fund) = sight.budget.line(line.id)?;
    let last = fund.validity.last();
    let closing = last.checked_sub_days(Days::new(sight.rules.closing_days.into())).unwrap_or(NaiveDate::MIN);
    let over = sight.state.carried_over(fund.id).is_some_and(|day| day >= closing);
    let over = over || sight.budget.has_parts(line.id);
    if !(closing..=last).contains(&sight.as_of) || !fund.validity.contains(sight.as_of) || over {
        return None;
    }
    let position = sight.state.position(line.id)?;
    let execution = position.execution();
    if execution.reaches(sight.rules.closing_share)? {
        return None;
    }
    Some(Finding {
        code: FU0103,
        severity: sight.rules.low_execution,
        subject: Subject::of(line.id, label(line, fund)),
        message: format!("too little of the line is spent, and the fund ends on {last}"),
        facts: vec![
            Fact::new("spent", execution),
            Fact::new("asked for", sight.rules.closing_share),
            Fact::new("available", position.available()),
            Fact::new("days left", days_between(sight.as_of, last)),
        ],
        basis: Some(sight.rules.basis()),
        remedy: Some("spend it on its purpose, shift it within the fund, or plan less next year".to_owned()),
    })
}

fn unlisted<'a>(
    rules: &'a FundRules,
    fund: &'a Fund,
    catalogue: &'a PurposeCatalogue,
) -> impl Iterator<Item = Finding> {
    let purposes = fund.purposes.iter().filter(|purpose| !catalogue.contains(purpose));
    purposes.map(|purpose| Finding {
        code: FU0104,
        severity: rules.unlisted_purpose,
        subject: Subject::of(fund.id, &fund.code).at("purposes"),
        message: format!("the catalogue does not list `{purpose}`"),
        facts: vec![Fact::new("purpose", purpose.as_str())],
        basis: Some(catalogue.basis()),
        remedy: Some("have the purpose listed, or use the money for one that is".to_owned()),
    })
}

/// What was promised or spent on a day that is none of its line's; what was promised only if it is open or spent.
fn outside(sight: &Sight<'_>) -> Vec<Finding> {
    let place_of = |it: &Commitment| Some((it.id, out_of_days(sight, it.line, it.opened)?));
    let promised: BTreeMap<_, _> = sight.state.opened().filter_map(place_of).collect();
    let (mut spent, mut found) = (BTreeSet::new(), Vec::new());
    for it in sight.state.booked().filter(|it| it.reversed.is_none()) {
        if let Some(commitment) = it.commitment {
            spent.extend(promised.contains_key(&commitment).then_some(commitment));
        } else if let Some(place) = out_of_days(sight, it.line, it.on) {
            found.push(outside_of(sight, place, Subject::of(it.id, &it.code), it.on, it.amount));
        }
    }
    let kept = promised.into_iter().filter_map(|(id, place)| Some((sight.state.commitment(id)?, place)));
    let kept = kept.filter(|(it, _)| it.is_open() || spent.contains(&it.id));
    found.extend(
        kept.map(|(it, place)| outside_of(sight, place, Subject::of(it.id, &it.code), it.opened, it.amount)),
    );
    found
}

/// A line, its fund, and the days its money may be used on.
type Place<'a> = (&'a BudgetLine, &'a Fund, Period);

/// The line, unless this is one of its days.
fn out_of_days<'a>(sight: &Sight<'a>, line: BudgetLineId, day: NaiveDate) -> Option<Place<'a>> {
    let (line, fund) = sight.budget.line(line)?;
    let days = line.period.unwrap_or(fund.validity);
    (!days.contains(day)).then_some((line, fund, days))
}

fn outside_of(
    sight: &Sight<'_>,
    (line, fund, days): Place<'_>,
    subject: Subject,
    day: NaiveDate,
    amount: Money,
) -> Finding {
    Finding {
        code: FU0105,
        severity: sight.rules.outside_validity,
        subject,
        message: format!("money of `{}` was used on a day that is not the fund's", label(line, fund)),
        facts: vec![Fact::new("day", day), Fact::new("amount", amount), Fact::new("days of the fund", days)],
        basis: Some(sight.rules.basis()),
        remedy: Some("use the money of a fund whose days these are, or have the fund's extended".to_owned()),
    }
}

fn unexplained<'a>(sight: &'a Sight<'a>) -> impl Iterator<Item = Finding> {
    let mut shifts = BTreeMap::new();
    for (entry, number) in sight.budget.entries.iter().zip(1_usize..) {
        match &entry.change {
            Change::Happened { effective, event: BudgetEvent::Shifted { from, to, amount } }
                if entry.reason.is_none() && *effective <= sight.as_of =>
            {
                shifts.insert(number, (*effective, *from, *to, *amount));
            }
            Change::Happened { .. } => {}
            Change::Cancelled { entry } => {
                shifts.remove(&usize::from(*entry));
            }
        }
    }
    shifts.into_iter().filter_map(|(number, (effective, from, to, amount))| {
        let ((from, fund), (to, _)) = (sight.budget.line(from)?, sight.budget.line(to)?);
        (from.purpose != to.purpose).then(|| Finding {
            code: FU0106,
            severity: sight.rules.unexplained_shift,
            subject: Subject::of(from.id, label(from, fund)),
            message: format!("entry #{number} shifts money to `{}` without a reason", label(to, fund)),
            facts: vec![
                Fact::new("day", effective),
                Fact::new("amount", amount),
                Fact::new("from purpose", from.purpose.as_str()),
                Fact::new("to purpose", to.purpose.as_str()),
            ],
            basis: Some(sight.rules.basis()),
            remedy: Some("cancel the entry, and record it again with the decision as its reason".to_owned()),
        })
    })
}

fn overdrawn<'a>(sight: &'a Sight<'a>) -> impl Iterator<Item = Finding> {
    let lines = sight.state.positions().filter_map(|(id, position)| {
        let (line, fund) = sight.budget.line(id)?;
        overdrawn_at(sight, Subject::of(id, label(line, fund)), position)
    });
    let funds = sight.budget.funds.iter().filter_map(|fund| {
        overdrawn_at(sight, Subject::of(fund.id, &fund.code), sight.state.fund_position(fund.id)?)
    });
    lines.chain(funds)
}

fn overdrawn_at(sight: &Sight<'_>, subject: Subject, position: Position) -> Option<Finding> {
    let basis = sight.budget.control.as_ref().map(Rules::basis);
    position.is_overdrawn().then(|| Finding {
        code: FU0107,
        severity: Severity::Warning,
        subject,
        message: "more is promised and spent than was allotted".to_owned(),
        facts: vec![
            Fact::new("allotted", position.allotted()),
            Fact::new("committed", position.committed()),
            Fact::new("spent", position.spent()),
            Fact::new("short by", position.available().negated()),
        ],
        basis,
        remedy: Some("shift money to it, have it allotted more, or release what is not needed".to_owned()),
    })
}
