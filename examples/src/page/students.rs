//! Students: how they flow through the stages, at which rates, and who comes from abroad.

mod flow;

use collegium::{Ratio, review::AnnualReview};
use maud::{Markup, html};

use super::{
    parts::{Count, Counted, figure, table},
    words::{along, code, name, number, rate, share_of, text},
};
use crate::{
    College,
    chart::{Caption, Mark, bands},
};

pub(super) fn section(college: &College, review: &AnnualReview) -> Markup {
    let cohort = &review.cohort;
    let countries = Count::by_country(college, &cohort.inbound);
    let of_trained = |part| html! { span.n { (share_of(part, cohort.trained, "people")) } };
    html! {
        (flow::figure(college, review))
        (rates(review))
        (programmes(college, review))
        p {
            "So far " (number(cohort.trained)) " people entered a route; " (of_trained(cohort.to_master))
            " of them went on to a master's, and " (of_trained(cohort.returned)) " came back from abroad. "
            "Abroad on a stay outside any route: " (number(cohort.mobile)) "."
        }
        (Counted::new("International students by country or territory", "international students").listed(&countries))
        (Counted::new("International students by what they come for", "international students")
            .words(&cohort.inbound_studies))
    }
}

fn rates(review: &AnnualReview) -> Markup {
    let rates = [
        ("Overseas rate: left for the partner within twelve months", &review.cohort.overseas_rate),
        ("Graduation rate abroad", &review.cohort.graduation_rate),
    ];
    let words: Vec<_> =
        rates.iter().map(|(label, ratio)| format!("{label}: {ratio} of {}", ratio.of())).collect();
    let mark = |(label, ratio): &(&str, &Ratio)| {
        let label = label.split(':').next().unwrap_or(label).to_owned();
        Mark { label, text: ratio.to_string(), rate: along(ratio), band: None }
    };
    let marks: Vec<_> = rates.iter().map(mark).collect();
    let title = "Rates of the cooperative programmes";
    let chart = bands(Caption { title, text: &format!("{}.", words.join("; ")) }, &marks);
    let open =
        review.cohort.findings.iter().find(|finding| finding.code == collegium::pathways::rule::PW0202);
    let beside = html! {
        dl { @for (label, ratio) in rates { dt { (label) } dd { (rate(ratio)) } } }
        @if let Some(open) = open { p.note { "Not final: " (text(&open.message)) "." } }
    };
    figure(title, &chart, &beside)
}

fn programmes(college: &College, review: &AnnualReview) -> Markup {
    let row = |programme: &collegium::pathways::Programme| {
        let count = review.cohort.programmes.iter().find(|count| count.programme == programme.id);
        let now = count.map_or(0, |count| count.stages.values().sum::<u64>());
        let abroad = count.map_or(0, |count| count.abroad);
        vec![
            code(&programme.code),
            name(&programme.major),
            html! { (programme.route.shape()) },
            html! { (number(count.map_or(0, |count| count.entered))) },
            html! { (number(now)) },
            html! { span.n { (share_of(abroad, now, "students")) } },
        ]
    };
    let rows: Vec<_> = college.programmes.iter().map(row).collect();
    if rows.is_empty() {
        return html! { p.none { "Cooperative programmes: none on record." } };
    }
    let heads = ["Code", "Major", "Route, years", "Ever entered", "In it now", "Of them abroad"];
    table("Cooperative programmes", 3, &heads, &rows)
}
