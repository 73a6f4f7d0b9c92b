//! `observations.csv`: what was observed beside what can be counted.

use collegium::{
    Ratio, decimal,
    entity::Unit,
    indicators::{Observation, ObservationDraft, Origin, Provenance, Value},
    source::Source,
};

use super::codes::{Codes, Reader};
use crate::table::Row;

pub(super) fn read(reader: &mut Reader<'_>, units: &Codes<Unit>) -> Vec<Observation> {
    let columns = [
        "indicator",
        "unit",
        "period",
        "number",
        "part",
        "whole",
        "of",
        "missing",
        "version",
        "document",
        "date",
        "recorded",
    ];
    reader.rows("observations.csv", &columns, |row| {
        let (indicator, unit) = (row.required("indicator"), units.refer_optional(row, "unit"));
        let (period, value, version) = (row.required("period"), value(row), row.required("version"));
        let (document, date) = (row.required("document"), row.day("date"));
        let source = Source { document: document?, article: None, date: date? };
        let provenance = Provenance { source, recorded: row.day("recorded")?, origin: Origin::Recorded };
        let draft = ObservationDraft {
            indicator: indicator?,
            unit: unit?,
            period: period?,
            value: value?,
            version: version?,
            provenance,
        };
        row.door("recorded", Observation::try_from(draft))
    })
}

/// A number; or part, whole and what the whole is; or why it is missing.
fn value(row: &mut Row<'_>) -> Option<Value> {
    let filled = ["number", "part", "missing"].map(|column| !row.text(column).is_empty());
    match filled {
        [true, false, false] => {
            let number = row.text("number").to_owned();
            row.door("number", decimal::parse(&number)).map(Value::Number)
        }
        [false, true, false] => {
            let [part, whole, of] = ["part", "whole", "of"].map(|column| row.text(column).to_owned());
            let part = row.door("part", decimal::parse(&part));
            let whole = row.door("whole", decimal::parse(&whole));
            let ratio = Ratio::new(part?, whole?, &of);
            row.door("of", ratio).map(Value::Ratio)
        }
        [false, false, true] => row.required("missing").map(|reason| Value::Missing { reason }),
        _ => {
            row.fault(
                "number",
                "write a number; or part, whole and what the whole is; or why the value is missing",
            );
            None
        }
    }
}
