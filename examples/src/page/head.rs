//! Who, which year, told when.

use collegium::review::AnnualReview;
use maud::{Markup, html};

use super::words::text;
use crate::College;

pub(super) fn header(college: &College, review: &AnnualReview) -> Markup {
    let year =
        college.rules.year.year_on(review.as_of).map_or_else(|_| "Year".to_owned(), |year| year.to_string());
    html! {
        header {
            p.kicker { "Annual review of international work" }
            h1 {
                @for (position, (tag, line)) in college.name.iter().enumerate() {
                    @if position > 0 { br; }
                    span lang=(tag.as_str()) class=[(position > 0).then_some("second")] { (line) }
                }
            }
            p.when {
                strong { (year) } " · " (review.period.first()) " to " (review.period.last()) " · told on " time { (review.as_of) }
            }
            @for (tag, line) in college.about.iter() { p.about lang=(tag.as_str()) { (text(line.as_str())) } }
        }
    }
}
