//! A student on a route: what she has, and what it is worth at the partner's.

mod transcript;

use std::path::Path;

use chrono::NaiveDate;
use collegium::{
    Findings,
    pathways::{Curriculum, Host, IntakeChannels, Programme, ProgrammeRules, Stage},
};
use serde::de::DeserializeOwned;

use crate::{Faults, fault, print::bilingual};
use transcript::Transcript;

/// A programme, its courses, and what a student achieved in them.
#[derive(Debug)]
pub struct Planner {
    programme: Programme,
    curriculum: Curriculum,
    transcript: Transcript,
}

impl Planner {
    /// The day the shipped student is told for.
    pub const SHIPPED_DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();

    /// Reads `programme.json`, `curriculum.json`, `conversions.json` and `transcript.csv` of a folder.
    ///
    /// # Errors
    ///
    /// Every fault of the files.
    pub fn read(folder: &Path) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        let programme = json(folder, "programme.json", &mut faults);
        let curriculum = json(folder, "curriculum.json", &mut faults);
        let transcript = Transcript::read(folder, curriculum.as_ref(), &mut faults);
        match (programme, curriculum, transcript) {
            (Some(programme), Some(curriculum), Some(transcript)) if faults.is_empty() => {
                Ok(Self { programme, curriculum, transcript })
            }
            _ => Err(faults),
        }
    }

    /// Tells the route, what its rules say of it, and the transcript line by line.
    #[must_use]
    pub fn tell(&self, as_of: NaiveDate) -> String {
        [self.route(), self.checks(as_of), self.transcript.tell(&self.curriculum)].join("\n")
    }

    fn route(&self) -> String {
        let route = &self.programme.route;
        let forms: Vec<_> = route.forms().iter().map(ToString::to_string).collect();
        let head = format!(
            "{} ({})\n{}, {} months; awards: {}\n",
            bilingual(&self.programme.major),
            self.programme.code,
            route.shape(),
            route.shape().months(),
            forms.join(", ")
        );
        let stages = (1..).zip(&route.stages).map(|(number, stage)| {
            let courses = self.curriculum.courses.iter().filter(|course| u8::from(course.stage) == number);
            format!("  stage {number}: {}; {} courses\n", told(stage), courses.count())
        });
        stages.fold(head, |text, line| text + &line)
    }

    fn checks(&self, as_of: NaiveDate) -> String {
        let programmes = std::slice::from_ref(&self.programme);
        // The presets are held by tests.
        let rules = ProgrammeRules::cn().load().map(|rules| rules.check(programmes, as_of));
        let channels = IntakeChannels::shandong().load().map(|channels| channels.check(programmes));
        let mut found: Findings = [rules, channels].into_iter().flatten().flatten().collect();
        found.extend(self.curriculum.check_stages(&self.programme.route));
        found.extend(self.transcript.check_credits(&self.curriculum));
        let lines: Vec<_> = found.iter().map(|finding| format!("  {finding}\n")).collect();
        let lines = if lines.is_empty() { "  nothing\n".to_owned() } else { lines.concat() };
        format!("What the rules find on {as_of}\n{lines}")
    }
}

/// The value of a JSON file.
fn json<T: DeserializeOwned>(folder: &Path, file: &str, faults: &mut Faults) -> Option<T> {
    let text = fault::text(folder, file, faults)?;
    fault::json(file, &text, faults)
}

fn told(stage: &Stage) -> String {
    let host = match &stage.host {
        Host::Home => "at home",
        Host::Partner(_) => "at the partner's",
        Host::Joint(_) => "taught together at home",
    };
    let language = stage.language.as_ref().map_or_else(String::new, |language| format!(", in {language}"));
    let awards: Vec<_> = stage
        .awards
        .iter()
        .map(|award| format!("{} (ISCED {})", bilingual(&award.name), award.isced))
        .collect();
    let awards = if awards.is_empty() { "no award".to_owned() } else { awards.join(" and ") };
    let exit = if stage.exit { "who stops here keeps" } else { "leads to" };
    let years =
        if stage.years.months() == 12 { "1 year".to_owned() } else { format!("{} years", stage.years) };
    format!("{years} {host}{language}; {exit} {awards}")
}
