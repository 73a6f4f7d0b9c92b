//! Small random students and requirements.

use collegium_pathways::audit::{CatalogueCourse, Requirements, Transcript};
use serde_json::{Map, Value, json};

/// Numbers that a seed gives (`SplitMix64`).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((bits ^ (bits >> 31)) % u64::try_from(most).unwrap()).unwrap()
    }

    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn pick(&mut self, of: &[&str]) -> String {
        of[self.below(of.len())].to_owned()
    }
}

/// The fields that a course of the catalogue and an attempt have in common.
fn course(dice: &mut Dice, code: &str) -> Map<String, Value> {
    let tags: Vec<_> = ["t1", "t2", "t3"].into_iter().filter(|_| dice.once_in(2)).collect();
    let mut course = json!({
        "code": code,
        "credits": dice.pick(&["0", "1", "2", "2.5", "3"]),
        "area": dice.pick(&["A", "B", "C"]),
        "tags": tags,
        "level": 100 * (1 + dice.below(3)),
        "origin": dice.pick(&["home", "partner"]),
    });
    if dice.once_in(3) {
        course["equiv"] = json!(dice.pick(&["E1", "E2"]));
    }
    if dice.once_in(3) {
        course["repeatable"] = json!(true);
    }
    course.as_object().unwrap().clone()
}

pub(crate) fn transcript(dice: &mut Dice, most: usize) -> Transcript {
    let attempts: Vec<_> = (0..dice.below(most + 1))
        .map(|at| {
            let code = format!("C{}", dice.below(6));
            let mut attempt = course(dice, &code);
            attempt.insert("id".to_owned(), json!(format!("a{at}")));
            let grade = (!dice.once_in(4)).then(|| dice.pick(&["45", "60", "75.5", "90"]));
            attempt.insert("grade".to_owned(), json!(grade));
            attempt.insert(
                "status".to_owned(),
                json!(dice.pick(&["passed", "passed", "passed", "failed", "in_progress"])),
            );
            if dice.once_in(2) {
                attempt.insert("taken".to_owned(), json!(dice.pick(&["2025-06-30", "2026-01-31"])));
            }
            attempt
        })
        .collect();
    let mut milestones = Map::new();
    if dice.once_in(2) {
        milestones.insert("thesis".to_owned(), json!(dice.pick(&["passed", "failed", "in_progress"])));
    }
    serde_json::from_value(json!({ "attempts": attempts, "milestones": milestones })).unwrap()
}

pub(crate) fn catalogue(dice: &mut Dice, most: usize) -> Vec<CatalogueCourse> {
    let courses = (0..dice.below(most + 1)).map(|at| course(dice, &format!("C{}", 3 + at)));
    courses.map(|course| serde_json::from_value(Value::Object(course)).unwrap()).collect()
}

fn filter(dice: &mut Dice) -> Value {
    let mut filter = json!({});
    if dice.once_in(2) {
        filter["tags_any"] = json!([dice.pick(&["t1", "t2"]), "t3"]);
    }
    if dice.once_in(4) {
        filter["origins"] = json!([dice.pick(&["home", "partner"])]);
    }
    if dice.once_in(6) {
        filter["level_min"] = json!(200);
    }
    if dice.once_in(5) {
        filter["grade_min"] = json!("60");
    }
    if dice.once_in(8) {
        filter["taken_from"] = json!("2026-01-01");
    }
    filter
}

fn bound(dice: &mut Dice, on: &mut Value, times: usize) {
    if dice.once_in(times) {
        on["min_credits"] = json!(dice.pick(&["1", "2", "3.5", "5"]));
    }
    if dice.once_in(2 * times) {
        on["max_credits"] = json!(dice.pick(&["2", "4", "5.5"]));
    }
    if dice.once_in(times) {
        on["min_courses"] = json!(1 + dice.below(2));
    }
    if dice.once_in(2 * times) {
        on["max_courses"] = json!(1 + dice.below(3));
    }
}

fn part(dice: &mut Dice, depth: usize, next: &mut usize) -> Value {
    let id = format!("p{next}");
    *next += 1;
    if dice.once_in(12) {
        return json!({ "id": id, "kind": "milestone", "milestone": dice.pick(&["thesis", "ielts"]) });
    }
    let mut part = if depth == 0 || dice.once_in(3) {
        let mut leaf = json!({ "id": id, "kind": "courses", "filter": filter(dice) });
        match dice.below(4) {
            0 => leaf["pool"] = json!(null),
            1 => leaf["pool"] = json!("minor"),
            _ => {}
        }
        bound(dice, &mut leaf, 2);
        leaf
    } else {
        let children: Vec<_> = (0..=dice.below(3)).map(|_| part(dice, depth - 1, next)).collect();
        let kind = dice.pick(&["all_of", "all_of", "any_of", "at_least"]);
        let mut group = json!({ "id": id, "kind": kind, "children": children });
        if kind == "at_least" {
            group["n"] = json!(dice.below(children.len() + 1));
        }
        bound(dice, &mut group, 4);
        group
    };
    if dice.once_in(6) {
        part["min_areas"] = json!(1 + dice.below(2));
    }
    if dice.once_in(5) {
        part["min_avg_grade"] = json!(dice.pick(&["60", "70", "80"]));
    }
    if dice.once_in(4) {
        let mut limit = json!({ "filter": filter(dice) });
        bound(dice, &mut limit, 2);
        part["limits"] = json!([limit]);
    }
    part
}

pub(crate) fn requirements(dice: &mut Dice) -> Requirements {
    let mut next = 0;
    let root = part(dice, 2, &mut next);
    let mut requirements = json!({
        "code": "BBA", "name": { "en": "Bachelor of Business" }, "catalogue": "2026/2027", "root": root,
        "source": { "document": "Catalogue", "date": "2026-06-01" }, "status": "verified",
    });
    let plain = serde_json::from_value(requirements.clone()).unwrap();
    // Most pairs of parts lie beside each other.
    for _ in 0..if next < 3 { 0 } else { dice.below(4) } {
        requirements["apart"] = json!([[format!("p{}", dice.below(next)), format!("p{}", dice.below(next))]]);
        if let Ok(apart) = serde_json::from_value(requirements.clone()) {
            return apart;
        }
    }
    plain
}
