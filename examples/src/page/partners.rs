//! Partners by region, country and kind.

use collegium::{region::Standing, review::AnnualReview};
use maud::{Markup, html};

use super::{
    parts::{Count, Counted},
    words::rate,
};
use crate::College;

pub(super) fn section(college: &College, review: &AnnualReview) -> Markup {
    let portfolio = &review.portfolio;
    let countries = Count::by_country(college, &portfolio.by_country);
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
