//! The special fund of the year: its lines and what was booked on them.

use chrono::NaiveDate;

use super::{
    amount::yuan,
    cells,
    days::{as_of, day},
    dice::Dice,
    sheet::Sheet,
};

const FUND: &str = "MADE-F-2025";

/// Code, names, purpose, allotted in units of 10 000 yuan, and the share of it that is spent directly in percent.
struct Line(&'static str, [&'static str; 2], &'static str, u64, u64);

/// One line for each of the eight purposes. The conferences spent too little, on purpose.
const LINES: [Line; 8] = [
    Line(
        "culture",
        ["Chinese language and culture", "中文与中华文化推广"],
        "chinese-language-and-culture",
        42,
        80,
    ),
    Line(
        "projects",
        ["Exchange and cooperation projects", "重要交流合作项目"],
        "exchange-and-cooperation-projects",
        65,
        78,
    ),
    Line("conferences", ["International conferences", "国际会议"], "international-conferences", 24, 41),
    Line(
        "students",
        ["International student education", "留学生教育"],
        "international-student-education",
        88,
        82,
    ),
    Line("joint", ["Joint training of students", "人才联合培养"], "joint-talent-training", 96, 79),
    Line("cadres", ["Management cadres abroad", "管理干部国际化建设"], "management-cadres", 36, 84),
    Line("teachers", ["Teachers abroad", "教师出国（境）项目"], "overseas-teacher-programmes", 74, 83),
    Line("teams", ["Teacher teams", "教师团队建设"], "teacher-teams", 30, 77),
];

/// An entry before it is sorted in.
pub(super) struct Entry {
    pub(super) effective: NaiveDate,
    pub(super) recorded: NaiveDate,
    cells: [String; 9],
}

impl Entry {
    /// Its cells.
    pub(super) fn row(self) -> Vec<String> {
        let mut cells = vec![self.effective.to_string(), self.recorded.to_string()];
        cells.extend(self.cells);
        cells
    }
}

/// The columns of `entries.csv`.
pub(super) const ENTRY: &str = "effective,recorded,event,line,to,fund,code,commitment,purpose,amount,closes";

/// `funds.csv`, `lines.csv` and `entries.csv`.
pub(super) fn sheets(dice: &mut Dice) -> [Sheet; 3] {
    let mut funds = Sheet::new(
        "funds.csv",
        "code,name_en,name_zh,source,purposes,earmark,earmark_date,currency,validity",
    );
    let purposes: Vec<_> = LINES.iter().map(|Line(_, _, purpose, ..)| *purpose).collect();
    funds.row(&[
        FUND,
        "Special fund for international cooperation (made)",
        "国际合作专项资金（虚构）",
        "provincial",
        &purposes.join(";"),
        "Grant letter (made)",
        "2025-01-16",
        "CNY",
        "2025-01-01/2025-12-31",
    ]);
    let mut lines = Sheet::new("lines.csv", "fund,code,name_en,name_zh,purpose,unit");
    for Line(code, [en, zh], purpose, ..) in &LINES {
        lines.row(&[FUND, code, en, zh, purpose, ""]);
    }
    [funds, lines, entries(dice)]
}

fn entries(dice: &mut Dice) -> Sheet {
    let mut sheet = Sheet::new("entries.csv", ENTRY);
    let mut entries = year(dice);
    // The books take entries in the order in which they were written down.
    entries.sort_by_key(|entry: &Entry| (entry.recorded, entry.effective));
    for entry in entries {
        sheet.row(&entry.row());
    }
    sheet
}

/// What was booked in the year, line by line.
pub(super) fn year(dice: &mut Dice) -> Vec<Entry> {
    LINES.iter().enumerate().flat_map(|(place, line)| booked(place, line, dice)).collect()
}

/// As many more entries, of a few yuan each: what every line has left is enough for thousands of them.
///
/// Of five one is promised and one pays what was promised; the others are spent directly.
pub(super) fn small(number: usize, dice: &mut Dice) -> Vec<Entry> {
    let of_line = |place: usize| LINES.get(place % LINES.len()).zip(Some(place / LINES.len()));
    let mut promised: [Option<(NaiveDate, String, u64)>; LINES.len()] = Default::default();
    let mut entries = Vec::with_capacity(number);
    for (place, (Line(code, _, purpose, ..), round)) in (0..number).filter_map(|at| Some((at, of_line(at)?)))
    {
        let Some(open) = promised.get_mut(place % LINES.len()) else { continue };
        let (line, fen) = (format!("{FUND}/{code}"), dice.between(500, 1_500));
        let day = dice.after(day(2025, 2, 10), 0, 310);
        let number = cells::code("S", place + 1, 5);
        let (effective, [event, line, number, commitment, purpose], fen, closes) = match open.take() {
            Some((opened, commitment, promised)) if round % 5 == 1 => {
                let paid = dice.after(opened, 5, 30).min(as_of());
                (
                    paid,
                    ["invoiced", "", &number, &commitment, ""].map(str::to_owned),
                    promised.min(fen),
                    "yes",
                )
            }
            _ if round % 5 == 0 => {
                *open = Some((day, number.clone(), fen));
                (day, ["committed", &line, &number, "", purpose].map(str::to_owned), fen, "")
            }
            _ => (day, ["spent", &line, &number, "", purpose].map(str::to_owned), fen, ""),
        };
        let cells = [
            event,
            line,
            String::new(),
            String::new(),
            number,
            commitment,
            purpose,
            yuan(fen),
            closes.to_owned(),
        ];
        entries.push(Entry { effective, recorded: dice.after(effective, 1, 4).min(as_of()), cells });
    }
    entries
}

/// Allotted in February, spent in four parts, and one commitment in autumn that every second line has paid by the end.
fn booked(place: usize, Line(code, _, purpose, allotted, share): &Line, dice: &mut Dice) -> Vec<Entry> {
    let (line, allotted) = (format!("{FUND}/{code}"), allotted * 1_000_000);
    let cells = |event: &str, line: &str, code: &str, commitment: &str, purpose: &str, fen, closes: &str| {
        [event, line, "", "", code, commitment, purpose, &yuan(fen), closes].map(str::to_owned)
    };
    let entry = |effective: NaiveDate, cells, dice: &mut Dice| Entry {
        effective,
        recorded: dice.after(effective, 1, 4).min(as_of()),
        cells,
    };
    let mut entries = vec![entry(day(2025, 2, 3), cells("allotted", &line, "", "", "", allotted, ""), dice)];
    let spent = allotted * share / 100;
    let quarter = spent / 4;
    let mut left = spent;
    for (part, month) in (0_usize..).zip([3, 6, 9, 11]) {
        // What the first three parts leave is the last one, so that the sum does not hang on the seed.
        let drawn = quarter - quarter / 10 + dice.between(0, quarter / 5);
        let fen = if part < 3 { drawn } else { left };
        left -= fen;
        let effective = dice.after(day(2025, month, 2), 0, 25);
        let number = cells::code("Y", place * 10 + part + 1, 3);
        entries.push(entry(effective, cells("spent", &line, &number, "", purpose, fen, ""), dice));
    }
    let (opened, number) = (dice.after(day(2025, 9, 1), 0, 40), cells::code("K", place + 1, 2));
    let promised = allotted / 20;
    entries.push(entry(opened, cells("committed", &line, &number, "", purpose, promised, ""), dice));
    if place.is_multiple_of(2) {
        let (paid, bill) = (dice.after(day(2025, 12, 1), 0, 20), cells::code("Y", place * 10 + 9, 3));
        let fen = promised - dice.between(0, promised / 10);
        entries.push(entry(paid, cells("invoiced", "", &bill, &number, "", fen, "yes"), dice));
    }
    entries
}
