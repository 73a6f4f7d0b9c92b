//! `funds.csv`, `lines.csv` and `entries.csv`.

use collegium::{
    Id, Money, RecordCode,
    entity::{self, BudgetLine as Line, Unit},
    funding::{Budget, BudgetDraft, BudgetEvent, BudgetLine, CarryOver, Fund, FundDraft},
    source::Source,
};

use super::codes::{Codes, Reader};
use crate::{
    Fault,
    table::{Row, YesNo},
};

/// The books of all funds; none if there is no fund.
pub(super) fn read(reader: &mut Reader<'_>, units: &Codes<Unit>) -> Option<Budget> {
    let (codes, funds) = funds(reader);
    let lines = lines(reader, units, &codes);
    if funds.is_empty() {
        return None;
    }
    let draft = BudgetDraft { funds, lines, control: None, entries: Vec::new() };
    let budget =
        Budget::try_from(draft).map_err(|error| reader.faults.add(Fault::of_file("lines.csv", error)));
    let mut budget = budget.ok()?;
    book(reader, &codes, &mut budget);
    Some(budget)
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

fn lines(reader: &mut Reader<'_>, units: &Codes<Unit>, funds: &Codes<entity::Fund>) -> Vec<BudgetLine> {
    let columns = ["fund", "code", "name_en", "name_zh", "purpose", "unit"];
    let institution = reader.institution;
    reader.rows("lines.csv", &columns, |row| {
        let (fund, code) = (funds.refer(row, "fund"), row.required::<RecordCode>("code"));
        let (name, purpose) = (row.name("name"), row.required("purpose"));
        let (unit, code) = (units.refer_optional(row, "unit"), code?);
        let whole = format!("{}/{code}", row.text("fund"));
        let whole = row.door("code", whole.parse())?;
        let id = Id::derived(institution, &whole);
        Some(BudgetLine {
            id,
            code,
            name: name?,
            fund: fund?,
            part_of: None,
            purpose: purpose?,
            unit: unit?,
            kind: None,
            project: None,
            period: None,
        })
    })
}

/// Books every entry, in the order of the file.
fn book(reader: &mut Reader<'_>, funds: &Codes<entity::Fund>, budget: &mut Budget) {
    let columns = [
        "effective",
        "recorded",
        "event",
        "line",
        "to",
        "fund",
        "code",
        "commitment",
        "purpose",
        "amount",
        "closes",
    ];
    let (institution, clerk) = (reader.institution, reader.clerk);
    reader.rows("entries.csv", &columns, |row| {
        let (effective, recorded) = (row.day("effective"), row.day("recorded"));
        let event = event(row, institution, funds);
        let recorded = collegium::history::Signature { by: clerk.clone(), on: recorded? };
        row.door("event", budget.record(effective?, &recorded, None, event?))
    });
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

fn event(
    row: &mut Row<'_>,
    institution: &collegium::InstitutionCode,
    funds: &Codes<entity::Fund>,
) -> Option<BudgetEvent> {
    let id =
        |row: &mut Row<'_>, column| row.required(column).map(|code| Id::<Line>::derived(institution, &code));
    let commitment =
        |row: &mut Row<'_>| row.required("commitment").map(|code| Id::derived(institution, &code));
    let coded = |row: &mut Row<'_>| row.required::<RecordCode>("code");
    let amount = |row: &mut Row<'_>| row.required::<Money>("amount");
    Some(match row.word::<Kind>("event")? {
        Kind::Allotted => BudgetEvent::Allotted { line: id(row, "line")?, amount: amount(row)? },
        Kind::Committed => {
            let code = coded(row)?;
            let commitment = Id::derived(institution, &code);
            let (line, purpose) = (id(row, "line")?, row.required("purpose")?);
            BudgetEvent::Committed { commitment, code, line, purpose, kind: None, amount: amount(row)? }
        }
        Kind::Released => BudgetEvent::Released { commitment: commitment(row)?, amount: amount(row)? },
        Kind::Invoiced => {
            let code = coded(row)?;
            let expenditure = Id::derived(institution, &code);
            let closes =
                if row.text("closes").is_empty() { YesNo::No } else { row.word("closes")? } == YesNo::Yes;
            let commitment = commitment(row)?;
            BudgetEvent::Invoiced { expenditure, code, commitment, amount: amount(row)?, closes }
        }
        Kind::Spent => {
            let code = coded(row)?;
            let expenditure = Id::derived(institution, &code);
            let (line, purpose) = (id(row, "line")?, row.required("purpose")?);
            BudgetEvent::Spent { expenditure, code, line, purpose, kind: None, amount: amount(row)? }
        }
        Kind::Reversed => BudgetEvent::Reversed { expenditure: Id::derived(institution, &coded(row)?) },
        Kind::Shifted => {
            let (from, to) = (id(row, "line")?, id(row, "to")?);
            BudgetEvent::Shifted { from, to, amount: amount(row)? }
        }
        Kind::CarriedOver => {
            let policy = row.word::<CarryOver>("purpose")?;
            BudgetEvent::CarriedOver { fund: funds.refer(row, "fund")?, policy }
        }
    })
}
