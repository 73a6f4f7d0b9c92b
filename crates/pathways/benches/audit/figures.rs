//! What is told of many measurements.

use std::{fmt, time::Duration};

/// The time of each of many answers.
#[derive(Default)]
pub struct Figures(Vec<Duration>);

impl Figures {
    pub fn add(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// The time that so many out of a thousand do not pass.
    fn quantile(sorted: &[Duration], thousandths: usize) -> Duration {
        sorted[(sorted.len() * thousandths).div_ceil(1000) - 1]
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let total: Duration = sorted.iter().sum();
        let mean = total.as_secs_f64() / sorted.len() as f64;
        write!(f, "{:.0} a second; mean {:.1?}", 1.0 / mean, Duration::from_secs_f64(mean))?;
        for (name, thousandths) in [("median", 500), ("90 %", 900), ("99 %", 990), ("worst", 1000)] {
            write!(f, ", {name} {:.1?}", Self::quantile(&sorted, thousandths))?;
        }
        Ok(())
    }
}
