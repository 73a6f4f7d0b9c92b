//! What a program is at, for whoever waits.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// A line on standard error that says what is done now. It is gone in the end, and silent where nobody sits before it.
#[derive(Debug)]
pub struct Progress(ProgressBar);

impl Progress {
    /// A line that says this.
    #[must_use]
    pub fn new(doing: &'static str) -> Self {
        // On standard error, and hidden unless that is a terminal.
        let line = ProgressBar::new_spinner().with_message(doing);
        // The template is ours; were it wrong, the one of the library would do.
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
            line.set_style(style);
        }
        line.enable_steady_tick(Duration::from_millis(200));
        Self(line)
    }

    /// Says something else.
    pub fn now(&self, doing: &'static str) {
        self.0.set_message(doing);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
