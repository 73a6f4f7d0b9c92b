//! Degree audits: a case a file in, a line of JSON a case out.
//!
//! `cargo run --release --example degree_audit -- CASE.json [CASE.json …]` answers with `id`, `satisfied`, `credits_applied`,
//! `proven` and the plan (`chosen`, `applied`), in the order of the files, each as soon as it is found. A file that is refused
//! gets a line with `id`, `file` and `error`. With `--tree` before the files it answers with a tree for a person.
//! Exit code 0: done; 1: a file was refused; 2: wrong arguments.

use std::{env, ffi::OsString, fs, path::Path, process::ExitCode};

use collegium::pathways::audit::Auditor;
use collegium_examples::{
    audit_case::{AuditCase, AuditRefusal},
    out,
};

const USAGE: &str = "usage: degree_audit [--tree] CASE.json [CASE.json …]";

fn main() -> ExitCode {
    let mut files: Vec<_> = env::args_os().skip(1).collect();
    let tree = files.first().is_some_and(|first| first == "--tree");
    files.drain(..usize::from(tree));
    if files.is_empty() {
        return out::fail(2, USAGE);
    }
    let (mut auditor, mut refused) = (Auditor::default(), false);
    for file in &files {
        let line = answer(file, tree, &mut auditor).or_else(|refusal| {
            refused = true;
            serde_json::to_string(&refusal)
        });
        let Ok(mut line) = line else { return out::fail(1, "an answer cannot be written as JSON") };
        line.push('\n');
        if let Err(code) = out::write(&line) {
            return code;
        }
    }
    ExitCode::from(u8::from(refused))
}

fn answer(file: &OsString, tree: bool, auditor: &mut Auditor) -> Result<String, AuditRefusal> {
    let file = Path::new(file);
    let json = fs::read_to_string(file).map_err(|error| AuditRefusal::new(file, "", error.to_string()))?;
    let answered = AuditCase::read(&json).and_then(|case| {
        if tree {
            return Ok(case.tree());
        }
        serde_json::to_string(&case.answer(auditor)).map_err(|error| error.to_string())
    });
    answered.map_err(|error| AuditRefusal::new(file, &json, error))
}
