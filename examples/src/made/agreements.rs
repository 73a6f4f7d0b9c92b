//! Agreements and what became of them.

use chrono::{Days, NaiveDate};

use super::{
    cells,
    days::{day, years_after},
    organisation::{SCHOOL, UNITS},
    partners::Partner,
    programmes::{PROGRAMMES, agreement, host},
    sheet::Sheet,
};

/// An agreement of the list.
pub(super) struct Agreement {
    code: String,
    title: [String; 2],
    kind: &'static str,
    partners: String,
    unit: &'static str,
    /// Whether a post of the college answers for it.
    answered: bool,
    events: Vec<Event>,
}

/// What happened, on which day, for which term.
struct Event(&'static str, NaiveDate, String);

/// How many agreements there are beside those of the programmes.
const OTHERS: usize = 44;

/// Kind, English, Chinese.
const KINDS: [(&str, [&str; 2]); 4] = [
    ("student-exchange", ["Exchange of students", "学生交流协议"]),
    ("staff-training", ["Training of teachers", "教师培训协议"]),
    ("course-development", ["Joint development of courses", "课程共建协议"]),
    ("research", ["Joint research on vocational education", "职业教育合作研究协议"]),
];

/// Those of the five programmes first, one with each enterprise last.
pub(super) fn all(partners: &[Partner]) -> Vec<Agreement> {
    let mut agreements: Vec<_> =
        (0..PROGRAMMES.len()).filter_map(|place| of_programme(place, partners)).collect();
    let is_host = |partner: &&Partner| agreements.iter().any(|agreement| agreement.partners == partner.code);
    let free: Vec<_> =
        partners.iter().filter(|partner| partner.kind != "enterprise" && !is_host(partner)).collect();
    let others: Vec<_> = (0..OTHERS).filter_map(|place| other(place, &free)).collect();
    agreements.extend(others);
    let first = agreements.len();
    let enterprises = partners.iter().filter(|partner| partner.kind == "enterprise").enumerate();
    agreements.extend(enterprises.map(|(place, partner)| with_enterprise(first + place, place, partner)));
    agreements
}

/// Signed for five years when the programme began, and renewed since; the one with Singapore ends first.
fn of_programme(place: usize, partners: &[Partner]) -> Option<Agreement> {
    let programme = PROGRAMMES.get(place)?;
    let [en, zh] = programme.major;
    let (first, again) = (day(2017, 9, 1), if programme.country == "SG" { 2021 } else { 2022 });
    let renewed = day(again, 9, 1);
    let events = vec![
        Event("negotiated", day(2016, 10, 12), String::new()),
        Event("signed", day(2017, 4, 18), lasting(first, u32::try_from(again - 2017).unwrap_or(5))),
        Event("renewed", day(again, 5, 16), lasting(renewed, 5)),
    ];
    Some(Agreement {
        code: agreement(place),
        title: [format!("Joint programme: {en} (made)"), format!("{zh}专业合作办学协议（虚构）")],
        kind: "joint-programme",
        partners: host(programme, partners)?.code.clone(),
        unit: UNITS.get(place)?.code,
        answered: true,
        events,
    })
}

/// One of the others. Those that end, ran out, rest or were ended stand at fixed places, so that the README can name them.
fn other(place: usize, free: &[&Partner]) -> Option<Agreement> {
    let partner = free.get(place)?;
    let (kind, [en, zh]) = KINDS.get(place % KINDS.len())?;
    let second = if place % 6 == 1 { free.get(OTHERS + place / 6) } else { None };
    let codes: Vec<_> = [Some(partner), second].into_iter().flatten().map(|partner| &*partner.code).collect();
    Some(Agreement {
        code: cells::code("A", place + 6, 3),
        title: [format!("{en} (made)"), format!("{zh}（虚构）")],
        kind,
        partners: codes.join(";"),
        unit: UNITS.get(place % UNITS.len())?.code,
        answered: place != 9,
        events: life(place),
    })
}

fn life(place: usize) -> Vec<Event> {
    let spread = u32::try_from(place % 9).unwrap_or(0);
    let signed = |first: NaiveDate, years| {
        let on = first.checked_sub_days(Days::new(60 + 3 * u64::from(spread))).unwrap_or(first);
        vec![Event("signed", on, lasting(first, years))]
    };
    let with = |mut events: Vec<Event>, event, on| {
        events.push(Event(event, on, String::new()));
        events
    };
    match place {
        3 => with(signed(day(2023, 9, 1), 5), "suspended", day(2025, 9, 15)),
        5 => signed(day(2021, 4, 1), 5),
        7 => signed(day(2022, 7, 1), 3),
        11 => with(signed(day(2021, 9, 1), 5), "terminated", day(2024, 6, 30)),
        13 => signed(day(2024, 7, 1), 2),
        15 | 31 => vec![Event("negotiated", day(2025, 11, 4 + spread), String::new())],
        19 => with(signed(day(2020, 9, 1), 5), "terminated", day(2025, 3, 31)),
        27 => {
            with(with(signed(day(2022, 9, 1), 5), "suspended", day(2022, 12, 1)), "resumed", day(2023, 3, 1))
        }
        _ if place % 5 < 3 => signed(day(2022 + i32::try_from(place % 4).unwrap_or(0), 3 + spread, 1), 5),
        _ => signed(day(2025, 2 + spread, 1), 2),
    }
}

fn with_enterprise(number: usize, place: usize, partner: &Partner) -> Agreement {
    Agreement {
        code: cells::code("A", number + 1, 3),
        title: [
            "Training, further education, internships and employment (made)".to_owned(),
            "培训、进修、实习与就业合作协议（虚构）".to_owned(),
        ],
        kind: "enterprise-cooperation",
        partners: partner.code.clone(),
        unit: [2, 0, 3].get(place).and_then(|&unit: &usize| UNITS.get(unit)).map_or(SCHOOL, |unit| unit.code),
        answered: true,
        events: vec![Event("signed", day(2023, 5, 9), lasting(day(2023, 6, 1), 5))],
    }
}

/// A term of whole years.
fn lasting(first: NaiveDate, years: u32) -> String {
    let next = years_after(first, years);
    cells::term(first, next.pred_opt().unwrap_or(next))
}

/// `agreements.csv`.
pub(super) fn sheet(agreements: &[Agreement]) -> Sheet {
    let columns = "code,title_en,title_zh,kind,partners,unit,school_post,college_post";
    let mut sheet = Sheet::new("agreements.csv", columns);
    for agreement in agreements {
        let [en, zh] = &agreement.title;
        let school = format!("{SCHOOL}/foreign-affairs-specialist");
        let college =
            if agreement.answered { format!("{}/liaison-officer", agreement.unit) } else { String::new() };
        sheet.row(&[
            &*agreement.code,
            en,
            zh,
            agreement.kind,
            &agreement.partners,
            agreement.unit,
            &school,
            &college,
        ]);
    }
    sheet
}

/// `agreement_events.csv`. Each was written down two days after it took effect, by the foreign-affairs specialist.
pub(super) fn events(agreements: &[Agreement]) -> Sheet {
    let columns = "agreement,event,effective,recorded,person,person_name,validity";
    let mut sheet = Sheet::new("agreement_events.csv", columns);
    for agreement in agreements {
        for Event(event, on, validity) in &agreement.events {
            let recorded = on.checked_add_days(Days::new(2)).unwrap_or(*on);
            sheet.row(&[
                &*agreement.code,
                event,
                &on.to_string(),
                &recorded.to_string(),
                "MADE-T-002",
                super::staff::SPECIALIST,
                validity,
            ]);
        }
    }
    sheet
}
