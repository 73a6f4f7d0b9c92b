//! The four headings of the year.

use collegium::review::{AnnualReview, Remark};
use maud::{Markup, html};

pub(super) fn section(review: &AnnualReview) -> Markup {
    html! {
        div.headings {
            (heading("Overall situation", &review.situation))
            (heading("Expectations", &review.expectations))
            (heading("Characteristics", &review.characteristics))
            (heading("Shortcomings", &review.shortcomings))
        }
    }
}

fn heading(title: &str, remarks: &[Remark]) -> Markup {
    html! {
        article {
            h3 { (title) }
            @if remarks.is_empty() { p.none { "Nothing." } }
            ul {
                @for remark in remarks {
                    li data-kind=(remark.kind) {
                        (remark.text)
                        @for code in &remark.codes { " " a.code href={ "#" (code) } { (code) } }
                    }
                }
            }
        }
    }
}
