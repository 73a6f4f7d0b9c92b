//! Trees of 30 leaves that take much the same courses, and students for whom everything is just enough, or not.
//!
//! A student is made from a plan: courses are drawn for each leaf until it has what it asks for, and a few to spare. For every
//! other student some of them are exchanged for others. The bounds above the leaves are tight for one such plan.

use std::collections::{BTreeMap, BTreeSet};

use collegium_pathways::audit::{AttemptDraft, CatalogueCourse, Filter, Part, PartKind, Transcript};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::{
    dice::Dice,
    made::{self, AREAS, Kind},
    world::{self, ATTEMPTS, World},
};

const COURSES: usize = 70;
const TAGS: [&str; 20] = [
    "t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8", "t9", "t10", "t11", "t12", "t13", "t14", "t15", "t16",
    "t17", "t18", "t19", "t20",
];
const CREDITS: [&str; 10] = ["2", "2.5", "3", "3", "4", "4", "5", "5", "6", "7.5"];

/// The courses drawn for each leaf.
type Plan<'a> = BTreeMap<&'a str, Vec<&'a CatalogueCourse>>;

pub(crate) fn world(seed: u64) -> World {
    let mut dice = Dice::new(seed, 0);
    let catalogue: Vec<_> = (1..=COURSES).map(|at| made::course(kind(&mut dice, at))).collect();
    let mut tree = bare(&mut dice, &catalogue);
    let part: Part = serde_json::from_value(tree.clone()).unwrap();
    let plan = plan(&mut dice, &part, &catalogue);
    bound(&mut dice, &mut tree, &plan);
    World::new(seed, world::requirements(seed, &tree), catalogue, student)
}

fn student(world: &World, number: u64, dice: &mut Dice) -> Transcript {
    let plan = plan(dice, &world.requirements.root, &world.catalogue);
    let planned: BTreeSet<_> = plan.values().flatten().map(|course| &course.code).collect();
    let (mut taken, mut others): (Vec<_>, Vec<_>) =
        world.catalogue.iter().partition(|course| planned.contains(&course.code));
    dice.shuffle(&mut taken);
    dice.shuffle(&mut others);
    let lost = if number.is_multiple_of(2) { 0 } else { dice.between(4, 9) };
    taken.truncate((taken.len() - lost).min(ATTEMPTS));
    let passed = taken.len();
    taken.extend(others.into_iter().take(ATTEMPTS - passed));
    let mut attempts: Vec<_> =
        taken.iter().enumerate().map(|(at, course)| attempt(dice, course, at < passed)).collect();
    dice.shuffle(&mut attempts);
    made::transcript(attempts, &[])
}

fn kind<'a>(dice: &mut Dice, at: usize) -> Kind<'a> {
    let area = dice.one_of(&AREAS);
    let tags = dice.between(2, 4);
    Kind {
        code: format!("{area}{at}"),
        credits: dice.one_of(&CREDITS),
        area,
        tags: dice.some_of(&TAGS, tags),
        level: dice.one_of(&[100, 100, 200, 200, 300, 400]),
        origin: dice.one_of(&["home", "home", "home", "partner", "partner", "other"]),
        equiv: dice.chance(8).then(|| dice.one_of(&["E1", "E2", "E3"])),
    }
}

/// What was not planned may have failed, or not have ended.
fn attempt(dice: &mut Dice, course: &CatalogueCourse, planned: bool) -> AttemptDraft {
    let passed = u32::try_from(dice.between(50, 100)).unwrap();
    let grade = match dice.below(10) {
        0 if !planned => None,
        1 if !planned => Some(40),
        _ => Some(passed),
    };
    made::attempt(course, grade)
}

fn filter(dice: &mut Dice, catalogue: &[CatalogueCourse]) -> Value {
    let codes: Vec<_> = catalogue.iter().map(|course| course.code.as_str()).collect();
    let mut filter = match dice.below(20) {
        0..12 => {
            let number = dice.between(1, 2);
            json!({ "tags_any": dice.some_of(&TAGS, number) })
        }
        12 | 13 => {
            let number = dice.between(4, 8);
            json!({ "codes": dice.some_of(&codes, number) })
        }
        14 | 15 => json!({ "areas": dice.some_of(&AREAS, 2) }),
        16 => json!({ "origins": ["partner"] }),
        17 => json!({ "level_min": 300 }),
        18 => json!({ "tags_none": dice.some_of(&TAGS, 8) }),
        _ => json!({ "tags_any": dice.some_of(&TAGS, 4) }),
    };
    match dice.below(12) {
        0 => filter["not_codes"] = json!(dice.some_of(&codes, 3)),
        1 => filter["level_max"] = json!(300),
        2 => filter["grade_min"] = json!("60"),
        _ => {}
    }
    filter
}

fn leaf(dice: &mut Dice, at: usize, catalogue: &[CatalogueCourse]) -> Value {
    let mut leaf = json!({ "id": format!("l{at:02}"), "kind": "courses", "filter": filter(dice, catalogue) });
    match at {
        20..24 => leaf["pool"] = json!("second"),
        28.. => leaf["pool"] = Value::Null,
        _ => {}
    }
    if dice.chance(70) {
        let least = dice.one_of(&["3", "4", "5", "6", "7", "7.5", "8", "9"]);
        leaf["min_credits"] = json!(least);
        if dice.chance(25) {
            let most = least.parse::<Decimal>().unwrap() + Decimal::from(dice.between(1, 3));
            leaf["max_credits"] = json!(most.to_string());
        }
    } else {
        let least = dice.between(1, 2);
        leaf["min_courses"] = json!(least);
        if dice.chance(50) {
            leaf["max_courses"] = json!(least + dice.below(2));
        }
    }
    leaf
}

/// The tree with bounds on its leaves alone.
fn bare(dice: &mut Dice, catalogue: &[CatalogueCourse]) -> Value {
    let mut leaves: Vec<_> = (0..30).map(|at| leaf(dice, at, catalogue)).collect();
    let mut take = |number: usize| leaves.drain(..number).collect::<Vec<_>>();
    json!({ "id": "root", "kind": "all_of", "children": [
        { "id": "core", "kind": "all_of", "children": take(8) },
        { "id": "breadth", "kind": "at_least", "n": 3, "children": take(5) },
        { "id": "track", "kind": "any_of", "children": [
            { "id": "track-1", "kind": "all_of", "children": take(3) },
            { "id": "track-2", "kind": "all_of", "children": take(4) }] },
        { "id": "second", "kind": "all_of", "children": take(4) },
        { "id": "upper", "kind": "all_of", "children": take(4) },
        { "id": "across", "kind": "at_least", "n": 1, "children": take(2) }] })
}

/// Courses for each leaf of a choice that is drawn.
fn plan<'a>(dice: &mut Dice, root: &'a Part, catalogue: &'a [CatalogueCourse]) -> Plan<'a> {
    let mut leaves = Vec::new();
    choose(dice, root, &mut leaves);
    let mut free: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let mut plan = Plan::new();
    for leaf in leaves {
        let pool = leaf.pool.as_ref().map_or("", |pool| pool.as_str());
        if pool.is_empty() {
            continue;
        }
        let free = free.entry(pool).or_insert_with(|| {
            let used: BTreeSet<_> =
                plan.values().flatten().map(|course: &&CatalogueCourse| &course.code).collect();
            let mut free: Vec<_> = catalogue.iter().collect();
            dice.shuffle(&mut free);
            // What is used elsewhere already comes first.
            free.sort_by_key(|course| !used.contains(&course.code));
            free
        });
        plan.insert(leaf.id.as_str(), take(leaf, free));
    }
    plan
}

/// Takes courses for a leaf until it has enough.
fn take<'a>(leaf: &Part, free: &mut Vec<&'a CatalogueCourse>) -> Vec<&'a CatalogueCourse> {
    let filter = Filter { grade_min: None, ..leaf.filter.clone().unwrap() };
    let mut taken = Vec::new();
    let mut credits = Decimal::ZERO;
    free.retain(|course| {
        let enough = leaf.min_credits.is_none_or(|least| credits >= least.amount())
            && leaf.min_courses.is_none_or(|least| taken.len() >= least as usize);
        let fits = leaf.max_credits.is_none_or(|most| credits + course.credits.amount() <= most.amount());
        let take = !enough && fits && filter.matches(&course.facts());
        if take {
            credits += course.credits.amount();
            taken.push(*course);
        }
        !take
    });
    taken
}

fn choose<'a>(dice: &mut Dice, part: &'a Part, leaves: &mut Vec<&'a Part>) {
    let chosen = match part.kind {
        PartKind::Courses => return leaves.push(part),
        PartKind::AnyOf => 1,
        PartKind::AtLeast => part.n.unwrap() as usize,
        _ => part.children.len(),
    };
    let mut places = dice.some_of(&(0..part.children.len()).collect::<Vec<_>>(), chosen);
    places.sort_unstable();
    for place in places {
        choose(dice, &part.children[place], leaves);
    }
}

/// Bounds the parts above the leaves by what they have in a plan.
fn bound(dice: &mut Dice, part: &mut Value, plan: &Plan<'_>) {
    let mut leaves = BTreeSet::new();
    below(part, &mut leaves);
    let courses: BTreeMap<_, _> = plan
        .iter()
        .filter(|(leaf, _)| leaves.contains(**leaf))
        .flat_map(|(_, courses)| courses.iter().map(|course| (&course.code, *course)))
        .collect();
    let count = courses.len();
    let credits: Decimal = courses.values().map(|course| course.credits.amount()).sum();
    let most = credits + Decimal::from(dice.between(1, 4));
    match part["id"].as_str().unwrap() {
        "root" => {
            let of = |filter: Value| {
                let filter: Filter = serde_json::from_value(filter).unwrap();
                courses.values().filter(move |course| filter.matches(&course.facts()))
            };
            let (partner, first) = (json!({ "origins": ["partner"] }), json!({ "level_max": 100 }));
            let abroad: Decimal = of(partner.clone()).map(|course| course.credits.amount()).sum();
            part["limits"] = json!([
                { "filter": partner, "max_credits": (abroad + Decimal::from(3)).to_string() },
                { "filter": first, "max_courses": of(first.clone()).count() + 1 }]);
            part["min_avg_grade"] = json!("74");
            part["min_areas"] = json!(5);
        }
        "core" => {
            part["max_courses"] = json!(count + 1);
            part["min_avg_grade"] = json!("75.5");
        }
        "breadth" => part["max_courses"] = json!(count + 1),
        "track" => part["max_credits"] = json!(most.to_string()),
        "upper" => {
            part["min_avg_grade"] = json!("76");
            part["min_credits"] = json!((credits - Decimal::ONE).max(Decimal::ONE).to_string());
            part["limits"] =
                json!([{ "filter": { "level_max": 200 }, "max_courses": count.div_ceil(2) + 1 }]);
        }
        "second" => part["min_areas"] = json!(3),
        _ => {}
    }
    if let Some(children) = part.get_mut("children").and_then(Value::as_array_mut) {
        for child in children {
            bound(dice, child, plan);
        }
    }
}

/// The leaves in a part.
fn below(part: &Value, leaves: &mut BTreeSet<String>) {
    if part["kind"] == "courses" {
        leaves.insert(part["id"].as_str().unwrap().to_owned());
    }
    for child in part["children"].as_array().into_iter().flatten() {
        below(child, leaves);
    }
}
