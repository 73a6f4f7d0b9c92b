//! Requirements that cannot be met, or say something else than was meant.

use collegium_core::{Findings, Severity, finding::FactValue};
use collegium_pathways::audit::{CatalogueCourse, Requirements};
use serde_json::{Value, json};

use super::one;

fn leaf(id: &str, changes: &Value) -> Value {
    let mut leaf = json!({ "id": id, "kind": "courses", "filter": {} });
    leaf.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    leaf
}

fn of(kind: &str, changes: &Value, children: &[Value]) -> Value {
    let mut part = json!({ "id": "root", "kind": kind, "children": children });
    part.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    part
}

fn requirements(root: &Value) -> Requirements {
    serde_json::from_value(json!({
        "code": "BBA", "name": { "en": "Bachelor of Business" }, "catalogue": "2026/2027", "root": root,
        "source": { "document": "Catalogue", "date": "2026-06-01" }, "status": "verified",
    }))
    .unwrap()
}

fn course(code: &str, credits: &str, tags: &[&str]) -> CatalogueCourse {
    serde_json::from_value(json!({
        "code": code, "credits": credits, "area": "MA", "tags": tags, "level": 100, "origin": "home",
    }))
    .unwrap()
}

/// Two courses of core and one elective, of four credits each.
fn catalogue() -> Vec<CatalogueCourse> {
    vec![course("A", "4", &["core"]), course("B", "4", &["core"]), course("C", "4", &["elective"])]
}

fn check(root: &Value) -> Findings {
    requirements(root).check(&catalogue())
}

fn told(root: &Value, code: &str) -> String {
    let found = check(root);
    one(&found, code)
        .map_or_else(String::new, |finding| format!("{}: {}", finding.subject.path, finding.message))
}

fn core(changes: &Value) -> Value {
    let mut leaf = leaf("core", changes);
    leaf["filter"] = json!({ "tags_any": ["core"] });
    leaf
}

pub(crate) fn pw0501() {
    let asks = |filter: Value| leaf("thesis", &json!({ "filter": filter, "min_courses": 1 }));
    assert_eq!(
        told(&asks(json!({ "tags_any": ["thesis"] })), "PW0501"),
        "root: `thesis` asks for 1 course, but no course of the catalogue fits"
    );
    assert_eq!(
        told(&asks(json!({ "level_min": 300, "level_max": 200 })), "PW0501"),
        "root: `thesis` asks for 1 course, but no course can fit its filter"
    );
    assert_eq!(told(&asks(json!({ "tags_any": ["core"], "grade_min": "60" })), "PW0501"), "");
    // What contradicts itself does so without a catalogue; what nothing fits, only beside one.
    for (filter, count) in [
        (json!({ "codes": [] }), 2),
        (json!({ "taken_from": "2024-02-01", "taken_to": "2024-01-31" }), 2),
        (json!({ "tags_all": ["x"], "tags_none": ["x"] }), 2),
        (json!({ "codes": ["A"], "not_codes": ["A"] }), 2),
        (json!({ "tags_any": ["thesis"] }), 0),
    ] {
        assert_eq!(requirements(&asks(filter.clone())).check(&[]).violations().count(), count, "{filter}");
    }
    let limit = json!({ "limits": [{ "filter": { "origins": ["abroad"] }, "min_credits": "4" }] });
    assert_eq!(
        told(&leaf("all", &limit), "PW0501"),
        "root.limits[0]: `all` asks for 4 credits, but no course of the catalogue fits"
    );
}

pub(crate) fn pw0502() {
    let both = |least: &str, most: &str| core(&json!({ "min_credits": least, "max_credits": most }));
    assert_eq!(told(&both("8", "7.5"), "PW0502"), "root: `core` asks for 8 credits, but allows at most 7.5");
    assert_eq!(told(&both("7.5", "7.5"), "PW0502"), "");
    let limit =
        json!({ "max_courses": 1, "limits": [{ "filter": { "origins": ["home"] }, "min_courses": 2 }] });
    assert_eq!(
        told(&core(&limit), "PW0502"),
        "root.limits[0]: `core` asks for 2 courses, but allows at most 1"
    );
    // What parts of one pool ask for adds up; what parts that share ask for does not.
    let capped = |pool: Value| {
        let most = json!({ "max_courses": 2 });
        let elective = leaf("elective", &json!({ "min_courses": 1, "pool": pool }));
        of("all_of", &most, &[core(&json!({ "min_courses": 2 })), elective])
    };
    let found = check(&capped(json!("main")));
    let finding = one(&found, "PW0502").unwrap();
    assert_eq!(finding.message, "`root` has parts that ask for 3 courses, but allows at most 2");
    assert_eq!(finding.facts[0].value, FactValue::Count(3));
    assert_eq!(
        (told(&capped(json!("other")), "PW0502"), told(&capped(json!(null)), "PW0502")),
        (String::new(), String::new())
    );
    // Of a choice, the smallest counts.
    let choice = |n: u32| {
        let options = [core(&json!({ "min_courses": 2 })), leaf("elective", &json!({ "min_courses": 1 }))];
        told(&of("at_least", &json!({ "n": n, "max_courses": 1 }), &options), "PW0502")
    };
    assert_eq!(
        (choice(1), choice(2)),
        (String::new(), "root: `root` has parts that ask for 3 courses, but allows at most 1".to_owned())
    );
}

pub(crate) fn pw0503() {
    let asks = |least: &str| told(&core(&json!({ "min_credits": least })), "PW0503");
    assert_eq!(asks("8.5"), "root: `core` asks for 8.5 credits, but can be given at most 8");
    assert_eq!(asks("8"), "");
    assert_eq!(
        told(&core(&json!({ "min_areas": 2 })), "PW0503"),
        "root.min_areas: `core` asks for 2 areas, but can be given at most 1"
    );
    assert_eq!(told(&core(&json!({ "min_areas": 1 })), "PW0503"), "");
    // Its parts allow less than it asks for.
    let capped = |most: &str| {
        let parts = [core(&json!({ "max_credits": most })), leaf("rest", &json!({ "max_courses": 1 }))];
        told(&of("all_of", &json!({ "min_credits": "10" }), &parts), "PW0503")
    };
    assert_eq!(capped("4"), "root: `root` asks for 10 credits, but can be given at most 8");
    assert_eq!(capped("6"), "");
    // A course that may be repeated gives without end; courses that count the same give once.
    let asks = requirements(&leaf("all", &json!({ "min_credits": "12" })));
    let mut again = course("A", "4", &[]);
    assert_eq!(asks.check(std::slice::from_ref(&again)).violations().count(), 2);
    again.repeatable = true;
    assert_eq!(asks.check(&[again]).violations().count(), 0);
    let mut same = catalogue();
    assert_eq!(asks.check(&same).violations().count(), 0);
    same[0].equiv = Some("B".parse().unwrap());
    assert!(asks.check(&same).violations().any(|finding| finding.message.ends_with("at most 8")));
}

pub(crate) fn pw0504() {
    let tagged =
        |id: &str, tag: &str, n: u32| leaf(id, &json!({ "filter": { "tags_any": [tag] }, "min_courses": n }));
    let three = |n: u32| {
        let any = leaf("any", &json!({ "min_courses": n }));
        of("all_of", &json!({}), &[tagged("one", "core", 1), tagged("two", "core", 2), any])
    };
    // `any` finds a course that the others do not take.
    assert_eq!(
        told(&three(1), "PW0504"),
        "root: `one` and `two` ask for 3 courses together, but what they take gives at most 2"
    );
    let enough = of(
        "all_of",
        &json!({}),
        &[tagged("one", "core", 1), tagged("two", "core", 1), tagged("three", "elective", 1)],
    );
    assert_eq!(told(&enough, "PW0504"), "");
    let shared = of(
        "all_of",
        &json!({}),
        &[tagged("one", "core", 2), leaf("two", &json!({ "min_courses": 3, "pool": "other" }))],
    );
    assert_eq!(told(&shared, "PW0504"), "");
    // What a group asks for beyond its parts is to be found too.
    let group = |least: &str| {
        let part = json!({ "id": "group", "kind": "all_of", "min_credits": least, "children": [tagged("one", "core", 1)] });
        told(&of("all_of", &json!({}), &[part, core(&json!({ "min_credits": "4" }))]), "PW0504")
    };
    assert_eq!(
        group("8"),
        "root: `core` and `group` ask for 12 credits together, but what they take gives at most 8"
    );
    assert_eq!(group("4"), "");
    // An option of a choice that is short is no reason for the whole.
    let option =
        of("all_of", &json!({ "id": "option" }), &[tagged("one", "core", 1), tagged("two", "core", 2)]);
    let choice = of("any_of", &json!({}), &[option, leaf("rest", &json!({ "min_courses": 1 }))]);
    assert!(told(&choice, "PW0504").starts_with("root.children[0]: `one` and `two`"));
    assert_eq!(told(&choice, "PW0510"), "");
}

pub(crate) fn pw0505() {
    let ask = json!({ "min_courses": 1 });
    let pair = |second: Value| of("all_of", &json!({}), &[core(&ask), second]);
    let tagged = |tags: Value, pool: Value| {
        leaf("second", &json!({ "filter": { "tags_any": tags }, "min_courses": 1, "pool": pool }))
    };
    let found = check(&pair(tagged(json!(["core"]), json!("main"))));
    let finding = one(&found, "PW0505").unwrap();
    assert_eq!(finding.message, "`core` and `second` take the same courses, and none counts in both");
    assert_eq!((finding.severity, finding.facts[0].value.clone()), (Severity::Warning, FactValue::Count(2)));
    let found = check(&pair(tagged(json!(["core", "elective"]), json!("main"))));
    let finding = one(&found, "PW0505").unwrap();
    assert_eq!(finding.message, "`core` takes only courses that `second` takes too, and none counts in both");
    assert_eq!(
        (finding.severity, finding.subject.path.as_str()),
        (Severity::Note, "root.children[0].filter")
    );
    // Quiet: in another pool, without a question, with other courses, as an alternative, and what takes all that is left.
    let alternatives = of("any_of", &json!({}), &[core(&ask), tagged(json!(["core"]), json!("main"))]);
    for quiet in [
        pair(tagged(json!(["core"]), json!("other"))),
        pair(leaf("second", &json!({ "filter": { "tags_any": ["core"] } }))),
        pair(tagged(json!(["elective"]), json!("main"))),
        pair(leaf("second", &ask)),
        alternatives,
    ] {
        assert_eq!(told(&quiet, "PW0505"), "");
    }
}

pub(crate) fn pw0506() {
    let ask = json!({ "min_courses": 1 });
    let lost = leaf("lost", &json!({ "filter": { "origins": ["abroad"] }, "min_courses": 1 }));
    let choice = |kind: &str, n: Value| of(kind, &n, &[core(&ask), lost.clone()]);
    let found = check(&choice("any_of", json!({})));
    let finding = one(&found, "PW0506").unwrap();
    assert_eq!(finding.message, "the option `lost` of `root` can never be met");
    assert_eq!((finding.severity, finding.subject.path.as_str()), (Severity::Warning, "root.children[1]"));
    assert!(one(&found, "PW0510").is_none());
    assert_eq!(told(&of("any_of", &json!({}), &[core(&ask), leaf("rest", &ask)]), "PW0506"), "");
    // All of them, or as many as there are, are no choice; fewer than are asked for are a fault of the whole.
    assert_eq!(told(&choice("at_least", json!({ "n": 2 })), "PW0506"), "");
    let mut three = choice("at_least", json!({ "n": 2 }));
    three["children"]
        .as_array_mut()
        .unwrap()
        .push(leaf("gone", &json!({ "filter": { "codes": ["Z"] }, "min_courses": 1 })));
    assert_eq!(told(&three, "PW0506"), "root: `root` asks for 2 of its parts, but only 1 can be met");
    assert_eq!(told(&three, "PW0510"), "root: nobody can meet the requirements");
}

pub(crate) fn pw0507() {
    let choice = |changes: Value, hard: Value| {
        let easy = leaf("easy", &json!({ "filter": { "tags_any": ["core", "elective"] }, "min_courses": 1 }));
        told(&of("any_of", &changes, &[easy, hard]), "PW0507")
    };
    let never = "root.children[1]: the option `core` of `root` is never needed: who meets it meets `easy`";
    assert_eq!(choice(json!({}), core(&json!({ "min_courses": 2 }))), never);
    assert_eq!(
        choice(json!({ "min_credits": "8" }), core(&json!({ "min_courses": 2 }))),
        never,
        "all courses go to the other"
    );
    assert_eq!(choice(json!({}), core(&json!({}))), "", "it asks for less");
    assert_eq!(choice(json!({}), core(&json!({ "min_courses": 1, "pool": "other" }))), "");
    // Who has both has one of them; unless what is left over counts for something.
    let thesis = json!({ "id": "thesis", "kind": "milestone", "milestone": "thesis" });
    let both = |parts: &[Value]| json!({ "id": "both", "kind": "all_of", "children": parts });
    let two = |changes: Value, parts: &[Value]| {
        told(&of("any_of", &changes, &[thesis.clone(), both(parts)]), "PW0507")
    };
    let again = json!({ "id": "again", "kind": "milestone", "milestone": "thesis" });
    let needless =
        "root.children[1]: the option `both` of `root` is never needed: who meets it meets `thesis`";
    assert_eq!(two(json!({}), &[again.clone(), core(&json!({ "min_courses": 1 }))]), needless);
    assert_eq!(two(json!({ "min_courses": 1 }), &[again, core(&json!({ "min_courses": 1 }))]), "");
    assert_eq!(two(json!({}), &[core(&json!({ "min_courses": 1 }))]), "");
}

pub(crate) fn pw0508() {
    let dead = |filter: Value| told(&leaf("dead", &json!({ "filter": filter })), "PW0508");
    assert_eq!(
        dead(json!({ "tags_any": ["core"], "tags_none": ["core"] })),
        "root.filter: a filter of `dead` has no effect: no course can fit it"
    );
    assert_eq!(
        dead(json!({ "level_min": 101 })),
        "root.filter: a filter of `dead` has no effect: no course of the catalogue fits it"
    );
    assert_eq!(dead(json!({ "level_min": 100, "level_max": 100 })), "");
    let limit = json!({ "limits": [{ "filter": { "areas": [] }, "max_credits": "4" }] });
    assert_eq!(
        told(&core(&limit), "PW0508"),
        "root.limits[0].filter: a filter of `core` has no effect: no course can fit it"
    );
}

pub(crate) fn pw0509() {
    let names = |filter: Value| told(&leaf("some", &json!({ "filter": filter })), "PW0509");
    assert_eq!(
        names(
            json!({ "codes": ["A", "Z"], "not_codes": ["Y"], "tags_any": ["cor", "core"], "origins": ["home", "partner"] })
        ),
        "root.filter: a filter of `some` names `Y`, `Z`, `cor`, `partner`, which no course of the catalogue has"
    );
    assert_eq!(
        names(json!({ "codes": ["A"], "tags_none": ["elective"], "areas": ["MA"], "origins": ["home"] })),
        ""
    );
    assert!(requirements(&leaf("some", &json!({ "filter": { "codes": ["Z"] } }))).check(&[]).is_empty());
}

pub(crate) fn pw0510() {
    let asks = |least: u32| of("all_of", &json!({}), &[core(&json!({ "min_courses": least }))]);
    let found = check(&asks(3));
    let finding = one(&found, "PW0510").unwrap();
    assert_eq!(
        (finding.message.as_str(), finding.subject.path.as_str()),
        ("nobody can meet the requirements", "root")
    );
    assert_eq!(finding.basis.as_ref().unwrap().to_string(), "Catalogue (2026-06-01)");
    assert!(check(&asks(2)).is_empty());
    // Who has not read the rules in their source hears of it.
    let mut draft = requirements(&asks(2)).draft();
    draft.status = collegium_core::Status::Unverified;
    assert_eq!(Requirements::try_from(draft).unwrap().check(&catalogue()).notes().count(), 1);
}
