//! Writing to the terminal.

use std::{
    io::{self, Write},
    process::ExitCode,
};

/// Writes a text to standard output. A reader who has seen enough and closed the pipe is no fault.
#[must_use]
pub fn finish(text: &str) -> ExitCode {
    match io::stdout().lock().write_all(text.as_bytes()).and_then(|()| io::stdout().flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => fail(1, &error.to_string()),
        _ => ExitCode::SUCCESS,
    }
}

/// Writes a text to standard error and ends with this code: 1 for refused input, 2 for wrong usage.
#[must_use]
pub fn fail(code: u8, text: &str) -> ExitCode {
    // Nobody is left to tell if standard error is closed too.
    let _ = writeln!(io::stderr().lock(), "{}", text.trim_end());
    ExitCode::from(code)
}
