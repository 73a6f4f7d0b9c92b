//! Streams of budget events, and what a budget says to each.
//!
//! A file holds one case, or an array of cases, which is answered by an array. A case is
//! `{"schema":"budget-control/1","currency":…,"events":[…]}`; what else it holds, such as the answers of another program,
//! is not looked at.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use collegium::{
    Currency, Id, InstitutionCode, LocalizedText, Money, RecordCode,
    entity::{BudgetLineId, Entity},
    funding::{
        Budget, BudgetDraft, BudgetEvent, BudgetEventError, BudgetLine, CarryOver, Fund, FundDraft, Purpose,
    },
    history::{HistoryError, Signature},
    preset,
    source::Source,
};
use serde::{Deserialize, Serialize};

const SCHEMA: &str = "budget-control/1";

#[derive(Debug, Deserialize)]
struct Case {
    schema: String,
    currency: Currency,
    events: Vec<Happening>,
}

/// One event of a stream. Which of the fields it must have, its operation says.
#[derive(Debug, Deserialize)]
struct Happening {
    op: Op,
    id: Option<RecordCode>,
    fund: Option<RecordCode>,
    line: Option<RecordCode>,
    from: Option<RecordCode>,
    to_fund: Option<RecordCode>,
    to: Option<RecordCode>,
    commitment: Option<RecordCode>,
    event: Option<RecordCode>,
    amount: Option<String>,
    #[serde(default, rename = "final")]
    closes: bool,
    policy: Option<Policy>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Op {
    Appropriate,
    Commit,
    Spend,
    Release,
    Invoice,
    Virement,
    Reverse,
    CarryOver,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Policy {
    EncumberedOnly,
    All,
}

/// The answers to a stream.
#[derive(Debug, Serialize)]
struct Answers {
    /// `ok` or the reason of refusal, one an event.
    verdicts: Vec<&'static str>,
    /// Each line that was given money, by fund and line.
    #[serde(rename = "final")]
    lines: Vec<LineAnswer>,
    /// What is left of each commitment of which anything is.
    open_commitments: BTreeMap<String, String>,
}

#[derive(Debug, Serialize)]
struct LineAnswer {
    fund: RecordCode,
    line: RecordCode,
    budget: String,
    encumbered: String,
    spent: String,
    available: String,
}

/// Where something is wrong, and what.
struct Wrong {
    path: String,
    problem: String,
}

impl Wrong {
    fn at(path: &str, problem: &(impl ToString + ?Sized)) -> Self {
        Self { path: path.to_owned(), problem: problem.to_string() }
    }

    fn within(self, place: &str) -> Self {
        Self { path: format!("{place}{}", self.path), ..self }
    }
}

/// Reads a file and answers it: one case, or each of an array.
///
/// # Errors
///
/// The path to the fault, and what is wrong there.
pub fn answer(json: &str) -> Result<String, String> {
    let told = |wrong: Wrong| format!("{}: {}", wrong.path, wrong.problem);
    if json.trim_start().starts_with('[') {
        let cases: Vec<Case> = preset::read(json).map_err(|error| error.to_string())?;
        let numbered = cases.iter().enumerate();
        let answers = numbered.map(|(at, case)| run(case).map_err(|wrong| wrong.within(&format!("[{at}]."))));
        return answers.collect::<Result<Vec<_>, _>>().map(|all| preset::write(&all)).map_err(told);
    }
    let case: Case = preset::read(json).map_err(|error| error.to_string())?;
    run(&case).map(|answers| preset::write(&answers)).map_err(told)
}

fn run(case: &Case) -> Result<Answers, Wrong> {
    if case.schema != SCHEMA {
        return Err(Wrong::at("schema", &format!("`{}` is not `{SCHEMA}`", case.schema)));
    }
    let mut stream = Stream::new(case);
    let numbered = case.events.iter().enumerate();
    let verdicts = numbered
        .map(|(at, event)| stream.verdict(event).map_err(|wrong| wrong.within(&format!("events[{at}]"))));
    let verdicts = verdicts.collect::<Result<_, _>>()?;
    Ok(stream.answers(verdicts))
}

/// A budget that is kept in the words of a stream.
struct Stream {
    budget: Budget,
    currency: Currency,
    purpose: Purpose,
    clerk: Signature,
    /// The lines that may be named: each from the event on that first gave it money.
    opened: BTreeMap<(RecordCode, RecordCode), BudgetLineId>,
    /// All lines that are ever given money.
    lines: BTreeMap<(RecordCode, RecordCode), BudgetLineId>,
}

/// What cannot fail: it is made of constants, or of names that were read.
fn sure<T, E: std::fmt::Display>(made: Result<T, E>) -> T {
    made.unwrap_or_else(|error| unreachable!("{error}"))
}

fn id<T: Entity>(code: &str) -> Id<T> {
    Id::derived(&sure(InstitutionCode::new("stream.example")), &sure(code.parse()))
}

/// The day of everything: a stream has an order and no days.
fn day() -> NaiveDate {
    NaiveDate::default()
}

impl Stream {
    fn new(case: &Case) -> Self {
        let named = case.events.iter().filter(|event| matches!(event.op, Op::Appropriate));
        let named: BTreeSet<_> = named.filter_map(|it| Some((it.fund.clone()?, it.line.clone()?))).collect();
        let numbered = named.into_iter().enumerate();
        let lines: BTreeMap<_, _> = numbered.map(|(at, names)| (names, id(&format!("line {at}")))).collect();
        let purpose = sure("any".parse::<Purpose>());
        let codes: BTreeSet<_> =
            lines.keys().map(|(fund, _)| fund.clone()).chain([sure("none".parse())]).collect();
        let funds = codes.iter().map(|code| fund(code, case.currency, &purpose)).collect();
        let of_budget = lines.iter().map(|((fund, code), id)| line(fund, code, *id, &purpose)).collect();
        let draft = BudgetDraft { funds, lines: of_budget, control: None, entries: Vec::new() };
        let (budget, currency) = (sure(Budget::try_from(draft)), case.currency);
        let clerk = sure(Signature::new(id("clerk"), "The stream", day()));
        Self { budget, currency, purpose, clerk, opened: BTreeMap::new(), lines }
    }

    /// `ok`, or the reason of refusal.
    fn verdict(&mut self, event: &Happening) -> Result<&'static str, Wrong> {
        for happened in self.events(event)? {
            match self.budget.record(day(), &self.clerk, None, happened) {
                Ok(_) => {}
                Err(error) => return reason(&error).ok_or_else(|| Wrong::at("", &error)),
            }
        }
        if let (Op::Appropriate, Some(names)) = (event.op, event.fund.clone().zip(event.line.clone())) {
            self.opened.extend(self.lines.get_key_value(&names).map(|(names, id)| (names.clone(), *id)));
        }
        Ok("ok")
    }

    fn amount(&self, event: &Happening) -> Result<Money, Wrong> {
        let amount = format!("{} {}", self.currency, need(event.amount.as_ref(), ".amount")?);
        amount.parse().map_err(|error| Wrong::at(".amount", &error))
    }

    /// A line that was opened; of others an id that no line has.
    fn named(&self, fund: &RecordCode, line: &RecordCode) -> BudgetLineId {
        let names = (fund.clone(), line.clone());
        self.opened.get(&names).copied().unwrap_or_else(|| id("no line"))
    }

    fn line(&self, event: &Happening) -> Result<BudgetLineId, Wrong> {
        Ok(self.named(need(event.fund.as_ref(), ".fund")?, need(event.line.as_ref(), ".line")?))
    }

    /// What an event is in our words; a carry-over is one event a fund.
    fn events(&self, event: &Happening) -> Result<Vec<BudgetEvent>, Wrong> {
        let commitment = || need(event.commitment.as_ref(), ".commitment");
        let own = || need(event.id.as_ref(), ".id");
        let (purpose, kind) = (self.purpose.clone(), None);
        Ok(vec![match event.op {
            Op::Appropriate => {
                let names = (need(event.fund.clone(), ".fund")?, need(event.line.clone(), ".line")?);
                let line = self.lines.get(&names).copied().unwrap_or_else(|| id("no line"));
                BudgetEvent::Allotted { line, amount: self.amount(event)? }
            }
            Op::Commit => {
                let (line, code, amount) = (self.line(event)?, commitment()?.clone(), self.amount(event)?);
                BudgetEvent::Committed { commitment: id(code.as_str()), code, line, purpose, kind, amount }
            }
            Op::Spend => {
                let (line, code, amount) = (self.line(event)?, own()?.clone(), self.amount(event)?);
                BudgetEvent::Spent { expenditure: id(code.as_str()), code, line, purpose, kind, amount }
            }
            Op::Release => {
                let commitment = id(commitment()?.as_str());
                BudgetEvent::Released { commitment, amount: self.amount(event)? }
            }
            Op::Invoice => {
                let (commitment, code) = (id(commitment()?.as_str()), own()?.clone());
                let (expenditure, amount, closes) = (id(code.as_str()), self.amount(event)?, event.closes);
                BudgetEvent::Invoiced { expenditure, code, commitment, amount, closes }
            }
            Op::Virement => {
                let from =
                    self.named(need(event.fund.as_ref(), ".fund")?, need(event.from.as_ref(), ".from")?);
                let to =
                    self.named(need(event.to_fund.as_ref(), ".to_fund")?, need(event.to.as_ref(), ".to")?);
                BudgetEvent::Shifted { from, to, amount: self.amount(event)? }
            }
            Op::Reverse => {
                BudgetEvent::Reversed { expenditure: id(need(event.event.as_ref(), ".event")?.as_str()) }
            }
            Op::CarryOver => {
                let policy = match need(event.policy, ".policy")? {
                    Policy::EncumberedOnly => CarryOver::Committed,
                    Policy::All => CarryOver::All,
                };
                let funds = self.budget.funds.iter();
                return Ok(funds.map(|fund| BudgetEvent::CarriedOver { fund: fund.id, policy }).collect());
            }
        }])
    }

    fn answers(&self, verdicts: Vec<&'static str>) -> Answers {
        let state = self.budget.latest();
        let lines = self.opened.iter().filter_map(|((fund, line), id)| {
            let position = state.position(*id)?;
            Some(LineAnswer {
                fund: fund.clone(),
                line: line.clone(),
                budget: plain(position.allotted()),
                encumbered: plain(position.committed()),
                spent: plain(position.spent()),
                available: plain(position.available()),
            })
        });
        let open = state.commitments().filter(|it| it.is_open());
        let open_commitments = open.map(|it| (it.code.to_string(), plain(it.open))).collect();
        Answers { verdicts, lines: lines.collect(), open_commitments }
    }
}

fn plain(amount: Money) -> String {
    amount.amount().to_string()
}

fn need<T>(field: Option<T>, path: &str) -> Result<T, Wrong> {
    field.ok_or_else(|| Wrong::at(path, "is missing"))
}

fn fund(code: &RecordCode, currency: Currency, purpose: &Purpose) -> Fund {
    let document = sure("A fund of the stream".parse());
    sure(Fund::try_from(FundDraft {
        id: id(code.as_str()),
        code: code.clone(),
        name: sure(LocalizedText::new([("en", code.as_str())])),
        source: sure("own".parse()),
        channels: BTreeMap::new(),
        purposes: [purpose.clone()].into(),
        earmark: Source { document, article: None, date: day() },
        currency,
        validity: sure(collegium::Period::day(day())),
        terms: None,
        reports: Vec::new(),
    }))
}

fn line(of: &RecordCode, code: &RecordCode, own: BudgetLineId, purpose: &Purpose) -> BudgetLine {
    BudgetLine {
        id: own,
        code: code.clone(),
        name: sure(LocalizedText::new([("en", code.as_str())])),
        fund: id(of.as_str()),
        part_of: None,
        purpose: purpose.clone(),
        unit: None,
        kind: None,
        project: None,
        period: None,
    }
}

/// The word of the stream for a refusal; none if it has no word for it.
fn reason(error: &HistoryError<BudgetEventError>) -> Option<&'static str> {
    let HistoryError::Impossible { error, .. } = error else { return None };
    Some(match error {
        BudgetEventError::NotPositive { .. } => "invalid_amount",
        BudgetEventError::UnknownLine { .. } => "unknown_line",
        BudgetEventError::UnknownCommitment { .. } => "unknown_commitment",
        BudgetEventError::Insufficient { .. } => "insufficient",
        BudgetEventError::DuplicateCommitment { .. } => "duplicate_commitment",
        BudgetEventError::ExceedsCommitment { .. } => "exceeds_commitment",
        BudgetEventError::DifferentFund { .. } => "different_fund",
        BudgetEventError::AlreadyReversed { .. } => "already_reversed",
        BudgetEventError::UnknownExpenditure { .. } | BudgetEventError::YearEnded { .. } => "not_reversible",
        _ => return None,
    })
}
