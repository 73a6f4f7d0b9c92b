//! Who, which year, told when.

use collegium::review::AnnualReview;
use maud::{Markup, html};

use super::words::{text, texts};
use crate::College;

pub(super) fn header(college: &College, review: &AnnualReview) -> Markup {
    let year =
        college.rules.year.year_on(review.as_of).map_or_else(|_| "Year".to_owned(), |year| year.to_string());
    html! {
        header {
            p.kicker { "Annual review of international work" }
            h1 {
                @for (position, (tag, line)) in texts(&college.name).into_iter().enumerate() {
                    @if position > 0 { br; }
                    span lang=(tag) class=[(position > 0).then_some("second")] { (line) }
                }
            }
            p.when {
                strong { (year) } ", " span.n { (review.period.first()) } " to " span.n { (review.period.last()) }
                ", told on " time.n { (review.as_of) }
            }
            @for (tag, line) in texts(&college.about) { p.about lang=(tag) { (text(line)) } }
        }
    }
}
