//! `funds.csv`, `lines.csv` and `entries.csv`.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use collegium::{
    Id, IdSpace, InstitutionCode, Money, RecordCode,
    entity::{self, BudgetLineId, Entity, Unit},
    funding::{
        Budget, BudgetDraft, BudgetEvent, BudgetEventError, BudgetLine, CarryOver, Fund, FundDraft, Purpose,
    },
    history::{HistoryError, Signature},
    source::Source,
};

use super::codes::{Codes, Reader};
use crate::table::{Row, YesNo};

/// The books of all funds; none if there is no fund.
pub(super) fn read(reader: &mut Reader<'_>, units: &Codes<Unit>) -> Option<Budget> {
    let (codes, funds) = funds(reader);
    let mut purposes = BTreeSet::new();
    let (line_codes, lines) = lines(reader, units, (&codes, &funds), &mut purposes);
    let known = Known::of(reader.institution, &codes, &line_codes, purposes);
    // Without all funds and lines it cannot be said what the entries come to.
    let sound = codes.is_sound() && line_codes.is_sound();
    let draft = BudgetDraft { funds, lines, control: None, entries: Vec::new() };
    let mut budget = sound.then_some(draft).and_then(|draft| Budget::try_from(draft).ok());
    book(reader, &known, budget.as_mut());
    budget
}

fn funds(reader: &mut Reader<'_>) -> (Codes<entity::Fund>, Vec<Fund>) {
    let columns = [
        "code",
        "name_en",
        "name_zh",
        "source",
        "purposes",
        "earmark",
        "earmark_date",
        "currency",
        "validity",
    ];
    reader.coded("funds.csv", &columns, |row, id, code| {
        let (name, source, purposes) = (row.name("name"), row.required("source"), row.list("purposes"));
        let (document, date) = (row.required("earmark"), row.day("earmark_date"));
        let (currency, validity) = (row.required("currency"), row.required("validity"));
        let earmark = Source { document: document?, article: None, date: date? };
        let draft = FundDraft {
            id,
            code,
            name: name?,
            source: source?,
            purposes: purposes?.into_iter().collect(),
            earmark,
            currency: currency?,
            validity: validity?,
            channels: [].into(),
            terms: None,
            reports: Vec::new(),
        };
        row.door("purposes", Fund::try_from(draft))
    })
}

fn lines(
    reader: &mut Reader<'_>,
    units: &Codes<Unit>,
    (codes, funds): (&Codes<entity::Fund>, &[Fund]),
    purposes: &mut BTreeSet<Purpose>,
) -> (Codes<entity::BudgetLine>, Vec<BudgetLine>) {
    let columns = ["fund", "code", "name_en", "name_zh", "purpose", "unit"];
    let ids = IdSpace::new(reader.institution);
    let funds: BTreeMap<_, _> = funds.iter().map(|fund| (fund.id, fund)).collect();
    let mut whole = Codes::empty();
    let lines = reader.rows("lines.csv", &columns, |row| {
        let (fund, code) = (codes.refer(row, "fund"), row.required::<RecordCode>("code"));
        let (name, purpose) = (row.name("name"), row.required("purpose"));
        let unit = units.refer_optional(row, "unit");
        let Some((fund, code)) = fund.zip(code) else {
            whole.miss();
            return None;
        };
        let path = format!("{}/{code}", row.text("fund"));
        let path: RecordCode = row.door("code", path.parse())?;
        let id = ids.id(&path);
        if !whole.add(path, id) {
            row.fault("code", format_args!("the code `{code}` comes twice in the lines of this fund"));
        }
        let purpose: Purpose = purpose?;
        // Equal purposes are one text, which takes less memory and compares sooner.
        purposes.insert(purpose.clone());
        let purpose = purposes.get(&purpose).unwrap_or(&purpose).clone();
        let line = BudgetLine {
            id,
            code,
            name: name?,
            fund,
            part_of: None,
            purpose,
            unit: unit?,
            kind: None,
            project: None,
            period: None,
        };
        // The line alone with its fund, so that what is wrong with it is told at its row.
        let fund = (*funds.get(&fund)?).clone();
        let alone =
            BudgetDraft { funds: vec![fund], lines: vec![line.clone()], control: None, entries: Vec::new() };
        row.door("purpose", Budget::try_from(alone)).map(|_| line)
    });
    whole.settle(&lines);
    (whole, lines.read)
}

/// What an entry refers to.
struct Known<'a> {
    funds: &'a Codes<entity::Fund>,
    lines: &'a Codes<entity::BudgetLine>,
    /// What the lines are for: the texts of the lines themselves.
    purposes: BTreeSet<Purpose>,
    commitments: IdSpace<entity::Commitment>,
    expenditures: IdSpace<entity::Expenditure>,
}

impl<'a> Known<'a> {
    fn of(
        institution: &InstitutionCode,
        funds: &'a Codes<entity::Fund>,
        lines: &'a Codes<entity::BudgetLine>,
        purposes: BTreeSet<Purpose>,
    ) -> Self {
        let (commitments, expenditures) = (IdSpace::new(institution), IdSpace::new(institution));
        Self { funds, lines, purposes, commitments, expenditures }
    }
}

/// Books every entry, in the order of the file. Without a budget only the cells are read.
///
/// Once an entry is refused, nobody can say how its line, its commitment and its expenditure stand: entries that speak of
/// them are read, and not booked; none is if it cannot be said which those are.
fn book(reader: &mut Reader<'_>, known: &Known<'_>, mut budget: Option<&mut Budget>) {
    let columns = [&BEFORE[..], &AFTER].concat();
    let Some(table) = reader.table("entries.csv", &columns) else { return };
    let (clerk, mut unclear, mut lost) = (reader.clerk, BTreeSet::<String>::new(), false);
    table.stream(
        reader.faults,
        |row| Read::of(row, known),
        |place, read, faults| {
            lost |= read.lost;
            let Some(budget) = budget.as_deref_mut() else { return };
            let mut unclear_here = || place.again(faults, spoken_of).iter().any(|it| unclear.contains(it));
            let clear = !lost && (unclear.is_empty() || !unclear_here());
            let booked = read.entry.filter(|_| clear).and_then(|(effective, on, event)| {
                let recorded = Signature { by: clerk.clone(), on };
                let booked = budget.record(effective, &recorded, None, event);
                booked.map_err(|error| place.again(faults, |row| refused(row, &error))).ok()
            });
            if booked.is_none() {
                unclear.extend(place.again(faults, spoken_of));
            }
        },
    );
}

/// The columns that every entry fills, and those of which its event says which it fills.
const BEFORE: [&str; 3] = ["effective", "recorded", "event"];
const AFTER: [&str; 8] = ["line", "to", "fund", "code", "commitment", "purpose", "amount", "closes"];

/// The columns of what an entry speaks of.
const NAMES: [&str; 5] = ["line", "to", "fund", "code", "commitment"];

fn spoken_of(row: &mut Row<'_>) -> Vec<String> {
    let cells = NAMES.map(|column| row.text(column).to_owned());
    cells.into_iter().filter(|cell| !cell.is_empty()).collect()
}

/// What was read of a row.
struct Read {
    /// The day of effect, the day of record, and the event; `None` if there is a fault in one of their cells.
    entry: Option<(NaiveDate, NaiveDate, BudgetEvent)>,
    /// Whether it cannot be said what this row speaks of, or one that could not be read before it.
    lost: bool,
}

impl Read {
    fn of(row: &mut Row<'_>, known: &Known<'_>) -> Self {
        let (effective, recorded) = (row.day("effective"), row.day("recorded"));
        let event = event(row, known);
        let entry = effective.zip(recorded).zip(event).map(|((effective, on), event)| (effective, on, event));
        let lost = row.after_gap() || row.has_fault_in(&NAMES) || row.has_fault_in(&["event"]);
        Self { entry, lost }
    }
}

/// Tells why an entry was not booked, in the words of the file.
fn refused(row: &mut Row<'_>, error: &HistoryError<BudgetEventError>) {
    let code = |column| row.text(column).to_owned();
    match error {
        HistoryError::RecordedBefore { .. } => row.fault("recorded", error),
        HistoryError::Impossible { error: BudgetEventError::UnknownCommitment { .. }, .. } => {
            let code = code("commitment");
            row.fault("commitment", format_args!("no commitment `{code}` was opened by then"));
        }
        HistoryError::Impossible { error: BudgetEventError::UnknownExpenditure { .. }, .. } => {
            let code = code("code");
            row.fault("code", format_args!("no expenditure `{code}` was booked by then"));
        }
        _ => row.fault("event", error),
    }
}

#[derive(Clone, Copy, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Allotted,
    Committed,
    Released,
    Invoiced,
    Spent,
    Reversed,
    Shifted,
    CarriedOver,
}

impl Kind {
    /// The cells that say more of such an event.
    const fn cells(self) -> &'static [&'static str] {
        match self {
            Self::Allotted => &["line", "amount"],
            Self::Committed | Self::Spent => &["line", "code", "purpose", "amount"],
            Self::Released => &["commitment", "amount"],
            Self::Invoiced => &["code", "commitment", "amount", "closes"],
            Self::Reversed => &["code"],
            Self::Shifted => &["line", "to", "amount"],
            Self::CarriedOver => &["fund", "purpose"],
        }
    }
}

fn event(row: &mut Row<'_>, known: &Known<'_>) -> Option<BudgetEvent> {
    let Some(kind) = row.word::<Kind>("event") else {
        Cells { row, known }.whatever();
        return None;
    };
    let fits = row.count() == filled(row, &BEFORE) + filled(row, kind.cells());
    if !fits {
        let strange = AFTER.iter().filter(|column| !kind.cells().contains(column));
        for column in strange.filter(|column| !row.text(column).is_empty()).collect::<Vec<_>>() {
            row.fault(column, "this event has no such cell: leave it empty");
        }
    }
    let event = read_event(row, kind, known);
    event.filter(|_| fits)
}

/// How many of these cells are not empty.
fn filled(row: &Row<'_>, columns: &[&str]) -> usize {
    columns.iter().filter(|column| !row.text(column).is_empty()).count()
}

fn read_event(row: &mut Row<'_>, kind: Kind, known: &Known<'_>) -> Option<BudgetEvent> {
    let mut cells = Cells { row, known };
    Some(match kind {
        Kind::Allotted => {
            let (line, amount) = (cells.line("line"), cells.amount());
            BudgetEvent::Allotted { line: line?, amount: amount? }
        }
        Kind::Committed => {
            let (code, line, purpose, amount) = cells.use_of();
            let code = code?;
            let commitment = known.commitments.id(&code);
            BudgetEvent::Committed {
                commitment,
                code,
                line: line?,
                purpose: purpose?,
                kind: None,
                amount: amount?,
            }
        }
        Kind::Released => {
            let (commitment, amount) = (cells.id("commitment", &known.commitments), cells.amount());
            BudgetEvent::Released { commitment: commitment?, amount: amount? }
        }
        Kind::Invoiced => cells.invoiced()?,
        Kind::Spent => {
            let (code, line, purpose, amount) = cells.use_of();
            let code = code?;
            let expenditure = known.expenditures.id(&code);
            BudgetEvent::Spent {
                expenditure,
                code,
                line: line?,
                purpose: purpose?,
                kind: None,
                amount: amount?,
            }
        }
        Kind::Reversed => BudgetEvent::Reversed { expenditure: cells.id("code", &known.expenditures)? },
        Kind::Shifted => {
            let (from, to, amount) = (cells.line("line"), cells.line("to"), cells.amount());
            BudgetEvent::Shifted { from: from?, to: to?, amount: amount? }
        }
        Kind::CarriedOver => {
            let (policy, fund) = (row.word::<CarryOver>("purpose"), known.funds.refer(row, "fund"));
            BudgetEvent::CarriedOver { fund: fund?, policy: policy? }
        }
    })
}

/// The cells of an entry.
struct Cells<'a, 'r> {
    row: &'a mut Row<'r>,
    known: &'a Known<'a>,
}

impl Cells<'_, '_> {
    fn line(&mut self, column: &str) -> Option<BudgetLineId> {
        self.known.lines.refer(self.row, column)
    }

    fn id<T: Entity>(&mut self, column: &str, space: &IdSpace<T>) -> Option<Id<T>> {
        self.row.required(column).map(|code| space.id(&code))
    }

    fn purpose(&mut self) -> Option<Purpose> {
        let text = self.row.text("purpose");
        let known = self.known.purposes.iter().find(|purpose| purpose.as_str() == text);
        known.cloned().or_else(|| self.row.required("purpose"))
    }

    /// Reads every cell that is filled, for its faults.
    fn whatever(&mut self) {
        for column in ["line", "to"] {
            self.known.lines.refer_optional(self.row, column);
        }
        self.known.funds.refer_optional(self.row, "fund");
        for column in ["code", "commitment"] {
            self.row.optional::<RecordCode>(column);
        }
        self.row.optional::<Purpose>("purpose");
        self.row.optional::<Money>("amount");
        if !self.row.text("closes").is_empty() {
            self.row.word::<YesNo>("closes");
        }
    }

    fn amount(&mut self) -> Option<Money> {
        self.row.required("amount")
    }

    /// What a line is used for: the code of the use, the line, the purpose, the amount.
    fn use_of(&mut self) -> (Option<RecordCode>, Option<BudgetLineId>, Option<Purpose>, Option<Money>) {
        let (code, line) = (self.row.required("code"), self.line("line"));
        (code, line, self.purpose(), self.amount())
    }

    fn invoiced(&mut self) -> Option<BudgetEvent> {
        let known = self.known;
        let (code, commitment) =
            (self.row.required::<RecordCode>("code"), self.id("commitment", &known.commitments));
        let (amount, open) = (self.amount(), self.row.text("closes").is_empty());
        let closes = if open { Some(YesNo::No) } else { self.row.word("closes") };
        let (code, closes) = (code?, closes? == YesNo::Yes);
        let expenditure = known.expenditures.id(&code);
        Some(BudgetEvent::Invoiced { expenditure, code, commitment: commitment?, amount: amount?, closes })
    }
}
