//! What holds for every folder: read twice it tells the same, and its review survives its wire form.
#![expect(clippy::unwrap_used, clippy::panic, reason = "what fails here is a failed test")]

use std::path::Path;

use collegium::review::AnnualReview;
use collegium_examples::College;

const FOLDERS: [&str; 2] = ["data/small", "data/shandong"];

fn review(folder: &str) -> AnnualReview {
    let college = College::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))
        .unwrap_or_else(|faults| panic!("{faults}"));
    college.review(college.as_of).unwrap()
}

#[test]
fn a_folder_read_twice_gives_equal_reviews() {
    for folder in FOLDERS {
        assert!(review(folder) == review(folder), "{folder}");
    }
}

#[test]
fn a_review_reads_back_equal() {
    for folder in FOLDERS {
        let review = review(folder);
        let text = serde_json::to_string(&review).unwrap();
        let back: AnnualReview = serde_json::from_str(&text).unwrap();
        assert!(back == review, "{folder}");
        assert!(serde_json::to_string(&back).unwrap() == text, "{folder}");
    }
}
