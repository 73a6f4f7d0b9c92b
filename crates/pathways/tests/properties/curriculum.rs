//! Requisites: which curricula can be begun at all.

use collegium_pathways::{Curriculum, CurriculumDraft, CurriculumError};
use proptest::prelude::*;
use serde_json::json;

const KINDS: [&str; 3] = ["pre", "co", "strict_co"];

/// For each course the courses it asks for, with the place of the kind.
fn asked() -> impl Strategy<Value = Vec<Vec<(usize, usize)>>> {
    (2_usize..8).prop_flat_map(|courses| {
        let one = prop::collection::vec((0..courses, 0_usize..3), 0..3);
        prop::collection::vec(one, courses).prop_map(|mut all| {
            for (course, asked) in all.iter_mut().enumerate() {
                asked.retain(|(other, _)| *other != course);
                asked.sort_unstable();
                asked.dedup_by_key(|(other, _)| *other);
            }
            all
        })
    })
}

fn draft(asked: &[Vec<(usize, usize)>]) -> CurriculumDraft {
    let courses: Vec<_> = asked
        .iter()
        .enumerate()
        .map(|(number, asked)| {
            let requisites: Vec<_> =
                asked.iter().map(|(other, kind)| json!({ "course": format!("K{other}"), "kind": KINDS[*kind] })).collect();
            json!({
                "code": format!("K{number}"), "name": { "en": "Course" }, "stage": 1, "credits": "4", "system": "ects",
                "hours": { "contact": 1, "self_study": 0 }, "origin": "home", "core": false, "taught_by": "home",
                "level": 1, "requisites": requisites,
            })
        })
        .collect();
    serde_json::from_value(json!({ "code": "K", "name": { "en": "K" }, "courses": courses })).unwrap()
}

/// By brute force: whether some course must be passed before itself. `way[a][b]` is the best way from a to b: 0 none,
/// 1 by co-requisites only, 2 with a prerequisite on it.
fn waits_for_itself(asked: &[Vec<(usize, usize)>]) -> bool {
    let number = asked.len();
    let mut way = vec![vec![0_u8; number]; number];
    for (course, asked) in asked.iter().enumerate() {
        for (other, kind) in asked {
            way[course][*other] = if *kind == 0 { 2 } else { way[course][*other].max(1) };
            if *kind == 2 {
                // At the same time: each waits for what the other waits for.
                way[*other][course] = way[*other][course].max(1);
            }
        }
    }
    for _ in 0..=number {
        for a in 0..number {
            for b in 0..number {
                for c in 0..number {
                    if way[a][b] > 0 && way[b][c] > 0 {
                        way[a][c] = way[a][c].max(way[a][b]).max(way[b][c]);
                    }
                }
            }
        }
    }
    (0..number).any(|course| way[course][course] == 2)
}

proptest! {
    #[test]
    fn a_curriculum_exists_just_if_each_course_can_be_begun(asked in asked()) {
        let read = Curriculum::try_from(draft(&asked));
        prop_assert_eq!(read.is_err(), waits_for_itself(&asked));
        if let Err(CurriculumError::Cycle { courses }) = read {
            let place = |code: &str| code.trim_start_matches('K').parse::<usize>().unwrap();
            let places: Vec<_> = courses.iter().map(|code| place(code.as_str())).collect();
            let next = places.iter().cycle().skip(1);
            for (course, next) in places.iter().zip(next) {
                let asks = asked[*course].iter().any(|(other, _)| other == next);
                let together = asked[*next].contains(&(*course, 2));
                prop_assert!(asks || together, "each asks for the next, or is asked for at the same time");
            }
        }
    }

    #[test]
    fn a_curriculum_comes_back(asked in asked()) {
        if let Ok(read) = Curriculum::try_from(draft(&asked)) {
            let json = serde_json::to_string(&read).unwrap();
            prop_assert_eq!(serde_json::from_str::<Curriculum>(&json).unwrap(), read);
        }
    }
}
