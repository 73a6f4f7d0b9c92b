//! What the report of a year is made of: a page to read, and the same as data.

use collegium::{preset, review::AnnualReview};

use crate::{College, folder::Part, page};

/// The name of the page.
pub const PAGE: &str = "index.html";

/// The name of the data.
pub const DATA: &str = "review.json";

/// The files of a year's report.
#[must_use]
pub fn parts(college: &College, review: &AnnualReview) -> [Part; 2] {
    [
        Part { name: PAGE, opening: page::OPENING, text: page::year(college, review) },
        // The first field of a review.
        Part { name: DATA, opening: "{\n  \"period\": \"", text: preset::write(review) },
    ]
}
