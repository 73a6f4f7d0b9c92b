//! A year counted by hand.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

#[path = "support/college.rs"]
mod college;
#[path = "support/small.rs"]
mod small;

use college::*;
use collegium_core::{Findings, Severity};
use collegium_indicators::MissingPolicy;
use collegium_partnerships::Direction;
use collegium_review::{Remark, RemarkKind, Verdict};
use small::{DAY, small};

fn lines(remarks: &[Remark]) -> Vec<String> {
    remarks.iter().map(ToString::to_string).collect()
}

fn facts(remark: &Remark) -> Vec<String> {
    remark.facts.iter().map(ToString::to_string).collect()
}

/// The line that contains a text.
fn line(remarks: &[Remark], part: &str) -> String {
    lines(remarks).into_iter().find(|line| line.contains(part)).unwrap_or_default()
}

#[test]
fn the_situation_is_what_was_counted() {
    let review = small().review(DAY);
    assert_eq!(
        lines(&review.situation),
        [
            "3 partners, 3 of them abroad in 3 countries and regions",
            // A-3 ran out in 2023, and P-3 has no other.
            "2 agreements in force; partners with one: 2 of 3 (66.7 %)",
            // V-1 to V-4 began in the year and by the day, with 40, 5, 20 and 3 people; V-4 is still held.
            "4 activities with 68 people taking part; with a result: 2 of 3 (66.7 %), of activities of the period that are \
             over",
            // E-1 in stage 2, E-4 in stage 3, E-5 and E-6 in stage 1.
            "4 students on 2 cooperative programmes, at a partner's: 2 of 4 (50.0 %); 8 trained so far, 1 on to a master's, 1 came back",
            // E-1, E-2 and E-7 took the diploma, E-1 left.
            "left for the partner within twelve months, so far: 1 of 3 (33.3 %), of students who took the diploma between 2025-09-01 and 2026-08-31 [PW0202]",
            // E-3 and E-4 have the bachelor's degree, E-4 has no master's.
            "graduated abroad: 2 of 3 (66.7 %), of stages abroad whose normal end lies before 2026-07-15",
            // Two from Thailand, one from Laos; the Korean one has finished.
            "3 international students from 2 countries and regions",
            // T-1, T-3 and T-4; 2 persons for 20 days, and 1 from the 10th to the 15th of July.
            "4 members of staff, of whom abroad in the period: 3 of 4 (75.0 %); 46 person-days",
            "of CNY 1000.00 allotted, CNY 150.00 spent and CNY 450.00 promised; CNY 400.00 available",
        ]
    );
    assert_eq!(
        facts(&review.situation[3]),
        [
            "on routes 4",
            "programmes 2",
            "abroad 2 of 4 (50.0 %)",
            "trained 8",
            "on to a master's 1",
            "came back 1"
        ]
    );
    assert_eq!(
        facts(&review.situation[7]),
        ["employed 4", "travelled 3 of 4 (75.0 %)", "person-days abroad 46"]
    );
}

#[test]
fn what_stands_out_is_what_is_best_and_kept() {
    assert_eq!(
        lines(&small().review(DAY).characteristics),
        [
            // 25 % of 46.97, 20 % of 15, 12.4 and 70, 15 % of 15.
            "Unit C-ACC is first with 33.47 points (poor); weight observed: 10 000 of 10 000 (100.0 %)",
            "Short and long term in balance: 1 of 2 (50.0 %), of agreements in force",
            "Going out and bringing in in balance: 2 of 4 (50.0 %), of activities of the period",
            "high: Overseas sites at C-ACC; that is 1 of 2 (50.0 %) units with a value",
        ]
    );
}

#[test]
fn what_falls_short_is_told_by_rule_then_by_balance_then_by_indicator() {
    let review = small().review(DAY);
    assert_eq!(
        lines(&review.shortcomings),
        [
            "unit C-AUT: nobody holds the post of `liaison-officer` on 2026-07-15 [CO0101]",
            "4 times, such as unit C-AUT, CP02: the required indicator has no value for 2025-09-01/2026-08-31 [IN0101]",
            "unit C-AUT: the values cover less of the weight than the system asks for [IN0102]",
            "agreement A-2: the agreement ends on 2026-12-31 and has not been renewed [PA0101]",
            "agreement A-3: the agreement ran out on 2023-12-31 and was neither renewed nor terminated [PA0102]",
            "activity V-3, result: the activity ended on 2026-03-05 and its result was never told [PA0201]",
            "enrolment E-4: the normal end of stage 3 was 2025-09-01, and there is no award yet [PW0203]",
            "agreement A-2, responsible: the post `liaison-officer` in C-AUT answers for the agreement, and nobody holds it \
             on 2026-07-15 [RV0202]",
            "person T-4, certificates: the certificate of the kind `australian-curriculum` ran out on 2025-12-31 [ST0301]",
            "Quantity and quality below the band: 2 of 3 (66.7 %), of activities of the period that are over [RV0101]",
            "Expansion and focus above the band: 3 of 4 (75.0 %), of activities of the period with a partner [RV0101]",
            "low: Students in cooperative programmes at C-ACC, C-AUT; that is 2 of 2 (100.0 %) units with a value",
            "low: Foreign teachers at C-ACC, C-AUT; that is 2 of 2 (100.0 %) units with a value",
            "low: Teachers with a foreign teaching certificate at C-ACC, C-AUT; that is 2 of 2 (100.0 %) units with a value",
            "low: Time of teachers abroad at C-ACC; that is 1 of 2 (50.0 %) units with a value",
            "low: International students at C-ACC, C-AUT; that is 2 of 2 (100.0 %) units with a value",
            "low: Countries of origin at C-ACC, C-AUT; that is 2 of 2 (100.0 %) units with a value",
            "low: Overseas sites at C-AUT; that is 1 of 2 (50.0 %) units with a value",
            "low: Teaching and training at overseas sites at C-ACC; that is 1 of 1 (100.0 %) units with a value",
            "low: Standards adopted abroad at C-ACC; that is 1 of 1 (100.0 %) units with a value",
            "low: Cultural exchange activities at C-ACC, C-AUT; that is 2 of 2 (100.0 %) units with a value",
            "low: Activities taken abroad at C-ACC, C-AUT; that is 2 of 2 (100.0 %) units with a value",
        ]
    );
    assert_eq!(facts(&review.shortcomings[1]), ["times 4", "severity warning", "subject unit C-AUT, CP02"]);
    assert_eq!(
        facts(&review.shortcomings[10]),
        [
            "balance Expansion and focus",
            "rate 3 of 4 (75.0 %)",
            "verdict above the band",
            "band from 30%",
            "to 70%"
        ]
    );
}

#[test]
fn what_is_due_is_said_once() {
    let review = small().review(DAY);
    assert_eq!(
        lines(&review.expectations),
        [
            "1 agreement ends within the notice, A-2 on 2026-12-31: renew it, or decide to let it end [PA0101]",
            "1 commitment is open: see that it is paid or released",
            "fill the post, or name another that answers for the agreement: A-2 [RV0202]",
            "have it renewed, or stop counting the member among the certified: T-4 [ST0301]",
            "look at what makes the difference, and plan next year by it: expansion-and-focus, quantity-and-quality [RV0101]",
            "name a person for the post of `liaison-officer`: C-AUT [CO0101]",
            "observe it, or record why it cannot be observed and do without it: C-AUT [IN0101]",
            "observe the missing indicators before the unit is set beside others: C-AUT [IN0102]",
            "record the award, or that the student withdrew; else ask the partner why it takes longer: E-4 [PW0203]",
            "renew it, or record that it was terminated: A-3 [PA0102]",
            "write down what came of it and tell the departments: V-3 [PA0201]",
        ]
    );
    // Four indicators of one college: it is named once, and the findings are counted.
    assert_eq!(facts(&review.expectations[6]), ["times 4", "subject C-AUT"]);
}

#[test]
fn every_figure_of_the_colleges_is_what_was_counted() {
    let review = small().review(DAY);
    let figures: Vec<String> = review
        .evaluation
        .cards
        .iter()
        .flat_map(|card| {
            let indicators = card.areas.iter().flat_map(|area| &area.indicators);
            indicators.map(move |score| format!("{} {} {}", card.code, score.code, score.reading))
        })
        .collect();
    assert_eq!(
        figures,
        [
            "C-ACC CP01 3",
            "C-ACC CP02 1 of 2 (50.0 %)",
            "C-ACC CP03 2 of 3 (66.7 %)",
            "C-ACC CP04 1",
            "C-ACC ST01 1",
            "C-ACC ST02 0",
            "C-ACC ST03 0",
            "C-ACC IS01 2",
            "C-ACC IS02 2",
            "C-ACC OE01 1",
            "C-ACC OE02 250",
            "C-ACC OE03 1",
            "C-ACC CE01 1",
            "C-ACC CE02 0 of 1 (0.0 %)",
            "C-AUT CP01 1",
            "C-AUT CP02 missing (nobody has left yet, and everybody still has time to)",
            "C-AUT CP03 missing (the whole of the rate is zero)",
            "C-AUT CP04 0",
            "C-AUT ST01 0",
            "C-AUT ST02 1",
            "C-AUT ST03 40",
            "C-AUT IS01 1",
            "C-AUT IS02 1",
            "C-AUT OE01 0",
            "C-AUT OE02 missing (no usable observation)",
            "C-AUT OE03 missing (no usable observation)",
            "C-AUT CE01 1",
            "C-AUT CE02 1 of 1 (100.0 %)",
        ]
    );
    let totals: Vec<_> = review.evaluation.cards.iter().map(|card| card.total.unwrap().to_string()).collect();
    assert_eq!(totals, ["33.47", "8.72"]);
}

#[test]
fn told_after_the_year_the_figures_of_the_colleges_are_those_of_its_last_day() {
    let mut college = small();
    // E-5 leaves in September, E-7 leaves for the partner, and E-4 takes the master's degree: all after the year.
    let clerk = clerk();
    for enrolment in &mut college.enrolments {
        match enrolment.code.as_str() {
            "E-4" => enrolment.record(day("2026-10-01"), &clerk, awarded(3)).unwrap(),
            "E-5" => enrolment
                .record(day("2026-09-30"), &clerk, collegium_pathways::EnrolmentEvent::Withdrawn)
                .unwrap(),
            "E-7" => enrolment.record(day("2026-10-02"), &clerk, entered(2)).unwrap(),
            _ => {}
        }
    }
    let review = college.review("2026-11-30");
    let reading = |unit: usize, code: &str| {
        let card = review.evaluation.card(college.organisation.units[unit].id).unwrap();
        let mut scores = card.areas.iter().flat_map(|area| &area.indicators);
        scores.find(|score| score.code.as_str() == code).unwrap().reading.to_string()
    };
    assert_eq!(reading(1, "CP01"), "3", "E-5 was there on 31 August");
    assert_eq!(reading(1, "CP03"), "2 of 3 (66.7 %)", "E-4 had no degree on 31 August");
    assert_eq!(reading(2, "CP02"), "1 of 1 (100.0 %)", "E-7 had twelve months");
    // The situation is that of the day.
    assert!(line(&review.situation, "cooperative programme").starts_with("3 students on 2"));
    assert!(
        line(&review.situation, "graduated").starts_with("graduated abroad: 3 of 4 (75.0 %)"),
        "E-1 was due too"
    );
}

#[test]
fn told_before_the_year_begins_nothing_was_held_or_observed() {
    let review = small().review("2025-08-31");
    assert_eq!(
        line(&review.situation, "taking part"),
        "0 activities with 0 people taking part; with a result: not \
        defined, there are no activities of the period that are over"
    );
    assert!(review.evaluation.cards.iter().all(|card| card.total.is_none()));
    let verdicts: Vec<_> = review.balances.balances.iter().map(|balance| balance.verdict).collect();
    assert_eq!(verdicts, [Verdict::Undefined, Verdict::Undefined, Verdict::Within, Verdict::Undefined]);
    assert_eq!(
        lines(&review.characteristics),
        ["Short and long term in balance: 1 of 2 (50.0 %), of agreements in force"]
    );
}

#[test]
fn an_institution_without_records_is_told_without_false_praise() {
    let review = College::empty().review(DAY);
    assert_eq!(
        lines(&review.situation),
        [
            "0 partners, 0 of them abroad in 0 countries and regions",
            "0 agreements in force; partners with one: not defined, there are no partners",
            "0 activities with 0 people taking part; with a result: not defined, there are no activities of the period \
             that are over",
            "0 students on 0 cooperative programmes, at a partner's: not defined, there are no students on routes; 0 trained so far, 0 on to a master's, 0 came back",
            "left for the partner within twelve months: not defined, there are no students who took the diploma between \
             2025-09-01 and 2026-08-31",
            "graduated abroad: not defined, there are no stages abroad whose normal end lies before 2026-07-15",
            "0 international students from 0 countries and regions",
            "0 members of staff, of whom abroad in the period: not defined, there are no members employed; 0 person-days",
        ]
    );
    assert!(review.characteristics.is_empty(), "{:?}", lines(&review.characteristics));
    assert!(line(&review.expectations, "agreement").is_empty());
}

#[test]
fn one_of_each_is_told_in_the_singular() {
    let mut college = College::empty();
    college.partners = vec![partner("P-1", "DE", None)];
    college.agreements = vec![checked(agreement("A-1", "P-1", None, "2024-01-01/2026-12-31"))];
    let mut lecture = activity("V-1", "lecture", Direction::BroughtIn, "2026-03-02/2026-03-02");
    (lecture.people, lecture.result) = (1, Some(text("A result")));
    college.activities = vec![held(lecture)];
    college.programmes = vec![programme("G-1", "C-ACC", "P-1", "A-1", 1)];
    college.enrolments = vec![
        enrolled(enrolment("E-1", "C-ACC", route("G-1"), &[("2025-09-01", entered(1))])),
        enrolled(enrolment("E-2", "C-ACC", inbound("TH"), &[("2025-09-01", entered(1))])),
    ];
    college.members = vec![employed(member("T-1", "C-ACC", &["teacher"]))];
    let gone = trip("R-1", "visit", "C-ACC", &["T-1"], "2026-03-02/2026-03-02");
    college.trips = vec![travelled(
        gone,
        &[
            ("2026-03-02", collegium_staff::TripEvent::Departed),
            ("2026-03-02", collegium_staff::TripEvent::Returned),
        ],
    )];
    let review = college.review(DAY);
    assert_eq!(
        lines(&review.situation),
        [
            "1 partner, 1 of them abroad in 1 country or region",
            "1 agreement in force; partners with one: 1 of 1 (100.0 %)",
            "1 activity with 1 person taking part; with a result: 1 of 1 (100.0 %), of activities of the period that are over",
            "1 student on 1 cooperative programme, at a partner's: 0 of 1 (0.0 %); 1 trained so far, 0 on to a master's, 0 came back",
            "left for the partner within twelve months, so far: not defined, there are no students who took the diploma \
             between 2025-09-01 and 2026-08-31 [PW0202]",
            "graduated abroad: not defined, there are no stages abroad whose normal end lies before 2026-07-15",
            "1 international student from 1 country or region",
            "1 member of staff, of whom abroad in the period: 1 of 1 (100.0 %); 1 person-day",
        ]
    );
}

#[test]
fn two_agreements_that_end_are_told_with_the_first() {
    let mut college = small();
    college.agreements.push(checked(agreement("A-4", "P-3", None, "2024-01-01/2026-10-31")));
    assert_eq!(
        lines(&college.review(DAY).expectations)[0],
        "2 agreements end within the notice, the first, A-4, on 2026-10-31: renew them, or decide to let them end [PA0101]"
    );
}

#[test]
fn a_programme_without_students_is_not_one_they_are_on() {
    let mut college = small();
    college.enrolments.retain(|enrolment| enrolment.code.as_str() != "E-6");
    // G-AUT had E-7 and E-8, and has nobody now.
    assert!(
        line(&college.review(DAY).situation, "cooperative")
            .starts_with("3 students on 1 cooperative programme,")
    );
}

#[test]
fn a_student_enrolled_twice_and_a_teacher_recorded_twice_are_one_in_every_figure() {
    let mut college = small();
    let mut again = enrolment("E-20", "C-ACC", inbound("TH"), &[("2025-10-01", entered(1))]);
    again.student = id("X-E-10");
    let mut on_route = enrolment("E-21", "C-ACC", route("G-ACC"), &[("2025-10-01", entered(1))]);
    on_route.student = id("X-E-5");
    college.enrolments.extend([again, on_route].map(enrolled));
    college.members.push(college.members[1].clone());
    let before = small().review(DAY).evaluation.cards;
    assert_eq!(college.review(DAY).evaluation.cards, before);
}

#[test]
fn who_never_went_or_is_on_no_known_programme_is_in_no_figure() {
    let mut college = small();
    let returned = ("2026-01-01", collegium_pathways::EnrolmentEvent::Returned);
    college.enrolments.extend([
        // Came back, but from no stage abroad: studies of stage 1 only.
        enrolled(enrolment(
            "E-20",
            "C-AUT",
            route("G-AUT"),
            &[
                ("2024-09-01", entered(1)),
                ("2025-12-01", collegium_pathways::EnrolmentEvent::Withdrawn),
                returned,
            ],
        )),
        enrolled(enrolment("E-21", "C-AUT", route("G-GONE"), &[("2025-09-01", entered(1))])),
    ]);
    let review = college.review(DAY);
    assert_eq!(review.evaluation.cards, small().review(DAY).evaluation.cards);
    assert!(line(&review.situation, "cooperative").starts_with("4 students on 2"), "as the figures");
}

#[test]
fn colleges_that_share_the_first_place_are_both_named_and_none_is_first_alone() {
    let mut college = College::empty();
    college.organisation = organisation(&["C-ACC", "C-AUT", "C-TOU"], "");
    let mut rules = Rules::shipped();
    rules.0.missing = MissingPolicy::Exclude;
    college.members = ["C-ACC", "C-AUT"]
        .map(|unit| employed(member(&format!("T-{unit}"), unit, &["foreign-teacher"])))
        .to_vec();
    let review = rules.review(&college, DAY);
    assert!(
        line(&review.characteristics, "first").starts_with("Unit C-ACC and Unit C-AUT are first with "),
        "{:?}",
        lines(&review.characteristics)
    );
    college.members.clear();
    assert_eq!(line(&rules.review(&college, DAY).characteristics, "first"), "", "all have the same");
    college.organisation = organisation(&[], "");
    assert_eq!(line(&rules.review(&college, DAY).characteristics, "first"), "", "the school alone");
}

#[test]
fn what_nobody_observed_is_not_told_as_low_also_where_it_counts_at_its_worst() {
    let mut rules = Rules::shipped();
    rules.0.missing = MissingPolicy::Worst;
    let college = small();
    let review = rules.review(&college, DAY);
    assert_eq!(line(&review.shortcomings, "Graduation rate abroad"), "");
    assert_eq!(
        line(&review.shortcomings, "Standards adopted"),
        "low: Standards adopted abroad at C-ACC; that is 1 of 1 (100.0 %) units with a value"
    );
}

#[test]
fn an_institution_without_colleges_is_judged_as_a_whole() {
    let mut college = small();
    college.organisation = organisation(&[], &post("S", "foreign-affairs-specialist", Some("T-90")));
    let review = college.review(DAY);
    assert_eq!(review.evaluation.cards.len(), 1);
    assert_eq!(review.evaluation.cards[0].code.as_str(), "S");
    let mut scores = review.evaluation.cards[0].areas.iter().flat_map(|area| &area.indicators);
    assert_eq!(scores.next().unwrap().reading.to_string(), "4", "all students, whatever unit they name");
}

#[test]
fn all_findings_are_those_of_every_part_once_and_in_order() {
    let review = small().review(DAY);
    let all = review.all_findings();
    let statement = review.statement.as_ref().unwrap();
    let parts = [
        &review.portfolio.findings,
        &review.cohort.findings,
        &review.development.findings,
        &statement.findings,
        &review.evaluation.findings,
        &review.balances.findings,
        &review.findings,
    ];
    let joined: Findings = parts.into_iter().flatten().cloned().collect();
    assert_eq!(all, joined);
    assert_eq!(all.iter().filter(|finding| finding.severity == Severity::Warning).count(), 14);
    assert!(all.violations().next().is_none());
    // The rules by which the figures were counted were not read in their source: that is said.
    assert!(all.notes().any(|note| note.subject.to_string() == "rules observation"));
}

#[test]
fn a_term_of_three_years_is_long_and_one_day_less_is_not() {
    let rate = |term: &str| {
        let mut college = College::empty();
        college.agreements = vec![checked(agreement("A-1", "P-1", None, term))];
        college.review(DAY).balances.balances[2].rate.to_string()
    };
    for long in ["2024-09-01/2027-08-31", "2024-02-29/2027-02-27", "2024-09-01/..", "2026-07-15/2029-07-14"] {
        assert_eq!(rate(long), "1 of 1 (100.0 %)", "{long}");
    }
    for short in ["2024-09-01/2027-08-30", "2024-02-29/2027-02-26", "2026-07-15/2029-07-13"] {
        assert_eq!(rate(short), "0 of 1 (0.0 %)", "{short}");
    }
    assert_eq!(rate("2026-07-16/2036-07-15"), "0 of 0 (not defined)", "not in force yet");
}

#[test]
fn an_activity_is_of_the_year_it_begins_in_and_over_the_day_after_its_last() {
    let of = |days: &str, as_of: &str| {
        let mut college = College::empty();
        college.activities = vec![held(activity("V-1", "visit", Direction::TakenAbroad, days))];
        let balances = college.review(as_of).balances.balances;
        (balances[3].rate.whole().to_string(), balances[0].rate.whole().to_string())
    };
    let told = |held: &str, over: &str| (held.to_owned(), over.to_owned());
    assert_eq!(of("2025-08-31/2025-09-10", DAY), told("0", "0"), "began the year before");
    assert_eq!(of("2025-09-01/2025-09-10", "2025-09-10"), told("1", "0"));
    assert_eq!(of("2025-09-01/2025-09-10", "2025-09-11"), told("1", "1"));
    assert_eq!(of("2026-08-31/2026-09-10", "2026-08-30"), told("0", "0"), "it has not begun");
    assert_eq!(of("2026-08-31/2026-09-10", "2026-09-11"), told("1", "1"), "it ended after the year");
    assert_eq!(of("2026-09-01/2026-09-01", "2027-01-01"), told("0", "0"), "of the next year");
}

/// The facts that a kind always has, as its documentation names them.
fn promised(kind: RemarkKind) -> &'static [&'static str] {
    match kind {
        RemarkKind::Partners => &["partners", "abroad", "countries and regions abroad"],
        RemarkKind::Agreements => &["in force", "bound"],
        RemarkKind::Activities => &["activities", "people", "with a result"],
        RemarkKind::Students => {
            &["on routes", "programmes", "abroad", "trained", "on to a master's", "came back"]
        }
        RemarkKind::OverseasRate => &["overseas rate"],
        RemarkKind::GraduationRate => &["graduation rate"],
        RemarkKind::InternationalStudents => &["international students", "countries and regions"],
        RemarkKind::Staff => &["employed", "travelled", "person-days abroad"],
        RemarkKind::Money => &["allotted", "spent", "committed", "available"],
        RemarkKind::FirstUnits => &["points", "unit", "weight observed"],
        RemarkKind::BalanceKept => &["balance", "rate"],
        RemarkKind::BalanceLost => &["balance", "rate", "verdict", "band from", "to"],
        RemarkKind::IndicatorHigh | RemarkKind::IndicatorLow => &["indicator", "name", "units", "unit"],
        RemarkKind::FindingsOfCode => &["times", "severity", "subject"],
        RemarkKind::AgreementsEnding => &["agreements", "first", "first ends"],
        RemarkKind::CommitmentsOpen => &["open commitments"],
        RemarkKind::Remedy => &["times", "subject"],
        _ => &[],
    }
}

#[test]
fn every_remark_has_the_facts_of_its_kind_and_stands_under_its_heading() {
    let review = small().review(DAY);
    let place = |kind| RemarkKind::ALL.iter().position(|known| *known == kind).unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for (heading, kinds) in [
        (&review.situation, 0..9),
        (&review.characteristics, 9..12),
        (&review.shortcomings, 12..15),
        (&review.expectations, 15..18),
    ] {
        for remark in heading {
            assert!(kinds.contains(&place(remark.kind)), "{remark}");
            let names: Vec<_> = remark.facts.iter().map(|fact| &*fact.name).collect();
            for name in promised(remark.kind) {
                assert!(names.contains(name), "{} without {name}: {remark}", remark.kind);
            }
            seen.insert(remark.kind);
        }
    }
    let unseen: Vec<_> = RemarkKind::ALL.into_iter().filter(|kind| !seen.contains(kind)).collect();
    assert_eq!(unseen, [], "kinds that the small college does not show");
}
