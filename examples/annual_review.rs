//! The year of a college's international work, on the terminal.
//!
//! `cargo run --example annual_review -- [--data DIR] [--as-of DATE]`
//!
//! Without arguments it reads the college whose published figures are shipped with the program, for the day its folder
//! names.
//! Exit code 0: done; 1: the folder was refused, with every fault; 2: wrong arguments.

use std::{env, path::Path, process::ExitCode};

use collegium_examples::{Args, College, out, print};

const USAGE: &str = "usage: annual_review [--data DIR] [--as-of DATE]";

fn main() -> ExitCode {
    let args = match Args::read(env::args().skip(1)) {
        Ok(args) => args,
        Err(error) => return out::fail(2, &format!("{error}\n{USAGE}")),
    };
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/shandong");
    let read = College::read(args.data.as_deref().unwrap_or(&shipped));
    let told = read.and_then(|college| {
        let review = college.review(args.as_of.unwrap_or(college.as_of))?;
        Ok(print::year(&college, &review))
    });
    match told {
        Ok(text) => out::finish(&text),
        Err(faults) => out::fail(1, &faults.to_string()),
    }
}
