//! What is asked of a researcher's table.

use std::{ffi::OsString, path::PathBuf};

use collegium::{
    indicators::{
        Aim, Method, Normalisation, Weights,
        method::{
            GreyNorm, GreyRelational, Preference, Promethee, RankMethod, RankSumRatio, Topsis, TopsisNorm,
            Vikor, WeightedProduct, WeightedSum,
        },
        weighting::{DeviationWeights, EntropyWeights, Preparation},
    },
    preset,
};

/// How many weights are drawn for the map of ranks, unless it is said.
const SAMPLES: usize = 10_000;

/// What a missing value does: `--missing`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gaps {
    /// Its alternative is left out.
    DropAlternative,
    /// Its weight is shared out among the other values of the alternative; by weighted sum alone.
    RenormalizeWeights,
}

/// Where the weights come from: `--weights`.
#[derive(Debug, Clone, PartialEq)]
pub enum WeightSource {
    /// All the same.
    Equal,
    /// By entropy: `entropy` of the values as they are, `entropy:minmax` of how far they lie from the worst to the best.
    Entropy(EntropyWeights),
    /// By standard deviation: `std` from the worst to the best, `std:none` of the values as they are.
    Deviation(DeviationWeights),
    /// By contrast and conflict.
    Critic,
    /// As given.
    Given(Weights),
}

/// Which method scores the alternatives: `--method`.
#[derive(Debug, Clone, PartialEq)]
pub enum MethodChoice {
    /// With these settings.
    Set(Method),
    /// PROMETHEE II in which every difference counts.
    Promethee,
}

/// What is asked of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The table: the first column names the alternatives, every other is a criterion.
    pub csv: PathBuf,
    /// Where the weights come from.
    pub weights: WeightSource,
    /// How alternatives are scored.
    pub method: MethodChoice,
    /// The criteria that are not simply the better the greater: `--cost COLUMN`, `--target COLUMN=LOW..HIGH`.
    pub aims: Vec<(String, Aim)>,
    /// What a missing value does; without it none may be missing.
    pub missing: Option<Gaps>,
    /// Where a bar chart of the scores is written.
    pub bars: Option<PathBuf>,
    /// Where a heat map of the ranks under random weights is written.
    pub acceptability: Option<PathBuf>,
    /// How many random weights.
    pub samples: usize,
    /// What the random weights begin with.
    pub seed: u64,
}

impl Request {
    /// Reads the arguments that follow the program's name.
    ///
    /// # Errors
    ///
    /// What is wrong with them, and what would be right.
    pub fn read(args: impl Iterator<Item = OsString>) -> Result<Self, String> {
        let mut args =
            args.map(|arg| arg.into_string().map_err(|arg| format!("`{}` is not text", arg.display())));
        let (mut csv, mut weights, mut method) = (None, None, None);
        let (mut missing, mut bars, mut acceptability, mut samples, mut seed) =
            (None, None, None, None, None);
        let mut aims: Vec<(String, Aim)> = Vec::new();
        while let Some(arg) = args.next().transpose()? {
            let value = args.next().ok_or_else(|| format!("`{arg}` needs a value"))??;
            let twice = match arg.as_str() {
                "--csv" => csv.replace(PathBuf::from(value)).is_some(),
                "--weights" => weights.replace(weight_source(&value)?).is_some(),
                "--method" => method.replace(method_choice(&value)?).is_some(),
                "--missing" => missing.replace(gaps(&value)?).is_some(),
                "--bars" => bars.replace(PathBuf::from(value)).is_some(),
                "--acceptability" => acceptability.replace(PathBuf::from(value)).is_some(),
                "--samples" => samples.replace(whole(&arg, &value)?).is_some(),
                "--seed" => seed.replace(whole(&arg, &value)?).is_some(),
                "--cost" | "--target" => {
                    let (column, aim) = if arg == "--cost" { (value, Aim::Cost) } else { target(&value)? };
                    let twice = aims.iter().any(|(known, _)| *known == column);
                    aims.push((column, aim));
                    twice
                }
                _ => return Err(format!("`{arg}` is not an argument of this program")),
            };
            if twice {
                return Err(format!("`{arg}` is given twice"));
            }
        }
        let needed = |name: &str| format!("`{name}` is needed");
        Ok(Self {
            csv: csv.ok_or_else(|| needed("--csv"))?,
            weights: weights.ok_or_else(|| needed("--weights"))?,
            method: method.ok_or_else(|| needed("--method"))?,
            aims,
            missing,
            bars,
            acceptability,
            samples: samples.unwrap_or(SAMPLES),
            seed: seed.unwrap_or(1),
        })
    }
}

fn whole<T: std::str::FromStr>(name: &str, text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("`{text}` is not a whole number for `{name}`"))
}

fn weight_source(text: &str) -> Result<WeightSource, String> {
    Ok(match text {
        "equal" => WeightSource::Equal,
        "entropy" | "entropy:none" => WeightSource::Entropy(EntropyWeights { pre: Preparation::None }),
        "entropy:minmax" => WeightSource::Entropy(EntropyWeights { pre: Preparation::MinMax }),
        "std" | "std:minmax" => WeightSource::Deviation(DeviationWeights { pre: Preparation::MinMax }),
        "std:none" => WeightSource::Deviation(DeviationWeights { pre: Preparation::None }),
        "critic" => WeightSource::Critic,
        list => {
            let wrong = || {
                format!("`{text}` is not `equal`, `entropy`, `std`, `critic` or a list such as `0.5,0.3,0.2`")
            };
            let weights = list.split(',').map(|part| part.trim().parse().map_err(|_| wrong()));
            WeightSource::Given(
                Weights::new(weights.collect::<Result<_, _>>()?).map_err(|error| error.to_string())?,
            )
        }
    })
}

fn method_choice(text: &str) -> Result<MethodChoice, String> {
    let set = |method: Method| Ok(MethodChoice::Set(method));
    match text {
        "weighted_sum" => set(Method::WeightedSum(WeightedSum { norm: Normalisation::MinMax })),
        "weighted_product" => set(Method::WeightedProduct(WeightedProduct { norm: Normalisation::Linear })),
        "topsis" => set(Method::Topsis(Topsis { norm: TopsisNorm::Vector })),
        "vikor" => set(Method::Vikor(Vikor { v: 0.5 })),
        "gra" => set(Method::GreyRelational(GreyRelational { norm: GreyNorm::MinMax, rho: 0.5 })),
        "rsr" => set(Method::RankSumRatio(RankSumRatio { method: RankMethod::Rank })),
        "promethee2" => Ok(MethodChoice::Promethee),
        json if json.starts_with('{') => {
            set(preset::read(json).map_err(|error| format!("`--method`: {error}"))?)
        }
        _ => Err(format!(
            "`{text}` is not `weighted_sum`, `weighted_product`, `topsis`, `vikor`, `gra`, `rsr`, `promethee2` or a method \
             with its settings such as `{{\"topsis\":{{\"norm\":\"minmax\"}}}}`"
        )),
    }
}

impl MethodChoice {
    /// The method for so many criteria.
    #[must_use]
    pub fn method(&self, criteria: usize) -> Method {
        match self {
            Self::Set(method) => method.clone(),
            Self::Promethee => {
                Method::Promethee(Promethee { preferences: vec![Preference::Usual; criteria] })
            }
        }
    }
}

fn gaps(text: &str) -> Result<Gaps, String> {
    match text {
        "drop_alternative" => Ok(Gaps::DropAlternative),
        "renormalize_weights" => Ok(Gaps::RenormalizeWeights),
        _ => Err(format!("`{text}` is not `drop_alternative` or `renormalize_weights`")),
    }
}

/// A column and the range that is best: `Ratio=0.8..1.2`.
fn target(text: &str) -> Result<(String, Aim), String> {
    let parts = text.rsplit_once('=').and_then(|(column, range)| Some((column, range.split_once("..")?)));
    let numbers = parts.and_then(|(column, (low, high))| {
        Some((column, low.trim().parse().ok()?, high.trim().parse().ok()?))
    });
    let (column, low, high) =
        numbers.ok_or_else(|| format!("`{text}` is not a target: write such as `Ratio=0.8..1.2`"))?;
    Ok((column.to_owned(), Aim::Interval { low, high }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(args: &[&str]) -> Result<Request, String> {
        Request::read(args.iter().map(OsString::from))
    }

    #[test]
    fn arguments_are_read_or_refused() {
        let plain = ["--csv", "t.csv", "--weights", "entropy", "--method", "topsis"];
        let request =
            read(&[&plain[..], &["--cost", "Days", "--target", "a=b=0.5..1e1", "--seed", "7"]].concat())
                .unwrap();
        assert_eq!(request.weights, WeightSource::Entropy(EntropyWeights { pre: Preparation::None }));
        assert_eq!((request.seed, request.samples), (7, SAMPLES));
        let target = ("a=b".to_owned(), Aim::Interval { low: 0.5, high: 10.0 });
        assert_eq!(request.aims, [("Days".to_owned(), Aim::Cost), target]);

        let refused = |args: &[&str]| read(&[&plain[..], args].concat()).unwrap_err();
        assert_eq!(refused(&["--csv", "other"]), "`--csv` is given twice");
        assert_eq!(refused(&["--cost", "a", "--cost", "a"]), "`--cost` is given twice");
        assert_eq!(refused(&["--cost"]), "`--cost` needs a value");
        assert_eq!(refused(&["--colour", "red"]), "`--colour` is not an argument of this program");
        assert_eq!(refused(&["--samples", "-1"]), "`-1` is not a whole number for `--samples`");
        assert_eq!(refused(&["--target", "a=1"]), "`a=1` is not a target: write such as `Ratio=0.8..1.2`");
        assert_eq!(read(&plain[..4]).unwrap_err(), "`--method` is needed");
        assert!(weight_source("0.5,0.6").is_err() && weight_source("mine").is_err());
        assert!(method_choice("best").is_err() && method_choice("{}").is_err() && gaps("zero").is_err());
        assert!(method_choice(r#"{"vikor":{"v":0.25}}"#).is_ok());
    }
}
