//! Lines, codes, language tags, names in several languages, identifiers.

use proptest::{collection, prelude::*, sample};

use crate::{InstitutionCode, LanguageTag, Line, LocalizedText, RecordCode};

/// Lines of text: mostly a few words of several scripts, some of any characters that show.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(line in collegium_core::strategy::text::line())| {
///     assert!(!line.as_str().trim().is_empty());
/// });
/// ```
pub fn line() -> impl Strategy<Value = Line> {
    let words = "[A-Z][a-z]{1,8}( [a-z]{1,8}){0,3}";
    let chinese = "[会计学院国际合作交流与管理]{1,12}";
    let any = "\\PC{1,40}";
    prop_oneof![4 => words, 2 => chinese, 1 => any]
        .prop_filter_map("a line", |text| Line::new(text.trim()).ok())
}

/// Record codes: mostly such as `P-001`, some of any characters that show.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(code in collegium_core::strategy::text::record_code())| {
///     assert!((1..=64).contains(&code.as_str().chars().count()));
/// });
/// ```
pub fn record_code() -> impl Strategy<Value = RecordCode> {
    code_text().prop_filter_map("a record code", |text| RecordCode::new(text.trim()).ok())
}

/// Institution codes.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(code in collegium_core::strategy::text::institution_code())| {
///     assert!(!code.as_str().contains('\0'));
/// });
/// ```
pub fn institution_code() -> impl Strategy<Value = InstitutionCode> {
    code_text().prop_filter_map("an institution code", |text| InstitutionCode::new(text.trim()).ok())
}

fn code_text() -> impl Strategy<Value = String> {
    prop_oneof![6 => "[A-Z]{1,3}-[0-9]{1,4}", 2 => "[a-z]{1,9}\\.[a-z]{2,7}", 1 => "\\PC{1,64}"]
}

/// Language tags: mostly of language, script and region, some with variants, extensions or for private use.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(tag in collegium_core::strategy::text::language_tag())| {
///     assert!(tag.as_str().starts_with(tag.language()));
/// });
/// ```
pub fn language_tag() -> impl Strategy<Value = LanguageTag> {
    let usual = sample::select(vec!["en", "zh", "zh-Hans-CN", "zh-Hant-HK", "de", "en-GB", "ko", "fr-CA"])
        .prop_map(str::to_owned);
    let built = "[a-zA-Z]{2,3}(-[a-zA-Z]{4})?(-[A-Za-z]{2}|-[0-9]{3})?";
    let odd =
        "[a-z]{2}(-[a-z]{5,8}|-[0-9][a-z]{3})?(-[a-wyz](-[a-z0-9]{2,8}){1,2})?(-x(-[a-z0-9]{1,8}){1,2})?";
    let private = "x(-[a-z0-9]{1,8}){1,3}";
    prop_oneof![6 => usual, 4 => built, 2 => odd, 1 => private]
        .prop_filter_map("a language tag", |text| LanguageTag::new(&text).ok())
}

/// Names in one to four languages.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(name in collegium_core::strategy::text::localized_text())| {
///     assert!((1..=4).contains(&name.iter().count()));
/// });
/// ```
pub fn localized_text() -> impl Strategy<Value = LocalizedText> {
    collection::btree_map(language_tag(), line(), 1..=4).prop_filter_map("a name", |texts| {
        LocalizedText::new(texts.iter().map(|(tag, line)| (tag.as_str(), line.as_str()))).ok()
    })
}

/// Texts of identifiers, which any type made by [`identifier!`](crate::identifier) reads.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(text in collegium_core::strategy::text::identifier())| {
///     assert!(collegium_core::org::Role::new(&text).is_ok());
/// });
/// ```
pub fn identifier() -> impl Strategy<Value = String> {
    prop_oneof![4 => "[a-z]{1,9}(-[a-z]{1,9}){0,2}", 1 => "[a-z0-9]{1,9}([-.][a-z0-9]{1,9}){0,5}"]
}
