//! Tells the balances of a ledger: an entry a line in, CSV out.
//!
//! `cargo run --release --example ledger_balances -- LEDGER.jsonl`
//!
//! A line is `{"id":…,"date":"…","kind":"…","postings":[{"account":"…","amount":"…","currency":"…"}]}`; a posting may have
//! `total_price` and `price_currency`. Accounts exist when they are first used, unless the line brings
//! `declared_accounts`. Standard output has `account,currency,balance`, sorted; standard error has the lines that were
//! refused, as `line N: id: reason: …`; nothing of them counts.
//!
//! Exit code 0: done; 1: the file cannot be read; 2: wrong arguments.

use std::{env, fs::File, io::BufReader, process::ExitCode};

use collegium::funding::ledger::Moment;
use collegium_examples::{ledger, out};

const USAGE: &str = "usage: ledger_balances LEDGER.jsonl";

fn main() -> ExitCode {
    let args: Vec<_> = env::args_os().skip(1).collect();
    let [path] = args.as_slice() else {
        return out::fail(2, USAGE);
    };
    let read = File::open(path).and_then(|file| ledger::read(BufReader::with_capacity(1 << 20, file)));
    let (ledger, refusals) = match read {
        Ok(read) => read,
        Err(error) => return out::fail(1, &format!("{} cannot be read: {error}", path.display())),
    };
    for refusal in &refusals {
        // Refused lines are told; the program still does what it can.
        let _ = out::fail(0, &refusal.to_string());
    }
    match ledger::csv(&ledger.balances(Moment::Latest)) {
        Ok(text) => out::finish(&text),
        Err(error) => out::fail(1, &error.to_string()),
    }
}
