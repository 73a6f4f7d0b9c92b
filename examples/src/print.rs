//! The year as text for the terminal.

use collegium::{
    Fact, Findings, LocalizedText, Severity, partnerships::AgreementStatus, review::{AnnualReview, Remark},
};
use comfy_table::{CellAlignment, LineStyle, Table, TableStyle};

use crate::College;

/// The review of a college's year.
#[must_use]
pub fn year(college: &College, review: &AnnualReview) -> String {
    let head = format!(
        "{}\nYear {}, told on {}\n{}",
        bilingual(&college.name),
        review.period,
        review.as_of,
        bilingual_lines(&college.about)
    );
    let mut sections = vec![
        head,
        remarks("OVERALL SITUATION", &review.situation),
        remarks("CHARACTERISTICS", &review.characteristics),
        remarks("SHORTCOMINGS", &review.shortcomings),
        remarks("EXPECTATIONS", &review.expectations),
        partners(college, review),
        agreements(review),
        students(college, review),
        staff(review),
    ];
    sections.extend(money(review));
    sections.extend([colleges(review), balances(review), told(&review.all_findings())]);
    // The tables fill their cells with blanks up to the edge, which nobody sees and every diff shows.
    let text = sections.join("\n\n");
    text.lines().map(str::trim_end).fold(String::new(), |text, line| text + line + "\n")
}
