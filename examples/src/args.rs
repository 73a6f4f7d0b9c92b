//! The arguments of the programs.

use std::{ffi::OsString, path::PathBuf};

use chrono::NaiveDate;
use collegium::date;
use thiserror::Error;

/// What a program was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Args {
    /// The folder to read: `--data DIR`.
    pub data: Option<PathBuf>,
    /// The day everything is told for: `--as-of DATE`.
    pub as_of: Option<NaiveDate>,
    /// The folder to write: `--out DIR`.
    pub out: Option<PathBuf>,
}

impl Args {
    /// Reads the arguments that follow the program's name.
    ///
    /// # Errors
    ///
    /// [`Usage`] for an argument that is unknown, given twice, or without its value.
    pub fn read(mut args: impl Iterator<Item = OsString>) -> Result<Self, Usage> {
        let text = |value: OsString| value.to_string_lossy().into_owned();
        let mut read = Self::default();
        while let Some(arg) = args.next().map(text) {
            let twice = Usage::Twice { arg: arg.clone() };
            let mut value = || args.next().ok_or_else(|| Usage::NoValue { arg: arg.clone() });
            match arg.as_str() {
                "--data" if read.data.is_none() => read.data = Some(value()?.into()),
                "--out" if read.out.is_none() => read.out = Some(value()?.into()),
                "--as-of" if read.as_of.is_none() => {
                    let value = text(value()?);
                    read.as_of = Some(date::parse(&value).map_err(|_| Usage::NotADay { value })?);
                }
                "--data" | "--as-of" | "--out" => return Err(twice),
                _ => return Err(Usage::Unknown { arg }),
            }
        }
        Ok(read)
    }
}

/// Why the arguments were refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Usage {
    /// No program here knows it.
    #[error("`{arg}` is not an argument of this program")]
    Unknown {
        /// The argument.
        arg: String,
    },
    /// It was given twice.
    #[error("`{arg}` is given twice")]
    Twice {
        /// The argument.
        arg: String,
    },
    /// Its value is missing.
    #[error("`{arg}` needs a value")]
    NoValue {
        /// The argument.
        arg: String,
    },
    /// Its value is not a day.
    #[error("`{value}` is not a day: write it such as 2026-03-01")]
    NotADay {
        /// What was given.
        value: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(args: &[&str]) -> Result<Args, Usage> {
        Args::read(args.iter().map(Into::into))
    }

    #[test]
    fn arguments_are_read_or_refused() {
        let args = read(&["--as-of", "2026-03-01", "--data", "d", "--out", "o"]).unwrap();
        let as_of = "2026-03-01".parse().ok();
        assert_eq!(args, Args { data: Some("d".into()), as_of, out: Some("o".into()) });
        assert_eq!(read(&["--outside"]), Err(Usage::Unknown { arg: "--outside".into() }));
        assert_eq!(read(&["--out"]), Err(Usage::NoValue { arg: "--out".into() }));
        assert_eq!(read(&["--out", "a", "--out", "a"]), Err(Usage::Twice { arg: "--out".into() }));
        assert_eq!(read(&["--data"]), Err(Usage::NoValue { arg: "--data".into() }));
        assert_eq!(read(&["--data", "a", "--data", "b"]), Err(Usage::Twice { arg: "--data".into() }));
        assert_eq!(read(&["--as-of", "soon"]), Err(Usage::NotADay { value: "soon".into() }));
    }
}
