//! 3+1+1 programmes of 30 leaves in which bachelor, partner year and master ask for much the same courses, and their students.
//!
//! The tree is the same for all; its bounds, the codes of its core and the catalogue are drawn. Students have the core and
//! what they chose of the rest, and about two of three of them can be satisfied.

use collegium_pathways::audit::{AttemptDraft, CatalogueCourse, Transcript};
use serde_json::{Value, json};

use crate::{
    dice::Dice,
    made::{self, AREAS, Group, Kind},
    world::{self, ATTEMPTS, World},
};

/// What there is, and what a student takes beside what all have to take.
const GROUPS: [Group; 5] = [("CORE", 14, 1), ("EL", 26, 10), ("LANG", 6, 3), ("P", 22, 7), ("M", 18, 6)];

pub(crate) fn world(seed: u64) -> World {
    let mut dice = Dice::new(seed, 0);
    let mut catalogue: Vec<_> =
        made::places(&GROUPS).map(|(group, at)| made::course(kind(&mut dice, group, at))).collect();
    catalogue.extend(ENDS.map(end));
    World::new(seed, world::requirements(seed, &root(&mut dice)), catalogue, student)
}

fn student(world: &World, _: u64, dice: &mut Dice) -> Transcript {
    let mut codes: Vec<_> = (1..=10).map(|core| format!("CORE{core}")).collect();
    let ends = if dice.chance(60) { &["THESIS-B"][..] } else { &["PROJ-B", "SEM-B"] };
    codes.extend(ends.iter().map(|&end| end.to_owned()));
    if dice.chance(95) {
        codes.push("THESIS-M".to_owned());
    }
    codes.extend(made::taken(dice, &GROUPS));
    let mut attempts = Vec::new();
    for code in &codes {
        take(world, dice, code, &mut attempts);
    }
    // What was failed or taken once more, and other electives.
    while attempts.len() < ATTEMPTS {
        let code = if dice.chance(25) {
            codes[dice.below(codes.len())].clone()
        } else {
            format!("{}{}", dice.one_of(&["EL", "EL", "P", "LANG"]), dice.between(1, 6))
        };
        take(world, dice, &code, &mut attempts);
    }
    attempts.truncate(ATTEMPTS);
    made::transcript(attempts, &[])
}

/// An attempt at a course; one that failed is followed by one that did not.
fn take(world: &World, dice: &mut Dice, code: &str, attempts: &mut Vec<AttemptDraft>) {
    let course = world.course(code);
    let mut grade = |least, most| Some(u32::try_from(dice.between(least, most)).unwrap());
    let (passed, failed) = (grade(52, 96), grade(25, 49));
    match dice.below(80) {
        0 => attempts.push(made::attempt(course, None)),
        1 => attempts.extend([failed, passed].map(|grade| made::attempt(course, grade))),
        _ => attempts.push(made::attempt(course, passed)),
    }
}

/// What a bachelor's and a master's degree end with: code, credits, tag, level.
const ENDS: [(&str, &str, &str, i32); 4] = [
    ("THESIS-B", "10", "thesis", 300),
    ("PROJ-B", "6", "project", 300),
    ("SEM-B", "4", "writing", 300),
    ("THESIS-M", "30", "thesis", 600),
];

fn end((code, credits, tag, level): (&str, &str, &str, i32)) -> CatalogueCourse {
    let code = code.to_owned();
    made::course(Kind { code, credits, area: "CS", tags: vec![tag], level, origin: "home", equiv: None })
}

fn kind<'a>(dice: &mut Dice, group: &str, at: usize) -> Kind<'a> {
    const USUAL: [&str; 7] = ["3", "4", "5", "5", "6", "6", "7.5"];
    const CHOSEN: [&str; 7] = ["quant", "humanities", "social", "methods", "writing", "lab", "diversity"];
    const ABROAD: [&str; 6] = ["quant", "social", "methods", "diversity", "elective", "lab"];
    let few = dice.between(2, 3);
    let (credits, tags, level, origin) = match group {
        "CORE" => {
            let mut tags = vec!["core"];
            tags.extend(at.is_multiple_of(3).then_some("quant"));
            tags.extend(at.is_multiple_of(7).then_some("writing"));
            (&USUAL[..], tags, 100 * (1 + i32::from(at > 6) + i32::from(at > 12)), "home")
        }
        "EL" => {
            let tags = [vec!["elective"], dice.some_of(&CHOSEN, few)].concat();
            (&USUAL[..], tags, dice.one_of(&[100, 200, 200, 300]), "home")
        }
        "LANG" => {
            let tags = if at.is_multiple_of(2) { vec!["language", "diversity"] } else { vec!["language"] };
            (
                &["2.5", "3", "4"][..],
                tags,
                dice.one_of(&[100, 200, 300]),
                dice.one_of(&["home", "home", "partner"]),
            )
        }
        "P" => {
            let tags = [vec!["exchange"], dice.some_of(&ABROAD, 3)].concat();
            (&["2.5", "5", "5", "7.5", "10"][..], tags, dice.one_of(&[200, 300, 300, 400]), "partner")
        }
        _ => {
            let tags = [vec!["master"], dice.some_of(&["methods", "quant", "seminar", "lab"], few)].concat();
            (
                &["5", "6", "7.5", "7.5", "10"][..],
                tags,
                dice.one_of(&[500, 500, 600]),
                dice.one_of(&["home", "home", "partner"]),
            )
        }
    };
    let (credits, area) = (dice.one_of(credits), dice.one_of(&AREAS));
    Kind { code: format!("{group}{at}"), credits, area, tags, level, origin, equiv: None }
}

fn leaf(id: &str, filter: Value, asks: Value) -> Value {
    let mut leaf = asks;
    leaf["id"] = json!(id);
    leaf["kind"] = json!("courses");
    leaf["filter"] = filter;
    leaf
}

fn root(dice: &mut Dice) -> Value {
    let master = master(dice);
    json!({ "id": "programme", "kind": "all_of", "children": [bachelor(dice), abroad(dice), master], "limits": [
        { "filter": { "origins": ["partner"] }, "max_credits": dice.one_of(&["45", "50", "60"]) },
        { "filter": { "level_max": 100 }, "max_courses": dice.one_of(&[10, 12]) }] })
}

/// Ten places for the core, each with up to four courses beside its own that may stand in for it.
fn core(dice: &mut Dice) -> Value {
    let places = (1..=10).map(|at| {
        let mut codes = vec![format!("CORE{at}")];
        codes.extend((at < 5).then(|| format!("CORE{}", 10 + at)));
        codes.extend((0..dice.between(1, 3)).map(|_| format!("P{}", dice.between(1, 22))));
        leaf(&format!("core-{at}"), json!({ "codes": codes }), json!({ "min_courses": 1, "max_courses": 1 }))
    });
    let places: Vec<_> = places.collect();
    json!({ "id": "core", "kind": "all_of", "min_avg_grade": dice.between(58, 66).to_string(), "children": places })
}

fn bachelor(dice: &mut Dice) -> Value {
    json!({ "id": "bachelor", "kind": "all_of", "children": [
        core(dice),
        { "id": "breadth", "kind": "at_least", "n": 2, "children": [
            leaf("quant", json!({ "tags_any": ["quant"] }), json!({ "min_credits": "8" })),
            leaf("humanities", json!({ "tags_any": ["humanities"] }), json!({ "min_credits": "6" })),
            leaf("social", json!({ "tags_any": ["social"] }), json!({ "min_courses": 2 }))] },
        { "id": "electives", "kind": "all_of", "min_areas": 3,
          "min_credits": dice.one_of(&["24", "26", "28", "30"]),
          "limits": [{ "filter": { "level_max": 100 }, "max_credits": "12" }],
          "children": [
            leaf("open", json!({ "tags_any": ["elective", "exchange"], "level_max": 400 }), json!({ "min_credits": "16", "max_credits": "45" })),
            leaf("upper", json!({ "level_min": 200, "level_max": 400, "tags_none": ["core"] }), json!({ "min_credits": "8" }))] },
        leaf("methods", json!({ "tags_any": ["methods", "lab"], "level_max": 400 }), json!({ "min_courses": 1, "max_courses": 2 })),
        leaf("writing", json!({ "tags_any": ["writing"] }), json!({ "min_courses": 2, "pool": null })),
        leaf("diversity", json!({ "tags_any": ["diversity"] }), json!({ "min_courses": 1, "pool": "diversity" })),
        leaf("international", json!({ "tags_any": ["language", "diversity"] }), json!({ "min_credits": "5", "pool": "diversity" })),
        { "id": "language", "kind": "any_of", "children": [
            leaf("language-upper", json!({ "tags_any": ["language"], "level_min": 300 }), json!({ "min_courses": 1 })),
            leaf("language-credits", json!({ "tags_any": ["language"] }), json!({ "min_credits": "6", "max_courses": 3 }))] },
        { "id": "capstone", "kind": "any_of", "children": [
            leaf("thesis-b", json!({ "codes": ["THESIS-B"], "grade_min": "55" }), json!({ "min_courses": 1 })),
            { "id": "project-route", "kind": "all_of", "children": [
                leaf("project", json!({ "codes": ["PROJ-B"] }), json!({ "min_courses": 1 })),
                leaf("seminar", json!({ "codes": ["SEM-B"] }), json!({ "min_courses": 1 }))] }] }] })
}

fn abroad(dice: &mut Dice) -> Value {
    json!({ "id": "abroad", "kind": "all_of",
        "min_credits": dice.one_of(&["17.5", "20", "22.5"]), "max_credits": "40", "children": [
        leaf("abroad-subject", json!({ "origins": ["partner"], "areas": ["MA", "EC", "CS"], "level_max": 400 }), json!({ "min_credits": "10" })),
        leaf("abroad-free", json!({ "origins": ["partner"], "level_max": 400 }), json!({ "min_credits": "5", "max_courses": 4 }))] })
}

fn master(dice: &mut Dice) -> Value {
    json!({ "id": "master", "kind": "all_of", "min_avg_grade": dice.between(60, 70).to_string(), "children": [
        leaf("master-methods", json!({ "tags_all": ["master", "methods"] }), json!({ "min_courses": 1, "max_courses": 2 })),
        leaf("master-quant", json!({ "tags_all": ["master", "quant"] }), json!({ "min_courses": 1, "max_courses": 2 })),
        leaf("master-free", json!({ "tags_any": ["master"], "tags_none": ["thesis"] }), json!({ "min_credits": dice.one_of(&["10", "12", "15"]) })),
        leaf("thesis-m", json!({ "codes": ["THESIS-M"] }), json!({ "min_courses": 1 }))] })
}
