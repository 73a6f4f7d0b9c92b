//! Lists of the names of countries.

use collegium_core::{Country, CountryNames, preset};

const LIST: &str = r#"{"names":{"DE":{"en":"Germany","zh":"德国"}},"source":{"document":"List","date":"2026-01-01"},"status":"verified"}"#;

#[test]
fn a_list_of_names_is_an_object_by_country() {
    let names: CountryNames = preset::read(LIST).unwrap();
    assert_eq!(serde_json::to_string(&names).unwrap(), LIST);
    let chinese = "zh".parse().unwrap();
    assert_eq!(names.name(Country::new("DE").unwrap(), &chinese), "德国");
    assert_eq!(
        names.name(Country::new("FR").unwrap(), &chinese),
        "France",
        "the standard's where the list has none"
    );
}

#[test]
fn a_list_of_names_is_refused_where_it_is_wrong() {
    let told = |json: &str| preset::read::<CountryNames>(json).unwrap_err().problem;
    assert!(told(&LIST.replace("\"DE\"", "\"de\"")).starts_with("`de` is not a country"));
    let twice = LIST.replace("\"DE\":", "\"DE\":{\"en\":\"Germany\"},\"DE\":");
    assert_eq!(told(&twice), "the key `DE` is written twice");
    assert!(told(&LIST.replace("\"names\"", "\"nouns\"")).starts_with("unknown field `nouns`"));
    assert_eq!(
        told(&LIST.replace(r#"{"en":"Germany","zh":"德国"}"#, "{}")),
        "a name needs a text in at least one language"
    );
}

#[test]
fn the_shipped_list_names_every_country_in_two_languages() {
    let names = CountryNames::short().load().unwrap();
    assert_eq!(names.names.len(), 249, "ISO 3166-1 has 249 entries");
    assert!(names.names.values().all(|name| name.iter().count() == 2));
}
