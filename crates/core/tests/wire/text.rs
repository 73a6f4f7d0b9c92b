//! Lines, codes, language tags, names, ids, countries, sources.

use collegium_core::{
    Country, InstitutionCode, LanguageTag, Line, LocalizedText, RecordCode, RegionPolicy,
    entity::{AgreementId, PartnerId, UnitId},
    org::Role,
    region::{RegionPolicyDraft, Standing},
    source::{Basis, Source, Status},
};

use super::forms::{each_refused, golden, refused, unknown_field_refused};

#[test]
fn lines() {
    golden(&Line::new("预算不足").unwrap(), "\"预算不足\"");
    golden(&Line::new("a \"quoted\" one").unwrap(), r#""a \"quoted\" one""#);
    golden(&Line::new("می\u{200C}خواهم").unwrap(), "\"می\u{200C}خواهم\"");
    golden(&Line::new("👩\u{200D}🎓").unwrap(), "\"👩\u{200D}🎓\"");
    for blank in ["", " ", "\u{3000}\u{A0}", "\u{200D}", "\u{200C} \u{200D}"] {
        assert_eq!(refused::<Line>(&format!("\"{blank}\"")), "a line cannot be blank");
    }
    each_refused::<Line>(
        &[" a", "a ", "a\u{3000}", "\u{A0}a"],
        "`{}` is not a line: it has a blank at an end",
    );
    for (json, message) in [
        (r#""a\nb""#, r"`a\nb` is not a line: it has the invisible character U+000A"),
        (r#""a\u0000""#, r"`a\u{0}` is not a line: it has the invisible character U+0000"),
        (r#""a\u202eb""#, r"`a\u{202e}b` is not a line: it has the invisible character U+202E"),
        (r#""a\u061cb""#, r"`a\u{61c}b` is not a line: it has the invisible character U+061C"),
        (r#""a\u200bb""#, r"`a\u{200b}b` is not a line: it has the invisible character U+200B"),
        (r#""\u3164""#, r"`\u{3164}` is not a line: it has the invisible character U+3164"),
        (r#""\ufeffa""#, r"`\u{feff}a` is not a line: it has the invisible character U+FEFF"),
    ] {
        assert_eq!(refused::<Line>(json), message);
    }
    let long = "y".repeat(2_001);
    golden(&Line::new(&long[1..]).unwrap(), &format!("\"{}\"", &long[1..]));
    assert_eq!(
        refused::<Line>(&format!("\"{long}\"")),
        format!("`{}…` is not a line: it has 2001 characters, 2000 are the most", "y".repeat(60))
    );
    assert_eq!(refused::<Line>("7"), "invalid type: integer `7`, expected a line of text as a string");
}

#[test]
fn codes() {
    golden(&RecordCode::new("2024-会计-03").unwrap(), "\"2024-会计-03\"");
    golden(&InstitutionCode::new("college.example").unwrap(), "\"college.example\"");
    assert_eq!(refused::<RecordCode>("\"\""), "a record code cannot be blank");
    assert_eq!(refused::<InstitutionCode>("\"\""), "an institution code cannot be blank");
    each_refused::<RecordCode>(&[" P-1", "P-1 "], "`{}` is not a record code: it has a blank at an end");
    each_refused::<InstitutionCode>(&[" c"], "`{}` is not an institution code: it has a blank at an end");
    assert_eq!(
        refused::<RecordCode>("\"P-1\u{200B}\""),
        r"`P-1\u{200b}` is not a record code: it has the invisible character U+200B"
    );
    assert_eq!(
        refused::<RecordCode>("\"P\u{200D}1\""),
        "`P\u{200D}1` is not a record code: it has the invisible character U+200D"
    );
    let long = "会".repeat(65);
    golden::<RecordCode>(&"会".repeat(64).parse().unwrap(), &format!("\"{}\"", "会".repeat(64)));
    assert_eq!(
        refused::<RecordCode>(&format!("\"{long}\"")),
        format!("`{}…` is not a record code: it has 65 characters, 64 are the most", "会".repeat(60))
    );
}

#[test]
fn identifiers() {
    golden(&Role::new("liaison-officer").unwrap(), "\"liaison-officer\"");
    golden(&Role::new("eqf.2017-a").unwrap(), "\"eqf.2017-a\"");
    each_refused::<Role>(
        &["", "Dean", "vice president", "a--b", "-a", "a.", "vice_president", "院长"],
        "`{}` is not a role: write lower-case words joined by `-` or `.`, such as `abc-1`, 64 bytes at most",
    );
    assert!(Role::new(&"a".repeat(64)).is_ok() && Role::new(&"a".repeat(65)).is_err());
}

#[test]
fn language_tags() {
    for tag in ["en", "zh-Hans-CN", "sr-Latn-RS", "de-CH-1996", "x-college", "en-a-bbb-x-a"] {
        golden::<LanguageTag>(&tag.parse().unwrap(), &format!("\"{tag}\""));
    }
    assert_eq!(serde_json::from_str::<LanguageTag>("\"ZH-hANS-cn\"").unwrap().as_str(), "zh-Hans-CN");
    each_refused::<LanguageTag>(
        &["", "?", "chinese language", "en_GB", "en-", "-en", "zh--CN", "中文", "123456789"],
        "`{}` is not a language tag: write one such as `en`, `zh` or `zh-Hans-CN`",
    );
    let long = format!("x{}", "-abcdefgh".repeat(11));
    assert_eq!(long.len(), 100);
    golden::<LanguageTag>(&long.parse().unwrap(), &format!("\"{long}\""));
    assert!(refused::<LanguageTag>(&format!("\"{long}a\"")).starts_with("`x-abcdefgh-"));
}

#[test]
fn names() {
    let name = LocalizedText::new([("zh", "会计"), ("en", "Accounting")]).unwrap();
    golden(&name, r#"{"en":"Accounting","zh":"会计"}"#);
    let message = refused::<LocalizedText>;
    assert_eq!(message("{}"), "a name needs a text in at least one language");
    assert_eq!(message(r#"{"zh":"一","ZH":"二"}"#), "the key `zh` is written twice");
    assert_eq!(message(r#"{"en":""}"#), "a line cannot be blank");
    assert!(message(r#"{"english name":"a"}"#).starts_with("`english name` is not a language tag"));
    assert_eq!(
        message("\"Accounting\""),
        "invalid type: string \"Accounting\", expected an object without a key written twice"
    );
}

#[test]
fn ids() {
    let text = "67e55044-10b1-426f-9247-bb680e5fe0c8";
    golden::<PartnerId>(&text.parse().unwrap(), &format!("\"{text}\""));
    each_refused::<PartnerId>(
        &[
            "",
            "P-001",
            "67E55044-10B1-426F-9247-BB680E5FE0C8",
            "67e5504410b1426f9247bb680e5fe0c8",
            "{67e55044-10b1-426f-9247-bb680e5fe0c8}",
            "67e55044-10b1-426f-9247-bb680e5fe0c",
        ],
        "`{}` is not the id of a partner: write a UUID with hyphens in lower case",
    );
    each_refused::<AgreementId>(
        &["A-1"],
        "`{}` is not the id of an agreement: write a UUID with hyphens in lower case",
    );
    each_refused::<UnitId>(&["U"], "`{}` is not the id of a unit: write a UUID with hyphens in lower case");
}

#[test]
fn derived_ids_stay_what_they_are() {
    let id = |institution: &str, code: &str| {
        PartnerId::derived(&institution.parse().unwrap(), &code.parse().unwrap()).to_string()
    };
    // These stand in people's files: they must never change. They were computed by another implementation of UUIDs.
    assert_eq!(id("college.example", "P-001"), "2d200bff-7fce-50c3-bda0-635f2d653f52");
    assert_eq!(id("college.example", "2024-会计-03"), "bf95792e-5538-54b7-a46a-fba44ae6ae2a");
}

#[test]
fn countries() {
    golden(&Country::new("CN").unwrap(), "\"CN\"");
    for (text, meant) in
        [("de", "DE"), ("DEU", "DE"), ("Germany", "DE"), ("GER", "CN"), ("", "CN"), ("XK", "CN")]
    {
        assert_eq!(
            refused::<Country>(&format!("\"{text}\"")),
            format!("`{text}` is not a country: write the two capitals of ISO 3166-1, such as `{meant}`")
        );
    }
}

const SOURCE: &str = r#"{"document":"Rule 7","article":"Art. 3","date":"2026-01-01"}"#;

#[test]
fn sources() {
    golden::<Source>(&serde_json::from_str(SOURCE).unwrap(), SOURCE);
    let plain = r#"{"document":"Rule 7","date":"2026-01-01"}"#;
    golden::<Source>(&serde_json::from_str(plain).unwrap(), plain);
    golden(&Status::Verified, "\"verified\"");
    golden(&Status::Unverified, "\"unverified\"");
    let basis = format!(r#"{{"source":{SOURCE},"status":"unverified"}}"#);
    golden::<Basis>(&serde_json::from_str(&basis).unwrap(), &basis);

    unknown_field_refused::<Source>(SOURCE);
    unknown_field_refused::<Basis>(&basis);
    assert_eq!(refused::<Source>(&SOURCE.replace("Rule 7", "")), "a line cannot be blank");
    assert_eq!(refused::<Source>(&SOURCE.replace("Art. 3", " ")), "a line cannot be blank");
    assert_eq!(refused::<Source>(r#"{"document":"Rule 7"}"#), "missing field `date`");
    assert_eq!(refused::<Status>("\"read\""), "unknown variant `read`, expected `verified` or `unverified`");
    for day in
        ["2026-1-1", "2026-02-29", " 2026-01-01", "0000-01-01", "+10000-01-01", "-0001-01-01", "2026", ""]
    {
        assert_eq!(
            refused::<Source>(&SOURCE.replace("2026-01-01", day)),
            format!(
                "`{day}` is not a day: write year, month and day, such as `2024-09-01`, in the years 0001 to 9999"
            )
        );
    }
    assert_eq!(
        refused::<Source>(&SOURCE.replace("\"2026-01-01\"", "20260101")),
        "invalid type: integer `20260101`, expected a day as a string"
    );
}

#[test]
fn policies() {
    let json = format!(
        r#"{{"home":"CN","regions":{{"HK":{{"en":"Hong Kong","zh":"香港"}}}},"source":{SOURCE},"status":"verified"}}"#
    );
    let policy: RegionPolicy = serde_json::from_str(&json).unwrap();
    golden(&policy, &json);
    golden::<RegionPolicyDraft>(&policy.draft(), &json);
    golden(&Standing::Home, "\"home\"");
    golden(&Standing::Region, "\"region\"");
    golden(&Standing::Foreign, "\"foreign\"");
    unknown_field_refused::<RegionPolicy>(&json);
    assert_eq!(
        refused::<RegionPolicy>(&json.replace("\"home\":\"CN\"", "\"home\":\"HK\"")),
        "`HK` is home and cannot be a region abroad as well"
    );
    assert_eq!(
        refused::<RegionPolicy>(&json.replace("\"regions\":{", "\"regions\":{\"HK\":{\"en\":\"HK\"},")),
        "the key `HK` is written twice"
    );
    assert!(refused::<RegionPolicy>(&json.replace("\"HK\"", "\"hk\"")).contains("such as `HK`"));
}
