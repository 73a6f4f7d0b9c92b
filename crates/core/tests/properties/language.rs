#![expect(clippy::unwrap_used, reason = "helpers of tests may unwrap")]

use collegium_core::{
    CefrLevel, Concordance, LanguageRequirement, LanguageScore, LanguageTest, Mark, Scale,
    language::{LanguageRequirementDraft, LanguageScoreDraft, Measure, Span},
    strategy::language::{
        cefr_level, day, mark, mark_of, requirement_of, scale, score_of, shipped_concordance, shipped_test,
        span_of,
    },
};
use proptest::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

fn returns<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(value: &T) {
    let json = serde_json::to_string(value).unwrap();
    assert_eq!(&serde_json::from_str::<T>(&json).unwrap(), value, "{json}");
}

fn scale_with_marks() -> impl Strategy<Value = (Scale, Mark, Mark)> {
    scale().prop_flat_map(|scale| (Just(scale.clone()), mark_of(&scale), mark_of(&scale)))
}

fn test_with_score() -> impl Strategy<Value = (LanguageTest, LanguageScore)> {
    shipped_test().prop_flat_map(|test| (Just(test.clone()), score_of(&test)))
}

fn test_with_both() -> impl Strategy<Value = (LanguageTest, LanguageScore, LanguageRequirement)> {
    shipped_test().prop_flat_map(|test| (Just(test.clone()), score_of(&test), requirement_of(&test)))
}

fn table_with_marks() -> impl Strategy<Value = (Concordance, Mark, Mark)> {
    shipped_concordance()
        .prop_flat_map(|table| (Just(table.clone()), mark_of(&table.from.scale), mark_of(&table.to.scale)))
}

fn any_table() -> impl Strategy<Value = Result<Concordance, serde_json::Error>> {
    let scale = || {
        (0_i64..3, 1_i64..12).prop_map(|(least, steps)| {
        let number = |number: i64| number.to_string();
        serde_json::json!({"points": {"least": number(least), "most": number(least + steps), "step": "1"}})
    })
    };
    (scale(), scale()).prop_flat_map(|(from, to)| {
        let read = |json: &serde_json::Value| serde_json::from_value::<Scale>(json.clone()).unwrap();
        let row = (span_of(&read(&from)), span_of(&read(&to)));
        (Just(from), Just(to), prop::collection::vec(row, 1..5)).prop_map(|(from, to, rows)| {
            let rows: Vec<_> =
                rows.iter().map(|(from, to)| serde_json::json!({"from": from, "to": to})).collect();
            serde_json::from_value(serde_json::json!({
                "code": "any", "from": {"test": "a", "scale": from}, "to": {"test": "b", "scale": to}, "rows": rows,
                "source": {"document": "none", "date": "2026-11-22"}, "status": "unverified",
            }))
        })
    })
}

/// The least and the greatest position beside a mark.
fn hull(spans: &[&Span], side: &Measure) -> Option<(u32, u32)> {
    let hull = Span::hull(spans.iter().copied(), &side.scale).unwrap()?;
    Some((side.scale.position(&hull.low).unwrap(), side.scale.position(&hull.high).unwrap()))
}

/// Along the whole first scale neither end of what stands beside a mark falls.
fn never_falls(table: &Concordance) {
    let marks: Vec<_> = table.from.scale.marks().collect();
    let beside: Vec<_> =
        marks.iter().filter_map(|mark| hull(&table.forward(mark).unwrap(), &table.to)).collect();
    for (worse, better) in beside.iter().zip(beside.iter().skip(1)) {
        assert!(worse.0 <= better.0 && worse.1 <= better.1, "{}: {worse:?}, {better:?}", table.code);
    }
}

#[test]
fn in_every_shipped_concordance_a_better_mark_never_maps_to_a_worse_one() {
    for preset in Concordance::presets() {
        never_falls(&preset.load().unwrap());
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(level in cefr_level(), mark in mark()) {
        prop_assert_eq!(level.to_string().parse::<CefrLevel>().unwrap(), level);
        prop_assert_eq!(mark.to_string().parse::<Mark>().unwrap(), mark.clone());
        returns(&level);
        returns(&mark);
    }

    #[test]
    fn records_come_back_from_their_wire_form((test, score, asked) in test_with_both(), table in shipped_concordance()) {
        returns(&test);
        returns(&score);
        returns(&asked);
        returns(&table);
        prop_assert_eq!(LanguageScore::try_from(score.draft()).unwrap(), score);
        prop_assert_eq!(LanguageRequirement::try_from(asked.draft()).unwrap(), asked);
        prop_assert_eq!(LanguageTest::try_from(test.draft()).unwrap(), test);
        prop_assert_eq!(Concordance::try_from(table.draft()).unwrap(), table);
    }

    #[test]
    fn junk_is_refused_and_never_panics(text in any::<String>(), scale in scale()) {
        if let Ok(level) = text.parse::<CefrLevel>() {
            prop_assert_eq!(level.as_str(), &text);
        }
        if let Ok(mark) = text.parse::<Mark>() {
            let _ = scale.position(&mark);
        }
        let _ = serde_json::from_str::<LanguageTest>(&text);
        let _ = serde_json::from_str::<LanguageScore>(&text);
        let _ = serde_json::from_str::<Concordance>(&text);
    }

    #[test]
    fn any_decimals_make_a_scale_or_are_refused(numbers in prop::array::uniform3((any::<i128>(), 0_u32..29))) {
        let [least, most, step] = numbers.map(|(digits, scale)| {
            rust_decimal::Decimal::try_from_i128_with_scale(digits >> 33, scale).unwrap_or_default()
        });
        if let Ok(scale) = Scale::points(least, most, step) {
            prop_assert!(scale.size() >= 1);
        }
    }

    #[test]
    fn positions_follow_the_marks((scale, one, other) in scale_with_marks()) {
        returns(&scale);
        let (place, next) = (scale.position(&one).unwrap(), scale.position(&other).unwrap());
        prop_assert_eq!(scale.mark(place).unwrap(), one.clone());
        prop_assert!(place < scale.size());
        let number = |mark: &Mark| collegium_core::decimal::parse(mark.as_str());
        if let (Ok(one), Ok(other)) = (number(&one), number(&other)) {
            let points = serde_json::to_value(&scale).unwrap().get("points").is_some();
            prop_assert!(!points || (place < next) == (one < other));
        }
    }

    #[test]
    fn a_table_that_is_admitted_never_falls(table in any_table()) {
        if let Ok(table) = table {
            never_falls(&table);
        }
    }

    #[test]
    fn forward_and_backward_are_one_relation((table, one, other) in table_with_marks()) {
        let holds = |spans: Vec<&Span>, mark: &Mark, side: &Measure| {
            spans.iter().any(|span| span.contains(mark, &side.scale).unwrap())
        };
        let forward = holds(table.forward(&one).unwrap(), &other, &table.to);
        let backward = holds(table.backward(&other).unwrap(), &one, &table.from);
        prop_assert_eq!(forward, backward);
    }

    #[test]
    fn a_score_reaches_what_it_is((test, score) in test_with_score()) {
        prop_assert_eq!(test.admit(&score), Ok(()));
        let LanguageScoreDraft { test: code, overall, sections, .. } = score.draft();
        let itself = LanguageRequirementDraft { test: code, overall, each_section: None, sections };
        let itself = LanguageRequirement::try_from(itself).unwrap();
        prop_assert_eq!(test.shortfalls(&score, &itself), Ok(vec![]));
    }

    #[test]
    fn shortfalls_are_the_marks_below((test, score, asked) in test_with_both()) {
        let missing = test.shortfalls(&score, &asked).unwrap();
        let parts = std::iter::once(None).chain(test.sections.keys().map(Some));
        let below = parts.filter(|section| {
            let required = match section {
                None => asked.overall.as_ref(),
                Some(section) => asked.sections.get(*section),
            };
            let place = |mark: &Mark| test.scale(*section).unwrap().position(mark).unwrap();
            required.is_some_and(|required| {
                score.mark(*section).is_none_or(|reached| place(reached) < place(required))
            })
        });
        let found: Vec<_> = missing.iter().map(|shortfall| shortfall.section.as_ref()).collect();
        prop_assert_eq!(found, below.collect::<Vec<_>>());
        missing.iter().for_each(returns);
    }

    #[test]
    fn a_score_counts_without_a_gap((test, score) in test_with_score(), as_of in day()) {
        let Ok(first) = test.counted_on(&score) else { return Ok(()) };
        let last = test.valid_until(&score).unwrap();
        prop_assert_eq!(last.is_none(), test.validity_months.is_none());
        let inside = first <= as_of && last.is_none_or(|last| as_of <= last);
        prop_assert_eq!(test.is_valid_on(&score, as_of), Ok(inside));
        prop_assert_eq!(test.is_valid_on(&score, first), Ok(true));
    }

    #[test]
    fn the_expected_overall_is_on_the_scale((test, score) in test_with_score()) {
        if let Some(overall) = test.expected_overall(&score) {
            prop_assert!(test.scale(None).unwrap().position(&overall).is_ok());
        }
    }
}
