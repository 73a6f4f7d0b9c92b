//! `observations.csv`: what was observed beside what can be counted.

use collegium::{
    Ratio, decimal,
    entity::Unit,
    indicators::{Observation, ObservationDraft, Origin, Provenance, Value},
    ratio::RatioError,
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
    let observations = reader.rows("observations.csv", &columns, |row| {
        let (indicator, unit) = (row.required("indicator"), units.refer_optional(row, "unit"));
        let (period, value, version) = (row.required("period"), value(row), row.required("version"));
        let (document, date, recorded) = (row.required("document"), row.day("date"), row.day("recorded"));
        let source = Source { document: document?, article: None, date: date? };
        let provenance = Provenance { source, recorded: recorded?, origin: Origin::Recorded };
        let draft = ObservationDraft {
            indicator: indicator?,
            unit: unit?,
            period: period?,
            value: value?,
            version: version?,
            provenance,
        };
        row.door("recorded", Observation::try_from(draft))
    });
    observations.read
}

/// A number; or part, whole and what the whole is; or why it is missing.
fn value(row: &mut Row<'_>) -> Option<Value> {
    let number = |row: &mut Row<'_>, column: &str| {
        let text: String = row.required(column)?;
        row.door(column, decimal::parse(&text))
    };
    let filled = ["number", "part", "whole", "of", "missing"].map(|column| !row.text(column).is_empty());
    match filled {
        [true, false, false, false, false] => number(row, "number").map(Value::Number),
        [false, false, false, false, true] => row.required("missing").map(|reason| Value::Missing { reason }),
        [false, part, whole, of, false] if part || whole || of => {
            let (part, whole, of) = (number(row, "part"), number(row, "whole"), row.required::<String>("of"));
            let ratio = Ratio::new(part?, whole?, &of?);
            let column = |error: &RatioError| match error {
                RatioError::NegativeWhole { .. } => "whole",
                _ => "of",
            };
            row.door_at(ratio, column).map(Value::Ratio)
        }
        _ => {
            row.fault(
                "number",
                "write a number; or part, whole and what the whole is; or why the value is missing",
            );
            None
        }
    }
}
