//! Students on the cooperative programmes: three thousand rows, one a person.

use chrono::{Datelike, NaiveDate};

use super::{
    cells::{self, maybe},
    days::{as_of, come, day, years_after},
    dice::Dice,
    organisation::UNITS,
    programmes::{PROGRAMMES, Programme},
    sheet::Sheet,
};

/// One row of `enrolments.csv`.
#[derive(Clone, Default)]
pub(super) struct Studies {
    /// The college.
    pub(super) unit: &'static str,
    /// The programme; or country, partner and kind of study.
    pub(super) of: [String; 4],
    /// When stage 1, 2 and 3 began.
    pub(super) entered: [Option<NaiveDate>; 3],
    /// When their awards were taken.
    pub(super) awarded: [Option<NaiveDate>; 3],
    /// When the studies were given up.
    pub(super) withdrawn: Option<NaiveDate>,
    /// When the student came back from abroad.
    pub(super) returned: Option<NaiveDate>,
}

/// Those who entered on 1 September of a year, and how many of them gave up.
///
/// The diplomas of each year are a multiple of four: three of four leave for the partner.
const INTAKES: [(i32, u64, usize); 9] = [
    (2017, 256, 4),
    (2018, 274, 6),
    (2019, 288, 4),
    (2020, 304, 4),
    (2021, 322, 6),
    (2022, 326, 6),
    (2023, 402, 6),
    (2024, 410, 6),
    (2025, 418, 6),
];

/// How many came back from abroad for good, by the year of their last award there.
const RETURNS: [(i32, usize); 5] = [(2021, 38), (2022, 44), (2023, 52), (2024, 58), (2025, 64)];

/// A student while the plan is carried out.
struct Student {
    programme: usize,
    row: Studies,
}

/// Every row on a programme, by year of entry and programme.
pub(super) fn all(dice: &mut Dice) -> Vec<Studies> {
    let mut students = Vec::new();
    for (place, &(year, number, withdrawn)) in INTAKES.iter().enumerate() {
        let mut intake = enter(year, number);
        let order = dice.shuffled((0..intake.len()).collect());
        let (leavers, stayers) = order.split_at(withdrawn.min(order.len()));
        for student in chosen(&mut intake, leavers) {
            student.row.withdrawn = Some(give_up(year, dice));
        }
        if year + 3 <= as_of().year() {
            for student in chosen(&mut intake, stayers) {
                set(&mut student.row.awarded, 0, Some(day(year + 3, 6, 28)));
            }
            let (abroad, _) = stayers.split_at(stayers.len() / 4 * 3);
            go_abroad(&mut intake, abroad, year, dice);
            go_on(&mut intake, abroad, place, dice);
        }
        students.extend(intake);
    }
    come_back(&mut students, dice);
    students.into_iter().map(|student| student.row).collect()
}

/// The intake of a year, shared out among the programmes.
fn enter(year: i32, number: u64) -> Vec<Student> {
    let mut before = 0;
    let mut shares = 0;
    let of_programme = |(place, (programme, unit)): (usize, (&Programme, &super::organisation::Unit))| {
        shares += programme.share;
        let upto = number * shares / 100;
        let part = upto - before;
        before = upto;
        let mut row = Studies { unit: unit.code, ..Studies::default() };
        set(&mut row.of, 0, programme.code.to_owned());
        set(&mut row.entered, 0, Some(day(year, 9, 1)));
        (0..part).map(|_| Student { programme: place, row: row.clone() }).collect::<Vec<_>>()
    };
    PROGRAMMES.iter().zip(&UNITS).enumerate().flat_map(of_programme).collect()
}

/// Within the first two years, and before the day of the folder.
fn give_up(year: i32, dice: &mut Dice) -> NaiveDate {
    let most = if year == as_of().year() { 100 } else { 300 };
    dice.after(day(year, 10, 8), 0, most - 30)
}

/// Stage 2, which ends with its award for all: the published graduation rate is 100 %.
fn go_abroad(intake: &mut [Student], abroad: &[usize], year: i32, dice: &mut Dice) {
    for student in chosen(intake, abroad) {
        let Some(programme) = PROGRAMMES.get(student.programme) else { continue };
        let (month, first) = programme.begins;
        let entered = dice.after(day(year + 3, month, first), 0, 6);
        set(&mut student.row.entered, 1, Some(entered));
        set(&mut student.row.awarded, 1, come(award_day(entered, 1, dice)));
    }
}

/// Stage 3 for as many of each programme as its plan says.
fn go_on(intake: &mut [Student], abroad: &[usize], place: usize, dice: &mut Dice) {
    for (number, programme) in PROGRAMMES.iter().enumerate() {
        let wanted = programme.masters.get(place).copied().unwrap_or(0);
        let of_it: Vec<_> = abroad
            .iter()
            .copied()
            .filter(|&at| intake.get(at).is_some_and(|student| student.programme == number))
            .take(wanted)
            .collect();
        for student in chosen(intake, &of_it) {
            let [_, Some(second), _] = student.row.entered else { continue };
            let entered = dice.after(years_after(second, 1), 1, 10);
            set(&mut student.row.entered, 2, Some(entered));
            set(&mut student.row.awarded, 2, come(award_day(entered, programme.master_years, dice)));
        }
    }
}

/// A few weeks before the normal end of the stage.
fn award_day(entered: NaiveDate, years: u32, dice: &mut Dice) -> NaiveDate {
    let end = years_after(entered, years);
    end.checked_sub_days(chrono::Days::new(dice.between(15, 40))).unwrap_or(end)
}

/// Who came back, drawn for each year from those whose last stage abroad ended with an award in it.
fn come_back(students: &mut [Student], dice: &mut Dice) {
    for (year, number) in RETURNS {
        let done: Vec<_> = (0..students.len())
            .filter(|&at| students.get(at).and_then(last_award).is_some_and(|on| on.year() == year))
            .collect();
        let back: Vec<_> = dice.shuffled(done).into_iter().take(number).collect();
        for student in chosen(students, &back) {
            student.row.returned = last_award(student).map(|on| dice.after(on, 5, 60).min(as_of()));
        }
    }
}

/// The award of the last stage abroad that was entered, if it is there.
fn last_award(student: &Student) -> Option<NaiveDate> {
    match (student.row.entered, student.row.awarded) {
        ([_, _, Some(_)], [_, _, last]) | ([_, Some(_), None], [_, last, _]) => last,
        _ => None,
    }
}

/// The students at these places, in the order of the list.
fn chosen<'a>(students: &'a mut [Student], places: &[usize]) -> impl Iterator<Item = &'a mut Student> {
    let places: std::collections::BTreeSet<_> = places.iter().copied().collect();
    students.iter_mut().enumerate().filter(move |(at, _)| places.contains(at)).map(|(_, student)| student)
}

fn set<T, const N: usize>(cells: &mut [T; N], place: usize, value: T) {
    if let Some(cell) = cells.get_mut(place) {
        *cell = value;
    }
}

/// `enrolments.csv`.
pub(super) fn sheet(rows: &[Studies]) -> Sheet {
    let columns = "code,student,unit,programme,country,partner,study,entered_1,awarded_1,entered_2,awarded_2,\
                   entered_3,awarded_3,withdrawn,returned";
    let mut sheet = Sheet::new("enrolments.csv", columns);
    for (place, row) in rows.iter().enumerate() {
        let mut cells =
            vec![cells::code("E", place + 1, 4), cells::code("X", place + 1, 4), row.unit.to_owned()];
        cells.extend(row.of.iter().cloned());
        let steps = row.entered.iter().zip(&row.awarded).flat_map(|(entered, awarded)| [*entered, *awarded]);
        cells.extend(steps.chain([row.withdrawn, row.returned]).map(maybe));
        sheet.row(&cells);
    }
    sheet
}
