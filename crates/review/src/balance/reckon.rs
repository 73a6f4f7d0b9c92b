//! Reckoning the balances.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};
use collegium_core::{
    Finding, Period, Ratio, Rules as _, Severity, Subject, Validity, entity::PartnerId, finding::Fact,
    preset::unverified_note,
};
use collegium_partnerships::{Agreement, Direction, PartnershipRecords, Tier};

use super::{Balance, BalanceFormula, BalanceRule, BalanceRules, Balances, Verdict};
use crate::{
    ratio::ratio,
    rule::{RV0101, RV0102},
};

/// Reckons the balances of a period as known on a day, and says which lie outside their bands.
#[must_use]
pub fn reckon(
    rules: &BalanceRules,
    records: &PartnershipRecords<'_>,
    period: Period,
    as_of: NaiveDate,
) -> Balances {
    let balances: Vec<_> = rules.balances.iter().map(|rule| balance(rule, records, period, as_of)).collect();
    let findings = balances.iter().filter_map(|balance| finding(rules, balance));
    Balances { findings: findings.chain(unverified_note(rules, "balances")).collect(), balances }
}

fn balance(
    rule: &BalanceRule,
    records: &PartnershipRecords<'_>,
    period: Period,
    as_of: NaiveDate,
) -> Balance {
    let rate = match &rule.formula {
        BalanceFormula::WithResult => with_result(records, period, as_of),
        BalanceFormula::WithTiers { tiers } => with_tiers(tiers, records, period, as_of),
        BalanceFormula::LongTerms { months } => long_terms(*months, records, as_of),
        BalanceFormula::TakenAbroad => taken_abroad(records, period, as_of),
    };
    let verdict = Verdict::of(&rate, rule.low, rule.high);
    Balance {
        code: rule.code.clone(),
        name: rule.name.clone(),
        rate,
        low: rule.low,
        high: rule.high,
        verdict,
    }
}

fn with_result(records: &PartnershipRecords<'_>, period: Period, as_of: NaiveDate) -> Ratio {
    let over: Vec<_> = records.held(period, as_of).filter(|activity| activity.is_over_on(as_of)).collect();
    let with = over.iter().filter(|activity| activity.result.is_some()).count();
    ratio(with, over.len(), "activities of the period that are over")
}

fn with_tiers(
    tiers: &BTreeSet<Tier>,
    records: &PartnershipRecords<'_>,
    period: Period,
    as_of: NaiveDate,
) -> Ratio {
    let in_focus = records
        .partners
        .iter()
        .filter(|partner| partner.tier.as_ref().is_some_and(|tier| tiers.contains(tier)));
    let in_focus: BTreeSet<PartnerId> = in_focus.map(|partner| partner.id).collect();
    let with_partner: Vec<_> =
        records.held(period, as_of).filter(|activity| !activity.partners.is_empty()).collect();
    let focused = with_partner.iter().filter(|activity| !activity.partners.is_disjoint(&in_focus)).count();
    ratio(focused, with_partner.len(), "activities of the period with a partner")
}

fn long_terms(months: u32, records: &PartnershipRecords<'_>, as_of: NaiveDate) -> Ratio {
    let in_force: Vec<_> =
        records.agreements.iter().filter(|agreement| agreement.is_in_force_on(as_of)).collect();
    let long = in_force.iter().filter(|agreement| is_long(agreement, months, as_of)).count();
    ratio(long, in_force.len(), "agreements in force")
}

/// A term is so many months long if it ends on the day before its first day, so many months later, or after that.
fn is_long(agreement: &Agreement, months: u32, as_of: NaiveDate) -> bool {
    match agreement.validity_on(as_of) {
        None => false,
        Some(Validity::From(_)) => true,
        Some(Validity::During(term)) => {
            let (due, next) = (term.first().checked_add_months(Months::new(months)), term.last().succ_opt());
            due.is_some_and(|due| next.is_none_or(|next| due <= next))
        }
    }
}

fn taken_abroad(records: &PartnershipRecords<'_>, period: Period, as_of: NaiveDate) -> Ratio {
    let held: Vec<_> = records.held(period, as_of).collect();
    let abroad = held.iter().filter(|activity| activity.direction == Direction::TakenAbroad).count();
    ratio(abroad, held.len(), "activities of the period")
}

fn finding(rules: &BalanceRules, balance: &Balance) -> Option<Finding> {
    let (code, severity, message, remedy) = match balance.verdict {
        Verdict::Within => return None,
        Verdict::Undefined => {
            (RV0102, Severity::Note, "there is nothing to reckon the balance from".to_owned(), None)
        }
        Verdict::Below | Verdict::Above => {
            let message = format!("the balance of {} lies {}", balance.name, balance.verdict);
            let remedy = "look at what makes the difference, and plan next year by it".to_owned();
            (RV0101, rules.severity, message, Some(remedy))
        }
    };
    Some(Finding {
        code,
        severity,
        subject: Subject::named("balance", &balance.code),
        message,
        facts: vec![
            Fact::new("rate", balance.rate.clone()),
            Fact::new("band from", balance.low),
            Fact::new("to", balance.high),
        ],
        basis: Some(rules.basis()),
        remedy,
    })
}
