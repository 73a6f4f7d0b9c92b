//! Evaluations: files of cases in, answers out; and a researcher's table as a ranking.
//!
//! A file holds cases of one method, `{"schema":"indicators-oracle/1","method":…,"cases":[…]}`; a case has an `id`, the
//! `options` of the method and its `input`. What else the schema has (`expected`, `tolerance`, `sources`, `note`) is not
//! looked at. Each module answers for one family of methods.

mod case;
mod drawings;
mod grades;
mod judgements;
mod large;
mod matrix;
mod rankings;
mod request;
mod scores;
mod table;
mod units;
mod weights;

pub use case::{Case, CaseFile, answer};
pub use request::{Gaps, MethodChoice, Request, WeightSource};
pub use table::{Told, evaluate};
