//! Every figure the real college published, asked of the libraries.
#![expect(clippy::unwrap_used, clippy::panic, reason = "what fails here is a failed test")]

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use chrono::NaiveDate;
use collegium::{
    Country, LocalizedText, Period, Ratio, Share,
    pathways::{Cohort, StageNumber, overseas_rate},
    review::AnnualReview,
};
use collegium_examples::{College, made};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Published {
    #[expect(dead_code, reason = "read, so that nothing in the file goes unnoticed")]
    source: BTreeMap<String, String>,
    figures: BTreeMap<String, u64>,
    wording: BTreeMap<String, String>,
    realised: BTreeMap<String, String>,
    programmes: Vec<PublishedProgramme>,
    memberships: Vec<PublishedMembership>,
    not_modelled: toml::Table,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
struct PublishedProgramme {
    major: String,
    country: Country,
    shape: String,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
struct PublishedMembership {
    alliance: String,
    role: String,
}

struct Told {
    college: College,
    review: AnnualReview,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/shandong")
}

static TOLD: LazyLock<Told> = LazyLock::new(|| told(&folder()));

fn told(folder: &Path) -> Told {
    let college = College::read(folder).unwrap_or_else(|faults| panic!("{faults}"));
    let review = college.review(college.as_of).unwrap();
    Told { college, review }
}

fn published() -> Published {
    toml::from_str(&fs::read_to_string(folder().join("published.toml")).unwrap()).unwrap()
}

/// A ratio in percent, which must be a whole number of them, exactly.
fn percent(ratio: &Ratio) -> u64 {
    let is = |percent: &u64| {
        let share: Share = format!("{percent}%").parse().unwrap();
        ratio.compare(share) == Some(Ordering::Equal)
    };
    (0..=100).find(is).unwrap_or_else(|| panic!("{ratio} is no whole number of percent"))
}

/// A name in English.
fn english(name: &LocalizedText) -> String {
    name.find(&"en".parse().unwrap()).1.to_string()
}

fn sum<K>(counts: &BTreeMap<K, u64>, wanted: impl Fn(&K) -> bool) -> u64 {
    counts.iter().filter(|(kind, _)| wanted(kind)).map(|(_, count)| count).sum()
}

/// Every figure as the libraries count it.
fn counted(Told { review, .. }: &Told) -> BTreeMap<&'static str, u64> {
    let AnnualReview { portfolio, cohort, development, .. } = review;
    let partners = |wanted: &[&str]| sum(&portfolio.by_kind, |kind| wanted.contains(&kind.as_str()));
    let staff = |wanted: &str| sum(&development.by_kind, |kind| kind.as_str() == wanted);
    let certified = |wanted: &str| sum(&development.certified, |kind| kind.as_str() == wanted);
    let sites = |wanted: &[&str]| sum(&portfolio.sites, |kind| wanted.contains(&kind.as_str()));
    BTreeMap::from([
        ("partners", partners(&["university", "research-institute"])),
        ("partner_enterprises", partners(&["enterprise"])),
        ("cooperative_programmes", cohort.programmes.len() as u64),
        ("students_on_programmes", cohort.on_routes),
        ("overseas_rate_percent", percent(&cohort.overseas_rate)),
        ("graduation_rate_percent", percent(&cohort.graduation_rate)),
        ("trained_so_far", cohort.trained),
        ("sent_to_masters", cohort.to_master),
        ("international_students", sum(&cohort.inbound, |_| true)),
        ("countries", cohort.inbound_countries() as u64),
        ("returned", cohort.returned),
        ("foreign_teachers", staff("foreign-teacher")),
        ("australian_certified_teachers", certified("australian-curriculum")),
        ("dual_system_certified_teachers", certified("dual-system")),
        ("returnees", staff("returnee")),
        ("campuses_abroad", sites(&["campus"])),
        ("six_arts_schools_and_luban_workshops", sites(&["six-arts-school", "luban-workshop"])),
    ])
}

fn owned(figures: BTreeMap<&str, u64>) -> BTreeMap<String, u64> {
    figures.into_iter().map(|(name, figure)| (name.to_owned(), figure)).collect()
}

#[test]
fn every_published_figure_is_what_the_libraries_count() {
    assert_eq!(owned(counted(&TOLD)), published().figures);
}

#[test]
fn every_published_figure_has_its_wording_and_how_it_is_realised() {
    let published = published();
    let names: BTreeSet<_> = published.figures.keys().collect();
    assert_eq!(published.wording.keys().collect::<BTreeSet<_>>(), names);
    assert_eq!(published.realised.keys().collect::<BTreeSet<_>>(), names);
    assert!(published.wording.values().chain(published.realised.values()).all(|text| text.len() > 5));
    assert!(published.not_modelled.contains_key("entry_channels"));
}

#[test]
fn the_programmes_are_as_published() {
    let college = &TOLD.college;
    let country = |id| college.partners.iter().find(|partner| partner.id == id).unwrap().country;
    let mut told: Vec<_> = college
        .programmes
        .iter()
        .map(|programme| {
            let hosts: BTreeSet<_> = programme.route.partners().into_iter().map(country).collect();
            assert_eq!(hosts.len(), 1);
            let levels: Vec<_> = programme.route.stages.iter().map(|stage| stage.awards[0].isced).collect();
            assert_eq!(levels, ["5", "6", "7"].map(|level| level.parse().unwrap()));
            PublishedProgramme {
                major: english(&programme.major),
                country: hosts.into_iter().next().unwrap(),
                shape: programme.route.shape().to_string(),
            }
        })
        .collect();
    told.sort();
    let mut wanted = published().programmes;
    wanted.sort();
    assert_eq!(told, wanted);
}

#[test]
fn the_memberships_are_as_published() {
    let Told { college, review } = &*TOLD;
    let told: BTreeSet<_> = college
        .memberships
        .iter()
        .map(|seat| PublishedMembership { alliance: english(&seat.alliance), role: seat.role.to_string() })
        .collect();
    assert_eq!(told, published().memberships.into_iter().collect());
    assert_eq!(sum(&review.portfolio.memberships, |_| true), 8);
}

#[test]
fn the_two_256_are_two_figures() {
    let Told { college, review } = &*TOLD;
    let day = college.as_of;
    let here: BTreeSet<_> = college
        .enrolments
        .iter()
        .filter(|enrolment| enrolment.studies.is_inbound() && enrolment.stage_on(day).is_some())
        .map(|enrolment| enrolment.student)
        .collect();
    let back: BTreeSet<_> = college
        .enrolments
        .iter()
        .filter(|enrolment| enrolment.studies.programme().is_some() && enrolment.returned(day).is_some())
        .map(|enrolment| enrolment.student)
        .collect();
    assert_eq!((here.len(), back.len()), (256, 256));
    assert!(here.is_disjoint(&back));
    // Asked for another day, they are not the same number any more.
    let before: NaiveDate = "2024-12-31".parse().unwrap();
    let cohort = Cohort::assess(
        &college.programmes,
        &college.enrolments,
        "2024-01-01/2024-12-31".parse().unwrap(),
        before,
    );
    assert_ne!(cohort.inbound.values().sum::<u64>(), cohort.returned);
    assert_eq!(review.cohort.returned, 256);
}

#[test]
fn there_is_one_row_a_person_and_the_rate_is_the_same_every_year() {
    let college = &TOLD.college;
    let on_routes = || college.enrolments.iter().filter(|enrolment| enrolment.studies.programme().is_some());
    assert_eq!(on_routes().count(), 3000);
    let persons: BTreeSet<_> = college.enrolments.iter().map(|enrolment| enrolment.student).collect();
    assert_eq!(persons.len(), college.enrolments.len());
    for year in 2020..=2025 {
        let period: Period = format!("{year}-01-01/{year}-12-31").parse().unwrap();
        let rate = overseas_rate(&college.programmes, &college.enrolments, period, college.as_of);
        assert_eq!(percent(&rate), 75, "{year}");
    }
    let second = StageNumber::try_from(2).unwrap();
    let late = on_routes().filter_map(|enrolment| enrolment.entered(second, NaiveDate::MAX));
    assert!(late.max() < Some(college.as_of));
}

/// What is wrong on purpose, as the README of the folder lists it.
const FAULTS: [&str; 11] = [
    "ST0201 MADE-R-15",
    "FU0103 MADE-F-2025/conferences",
    "IN0101 MADE-C-ART",
    "PA0101 MADE-A-004",
    "PA0101 MADE-A-011",
    "PA0101 MADE-A-019",
    "PA0102 MADE-A-013",
    "PA0103 MADE-A-015",
    "PA0201 MADE-V-17",
    "PA0201 MADE-V-30",
    "ST0301 MADE-T-209",
];

fn faults(review: &AnnualReview) -> Vec<String> {
    let findings = review.all_findings();
    let serious = findings.violations().chain(findings.warnings());
    serious.map(|finding| format!("{} {}", finding.code, finding.subject.label)).collect()
}

#[test]
fn the_year_has_the_faults_that_are_there_on_purpose_and_no_others() {
    assert_eq!(faults(&TOLD.review), FAULTS);
    let readme = fs::read_to_string(folder().join("README.md")).unwrap();
    for fault in FAULTS {
        let (code, label) = fault.split_once(' ').unwrap();
        let named = label.rsplit('/').next().unwrap();
        assert!(readme.contains(code) && readme.contains(&format!("`{named}`")), "{fault}");
    }
}

/// The figures do not hang on the seed. Writes into the folder cargo keeps for tests.
#[test]
fn other_seeds_come_to_the_same_figures_and_faults() {
    for seed in [0, 4711, u64::MAX] {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("shandong-{seed}"));
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in made::college(seed) {
            fs::write(folder.join(name), text).unwrap();
        }
        let told = told(&folder);
        assert_eq!(owned(counted(&told)), published().figures, "{seed}");
        assert_eq!(faults(&told.review), FAULTS, "{seed}");
    }
}
