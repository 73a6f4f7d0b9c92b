//! The checks of this crate: one function a rule.

mod terms;

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use collegium_core::{
    Finding, Findings, Money, Rules, Severity, Subject, entity::CommitmentId, finding::Fact,
    preset::unverified_note,
};

use crate::{
    Budget, BudgetEvent, BudgetLine, BudgetState, Commitment, Expenditure, Fund, FundRules, LineCode,
    Position, PurposeCatalogue,
    rule::{FU0101, FU0102, FU0103, FU0104, FU0105, FU0106, FU0107},
};

/// What every check looks at.
struct Sight<'a> {
    rules: &'a FundRules,
    budget: &'a Budget,
    state: BudgetState,
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
        let sight = Sight { rules: self, budget, state: budget.state_on(as_of), as_of };
        let commitments = sight.state.opened().filter_map(|commitment| stale(&sight, commitment));
        let ended = budget.funds.iter().filter_map(|fund| ended(&sight, fund));
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
    if !commitment.is_open() || days <= u64::from(sight.rules.commitment_days) {
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

fn ended(sight: &Sight<'_>, fund: &Fund) -> Option<Finding> {
    let of_fund = |line| sight.budget.line(line).is_some_and(|(_, it)| it.id == fund.id);
    let open = sight.state.opened().filter(|it| it.is_open() && of_fund(it.line)).count() as u64;
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

fn outside<'a>(sight: &'a Sight<'a>) -> impl Iterator<Item = Finding> {
    let kept = |it: &&Expenditure| it.reversed.is_none();
    let used: BTreeSet<CommitmentId> =
        sight.state.booked().filter(kept).filter_map(|it| it.commitment).collect();
    let commitments = sight.state.opened();
    let promised =
        commitments.filter(move |it| it.is_open() || used.contains(&it.id)).filter_map(|commitment| {
            let subject = Subject::of(commitment.id, &commitment.code);
            let (line, fund) = sight.budget.line(commitment.line)?;
            outside_of(sight, line, fund, subject, commitment.opened, commitment.amount)
        });
    let direct = sight.state.booked().filter(kept).filter(|it| it.commitment.is_none());
    let spent = direct.filter_map(|expenditure| {
        let subject = Subject::of(expenditure.id, &expenditure.code);
        let (line, fund) = sight.budget.line(expenditure.line)?;
        outside_of(sight, line, fund, subject, expenditure.on, expenditure.amount)
    });
    promised.chain(spent)
}

fn outside_of(
    sight: &Sight<'_>,
    line: &BudgetLine,
    fund: &Fund,
    subject: Subject,
    day: NaiveDate,
    amount: Money,
) -> Option<Finding> {
    let days = line.period.unwrap_or(fund.validity);
    if days.contains(day) {
        return None;
    }
    Some(Finding {
        code: FU0105,
        severity: sight.rules.outside_validity,
        subject,
        message: format!("money of `{}` was used on a day that is not the fund's", label(line, fund)),
        facts: vec![Fact::new("day", day), Fact::new("amount", amount), Fact::new("days of the fund", days)],
        basis: Some(sight.rules.basis()),
        remedy: Some("use the money of a fund whose days these are, or have the fund's extended".to_owned()),
    })
}

fn unexplained<'a>(sight: &'a Sight<'a>) -> impl Iterator<Item = Finding> {
    let standing = sight.budget.standing().take_while(|(_, effective, _)| *effective <= sight.as_of);
    standing.filter(|(.., entry)| entry.reason.is_none()).filter_map(|(number, effective, entry)| {
        let Some(BudgetEvent::Shifted { from, to, amount }) = entry.event() else {
            return None;
        };
        let ((from, fund), (to, _)) = (sight.budget.line(*from)?, sight.budget.line(*to)?);
        (from.purpose != to.purpose).then(|| Finding {
            code: FU0106,
            severity: sight.rules.unexplained_shift,
            subject: Subject::of(from.id, label(from, fund)),
            message: format!("entry {number} shifts money to `{}` without a reason", label(to, fund)),
            facts: vec![
                Fact::new("day", effective),
                Fact::new("amount", *amount),
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
