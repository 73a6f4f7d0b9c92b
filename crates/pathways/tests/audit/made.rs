//! Requirements and transcripts made from a tape of bytes: a shorter tape of smaller bytes makes a simpler case.

use std::fmt;

use collegium_pathways::audit::{CatalogueCourse, Requirements, Transcript};
use proptest::{collection, prelude::*};
use serde_json::{Map, Value, json};

/// Choices, one after the other.
pub(crate) struct Tape {
    bytes: Vec<u8>,
    at: usize,
}

impl Tape {
    pub(crate) const fn of(bytes: Vec<u8>) -> Self {
        Self { bytes, at: 0 }
    }

    /// A number below this one; zero at the end of the tape.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(byte) % count
    }

    /// Once in so many times.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) + 1 == times
    }

    pub(crate) fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// Some of these, perhaps none.
    fn some(&mut self, of: &[&str]) -> Vec<String> {
        let bits = self.below(1 << of.len());
        let picked = of.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
        picked.map(|(_, one)| (*one).to_owned()).collect()
    }
}

/// What one audit is about.
#[derive(Clone)]
pub(crate) struct Question {
    pub(crate) requirements: Requirements,
    pub(crate) transcript: Transcript,
    pub(crate) in_progress: bool,
}

impl fmt::Debug for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let json = json!({ "requirements": self.requirements, "transcript": self.transcript });
        write!(f, "in progress {}: {json}", self.in_progress)
    }
}

const CODES: [&str; 5] = ["A", "B", "C", "D", "E"];
const TAGS: [&str; 3] = ["x", "y", "z"];
const AREAS: [&str; 3] = ["MA", "HI", "EC"];
const ORIGINS: [&str; 2] = ["home", "partner"];
const CREDITS: [&str; 8] = ["4", "3", "2", "1", "0", "2.5", "0.125", "6"];
const LEVELS: [i32; 4] = [100, 200, 300, -5];
const DAYS: [&str; 3] = ["2020-01-01", "2022-06-30", "2024-02-29"];

/// A course, without what an attempt adds.
pub(crate) fn course(tape: &mut Tape) -> Value {
    let mut course = json!({
        "code": tape.pick(&CODES), "credits": tape.pick(&CREDITS), "area": tape.pick(&AREAS),
        "tags": tape.some(&TAGS), "level": tape.pick(&LEVELS), "origin": tape.pick(&ORIGINS),
    });
    if tape.once_in(4) {
        course["institution"] = json!(tape.pick(&["U", "V"]));
    }
    if tape.once_in(5) {
        course["equiv"] = json!(tape.pick(&["A", "Q"]));
    }
    if tape.once_in(4) {
        course["repeatable"] = json!(true);
    }
    course
}

fn attempt(tape: &mut Tape, number: usize) -> Value {
    let mut attempt = course(tape);
    attempt["id"] = json!(format!("a{number}"));
    let grade = tape.pick(&[Some("80"), Some("60.5"), Some("95"), Some("40"), None]);
    attempt["grade"] = json!(grade);
    let status = tape.pick(&["passed", "passed", "passed", "passed", "passed", "in_progress", "failed"]);
    attempt["status"] = json!(status);
    if tape.once_in(3) {
        attempt["taken"] = json!(tape.pick(&DAYS));
    }
    attempt
}

fn filter(tape: &mut Tape) -> Value {
    let mut filter = Map::new();
    let mut put = |key: &str, value: Value| filter.insert(key.to_owned(), value);
    match tape.below(10) {
        0 | 1 => put("tags_any", json!(tape.some(&TAGS))),
        2 => put("codes", json!(tape.some(&CODES))),
        3 => put("not_codes", json!(tape.some(&CODES))),
        4 => put("tags_all", json!(tape.some(&TAGS))),
        5 => put("tags_none", json!(tape.some(&TAGS))),
        6 => put("areas", json!(tape.some(&AREAS))),
        7 => put("origins", json!(tape.some(&ORIGINS))),
        _ => None,
    };
    match tape.below(16) {
        1 => put("level_min", json!(tape.pick(&LEVELS))),
        2 => put("level_max", json!(tape.pick(&LEVELS))),
        3 => put("grade_min", json!(tape.pick(&["60.5", "80", "0"]))),
        4 => put("taken_from", json!(tape.pick(&DAYS))),
        5 => put("taken_to", json!(tape.pick(&DAYS))),
        6 => put("institutions", json!(tape.some(&["U", "V"]))),
        _ => None,
    };
    Value::Object(filter)
}

/// The four bounds on credits and courses, each seldom.
fn bounds(tape: &mut Tape, on: &mut Value) {
    for (key, times) in [("min_credits", 4), ("max_credits", 6)] {
        if tape.once_in(times) {
            on[key] = json!(tape.pick(&["3", "0", "4", "6.5", "8", "12", "2.125"]));
        }
    }
    for (key, times) in [("min_courses", 4), ("max_courses", 7)] {
        if tape.once_in(times) {
            on[key] = json!(tape.pick(&[1, 2, 0, 3]));
        }
    }
}

/// A part, and how many leaves it has.
fn part(tape: &mut Tape, number: &mut usize, leaves: usize, depth: usize) -> (Value, usize) {
    let id = format!("p{number}");
    *number += 1;
    let kind = if depth == 0 || leaves < 2 { 0 } else { tape.below(4) };
    let mut used = 0;
    let mut part = if kind == 0 {
        if tape.once_in(12) {
            return (json!({ "id": id, "kind": "milestone", "milestone": tape.pick(&["m", "n", "o"]) }), 1);
        }
        used = 1;
        let mut leaf = json!({ "id": id, "kind": "courses", "filter": filter(tape) });
        match tape.below(6) {
            1 => leaf["pool"] = json!("other"),
            2 => leaf["pool"] = Value::Null,
            _ => {}
        }
        leaf
    } else {
        let count = 1 + tape.below(3);
        let mut children = Vec::new();
        while children.len() < count && used < leaves {
            let (child, more) = part(tape, number, leaves - used, depth - 1);
            children.push(child);
            used += more;
        }
        let n = tape.below(children.len() + 1);
        match kind {
            1 => json!({ "id": id, "kind": "all_of", "children": children }),
            2 => json!({ "id": id, "kind": "any_of", "children": children }),
            _ => json!({ "id": id, "kind": "at_least", "n": n, "children": children }),
        }
    };
    bounds(tape, &mut part);
    match tape.below(10) {
        1 => part["min_areas"] = json!(tape.pick(&[2, 1, 3])),
        2 => part["min_avg_grade"] = json!(tape.pick(&["70", "82.5", "60.5"])),
        3 | 4 => {
            let mut limit = json!({ "filter": filter(tape) });
            bounds(tape, &mut limit);
            part["limits"] = json!([limit]);
        }
        _ => {}
    }
    (part, used)
}

/// Whether a part is in another, or is it.
fn is_in(part: &Value, id: &str) -> bool {
    part["id"] == id
        || part["children"].as_array().is_some_and(|all| all.iter().any(|child| is_in(child, id)))
}

fn ids(part: &Value, into: &mut Vec<String>) {
    into.push(part["id"].as_str().unwrap().to_owned());
    for child in part["children"].as_array().into_iter().flatten() {
        ids(child, into);
    }
}

fn at<'a>(part: &'a Value, id: &str) -> Option<&'a Value> {
    if part["id"] == id {
        return Some(part);
    }
    part["children"].as_array()?.iter().find_map(|child| at(child, id))
}

/// A leaf that asks for so much.
pub(crate) fn leaf(id: &str, filter: &Value, asked: &Value) -> Value {
    let mut leaf = json!({ "id": id, "kind": "courses", "filter": filter });
    for (key, value) in asked.as_object().unwrap() {
        leaf[key] = value.clone();
    }
    leaf
}

/// Requirements around a tree.
pub(crate) fn around(root: &Value, apart: &Value) -> Requirements {
    serde_json::from_value(json!({
        "code": "R-1", "name": { "en": "Award" }, "catalogue": "2026/2027", "root": root, "apart": apart,
        "source": { "document": "Catalogue", "date": "2026-06-01" }, "status": "verified",
    }))
    .unwrap()
}

pub(crate) fn requirements_from(tape: &mut Tape) -> Requirements {
    let leaves = 1 + tape.below(5);
    let (root, _) = part(tape, &mut 0, leaves, 3);
    let mut all = Vec::new();
    ids(&root, &mut all);
    let (one, other) = (&all[tape.below(all.len())], &all[tape.below(all.len())]);
    let nested = is_in(at(&root, one).unwrap(), other) || is_in(at(&root, other).unwrap(), one);
    let apart = if tape.once_in(4) && !nested { json!([[one, other]]) } else { json!([]) };
    around(&root, &apart)
}

fn question_from(bytes: Vec<u8>, most: usize) -> Question {
    let tape = &mut Tape::of(bytes);
    let requirements = requirements_from(tape);
    let attempts: Vec<_> = (0..tape.below(most + 1)).map(|number| attempt(tape, number)).collect();
    let milestones = json!({ "m": "passed", "n": tape.pick(&["in_progress", "failed"]) });
    let transcript =
        serde_json::from_value(json!({ "attempts": attempts, "milestones": milestones })).unwrap();
    Question { requirements, transcript, in_progress: tape.once_in(4) }
}

fn tape() -> impl Strategy<Value = Vec<u8>> {
    collection::vec(any::<u8>(), 100..260)
}

/// A small question.
pub(crate) fn question() -> impl Strategy<Value = Question> {
    tape().prop_map(|bytes| question_from(bytes, 6))
}

/// One with more attempts than can be tried out.
pub(crate) fn long_question() -> impl Strategy<Value = Question> {
    collection::vec(any::<u8>(), 300..500).prop_map(|bytes| question_from(bytes, 20))
}

/// Requirements, and a catalogue in which no code stands twice.
pub(crate) fn rules() -> impl Strategy<Value = (Requirements, Vec<CatalogueCourse>)> {
    tape().prop_map(|bytes| {
        let mut tape = Tape::of(bytes);
        let requirements = requirements_from(&mut tape);
        let count = tape.below(CODES.len() + 1);
        let courses = CODES[..count].iter().map(|code| {
            let mut course = course(&mut tape);
            course["code"] = json!(code);
            serde_json::from_value(course).unwrap()
        });
        (requirements, courses.collect())
    })
}
