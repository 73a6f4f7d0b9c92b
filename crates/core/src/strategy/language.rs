//! Language tests, scores, requirements and concordances.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use proptest::{collection::vec, option, prelude::*, sample::select};
use rust_decimal::Decimal;

use crate::{
    language::{
        CefrLevel, Concordance, LanguageRequirement, LanguageRequirementDraft, LanguageScore,
        LanguageScoreDraft, LanguageTest, Mark, Scale, Section, Span, TestCode,
    },
    preset::Preset,
};

/// Any level of the Common European Framework.
///
/// # Example
///
/// ```
/// use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
/// let level = collegium_core::strategy::language::cefr_level();
/// assert!(level.new_tree(&mut TestRunner::deterministic()).unwrap().current().as_str().len() == 2);
/// ```
pub fn cefr_level() -> impl Strategy<Value = CefrLevel> {
    select(CefrLevel::ALL.to_vec())
}

/// Any mark that is short enough to read.
///
/// # Example
///
/// ```
/// use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
/// let mark = collegium_core::strategy::language::mark();
/// assert!(mark.new_tree(&mut TestRunner::deterministic()).unwrap().current().as_str().len() <= 16);
/// ```
pub fn mark() -> impl Strategy<Value = Mark> {
    "[A-Z0-9][A-Z0-9. -]{0,14}[A-Z0-9]|[0-9]".prop_filter_map("a mark", |text| Mark::new(&text).ok())
}

/// A scale of points with one decimal, or of a few bands.
///
/// # Example
///
/// ```
/// use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
/// let scale = collegium_core::strategy::language::scale();
/// assert!(scale.new_tree(&mut TestRunner::deterministic()).unwrap().current().size() > 0);
/// ```
pub fn scale() -> impl Strategy<Value = Scale> {
    let points =
        (-100_i64..1_000, 1_i64..50, 0_i64..200).prop_filter_map("points", |(least, step, steps)| {
            let tenths = |number| Decimal::new(number, 1);
            Scale::points(tenths(least), tenths(least + step * steps), tenths(step)).ok()
        });
    let bands = vec(mark(), 1..8).prop_filter_map("bands", |mut marks| {
        marks.sort();
        marks.dedup();
        Scale::bands(marks).ok()
    });
    prop_oneof![points, bands]
}

/// A mark of this scale.
///
/// # Example
///
/// ```
/// use collegium_core::{Scale, strategy::language::mark_of};
/// use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
/// let mark = mark_of(&Scale::cefr()).new_tree(&mut TestRunner::deterministic()).unwrap().current();
/// assert!(Scale::cefr().position(&mark).is_ok());
/// ```
pub fn mark_of(scale: &Scale) -> impl Strategy<Value = Mark> + use<> {
    let scale = scale.clone();
    (0..scale.size()).prop_filter_map("a mark of the scale", move |position| scale.mark(position))
}

/// A span of this scale.
///
/// # Example
///
/// ```
/// use collegium_core::{Scale, strategy::language::span_of};
/// use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
/// let span = span_of(&Scale::cefr()).new_tree(&mut TestRunner::deterministic()).unwrap().current();
/// assert_eq!(span.contains(&span.low, &Scale::cefr()), Ok(true));
/// ```
pub fn span_of(scale: &Scale) -> impl Strategy<Value = Span> + use<> {
    let scale = scale.clone();
    (0..scale.size(), 0..scale.size()).prop_filter_map("a span of the scale", move |(one, other)| {
        Some(Span { low: scale.mark(one.min(other))?, high: scale.mark(one.max(other))? })
    })
}

/// One of the tests that are shipped.
///
/// # Example
///
/// ```
/// use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
/// let test = collegium_core::strategy::language::shipped_test();
/// assert!(test.new_tree(&mut TestRunner::deterministic()).unwrap().current().name.iter().count() > 0);
/// ```
pub fn shipped_test() -> impl Strategy<Value = LanguageTest> {
    (0..LanguageTest::presets().len())
        .prop_filter_map("a shipped test", |place| LanguageTest::presets().get(place).and_then(load))
}

/// One of the concordances that are shipped.
///
/// # Example
///
/// ```
/// use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
/// let table = collegium_core::strategy::language::shipped_concordance();
/// assert!(!table.new_tree(&mut TestRunner::deterministic()).unwrap().current().rows.is_empty());
/// ```
pub fn shipped_concordance() -> impl Strategy<Value = Concordance> {
    (0..Concordance::presets().len())
        .prop_filter_map("a shipped concordance", |place| Concordance::presets().get(place).and_then(load))
}

/// A day from 2000 to 2049.
///
/// # Example
///
/// ```
/// use chrono::Datelike;
/// use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
/// let day = collegium_core::strategy::language::day();
/// assert!(day.new_tree(&mut TestRunner::deterministic()).unwrap().current().year() >= 2000);
/// ```
pub fn day() -> impl Strategy<Value = NaiveDate> {
    (2000_i32..2050, 1_u32..367).prop_filter_map("a day", |(year, day)| NaiveDate::from_yo_opt(year, day))
}

/// A score that this test admits, with any of its marks left out, but not all.
///
/// # Example
///
/// ```
/// use collegium_core::{LanguageTest, strategy::language::score_of};
/// use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
/// let test = LanguageTest::preset("language-test-testdaf").unwrap().load().unwrap();
/// let score = score_of(&test).new_tree(&mut TestRunner::deterministic()).unwrap().current();
/// assert_eq!(test.admit(&score), Ok(()));
/// ```
pub fn score_of(test: &LanguageTest) -> impl Strategy<Value = LanguageScore> + use<> {
    let (code, from, until) = (test.code.clone(), test.in_use_from, test.in_use_until);
    let in_use = move |day: &NaiveDate| {
        from.is_none_or(|from| from <= *day) && until.is_none_or(|until| *day <= until)
    };
    (day().prop_filter("in use", in_use), option::of(0_u64..90), marks_of(test)).prop_filter_map(
        "a score with a mark",
        move |(taken, wait, (overall, sections))| {
            let reported = wait.and_then(|days| taken.checked_add_days(chrono::Days::new(days)));
            let test = code.clone();
            LanguageScore::try_from(LanguageScoreDraft { test, taken, reported, overall, sections }).ok()
        },
    )
}

/// A requirement that this test admits: overall and single sections, some left out, but not all.
///
/// # Example
///
/// ```
/// use collegium_core::{LanguageTest, strategy::language::requirement_of};
/// use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
/// let test = LanguageTest::preset("language-test-dsh").unwrap().load().unwrap();
/// let asked = requirement_of(&test).new_tree(&mut TestRunner::deterministic()).unwrap().current();
/// assert_eq!(test.admit_requirement(&asked), Ok(()));
/// ```
pub fn requirement_of(test: &LanguageTest) -> impl Strategy<Value = LanguageRequirement> + use<> {
    let code: TestCode = test.code.clone();
    marks_of(test).prop_filter_map("a requirement with a mark", move |(overall, sections)| {
        let draft = LanguageRequirementDraft { test: code.clone(), overall, each_section: None, sections };
        LanguageRequirement::try_from(draft).ok()
    })
}

type Marks = (Option<Mark>, BTreeMap<Section, Mark>);

/// A mark or none for each part of a test.
fn marks_of(test: &LanguageTest) -> impl Strategy<Value = Marks> + use<> {
    let overall = match &test.overall {
        Some(scale) => option::of(mark_of(scale)).boxed(),
        None => Just(None).boxed(),
    };
    let sections: Vec<_> = test
        .sections
        .iter()
        .map(|(section, scale)| (Just(section.clone()), option::of(mark_of(scale))))
        .collect();
    let sections = sections
        .prop_map(|marks| marks.into_iter().filter_map(|(section, mark)| Some((section, mark?))).collect());
    (overall, sections)
}

fn load<R: crate::source::Rules>(preset: &Preset<R>) -> Option<R> {
    preset.load().ok()
}
