//! Ledgers as files: an entry a line.

use std::{
    fmt,
    io::{self, BufRead},
};

use collegium::{
    Id, InstitutionCode, RecordCode,
    funding::ledger::{Balances, Cell, Ledger, LedgerLine, LineError},
    org::Person,
    text::{TextError, excerpt},
};
use serde::Deserialize;

/// A line that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Its number in the file, from 1.
    pub line: usize,
    /// The id it gives; a question mark if it gives none that can be read.
    pub id: String,
    /// The lasting word for the reason.
    pub reason: &'static str,
    /// The reason in words.
    pub message: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}: {}: {}", self.line, self.id, self.reason, self.message)
    }
}

/// Writes every line of a file into a new ledger; what is refused is told and does not count.
///
/// Only the structure is checked: what a line says it reverses is not compared, since other programs' corrections may be
/// partial. Blank lines say nothing. A byte-order mark and carriage returns at the ends of lines are accepted.
///
/// # Errors
///
/// The reader's own.
pub fn read(mut file: impl BufRead) -> io::Result<(Ledger, Vec<Refusal>)> {
    let by = reader().map_err(io::Error::other)?;
    let (mut ledger, mut refusals, mut bytes) = (Ledger::default(), Vec::new(), Vec::new());
    for line in 1.. {
        bytes.clear();
        if file.read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        let text = bytes.strip_prefix(b"\xEF\xBB\xBF").filter(|_| line == 1).unwrap_or(&bytes);
        if let Err((reason, message)) = write(&mut ledger, &by, text.trim_ascii()) {
            refusals.push(Refusal { line, id: id(text), reason, message });
        }
    }
    Ok((ledger, refusals))
}

fn write(ledger: &mut Ledger, by: &Person, line: &[u8]) -> Result<(), (&'static str, String)> {
    if line.is_empty() {
        return Ok(());
    }
    let told = |error: LineError| (error.reason(), error.to_string());
    let text = str::from_utf8(line).map_err(|error| ("bad_json", error.to_string()))?;
    let mut line = LedgerLine::read(text).map_err(told)?;
    line.reverses = None;
    ledger.post_line(by, &line).map(|_| ()).map_err(told)
}

/// The program itself: a file of entries does not say who wrote them down.
fn reader() -> Result<Person, TextError> {
    let college = InstitutionCode::new("college.example")?;
    Person::new(Id::derived(&college, &RecordCode::new("ledger_balances")?), "ledger_balances")
}

/// The id of a line, whatever else is wrong with it.
fn id(line: &[u8]) -> String {
    #[derive(Deserialize)]
    struct Named<'a> {
        #[serde(borrow)]
        id: Cell<'a>,
    }
    let named = serde_json::from_slice::<Named<'_>>(line);
    let id = named.ok().and_then(|named| named.id.whole().map(excerpt)).filter(|id| !id.is_empty());
    id.unwrap_or_else(|| "?".to_owned())
}

/// Balances as CSV: `account,currency,balance`.
///
/// # Errors
///
/// The writer's own.
pub fn csv(balances: &Balances) -> Result<String, csv::Error> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["account", "currency", "balance"])?;
    for (account, balance) in balances.iter() {
        out.write_record([account.as_str(), balance.currency().code(), &balance.amount().to_string()])?;
    }
    let bytes = out.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
