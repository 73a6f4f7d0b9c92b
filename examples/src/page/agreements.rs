//! Agreements by status, those about to end, and what happened under them.

use collegium::{
    partnerships::{AgreementStatus, portfolio::Ending},
    review::AnnualReview,
};
use maud::{Markup, html};

use super::{
    parts::{Count, Counted, table},
    words::{code, name, number, rate},
};

pub(super) fn section(review: &AnnualReview) -> Markup {
    let portfolio = &review.portfolio;
    let statuses: Vec<_> = AgreementStatus::ALL
        .into_iter()
        .map(|status| Count {
            label: status.to_string(),
            name: html! { (status) },
            number: portfolio.by_status.get(&status).copied().unwrap_or(0),
        })
        .collect();
    html! {
        div.pairs {
            (Counted::new("Agreements by status", "agreements").bars(&statuses))
            div { h3 { "About to end" } (ending(review)) }
        }
        h3 { "Activities of the period" }
        p {
            (number(portfolio.people)) " people took part, counted once for each activity. "
            "With a result: " (rate(&portfolio.with_result)) "."
        }
        div.pairs {
            (Counted::new("Activities by direction", "activities").words(&portfolio.directions))
            (Counted::new("Activities by kind", "activities").words(&portfolio.activities))
            (Counted::new("Brought in", "things brought in").words(&portfolio.brought_in))
            (Counted::new("Taken abroad", "things taken abroad").words(&portfolio.taken_abroad))
        }
    }
}

/// The agreements that end within the notice, the first to end first.
fn ending(review: &AnnualReview) -> Markup {
    const MOST: usize = 60;
    let all = &review.portfolio.ending;
    if all.is_empty() {
        return html! { p.none { "No agreement in force ends within the notice of the rules." } };
    }
    let row = |agreement: &Ending| {
        let left = (agreement.last - review.as_of).num_days();
        vec![
            html! { (code(&agreement.code)) br; (name(&agreement.title)) },
            html! { span.n { (agreement.last) } },
            html! { (left) },
        ]
    };
    let rows: Vec<_> = all.iter().take(MOST).map(row).collect();
    html! {
        (table("", 1, &["Agreement", "Last day", "Days left"], &rows))
        @if all.len() > MOST { p { "… and " (all.len() - MOST) " more; all of them are in review.json." } }
    }
}
