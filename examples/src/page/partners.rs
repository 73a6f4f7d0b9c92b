//! Partners by region, country and kind.

use collegium::{region::Standing, review::AnnualReview};
use maud::{Markup, html};

use super::{
    parts::{Count, by_word, counted},
    words::{name, place, rate},
};
use crate::College;

pub(super) fn section(college: &College, review: &AnnualReview) -> Markup {
    let portfolio = &review.portfolio;
    let mut countries: Vec<_> = portfolio
        .by_country
        .iter()
        .map(|(country, number)| {
            let called = place(college, *country);
            Count { label: called.to_string(), name: name(&called), number: *number }
        })
        .collect();
    countries.sort_by_key(|count| std::cmp::Reverse(count.number));
    let regions: Vec<_> = [Standing::Foreign, Standing::Region, Standing::Home]
        .into_iter()
        .map(|standing| {
            let number = portfolio.by_standing.get(&standing).copied().unwrap_or(0);
            let label = match standing {
                Standing::Foreign => "in foreign countries",
                Standing::Region => "in regions abroad that are no foreign countries",
                Standing::Home => "at home",
            };
            Count { label: label.to_owned(), name: html! { (label) }, number }
        })
        .collect();
    html! {
        p { "With an agreement in force: " (rate(&portfolio.bound)) "." }
        (counted("Partners by country or territory", "Country or territory", "partners", None, &countries))
        (counted("Partners by region, seen from home", "Where", "partners", None, &regions))
        (counted("Partners by what they are", "Kind", "partners", None, &by_word(&portfolio.by_kind)))
        (counted("Sites abroad that are open", "Kind", "sites", None, &by_word(&portfolio.sites)))
        (counted("Seats in alliances", "Role", "seats", None, &by_word(&portfolio.memberships)))
    }
}
