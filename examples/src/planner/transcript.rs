//! What a student achieved, in the credits and grades of both sides.

use std::{collections::BTreeSet, path::Path};

use collegium::{
    Findings, Mark, RecordCode, Rounding, Rules,
    pathways::{
        Course, Curriculum,
        credit::{ConvertedCredits, CreditConversion, CreditSystem, CreditSystems, Credits},
        grade::{ConvertedGrade, Grade, GradeAverage, GradeConversion, GradeScale},
    },
};
use serde::Deserialize;

use super::json;
use crate::{
    Fault, Faults,
    print::{self, bilingual},
    table::{Row, Table},
};

const FILE: &str = "transcript.csv";
const CONVERSIONS: &str = "conversions.json";

/// The shipped conversions that a folder asks for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    credits: String,
    grades: String,
}

/// The rules by which results become the partner's.
#[derive(Debug)]
struct Conversions {
    credits: CreditConversion,
    grades: GradeConversion,
    systems: CreditSystems,
    from: GradeScale,
    to: GradeScale,
}

/// One course with its result here and there.
#[derive(Debug)]
struct Result {
    course: RecordCode,
    grade: ConvertedGrade,
    /// The credits, if the course is passed.
    credits: Option<ConvertedCredits>,
}

/// Every result of a student, converted.
#[derive(Debug)]
pub(super) struct Transcript {
    conversions: Conversions,
    results: Vec<Result>,
}

impl Transcript {
    /// Reads the results; a course that the curriculum does not have is a fault, and so is a grade that is none.
    pub(super) fn read(folder: &Path, curriculum: Option<&Curriculum>, faults: &mut Faults) -> Option<Self> {
        let conversions = Conversions::read(folder, faults);
        let table = Table::open(folder, FILE, &["course", "grade"], faults);
        let (conversions, curriculum) = (conversions?, curriculum?);
        let mut passed = BTreeSet::new();
        let results = table?.rows(faults, |row| {
            let result = conversions.result(row, curriculum)?;
            if result.grade.passed && !passed.insert(result.course.clone()) {
                row.fault(
                    "course",
                    format_args!("`{}` is passed twice: its credits count once", result.course),
                );
            }
            Some(result)
        });
        let results = results.read;
        Some(Self { conversions, results })
    }

    /// What is wrong with the credits of the curriculum.
    pub(super) fn check_credits(&self, curriculum: &Curriculum) -> Findings {
        curriculum.check_credits(&self.conversions.systems)
    }

    /// The results line by line, their sums and averages, and the rules with their sources.
    pub(super) fn tell(&self, curriculum: &Curriculum) -> String {
        let header = ["Course", "Name", "How", "Credits", "Exactly", "There", "Grade", "There"];
        let mut lines = print::table(3, &header);
        for result in &self.results {
            if let Some(course) = curriculum.course(&result.course) {
                lines.add_row(line(course, result));
            }
        }
        let lines = print::trimmed(&lines.to_string());
        format!("Transcript\n{lines}\n{}\n{}", self.sums(curriculum), self.conversions.sources())
    }

    fn sums(&self, curriculum: &Curriculum) -> String {
        let passed = || self.results.iter().filter_map(|result| result.credits.as_ref());
        let sum = |credits: Vec<Credits>| {
            Credits::checked_sum(credits).map_or_else(|error| error.to_string(), |sum| sum.to_string())
        };
        let home = sum(passed().map(|credits| credits.credits).collect());
        let there = sum(passed().map(|credits| credits.rounded).collect());
        let failed = self.results.len() - passed().count();
        let Conversions { credits, from, to, .. } = &self.conversions;
        let last = credits.legs.last().map_or_else(String::new, |leg| leg.to.to_string());
        let here = self.average(from, curriculum, |result| Some(&result.grade.grade));
        let partner = self.average(to, curriculum, |result| result.grade.outcome.as_ref());
        format!(
            "{home} {} passed, {there} {last} as converted course by course; {failed} of {} courses failed\n\
             Average by credits: {here}; there: {partner}\n",
            credits.from,
            self.results.len()
        )
    }

    /// The average of the passed courses, by the credits of the curriculum.
    fn average<'a>(
        &'a self,
        scale: &'a GradeScale,
        curriculum: &Curriculum,
        mark: impl Fn(&'a Result) -> Option<&'a Mark>,
    ) -> String {
        let weighed = self.results.iter().filter(|result| result.grade.passed).filter_map(|result| {
            let grade: Option<Grade<'_>> = mark(result).and_then(|mark| scale.grade(mark).ok());
            Some((curriculum.course(&result.course)?.credits.amount(), grade))
        });
        let average = GradeAverage::of(scale, weighed);
        let told = average.ok().and_then(|average| {
            let exact = average.average?;
            let rounded = exact.round(2, Rounding::HalfUp).ok()?;
            Some(format!("{rounded} {} ({exact}; {} courses)", average.scale, average.counted))
        });
        told.unwrap_or_else(|| "none".to_owned())
    }
}

impl Conversions {
    fn read(folder: &Path, faults: &mut Faults) -> Option<Self> {
        let names: Names = json(folder, CONVERSIONS, faults)?;
        let mut unknown = |key: &str, name: &str| {
            let problem = format!("`{name}` is not the name of a shipped conversion");
            faults.add(Fault::of_cell(CONVERSIONS, 0, key, name, problem));
        };
        let credits = CreditConversion::preset(&names.credits).and_then(|preset| preset.load().ok());
        let grades = GradeConversion::preset(&names.grades).and_then(|preset| preset.load().ok());
        if credits.is_none() {
            unknown("credits", &names.credits);
        }
        if grades.is_none() {
            unknown("grades", &names.grades);
        }
        let (credits, grades) = (credits?, grades?);
        let scale = |code: &dyn std::fmt::Display| {
            GradeScale::preset(&format!("grade-scale-{code}")).and_then(|preset| preset.load().ok())
        };
        let systems = CreditSystem::presets().iter().filter_map(|preset| preset.load().ok());
        let systems = CreditSystems::new(systems).ok()?;
        let (from, to) = (scale(&grades.from)?, scale(&grades.to)?);
        Some(Self { credits, grades, systems, from, to })
    }

    fn result(&self, row: &mut Row<'_>, curriculum: &Curriculum) -> Option<Result> {
        let (code, mark) = (row.required::<RecordCode>("course"), row.required::<Mark>("grade"));
        let (code, mark) = (code?, mark?);
        let Some(course) = curriculum.course(&code) else {
            row.fault("course", format_args!("`{code}` is no course of the curriculum"));
            return None;
        };
        let converter = row.door("grade", self.grades.bind(&self.from, &self.to))?;
        let grade = row.door("grade", converter.convert(&mark))?;
        let credits = if grade.passed { Some(self.credits(row, course)?) } else { None };
        Some(Result { course: code, grade, credits })
    }

    fn credits(&self, row: &mut Row<'_>, course: &Course) -> Option<ConvertedCredits> {
        if course.system != self.credits.from {
            let problem = format!(
                "`{}` is counted in {}, and the conversion `{}` is from {}",
                course.code, course.system, self.credits.code, self.credits.from
            );
            row.fault("course", problem);
            return None;
        }
        let converter = row.door("course", self.credits.bind(&self.systems))?;
        row.door("course", converter.convert(course.credits))
    }

    fn sources(&self) -> String {
        format!(
            "Credits by {}: {}\nGrades by {}: {}\n",
            self.credits.code,
            self.credits.basis(),
            self.grades.code,
            self.grades.basis()
        )
    }
}

fn line(course: &Course, result: &Result) -> [String; 8] {
    let ConvertedGrade { grade, working, outcome, .. } = &result.grade;
    let there = outcome.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string);
    let name = bilingual(&course.name);
    let (exact, credits, how) = match &result.credits {
        Some(ConvertedCredits { exact, rounded, path, .. }) => {
            let factors = path.iter().fold(String::new(), |text, factor| format!("{text} x {factor}"));
            (
                exact.to_string(),
                rounded.to_string(),
                format!("{}{factors}; {}: {working}", course.credits, result.grade.rule.method),
            )
        }
        None => (
            "-".to_owned(),
            Credits::ZERO.to_string(),
            format!("not passed; {}: {working}", result.grade.rule.method),
        ),
    };
    [course.code.to_string(), name, how, course.credits.to_string(), exact, credits, grade.to_string(), there]
}
