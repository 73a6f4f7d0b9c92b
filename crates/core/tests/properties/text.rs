//! Lines, codes, language tags, names, identifiers, ids, countries, days.

use collegium_core::{
    Country, Id, InstitutionCode, LanguageTag, Line, LocalizedText, RecordCode, RegionPolicy, Source, date,
    entity::{AgreementId, PartnerId},
    finding::Code,
    org::Role,
    region::RegionPolicyDraft,
    source::{Basis, Status},
    strategy::{place, source, text, time},
    text::excerpt,
};
use proptest::{prelude::*, sample};

use super::laws::{comes_back, read_or_refused, record_comes_back, value_comes_back};

fn every_word(text: &str) -> Result<(), TestCaseError> {
    read_or_refused::<Line>(text)?;
    read_or_refused::<RecordCode>(text)?;
    read_or_refused::<InstitutionCode>(text)?;
    read_or_refused::<LanguageTag>(text)?;
    read_or_refused::<Role>(text)?;
    read_or_refused::<Country>(text)?;
    read_or_refused::<PartnerId>(text)?;
    read_or_refused::<Code>(text)
}

proptest! {
    #[test]
    fn words_come_back(
        (line, code, institution) in (text::line(), text::record_code(), text::institution_code()),
        (tag, role, country) in (text::language_tag(), text::identifier(), place::country()),
    ) {
        // JSON escapes what a line may hold, so its text is compared without.
        prop_assert_eq!(&line.as_str().parse::<Line>().unwrap(), &line);
        value_comes_back(&line)?;
        value_comes_back(&code)?;
        value_comes_back(&institution)?;
        comes_back(&tag)?;
        comes_back(&Role::new(&role).unwrap())?;
        comes_back(&country)?;
        comes_back::<PartnerId>(&Id::derived(&institution, &code))?;
    }

    #[test]
    fn records_come_back(
        (name, source, basis) in (text::localized_text(), source::source(), source::basis()),
        policy in place::region_policy(),
    ) {
        value_comes_back::<LocalizedText>(&name)?;
        value_comes_back::<Source>(&source)?;
        value_comes_back::<Basis>(&basis)?;
        value_comes_back::<Status>(&basis.status)?;
        record_comes_back::<RegionPolicy, RegionPolicyDraft>(&policy)?;
    }

    #[test]
    fn junk_is_refused_in_one_short_line(text in ".*", long in ".{0,40}", times in 1_usize..2_000) {
        every_word(&text)?;
        every_word(&long.repeat(times))?;
    }

    #[test]
    fn what_is_almost_right_is_refused_in_peace(
        text in prop_oneof![
            text::language_tag().prop_map(|word| word.to_string()),
            text::record_code().prop_map(|word| word.to_string()),
            text::identifier(),
            Just("67e55044-10b1-426f-9247-bb680e5fe0c8".to_owned()),
            "[A-Z]{2}[0-9]{4}",
        ],
        place in any::<sample::Index>(),
        with in any::<char>(),
    ) {
        let mut characters: Vec<char> = text.chars().collect();
        let place = place.index(characters.len());
        characters.insert(place, with);
        every_word(&characters.iter().collect::<String>())?;
        characters.remove(place + 1);
        every_word(&characters.iter().collect::<String>())?;
    }

    #[test]
    fn a_tag_is_read_in_any_case(tag in text::language_tag()) {
        prop_assert_eq!(&LanguageTag::new(&tag.as_str().to_uppercase()).unwrap(), &tag);
        prop_assert_eq!(&LanguageTag::new(&tag.as_str().to_lowercase()).unwrap(), &tag);
    }

    #[test]
    fn a_name_is_found_in_its_own_language_else_as_near_as_there_is(
        (name, wanted) in (text::localized_text(), text::language_tag()),
    ) {
        for (tag, line) in name.iter() {
            prop_assert_eq!(name.find(tag), (tag, line));
        }
        let (found, line) = name.find(&wanted);
        prop_assert!(name.iter().any(|(tag, text)| (tag, text) == (found, line)));
        if name.iter().any(|(tag, _)| tag.language() == wanted.language()) {
            prop_assert_eq!(found.language(), wanted.language());
        } else if name.iter().any(|(tag, _)| tag.language() == "en") {
            prop_assert_eq!(found.language(), "en");
        }
    }

    #[test]
    fn an_excerpt_is_one_line_that_shows(text in any::<String>()) {
        let shown = excerpt(&text);
        prop_assert!(shown.chars().all(|character| !character.is_control()));
        prop_assert!(shown.chars().count() <= 601, "an escape has ten characters at most");
        prop_assert_eq!(shown.ends_with('…'), text.chars().count() > 60 || text.ends_with('…'));
    }

    #[test]
    fn a_derived_id_tells_institution_kind_and_code_apart(
        (one, other) in (text::institution_code(), text::institution_code()),
        (code, second) in (text::record_code(), text::record_code()),
    ) {
        let id = PartnerId::derived(&one, &code);
        prop_assert_eq!(id == PartnerId::derived(&other, &code), one == other);
        prop_assert_eq!(id == PartnerId::derived(&one, &second), code == second);
        prop_assert_ne!(id.uuid(), AgreementId::derived(&one, &code).uuid());
    }

    #[test]
    fn a_day_is_read_in_one_way(day in time::date(), text in "[0-9+-]{0,5}-?[0-9]{1,2}-[0-9]{1,2}") {
        prop_assert_eq!(date::parse(&day.to_string()), Ok(day));
        if let Ok(day) = date::parse(&text) {
            prop_assert_eq!(day.to_string(), text);
        }
    }
}

#[test]
fn every_pair_of_capitals_is_a_country_or_refused() {
    let letters = || 'A'..='Z';
    let pairs = letters().flat_map(|first| letters().map(move |second| format!("{first}{second}")));
    let countries: Vec<Country> = pairs.filter_map(|code| Country::new(&code).ok()).collect();
    assert_eq!(countries.len(), 249, "ISO 3166-1 has 249 entries");
    let mut numbers: Vec<u16> = countries.iter().map(|country| country.numeric()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), countries.len());
    for country in countries {
        assert!((1..1_000).contains(&country.numeric()) && country.alpha3().len() == 3, "{country}");
        let small = country.code().to_lowercase();
        assert_eq!(Country::new(&small).unwrap_err().meant, Some(country));
        assert_eq!(Country::new(country.alpha3()).unwrap_err().meant, Some(country));
    }
}
