//! What the givers of funds ask for beside the purposes.

use collegium_core::{Finding, Money, Rules as _, Severity, Subject, finding::Fact, preset::unverified_note};

use super::{Sight, days_between};
use crate::{
    CostKind, FlatRate, FlatRateBase, Fund, FundTerms, ReportDue,
    rule::{FU0108, FU0109, FU0110},
};

/// Everything that is found by the terms of the funds.
pub(super) fn of_terms<'a>(sight: &'a Sight<'a>) -> impl Iterator<Item = Finding> {
    let with_terms = sight.budget.funds.iter().filter_map(|fund| Some((fund, fund.terms.as_ref()?)));
    with_terms.flat_map(|(fund, terms)| {
        let rates = terms.flat_rates.iter().filter_map(|rate| above_rate(sight, fund, terms, rate));
        let reports = terms.reports_due(fund.validity);
        let late = reports.into_iter().filter_map(|due| late(sight, fund, terms, &due));
        unmatched(fund, terms)
            .into_iter()
            .chain(late)
            .chain(rates)
            .chain(unverified_note(terms, "fund terms"))
    })
}

fn unmatched(fund: &Fund, terms: &FundTerms) -> Option<Finding> {
    let (own, asked) = fund.matched()?;
    (own.units() < asked.units()).then(|| Finding {
        code: FU0108,
        severity: Severity::Violation,
        subject: Subject::of(fund.id, &fund.code).at("channels"),
        message: "the college brings less of its own than the terms ask for".to_owned(),
        facts: vec![Fact::new("own", own), Fact::new("asked for", asked)],
        basis: Some(terms.basis()),
        remedy: Some("bring more of its own, or have less granted".to_owned()),
    })
}

fn late(sight: &Sight<'_>, fund: &Fund, terms: &FundTerms, due: &ReportDue) -> Option<Finding> {
    let mut reports = fund.reports.iter().filter(|it| it.name == due.name && it.until == due.until);
    let handed_in = reports.any(|report| report.on <= sight.as_of);
    (due.due < sight.as_of && !handed_in).then(|| Finding {
        code: FU0109,
        severity: Severity::Warning,
        subject: Subject::of(fund.id, &fund.code).at("reports"),
        message: format!("the report `{}` up to {} is not handed in", due.name, due.until),
        facts: vec![Fact::new("due", due.due), Fact::new("days late", days_between(due.due, sight.as_of))],
        basis: Some(terms.basis()),
        remedy: Some("hand it in, or agree on another day".to_owned()),
    })
}

fn above_rate(sight: &Sight<'_>, fund: &Fund, terms: &FundTerms, rate: &FlatRate) -> Option<Finding> {
    let FlatRateBase::Share { of, .. } = &rate.base else {
        return None;
    };
    let used = sight.state.used_for(fund.id, &rate.kind)?;
    let is_base = |kind: &CostKind| if of.is_empty() { !by_share(terms, kind) } else { of.contains(kind) };
    let base = sight.state.kinds(fund.id).filter(|(kind, _)| is_base(kind)).map(|(_, used)| used);
    let direct = Money::checked_sum(base, fund.currency).ok()?;
    let most = terms.share_of(&rate.kind, direct).ok()?;
    (used.units() > most.units()).then(|| Finding {
        code: FU0110,
        severity: Severity::Warning,
        subject: Subject::of(fund.id, &fund.code),
        message: format!("more is used for `{}` than its flat rate comes to", rate.kind),
        facts: vec![
            Fact::new("used", used),
            Fact::new("rate comes to", most),
            Fact::new("direct costs", direct),
        ],
        basis: Some(terms.basis()),
        remedy: Some("pay the rest from money of the college's own".to_owned()),
    })
}

/// Whether a kind of costs is paid as a share of others.
fn by_share(terms: &FundTerms, kind: &CostKind) -> bool {
    let is_share = |rate: &FlatRate| matches!(rate.base, FlatRateBase::Share { .. });
    terms.flat_rates.iter().any(|rate| rate.kind == *kind && is_share(rate))
}
