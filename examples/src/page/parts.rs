//! What every section is built of: tables, and charts with their tables.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::words::{number, plain, real, share_of};
use crate::chart::{Bar, Caption, bars};

/// A table of which all columns but the first `words` hold figures. It scrolls by itself where it is too wide.
pub(super) fn table(caption: &str, words: usize, heads: &[&str], rows: &[Vec<Markup>]) -> Markup {
    let class = |column: usize| (column >= words).then_some("figure");
    html! {
        div.scroll tabindex="0" {
            table {
                @if !caption.is_empty() { caption { (caption) } }
                thead { tr { @for (column, head) in heads.iter().enumerate() { th scope="col" class=[class(column)] { (head) } } } }
                tbody {
                    @for row in rows {
                        tr {
                            @for (column, cell) in row.iter().enumerate() {
                                @if column == 0 { th scope="row" { (cell) } } @else { td class=[class(column)] { (cell) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A chart with its figures beside it.
pub(super) fn figure(title: &str, chart: &Markup, beside: &Markup) -> Markup {
    html! { figure { figcaption { (title) } div.pair { div.chart { (chart) } div.beside { (beside) } } } }
}

/// One thing that is counted.
pub(super) struct Count {
    /// What it is called in a chart.
    pub(super) label: String,
    /// What it is called in a table.
    pub(super) name: Markup,
    pub(super) number: u64,
}

/// Counts by a word of a list, the greatest first.
pub(super) fn by_word<K: ToString>(counts: &BTreeMap<K, u64>) -> Vec<Count> {
    let mut counts: Vec<_> = counts
        .iter()
        .map(|(word, number)| Count { label: plain(word), name: html! { (plain(word)) }, number: *number })
        .collect();
    counts.sort_by_key(|count| std::cmp::Reverse(count.number));
    counts
}

/// Counts as bars, the first `most` of them and the others together, and as a table of all, each among the whole.
///
/// The whole is named by `of`; where somebody is in several counts, it is not their sum and is given.
pub(super) fn counted(title: &str, what: &str, of: &str, whole: Option<u64>, counts: &[Count]) -> Markup {
    const MOST: usize = 15;
    let sum: u64 = counts.iter().map(|count| count.number).sum();
    let whole = whole.unwrap_or(sum);
    if counts.is_empty() {
        return html! { p.none { (title) ": none on record." } };
    }
    let bar = |label: String, count: u64| Bar { label, text: number(count), parts: vec![real(count)] };
    let mut drawn: Vec<_> =
        counts.iter().take(MOST).map(|count| bar(count.label.clone(), count.number)).collect();
    if counts.len() > MOST {
        let rest = counts.iter().skip(MOST).map(|count| count.number).sum();
        drawn.push(bar(format!("{} others together", counts.len() - MOST), rest));
    }
    let words: Vec<_> = counts.iter().map(|count| format!("{} {}", count.label, count.number)).collect();
    let chart = bars(Caption { title, text: &format!("{}.", words.join("; ")) }, &drawn);
    let rows: Vec<_> = counts
        .iter()
        .map(|count| vec![count.name.clone(), html! { span.n { (share_of(count.number, whole, of)) } }])
        .collect();
    let head = format!("of {} {of}", number(whole));
    figure(title, &chart, &table("", 1, &[what, &head], &rows))
}
