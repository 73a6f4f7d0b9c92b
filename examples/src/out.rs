//! Writing to the terminal.

use std::{
    io::{self, Write},
    process::ExitCode,
};

/// Writes a text to standard output at once.
///
/// # Errors
///
/// The code to end with, if that cannot be done. A reader who has seen enough and closed the pipe is no fault.
pub fn write(text: &str) -> Result<(), ExitCode> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        _ => fail(1, &error.to_string()),
    })
}

/// Writes the last text to standard output.
#[must_use]
pub fn finish(text: &str) -> ExitCode {
    write(text).err().unwrap_or(ExitCode::SUCCESS)
}

/// Writes a text to standard error and ends with this code: 1 for refused input, 2 for wrong usage.
#[must_use]
pub fn fail(code: u8, text: &str) -> ExitCode {
    // Nobody is left to tell if standard error is closed too.
    let _ = writeln!(io::stderr().lock(), "{}", text.trim_end());
    ExitCode::from(code)
}
