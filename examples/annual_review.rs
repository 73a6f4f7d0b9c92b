//! The year of a college's international work: on the terminal, as a page, and as JSON.
//!
//! `cargo run --example annual_review -- [--data DIR] [--as-of DATE] [--out DIR]`
//!
//! Without arguments it reads the college whose published figures are shipped with the program, for the day its folder
//! names, and writes the page and the JSON to `target/annual_review` of the project. The folder it writes is replaced as a
//! whole or not at all.
//! Exit code 0: done; 1: a folder was refused, with every fault; 2: wrong arguments.

use std::{env, path::Path, process::ExitCode};

use collegium_examples::{Args, College, Faults, folder, out, print, progress::Progress, report};

const USAGE: &str = "usage: annual_review [--data DIR] [--as-of DATE] [--out DIR]";

/// Where the report goes unless another folder is named, seen from the project's.
const OUT: &str = "target/annual_review";

fn main() -> ExitCode {
    match Args::read(env::args_os().skip(1)) {
        Ok(args) => run(&args).map_or_else(|told| out::fail(1, &told), |text| out::finish(&text)),
        Err(error) => out::fail(2, &format!("{error}\n{USAGE}")),
    }
}

/// The text for the terminal, once the folder is written; else what is wrong.
fn run(args: &Args) -> Result<String, String> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let told = |faults: Faults| faults.to_string();
    let progress = Progress::new("reading the folder");
    let college =
        College::read(args.data.as_deref().unwrap_or(&project.join("data/shandong"))).map_err(told)?;
    progress.now("reviewing the year");
    let review = college.review(args.as_of.unwrap_or(college.as_of)).map_err(told)?;
    progress.now("writing the report");
    let folder = args.out.clone().unwrap_or_else(|| project.join("..").join(OUT));
    folder::replace(&folder, &report::parts(&college, &review)).map_err(|error| error.to_string())?;
    // The same words on every machine: the default is named as it stands in the project.
    let named = args.out.as_deref().unwrap_or(Path::new(OUT)).display();
    Ok(format!(
        "{}\nWritten to {named}: {} and {}\n",
        print::year(&college, &review),
        report::PAGE,
        report::DATA
    ))
}
