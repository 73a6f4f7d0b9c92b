//! Data envelopment analysis beside figures that independent programs agree on.
//!
//! `tests/oracle/dea.json`: an exact rational simplex and four other programs; each case names those that agreed.
#![expect(clippy::unwrap_used, clippy::float_arithmetic, reason = "what fails here is a failed test")]

#[path = "support/oracle.rs"]
#[allow(dead_code, reason = "shared between tests that need different parts")]
mod oracle;

use std::error::Error;

use collegium_indicators::efficiency::{Dea, Units, UnitsDraft};
use serde_json::json;

#[test]
fn every_case_of_the_oracle() {
    oracle::run(include_str!("oracle/dea.json"), |options, input| -> Result<_, Box<dyn Error>> {
        let units = Units::try_from(UnitsDraft {
            inputs: oracle::read(&input["inputs"]),
            outputs: oracle::read(&input["outputs"]),
            x: oracle::read(&input["x"]),
            y: oracle::read(&input["y"]),
            labels: Vec::new(),
        })?;
        let dea = Dea {
            returns: oracle::read(&options["rts"]),
            orientation: oracle::read(&options["orientation"]),
        };
        let measured = dea.evaluate(&units)?;
        Ok(json!({
            "theta": measured.iter().map(|unit| unit.theta).collect::<Vec<_>>(),
            "efficiency": measured.iter().map(|unit| unit.efficiency).collect::<Vec<_>>(),
            "slack_sum": measured.iter().map(|unit| unit.slack_sum).collect::<Vec<_>>(),
            "strong": measured.iter().map(|unit| unit.strong).collect::<Vec<_>>(),
        }))
    });
}
