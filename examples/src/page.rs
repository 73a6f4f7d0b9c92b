//! The year as a page that is read on a screen, on a telephone and on paper.
//!
//! It needs nothing from elsewhere: no script, no style, no font. What is put into it is escaped by `maud`.

mod agreements;
mod balances;
mod cards;
mod findings;
mod head;
mod money;
mod partners;
mod parts;
mod remarks;
mod sources;
mod staff;
mod students;
mod summary;
mod words;

use collegium::review::AnnualReview;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::College;
use sources::Sources;

/// How every page begins that is made here.
pub const OPENING: &str = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
                           <meta name=\"generator\" content=\"Collegium annual_review\">";

const STYLE: &str = include_str!("page/style.css");

/// The page of a year: `index.html`.
#[must_use]
pub fn year(college: &College, review: &AnnualReview) -> String {
    let findings = review.all_findings();
    let sources = Sources::of(&college.rules, &findings);
    let sections = [
        ("summary", "The year in figures", summary::section(review, &findings)),
        ("remarks", "What the year says", remarks::section(review)),
        ("partners", "Partners", partners::section(college, review)),
        ("agreements", "Agreements and activities", agreements::section(review)),
        ("students", "Students", students::section(college, review)),
        ("staff", "Staff", staff::section(review)),
        ("funds", "Funds", money::section(college, review)),
        ("colleges", "Score cards", cards::section(college, review)),
        ("balances", "The four balances", balances::section(review)),
        ("findings", "Findings", findings::section(&findings, &sources)),
        ("sources", "What it rests on", sources.section()),
    ];
    let body = html! {
        (head::header(college, review))
        nav aria-label="Contents" {
            ol { @for (id, title, _) in &sections { li { a href={ "#" (id) } { (title) } } } }
        }
        main {
            @for (id, title, section) in &sections {
                section id=(id) aria-labelledby={ (id) "-title" } { h2 id={ (id) "-title" } { (title) } (section) }
            }
        }
    };
    (document(&college.name.to_string(), &body)).0 + "\n"
}

fn document(title: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="generator" content="Collegium annual_review";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body { (body) }
        }
    }
}
