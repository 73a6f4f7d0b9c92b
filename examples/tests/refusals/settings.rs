//! `college.toml` and the files of rules.

use serde_json::Value;

use crate::folder::{Folder, Place};

const FILE: &str = "college.toml";

fn at(file: &str, line: u64, column: &str) -> Place {
    (file.to_owned(), line, column.to_owned())
}

/// What is replaced in the file of the Hochschule, by what, and the lines and keys told.
type Change = (&'static str, &'static str, &'static [(u64, &'static str)]);

const CHANGES: &[Change] = &[
    ("code = \"lindenfurt.example\"\n", "", &[(1, "code")]),
    ("code = \"lindenfurt.example\"", "code = \"two\\nlines\"", &[(2, "code")]),
    ("code = \"lindenfurt.example\"", "code = 7", &[(2, "code")]),
    ("code = \"lindenfurt.example\"", "code = \"a.example\"\ncode = \"b.example\"", &[(3, "")]),
    ("2026-03-31", "2026-02-30", &[(3, "as_of")]),
    ("as_of = \"2026-03-31\"", "as_of = 2026-03-31", &[(3, "as_of")]),
    ("as_of", "as-of", &[(1, "as_of"), (3, "as-of")]),
    ("en = \"Lindenfurt University", "\"e n\" = \"Lindenfurt University", &[(6, "name")]),
    ("[name]", "[names]", &[(1, "name"), (5, "names")]),
    ("[clerk]\ncode = \"T-002\"\nname = \"Jan Berger\"\n", "", &[(1, "clerk")]),
    (
        "[clerk]\ncode = \"T-002\"\nname = \"Jan Berger\"\n",
        "[clerk]\n",
        &[(13, "clerk.code"), (13, "clerk.name")],
    ),
    ("name = \"Jan Berger\"", "name = \"Jan\\nBerger\"\nage = 40", &[(15, "clerk.name"), (16, "clerk.age")]),
    ("year = \"year.json\"", "year = \"preset:nothing\"", &[(18, "rules.year")]),
    ("year = \"year.json\"", "year = \"nothing.json\"", &[(18, "rules.year")]),
    ("year = \"year.json\"", "year = \"\"", &[(18, "rules.year")]),
    ("year = \"year.json\"\n", "", &[(17, "rules.year")]),
    ("missing = \"worst\"", "missing = \"best\"", &[(32, "rules.missing")]),
    ("missing = \"worst\"", "missing = \"best\"\nmore = 1", &[(32, "rules.missing"), (33, "rules.more")]),
    ("[rules]", "[rules", &[(17, "")]),
    ("name = \"Jan Berger\"", "name = \"Jan Berger", &[(15, "")]),
];

#[test]
fn each_fault_of_the_settings_is_told_at_its_key() {
    let folder = Folder::copy("hochschule", "settings");
    let text = folder.text(FILE);
    for (from, to, told) in CHANGES {
        assert!(text.contains(from), "{from}");
        let changed = text.replacen(from, to, 1);
        let right: Vec<_> = told.iter().map(|(line, key)| at(FILE, *line, key)).collect();
        assert_eq!(folder.places(FILE, Some(changed.as_bytes())), right, "{to}");
    }
    // Two keys that are wrong are two faults, and a rule that cannot be read does not hide them.
    let changed = text.replacen("2026-03-31", "soon", 1).replacen("trips.json", "none.json", 1);
    assert_eq!(
        folder.places(FILE, Some(changed.as_bytes())),
        [at(FILE, 3, "as_of"), at(FILE, 26, "rules.trips")]
    );
}

#[test]
fn the_file_itself_may_be_the_fault() {
    let folder = Folder::copy("hochschule", "settings-file");
    let text = folder.text(FILE);
    assert_eq!(folder.places(FILE, None), [at(FILE, 0, "")]);
    let broken = text.replacen("Lindenfurt U", "\u{1}", 1).into_bytes();
    let broken: Vec<_> = broken.into_iter().map(|byte| if byte == 1 { 0xFC } else { byte }).collect();
    assert_eq!(folder.places(FILE, Some(&broken)), [at(FILE, 6, "")]);
    let keys = ["about", "as_of", "clerk", "code", "name", "rules"].map(|key| at(FILE, 1, key));
    assert_eq!(folder.places(FILE, Some(b"")), keys);
    for same in [format!("\u{FEFF}{text}"), text.replace('\n', "\r\n")] {
        assert!(folder.read_with(FILE, Some(same.as_bytes())) == folder.read());
    }
    let long = text.replacen("lindenfurt.example", &"x".repeat(2 << 20), 1);
    assert_eq!(folder.places(FILE, Some(long.as_bytes())), [at(FILE, 2, "code")]);
    let long = text.replacen("year.json", &"x".repeat(2 << 20), 1);
    assert_eq!(folder.places(FILE, Some(long.as_bytes())), [at(FILE, 18, "rules.year")]);
    let long = text.replacen("as_of", &"x".repeat(2 << 20), 1);
    assert_eq!(folder.places(FILE, Some(long.as_bytes())).len(), 2);
    let long = format!("{text}\n# {}", "x".repeat(2 << 20));
    assert!(folder.read_with(FILE, Some(long.as_bytes())).is_ok());
}

/// Every file of rules, broken in ways that are made from the file itself.
#[test]
fn each_file_of_rules() {
    let folder = Folder::copy("hochschule", "rules");
    let files = folder.files(".json");
    assert_eq!(files.len(), 14);
    for file in files {
        let text = folder.text(&file);
        let told = |text: &str| {
            let told = folder.places(&file, Some(text.as_bytes()));
            assert_eq!(told.len(), 1, "{file} {text:.200}: {told:?}");
            assert_eq!(told[0].0, file);
            assert!(told[0].1 >= 1 && told[0].1 <= text.matches('\n').count() as u64 + 1, "{told:?}");
            told[0].2.clone()
        };
        told("");
        told("[]");
        told(&text[..text.len() / 2]);
        told(&format!("{text}]"));
        told(&text.replacen('{', "{\"colour\": 1,", 1));
        told(&text.replacen("unverified", "perhaps", 1));
        told(&text.replacen("unverified", &"x".repeat(2 << 20), 1));
        told(&format!("{{\"{}\": 1}}", "x".repeat(2 << 20)));
        let whole: Value = serde_json::from_str(&text).unwrap();
        for key in whole.as_object().unwrap().keys() {
            let mut without = whole.clone();
            without.as_object_mut().unwrap().remove(key);
            let without = without.to_string();
            if folder.read_with(&file, Some(without.as_bytes())).is_err() {
                told(&without);
            }
            let mut wrong = whole.clone();
            wrong[key] = Value::Bool(true);
            let column = told(&wrong.to_string());
            assert!(column.is_empty() || column.starts_with(&**key), "{file} {key}: {column}");
            let twice = text.replacen('{', &format!("{{\"{key}\": {},", whole[key]), 1);
            told(&twice);
        }
        assert_eq!(folder.places(&file, None).len(), 1);
        assert_eq!(folder.places(&file, Some(b"{\n\"\xFF\": 1}")), [at(&file, 2, "")]);
        for same in [format!("\u{FEFF}{text}"), text.replace('\n', "\r\n"), whole.to_string()] {
            assert!(folder.read_with(&file, Some(same.as_bytes())) == folder.read(), "{file}");
        }
    }
}
