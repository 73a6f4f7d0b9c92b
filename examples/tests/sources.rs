//! `docs/sources.md` lists every preset with its documents. After a change: `BLESS=1 cargo test -p collegium-examples
//! --test sources`.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
};

#[path = "support/folders.rs"]
mod folders;

use folders::{CRATES, entries, shown, text};
use serde_json::Value;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/sources.md");

const HEADER: &str = "| file | document | date | status |\n| --- | --- | --- | --- |\n";

/// The presets of every crate, in the order of their paths.
fn presets() -> Vec<PathBuf> {
    let folders = entries(CRATES).into_iter().map(|folder| folder.join("presets"));
    let files = folders.flat_map(entries);
    files.filter(|file| file.extension().is_some_and(|extension| extension == "json")).collect()
}

/// A preset as the page names it: crate and file.
fn name(file: &Path) -> String {
    shown(file).trim_start_matches("crates/").replace("/presets/", "/")
}

/// What follows `| file |` in the rows of a preset: its own document first, then those of its entries, each once.
fn documents(value: &Value, found: &mut Vec<String>) {
    if let (Some(source), Some(status)) = (value.get("source"), value.get("status").and_then(Value::as_str)) {
        let part = |name: &str| source.get(name).and_then(Value::as_str).unwrap_or("").replace('|', "\\|");
        let [document, article, date] = ["document", "article", "date"].map(part);
        let document = if article.is_empty() { document } else { format!("{document}. *{article}*") };
        let row = format!("{document} | {date} | {status} |");
        if !found.contains(&row) {
            found.push(row);
        }
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| documents(value, found)),
        Value::Object(fields) => fields.values().for_each(|value| documents(value, found)),
        _ => {}
    }
}

/// The rows of each preset.
fn rows() -> BTreeMap<String, Vec<String>> {
    let mut rows = BTreeMap::new();
    for file in presets() {
        let value: Value = serde_json::from_str(&text(&file)).unwrap_or_default();
        let mut found = Vec::new();
        documents(&value, &mut found);
        let name = name(&file);
        let lines = found.iter().map(|row| format!("| `{name}` | {row}\n")).collect();
        rows.insert(name, lines);
    }
    rows
}

/// The page with the table in place of what stands after its header.
fn rendered(page: &str) -> String {
    let before = page.split_once(HEADER).map_or(page, |(before, _)| before);
    let rows: String = rows().into_values().flatten().collect();
    format!("{before}{HEADER}{rows}")
}

#[test]
fn the_page_lists_every_preset() {
    let page = text(PAGE);
    if env::var("BLESS").is_ok_and(|value| value == "1") {
        fs::write(PAGE, rendered(&page)).unwrap();
    }
    let shown = shown(Path::new(PAGE));
    assert_eq!(text(PAGE), rendered(&page), "write {shown} again with `BLESS=1` before the command");
}

#[test]
fn every_preset_names_a_document_and_a_status() {
    let rows = rows();
    assert!(!rows.is_empty(), "no preset was found");
    for (name, rows) in rows {
        assert!(!rows.is_empty(), "{name} names no document");
        for row in rows {
            assert!(row.ends_with("| verified |\n") || row.ends_with("| unverified |\n"), "{row}");
        }
    }
}

#[test]
fn documents_are_found_at_the_top_and_in_entries() {
    let entry = |document: &str| {
        serde_json::json!({
            "source": {"document": document, "article": "Art. 1|2", "date": "2026-01-01"}, "status": "verified"
        })
    };
    let mut list = serde_json::json!({"entries": [entry("A"), entry("B"), entry("A")]});
    let mut found = Vec::new();
    documents(&list, &mut found);
    let (a, b) = ("A. *Art. 1\\|2* | 2026-01-01 | verified |", "B. *Art. 1\\|2* | 2026-01-01 | verified |");
    assert_eq!(found, [a, b]);

    list["source"] = serde_json::json!({"document": "List", "date": "2026-02-02"});
    list["status"] = "unverified".into();
    let mut found = Vec::new();
    documents(&list, &mut found);
    assert_eq!(found, ["List | 2026-02-02 | unverified |", a, b]);
}
