//! A researcher's table as a ranking.

use std::{fs, path::Path};

use collegium::indicators::{
    Aim, Completed, DecisionMatrix, Method, Ranking, Table as Matrix, TableDraft, Weights,
    weighting::CriticWeights,
};

use super::{
    drawings,
    request::{Gaps, Request, WeightSource},
};
use crate::{Fault, Faults, print, table::Table};

/// A ranking as text, and the charts that were asked for.
#[derive(Debug)]
pub struct Told {
    /// For the terminal.
    pub text: String,
    /// Each chart, and where it goes.
    pub charts: Vec<(std::path::PathBuf, String)>,
}

/// Alternatives that are left, with what is known of them.
pub(super) struct Ranked {
    pub(super) matrix: DecisionMatrix,
    pub(super) method: Method,
    pub(super) weights: Weights,
    pub(super) ranking: Ranking,
    /// The names, in the order of the scores.
    pub(super) names: Vec<String>,
}

/// Evaluates a table.
///
/// # Errors
///
/// Every fault of the file, or why the method gives no scores.
pub fn evaluate(request: &Request) -> Result<Told, String> {
    let table = read(&request.csv, &request.aims)?;
    let ranked = rank(&table, request)?;
    let mut charts = Vec::new();
    if let Some(path) = &request.bars {
        charts.push((path.clone(), drawings::scores(&ranked)));
    }
    if let Some(path) = &request.acceptability {
        charts.push((path.clone(), drawings::acceptability(&ranked, request.samples, request.seed)?));
    }
    Ok(Told { text: text(&table, &ranked), charts })
}

/// The table with its names and aims.
fn read(path: &Path, aims: &[(String, Aim)]) -> Result<Matrix, String> {
    let (folder, file) = (path.parent().unwrap_or(Path::new("")), path.file_name().unwrap_or_default());
    let file = file.to_string_lossy();
    let mut faults = Faults::default();
    let headers = headers(path);
    let columns: Vec<_> = headers.iter().map(String::as_str).collect();
    let read = Table::open(folder, &file, &columns, &mut faults);
    let (names, criteria) = columns.split_first().unwrap_or((&"", &[]));
    for (column, _) in aims.iter().filter(|(column, _)| !criteria.contains(&column.as_str())) {
        faults.add(Fault::of_row(
            &file,
            1,
            format_args!("`{column}` is not a criterion: the file has {}", criteria.join(", ")),
        ));
    }
    let rows = read.map(|table| {
        table.rows(&mut faults, |row| {
            let cells: Option<Vec<_>> = criteria.iter().map(|column| row.optional::<f64>(column)).collect();
            Some((row.required(names)?, cells?))
        })
    });
    let aim =
        |column: &&str| aims.iter().find(|(known, _)| known == column).map_or(Aim::Benefit, |(_, aim)| *aim);
    let draft = rows.and_then(|rows| {
        let (alternatives, cells): (Vec<_>, Vec<Vec<_>>) = rows.read.into_iter().unzip();
        let criteria: Option<Vec<_>> = criteria.iter().map(|column| column.trim().parse().ok()).collect();
        let aims = columns.iter().skip(1).map(aim).collect();
        Some(TableDraft { aims, cells: cells.concat(), alternatives, criteria: criteria? })
    });
    let draft = faults.settle(draft).map_err(|faults| faults.to_string())?;
    Matrix::try_from(draft).map_err(|error| format!("{file}: {error}"))
}

/// The first line of a file; what is wrong with the file is told when it is read.
fn headers(path: &Path) -> Vec<String> {
    let bytes = fs::read(path).unwrap_or_default();
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let mut reader = csv::Reader::from_reader(bytes);
    reader.headers().map(|line| line.iter().map(str::to_owned).collect()).unwrap_or_default()
}

fn rank(table: &Matrix, request: &Request) -> Result<Ranked, String> {
    let completed = table.drop_incomplete().map_err(|error| error.to_string())?;
    let gaps = completed.dropped();
    if let (None, Some(first)) = (request.missing, gaps.first()) {
        let name = table.alternatives.get(*first).map(ToString::to_string).unwrap_or_default();
        return Err(format!("`{name}` has a missing value: say what it does, `--missing drop_alternative`"));
    }
    let matrix = completed.matrix().clone();
    let weights = weigh(&matrix, &request.weights)?;
    let method = request.method.method(matrix.columns());
    let all: Vec<_> = table.alternatives.iter().map(ToString::to_string).collect();
    let (ranking, names) = match (request.missing, &method) {
        (Some(Gaps::RenormalizeWeights), Method::WeightedSum(sum)) => {
            (sum.evaluate_table(table, &weights), all)
        }
        (Some(Gaps::RenormalizeWeights), _) => {
            return Err("only the weighted sum shares out the weight of missing values".to_owned());
        }
        _ => (method.evaluate(&matrix, &weights), kept(&completed, &all)),
    };
    Ok(Ranked { ranking: ranking.map_err(|error| error.to_string())?, matrix, method, weights, names })
}

fn kept(completed: &Completed, names: &[String]) -> Vec<String> {
    completed.kept().iter().filter_map(|place| names.get(*place).cloned()).collect()
}

fn weigh(matrix: &DecisionMatrix, source: &WeightSource) -> Result<Weights, String> {
    let told = |error: &dyn std::error::Error| error.to_string();
    match source {
        WeightSource::Equal => Weights::equal(matrix.columns()).map_err(|error| told(&error)),
        WeightSource::Given(weights) => Ok(weights.clone()),
        WeightSource::Entropy(entropy) => entropy.weigh(matrix).map_err(|error| told(&error)),
        WeightSource::Deviation(deviation) => deviation.weigh(matrix).map_err(|error| told(&error)),
        WeightSource::Critic => CriticWeights {}.weigh(matrix).map_err(|error| told(&error)),
    }
}

fn text(table: &Matrix, ranked: &Ranked) -> String {
    let mut weights = print::table(1, &["Criterion", "Better", "Weight"]);
    for (criterion, (aim, weight)) in table.aims.iter().zip(ranked.weights.as_slice()).enumerate() {
        let better = match aim {
            Aim::Benefit => "more".to_owned(),
            Aim::Cost => "less".to_owned(),
            Aim::Interval { low, high } => format!("{low} to {high}"),
        };
        weights.add_row([ranked.matrix.criterion_label(criterion), better, format!("{weight:.4}")]);
    }
    let mut places = print::table(1, &["Alternative", "Rank", "Score"]);
    let ranks = ranked.ranking.ranks();
    for place in ranked.ranking.order() {
        let name = ranked.names.get(place).cloned().unwrap_or_default();
        let rank = ranks.get(place).map(ToString::to_string).unwrap_or_default();
        let score = ranked.ranking.scores.get(place).copied().unwrap_or_default();
        places.add_row([name, rank, format!("{score:.6}")]);
    }
    let left_out: Vec<_> = table
        .alternatives
        .iter()
        .map(ToString::to_string)
        .filter(|name| !ranked.names.contains(name))
        .map(|name| format!("left out, since a value is missing: {name}"))
        .collect();
    let findings = ranked.ranking.findings.iter().map(ToString::to_string);
    let notes: Vec<_> = left_out.into_iter().chain(findings).collect();
    let text = format!("{weights}\n\n{places}\n\n{}", notes.join("\n"));
    text.trim_end().lines().map(str::trim_end).fold(String::new(), |text, line| text + line + "\n")
}
