//! Judgements as people write them.
#![expect(clippy::float_arithmetic, reason = "judgements are statistics, not money")]

use std::{fmt, str::FromStr};

use collegium_core::text::excerpt;

use super::{Judgements, JudgementsError};

/// The greatest whole number of which the reverse is written as a fraction.
const WHOLE: u32 = 100;

impl FromStr for Judgements {
    type Err = JudgementsError;

    fn from_str(text: &str) -> Result<Self, JudgementsError> {
        let rows = text.trim().trim_end_matches(';').split(';');
        let rows = rows.map(|row| row.split_whitespace().map(judgement).collect());
        Self::try_from(rows.collect::<Result<Vec<_>, _>>()?)
    }
}

/// A number, a fraction of two, or nothing.
fn judgement(text: &str) -> Result<Option<f64>, JudgementsError> {
    if text == "?" {
        return Ok(None);
    }
    let (part, whole) = text.split_once('/').unwrap_or((text, "1"));
    match (part.parse::<f64>(), whole.parse::<f64>()) {
        (Ok(part), Ok(whole)) => Ok(Some(part / whole)),
        _ => Err(JudgementsError::NotAJudgement { value: excerpt(text) }),
    }
}

impl fmt::Display for Judgements {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (row, entries) in self.rows().enumerate() {
            f.write_str(if row == 0 { "" } else { "; " })?;
            for (column, &entry) in entries.iter().enumerate() {
                f.write_str(if column == 0 { "" } else { " " })?;
                write_judgement(f, entry)?;
            }
        }
        Ok(())
    }
}

#[expect(clippy::float_cmp, reason = "only what reads back as the same number is written as a fraction")]
fn write_judgement(f: &mut fmt::Formatter<'_>, entry: f64) -> fmt::Result {
    if entry == 0.0 {
        return f.write_str("?");
    }
    let whole = (2..=WHOLE).find(|&whole| entry == 1.0 / f64::from(whole));
    if let Some(whole) = whole { write!(f, "1/{whole}") } else { write!(f, "{entry}") }
}
