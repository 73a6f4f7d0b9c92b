//! What completes an award at least cost, beside every choice of courses there is.

use collegium_pathways::audit::{
    Attempt, AttemptError, AttemptStatus, AuditOptions, CatalogueCourse, CompiledRequirements, Completion,
    CompletionOptions, Transcript,
};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::made::{self, Dice};

const STUDENTS: u64 = 2_000;

/// The transcript with these courses passed, and all milestones reached.
fn with(transcript: &Transcript, courses: &[&CatalogueCourse], options: &CompletionOptions) -> Transcript {
    let mut draft = transcript.draft();
    for course in courses {
        let mut attempt = serde_json::to_value(course).unwrap();
        attempt["id"] = json!(format!("new-{}", course.code));
        attempt["status"] = json!("passed");
        attempt["grade"] = options.assumed_grade.map_or(Value::Null, |grade| json!(grade.to_string()));
        if let Some(day) = options.taken {
            attempt["taken"] = json!(day.to_string());
        }
        draft.attempts.push(serde_json::from_value::<Attempt>(attempt).unwrap());
    }
    for milestone in ["thesis", "ielts"] {
        draft.milestones.insert(milestone.parse().unwrap(), AttemptStatus::Passed);
    }
    draft.try_into().unwrap()
}

fn can_take(course: &CatalogueCourse, transcript: &Transcript, in_progress: bool) -> bool {
    let counts_as = course.equiv.as_ref().unwrap_or(&course.code);
    let counts = |attempt: &Attempt| {
        attempt.status == AttemptStatus::Passed
            || (in_progress && attempt.status == AttemptStatus::InProgress)
    };
    let mut done =
        transcript.attempts.iter().filter(|attempt| attempt.code == course.code && counts(attempt));
    let mut same = transcript.attempts.iter().filter(|attempt| attempt.counts_as() == counts_as);
    done.next().is_none() || (course.repeatable && same.all(|attempt| attempt.repeatable))
}

/// The least credits, and the fewest courses that have them.
fn brute(
    compiled: &CompiledRequirements,
    catalogue: &[CatalogueCourse],
    transcript: &Transcript,
    options: &CompletionOptions,
) -> Option<(Decimal, usize)> {
    let open: Vec<_> =
        catalogue.iter().filter(|course| can_take(course, transcript, options.in_progress)).collect();
    let choices = (0..1_usize << open.len()).filter_map(|choice| {
        let taken: Vec<_> = (0..open.len()).filter(|at| choice >> at & 1 == 1).map(|at| open[at]).collect();
        let audit = AuditOptions { in_progress: options.in_progress, ..AuditOptions::default() };
        let transcript = with(transcript, &taken, options);
        let satisfied = compiled.audit(&transcript, &audit).is_satisfied();
        satisfied.then(|| (taken.iter().map(|course| course.credits.amount()).sum(), taken.len()))
    });
    choices.min()
}

#[test]
fn none_costs_less() {
    let (mut ways, mut free, mut impossible) = (0, 0, 0);
    for seed in 0..STUDENTS {
        let mut dice = Dice::new(seed);
        let (requirements, transcript) = (made::requirements(&mut dice), made::transcript(&mut dice, 5));
        let catalogue = made::catalogue(&mut dice, 5);
        let compiled = requirements.compile(&catalogue);
        let options = CompletionOptions {
            in_progress: dice.once_in(2),
            assumed_grade: dice.once_in(2).then(|| 70.into()),
            taken: dice.once_in(2).then(|| "2026-07-31".parse().unwrap()),
            ..CompletionOptions::default()
        };
        let completion = compiled.complete(&transcript, &options).unwrap();
        assert!(completion.proven);
        let best = brute(&compiled, &catalogue, &transcript, &options);
        assert_eq!(
            completion.way.as_ref().map(|way| way.credits),
            best.map(|(credits, _)| credits),
            "seed {seed}"
        );
        let (Some(way), Some((credits, courses))) = (completion.way, best) else {
            impossible += 1;
            continue;
        };
        (ways, free) = (ways + 1, free + usize::from(credits.is_zero()));
        let has_milestones = requirements.root.walk().any(|part| part.milestone.is_some());
        assert!(has_milestones || way.courses.len() == courses, "seed {seed}");
        // Just these courses and milestones complete it.
        let find = |code| catalogue.iter().find(|course| course.code == code).unwrap();
        let taken: Vec<_> = way.courses.iter().map(|course| find(course.course.clone())).collect();
        let mut done = with(&transcript, &taken, &options).draft();
        done.milestones.clone_from(&transcript.milestones);
        done.milestones
            .extend(way.milestones.iter().map(|milestone| (milestone.clone(), AttemptStatus::Passed)));
        let audit = AuditOptions { in_progress: options.in_progress, ..AuditOptions::default() };
        assert!(compiled.audit(&done.try_into().unwrap(), &audit).is_satisfied(), "seed {seed}");
        assert_eq!(way.credits, taken.iter().map(|course| course.credits.amount()).sum::<Decimal>());
        assert!(way.courses.iter().all(|course| !course.parts.is_empty()));
    }
    assert!(ways > 700 && free > 200 && ways - free > 200 && impossible > 200, "{ways} {free} {impossible}");
}

fn requirements(root: &Value) -> collegium_pathways::audit::Requirements {
    serde_json::from_value(json!({
        "code": "BBA", "name": { "en": "Bachelor of Business" }, "catalogue": "2026/2027", "root": root,
        "source": { "document": "Catalogue", "date": "2026-06-01" }, "status": "verified",
    }))
    .unwrap()
}

fn course(code: &str, more: &Value) -> CatalogueCourse {
    let mut course = json!({ "code": code, "credits": "3", "area": "A", "level": 100, "origin": "home" });
    course.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    serde_json::from_value(course).unwrap()
}

fn completed(completion: &Completion) -> Vec<&str> {
    completion.way.as_ref().unwrap().courses.iter().map(|course| course.course.as_str()).collect()
}

#[test]
fn a_course_that_is_not_repeatable_spoils_the_others_only_if_it_is_taken() {
    let choir = |id: &str| {
        json!({ "id": id, "code": "CHOIR", "credits": "3", "area": "A", "level": 100, "origin": "home",
        "grade": null, "status": "passed", "equiv": "MUSIC", "repeatable": true })
    };
    let transcript: Transcript =
        serde_json::from_value(json!({ "attempts": [choir("a1"), choir("a2")] })).unwrap();
    let history = course("MUS100", &json!({ "equiv": "MUSIC", "credits": "4" }));
    let catalogue = [history, course("ART100", &json!({ "credits": "5" }))];
    let need = |credits: &str| {
        requirements(&json!({ "id": "root", "kind": "courses", "filter": {}, "min_credits": credits }))
    };
    let complete = |credits: &str| {
        need(credits).compile(&catalogue).complete(&transcript, &CompletionOptions::default()).unwrap()
    };
    // Both choirs count; with the history of music neither would.
    assert_eq!(completed(&complete("6")), [""; 0]);
    assert_eq!(completed(&complete("10")), ["ART100"]);
    assert!(complete("12").way.is_none() && complete("12").proven);
}

#[test]
fn milestones_cost_nothing_and_are_told() {
    let root = json!({ "id": "root", "kind": "any_of", "children": [
        { "id": "taught", "kind": "courses", "filter": {}, "min_courses": 1 },
        { "id": "thesis", "kind": "milestone", "milestone": "thesis" }] });
    let compiled = requirements(&root).compile(&[course("ART100", &json!({}))]);
    let completion = compiled.complete(&Transcript::default(), &CompletionOptions::default()).unwrap();
    let way = completion.way.unwrap();
    assert!(way.credits.is_zero() && way.courses.is_empty());
    assert_eq!(way.milestones.first().unwrap().as_str(), "thesis");
}

#[test]
fn a_search_that_stops_says_so() {
    let leaves: Vec<_> = (0..6)
        .map(|at| json!({ "id": format!("l{at}"), "kind": "courses", "filter": { "tags_any": [format!("t{at}"), format!("t{}", (at + 1) % 6)] }, "min_credits": "7" }))
        .collect();
    let catalogue: Vec<_> = (0..18)
        .map(|at| {
            course(
                &format!("C{at}"),
                &json!({ "credits": (2 + at % 5).to_string(), "tags": [format!("t{}", at % 6)] }),
            )
        })
        .collect();
    let compiled =
        requirements(&json!({ "id": "root", "kind": "all_of", "children": leaves })).compile(&catalogue);
    let complete = |work_limit| {
        compiled
            .complete(
                &Transcript::default(),
                &CompletionOptions { work_limit, ..CompletionOptions::default() },
            )
            .unwrap()
    };
    let (stopped, whole) = (complete(1), complete(1_000_000));
    assert!(!stopped.proven && whole.proven);
    assert!(stopped.way.is_none_or(|way| way.credits >= whole.way.unwrap().credits));
}

#[test]
fn what_no_attempt_can_be_is_refused() {
    let root = json!({ "id": "root", "kind": "courses", "filter": {} });
    let huge = course("ART100", &json!({ "credits": "10001" }));
    let complete = |catalogue: &[CatalogueCourse], grade: i64| {
        let options = CompletionOptions { assumed_grade: Some(grade.into()), ..CompletionOptions::default() };
        requirements(&root).compile(catalogue).complete(&Transcript::default(), &options)
    };
    assert!(matches!(complete(&[huge], 60), Err(AttemptError::Credits { .. })));
    assert!(matches!(complete(&[course("ART100", &json!({}))], -1), Err(AttemptError::Grade { .. })));
    assert!(complete(&[], 60).is_ok());
}
