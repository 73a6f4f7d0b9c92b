//! Makes the lists of a college, row by row, so that they come to its published figures.
//!
//! `cargo run --example generate_college -- --out DIR [--seed N] [--colleges N]`
//!
//! With more than one college the folder is that of a province: as many times the lists of a college, under one office.
//! The folder must not exist: nothing is ever overwritten. Without a seed it takes the one of the lists that are shipped.
//! Exit code 0: done; 1: the folder exists or cannot be written; 2: wrong arguments.

use std::{collections::BTreeMap, env, fs, io, path::Path, process::ExitCode};

use collegium_examples::{made, out};

const USAGE: &str = "usage: generate_college --out DIR [--seed N] [--colleges N]";

fn main() -> ExitCode {
    let args: Vec<_> = env::args().skip(1).collect();
    let mut wanted = BTreeMap::new();
    for pair in args.chunks(2) {
        match pair {
            [arg, value]
                if ["--out", "--seed", "--colleges"].contains(&&**arg) && !wanted.contains_key(&**arg) =>
            {
                wanted.insert(&**arg, value);
            }
            _ => return out::fail(2, USAGE),
        }
    }
    let number = |arg: &str, usual| wanted.get(arg).map_or(Ok(usual), |text| text.parse::<u64>());
    let Some(folder) = wanted.get("--out").map(Path::new) else { return out::fail(2, USAGE) };
    let (Ok(seed), Ok(colleges @ 1..=999)) = (number("--seed", made::SEED), number("--colleges", 1)) else {
        let problem =
            format!("the seed must be a whole number up to {}, the colleges from 1 to 999", u64::MAX);
        return out::fail(2, &format!("{problem}\n{USAGE}"));
    };
    match write(folder, seed, colleges) {
        Ok(files) => out::finish(&format!("{files} files in {} with the seed {seed}\n", folder.display())),
        Err(error) => out::fail(1, &format!("{} cannot be written: {error}", folder.display())),
    }
}

/// Makes the folder and writes every file; an existing folder is refused.
fn write(folder: &Path, seed: u64, colleges: u64) -> io::Result<usize> {
    fs::create_dir(folder)?;
    let files = made::colleges(seed, colleges);
    for (name, text) in &files {
        fs::write(folder.join(name), text)?;
    }
    Ok(files.len())
}
