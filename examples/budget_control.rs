//! What a budget says to each event of a stream, and how its lines stand at the end.
//!
//! `cargo run --release --example budget_control -- EVENTS.json`
//!
//! The answers are JSON on standard output: the verdicts, each line at the end, and the open commitments. A file with an
//! array of cases is answered by an array.
//! Exit code 0: done; 1: the file was refused, with the path to the fault; 2: wrong arguments.

use std::{env, fs, process::ExitCode};

use collegium_examples::{budget_stream, out};

fn main() -> ExitCode {
    let args: Vec<_> = env::args().skip(1).collect();
    let [file] = args.as_slice() else {
        return out::fail(2, "usage: budget_control EVENTS.json");
    };
    let read = fs::read_to_string(file).map_err(|error| error.to_string());
    match read.and_then(|json| budget_stream::answer(&json)) {
        Ok(text) => out::finish(&text),
        Err(problem) => out::fail(1, &format!("{file}: {problem}")),
    }
}
