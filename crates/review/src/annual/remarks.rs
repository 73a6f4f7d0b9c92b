//! What a year says under its four headings.

use std::collections::BTreeMap;

use collegium_core::{
    Finding, Findings, Ratio, Severity,
    count::counted,
    finding::{Code, Fact},
    region::Standing,
};
use collegium_indicators::{Indicator, IndicatorSystem, Points, Reading, ScoreCard};
use collegium_partnerships::{AgreementStatus, rule::PA0101};
use collegium_pathways::rule::PW0202;

use super::{AnnualReview, Remark, RemarkKind as Kind};
use crate::{Verdict, ratio::ratio, rule::RV0101};

/// How things stand: one line a part.
pub(super) fn situation(review: &AnnualReview) -> Vec<Remark> {
    let mut remarks = vec![partners(review), agreements(review), activities(review)];
    remarks.extend(students(review));
    remarks.push(inbound(review));
    remarks.push(staff(review));
    remarks.extend(money(review));
    remarks
}

/// A rate within a sentence. A rate of nothing is no zero: it says that there is nothing.
fn rate(ratio: &Ratio) -> String {
    if ratio.value().is_some() {
        ratio.to_string()
    } else {
        format!("not defined, there are no {}", ratio.of())
    }
}

/// A rate at the end of a sentence that has not said what the whole is.
fn rate_of(ratio: &Ratio) -> String {
    if ratio.value().is_some() { format!("{ratio}, of {}", ratio.of()) } else { rate(ratio) }
}

fn partners(review: &AnnualReview) -> Remark {
    let portfolio = &review.portfolio;
    let partners: u64 = portfolio.by_country.values().sum();
    let at_home = portfolio.by_standing.get(&Standing::Home).copied().unwrap_or(0);
    // Home is one country: what is abroad lies in the others.
    let countries = portfolio.by_country.len() as u64 - u64::from(at_home > 0);
    let text = format!(
        "{}, {} of them abroad in {}",
        counted(partners, "partner", "partners"),
        partners - at_home,
        countries_and_regions(countries)
    );
    let facts = vec![
        Fact::new("partners", partners),
        Fact::new("abroad", partners - at_home),
        Fact::new("countries and regions abroad", countries),
    ];
    Remark::new(Kind::Partners, text, facts)
}

fn countries_and_regions(number: u64) -> String {
    counted(number, "country or region", "countries and regions")
}

fn agreements(review: &AnnualReview) -> Remark {
    let in_force = review.portfolio.by_status.get(&AgreementStatus::InForce).copied().unwrap_or(0);
    let text = format!(
        "{} in force; partners with one: {}",
        counted(in_force, "agreement", "agreements"),
        rate(&review.portfolio.bound)
    );
    Remark::new(
        Kind::Agreements,
        text,
        vec![Fact::new("in force", in_force), Fact::new("bound", review.portfolio.bound.clone())],
    )
}

fn activities(review: &AnnualReview) -> Remark {
    let portfolio = &review.portfolio;
    let held: u64 = portfolio.activities.values().sum();
    let text = format!(
        "{} with {} taking part; with a result: {}",
        counted(held, "activity", "activities"),
        counted(portfolio.people, "person", "people"),
        rate_of(&portfolio.with_result)
    );
    let facts = vec![
        Fact::new("activities", held),
        Fact::new("people", portfolio.people),
        Fact::new("with a result", portfolio.with_result.clone()),
    ];
    Remark::new(Kind::Activities, text, facts)
}

fn students(review: &AnnualReview) -> [Remark; 3] {
    let cohort = &review.cohort;
    // The cohort keeps programmes whose last student has left: they have none now.
    let running = cohort.programmes.iter().filter(|count| !count.stages.is_empty()).count() as u64;
    let abroad = ratio(cohort.abroad, cohort.on_routes, "students on routes");
    let now = format!(
        "{} on {}, at a partner's: {}; {} trained so far, {} on to a master's, {} came back",
        counted(cohort.on_routes, "student", "students"),
        counted(running, "cooperative programme", "cooperative programmes"),
        rate(&abroad),
        cohort.trained,
        cohort.to_master,
        cohort.returned
    );
    let facts = vec![
        Fact::new("on routes", cohort.on_routes),
        Fact::new("programmes", running),
        Fact::new("abroad", abroad),
        Fact::new("trained", cohort.trained),
        Fact::new("on to a master's", cohort.to_master),
        Fact::new("came back", cohort.returned),
    ];
    let line = |kind, name: &'static str, what: &str, ratio: &Ratio| {
        Remark::new(kind, format!("{what}: {}", rate_of(ratio)), vec![Fact::new(name, ratio.clone())])
    };
    let open = cohort.findings.iter().find(|finding| finding.code == PW0202).map(|finding| finding.code);
    let so_far = if open.is_some() { ", so far" } else { "" };
    let left = format!("left for the partner within twelve months{so_far}");
    [
        Remark::new(Kind::Students, now, facts),
        line(Kind::OverseasRate, "overseas rate", &left, &cohort.overseas_rate).resting_on(open),
        line(Kind::GraduationRate, "graduation rate", "graduated abroad", &cohort.graduation_rate),
    ]
}

fn inbound(review: &AnnualReview) -> Remark {
    let (students, countries) =
        (review.cohort.inbound.values().sum::<u64>(), review.cohort.inbound.len() as u64);
    let text = format!(
        "{} from {}",
        counted(students, "international student", "international students"),
        countries_and_regions(countries)
    );
    let facts =
        vec![Fact::new("international students", students), Fact::new("countries and regions", countries)];
    Remark::new(Kind::InternationalStudents, text, facts)
}

fn staff(review: &AnnualReview) -> Remark {
    let development = &review.development;
    let days = development.person_days_abroad();
    let text = format!(
        "{}, of whom abroad in the period: {}; {}",
        counted(development.employed, "member of staff", "members of staff"),
        rate(&development.travelled),
        counted(days, "person-day", "person-days")
    );
    let facts = vec![
        Fact::new("employed", development.employed),
        Fact::new("travelled", development.travelled.clone()),
        Fact::new("person-days abroad", days),
    ];
    Remark::new(Kind::Staff, text, facts)
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
        Remark::new(Kind::Money, text, facts)
    };
    totals.map(line).collect()
}

/// What stands out: the best college, balances that are kept, indicators with high points.
pub(super) fn characteristics(review: &AnnualReview, system: &IndicatorSystem) -> Vec<Remark> {
    let mut remarks: Vec<_> = first_colleges(review).into_iter().collect();
    let kept = review.balances.balances.iter().filter(|balance| balance.verdict == Verdict::Within);
    remarks.extend(kept.map(|balance| {
        let text = format!("{} in balance: {}", balance.name, rate_of(&balance.rate));
        let facts = vec![Fact::new("balance", balance.name.clone()), Fact::new("rate", balance.rate.clone())];
        Remark::new(Kind::BalanceKept, text, facts)
    }));
    remarks.extend(
        indicators(review, system, |points| stands_out(system, points))
            .map(|(text, facts)| Remark::new(Kind::IndicatorHigh, format!("high: {text}"), facts)),
    );
    remarks
}

/// The college with the highest total, or those that share it; none where no other has a lower one.
fn first_colleges(review: &AnnualReview) -> Option<Remark> {
    let judged = || review.evaluation.cards.iter().filter(|card| card.total.is_some());
    let leaders: Vec<_> = judged().filter(|card| card.rank == Some(1)).collect();
    let first = leaders.first().filter(|_| judged().count() > leaders.len())?;
    let total = first.total?;
    let band = first.band.as_ref().map_or_else(String::new, |band| format!(" ({band})"));
    let names: Vec<_> = leaders.iter().map(|card| card.name.to_string()).collect();
    let observed: Vec<_> = leaders.iter().map(|card| card.coverage.to_string()).collect();
    let text = format!(
        "{} {} first with {total} points{band}; weight observed: {}",
        names.join(" and "),
        if leaders.len() == 1 { "is" } else { "are" },
        observed.join(" and ")
    );
    let of_each = |card: &&ScoreCard| {
        [Fact::new("unit", card.name.clone()), Fact::new("weight observed", card.coverage.clone())]
    };
    let mut facts = vec![Fact::new("points", total.value())];
    facts.extend(first.band.iter().map(|band| Fact::new("band", band.clone())));
    facts.extend(leaders.iter().flat_map(of_each));
    Some(Remark::new(Kind::FirstUnits, text, facts))
}

/// What falls short: rules broken or strained, by code; balances lost; indicators with low points.
pub(super) fn shortcomings(
    review: &AnnualReview,
    findings: &Findings,
    system: &IndicatorSystem,
) -> Vec<Remark> {
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
        let text = format!("{} {}: {}", balance.name, balance.verdict, rate_of(&balance.rate));
        let facts = vec![
            Fact::new("balance", balance.name.clone()),
            Fact::new("rate", balance.rate.clone()),
            Fact::new("verdict", balance.verdict.to_string()),
            Fact::new("band from", balance.low),
            Fact::new("to", balance.high),
        ];
        Remark::new(Kind::BalanceLost, text, facts).resting_on([RV0101])
    }));
    remarks.extend(
        indicators(review, system, |points| falls_short(system, points))
            .map(|(text, facts)| Remark::new(Kind::IndicatorLow, format!("low: {text}"), facts)),
    );
    remarks
}

/// The findings of one code in one line: how many, and the first in full.
fn grouped(code: Code, findings: &[&Finding]) -> Option<Remark> {
    let first = findings.first()?;
    let number = findings.len() as u64;
    let text = match number {
        1 => format!("{}: {}", first.subject, first.message),
        _ => format!("{number} times, such as {}: {}", first.subject, first.message),
    };
    let facts = vec![
        Fact::new("times", number),
        Fact::new("severity", first.severity.to_string()),
        Fact::new("subject", first.subject.to_string()),
    ];
    Some(Remark::new(Kind::FindingsOfCode, text, facts).resting_on([code]))
}

/// The indicators on which colleges have points that pass a test: a line each, with the colleges.
fn indicators<'a>(
    review: &'a AnnualReview,
    system: &'a IndicatorSystem,
    passes: impl Fn(Points) -> bool + 'a,
) -> impl Iterator<Item = (String, Vec<Fact>)> + 'a {
    let cards = &review.evaluation.cards;
    system.indicators().filter(|(_, indicator)| indicator.weight > 0).filter_map(move |(_, indicator)| {
        let colleges: Vec<_> = cards
            .iter()
            .filter(|card| points(card, indicator).is_some_and(&passes))
            .map(|card| card.code.as_str())
            .collect();
        let observed = cards.iter().filter(|card| points(card, indicator).is_some()).count();
        let share = ratio(colleges.len(), observed, "units with a value");
        let text =
            format!("{} at {}; that is {share} units with a value", indicator.name, colleges.join(", "));
        let mut facts = vec![
            Fact::new("indicator", indicator.code.to_string()),
            Fact::new("name", indicator.name.clone()),
            Fact::new("units", share),
        ];
        facts.extend(colleges.iter().map(|college| Fact::new("unit", *college)));
        (!colleges.is_empty()).then_some((text, facts))
    })
}

/// Whether points reach the highest band of the system, where there are several.
fn stands_out(system: &IndicatorSystem, points: Points) -> bool {
    system.bands.len() > 1
        && system.bands.iter().map(|band| band.from).max().is_some_and(|from| points >= from)
}

/// Whether points lie in the lowest band of the system, where there are several.
fn falls_short(system: &IndicatorSystem, points: Points) -> bool {
    let lowest = system.bands.iter().map(|band| band.from).min();
    let second = system.bands.iter().map(|band| band.from).filter(|from| Some(*from) != lowest).min();
    second.is_some_and(|from| points < from)
}

/// The points of what was observed of a unit on an indicator. What is missing has none, also where the evaluation counts
/// it at its worst: nobody has seen that it is low.
fn points(card: &ScoreCard, indicator: &Indicator) -> Option<Points> {
    let scores = card.areas.iter().flat_map(|area| &area.indicators);
    let seen = scores.filter(|score| matches!(score.reading, Reading::Seen(_)));
    let score = seen.filter(|score| score.code == indicator.code).find_map(|score| score.score.as_ref())?;
    Some(score.points)
}

/// What is due: agreements that end, money that waits, and what would mend what falls short.
pub(super) fn expectations(review: &AnnualReview, findings: &Findings) -> Vec<Remark> {
    let mut remarks: Vec<_> = ending(review).into_iter().chain(promised(review)).collect();
    let mut remedies = BTreeMap::<&str, Vec<&Finding>>::new();
    // What is to be done about agreements that end is said by the line on them.
    let strained =
        findings.iter().filter(|finding| finding.severity != Severity::Note && finding.code != PA0101);
    for finding in strained {
        if let Some(remedy) = &finding.remedy {
            remedies.entry(remedy).or_default().push(finding);
        }
    }
    let mut remedies: Vec<_> = remedies.into_iter().collect();
    remedies
        .sort_by_key(|(remedy, findings)| (findings.iter().map(|finding| finding.severity).min(), *remedy));
    remarks.extend(remedies.into_iter().map(|(remedy, findings)| mended(remedy, &findings)));
    remarks
}

/// What would mend these findings, with the first three things they are about, each named once.
fn mended(remedy: &str, findings: &[&Finding]) -> Remark {
    let mut labels: Vec<&str> = Vec::new();
    for finding in findings {
        let label = finding.subject.label.as_str();
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    let shown: Vec<_> = labels.iter().take(3).copied().collect();
    let more = if labels.len() > 3 { format!(" and {} more", labels.len() - 3) } else { String::new() };
    let text = format!("{remedy}: {}{more}", shown.join(", "));
    let mut facts = vec![Fact::new("times", findings.len() as u64)];
    facts.extend(shown.into_iter().map(|label| Fact::new("subject", label)));
    Remark::new(Kind::Remedy, text, facts).resting_on(findings.iter().map(|finding| finding.code))
}

fn ending(review: &AnnualReview) -> Option<Remark> {
    let first = review.portfolio.ending.first()?;
    let number = review.portfolio.ending.len() as u64;
    let text = match number {
        1 => format!(
            "1 agreement ends within the notice, {} on {}: renew it, or decide to let it end",
            first.code, first.last
        ),
        _ => format!(
            "{number} agreements end within the notice, the first, {}, on {}: renew them, or decide to let them end",
            first.code, first.last
        ),
    };
    let facts = vec![
        Fact::new("agreements", number),
        Fact::new("first", first.code.to_string()),
        Fact::new("first ends", first.last),
    ];
    Some(Remark::new(Kind::AgreementsEnding, text, facts).resting_on([PA0101]))
}

fn promised(review: &AnnualReview) -> Option<Remark> {
    let number = review.statement.as_ref()?.open.len() as u64;
    let text = match number {
        0 => return None,
        1 => "1 commitment is open: see that it is paid or released".to_owned(),
        _ => format!("{number} commitments are open: see that they are paid or released"),
    };
    Some(Remark::new(Kind::CommitmentsOpen, text, vec![Fact::new("open commitments", number)]))
}
