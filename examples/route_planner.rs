//! One student's way along a 3+1+1 route: its stages and awards, and her transcript in the partner's credits and grades.
//!
//! `cargo run --example route_planner -- [--data DIR] [--as-of DATE]`
//!
//! `DIR` holds `programme.json`, `curriculum.json`, `conversions.json` and `transcript.csv`; without it a made-up student on a
//! route to Germany is shown. Systems, scales and conversions are the shipped presets.
//! Exit code 0: done; 1: the folder was refused, with every fault; 2: wrong arguments.

use std::{env, path::Path, process::ExitCode};

use collegium_examples::{Args, Planner, out};

const USAGE: &str = "usage: route_planner [--data DIR] [--as-of DATE]";

fn main() -> ExitCode {
    let args = match Args::read(env::args_os().skip(1)) {
        Ok(args) if args.out.is_none() => args,
        Ok(_) => return out::fail(2, USAGE),
        Err(error) => return out::fail(2, &format!("{error}\n{USAGE}")),
    };
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/planner");
    let as_of = args.as_of.unwrap_or(Planner::SHIPPED_DAY);
    match Planner::read(args.data.as_deref().unwrap_or(&shipped)) {
        Ok(planner) => out::finish(&planner.tell(as_of)),
        Err(faults) => out::fail(1, &faults.to_string()),
    }
}
