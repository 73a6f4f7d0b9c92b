//! `funds.csv`, `lines.csv` and `entries.csv`.

mod cells;
mod entries;

use std::collections::{BTreeMap, BTreeSet};

use collegium::{
    IdSpace, RecordCode,
    entity::{self, Unit},
    funding::{Budget, BudgetDraft, BudgetLine, Fund, FundDraft, Purpose},
    source::Source,
};

use super::codes::{Codes, Reader};
use entries::Known;

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
    entries::book(reader, &known, budget.as_mut());
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
