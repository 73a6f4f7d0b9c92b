#![expect(clippy::unwrap_used, reason = "a helper that cannot read the folder has nothing to give")]
//! A made-up Hochschule with its own rules runs through the same code. Every figure here was counted by hand from the
//! CSV files of `data/hochschule`.

use std::{collections::BTreeMap, path::Path};

use collegium::{
    Country, Finding, Ratio, Severity,
    funding::{BudgetStatement, Position},
    partnerships::AgreementStatus,
    region::Standing,
    review::{AnnualReview, Verdict},
};
use collegium_examples::College;

/// What every rule of the folder rests on.
const DOCUMENT: &str = "Made-up rule of the Hochschule";

fn college() -> College {
    College::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data/hochschule")).unwrap()
}

fn reviewed() -> (College, AnnualReview) {
    let college = college();
    let review = college.review(college.as_of).unwrap();
    (college, review)
}

fn statement(review: &AnnualReview) -> &BudgetStatement {
    review.statement.as_ref().unwrap()
}

/// Part and whole, without the percentage.
fn fraction(ratio: &Ratio) -> (String, String) {
    (ratio.part().to_string(), ratio.whole().to_string())
}

fn of(part: &str, whole: &str) -> (String, String) {
    (part.to_owned(), whole.to_owned())
}

/// Allotted, committed, spent and available.
fn figures(position: &Position) -> [String; 4] {
    [position.allotted(), position.committed(), position.spent(), position.available()]
        .map(|money| money.to_string())
}

/// The codes of what is more than a note, with the label of what it is about.
fn serious(review: &AnnualReview) -> Vec<(String, String)> {
    let findings = review.all_findings();
    let told = findings.iter().filter(|finding| finding.severity != Severity::Note);
    told.map(|finding| (finding.code.to_string(), finding.subject.label.clone())).collect()
}

#[test]
fn the_year_is_the_winter_year() {
    let (college, review) = reviewed();
    assert_eq!(review.period.to_string(), "2025-10-01/2026-09-30");
    let year = college.rules.year.year_on(college.as_of).unwrap();
    assert_eq!(year.year(), 2025, "named for the year it begins in");
    let day = "2026-10-01".parse().unwrap();
    assert_eq!(college.review(day).unwrap().period.to_string(), "2026-10-01/2027-09-30");
}

#[test]
fn no_place_is_a_region() {
    let (college, review) = reviewed();
    let regions = &college.rules.review.partnerships.regions;
    // Every pair of capitals that is a country.
    let pairs = ('A'..='Z').flat_map(|first| ('A'..='Z').map(move |second| format!("{first}{second}")));
    let countries: Vec<_> = pairs.filter_map(|pair| pair.parse::<Country>().ok()).collect();
    assert!(countries.len() > 200);
    for country in countries {
        let standing = regions.standing(country);
        assert_eq!(standing == Standing::Home, country.code() == "DE", "{country}");
        assert_ne!(standing, Standing::Region, "{country}");
    }
    // One partner in Germany, one each in Spain, France, the United States, Poland, Denmark and Hong Kong.
    let expected = BTreeMap::from([(Standing::Home, 1), (Standing::Foreign, 6)]);
    assert_eq!(review.portfolio.by_standing, expected);
}

#[test]
fn partnerships_are_counted() {
    let (_, review) = reviewed();
    let portfolio = &review.portfolio;
    // In force. They bind P-001, P-002, P-004 and P-005.
    assert_eq!(portfolio.by_status[&AgreementStatus::InForce], 4);
    assert_eq!(fraction(&portfolio.bound), of("4", "7"));
    // 180 days after 2026-03-31 is 2026-09-27: only A-002 ends before.
    let ending: Vec<_> = portfolio.ending.iter().map(|ending| ending.code.as_str()).collect();
    assert_eq!(ending, ["A-002"]);
    // V-005 was held in July, before the winter year. V-001: 60, V-002: 4, V-003: 25, V-004: 12, V-006: 35.
    assert_eq!(portfolio.people, 136);
    // V-004 is not over yet, and nobody told the result of V-002.
    assert_eq!(fraction(&portfolio.with_result), of("3", "4"));
}

#[test]
fn a_stage_abroad_may_lie_in_the_middle() {
    let (college, review) = reviewed();
    let shapes: Vec<_> =
        college.programmes.iter().map(|programme| programme.route.shape().to_string()).collect();
    assert_eq!(shapes, ["2+1+0.5", "2+0"]);
    let cohort = &review.cohort;
    // Double degree: E-001 to E-004 and E-006, without E-005 who left. Joint master: E-007 to E-009.
    assert_eq!((cohort.on_routes, cohort.trained), (8, 9));
    // E-002 and E-003 are at the partner's; E-001 came back for the last half-year.
    assert_eq!((cohort.abroad, cohort.returned), (2, 1));
    // E-001 and E-002 were due on 2025-09-20, and E-001 has the award; E-003 is due in September 2026.
    assert_eq!(fraction(&cohort.graduation_rate), of("1", "2"));
    // No route of the Hochschule leads abroad by way of a diploma at home.
    assert_eq!(fraction(&cohort.overseas_rate), of("0", "0"));
    // E-201 and E-202 are away, E-203 is back.
    assert_eq!(cohort.mobile, 2);
    // E-101 to E-105; E-106 went home in February. Two come from France.
    assert_eq!((cohort.inbound.values().sum::<u64>(), cohort.inbound_countries()), (5, 4));
    let studies: Vec<_> =
        cohort.inbound_studies.iter().map(|(study, count)| (study.as_str(), *count)).collect();
    assert_eq!(studies, [("degree", 2), ("exchange", 3)]);
}

#[test]
fn staff_travel_in_the_winter_year() {
    let (_, review) = reviewed();
    let development = &review.development;
    // T-101, T-102, T-201, T-203 and T-002 of eight.
    assert_eq!(fraction(&development.travelled), of("5", "8"));
    let days: Vec<_> = development.person_days.iter().map(|(kind, days)| (kind.as_str(), *days)).collect();
    // R-005 is of the year from 1 to 3 October only. R-001: two for five days; R-003: one for the nine days from 23 to
    // 31 March, and still away. R-002: two for five days.
    assert_eq!(days, [("conference", 3), ("teaching-mobility", 10 + 9), ("training-mobility", 10)]);
    // are reported, R-002 is not.
    assert_eq!(fraction(&development.reported), of("2", "3"));
}

#[test]
fn currencies_are_kept_apart() {
    let (_, review) = reviewed();
    let totals: Vec<_> = statement(&review).totals.iter().map(figures).collect();
    // EUR: 12 000 + 36 000 + 20 000 + 15 000 allotted; of K-001 1 800 are open and of K-002 9 000;
    // 2 480.50 + 5 400.00 + 3 999.99 spent.
    assert_eq!(
        totals,
        [
            ["EUR 83000.00", "EUR 10800.00", "EUR 11880.49", "EUR 60319.51"],
            ["USD 8000.00", "USD 0.00", "USD 2500.00", "USD 5500.00"],
        ]
    );
    let own = statement(&review).purposes.iter().filter(|it| it.purpose.as_str() == "hochschule-own");
    let own: Vec<_> = own.map(|it| it.position.allotted().to_string()).collect();
    assert_eq!(own, ["EUR 15000.00", "USD 8000.00"], "one purpose, two currencies, two rows");
}

/// Engineering:
///   MOB: 6 of 48 students are 12.5 % of a target of 20 %: 62.5 points; 2 of 4 inbound students: 50.
///        0.4 × 62.5 + 0.6 × 50 = 55
///   PRG: 5 of 6 students on routes: 250/3; 2 of 3 agreements: 200/3. Half of each: 75
///   STF: 10 of 30 person-days (R-001; a conference does not count): 100/3; 1 of 2 certified: 50.
///        0.7 × 100/3 + 0.3 × 50 = 115/3
///   0.5 × 55 + 0.3 × 75 + 0.2 × 115/3 = 57.666…, cut off to 57.66
///
/// Business:
///   MOB: the outbound share is missing and counts as the worst: 0; 3 of 4 inbound students: 75. 0.6 × 75 = 45
///   PRG: 3 of 6 students: 50; 1 of 3 agreements: 100/3. Half of each: 125/3
///   STF: 19 of 30 person-days: 190/3; 1 of 2 certified, as a certificate ran out: 50.
///        0.7 × 190/3 + 0.3 × 50 = 178/3
///   0.5 × 45 + 0.3 × 125/3 + 0.2 × 178/3 = 46.8666…, cut off to 46.86
#[test]
fn faculties_are_judged_by_their_own_system() {
    let (_, review) = reviewed();
    assert_eq!(review.evaluation.system.as_str(), "internationalisation-2025");
    let german = "de".parse().unwrap();
    let cards: Vec<_> = review
        .evaluation
        .cards
        .iter()
        .map(|card| {
            let band = card.band.as_ref().map_or("", |band| band.find(&german).1.as_str());
            (card.rank, card.code.as_str(), card.total.unwrap().to_string(), band, fraction(&card.coverage))
        })
        .collect();
    assert_eq!(
        cards,
        [
            (Some(1), "F-TEC", "57.66".to_owned(), "ausreichend", of("10000", "10000")),
            (Some(2), "F-WIR", "46.86".to_owned(), "nicht ausreichend", of("8000", "10000")),
        ]
    );
    let areas: Vec<_> = review
        .evaluation
        .cards
        .iter()
        .flat_map(|card| card.areas.iter().map(|area| area.points.unwrap().to_string()))
        .collect();
    assert_eq!(areas, ["55.00", "75.00", "38.33", "45.00", "41.66", "59.33"]);
}

#[test]
fn balances_have_other_bands() {
    let (_, review) = reviewed();
    let told: Vec<_> = review
        .balances
        .balances
        .iter()
        .map(|balance| (balance.code.as_str(), fraction(&balance.rate), balance.verdict))
        .collect();
    assert_eq!(
        told,
        [
            ("followed-up", of("3", "4"), Verdict::Within),
            // V-001, V-003 and V-004; 60 % is the end of the band and belongs to it.
            ("alliance-and-others", of("3", "5"), Verdict::Within),
            // V-002 and V-004.
            ("out-and-in", of("2", "5"), Verdict::Below),
        ]
    );
}

#[test]
fn what_is_wrong_is_found_by_the_rules_of_the_hochschule() {
    let (_, review) = reviewed();
    let expected = [
        ("CO0101", "F-WIR"),
        ("IN0101", "F-WIR"),
        ("PA0102", "A-004"),
        ("ST0301", "T-201"),
        ("FU0103", "F-US/joint"),
        ("FU0104", "F-US"),
        ("IN0102", "F-WIR"),
        ("PA0202", "V-006"),
        ("PW0203", "E-002"),
        ("RV0202", "A-002"),
        ("ST0201", "R-002"),
        ("ST0302", "T-202"),
    ];
    let expected: Vec<_> =
        expected.iter().map(|(code, label)| ((*code).to_owned(), (*label).to_owned())).collect();
    assert_eq!(serious(&review), expected);
    // What the presets warn of and the Hochschule only notes.
    let findings = review.all_findings();
    for code in ["PA0101", "PA0201", "FU0101", "RV0101"] {
        assert!(findings.notes().any(|finding| finding.code.as_str() == code), "{code}");
    }
    // The report on R-002 was due after 14 days, not after a month.
    let late = findings.iter().find(|finding| finding.code.as_str() == "ST0201").unwrap();
    assert!(late.message.contains("due by 2025-11-07"), "{late}");
}

#[test]
fn nothing_rests_on_a_rule_of_another_country() {
    for day in ["2025-10-01", "2026-03-31", "2026-09-30", "2027-03-31"] {
        let review = college().review(day.parse().unwrap()).unwrap();
        let findings = review.all_findings();
        let foreign = |finding: &&Finding| {
            finding.basis.as_ref().is_some_and(|basis| basis.source.document.as_str() != DOCUMENT)
        };
        let foreign: Vec<_> = findings.iter().filter(foreign).map(ToString::to_string).collect();
        assert_eq!(foreign, [""; 0], "on {day}");
        let text = serde_json::to_string(&review).unwrap();
        for word in ["China", "Chinese", "Sino", "Shandong", "Chongqing", "教外厅"] {
            assert!(!text.contains(word), "the review of {day} says `{word}`");
        }
    }
}

#[test]
fn no_rule_is_a_preset() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/hochschule");
    let settings = std::fs::read_to_string(folder.join("college.toml")).unwrap();
    assert!(!settings.contains("preset:"), "every kind of rules is the folder's own");
    let settings: toml::Table = settings.parse().unwrap();
    let rules = settings["rules"].as_table().unwrap();
    let files: Vec<_> = rules.iter().filter(|(kind, _)| *kind != "missing").collect();
    assert_eq!(files.len(), 14);
    for (kind, file) in files {
        let text = std::fs::read_to_string(folder.join(file.as_str().unwrap())).unwrap();
        let rule: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(rule["source"]["document"], DOCUMENT, "{kind}");
        assert_eq!(rule["status"], "unverified", "{kind}");
        assert!(text.is_ascii() || !text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter)));
    }
}
