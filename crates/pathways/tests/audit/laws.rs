//! What holds of every audit.

use std::collections::BTreeMap;

use collegium_pathways::audit::{
    Audit, AuditOptions, Auditor, CatalogueCourse, Plan, Requirements, Transcript, TranscriptDraft,
};
use proptest::{collection, option, prelude::*};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde_json::{Value, json};

use super::{
    brute::kept,
    judge::Judge,
    made::{Question, long_question, question},
};

const fn options(in_progress: bool) -> AuditOptions<'static> {
    AuditOptions { in_progress, present: None, work_limit: 1_000_000 }
}

fn units(credits: Decimal) -> i64 {
    (credits * Decimal::from(10_000)).to_i64().unwrap()
}

fn value(audit: &Audit<'_>) -> (bool, i64) {
    (audit.is_satisfied(), units(audit.credits()))
}

/// The same with fewer attempts: as many as can be tried out.
fn tried(question: &Question, present: Option<&Plan>) -> (Transcript, (bool, i64, usize)) {
    let mut draft = question.transcript.draft();
    loop {
        let transcript = Transcript::try_from(draft.clone()).unwrap();
        let judge = Judge::new(&question.requirements, &transcript, question.in_progress);
        if let Some(best) = judge.best(&transcript, present) {
            return (transcript, best);
        }
        draft.attempts.pop();
    }
}

/// Some plan, which may be none of these requirements.
fn plan_of(transcript: &Transcript, leaves: &[Option<u8>]) -> Plan {
    let applied = transcript.attempts.iter().zip(leaves).filter_map(|(attempt, leaf)| {
        let leaf = format!("p{}", (*leaf)?).parse().unwrap();
        Some((attempt.id.clone(), [leaf].into()))
    });
    Plan { applied: applied.collect(), ..Plan::default() }
}

fn reordered(transcript: &Transcript, turn: usize) -> Transcript {
    let mut draft = transcript.draft();
    let count = draft.attempts.len().max(1);
    draft.attempts.rotate_left(turn % count);
    draft.attempts.reverse();
    Transcript::try_from(draft).unwrap()
}

/// Children and limits the other way round.
fn mirrored(part: &mut Value) {
    for key in ["children", "limits"] {
        if let Some(all) = part.get_mut(key).and_then(Value::as_array_mut) {
            all.reverse();
        }
    }
    for child in part.get_mut("children").and_then(Value::as_array_mut).into_iter().flatten() {
        mirrored(child);
    }
}

/// Without mosts and averages.
fn open_ended(part: &mut Value) {
    let limits = part.get_mut("limits").and_then(Value::as_array_mut).into_iter().flatten();
    for limit in limits {
        limit.as_object_mut().unwrap().retain(|key, _| !key.starts_with("max"));
    }
    part.as_object_mut().unwrap().retain(|key, _| !key.starts_with("max") && key != "min_avg_grade");
    for child in part.get_mut("children").and_then(Value::as_array_mut).into_iter().flatten() {
        open_ended(child);
    }
}

fn with_root(requirements: &Requirements, change: fn(&mut Value)) -> Requirements {
    let mut json = serde_json::to_value(requirements).unwrap();
    change(&mut json["root"]);
    serde_json::from_value(json).unwrap()
}

/// Parts that allow little, and some that ask for more than most students have.
fn narrow(part: &mut Value, bytes: &mut impl Iterator<Item = u8>) {
    let change = match bytes.next().unwrap_or_default() % 8 {
        0 => Some(("max_credits", "6.5")),
        1 => Some(("max_credits", "8")),
        2 => Some(("max_credits", "12.125")),
        3 => Some(("min_credits", "12")),
        4 => Some(("min_credits", "6")),
        _ => None,
    };
    if let Some((bound, credits)) = change.filter(|_| part["kind"] != "milestone") {
        part[bound] = json!(credits);
    }
    for child in part.get_mut("children").and_then(Value::as_array_mut).into_iter().flatten() {
        narrow(child, bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6_000))]

    #[test]
    fn no_plan_is_better_where_little_fits(
        question in question(),
        bytes in collection::vec(any::<u8>(), 12),
    ) {
        let mut requirements = serde_json::to_value(&question.requirements).unwrap();
        narrow(&mut requirements["root"], &mut bytes.into_iter());
        let question = Question { requirements: serde_json::from_value(requirements).unwrap(), ..question };
        let (transcript, best) = tried(&question, None);
        let audit = question.requirements.compile(&[]);
        let audit = audit.audit(&transcript, &options(question.in_progress));
        prop_assert!(audit.is_proven());
        prop_assert_eq!(value(&audit), (best.0, best.1));
        let judge = Judge::new(&question.requirements, &transcript, question.in_progress);
        prop_assert_eq!(judge.plan(&audit.plan()), Ok((best.0, best.1)));
    }

    #[test]
    fn no_plan_is_better(question in question()) {
        let (transcript, (satisfied, credits, _)) = tried(&question, None);
        let compiled = question.requirements.compile(&[]);
        let audit = compiled.audit(&transcript, &options(question.in_progress));
        prop_assert!(audit.is_proven());
        prop_assert_eq!(value(&audit), (satisfied, credits));
        let judge = Judge::new(&question.requirements, &transcript, question.in_progress);
        prop_assert_eq!(judge.plan(&audit.plan()), Ok((satisfied, credits)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(700))]

    #[test]
    fn no_equal_plan_moves_fewer(
        question in question(),
        leaves in collection::vec(option::weighted(0.8, 0_u8..6), 6),
    ) {
        let present = plan_of(&question.transcript, &leaves);
        let (transcript, best) = tried(&question, Some(&present));
        let compiled = question.requirements.compile(&[]);
        let options = options(question.in_progress);
        let audit = compiled.audit(&transcript, &AuditOptions { present: Some(&present), ..options });
        let (plan, (satisfied, credits)) = (audit.plan(), value(&audit));
        prop_assert!(audit.is_proven());
        prop_assert_eq!((satisfied, credits, kept(&transcript, &present, &plan)), best);
        let judge = Judge::new(&question.requirements, &transcript, question.in_progress);
        prop_assert_eq!(judge.plan(&plan), Ok((satisfied, credits)));
        // Who has the best plan keeps it.
        let again = compiled.audit(&transcript, &AuditOptions { present: Some(&plan), ..options });
        prop_assert_eq!(again.plan().applied, plan.applied);
    }

    #[test]
    fn the_order_of_attempts_changes_nothing(question in long_question(), turn in 0_usize..20) {
        let compiled = question.requirements.compile(&[]);
        let turned = reordered(&question.transcript, turn);
        let audit = compiled.audit(&question.transcript, &options(question.in_progress));
        let judge = Judge::new(&question.requirements, &question.transcript, question.in_progress);
        prop_assert!(audit.is_proven());
        prop_assert_eq!(judge.plan(&audit.plan()), Ok(value(&audit)));
        let again = compiled.audit(&turned, &options(question.in_progress));
        prop_assert_eq!((value(&again), again.plan()), (value(&audit), audit.plan()));
    }

    #[test]
    fn the_order_of_parts_and_limits_changes_no_value(question in long_question()) {
        let (compiled, mirrored) =
            (question.requirements.compile(&[]), with_root(&question.requirements, mirrored).compile(&[]));
        let audit = compiled.audit(&question.transcript, &options(question.in_progress));
        let again = mirrored.audit(&question.transcript, &options(question.in_progress));
        prop_assert_eq!(value(&again), value(&audit));
    }

    #[test]
    fn a_catalogue_changes_nothing(question in long_question(), moved in any::<bool>()) {
        let mut courses = BTreeMap::new();
        for attempt in &question.transcript.attempts {
            let mut course = serde_json::to_value(attempt).unwrap();
            course.as_object_mut().unwrap().retain(|key, _| !["id", "grade", "status", "taken"].contains(&key.as_str()));
            if moved {
                course["level"] = json!(attempt.level + 100);
            }
            courses.insert(&attempt.code, serde_json::from_value::<CatalogueCourse>(course).unwrap());
        }
        let courses: Vec<_> = courses.into_values().collect();
        let (compiled, known) = (question.requirements.compile(&[]), question.requirements.compile(&courses));
        let audit = compiled.audit(&question.transcript, &options(question.in_progress));
        let again = known.audit(&question.transcript, &options(question.in_progress));
        prop_assert_eq!((value(&again), again.plan()), (value(&audit), audit.plan()));
    }

    #[test]
    fn one_more_course_takes_no_award_away(question in long_question(), more in long_question()) {
        let compiled = with_root(&question.requirements, open_ended).compile(&[]);
        let before = compiled.audit(&question.transcript, &options(question.in_progress));
        let Some(attempt) = more.transcript.attempts.first() else { return Ok(()) };
        let mut attempt = attempt.draft();
        // A retake could make what was repeatable count once.
        attempt.id = "more".parse().unwrap();
        attempt.equiv = Some("MORE".parse().unwrap());
        let mut draft: TranscriptDraft = question.transcript.draft();
        draft.attempts.push(attempt.try_into().unwrap());
        let transcript = Transcript::try_from(draft).unwrap();
        let after = compiled.audit(&transcript, &options(question.in_progress));
        prop_assert!(value(&after) >= value(&before));
    }

    #[test]
    fn a_search_that_stops_says_so(question in long_question(), work_limit in 0_u64..4) {
        let compiled = question.requirements.compile(&[]);
        let options = options(question.in_progress);
        let whole = compiled.audit(&question.transcript, &options);
        let part = compiled.audit(&question.transcript, &AuditOptions { work_limit, ..options });
        prop_assert!(value(&part) <= value(&whole));
        prop_assert!(!part.is_proven() || value(&part) == value(&whole));
        // Stopped or not, it says of its plan what that is.
        let judge = Judge::new(&question.requirements, &question.transcript, question.in_progress);
        prop_assert_eq!(judge.plan(&part.plan()).unwrap(), (part.is_satisfied(), units(part.credits())));
    }

    #[test]
    fn an_auditor_forgets_the_student_before(question in question(), others in collection::vec(long_question(), 3)) {
        let mut auditor = Auditor::default();
        for of in others.iter().chain([&question]) {
            let (compiled, options) = (of.requirements.compile(&[]), options(of.in_progress));
            let used = auditor.audit(&compiled, &of.transcript, &options);
            let fresh = compiled.audit(&of.transcript, &options);
            prop_assert_eq!((value(&used), used.plan(), used.conflicts()), (value(&fresh), fresh.plan(), fresh.conflicts()));
        }
    }
}
