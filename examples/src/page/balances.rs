//! The balances against their bands.

use collegium::review::{AnnualReview, Balance};
use maud::{Markup, html};

use super::{
    parts::{figure, table},
    words::{along, name, percent, rate, share},
};
use crate::chart::{Caption, Mark, bands};

pub(super) fn section(review: &AnnualReview) -> Markup {
    let balances = &review.balances.balances;
    let mark = |balance: &Balance| Mark {
        label: balance.name.to_string(),
        text: told(balance),
        rate: along(&balance.rate),
        band: Some((share(balance.low), share(balance.high))),
    };
    let marks: Vec<_> = balances.iter().map(mark).collect();
    let text: Vec<_> = balances
        .iter()
        .map(|balance| {
            format!(
                "{}: {}, band {} to {}, {}",
                balance.name, balance.rate, balance.low, balance.high, balance.verdict
            )
        })
        .collect();
    let title = "Where the rates lie (diamond), and where they should (box)";
    let chart = bands(Caption { title, text: &format!("{}.", text.join("; ")) }, &marks);
    let row = |balance: &Balance| {
        vec![
            name(&balance.name),
            rate(&balance.rate),
            html! { span.n { (balance.low) " to " (balance.high) } },
            html! { strong { (balance.verdict) } },
        ]
    };
    let rows: Vec<_> = balances.iter().map(row).collect();
    figure(title, &chart, &table("", 4, &["Balance", "Rate", "Band", "Verdict"], &rows))
}

/// The rate as a percentage, and where it lies.
fn told(balance: &Balance) -> String {
    percent(&balance.rate)
        .map_or_else(|| balance.verdict.to_string(), |rate| format!("{rate}, {}", balance.verdict))
}
