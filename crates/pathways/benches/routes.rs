//! Routes with curricula of 60 courses: reading and checking them, beside reading the same fields unchecked.
//!
//! `cargo bench -p collegium-pathways --bench routes`
#![expect(clippy::unwrap_used, reason = "a bench that cannot set itself up has failed")]

use std::sync::LazyLock;

use collegium_core::{LocalizedText, RecordCode};
use collegium_pathways::{
    CourseDraft, Curriculum, CurriculumDraft, Programme, ProgrammeRules, Route, RouteDraft,
};
use divan::{Bencher, black_box, counter::ItemsCount};
use serde::Deserialize;
use serde_json::json;

/// So many routes are read in one go; their texts are 20 megabytes.
const ROUTES: usize = 1_000;
const COURSES: usize = 60;

fn main() {
    divan::main();
}

/// The fields of a curriculum, nothing checked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only read")]
struct Unchecked {
    code: RecordCode,
    name: LocalizedText,
    courses: Vec<CourseDraft>,
}

const PARTNER: &str = "67e55044-10b1-426f-9247-bb680e5fe0c8";

fn route(number: usize) -> String {
    let award = |isced: &str, kind: &str| json!([{ "isced": isced, "kind": kind, "name": { "en": "Award", "zh": "证书" } }]);
    let half = if number.is_multiple_of(2) { "2.5" } else { "3" };
    json!({ "stages": [
        { "host": "home", "years": half, "language": "zh", "awards": award("5", "diploma"), "exit": true },
        { "host": { "partner": PARTNER }, "years": "1", "awards": award("6", "degree"), "exit": true },
        { "host": { "partner": PARTNER }, "years": "1", "awards": award("7", "degree"), "exit": true },
    ] })
    .to_string()
}

/// Twenty courses a stage; each asks for the two before it.
fn curriculum(number: usize) -> String {
    let course = |place: usize| {
        let asked: Vec<_> = (place.saturating_sub(2)..place)
            .map(|before| json!({ "course": format!("C-{before}"), "kind": if before.is_multiple_of(3) { "co" } else { "pre" } }))
            .collect();
        json!({
            "code": format!("C-{place}"), "name": { "en": "Engine construction and repair", "zh": "发动机构造与维修" },
            "stage": place / 20 + 1, "credits": "4.5", "system": "cn-vocational",
            "hours": { "contact": 72, "self_study": 60 }, "origin": "introduced", "core": place.is_multiple_of(2),
            "taught_by": "partner", "level": 200, "requisites": asked, "tags": ["technical"], "outcomes": ["sa-1"],
        })
    };
    json!({ "code": format!("K-{number}"), "name": { "en": "Major" }, "courses": (0..COURSES).map(course).collect::<Vec<_>>() })
        .to_string()
}

static TEXTS: LazyLock<Vec<(String, String)>> =
    LazyLock::new(|| (0..ROUTES).map(|number| (route(number), curriculum(number))).collect());

#[divan::bench]
fn fields_only(bencher: Bencher<'_, '_>) {
    let texts = &*TEXTS;
    bencher.counter(ItemsCount::new(ROUTES)).bench(|| {
        for (route, curriculum) in texts {
            black_box(serde_json::from_str::<RouteDraft>(route).unwrap());
            black_box(serde_json::from_str::<Unchecked>(curriculum).unwrap());
        }
    });
}

#[divan::bench]
fn read_and_checked(bencher: Bencher<'_, '_>) {
    let texts = &*TEXTS;
    bencher.counter(ItemsCount::new(ROUTES)).bench(|| {
        for (route, curriculum) in texts {
            let route: Route = serde_json::from_str(route).unwrap();
            let curriculum: Curriculum = serde_json::from_str(curriculum).unwrap();
            black_box(curriculum.check_stages(&route));
        }
    });
}

/// The checks of the record alone: from fields that are already read.
#[divan::bench]
fn checked(bencher: Bencher<'_, '_>) {
    let drafts: Vec<CurriculumDraft> =
        TEXTS.iter().map(|(_, curriculum)| serde_json::from_str(curriculum).unwrap()).collect();
    bencher.counter(ItemsCount::new(ROUTES)).with_inputs(|| drafts.clone()).bench_values(|drafts| {
        drafts.into_iter().map(|draft| Curriculum::try_from(draft).unwrap()).collect::<Vec<_>>()
    });
}

/// The rules of a country over programmes of one stage taught together, none of which is approved.
#[divan::bench]
fn rules_of_a_country(bencher: Bencher<'_, '_>) {
    let programme = json!({
        "id": PARTNER, "code": "G-1", "major": { "en": "Major" }, "agreement": PARTNER, "unit": PARTNER,
        "intake": "2020-09-01/..", "route": { "stages": [{ "host": { "joint": [PARTNER] }, "years": "4", "exit": true,
            "awards": [{ "isced": "6", "kind": "degree", "name": { "en": "Bachelor" } }] }] },
    });
    let programmes = vec![serde_json::from_value::<Programme>(programme).unwrap(); ROUTES];
    let rules = ProgrammeRules::cn().load().unwrap();
    let day = "2026-03-01".parse().unwrap();
    bencher.counter(ItemsCount::new(ROUTES)).bench(|| black_box(rules.check(&programmes, day)));
}
