//! `docs/findings.md` lists every code of every crate. After a change: `BLESS=1 .ci/run findings`.

use std::{collections::BTreeSet, env, fmt::Write, fs, path::Path};

#[path = "support/folders.rs"]
mod folders;

use folders::{CRATES, entries, shown, text};

const CATALOGUE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/findings.md");

const INTRODUCTION: &str = "# Findings

Every code that a check can report, by crate. This page is written from the code by `BLESS=1 .ci/run findings`.
";

/// One line a crate: the name of its folder and its codes.
macro_rules! crates {
    ($($name:literal: $codes:expr,)*) => {
        vec![$((
            $name,
            $codes.iter().map(|(code, text)| (code.to_string(), plain(text))).collect(),
        )),*]
    };
}

fn catalogue() -> Vec<(&'static str, Vec<(String, String)>)> {
    crates! {
        "core": collegium::rule::CODES,
        "partnerships": collegium::partnerships::rule::CODES,
        "pathways": collegium::pathways::rule::CODES,
        "staff": collegium::staff::rule::CODES,
        "funding": collegium::funding::rule::CODES,
        "indicators": collegium::indicators::rule::CODES,
        "review": collegium::review::rule::CODES,
    }
}

/// The text of a documentation comment without the blank that stands before each line.
fn plain(doc: &str) -> String {
    let lines: Vec<_> = doc.lines().map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end()).collect();
    lines.join("\n").trim().to_owned()
}

#[test]
fn the_words_are_those_of_the_documentation() {
    assert_eq!(plain(" One line.\n\n     code\n"), "One line.\n\n    code");
}

fn rendered() -> String {
    catalogue().iter().fold(INTRODUCTION.to_owned(), |mut page, (name, codes)| {
        write!(page, "\n# {name}\n").unwrap_or_default();
        for (code, text) in codes {
            write!(page, "\n## {code}\n\n{text}\n").unwrap_or_default();
        }
        page
    })
}

#[test]
fn the_catalogue_is_the_code() {
    if env::var("BLESS").is_ok_and(|value| value == "1") {
        fs::write(CATALOGUE, rendered()).unwrap();
    }
    let page = shown(Path::new(CATALOGUE));
    assert_eq!(text(CATALOGUE), rendered(), "write {page} again with `BLESS=1 .ci/run findings`");
}

#[test]
fn no_code_is_used_twice_or_without_words() {
    let mut seen = BTreeSet::new();
    for (code, text) in catalogue().into_iter().flat_map(|(_, codes)| codes) {
        assert!(!text.is_empty(), "{code} says nothing");
        assert!(seen.insert(code.clone()), "{code} is used twice");
    }
}

#[test]
fn every_crate_with_codes_is_listed() {
    let with_codes: BTreeSet<_> = entries(CRATES)
        .into_iter()
        .filter(|folder| folder.join("src/rule.rs").is_file())
        .filter_map(|folder| Some(folder.file_name()?.to_string_lossy().into_owned()))
        .collect();
    let listed: BTreeSet<_> = catalogue().into_iter().map(|(name, _)| name.to_owned()).collect();
    assert_eq!(listed, with_codes);
}
