//! What is refused, where, and what is said of it.

use collegium_core::preset;
use collegium_pathways::audit::{
    Attempt, AttemptDraft, AttemptError, Filter, Part, PartDraft, PartError, Requirements, RequirementsDraft,
    RequirementsError, Transcript, TranscriptDraft, TranscriptError,
};
use serde_json::{Value, json};

use super::made::around;

fn attempt(changes: &Value) -> Value {
    let mut attempt = json!({
        "id": "a1", "code": "A", "credits": "4", "area": "MA", "level": 100, "origin": "home", "grade": "80", "status": "passed",
    });
    attempt.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    attempt
}

/// The path to the fault in a transcript with this attempt, and what is said of it.
fn told(changes: &Value) -> (String, String) {
    let json = json!({ "attempts": [attempt(&json!({ "id": "a0" })), attempt(changes)] }).to_string();
    let error = preset::read::<Transcript>(&json).unwrap_err();
    (error.path, error.problem)
}

#[test]
fn attempts_that_are_none() {
    for (changes, path, problem) in [
        (
            json!({ "credits": "10000.5" }),
            "attempts[1]",
            "the attempt `a1` has 10000.5 credits: a course has at most 10000",
        ),
        (
            json!({ "grade": "1000.1" }),
            "attempts[1]",
            "the attempt `a1` has the grade 1000.1: write 0 to 1000 with at most 4 decimals",
        ),
        (
            json!({ "grade": "-1" }),
            "attempts[1]",
            "the attempt `a1` has the grade -1: write 0 to 1000 with at most 4 decimals",
        ),
        (
            json!({ "grade": "0.00001" }),
            "attempts[1]",
            "the attempt `a1` has the grade 0.00001: write 0 to 1000 with at most 4 decimals",
        ),
        (json!({ "credits": "-1" }), "attempts[1].credits", "`-1` is not a number of credits"),
        (json!({ "credits": 4 }), "attempts[1].credits", "invalid type: integer `4`"),
        (json!({ "credits": "1e1" }), "attempts[1].credits", "`1e1` is not a decimal number"),
        (json!({ "grade": 80.5 }), "attempts[1].grade", "invalid type: floating point `80.5`"),
        (json!({ "status": "lost" }), "attempts[1].status", "unknown variant `lost`"),
        (json!({ "level": 1.5 }), "attempts[1].level", "invalid type: floating point `1.5`"),
        (json!({ "level": 3_000_000_000_u32 }), "attempts[1].level", "invalid value: integer `3000000000`"),
        (json!({ "repeatable": null }), "attempts[1].repeatable", "invalid type: null"),
        (json!({ "taken": "2023-02-29" }), "attempts[1].taken", "`2023-02-29` is not a day"),
        (json!({ "mark": "B" }), "attempts[1].mark", "unknown field `mark`"),
        (json!({ "code": "" }), "attempts[1].code", ""),
    ] {
        let (at, said) = told(&changes);
        assert!(at == path && said.starts_with(problem), "{changes}: {at}: {said}");
    }
    let draft = |changes: &Value| serde_json::from_value::<AttemptDraft>(attempt(changes)).unwrap();
    assert!(matches!(
        Attempt::try_from(draft(&json!({ "credits": "10001" }))),
        Err(AttemptError::Credits { .. })
    ));
    assert!(matches!(Attempt::try_from(draft(&json!({ "grade": "1001" }))), Err(AttemptError::Grade { .. })));
    for good in
        [json!({ "credits": "10000", "grade": "1000" }), json!({ "credits": "0.0001", "grade": "0.0000" })]
    {
        assert!(Attempt::try_from(draft(&good)).is_ok());
    }
}

#[test]
fn transcripts_that_are_none() {
    let twice = json!({ "attempts": [attempt(&json!({})), attempt(&json!({ "code": "B" }))] });
    let draft: TranscriptDraft = serde_json::from_value(twice).unwrap();
    let error = Transcript::try_from(draft).unwrap_err();
    assert_eq!(error, TranscriptError::Twice { attempt: "a1".parse().unwrap() });
    let long: Vec<_> = (0..4_097).map(|at| attempt(&json!({ "id": format!("a{at}") }))).collect();
    let draft: TranscriptDraft = serde_json::from_value(json!({ "attempts": long })).unwrap();
    assert_eq!(Transcript::try_from(draft).unwrap_err(), TranscriptError::Long { attempts: 4_097 });
    let milestones = r#"{"attempts":[],"milestones":{"a":"passed","a":"failed"}}"#;
    let error = preset::read::<Transcript>(milestones).unwrap_err().to_string();
    assert!(error.contains("the key `a` is written twice"), "{error}");
}

fn part(json: &Value) -> PartError {
    Part::try_from(serde_json::from_value::<PartDraft>(json.clone()).unwrap()).unwrap_err()
}

#[test]
fn parts_that_lack_something_or_have_too_much() {
    let leaf = json!({ "id": "l", "kind": "courses", "filter": {} });
    for (json, message) in [
        (json!({ "id": "p", "kind": "courses" }), "the part `p` has no `filter`: its kind needs one"),
        (json!({ "id": "p", "kind": "milestone" }), "the part `p` has no `milestone`: its kind needs one"),
        (
            json!({ "id": "p", "kind": "at_least", "children": [leaf] }),
            "the part `p` has no `n`: its kind needs one",
        ),
        (json!({ "id": "p", "kind": "any_of" }), "the part `p` has no `children`: its kind needs one"),
    ] {
        assert!(matches!(part(&json), PartError::Lacks { .. }));
        assert_eq!(part(&json).to_string(), message);
    }
    let kinds = [
        json!({ "id": "p", "kind": "all_of" }),
        json!({ "id": "p", "kind": "courses", "filter": {} }),
        json!({ "id": "p", "kind": "milestone", "milestone": "thesis" }),
    ];
    let fields = [
        ("n", json!(1), [true, true, true]),
        ("children", json!([leaf]), [false, true, true]),
        ("filter", json!({}), [true, false, true]),
        ("pool", json!("other"), [true, false, true]),
        ("milestone", json!("thesis"), [true, true, false]),
        ("min_credits", json!("1"), [false, false, true]),
        ("max_credits", json!("1"), [false, false, true]),
        ("min_courses", json!(1), [false, false, true]),
        ("max_courses", json!(1), [false, false, true]),
        ("min_areas", json!(1), [false, false, true]),
        ("min_avg_grade", json!("60"), [false, false, true]),
        ("limits", json!([{ "filter": {} }]), [false, false, true]),
    ];
    for (field, value, foreign) in fields {
        for (kind, foreign) in kinds.iter().zip(foreign) {
            let mut json = kind.clone();
            json[field] = value.clone();
            let read = Part::try_from(serde_json::from_value::<PartDraft>(json).unwrap());
            match read {
                Err(PartError::Foreign { field: found, .. }) => {
                    assert!(foreign && found == field, "{kind} {field}");
                }
                read => assert!(read.is_ok() && !foreign, "{kind} {field}"),
            }
        }
    }
}

#[test]
fn parts_that_ask_for_what_cannot_be() {
    let leaf = json!({ "id": "l", "kind": "courses", "filter": {} });
    let many = json!({ "id": "p", "kind": "at_least", "n": 2, "children": [leaf] });
    assert_eq!(part(&many), PartError::TooMany { part: "p".parse().unwrap(), n: 2, children: 1 });
    for average in ["-1", "1000.1", "0.00001"] {
        let json = json!({ "id": "p", "kind": "courses", "filter": {}, "min_avg_grade": average });
        assert!(matches!(part(&json), PartError::Average { .. }), "{average}");
    }
    let deep = |depth: usize| {
        let mut tree = serde_json::from_value::<PartDraft>(leaf.clone());
        for level in 1..depth {
            let child = Part::try_from(tree.unwrap()).unwrap();
            let mut around: PartDraft =
                serde_json::from_value(json!({ "id": format!("p{level}"), "kind": "all_of" })).unwrap();
            around.children.push(child);
            tree = Ok(around);
        }
        Part::try_from(tree.unwrap())
    };
    assert!(deep(64).is_ok());
    assert_eq!(deep(65), Err(PartError::Deep { part: "p64".parse().unwrap() }));
}

/// The path to the fault below the root of requirements.
fn path(children: &Value) -> (String, String) {
    let mut json =
        serde_json::to_value(around(&json!({ "id": "root", "kind": "all_of" }), &json!([]))).unwrap();
    json["root"]["children"] = children.clone();
    let error = preset::read::<Requirements>(&json.to_string()).unwrap_err();
    (error.path, error.problem)
}

#[test]
fn a_fault_is_told_with_its_path() {
    let leaf = |id: &str, changes: Value| {
        let mut leaf = json!({ "id": id, "kind": "courses", "filter": {} });
        leaf.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        leaf
    };
    let good = leaf("a", json!({}));
    for (changes, at, problem) in [
        (json!({ "n": 1 }), "", "the part `b` is of kind `courses`, which has no `n`"),
        (json!({ "kind": "none_of" }), ".kind", "unknown variant `none_of`"),
        (json!({ "filter": { "level_min": "100" } }), ".filter.level_min", "invalid type: string"),
        (json!({ "filter": { "tag": ["x"] } }), ".filter.tag", "unknown field `tag`"),
        (json!({ "limits": [{ "filter": {} }, {}] }), ".limits[1]", "missing field `filter`"),
        (
            json!({ "limits": [{ "filter": {}, "min_areas": 1 }] }),
            ".limits[0].min_areas",
            "unknown field `min_areas`",
        ),
        (json!({ "min_courses": -1 }), ".min_courses", "invalid value: integer `-1`"),
        (json!({ "min_courses": "2" }), ".min_courses", "invalid type: string"),
        (json!({ "min_credits": "-2" }), ".min_credits", "`-2` is not a number of credits"),
        (json!({ "min_credits": 2 }), ".min_credits", "invalid type: integer `2`"),
    ] {
        let (found, said) = path(&json!([good, leaf("b", changes.clone())]));
        assert_eq!(found, format!("root.children[1]{at}"), "{changes}");
        assert!(said.starts_with(problem), "{changes}: {said}");
    }
    assert!(preset::read::<Filter>(r#"{"codes":null}"#).unwrap().codes.is_none());
}

#[test]
fn requirements_that_are_none() {
    let leaf = |id: &str| json!({ "id": id, "kind": "courses", "filter": {} });
    let draft = |apart: Value| {
        let root = json!({ "id": "root", "kind": "all_of", "children": [
            leaf("a"), { "id": "b", "kind": "all_of", "children": [leaf("c")] }] });
        let mut draft: RequirementsDraft = around(&root, &json!([])).draft();
        draft.apart = serde_json::from_value(apart).unwrap();
        draft
    };
    let refused = |apart| Requirements::try_from(draft(apart)).unwrap_err();
    assert_eq!(refused(json!([["a", "z"]])), RequirementsError::Unknown { part: "z".parse().unwrap() });
    assert_eq!(
        refused(json!([["b", "z"]])).to_string(),
        "the part `z`, which is to stand apart from another, is not in the tree"
    );
    let inside = RequirementsError::Inside { one: "b".parse().unwrap(), other: "c".parse().unwrap() };
    assert_eq!(refused(json!([["a", "b"], ["b", "c"]])), inside);
    assert!(matches!(refused(json!([["a", "a"]])), RequirementsError::Inside { .. }));
    assert!(Requirements::try_from(draft(json!([["a", "b"]]))).is_ok());
    let (_, problem) = path(&json!([leaf("a"), { "id": "b", "kind": "all_of", "children": [leaf("a")] }]));
    assert_eq!(problem, "the part `a` stands twice in the tree: a code stands for one part");
    let mut twice = draft(json!([]));
    twice.root =
        serde_json::from_value(json!({ "id": "a", "kind": "all_of", "children": [leaf("a")] })).unwrap();
    assert_eq!(Requirements::try_from(twice), Err(RequirementsError::Twice { part: "a".parse().unwrap() }));
}
