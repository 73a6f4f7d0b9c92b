//! Partners by region, country and kind.

use collegium::{region::Standing, review::AnnualReview};
use maud::{Markup, html};

use super::{
    parts::{Count, Counted},
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
                Standing::Region => "in regions abroad",
                Standing::Home => "at home",
            };
            Count { label: label.to_owned(), name: html! { (label) }, number }
        })
        .collect();
    html! {
        p { "With an agreement in force: " (rate(&portfolio.bound)) "." }
        (Counted::new("Partners by country or territory", "partners").listed(&countries))
        div.pairs {
            (Counted::new("Partners by region, seen from home", "partners").bars(&regions))
            (Counted::new("Partners by what they are", "partners").words(&portfolio.by_kind))
            (Counted::new("Sites abroad that are open", "sites").words(&portfolio.sites))
            (Counted::new("Seats in alliances", "seats").words(&portfolio.memberships))
        }
    }
}
