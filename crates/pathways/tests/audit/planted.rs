//! Students for whom everything is just enough: what is asked for is what one plan has.
//!
//! There are too many plans to try, but one is known. A search that learns what does not follow loses it.

use std::{cell::Cell, collections::BTreeSet};

use collegium_pathways::audit::{AuditOptions, Transcript};
use proptest::{
    collection,
    prelude::*,
    test_runner::{TestCaseError, TestRunner},
};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde_json::{Value, json};

use super::{
    judge::Judge,
    made::{Question, Tape, around},
};

const LEAVES: usize = 9;
/// The leaves that share courses with all others.
const SECOND: [usize; 2] = [3, 4];
/// The leaves of which some are chosen, and how many.
const CHOICE: (std::ops::Range<usize>, usize) = (5..9, 2);

/// A course, the leaves it fits, and those it is planted in.
struct Planted {
    credits: Decimal,
    grade: i64,
    area: &'static str,
    fits: Vec<usize>,
    leaves: Vec<usize>,
}

fn planted(tape: &mut Tape, chosen: &[usize]) -> Planted {
    let fits: Vec<_> = (0..LEAVES).filter(|_| tape.below(5) < 2).collect();
    let open: Vec<_> = fits.iter().copied().filter(|leaf| chosen.contains(leaf)).collect();
    let (second, first): (Vec<_>, Vec<_>) = open.into_iter().partition(|leaf| SECOND.contains(leaf));
    let mut leaves = Vec::new();
    for of_pool in [first, second] {
        if !of_pool.is_empty() && !tape.once_in(8) {
            leaves.push(tape.pick(&of_pool));
        }
    }
    Planted {
        credits: Decimal::new(tape.pick(&[20, 25, 30, 30, 40, 40, 50, 60, 75]), 1),
        grade: i64::try_from(50 + tape.below(50)).unwrap(),
        area: tape.pick(&["MA", "HI", "EC", "CS"]),
        fits,
        leaves,
    }
}

/// Asks for what the courses below have, or allows little more.
fn bound(tape: &mut Tape, part: &mut Value, below: &[&Planted]) {
    let credits: Decimal = below.iter().map(|course| course.credits).sum();
    let weighted: Decimal = below.iter().map(|course| course.credits * Decimal::from(course.grade)).sum();
    if !tape.once_in(4) {
        part["min_credits"] = json!(credits.to_string());
    }
    if tape.once_in(3) {
        part["max_credits"] =
            json!((credits + tape.pick(&[Decimal::ZERO, Decimal::ONE, Decimal::TWO])).to_string());
    }
    if tape.once_in(3) {
        part["min_courses"] = json!(below.len());
    }
    if tape.once_in(3) {
        part["max_courses"] = json!(below.len() + tape.below(2));
    }
    if tape.once_in(4) {
        part["min_areas"] = json!(below.iter().map(|course| course.area).collect::<BTreeSet<_>>().len());
    }
    if tape.once_in(3) && !credits.is_zero() {
        part["min_avg_grade"] = json!((weighted / credits).trunc().to_string());
    }
}

fn question(bytes: Vec<u8>) -> (Question, Decimal) {
    let tape = &mut Tape::of(bytes);
    let (choice, number) = CHOICE;
    let first = tape.below(choice.len());
    let chosen: Vec<_> =
        (0..choice.start).chain((0..number).map(|at| choice.start + (first + at) % choice.len())).collect();
    let count = if tape.once_in(4) { 34 } else { 24 };
    let courses: Vec<_> = (0..count).map(|_| planted(tape, &chosen)).collect();
    let below = |leaves: &[usize]| -> Vec<_> {
        courses.iter().filter(|course| course.leaves.iter().any(|leaf| leaves.contains(leaf))).collect()
    };
    let mut leaves: Vec<_> = (0..LEAVES)
        .map(|leaf| {
            let mut part = json!({ "id": format!("l{leaf}"), "kind": "courses", "filter": { "tags_any": [format!("t{leaf}")] } });
            if SECOND.contains(&leaf) {
                part["pool"] = json!("second");
            }
            bound(tape, &mut part, &below(&[leaf]));
            part
        })
        .collect();
    let mut options = json!({ "id": "options", "kind": "at_least", "n": number, "children": leaves.split_off(choice.start) });
    bound(tape, &mut options, &below(&choice.collect::<Vec<_>>()));
    let mut root = json!({ "id": "root", "kind": "all_of", "children": leaves });
    root["children"].as_array_mut().unwrap().push(options);
    bound(tape, &mut root, &below(&(0..LEAVES).collect::<Vec<_>>()));
    let attempts = courses.iter().enumerate().map(|(at, course)| {
        json!({
            "id": format!("a{at:02}"), "code": format!("C{at}"), "credits": course.credits.to_string(), "area": course.area,
            "tags": course.fits.iter().map(|leaf| format!("t{leaf}")).collect::<Vec<_>>(), "level": 100,
            "origin": "home", "grade": course.grade.to_string(), "status": "passed",
        })
    });
    let transcript: Transcript =
        serde_json::from_value(json!({ "attempts": attempts.collect::<Vec<_>>() })).unwrap();
    let applied = courses.iter().filter(|course| !course.leaves.is_empty());
    let credits = applied.map(|course| course.credits).sum();
    (Question { requirements: around(&root, &json!([])), transcript, in_progress: false }, credits)
}

#[test]
fn a_plan_that_just_fits_is_found() {
    let (conflicts, unproven) = (Cell::new(0), Cell::new(0));
    let options = AuditOptions { work_limit: 5_000, ..AuditOptions::default() };
    let mut runner = TestRunner::new(ProptestConfig::with_cases(3_000));
    let found = runner.run(&collection::vec(any::<u8>(), 400..600), |bytes| {
        let (question, planted) = question(bytes);
        let compiled = question.requirements.compile(&[]);
        let audit = compiled.audit(&question.transcript, &options);
        conflicts.set(conflicts.get() + audit.conflicts());
        if !audit.is_proven() {
            unproven.set(unproven.get() + 1);
            return Ok(());
        }
        prop_assert!(audit.is_satisfied(), "{question:?}");
        prop_assert!(audit.credits() >= planted, "{} of {planted}: {question:?}", audit.credits());
        let units = (audit.credits() * Decimal::from(10_000)).to_i64().unwrap();
        let judge = Judge::new(&question.requirements, &question.transcript, false);
        prop_assert_eq!(judge.plan(&audit.plan()), Ok((true, units)));
        Ok::<_, TestCaseError>(())
    });
    found.unwrap();
    // It is the learning that is tried here.
    assert!(conflicts.get() > 20_000, "{} conflicts", conflicts.get());
    assert!(unproven.get() < 30, "{} of 3000 are not proven", unproven.get());
}
