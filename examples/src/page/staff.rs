//! Staff: who there is, who went out, who came in.

use collegium::review::AnnualReview;
use maud::{Markup, html};

use super::{
    parts::{Counted, figure, table},
    words::{number, plain, rate, real},
};
use crate::chart::{Bar, Caption, stacked};

pub(super) fn section(review: &AnnualReview) -> Markup {
    let development = &review.development;
    let employed =
        |title| Counted { whole: Some(development.employed), ..Counted::new(title, "members employed") };
    html! {
        h3 { "Going out" }
        p {
            "Went abroad in the period: " (rate(&development.travelled)) ". "
            "Trips that were reported on: " (rate(&development.reported)) "."
        }
        (days(review))
        (Counted::new("Trips of the period by status", "trips").words(&development.trips))
        h3 { "Coming in, and at home" }
        p { "Who is of several kinds, or holds several certificates, is counted in each." }
        div.pairs {
            (employed("Staff by kind").words(&development.by_kind))
            (employed("Staff with a certificate that is valid").words(&development.certified))
        }
    }
}

/// Person-days abroad by kind of trip: travelled, and still ahead.
fn days(review: &AnnualReview) -> Markup {
    let (travelled, planned) = (&review.development.person_days, &review.development.planned_person_days);
    let mut kinds: Vec<_> = travelled.keys().chain(planned.keys()).collect();
    kinds.sort();
    kinds.dedup();
    let title = "Person-days abroad in the period, by kind of trip";
    if kinds.is_empty() {
        return html! { p.none { (title) ": none on record." } };
    }
    let mut rows: Vec<_> = kinds
        .into_iter()
        .map(|kind| {
            let days = |of: &std::collections::BTreeMap<_, u64>| of.get(kind).copied().unwrap_or(0);
            (plain(kind), days(travelled), days(planned))
        })
        .collect();
    rows.sort_by_key(|(_, travelled, planned)| std::cmp::Reverse((*travelled, *planned)));
    let drawn: Vec<_> = rows
        .iter()
        .map(|(kind, travelled, planned)| Bar {
            label: kind.clone(),
            text: if *planned > 0 {
                format!("{} + {} ahead", number(*travelled), number(*planned))
            } else {
                number(*travelled)
            },
            parts: vec![real(*travelled), real(*planned)],
        })
        .collect();
    let text: Vec<_> = rows
        .iter()
        .map(|(kind, travelled, planned)| format!("{kind}: {travelled} travelled, {planned} ahead"))
        .collect();
    let chart = stacked(
        Caption { title, text: &format!("{}.", text.join("; ")) },
        &["travelled", "planned, still ahead"],
        &drawn,
    );
    let cells: Vec<_> = rows
        .iter()
        .map(|(kind, travelled, planned)| {
            vec![html! { (kind) }, html! { (number(*travelled)) }, html! { (number(*planned)) }]
        })
        .collect();
    figure(title, &chart, &table("", 1, &["Kind of trip", "Travelled", "Still ahead"], &cells))
}
