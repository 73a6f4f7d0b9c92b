//! What mosts leave room for, what parts ask for together, and what no average can reach is known without a search.

use collegium_pathways::audit::{Audit, AuditOptions, CompiledRequirements, Transcript};
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::made;

fn compiled(root: &Value) -> CompiledRequirements {
    made::around(root, &json!([])).compile(&[])
}

/// Passed courses with these codes and hundredths of credits.
fn transcript<'a>(courses: impl IntoIterator<Item = (&'a str, i64)>) -> Transcript {
    let attempts = courses.into_iter().enumerate().map(|(at, (code, hundredths))| {
        json!({
            "id": format!("a{at:02}"), "code": format!("{code}{at}"), "credits": credits(hundredths), "area": "MA",
            "tags": [code], "level": 100, "origin": "home", "grade": "80", "status": "passed",
        })
    });
    serde_json::from_value(json!({ "attempts": attempts.collect::<Vec<_>>() })).unwrap()
}

fn credits(hundredths: i64) -> String {
    Decimal::new(hundredths, 2).to_string()
}

fn leaf(tag: &str, asked: &Value) -> Value {
    made::leaf(tag, &json!({ "tags_any": [tag] }), asked)
}

/// The satisfying plan, its credits, and how many conflicts it took.
fn told(audit: &Audit<'_>) -> (bool, String, u64) {
    assert!(audit.is_proven());
    (audit.is_satisfied(), audit.credits().to_string(), audit.conflicts())
}

/// The largest sum of some of these that is at most `most`, by trying all.
fn largest(numbers: &[i64], most: i64) -> i64 {
    let sums = (0_u32..1 << numbers.len()).map(|set| {
        numbers.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, number)| number).sum::<i64>()
    });
    sums.filter(|sum| *sum <= most).max().unwrap_or(0)
}

proptest! {
    /// A thesis that has to count pulls the average down; all that is above it may pull it up.
    #[test]
    fn an_average_out_of_reach_needs_no_search(
        thesis in (1_i64..40, 0_i64..100),
        others in proptest::collection::vec((1_i64..15, 0_i64..100), 0..12),
    ) {
        let courses = [("thesis", thesis)].into_iter().chain(others.iter().map(|&course| ("free", course)));
        let attempts = courses.enumerate().map(|(at, (tag, (credits, grade)))| json!({
            "id": format!("a{at:02}"), "code": format!("C{at}"), "credits": credits.to_string(), "area": "MA",
            "tags": [tag], "level": 600, "origin": "home", "grade": grade.to_string(), "status": "passed",
        }));
        let transcript: Transcript =
            serde_json::from_value(json!({ "attempts": attempts.collect::<Vec<_>>() })).unwrap();
        let master = compiled(&json!({ "id": "master", "kind": "all_of", "min_avg_grade": "60", "children": [
            leaf("thesis", &json!({ "min_courses": 1 })), leaf("free", &json!({}))] }));
        let above = |(credits, grade): (i64, i64)| credits * (grade - 60);
        let most = above(thesis) + others.iter().map(|&course| above(course).max(0)).sum::<i64>();
        let audit = master.audit(&transcript, &AuditOptions::default());
        prop_assert!(audit.is_proven());
        prop_assert_eq!(audit.is_satisfied(), most >= 0);
        prop_assert!(audit.is_satisfied() || audit.conflicts() == 0);
    }

    #[test]
    fn one_most_needs_no_search(
        numbers in proptest::collection::vec(1_i64..1_500, 1..12),
        quarters in any::<bool>(),
        most in 0_i64..4_000,
    ) {
        let numbers: Vec<_> = numbers.iter().map(|number| if quarters { number / 25 * 25 } else { *number }).collect();
        let compiled = compiled(&leaf("free", &json!({ "max_credits": credits(most) })));
        let student = transcript(numbers.iter().map(|number| ("free", *number)));
        let audit = compiled.audit(&student, &AuditOptions::default());
        let best = Decimal::new(largest(&numbers, most), 2).normalize();
        prop_assert_eq!(told(&audit), (true, best.to_string(), 0));
    }

    /// So many steps of a hundredth take too large a table.
    #[test]
    fn a_most_of_many_steps_is_searched(
        numbers in proptest::collection::vec(500_000_i64..1_000_000, 6..9),
        most in 2_000_000_i64..6_000_000,
    ) {
        let compiled = compiled(&leaf("free", &json!({ "max_credits": credits(most) })));
        let student = transcript(numbers.iter().map(|number| ("free", *number)));
        let audit = compiled.audit(&student, &AuditOptions::default());
        prop_assert!(audit.is_proven());
        prop_assert_eq!(audit.credits(), Decimal::new(largest(&numbers, most), 2));
    }
}

#[test]
fn a_needed_course_takes_its_room_first() {
    // Without the thesis 10 + 10 + 8 + 8 would come to 36 of 40; with it 10 + 10 + 15 do to 35, and 8 + 8 + 15 to 31.
    let compiled = compiled(&json!({ "id": "root", "kind": "all_of", "max_credits": "40", "children": [
        leaf("thesis", &json!({ "min_courses": 1 })), leaf("free", &json!({}))] }));
    let student =
        transcript([("thesis", 1_500), ("free", 1_000), ("free", 1_000), ("free", 800), ("free", 800)]);
    let audit = compiled.audit(&student, &AuditOptions::default());
    assert_eq!(told(&audit), (true, "35".to_owned(), 0));
}

#[test]
fn an_option_that_cannot_be_met_brings_nothing() {
    let compiled = compiled(&json!({ "id": "root", "kind": "any_of", "children": [
        leaf("long", &json!({ "min_credits": "60" })), leaf("short", &json!({ "min_courses": 1 }))] }));
    let student = transcript([("long", 2_000), ("long", 2_000), ("short", 500)]);
    let audit = compiled.audit(&student, &AuditOptions::default());
    assert_eq!(told(&audit), (true, "5".to_owned(), 0));
    // Nobody who misses both is told to have less than the larger one.
    let student = transcript([("long", 2_000), ("long", 2_000)]);
    let audit = compiled.audit(&student, &AuditOptions::default());
    assert_eq!(told(&audit), (false, "40".to_owned(), 0));
}

#[test]
fn an_option_that_cannot_be_met_needs_nothing() {
    let compiled = compiled(&json!({ "id": "root", "kind": "all_of", "max_credits": "40", "children": [
        { "id": "way", "kind": "any_of", "children": [
            leaf("long", &json!({ "min_credits": "60" })),
            { "id": "free", "kind": "courses", "filter": {} }] }] }));
    let student = transcript([("long", 2_500), ("other", 2_000), ("other", 2_000)]);
    let audit = compiled.audit(&student, &AuditOptions::default());
    assert_eq!(told(&audit), (true, "40".to_owned(), 0));
}

#[test]
fn what_nobody_chooses_needs_nothing() {
    // None of the options is chosen, and what one asks for takes no room under a most of some courses.
    let compiled = compiled(&json!({ "id": "root", "kind": "all_of",
    "limits": [{ "filter": { "tags_none": ["sport"] }, "max_credits": "40" }], "children": [
        { "id": "none", "kind": "at_least", "n": 0, "children": [leaf("long", &json!({ "min_credits": "60" }))] },
        { "id": "free", "kind": "courses", "filter": {} }] }));
    let student = transcript([("long", 1_500), ("other", 2_000), ("other", 2_000)]);
    let audit = compiled.audit(&student, &AuditOptions::default());
    assert_eq!(told(&audit), (true, "40".to_owned(), 0));
}

#[test]
fn what_is_needed_and_does_not_fit_cannot_be_satisfied() {
    let compiled = compiled(&json!({ "id": "root", "kind": "all_of", "max_credits": "20", "children": [
        leaf("thesis", &json!({ "min_courses": 1 })), leaf("project", &json!({ "min_courses": 1 }))] }));
    let student = transcript([("thesis", 1_500), ("project", 1_000)]);
    let audit = compiled.audit(&student, &AuditOptions::default());
    assert!(!audit.is_satisfied() && audit.is_proven());
    assert_eq!(audit.credits().to_string(), "15");
}

/// Pigeons and holes: a search by single leaves would take longer than anybody waits.
#[test]
fn what_parts_ask_for_together_is_counted() {
    let block =
        |at: usize| json!({ "id": format!("b{at}"), "kind": "courses", "filter": {}, "min_courses": 2 });
    let blocks: Vec<_> = (0..12).map(block).collect();
    let courses = |number| transcript((0..number).map(|_| ("x", 500)));
    let options = AuditOptions { work_limit: 1_000, ..AuditOptions::default() };
    let found = |root: &Value, student: &Transcript| {
        let compiled = compiled(root);
        let audit = compiled.audit(student, &options);
        (audit.is_satisfied(), audit.is_proven(), audit.credits().to_string())
    };
    let root = json!({ "id": "root", "kind": "all_of", "children": blocks });
    assert_eq!(found(&root, &courses(24)), (true, true, "120".to_owned()));
    assert_eq!(found(&root, &courses(23)), (false, true, "115".to_owned()));
    // There is enough for all, and the whole does not allow so much.
    let root = json!({ "id": "root", "kind": "all_of", "max_credits": "119", "children": blocks });
    assert_eq!(found(&root, &courses(24)), (false, true, "115".to_owned()));
}

#[test]
fn a_most_within_a_most_leaves_out_what_is_needed_least() {
    // Of 60 at most 40 count abroad, and of these at most 25 in the languages.
    let compiled = compiled(&json!({ "id": "root", "kind": "all_of", "max_credits": "40", "children": [
        leaf("language", &json!({ "max_credits": "25" })), leaf("major", &json!({ "min_credits": "18" }))] }));
    let student = transcript([
        ("language", 1_000),
        ("language", 1_000),
        ("language", 1_000),
        ("major", 600),
        ("major", 600),
        ("major", 600),
    ]);
    let audit = compiled.audit(&student, &AuditOptions::default());
    assert_eq!(told(&audit), (true, "38".to_owned(), 0));
}

#[test]
fn leaves_that_have_enough_each_may_not_have_it_together() {
    let asks = |id: &str| json!({ "id": id, "kind": "courses", "filter": { "tags_any": ["x"] }, "min_credits": "4" });
    let both = compiled(&json!({ "id": "root", "kind": "all_of", "children": [asks("one"), asks("other")] }));
    let audit = |courses: &[(&str, i64)]| {
        let transcript = transcript(courses.iter().copied());
        told(&both.audit(&transcript, &AuditOptions::default()))
    };
    assert_eq!(audit(&[("x", 600)]), (false, "6".to_owned(), 0));
    assert_eq!(audit(&[("x", 600), ("x", 100)]), (false, "7".to_owned(), 0));
    assert_eq!(audit(&[("x", 600), ("x", 400)]), (true, "10".to_owned(), 0));
}
