//! What a year says under its four headings.

use std::collections::BTreeMap;

use collegium_core::{
    Finding, Ratio, Severity,
    finding::{Code, Fact},
};
use collegium_indicators::{IndicatorSystem, ScoreCard};
use collegium_partnerships::AgreementStatus;

use super::{AnnualReview, Remark};
use crate::{Verdict, rule::RV0101};

/// Points from which an indicator of a unit stands out, and below which it falls short.
const STANDS_OUT: i64 = 90;
const FALLS_SHORT: i64 = 60;

/// How things stand: one line a part.
pub(super) fn situation(review: &AnnualReview) -> Vec<Remark> {
    let mut remarks = vec![partners(review), agreements(review), activities(review)];
    remarks.extend(students(review));
    remarks.push(inbound(review));
    remarks.push(staff(review));
    remarks.extend(money(review));
    remarks
}

fn partners(review: &AnnualReview) -> Remark {
    let partners: u64 = review.portfolio.by_country.values().sum();
    let countries = review.portfolio.by_country.len() as u64;
    let text = format!("{partners} partners in {countries} countries and regions");
    Remark::new(text, vec![Fact::new("partners", partners), Fact::new("countries and regions", countries)])
}

fn agreements(review: &AnnualReview) -> Remark {
    let in_force = review.portfolio.by_status.get(&AgreementStatus::InForce).copied().unwrap_or(0);
    let text = format!("{in_force} agreements in force; partners with one: {}", review.portfolio.bound);
    Remark::new(
        text,
        vec![Fact::new("in force", in_force), Fact::new("bound", review.portfolio.bound.clone())],
    )
}

fn activities(review: &AnnualReview) -> Remark {
    let portfolio = &review.portfolio;
    let held: u64 = portfolio.activities.values().sum();
    let text = format!(
        "{held} activities with {} people taking part; with a result: {}",
        portfolio.people, portfolio.with_result
    );
    let facts = vec![
        Fact::new("activities", held),
        Fact::new("people", portfolio.people),
        Fact::new("with a result", portfolio.with_result.clone()),
    ];
    Remark::new(text, facts)
}

fn students(review: &AnnualReview) -> [Remark; 3] {
    let cohort = &review.cohort;
    let now = format!(
        "{} students on {} cooperative programmes, {} of them at a partner's; {} trained so far, {} on to a master's",
        cohort.on_routes,
        cohort.programmes.len(),
        cohort.abroad,
        cohort.trained,
        cohort.to_master
    );
    let facts = vec![
        Fact::new("on routes", cohort.on_routes),
        Fact::new("abroad", cohort.abroad),
        Fact::new("trained", cohort.trained),
        Fact::new("on to a master's", cohort.to_master),
    ];
    let rate = |name: &'static str, what: &str, ratio: &Ratio| {
        Remark::new(format!("{what}: {ratio}, of {}", ratio.of()), vec![Fact::new(name, ratio.clone())])
    };
    [
        Remark::new(now, facts),
        rate("overseas rate", "left for the partner within twelve months", &cohort.overseas_rate),
        rate("graduation rate", "graduated abroad", &cohort.graduation_rate),
    ]
}

fn inbound(review: &AnnualReview) -> Remark {
    let (students, countries) =
        (review.cohort.inbound.values().sum::<u64>(), review.cohort.inbound.len() as u64);
    let text = format!("{students} international students from {countries} countries");
    Remark::new(text, vec![Fact::new("international students", students), Fact::new("countries", countries)])
}

fn staff(review: &AnnualReview) -> Remark {
    let development = &review.development;
    let days = development.person_days_abroad();
    let text = format!(
        "{} members of staff, of whom abroad in the year: {}; {days} person-days",
        development.employed, development.travelled
    );
    let facts = vec![
        Fact::new("employed", development.employed),
        Fact::new("travelled", development.travelled.clone()),
        Fact::new("person-days abroad", days),
    ];
    Remark::new(text, facts)
}

fn money(review: &AnnualReview) -> Vec<Remark> {
    let totals = review.statement.iter().flat_map(|statement| &statement.totals);
    let line = |position: &collegium_funding::Position| {
        let text = format!(
            "of {} allotted, {} spent and {} promised; {} available",
            position.allotted(),
            position.spent(),
            position.committed(),
            position.available()
        );
        let facts = vec![
            Fact::new("allotted", position.allotted()),
            Fact::new("spent", position.spent()),
            Fact::new("committed", position.committed()),
            Fact::new("available", position.available()),
        ];
        Remark::new(text, facts)
    };
    totals.map(line).collect()
}

/// What stands out: the best college, balances that are kept, indicators with high points.
pub(super) fn characteristics(review: &AnnualReview, system: &IndicatorSystem) -> Vec<Remark> {
    let mut remarks: Vec<_> = first_college(review).into_iter().collect();
    let kept = review.balances.balances.iter().filter(|balance| balance.verdict == Verdict::Within);
    remarks.extend(kept.map(|balance| {
        let text = format!("{} in balance: {}", balance.name, balance.rate);
        Remark::new(text, vec![Fact::new("rate", balance.rate.clone())])
    }));
    remarks.extend(
        indicators(review, system, |points| points >= STANDS_OUT)
            .map(|(text, facts)| Remark::new(format!("high: {text}"), facts)),
    );
    remarks
}

fn first_college(review: &AnnualReview) -> Option<Remark> {
    let card = review.evaluation.cards.first()?;
    let total = card.total?;
    let band = card.band.as_ref().map_or_else(String::new, |band| format!(" ({band})"));
    let text =
        format!("{} is first with {total} points{band}; weight observed: {}", card.name, card.coverage);
    let facts = vec![
        Fact::new("points", total.to_string()),
        Fact::new("weight observed", card.coverage.clone()),
        Fact::new("college", card.name.clone()),
    ];
    Some(Remark::new(text, facts))
}

/// What falls short: rules broken or strained, by code; balances lost; indicators with low points.
pub(super) fn shortcomings(review: &AnnualReview, system: &IndicatorSystem) -> Vec<Remark> {
    let findings = review.all_findings();
    let mut by_code = BTreeMap::<(Severity, Code), Vec<&Finding>>::new();
    for finding in
        findings.iter().filter(|finding| finding.severity != Severity::Note && finding.code != RV0101)
    {
        by_code.entry((finding.severity, finding.code)).or_default().push(finding);
    }
    let mut remarks: Vec<_> =
        by_code.into_iter().filter_map(|((_, code), findings)| grouped(code, &findings)).collect();
    let lost = |verdict| matches!(verdict, Verdict::Below | Verdict::Above);
    remarks.extend(review.balances.balances.iter().filter(|balance| lost(balance.verdict)).map(|balance| {
        let text = format!("{} {}: {}", balance.name, balance.verdict, balance.rate);
        let facts = vec![
            Fact::new("rate", balance.rate.clone()),
            Fact::new("band from", balance.low),
            Fact::new("to", balance.high),
        ];
        Remark::new(text, facts).resting_on([RV0101])
    }));
    remarks.extend(
        indicators(review, system, |points| points < FALLS_SHORT)
            .map(|(text, facts)| Remark::new(format!("low: {text}"), facts)),
    );
    remarks
}

/// The findings of one code in one line: how many, and the first in full.
fn grouped(code: Code, findings: &[&Finding]) -> Option<Remark> {
    let first = findings.first()?;
    let number = findings.len() as u64;
    let text = match number {
        1 => format!("{}: {}", first.subject, first.message),
        _ => format!("{number} times, first {}: {}", first.subject, first.message),
    };
    let facts = vec![Fact::new("times", number), Fact::new("severity", first.severity.to_string())];
    Some(Remark::new(text, facts).resting_on([code]))
}

/// The indicators on which colleges have points that pass a test: a line each, with the colleges.
fn indicators<'a>(
    review: &'a AnnualReview,
    system: &'a IndicatorSystem,
    passes: impl Fn(i64) -> bool + 'a,
) -> impl Iterator<Item = (String, Vec<Fact>)> + 'a {
    let cards = &review.evaluation.cards;
    system.indicators().filter(|(_, indicator)| indicator.weight > 0).filter_map(move |(_, indicator)| {
        let colleges: Vec<_> = cards
            .iter()
            .filter(|card| points(card, indicator).is_some_and(&passes))
            .map(|card| &card.code)
            .collect();
        let observed = cards.iter().filter(|card| points(card, indicator).is_some()).count();
        let names: Vec<_> = colleges.iter().map(ToString::to_string).collect();
        let ratio = crate::ratio::ratio(colleges.len(), observed, "colleges observed");
        let text = format!("{} at {} ({ratio})", indicator.name, names.join(", "));
        let facts = vec![Fact::new("indicator", indicator.code.to_string()), Fact::new("colleges", ratio)];
        (!colleges.is_empty()).then_some((text, facts))
    })
}

/// The points of a unit on an indicator, cut to a whole number; `None` if it has none.
fn points(card: &ScoreCard, indicator: &collegium_indicators::Indicator) -> Option<i64> {
    let scores = card.areas.iter().flat_map(|area| &area.indicators);
    let score = scores.filter(|score| score.code == indicator.code).find_map(|score| score.score.as_ref())?;
    score.points.value().trunc().try_into().ok()
}

/// What is due: agreements that end, money that waits, and what would mend what falls short.
pub(super) fn expectations(review: &AnnualReview) -> Vec<Remark> {
    let mut remarks: Vec<_> = ending(review).into_iter().chain(promised(review)).collect();
    let findings = review.all_findings();
    let mut remedies = BTreeMap::<&str, Vec<&Finding>>::new();
    for finding in findings.iter().filter(|finding| finding.severity != Severity::Note) {
        if let Some(remedy) = &finding.remedy {
            remedies.entry(remedy).or_default().push(finding);
        }
    }
    let mut remedies: Vec<_> = remedies.into_iter().collect();
    remedies
        .sort_by_key(|(remedy, findings)| (findings.iter().map(|finding| finding.severity).min(), *remedy));
    remarks.extend(remedies.into_iter().map(|(remedy, findings)| {
        let labels: Vec<_> = findings.iter().take(3).map(|finding| finding.subject.label.as_str()).collect();
        let more =
            if findings.len() > 3 { format!(" and {} more", findings.len() - 3) } else { String::new() };
        let text = format!("{remedy}: {}{more}", labels.join(", "));
        Remark::new(text, vec![Fact::new("times", findings.len() as u64)])
            .resting_on(findings.iter().map(|finding| finding.code))
    }));
    remarks
}

fn ending(review: &AnnualReview) -> Option<Remark> {
    let first = review.portfolio.ending.first()?;
    let number = review.portfolio.ending.len() as u64;
    let text =
        format!("{number} agreements end within the notice, the first, {}, on {}", first.code, first.last);
    Some(Remark::new(text, vec![Fact::new("agreements", number), Fact::new("first ends", first.last)]))
}

fn promised(review: &AnnualReview) -> Option<Remark> {
    let open = &review.statement.as_ref()?.open;
    let number = open.len() as u64;
    let text = format!("{number} commitments are open: see that they are paid or released");
    (number > 0).then(|| Remark::new(text, vec![Fact::new("open commitments", number)]))
}
