//! One programme of a 3+1+1 route, and as many of its students as are asked for.

use collegium_pathways::audit::{AttemptStatus, Transcript};

use crate::{
    dice::Dice,
    made::{self, Group, Kind},
    world::{ATTEMPTS, World},
};

const AREAS: [&str; 6] = ["business", "mathematics", "computing", "history", "arts", "law"];

const GROUPS: [Group; 7] =
    [("C", 12, 0), ("G", 6, 3), ("S", 4, 2), ("E", 24, 9), ("L", 5, 2), ("P", 16, 6), ("M", 12, 4)];

pub(crate) fn world(seed: u64) -> World {
    let mut dice = Dice::new(seed, 0);
    let mut catalogue: Vec<_> =
        made::places(&GROUPS).map(|(group, at)| made::course(kind(&mut dice, group, at))).collect();
    for (name, credits, level, origin) in [
        ("B-THESIS", "10", 400, "partner"),
        ("B-PROJECT", "10", 400, "partner"),
        ("M-THESIS", "30", 600, "partner"),
    ] {
        let kind = Kind {
            code: name.to_owned(),
            credits,
            area: "business",
            tags: vec!["thesis"],
            level,
            origin,
            equiv: None,
        };
        catalogue.push(made::course(kind));
    }
    World::new(seed, serde_json::from_str(include_str!("typical.json")).unwrap(), catalogue, student)
}

/// Most students have finished, some are half-way, and a few have something missing.
fn student(world: &World, _: u64, dice: &mut Dice) -> Transcript {
    let half_way = dice.chance(40);
    let mut codes: Vec<_> = (1..=10).map(|core| format!("C{core}")).collect();
    if dice.chance(10) {
        let missing = dice.below(codes.len());
        codes[missing] = format!("C{}", 11 + dice.below(2));
    }
    codes.extend(made::taken(dice, &GROUPS));
    codes.push(if dice.chance(70) { "B-THESIS" } else { "B-PROJECT" }.to_owned());
    codes.push("M-THESIS".to_owned());
    let mut attempts: Vec<_> = codes
        .iter()
        .map(|code| {
            let open = half_way && code.starts_with(['P', 'M', 'B']) && dice.chance(80);
            let passed = if dice.below(250) == 0 { 45 } else { dice.between(55, 95) };
            made::attempt(world.course(code), (!open).then(|| u32::try_from(passed).unwrap()))
        })
        .collect();
    // What was failed before it was passed.
    while attempts.len() < ATTEMPTS {
        let again = world.course(&codes[dice.below(10)]);
        attempts.push(made::attempt(again, Some(u32::try_from(dice.between(20, 49)).unwrap())));
    }
    let reached = if half_way { AttemptStatus::InProgress } else { AttemptStatus::Passed };
    made::transcript(attempts, &[("internship", AttemptStatus::Passed), ("language-c1", reached)])
}

fn kind<'a>(dice: &mut Dice, group: &str, at: usize) -> Kind<'a> {
    let (tags, level, origin): (Vec<_>, _, _) = match group {
        "C" => (vec!["core"], 100 + 100 * i32::from(at > 6), "home"),
        "G" => (vec!["general"], 100, "home"),
        "S" => (vec!["sport"], 100, "home"),
        "L" => (vec!["language"], dice.one_of(&[100, 200, 200]), "home"),
        "E" => {
            let mut tags = dice.some_of(&["quantitative", "humanities", "social", "writing"], 1);
            tags.push("elective");
            (tags, dice.one_of(&[100, 200, 200]), "home")
        }
        _ => {
            let tags = vec![dice.one_of(&["major", "major", "methods"])];
            (tags, if group == "P" { dice.one_of(&[300, 400]) } else { 500 }, "partner")
        }
    };
    let credits: &[&str] = match group {
        "P" => &["5", "7.5", "7.5", "10"],
        "M" => &["5", "6", "7.5"],
        "S" => &["1", "1.5"],
        _ => &["3", "3", "4", "4.5", "5"],
    };
    let credits = dice.one_of(credits);
    Kind {
        code: format!("{group}{at}"),
        credits,
        area: dice.one_of(&AREAS),
        tags,
        level,
        origin,
        equiv: None,
    }
}
