//! The four headings of the year.

use collegium::{
    finding::{Fact, FactValue},
    review::{AnnualReview, Remark, RemarkKind},
};
use maud::{Markup, html};

use super::words::{name, text};

pub(super) fn section(review: &AnnualReview) -> Markup {
    html! {
        div.headings {
            (heading("Overall situation", &review.situation))
            (heading("Characteristics", &review.characteristics))
            (heading("Shortcomings", &review.shortcomings))
            (heading("Expectations", &review.expectations))
        }
    }
}

fn heading(title: &str, remarks: &[Remark]) -> Markup {
    let indicator =
        |remark: &&Remark| matches!(remark.kind, RemarkKind::IndicatorHigh | RemarkKind::IndicatorLow);
    let indicators: Vec<_> = remarks.iter().filter(indicator).collect();
    let high = indicators.iter().any(|remark| remark.kind == RemarkKind::IndicatorHigh);
    html! {
        article {
            h3 { (title) }
            @if remarks.is_empty() { p.none { "Nothing." } }
            ul {
                @for remark in remarks.iter().filter(|remark| !indicator(remark)) {
                    li data-kind=(remark.kind) {
                        (text(&remark.text))
                        @for code in &remark.codes { " " a.code href={ "#" (code) } { (code) } }
                    }
                }
            }
            @if !indicators.is_empty() {
                p {
                    "Indicators in the " @if high { "highest" } @else { "lowest" }
                    " band, and the units, of those with a value:"
                }
                ul.compact { @for remark in indicators { li data-kind=(remark.kind) { (said(remark)) } } }
            }
        }
    }
}

/// A remark on an indicator, said from its facts: which, at how many units, and at which.
fn said(remark: &Remark) -> Markup {
    let value = |fact: &Fact| match &fact.value {
        FactValue::Name(text) => name(text),
        FactValue::Ratio(ratio) => html! { ": " (text(&ratio.to_string())) },
        other => html! { " " span.code.unit { (other) } },
    };
    html! { @for fact in remark.facts.iter().filter(|fact| fact.name != "indicator") { (value(fact)) } }
}
