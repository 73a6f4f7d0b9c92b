//! What can be wrong with one file only: days out of order, records that do not fit together, cells that need others.

use std::collections::BTreeSet;

use crate::{
    folder::{Folder, place},
    sheet::Sheet,
};

/// File, line, the cells that are changed, the lines and columns told, a part of the first message.
struct Case(
    &'static str,
    u64,
    &'static [(&'static str, &'static str)],
    &'static [(u64, &'static str)],
    &'static str,
);

const CASES: &[Case] = &[
    Case(
        "units.csv",
        2,
        &[("level", "college")],
        &[(0, "")],
        "exactly one unit on the level `school`, not 0",
    ),
    Case("units.csv", 3, &[("level", "school")], &[(0, "")], "exactly one unit on the level `school`, not 2"),
    Case("posts.csv", 2, &[("person", "")], &[(2, "person")], "the cell is empty"),
    Case("posts.csv", 2, &[("person_name", "")], &[(2, "person_name")], "the cell is empty"),
    Case(
        "partners.csv",
        2,
        &[("identifiers", "schac:a.example;schac:a.example")],
        &[(2, "identifiers")],
        "twice",
    ),
    Case(
        "partners.csv",
        2,
        &[("name_en", "a\u{7}"), ("name_zh", "b\u{7}")],
        &[(2, "name_en"), (2, "name_zh")],
        "",
    ),
    Case(
        "agreements.csv",
        2,
        &[("partners", "P-001;P-009")],
        &[(2, "partners")],
        "no partner with the code `P-009`",
    ),
    Case("agreements.csv", 5, &[("unit", "P-004")], &[(5, "unit")], "no unit with the code `P-004`"),
    Case("agreement_events.csv", 2, &[("recorded", "2021-05-19")], &[], ""),
    Case("agreement_events.csv", 4, &[("recorded", "2019-11-05")], &[(4, "recorded")], "cannot follow"),
    Case("agreement_events.csv", 4, &[("effective", "2019-11-03")], &[(4, "event")], "cannot happen"),
    Case("agreement_events.csv", 5, &[("effective", "2024-03-01")], &[(6, "event")], "cannot happen"),
    Case("agreement_events.csv", 5, &[("event", "renewed")], &[(5, "event")], "cannot happen"),
    Case("agreement_events.csv", 2, &[("validity", "")], &[(2, "validity")], "needs a term"),
    Case(
        "agreement_events.csv",
        3,
        &[("validity", "2025-01-01/..")],
        &[(3, "validity")],
        "leave the cell empty",
    ),
    Case("activities.csv", 2, &[("resources", "course:0")], &[(2, "resources")], "lists 0 of `course`"),
    Case("activities.csv", 2, &[("resources", "course:1;course:2")], &[(2, "resources")], "twice"),
    Case(
        "activities.csv",
        2,
        &[("resources", "course:one;b:c")],
        &[(2, "resources"), (2, "resources")],
        "write digits only",
    ),
    Case("sites.csv", 2, &[("partner", "A-001")], &[(2, "partner")], "no partner with the code `A-001`"),
    Case("memberships.csv", 2, &[("validity", "2021-01-01")], &[(2, "validity")], "not a validity"),
    Case("programmes.csv", 2, &[("quota", "0")], &[(2, "quota")], "quota of 0"),
    Case(
        "programmes.csv",
        2,
        &[("agreement", "G-ACC")],
        &[(2, "agreement")],
        "no agreement with the code `G-ACC`",
    ),
    Case(
        "stages.csv",
        2,
        &[("programme", "G-NONE")],
        &[(2, "programme")],
        "no programme with the code `G-NONE`",
    ),
    Case("stages.csv", 2, &[("partners", "P-001")], &[(2, "partners")], "a stage at home has no partner"),
    Case("stages.csv", 3, &[("partners", "")], &[(3, "partners")], "one at a partner's has one"),
    Case("stages.csv", 3, &[("partners", "P-001;P-002")], &[(3, "partners")], "one at a partner's has one"),
    Case(
        "stages.csv",
        3,
        &[("host", "joint"), ("partners", "")],
        &[(3, "partners")],
        "a joint one at least one",
    ),
    Case("stages.csv", 3, &[("level", "")], &[(3, "level")], "the cell is empty"),
    Case("stages.csv", 3, &[("award", "")], &[(3, "award")], "the cell is empty"),
    Case("enrolments.csv", 2, &[("awarded_1", "2021-08-31")], &[(2, "awarded_1")], "cannot happen"),
    Case("enrolments.csv", 2, &[("entered_2", "2020-07-20")], &[(2, "entered_2")], "cannot happen"),
    Case("enrolments.csv", 10, &[("withdrawn", "2024-08-31")], &[(10, "withdrawn")], "cannot happen"),
    Case("enrolments.csv", 6, &[("entered_1", "")], &[(6, "entered_1")], "has no history"),
    Case("enrolments.csv", 2, &[("country", "TH")], &[(2, "programme")], "write a programme; or"),
    Case("enrolments.csv", 12, &[("country", "")], &[(12, "programme")], "write a programme; or"),
    Case(
        "enrolments.csv",
        12,
        &[("awarded_1", "2025-09-02"), ("entered_2", "2025-09-02")],
        &[(12, "programme")],
        "no route",
    ),
    Case("staff.csv", 4, &[("employment", "2012-09-01/2012-08-31")], &[(4, "employment")], "last"),
    Case("certificates.csv", 2, &[("member", "T-999")], &[(2, "member")], "no person with the code `T-999`"),
    Case(
        "batches.csv",
        2,
        &[("members", "T-202;T-999")],
        &[(2, "members")],
        "no person with the code `T-999`",
    ),
    Case("batches.csv", 2, &[("year", "10000")], &[(2, "year")], "1 to 9999"),
    Case("trips.csv", 2, &[("leader", "T-101")], &[(2, "leader")], "not among its participants"),
    Case("trips.csv", 2, &[("approved", "2025-02-28")], &[(2, "approved")], "cannot happen"),
    Case("trips.csv", 2, &[("returned", "2025-07-01")], &[(2, "returned")], "cannot happen"),
    Case("trips.csv", 2, &[("reported", "2025-07-06")], &[(2, "reported")], "cannot happen"),
    Case("trips.csv", 4, &[("departed", "2026-03-09")], &[(4, "departed")], "cannot happen"),
    Case(
        "trips.csv",
        2,
        &[("destinations", "DE;QQ"), ("kind", "A B")],
        &[(2, "destinations"), (2, "kind")],
        "",
    ),
    Case(
        "funds.csv",
        2,
        &[("purposes", "teacher-teams")],
        &[(2, "purpose"), (3, "purpose"), (4, "purpose")],
        "cannot be for",
    ),
    Case("lines.csv", 3, &[("code", "training")], &[(3, "code")], "comes twice"),
    Case("lines.csv", 2, &[("purpose", "teacher-teams")], &[(2, "purpose")], "the fund is not given for it"),
    Case("entries.csv", 3, &[("recorded", "2025-02-02")], &[(3, "recorded")], "cannot follow"),
    Case("entries.csv", 2, &[("line", "F-2025/nothing")], &[(2, "line")], "no budget line with the code"),
    Case("entries.csv", 6, &[("commitment", "K-009")], &[(6, "commitment")], "no commitment `K-009`"),
    Case("entries.csv", 6, &[("effective", "2025-04-09")], &[(6, "commitment")], "no commitment `K-001`"),
    Case("entries.csv", 9, &[("amount", "CNY 120000.01")], &[(9, "event")], "available"),
    Case("entries.csv", 9, &[("amount", "USD 1.00")], &[(9, "event")], "exchange the amount first"),
    Case("entries.csv", 9, &[("amount", "CNY 0.00")], &[(9, "event")], "positive"),
    Case("entries.csv", 9, &[("purpose", "teacher-teams")], &[(9, "event")], "spent on no other"),
    Case("entries.csv", 9, &[("code", "X-001"), ("line", "F-2025/joint")], &[(9, "event")], "booked on"),
    Case("entries.csv", 7, &[("code", "K-001")], &[(7, "event")], "opened on"),
    Case("entries.csv", 2, &[("closes", "yes")], &[(2, "closes")], "leave it empty"),
    Case("observations.csv", 2, &[("number", "")], &[(2, "number")], "write a number; or"),
    Case("observations.csv", 2, &[("missing", "lost")], &[(2, "number")], "write a number; or"),
    Case(
        "observations.csv",
        2,
        &[("number", ""), ("part", "x"), ("whole", "-")],
        &[(2, "of"), (2, "part"), (2, "whole")],
        "",
    ),
    Case(
        "observations.csv",
        2,
        &[("number", ""), ("part", "1"), ("whole", "-2"), ("of", "x")],
        &[(2, "whole")],
        "negative",
    ),
    Case(
        "observations.csv",
        2,
        &[("recorded", "2024-12-31")],
        &[(2, "recorded")],
        "before its period begins",
    ),
];

#[test]
fn what_is_wrong_with_one_file() {
    let folder = Folder::copy("small", "specific");
    for Case(file, line, changes, told, says) in CASES {
        let mut sheet = Sheet::of(&folder.bytes(file));
        let row = usize::try_from(*line).unwrap() - 2;
        for (column, text) in *changes {
            sheet = sheet.with(row, sheet.column(column), text);
        }
        let faults = folder.read_with(file, Some(&sheet.bytes())).err().unwrap_or_default();
        let of = if *file == "funds.csv" { "lines.csv" } else { file };
        let right: Vec<_> =
            told.iter().map(|(line, column)| (of.to_owned(), *line, (*column).to_owned())).collect();
        assert_eq!(
            faults.iter().map(place).collect::<Vec<_>>(),
            right,
            "{file}:{line} {changes:?} {faults:?}"
        );
        assert!(faults.first().is_none_or(|fault| fault.problem.contains(says)), "{says}: {faults:?}");
    }
    let files: BTreeSet<_> = CASES.iter().map(|Case(file, ..)| (*file).to_owned()).collect();
    assert_eq!(files.into_iter().collect::<Vec<_>>(), folder.files(".csv"));
}

#[test]
fn a_fault_brings_no_others_with_it() {
    let folder = Folder::copy("small", "cascade");
    // Everything rests on partners and units; without their rows nothing else can be said to be wrong.
    for file in [
        "units.csv",
        "partners.csv",
        "agreements.csv",
        "programmes.csv",
        "staff.csv",
        "funds.csv",
        "lines.csv",
    ] {
        let header = folder.text(file).lines().next().unwrap().to_owned();
        assert_eq!(folder.places(file, Some(format!("{header},more\n").as_bytes())).len(), 1, "{file}");
        // Nothing refers to a code that is there, though its row is refused for another reason.
        let sheet = Sheet::of(&folder.bytes(file));
        let name = sheet.header.iter().position(|column| column.ends_with("_en")).unwrap();
        let told = folder.places(file, Some(&sheet.with(0, name, "\u{7}").bytes()));
        assert_eq!(told.len(), 1, "{told:?}");
    }
    // One event of a history is refused: what comes after it is not called impossible.
    let events = Sheet::of(&folder.bytes("agreement_events.csv"));
    let signed = events.with(3, events.column("effective"), "soon");
    assert_eq!(folder.places("agreement_events.csv", Some(&signed.bytes())).len(), 1);
    // One entry is refused: what is paid of its line and its promise is not called too much.
    let entries = Sheet::of(&folder.bytes("entries.csv"));
    let allotted = entries.with(0, entries.column("amount"), "much");
    assert_eq!(folder.places("entries.csv", Some(&allotted.bytes())).len(), 1);
    // The lines beside it are still judged.
    let other = allotted.with(7, entries.column("amount"), "CNY 999999.00");
    assert_eq!(folder.places("entries.csv", Some(&other.bytes())).len(), 2);
}

#[test]
fn formulas_are_text() {
    let folder = Folder::copy("small", "formulas");
    let formulas =
        ["=1+1", "=HYPERLINK(\"http://x.example\",\"y\")", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0"];
    let sheet = Sheet::of(&folder.bytes("partners.csv"));
    for formula in formulas {
        let text = sheet.with(0, sheet.column("name_en"), formula).text();
        let college = folder.read_with("partners.csv", Some(text.as_bytes())).unwrap();
        let json = serde_json::to_value(&college.partners[0]).unwrap();
        assert_eq!(json["name"]["en"], formula);
    }
}
