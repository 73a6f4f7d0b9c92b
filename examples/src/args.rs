//! The arguments of the programs.

use std::path::PathBuf;

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
}

impl Args {
    /// Reads the arguments that follow the program's name.
    ///
    /// # Errors
    ///
    /// [`Usage`] for an argument that is unknown, given twice, or without its value.
    pub fn read(mut args: impl Iterator<Item = String>) -> Result<Self, Usage> {
        let mut read = Self::default();
        while let Some(arg) = args.next() {
            let twice = Usage::Twice { arg: arg.clone() };
            let mut value = || args.next().ok_or_else(|| Usage::NoValue { arg: arg.clone() });
            match arg.as_str() {
                "--data" if read.data.is_none() => read.data = Some(value()?.into()),
                "--as-of" if read.as_of.is_none() => {
                    let value = value()?;
                    read.as_of = Some(date::parse(&value).map_err(|_| Usage::NotADay { value })?);
                }
                "--data" | "--as-of" => return Err(twice),
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
        Args::read(args.iter().map(|&arg| arg.to_owned()))
    }

    #[test]
    fn arguments_are_read_or_refused() {
        let args = read(&["--as-of", "2026-03-01", "--data", "d"]).unwrap();
        assert_eq!(args, Args { data: Some("d".into()), as_of: "2026-03-01".parse().ok() });
        assert_eq!(read(&["--out"]), Err(Usage::Unknown { arg: "--out".into() }));
        assert_eq!(read(&["--data"]), Err(Usage::NoValue { arg: "--data".into() }));
        assert_eq!(read(&["--data", "a", "--data", "b"]), Err(Usage::Twice { arg: "--data".into() }));
        assert_eq!(read(&["--as-of", "soon"]), Err(Usage::NotADay { value: "soon".into() }));
    }
}
