//! The report of a year: the page, the data, and the program that writes them.
#![expect(clippy::unwrap_used, clippy::panic, reason = "what fails here is a failed test")]

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use collegium::review::AnnualReview;
use collegium_examples::{
    College, page,
    report::{DATA, PAGE, parts},
};

#[path = "support/markup.rs"]
mod markup;

use markup::{Tag, tags};

const FOLDERS: [&str; 3] = ["data/small", "data/shandong", "data/hochschule"];

/// The review of the folder the program reads by default, as `review.json` has it. `BLESS=1 cargo test` writes it.
const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/expected/review.json");

fn read(folder: &str) -> (College, AnnualReview) {
    let college = College::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))
        .unwrap_or_else(|faults| panic!("{faults}"));
    let review = college.review(college.as_of).unwrap();
    (college, review)
}

fn page_of(folder: &str) -> (String, AnnualReview) {
    let (college, review) = read(folder);
    (page::year(&college, &review), review)
}

#[test]
fn the_data_are_the_whole_review_and_as_they_were() {
    let (college, review) = read("data/shandong");
    let [_, data] = parts(&college, &review);
    if env::var_os("BLESS").is_some() {
        fs::write(GOLDEN, &data.text).unwrap();
    }
    let golden = fs::read_to_string(GOLDEN).unwrap();
    assert!(data.text == golden, "examples/expected/review.json is another: `BLESS=1 cargo test` writes it");
    assert!(
        serde_json::from_str::<AnnualReview>(&golden).unwrap() == review,
        "it reads back into an equal value"
    );
    assert!(golden.ends_with("}\n"));
}

#[test]
fn every_folder_gives_the_same_bytes_twice_and_its_data_read_back() {
    for folder in FOLDERS {
        let (college, review) = read(folder);
        let (again, reviewed) = read(folder);
        let written = parts(&college, &review);
        assert!(written == parts(&again, &reviewed), "{folder}");
        let [page, data] = written;
        assert_eq!((page.name, data.name), (PAGE, DATA));
        assert!(page.text.starts_with(page.opening) && data.text.starts_with(data.opening), "{folder}");
        assert!(serde_json::from_str::<AnnualReview>(&data.text).unwrap() == review, "{folder}");
    }
}

#[test]
fn the_page_is_well_formed_and_needs_nothing_from_elsewhere() {
    for folder in FOLDERS {
        let (page, _) = page_of(folder);
        let tags = tags(&page).unwrap_or_else(|fault| panic!("{folder}: {fault}"));
        let names: Vec<_> = tags.iter().map(|tag| &*tag.name).collect();
        for foreign in ["script", "link", "img", "iframe", "object", "image", "use", "base"] {
            assert!(!names.contains(&foreign), "{folder}: <{foreign}>");
        }
        for tag in &tags {
            for (name, value) in &tag.attributes {
                assert!(!name.starts_with("on"), "{folder}: {name}");
                assert!(!matches!(&**name, "src" | "srcset" | "style"), "{folder}: {name}=\"{value}\"");
                assert!(name != "href" || value.starts_with('#'), "{folder}: {value}");
            }
        }
        let style = page.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
        assert!(!style.contains("url(") && !style.contains("@import") && !style.contains("@font-face"));
        let prints = style.contains("@media print") && style.contains("size: A4");
        assert!(prints && style.contains("prefers-color-scheme: dark"));
    }
}

#[test]
fn every_link_leads_somewhere_and_no_name_is_given_twice() {
    for folder in FOLDERS {
        let (page, _) = page_of(folder);
        let tags = tags(&page).unwrap();
        let mut ids: Vec<_> = tags.iter().filter_map(|tag| tag.attribute("id")).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{folder}");
        for link in tags.iter().filter_map(|tag| tag.attribute("href")) {
            assert!(ids.contains(&link.trim_start_matches('#')), "{folder}: {link}");
        }
    }
}

#[test]
fn every_chart_says_what_it_shows_in_letters_that_have_chinese() {
    for folder in FOLDERS {
        let (page, _) = page_of(folder);
        let tags = tags(&page).unwrap();
        let charts: Vec<_> = tags.iter().enumerate().filter(|(_, tag)| tag.name == "svg").collect();
        assert!(charts.len() > 8, "{folder}: {} charts", charts.len());
        for (at, chart) in charts {
            assert_eq!(chart.attribute("role"), Some("img"));
            assert!(chart.attribute("font-family").unwrap().starts_with("&quot;Noto Sans CJK SC&quot;,"));
            let inside: Vec<&Tag> = tags.iter().skip(at + 1).take(2).collect();
            assert_eq!([&*inside[0].name, &*inside[1].name], ["title", "desc"], "{folder}");
            assert!(inside.iter().all(|tag| !tag.text.is_empty()), "{folder}");
        }
    }
}

#[test]
fn every_finding_remark_partner_country_and_card_is_on_the_page() {
    for folder in FOLDERS {
        let (page, review) = page_of(folder);
        for finding in &review.all_findings() {
            assert!(page.contains(&format!("id=\"{}\"", finding.code)), "{folder}: {}", finding.code);
        }
        let remarks =
            [&review.situation, &review.characteristics, &review.shortcomings, &review.expectations];
        let told = page.matches("<li data-kind=").count();
        assert_eq!(told, remarks.iter().map(|remarks| remarks.len()).sum::<usize>(), "{folder}");
        for remark in remarks.into_iter().flatten() {
            assert!(page.contains(&format!("data-kind=\"{}\"", remark.kind)), "{folder}: {}", remark.kind);
        }
        for card in &review.evaluation.cards {
            assert!(page.contains(card.code.as_str()), "{folder}: {}", card.code);
        }
        for ending in &review.portfolio.ending {
            assert!(page.contains(&ending.last.to_string()), "{folder}: {}", ending.code);
        }
    }
}

#[test]
fn the_flow_of_students_is_that_of_the_cohort() {
    let (page, review) = page_of("data/shandong");
    let entered: u64 = review.cohort.programmes.iter().map(|count| count.entered).sum();
    let now: u64 = review.cohort.programmes.iter().filter_map(|count| count.stages.values().next()).sum();
    assert_eq!((entered, now), (3000, 1212), "counted by hand from the published figures");
    assert!(page.contains(
        "Stage 1: 3000 entered; 1 305 of 3 000 (43.5 %) went on, 1 212 of 3 000 (40.4 %) are in it"
    ));
}

/// A place of its own for one test; gone in the end.
struct Desk(PathBuf);

impl Desk {
    fn new(name: &str) -> Self {
        let place = env::temp_dir().join(format!("collegium-report-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&place);
        fs::create_dir(&place).unwrap();
        Self(place)
    }

    /// The small college with something else in one of its files.
    fn college(&self, file: &str, part: &str, by: &str) -> PathBuf {
        let to = self.0.join("college");
        fs::create_dir(&to).unwrap();
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/small")).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
        let text = fs::read_to_string(to.join(file)).unwrap();
        assert!(text.contains(part), "{part} in {file}");
        fs::write(to.join(file), text.replace(part, by)).unwrap();
        to
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn names_with_script_in_them_stay_text() {
    let desk = Desk::new("script");
    let script = "<script>alert(1)</script><img src=x onerror=alert(1)>&amp;";
    let folder = desk.college("agreements.csv", "Joint programme in accounting", script);
    let college = College::read(&folder).unwrap();
    let page = page::year(&college, &college.review(college.as_of).unwrap());
    let tags = tags(&page).unwrap();
    assert!(!tags.iter().any(|tag| matches!(&*tag.name, "script" | "img")));
    assert!(
        page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&amp;amp;")
    );
}

#[test]
fn what_looks_like_a_formula_and_a_long_name_stay_whole() {
    let desk = Desk::new("long");
    let long = "W".repeat(200);
    let folder = desk.college("units.csv", "College of Accounting", &long);
    let toml = fs::read_to_string(folder.join("college.toml")).unwrap();
    fs::write(folder.join("college.toml"), toml.replace("Linhai Vocational College", "=1+1")).unwrap();
    let college = College::read(&folder).unwrap();
    let page = page::year(&college, &college.review(college.as_of).unwrap());
    tags(&page).unwrap();
    assert!(
        page.contains(">=1+1<") && page.contains(&format!(">{long}")),
        "beside the charts the name is whole"
    );
    assert!(!page.contains(&format!("<text x=\"0\" y=\"33\">{long}")), "in them it is cut");
}

/// The program, which cargo builds beside the tests.
fn program(args: &[&str]) -> Command {
    let tests = env::current_exe().unwrap();
    let path = tests.parent().unwrap().parent().unwrap().join("examples/annual_review");
    let path = path.with_extension(env::consts::EXE_EXTENSION);
    assert!(
        path.exists(),
        "`cargo test` builds the program; where only this test is built: `cargo build --example annual_review`"
    );
    let mut command = Command::new(path);
    command.args(args).stdin(Stdio::null());
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn run(args: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = program(args).output().unwrap();
    (status.code(), text(&stdout), text(&stderr))
}

fn small() -> String {
    concat!(env!("CARGO_MANIFEST_DIR"), "/data/small").to_owned()
}

#[test]
fn the_program_writes_the_report_and_says_where() {
    let desk = Desk::new("writes");
    let out = desk.0.join("deep/report").display().to_string();
    let (code, told, error) = run(&["--data", &small(), "--out", &out]);
    assert_eq!((code, &*error), (Some(0), ""), "nothing of the progress where nobody sits before it");
    assert!(told.ends_with(&format!("\nWritten to {out}: index.html and review.json\n")), "{told}");
    let before = fs::read(desk.0.join("deep/report/review.json")).unwrap();
    assert!(serde_json::from_slice::<AnnualReview>(&before).is_ok());
    assert_eq!(run(&["--data", &small(), "--out", &out]).0, Some(0), "a report of ours is replaced");
    assert_eq!(fs::read(desk.0.join("deep/report/review.json")).unwrap(), before);
    assert_eq!(fs::read_dir(desk.0.join("deep")).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn what_is_refused_leaves_the_folder_as_it_was() {
    let desk = Desk::new("refused");
    let out = desk.0.join("report");
    let named = out.display().to_string();
    assert_eq!(run(&["--data", &small(), "--out", &named]).0, Some(0));
    let before = fs::read(out.join("index.html")).unwrap();
    let broken = desk.college("units.csv", "level", "rank").display().to_string();
    let (code, told, error) = run(&["--data", &broken, "--out", &named]);
    assert_eq!((code, &*told), (Some(1), ""));
    assert!(error.contains("units.csv"), "{error}");
    assert_eq!(fs::read(out.join("index.html")).unwrap(), before);

    fs::write(out.join("thesis.doc"), "mine").unwrap();
    let (code, told, error) = run(&["--data", &small(), "--out", &named]);
    assert_eq!((code, &*told), (Some(1), ""));
    assert!(error.contains("holds `thesis.doc`, which no report has written"), "{error}");
    assert_eq!(fs::read(out.join("index.html")).unwrap(), before);
}

#[test]
fn wrong_usage_is_told_and_ends_with_two() {
    for args in [&["--out"][..], &["--out", "a", "--out", "b"], &["report"], &["--as-of", "soon"]] {
        let (code, told, error) = run(args);
        assert_eq!((code, &*told), (Some(2), ""), "{args:?}");
        assert!(error.contains("usage: annual_review [--data DIR] [--as-of DATE] [--out DIR]"), "{error}");
    }
}

#[test]
fn a_reader_who_closes_the_pipe_is_no_fault() {
    let desk = Desk::new("pipe");
    let out = desk.0.join("report").display().to_string();
    let mut child = program(&["--data", &small(), "--out", &out])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert_eq!((ended.status.code(), text(&ended.stderr)), (Some(0), String::new()));
    assert!(Path::new(&out).join("index.html").exists());
}
