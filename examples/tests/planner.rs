//! The planner tells every fault of its folder, and its figures are those of a hand.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use collegium_examples::Planner;

/// A copy of the shipped folder with one file changed.
fn changed(name: &str, file: &str, change: impl Fn(&str) -> String) -> PathBuf {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/planner");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("planner").join(name);
    fs::create_dir_all(&folder).unwrap();
    for entry in fs::read_dir(shipped).unwrap() {
        let entry = entry.unwrap();
        let text = fs::read_to_string(entry.path()).unwrap();
        let text = if entry.file_name() == file { change(&text) } else { text };
        fs::write(folder.join(entry.file_name()), text).unwrap();
    }
    folder
}

fn refused(name: &str, file: &str, from: &str, to: &str) -> String {
    let folder = changed(name, file, |text| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    });
    Planner::read(&folder).unwrap_err().to_string()
}

#[test]
fn faults_name_file_line_and_value() {
    for (name, file, from, to, told) in [
        (
            "course",
            "transcript.csv",
            "DEU-1",
            "DEU-9",
            "transcript.csv:2: course: `DEU-9` is no course of the curriculum",
        ),
        ("grade", "transcript.csv", "82", "182", "transcript.csv:2: grade"),
        (
            "system",
            "transcript.csv",
            "PE-1,55",
            "B-TH,85",
            "transcript.csv:13: course: `B-TH` is counted in ects",
        ),
        (
            "twice",
            "transcript.csv",
            "DEU-2,",
            "DEU-1,",
            "transcript.csv:3: course: `DEU-1` is passed twice: its credits count once",
        ),
        (
            "credits",
            "conversions.json",
            "cn-vocational-ects",
            "x",
            "conversions.json: credits: `credit-conversion-x` is not",
        ),
        ("shape", "programme.json", "\"isced\": \"6\"", "\"isced\": \"8\"", "programme.json:"),
        (
            "circle",
            "curriculum.json",
            "\"course\": \"MATH-1\",\n          \"kind\": \"co\"",
            "\"course\": \"DIAG-1\",\n          \"kind\": \"co\"",
            "curriculum.json",
        ),
    ] {
        let message = refused(name, file, from, to);
        assert!(message.starts_with(told) || message.contains(told), "{message}");
    }
}

#[test]
fn the_figures_are_those_of_a_hand() {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/planner");
    let told = Planner::read(&shipped).unwrap().tell(Planner::SHIPPED_DAY);
    // 74 credits of 50 a year, each course rounded to half an ECTS credit of 60 a year: 9.5 + 9.5 + 6 + 5.5 + 5 + 7 + 6 +
    // 7 + 6.5 + 21.5 + 5.
    assert!(told.contains("74.0 cn-vocational passed, 88.5 ects"));
    // 82 %: 1 + 3 × (100 − 82) / (100 − 60) = 2.35, cut to one decimal.
    assert!(told.contains("8 x 60/50; modified Bavarian formula: 47/20"));
    // The sum of credits and grades, without the failed course: 6 083 / 74.
    assert!(told.contains("82.20 cn-percent (6083/74; 11 courses)"));
}
