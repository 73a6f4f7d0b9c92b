//! What every section is built of: tables, and charts with their figures.

use std::collections::BTreeMap;

use collegium::Country;
use maud::{Markup, html};

use super::words::{name, number, place, plain, real, share_of};
use crate::{
    College,
    chart::{Bar, Caption, bars, fits},
};

/// A table of which all columns but the first `words` hold figures. On a telephone a wide one becomes a list of its rows.
pub(super) fn table(caption: &str, words: usize, heads: &[&str], rows: &[Vec<Markup>]) -> Markup {
    let class = |column: usize| (column >= words).then_some("figure");
    html! {
        div.scroll {
            table class=[(heads.len() > 3).then_some("wide")] {
                @if !caption.is_empty() { caption { (caption) } }
                thead { tr { @for (column, head) in heads.iter().enumerate() {
                    th scope="col" class=[class(column)] { (head) }
                } } }
                tbody { @for row in rows { tr { @for (column, (cell, head)) in row.iter().zip(heads).enumerate() {
                    @if column == 0 { th scope="row" data-head=(head) { div { (cell) } } }
                    @else { td class=[class(column)] data-head=(head) { div { (cell) } } }
                } } } }
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
    /// What it is called in full.
    pub(super) name: Markup,
    pub(super) number: u64,
}

impl Count {
    /// Counts by country, the greatest first.
    pub(super) fn by_country(college: &College, counts: &BTreeMap<Country, u64>) -> Vec<Self> {
        let count = |(country, number): (&Country, &u64)| {
            let called = place(college, *country);
            Self { label: called.to_string(), name: name(&called), number: *number }
        };
        let mut counts: Vec<_> = counts.iter().map(count).collect();
        counts.sort_by_key(|count| std::cmp::Reverse(count.number));
        counts
    }
}

/// What is counted: what it is called, and among what. Where somebody is in several counts, the whole is not their sum.
#[derive(Clone, Copy)]
pub(super) struct Counted<'a> {
    pub(super) title: &'a str,
    pub(super) of: &'a str,
    pub(super) whole: Option<u64>,
}

impl<'a> Counted<'a> {
    pub(super) fn new(title: &'a str, of: &'a str) -> Self {
        Self { title, of, whole: None }
    }

    /// Counts by a word of a list as bars, the greatest first, each with its figure among the whole.
    pub(super) fn words<K: ToString>(self, counts: &BTreeMap<K, u64>) -> Markup {
        let count = |(word, number): (&K, &u64)| Count {
            label: plain(word),
            name: html! { (plain(word)) },
            number: *number,
        };
        let mut counts: Vec<_> = counts.iter().map(count).collect();
        counts.sort_by_key(|count| std::cmp::Reverse(count.number));
        self.bars(&counts)
    }

    /// Counts as bars, each with its figure among the whole, which is drawn as the empty rest. What has no room in the chart
    /// is listed beside it.
    pub(super) fn bars(self, counts: &[Count]) -> Markup {
        let whole = self.among(counts);
        let fit = |count: &Count| fits(&count.label, &self.share(whole, count));
        if counts.is_empty() || !counts.iter().all(fit) {
            return self.listed(counts);
        }
        let bar = |count: &Count| Bar {
            label: count.label.clone(),
            text: self.share(whole, count),
            // The third part is the one that is drawn empty.
            parts: vec![real(count.number), 0.0, real(whole.saturating_sub(count.number))],
        };
        let drawn: Vec<_> = counts.iter().map(bar).collect();
        html! { figure.small { figcaption { (self.title) } div.chart { (self.chart(counts, &drawn)) } } }
    }

    /// Counts as bars, the first of them, and beside them all with their full names, each among the whole.
    pub(super) fn listed(self, counts: &[Count]) -> Markup {
        const MOST: usize = 15;
        if counts.is_empty() {
            return html! { p.none { (self.title) ": none on record." } };
        }
        let whole = self.among(counts);
        let bar = |count: &Count| Bar {
            label: count.label.clone(),
            text: number(count.number),
            parts: vec![real(count.number)],
        };
        let drawn: Vec<_> = counts.iter().take(MOST).map(bar).collect();
        let beside = html! {
            ul.counts.many[counts.len() > MOST] {
                @for count in counts { li { span { (count.name) } span.n { (self.share(whole, count)) } } }
            }
            @if counts.len() > MOST { p.note { "The chart has the first " (MOST) "." } }
        };
        figure(self.title, &self.chart(counts, &drawn), &beside)
    }

    fn chart(self, counts: &[Count], drawn: &[Bar]) -> Markup {
        let whole = self.among(counts);
        let words: Vec<_> =
            counts.iter().map(|count| format!("{} {}", count.label, self.share(whole, count))).collect();
        let text = format!("{}; of {}.", words.join("; "), self.of);
        bars(Caption { title: self.title, text: &text }, drawn)
    }

    /// What the counts are counted among.
    fn among(self, counts: &[Count]) -> u64 {
        self.whole.unwrap_or_else(|| counts.iter().map(|count| count.number).sum())
    }

    fn share(self, whole: u64, count: &Count) -> String {
        share_of(count.number, whole, self.of)
    }
}
