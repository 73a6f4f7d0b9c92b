//! Evaluations: files of cases in, one line of JSON a case out; or a researcher's table as a ranking.
//!
//! `cargo run --release --example evaluate -- FILE.json [FILE.json …]` answers every case of the files: its `id` with the
//! fields of the answer, or with an `error`.
//!
//! `cargo run --release --example evaluate -- --csv FILE --weights entropy --method topsis` ranks the rows of a table. Its
//! first column names them, every other is a criterion, the more the better unless `--cost COLUMN` or
//! `--target COLUMN=LOW..HIGH` says otherwise.
//! Exit code 0: done; 1: a file was refused; 2: wrong arguments.

use std::{env, ffi::OsString, fs, path::Path, process::ExitCode};

use collegium_examples::{
    evaluate::{self, CaseFile, Request},
    out,
};

const USAGE: &str = "usage: evaluate FILE.json [FILE.json …]
       evaluate --csv FILE --weights equal|entropy[:minmax]|std[:none]|critic|W,W,… --method NAME|JSON
                [--cost COLUMN]… [--target COLUMN=LOW..HIGH]… [--missing drop_alternative|renormalize_weights]
                [--bars FILE.svg] [--acceptability FILE.svg [--samples N] [--seed N]]
methods: weighted_sum weighted_product topsis vikor gra rsr promethee2";

fn main() -> ExitCode {
    let args: Vec<_> = env::args_os().skip(1).collect();
    let told = if args.is_empty() {
        return out::fail(2, USAGE);
    } else if args.iter().any(|arg| arg.to_string_lossy().starts_with("--")) {
        match Request::read(args.into_iter()) {
            Ok(request) => rank(&request),
            Err(error) => return out::fail(2, &format!("{error}\n{USAGE}")),
        }
    } else {
        answer(&args)
    };
    told.map_or_else(|error| out::fail(1, &error), |text| out::finish(&text))
}

/// A line for each case. Every file is read before the first case is answered.
fn answer(files: &[OsString]) -> Result<String, String> {
    let read = |file: &OsString| {
        let name = Path::new(file).display();
        let text = fs::read_to_string(file).map_err(|error| format!("{name}: {error}"))?;
        CaseFile::read(&text).map_err(|error| format!("{name}: {error}"))
    };
    let files = files.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let lines = files.into_iter().flat_map(CaseFile::answers);
    Ok(lines.fold(String::new(), |text, line| text + &line.to_string() + "\n"))
}

fn rank(request: &Request) -> Result<String, String> {
    let told = evaluate::evaluate(request)?;
    for (path, chart) in told.charts {
        fs::write(&path, chart).map_err(|error| format!("{} cannot be written: {error}", path.display()))?;
    }
    Ok(told.text)
}
