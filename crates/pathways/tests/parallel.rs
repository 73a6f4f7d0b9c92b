//! However many threads share the students, the answers are those of one audit after the other.
#![cfg(feature = "parallel")]
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

use collegium_core::RecordCode;
use collegium_pathways::audit::{Audit, AuditOptions, Plan, Requirements, Transcript};
use serde_json::json;

/// Enough for several threads, to whom they cannot be given in equal numbers.
const STUDENTS: u32 = 423;

fn requirements() -> Requirements {
    let leaf = |at: u32| {
        let tags = [format!("t{}", at % 5), format!("t{}", (at * 3 + 1) % 5)];
        json!({ "id": format!("l{at}"), "kind": "courses", "filter": { "tags_any": tags }, "min_credits": "5", "max_credits": "7" })
    };
    serde_json::from_value(json!({
        "code": "MADE", "name": { "en": "Made" }, "catalogue": "2026/2027",
        "root": { "id": "root", "kind": "all_of", "min_avg_grade": "70", "max_courses": 14, "children": [
            leaf(1), leaf(2), leaf(3), { "id": "one", "kind": "any_of", "children": [leaf(4), leaf(5)] }, leaf(6), leaf(7) ] },
        "source": { "document": "Made for a test", "date": "2026-06-01" }, "status": "unverified",
    }))
    .unwrap()
}

fn students() -> Vec<Transcript> {
    let mut state = 7_u32;
    let mut below = |limit: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % limit
    };
    let mut attempt = |at: u32| {
        json!({ "id": format!("a{at:02}"), "code": format!("C{at}"), "credits": (2 + below(4)).to_string(), "area": "MA",
            "tags": [format!("t{}", below(5)), format!("u{}", below(5))], "level": 100, "origin": "home",
            "grade": (50 + below(45)).to_string(), "status": if below(8) == 0 { "in_progress" } else { "passed" } })
    };
    let mut student = |_| json!({ "attempts": (0..16).map(&mut attempt).collect::<Vec<_>>() });
    (0..STUDENTS).map(|number| serde_json::from_value(student(number)).unwrap()).collect()
}

/// Every third asks what would be, and every fourth has a plan already.
fn options(number: usize, present: &Plan) -> AuditOptions<'_> {
    AuditOptions {
        in_progress: number.is_multiple_of(3),
        present: number.is_multiple_of(4).then_some(present),
        ..AuditOptions::default()
    }
}

fn told(audit: &Audit<'_>) -> (bool, bool, String, u64, Plan) {
    let credits = audit.credits().to_string();
    (audit.is_satisfied(), audit.is_proven(), credits, audit.conflicts(), audit.plan())
}

#[test]
fn the_number_of_threads_does_not_show() {
    let requirements = requirements();
    let compiled = requirements.compile(&[]);
    let students = students();
    let code = |text| RecordCode::new(text).unwrap();
    let present = Plan {
        chosen: [code("root"), code("l1")].into(),
        applied: [(code("a00"), [code("l1")].into()), (code("a07"), [code("l4")].into())].into(),
    };
    let alone: Vec<_> = (0..)
        .zip(&students)
        .map(|(number, student)| told(&compiled.audit(student, &options(number, &present))))
        .collect();
    let satisfied = alone.iter().filter(|answer| answer.0).count();
    assert!((60..360).contains(&satisfied), "{satisfied} of {STUDENTS} satisfied: the students say little");
    assert!(alone.iter().map(|answer| answer.3).sum::<u64>() > 420, "hardly anything to search");
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let together = pool.install(|| compiled.audit_all(&students, |number| options(number, &present)));
        assert!(together.iter().map(told).eq(alone.iter().cloned()), "{threads} threads");
    }
}
