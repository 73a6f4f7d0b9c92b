//! The special fund by purpose.

use collegium::{funding::Position, review::AnnualReview};
use maud::{Markup, html};

use super::{
    parts::{figure, table},
    words::{amount, length, name, text},
};
use crate::{
    College,
    chart::{Bar, Caption, stacked},
};

pub(super) fn section(college: &College, review: &AnnualReview) -> Markup {
    let Some(statement) = &review.statement else {
        return html! { p.none { "The books of no fund were given." } };
    };
    let catalogue = &college.rules.review.purposes;
    let purposes: Vec<_> = statement
        .purposes
        .iter()
        .map(|purpose| match catalogue.name(&purpose.purpose) {
            Some(called) => (called.to_string(), name(called), purpose.position),
            None => (purpose.purpose.to_string(), html! { (purpose.purpose) }, purpose.position),
        })
        .collect();
    let totals = statement.totals.iter().map(|total| {
        let label = format!("all in {}", total.currency());
        (label.clone(), html! { strong { (label) } }, *total)
    });
    let rows: Vec<_> =
        purposes.iter().cloned().chain(totals).map(|(_, name, position)| row(name, &position)).collect();
    let title = "Funds by purpose";
    let heads = ["Purpose", "Allotted", "Committed", "Spent", "Available", "Spent of what was allotted"];
    html! {
        @for total in &statement.totals { (chart(title, &purposes, total)) }
        (table("Funds by purpose; committed is what is promised and not yet invoiced", 1, &heads, &rows))
        p { "Commitments that are open: " (statement.open.len()) "." }
    }
}

fn row(name: Markup, position: &Position) -> Vec<Markup> {
    let money = |money| html! { span.n { (amount(money)) } };
    vec![
        name,
        money(position.allotted()),
        money(position.committed()),
        money(position.spent()),
        money(position.available()),
        text(&position.execution().to_string()),
    ]
}

/// The purposes of one currency: amounts of several are not drawn on one scale.
fn chart(title: &str, purposes: &[(String, Markup, Position)], total: &Position) -> Markup {
    let of_currency = || purposes.iter().filter(|(_, _, position)| position.currency() == total.currency());
    let drawn: Vec<_> = of_currency()
        .map(|(label, _, position)| Bar {
            label: label.clone(),
            text: amount(position.allotted()),
            parts: vec![length(position.spent()), length(position.committed()), length(position.available())],
        })
        .collect();
    let text: Vec<_> = of_currency()
        .map(|(label, _, position)| {
            format!(
                "{label}: allotted {}, spent {}, committed {}, available {}",
                position.allotted(),
                position.spent(),
                position.committed(),
                position.available()
            )
        })
        .collect();
    let title = format!("{title}, {}", total.currency());
    let chart = stacked(
        Caption { title: &title, text: &format!("{}.", text.join("; ")) },
        &["spent", "committed", "available"],
        &drawn,
    );
    let beside = html! {
        p { "Each bar is what is allotted to a purpose: what is spent of it, what is promised, and what is left." }
        dl.areas {
            dt { "Allotted in all" } dd { (amount(total.allotted())) }
            dt { "Spent" } dd { (amount(total.spent())) }
            dt { "Committed" } dd { (amount(total.committed())) }
            dt { "Available" } dd { (amount(total.available())) }
        }
    };
    figure(&title, &chart, &beside)
}
