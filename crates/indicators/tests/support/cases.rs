//! Cases of the oracle: what goes in, and how an answer is held against what is expected.

use collegium_indicators::{Aim, Completed, DecisionMatrix, Table, Weights};
use serde_json::{Map, Value, json};

/// One case of a file.
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) options: Value,
    pub(crate) input: Value,
    expected: Value,
    tolerance: (f64, f64),
    table: Option<Table>,
}

fn aim(direction: &Value) -> Aim {
    match direction {
        Value::String(text) if text == "cost" => Aim::Cost,
        Value::Array(parts) => {
            Aim::Interval { low: parts[1].as_f64().unwrap(), high: parts[2].as_f64().unwrap() }
        }
        _ => Aim::Benefit,
    }
}

/// The generator of the large cases: splitmix64.
pub(crate) struct Stream(pub(crate) u64);

impl Stream {
    /// The next number, from 0 to below 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    pub(crate) fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = self.0;
        let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / 9_007_199_254_740_992.0
    }
}

/// The matrix and the weights of a large case.
fn by_rule(input: &Value) -> (Table, Weights) {
    let size = |field: &str| usize::try_from(input[field].as_u64().unwrap()).unwrap();
    let (rows, columns) = (size("rows"), size("cols"));
    let mut stream = Stream(input["seed"].as_str().unwrap().parse().unwrap());
    let cells: Vec<_> = (0..rows * columns).map(|_| Some(1.0 + 99.0 * stream.next())).collect();
    assert_eq!(cells[0], input["check"]["x00"].as_f64());
    let aims: Vec<_> = (0..columns).map(|j| if j % 5 == 3 { Aim::Cost } else { Aim::Benefit }).collect();
    let parts = (0..columns).map(|j| f64::from(u8::try_from(1 + j % 7).unwrap())).collect();
    (Table::new(aims, cells).unwrap(), Weights::proportional(parts).unwrap())
}

impl Case {
    fn new(case: &Value) -> Self {
        let mut input = case["input"].clone();
        let table = if input.get("rule").is_some_and(|_| input.get("samples").is_none()) {
            let (table, weights) = by_rule(&input);
            input["weights"] = json!(weights);
            Some(table)
        } else {
            let list = |field: &str| input[field].as_array().cloned().unwrap_or_default();
            let aims: Vec<_> = list("directions").iter().map(aim).collect();
            let cells: Vec<_> = list("matrix").iter().map(Value::as_f64).collect();
            Table::new(aims, cells).ok()
        };
        Self {
            id: case["id"].as_str().unwrap().to_owned(),
            kind: case["kind"].as_str().unwrap().to_owned(),
            options: case["options"].clone(),
            expected: case["expected"].clone(),
            tolerance: (
                case["tolerance"]["rel"].as_f64().unwrap_or(1e-9),
                case["tolerance"]["abs"].as_f64().unwrap_or(1e-12),
            ),
            input,
            table,
        }
    }

    pub(crate) fn table(&self) -> Table {
        self.table.clone().unwrap()
    }

    fn completed(&self) -> Completed {
        self.table().drop_incomplete().unwrap()
    }

    /// The matrix without the alternatives that have gaps.
    pub(crate) fn matrix(&self) -> DecisionMatrix {
        self.completed().matrix().clone()
    }

    /// Where the alternatives of the matrix stood in the input.
    pub(crate) fn kept(&self) -> Vec<usize> {
        self.completed().kept().to_vec()
    }

    /// Results in the order of the input.
    pub(crate) fn spread<T: Clone>(&self, results: &[T]) -> Vec<Option<T>> {
        self.completed().spread(results)
    }

    pub(crate) fn weights(&self) -> Weights {
        serde_json::from_value(self.input["weights"].clone()).unwrap()
    }

    fn check(&self, got: &Value, want: &Value, path: &str) {
        match (got, want) {
            (Value::Array(got), Value::Array(want)) => {
                assert_eq!(got.len(), want.len(), "{} {path}: length", self.id);
                for (at, (got, want)) in got.iter().zip(want).enumerate() {
                    self.check(got, want, &format!("{path}[{at}]"));
                }
            }
            (_, Value::Object(want)) => {
                for (field, want) in want {
                    self.check(&got[field], want, &format!("{path}.{field}"));
                }
            }
            (Value::Number(got), Value::Number(want)) if got.is_f64() || want.is_f64() => {
                let (got, want) = (got.as_f64().unwrap(), want.as_f64().unwrap());
                let (rel, abs) = self.tolerance;
                assert!((got - want).abs() <= abs + rel * want.abs(), "{} {path}: {got} for {want}", self.id);
            }
            _ => assert_eq!(got, want, "{} {path}", self.id),
        }
    }
}

/// What this crate answers to a case, field by field.
#[derive(Default)]
pub(crate) struct Answer(Map<String, Value>);

impl Answer {
    pub(crate) fn set(&mut self, field: &str, value: Value) {
        self.0.insert(field.to_owned(), value);
    }

    pub(crate) fn numbers(&mut self, field: &str, numbers: &[Option<f64>]) {
        self.set(field, json!(numbers));
    }
}

/// Runs every case of a file and says how many there were.
pub(crate) fn run(file: &str, method: impl Fn(&Case, &mut Answer) -> Option<()>) -> usize {
    run_where(file, |_| true, method)
}

/// Runs the cases of some kinds and says how many there were.
pub(crate) fn run_where(
    file: &str,
    chosen: impl Fn(&str) -> bool,
    method: impl Fn(&Case, &mut Answer) -> Option<()>,
) -> usize {
    let file: Value = serde_json::from_str(file).unwrap();
    let cases = file["cases"].as_array().unwrap();
    let cases: Vec<_> = cases.iter().filter(|case| chosen(case["kind"].as_str().unwrap())).collect();
    for case in &cases {
        let case = Case::new(case);
        let mut answer = Answer::default();
        let answered = case.table.is_some() && method(&case, &mut answer).is_some();
        assert_eq!(answered, case.expected.get("error").is_none(), "{}: answer or error", case.id);
        if answered {
            case.check(&Value::Object(answer.0), &case.expected, "");
        }
    }
    println!("{}: {} cases ran", file["method"].as_str().unwrap_or("large"), cases.len());
    cases.len()
}
