//! Makes the lists of a college, row by row, so that they come to its published figures.
//!
//! `cargo run --example generate_college -- --out DIR [--seed N]`
//!
//! The folder must not exist: nothing is ever overwritten. Without a seed it takes the one of the lists that are shipped.
//! Exit code 0: done; 1: the folder exists or cannot be written; 2: wrong arguments.

use std::{env, fs, io, path::Path, process::ExitCode};

use collegium_examples::{made, out};

const USAGE: &str = "usage: generate_college --out DIR [--seed N]";

fn main() -> ExitCode {
    let args: Vec<_> = env::args().skip(1).collect();
    let args: Vec<_> = args.iter().map(String::as_str).collect();
    let (folder, seed) = match args.as_slice() {
        ["--out", folder] => (Path::new(*folder), Ok(made::SEED)),
        ["--out", folder, "--seed", seed] | ["--seed", seed, "--out", folder] => {
            (Path::new(*folder), seed.parse::<u64>())
        }
        _ => return out::fail(2, USAGE),
    };
    let Ok(seed) = seed else {
        return out::fail(2, &format!("the seed must be a whole number from 0 to {}\n{USAGE}", u64::MAX));
    };
    match write(folder, seed) {
        Ok(files) => out::finish(&format!("{files} files in {} with the seed {seed}\n", folder.display())),
        Err(error) => out::fail(1, &format!("{} cannot be written: {error}", folder.display())),
    }
}

/// Makes the folder and writes every file; an existing folder is refused.
fn write(folder: &Path, seed: u64) -> io::Result<usize> {
    fs::create_dir(folder)?;
    let files = made::college(seed);
    for (name, text) in &files {
        fs::write(folder.join(name), text)?;
    }
    Ok(files.len())
}
