//! The colleges as the system of indicators judges them.

use collegium::{indicators::ScoreCard, review::AnnualReview};
use maud::{Markup, html};

use super::{
    parts::{figure, table},
    words::{code, name, text},
};
use crate::{
    College,
    chart::{Caption, HeatRow, heat_map},
};

pub(super) fn section(college: &College, review: &AnnualReview) -> Markup {
    let cards = &review.evaluation.cards;
    let Some(first) = cards.first() else {
        return html! { p.none { "No unit was judged." } };
    };
    let title = "Points by area, of 100";
    let columns: Vec<_> = first.areas.iter().map(|area| area.code.as_str()).collect();
    let rows: Vec<_> = cards.iter().map(heat_row).collect();
    let text: Vec<_> = cards.iter().map(said).collect();
    let chart = heat_map(Caption { title, text: &format!("{}.", text.join("; ")) }, &columns, &rows, 100.0);
    let areas = html! {
        dl.areas {
            @for area in &first.areas {
                dt { (area.code) }
                dd { (name(&area.name)) ", weight " (percent(area.weight)) }
            }
        }
        p.note { "A dash stands where nothing with a weight was observed: that is not a zero." }
    };
    html! {
        p { "Judged by " (name(&college.rules.review.system.name)) "." }
        (totals(cards))
        (figure(title, &chart, &areas))
        h3 { "Indicator by indicator" }
        div.cards { @for card in cards { (details(card)) } }
    }
}

/// Basis points as per cent.
fn percent(weight: u32) -> String {
    let rest = weight % 100;
    if rest == 0 { format!("{} %", weight / 100) } else { format!("{}.{rest:02} %", weight / 100) }
}

fn total(card: &ScoreCard) -> String {
    let band = card.band.as_ref().map_or_else(String::new, |band| format!(" {band}"));
    card.total.map_or_else(|| "not judged".to_owned(), |total| format!("{total}{band}"))
}

fn heat_row(card: &ScoreCard) -> HeatRow {
    let cells = card.areas.iter().map(|area| {
        let points = area.points?;
        Some((f64::try_from(points.value()).ok()?, points.to_string()))
    });
    HeatRow { label: card.name.to_string(), text: total(card), cells: cells.collect() }
}

fn said(card: &ScoreCard) -> String {
    let areas: Vec<_> = card
        .areas
        .iter()
        .map(|area| {
            format!(
                "{} {}",
                area.code,
                area.points.map_or_else(|| "none".to_owned(), |points| points.to_string())
            )
        })
        .collect();
    format!("{} {}: {}", card.code, total(card), areas.join(", "))
}

fn totals(cards: &[ScoreCard]) -> Markup {
    let row = |card: &ScoreCard| {
        vec![
            html! { (card.rank.map_or_else(|| "–".to_owned(), |rank| rank.to_string())) },
            html! { (name(&card.name)) " " (code(&card.code)) },
            html! { @if let Some(band) = &card.band { (name(band)) } @else { "not judged" } },
            html! { (card.total.map_or_else(|| "–".to_owned(), |total| total.to_string())) },
            html! { span.n { (card.coverage) } },
            html! { span.n { (card.observed) } },
        ]
    };
    let rows: Vec<_> = cards.iter().map(row).collect();
    let heads = ["Place", "Unit", "Band", "Points", "Weight observed, basis points", "Indicators observed"];
    table("The units by their points", 3, &heads, &rows)
}

/// Every indicator of one unit.
fn details(card: &ScoreCard) -> Markup {
    let rows: Vec<_> = card
        .areas
        .iter()
        .flat_map(|area| {
            let points = |points: Option<collegium::indicators::Points>| {
                points.map_or_else(|| "–".to_owned(), |points| points.to_string())
            };
            let head = vec![
                html! { strong { (area.code) " " (area.name) } },
                html! { "weight " (percent(area.weight)) },
                html! { strong { (points(area.points)) } },
            ];
            let indicators = area.indicators.iter().map(move |indicator| {
                vec![
                    html! { (indicator.name) },
                    text(&indicator.reading.to_string()),
                    html! { (points(indicator.score.as_ref().map(|score| score.points))) },
                ]
            });
            std::iter::once(head).chain(indicators)
        })
        .collect();
    html! {
        article.card {
            h4 { (name(&card.name)) }
            p.note { (total(card)) }
            (table("", 2, &["Indicator", "Observed", "Points"], &rows))
        }
    }
}
