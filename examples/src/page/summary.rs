//! What somebody wants to know first: a few figures, each with its denominator.

use collegium::{
    Findings, Ratio,
    partnerships::AgreementStatus,
    region::Standing,
    review::{AnnualReview, Verdict},
};
use maud::{Markup, html};

use super::words::{amount, number, percent, rate, text};

pub(super) fn section(review: &AnnualReview, findings: &Findings) -> Markup {
    html! {
        div.tiles {
            (partners(review))
            (agreements(review))
            (students(review))
            (tile_of("#students", "Left for the partner in time", &review.cohort.overseas_rate))
            (tile_of("#students", "Graduated abroad", &review.cohort.graduation_rate))
            (tile("#students", "International students", &number(review.cohort.inbound.values().sum()), &html! {
                "from " (review.cohort.inbound_countries()) " countries and regions"
            }))
            (tile_of("#staff", "Staff who went abroad", &review.development.travelled))
            @for total in review.statement.iter().flat_map(|statement| &statement.totals) {
                (tile("#funds", "Spent of the special fund", &large(&total.execution()), &html! {
                    span.n { (amount(total.spent())) } " of " span.n { (amount(total.allotted())) } " allotted"
                }))
            }
            (balances(review))
            (warnings(findings))
        }
    }
}

fn tile(to: &str, label: &str, figure: &str, below: &Markup) -> Markup {
    html! { a.tile href=(to) { span.label { (label) } span.big { (figure) } span.below { (below) } } }
}

/// A tile of a rate: the percentage large, the figures below.
fn tile_of(to: &str, label: &str, ratio: &Ratio) -> Markup {
    tile(to, label, &large(ratio), &rate(ratio))
}

/// The percentage of a rate, or a stroke where there is none.
fn large(ratio: &Ratio) -> String {
    percent(ratio).unwrap_or_else(|| "–".to_owned())
}

fn of(part: u64, whole: u64, words: &str) -> Markup {
    Ratio::count(part, whole, words)
        .map_or_else(|_| html! {}, |ratio| html! { (text(&ratio.to_string())) " of " (words) })
}

fn partners(review: &AnnualReview) -> Markup {
    let portfolio = &review.portfolio;
    let all: u64 = portfolio.by_country.values().sum();
    let home = portfolio.by_standing.get(&Standing::Home).copied().unwrap_or(0);
    tile("#partners", "Partners", &number(all), &of(all - home.min(all), all, "them abroad"))
}

fn students(review: &AnnualReview) -> Markup {
    let cohort = &review.cohort;
    let abroad = of(cohort.abroad, cohort.on_routes, "them at a partner's");
    tile("#students", "Students on cooperative programmes", &number(cohort.on_routes), &abroad)
}

fn agreements(review: &AnnualReview) -> Markup {
    let portfolio = &review.portfolio;
    let in_force = portfolio.by_status.get(&AgreementStatus::InForce).copied().unwrap_or(0);
    let ending = portfolio.ending.len() as u64;
    tile("#agreements", "Agreements in force", &number(in_force), &of(ending, in_force, "them about to end"))
}

fn balances(review: &AnnualReview) -> Markup {
    let balances = &review.balances.balances;
    let within = balances.iter().filter(|balance| balance.verdict == Verdict::Within).count() as u64;
    let undefined = balances.iter().filter(|balance| balance.verdict == Verdict::Undefined).count();
    tile(
        "#balances",
        "Balances within their band",
        &number(within),
        &html! {
            "of " (balances.len()) " balances"
            @if undefined > 0 { "; " (undefined) " not defined" }
        },
    )
}

fn warnings(findings: &Findings) -> Markup {
    let (violations, warnings, notes) = (
        findings.violations().count() as u64,
        findings.warnings().count() as u64,
        findings.notes().count() as u64,
    );
    tile(
        "#findings",
        "Rules broken",
        &number(violations),
        &html! {
            "and " (number(warnings)) " strained; " (number(notes)) " notes"
        },
    )
}
