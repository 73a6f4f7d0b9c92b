//! Streams of events whose verdicts and final states were not computed by this crate; see `tests/oracle/README.md`.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]
#![expect(clippy::indexing_slicing, reason = "a JSON value answers a field it has not with null")]

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use collegium_core::{
    Id, InstitutionCode, LocalizedText, Money, RecordCode,
    entity::Entity,
    history::{HistoryError, Signature},
    source::Source,
};
use collegium_funding::{
    Budget, BudgetDraft, BudgetEvent, BudgetEventError, BudgetLine, CarryOver, Fund, FundDraft,
};
use serde_json::Value;

/// One stream, as its file tells it, and the budget its events are recorded in.
struct Stream {
    file: Value,
    budget: Budget,
}

fn id<T: Entity>(code: &str) -> Id<T> {
    Id::derived(&InstitutionCode::new("college.example").unwrap(), &code.parse().unwrap())
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap()
}

/// The line of an event, by the names of fund and line.
fn line_code(event: &Value) -> String {
    format!("{}/{}", text(event, "fund"), text(event, "line"))
}

fn fund(code: &str, currency: &str) -> Fund {
    let document = "A fund of the stream".parse().unwrap();
    Fund::try_from(FundDraft {
        id: id(code),
        code: code.parse().unwrap(),
        name: LocalizedText::new([("en", code)]).unwrap(),
        source: "own".parse().unwrap(),
        purposes: ["travel", "events", "lodging", "tuition"].map(|name| name.parse().unwrap()).into(),
        earmark: Source { document, article: None, date: "2026-01-01".parse().unwrap() },
        currency: currency.parse().unwrap(),
        validity: "2026-01-01/2026-12-31".parse().unwrap(),
        channels: [].into(),
        terms: None,
        reports: vec![],
    })
    .unwrap()
}

impl Stream {
    fn new(json: &str) -> Self {
        let file: Value = serde_json::from_str(json).unwrap();
        let currency = text(&file, "currency");
        let funds = ["F1", "F2", "F3"].map(|code| fund(code, currency)).to_vec();
        let budget =
            Budget::try_from(BudgetDraft { funds, lines: vec![], control: None, entries: vec![] }).unwrap();
        Self { file, budget }
    }

    fn amount(&self, event: &Value) -> Money {
        format!("{} {}", text(&self.file, "currency"), text(event, "amount")).parse().unwrap()
    }

    /// In the stream a line begins to exist with its first appropriation.
    fn open(&mut self, event: &Value) {
        let code = line_code(event);
        if self.budget.line(id(&code)).is_none() {
            let mut draft = self.budget.draft();
            let (fund, line) = (text(event, "fund"), text(event, "line"));
            draft.lines.push(BudgetLine {
                id: id(&code),
                code: line.parse().unwrap(),
                name: LocalizedText::new([("en", line)]).unwrap(),
                fund: id(fund),
                purpose: line.parse().unwrap(),
                unit: None,
                part_of: None,
                kind: None,
                project: None,
                period: None,
            });
            self.budget = Budget::try_from(draft).unwrap();
        }
    }

    /// What an event is in our words; a carry-over is one event a fund.
    fn events(&mut self, event: &Value) -> Vec<BudgetEvent> {
        let own = text(event, "id");
        let (expenditure, code) = (id(own), RecordCode::new(own).unwrap());
        vec![match text(event, "op") {
            "appropriate" => {
                let amount = self.amount(event);
                if amount.units() > 0 {
                    self.open(event);
                }
                BudgetEvent::Allotted { line: id(&line_code(event)), amount }
            }
            "commit" => BudgetEvent::Committed {
                commitment: id(text(event, "commitment")),
                code: text(event, "commitment").parse().unwrap(),
                line: id(&line_code(event)),
                purpose: text(event, "line").parse().unwrap(),
                kind: None,
                amount: self.amount(event),
            },
            "release" => BudgetEvent::Released {
                commitment: id(text(event, "commitment")),
                amount: self.amount(event),
            },
            "invoice" => BudgetEvent::Invoiced {
                expenditure,
                code,
                commitment: id(text(event, "commitment")),
                amount: self.amount(event),
                closes: event["final"].as_bool().unwrap(),
            },
            "spend" => BudgetEvent::Spent {
                expenditure,
                code,
                line: id(&line_code(event)),
                purpose: text(event, "line").parse().unwrap(),
                kind: None,
                amount: self.amount(event),
            },
            "virement" => BudgetEvent::Shifted {
                from: id(&format!("{}/{}", text(event, "fund"), text(event, "from"))),
                to: id(&format!("{}/{}", text(event, "to_fund"), text(event, "to"))),
                amount: self.amount(event),
            },
            "reverse" => BudgetEvent::Reversed { expenditure: id(text(event, "event")) },
            "carry_over" => {
                let policy = match text(event, "policy") {
                    "encumbered_only" => CarryOver::Committed,
                    "all" => CarryOver::All,
                    other => unreachable!("no such policy: {other}"),
                };
                let carried = |code: &str| BudgetEvent::CarriedOver { fund: id(code), policy };
                return ["F1", "F2", "F3"].map(carried).to_vec();
            }
            other => unreachable!("no such operation: {other}"),
        }]
    }

    fn verdict(&mut self, event: &Value, on: NaiveDate) -> &'static str {
        let clerk = Signature::new(id("T-9"), "Wang Fang", on).unwrap();
        let mut verdict = "ok";
        for event in self.events(event) {
            let before = self.budget.clone();
            if let Err(error) = self.budget.record(on, &clerk, None, event) {
                assert_eq!(self.budget, before, "a refused event changes nothing");
                verdict = reason(&error);
            }
        }
        verdict
    }

    /// Runs all events, four a day, and compares every verdict.
    fn run(&mut self) {
        let events = self.file["events"].as_array().unwrap().clone();
        let expected = self.file["expected"]["verdicts"].as_array().unwrap().clone();
        assert_eq!(events.len(), expected.len());
        for (number, (event, expected)) in events.iter().zip(&expected).enumerate() {
            let on = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(number as u64 / 4);
            assert_eq!(self.verdict(event, on), expected.as_str().unwrap(), "{event}");
        }
    }

    fn assert_final(&self) {
        let state = self.budget.latest();
        let expected = &self.file["expected"];
        let lines = expected["final"].as_array().unwrap();
        assert_eq!(state.positions().count(), lines.len());
        for line in lines {
            let position = state.position(id(&line_code(line))).unwrap();
            let told = [position.allotted(), position.committed(), position.spent(), position.available()];
            let right = ["budget", "encumbered", "spent", "available"].map(|field| text(line, field));
            assert_eq!(told.map(|amount| amount.amount().to_string()), right, "{line}");
        }
        let open = state.commitments().filter(|it| it.is_open());
        let open: BTreeMap<_, _> =
            open.map(|it| (it.code.to_string(), it.open.amount().to_string())).collect();
        assert_eq!(serde_json::to_value(open).unwrap(), expected["open_commitments"]);
    }
}

/// The word of the stream for a refusal.
fn reason(error: &HistoryError<BudgetEventError>) -> &'static str {
    let HistoryError::Impossible { error, .. } = error else { unreachable!("{error}") };
    match error {
        BudgetEventError::NotPositive { .. } => "invalid_amount",
        BudgetEventError::UnknownLine { .. } => "unknown_line",
        BudgetEventError::UnknownCommitment { .. } => "unknown_commitment",
        BudgetEventError::Insufficient { .. } => "insufficient",
        BudgetEventError::DuplicateCommitment { .. } => "duplicate_commitment",
        BudgetEventError::ExceedsCommitment { .. } => "exceeds_commitment",
        BudgetEventError::DifferentFund { .. } => "different_fund",
        BudgetEventError::AlreadyReversed { .. } => "already_reversed",
        BudgetEventError::UnknownExpenditure { .. } | BudgetEventError::YearEnded { .. } => "not_reversible",
        other => unreachable!("{other}"),
    }
}

fn all_as_expected(json: &str, events: usize) {
    let mut stream = Stream::new(json);
    stream.run();
    stream.assert_final();
    assert_eq!(stream.file["events"].as_array().unwrap().len(), events);
    // What was written is read back the same, entry by entry.
    let written = serde_json::to_string(&stream.budget).unwrap();
    assert_eq!(serde_json::from_str::<Budget>(&written).unwrap(), stream.budget);
}

#[test]
fn the_stream_written_by_hand() {
    all_as_expected(include_str!("oracle/budget_hand.json"), 30);
}

#[test]
fn the_small_stream() {
    all_as_expected(include_str!("oracle/budget_stream_small.json"), 200);
}
