//! The cells of `entries.csv`, read into events.

use std::collections::BTreeMap;

use collegium::{
    Id, IdSpace, Money, RecordCode,
    entity::{BudgetLineId, Entity},
    funding::{BudgetEvent, CarryOver, Purpose},
};

use super::entries::Known;
use crate::table::{Column, Found, Row, Table, YesNo};

/// The columns of the file.
pub(super) const COLUMNS: [&str; 11] = [
    "effective",
    "recorded",
    "event",
    "line",
    "to",
    "fund",
    "code",
    "commitment",
    "purpose",
    "amount",
    "closes",
];

/// The same, looked up once for all rows.
pub(super) struct Columns {
    pub(super) effective: Found,
    pub(super) recorded: Found,
    event: Found,
    line: Found,
    to: Found,
    fund: Found,
    code: Found,
    commitment: Found,
    purpose: Found,
    amount: Found,
    closes: Found,
    /// Of each kind of event, whether it has a cell at each place.
    cells: BTreeMap<Kind, Vec<bool>>,
}

impl Columns {
    pub(super) fn of(table: &Table) -> Self {
        let [effective, recorded, event, line, to, fund, code, commitment, purpose, amount, closes] =
            COLUMNS.map(|name| table.column(name));
        let has = |kind: Kind, column: &str| BEFORE.contains(&column) || kind.cells().contains(&column);
        let of_kind = |kind| (kind, table.columns().map(|column| has(kind, column)).collect());
        let cells = Kind::ALL.into_iter().map(of_kind).collect();
        Self { effective, recorded, event, line, to, fund, code, commitment, purpose, amount, closes, cells }
    }

    /// Whether a row has no cell filled that an event of its kind has not.
    fn fit(&self, row: &Row<'_>, kind: Kind) -> bool {
        let cells = self.cells.get(&kind);
        cells.is_some_and(|cells| row.filled().all(|place| cells.get(place) == Some(&true)))
    }
}

/// The columns that every row fills.
const BEFORE: [&str; 3] = ["effective", "recorded", "event"];

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Allotted,
    Committed,
    Released,
    Invoiced,
    Spent,
    Reversed,
    Shifted,
    CarriedOver,
}

impl Kind {
    const ALL: [Self; 8] = [
        Self::Allotted,
        Self::Committed,
        Self::Released,
        Self::Invoiced,
        Self::Spent,
        Self::Reversed,
        Self::Shifted,
        Self::CarriedOver,
    ];

    /// The cells that say more of such an event.
    const fn cells(self) -> &'static [&'static str] {
        match self {
            Self::Allotted => &["line", "amount"],
            Self::Committed | Self::Spent => &["line", "code", "purpose", "amount"],
            Self::Released => &["commitment", "amount"],
            Self::Invoiced => &["code", "commitment", "amount", "closes"],
            Self::Reversed => &["code"],
            Self::Shifted => &["line", "to", "amount"],
            Self::CarriedOver => &["fund", "purpose"],
        }
    }
}

/// The cells of an entry.
pub(super) struct Cells<'a, 'r> {
    pub(super) row: &'a mut Row<'r>,
    pub(super) known: &'a Known<'a>,
    pub(super) columns: &'a Columns,
}

impl Cells<'_, '_> {
    /// The event; `None` if there is a fault in one of its cells.
    pub(super) fn event(&mut self) -> Option<BudgetEvent> {
        let Some(kind) = self.row.word::<Kind>(self.columns.event) else {
            self.whatever();
            return None;
        };
        let fits = self.columns.fit(self.row, kind);
        if !fits {
            for column in COLUMNS {
                let known = BEFORE.contains(&column) || kind.cells().contains(&column);
                if !known && !self.row.text(column).is_empty() {
                    self.row.fault(column, "this event has no such cell: leave it empty");
                }
            }
        }
        self.read(kind).filter(|_| fits)
    }

    fn read(&mut self, kind: Kind) -> Option<BudgetEvent> {
        let (columns, known) = (self.columns, self.known);
        Some(match kind {
            Kind::Allotted => {
                let (line, amount) = (self.line(columns.line), self.amount());
                BudgetEvent::Allotted { line: line?, amount: amount? }
            }
            Kind::Committed => {
                let Use { code, line, purpose, amount } = self.use_of()?;
                let commitment = known.commitments.id(&code);
                BudgetEvent::Committed { commitment, code, line, purpose, kind: None, amount }
            }
            Kind::Released => {
                let commitment = self.id(columns.commitment, &known.commitments);
                let amount = self.amount();
                BudgetEvent::Released { commitment: commitment?, amount: amount? }
            }
            Kind::Invoiced => self.invoiced()?,
            Kind::Spent => {
                let Use { code, line, purpose, amount } = self.use_of()?;
                let expenditure = known.expenditures.id(&code);
                BudgetEvent::Spent { expenditure, code, line, purpose, kind: None, amount }
            }
            Kind::Reversed => {
                BudgetEvent::Reversed { expenditure: self.id(columns.code, &known.expenditures)? }
            }
            Kind::Shifted => {
                let (from, to, amount) = (self.line(columns.line), self.line(columns.to), self.amount());
                BudgetEvent::Shifted { from: from?, to: to?, amount: amount? }
            }
            Kind::CarriedOver => {
                let policy = self.row.word::<CarryOver>(columns.purpose);
                let fund = known.funds.refer(self.row, columns.fund);
                BudgetEvent::CarriedOver { fund: fund?, policy: policy? }
            }
        })
    }

    fn line(&mut self, column: impl Column) -> Option<BudgetLineId> {
        self.known.lines.refer(self.row, column)
    }

    fn id<T: Entity>(&mut self, column: impl Column, space: &IdSpace<T>) -> Option<Id<T>> {
        self.row.required(column).map(|code| space.id(&code))
    }

    fn purpose(&mut self) -> Option<Purpose> {
        let text = self.row.text(self.columns.purpose);
        let known = self.known.purposes.iter().find(|purpose| purpose.as_str() == text);
        known.cloned().or_else(|| self.row.required(self.columns.purpose))
    }

    /// Reads every cell that is filled, for its faults.
    fn whatever(&mut self) {
        for column in ["line", "to"] {
            self.known.lines.refer_optional(self.row, column);
        }
        self.known.funds.refer_optional(self.row, "fund");
        for column in ["code", "commitment"] {
            self.row.optional::<RecordCode>(column);
        }
        self.row.optional::<Purpose>("purpose");
        self.row.optional::<Money>("amount");
        if !self.row.text("closes").is_empty() {
            self.row.word::<YesNo>("closes");
        }
    }

    fn amount(&mut self) -> Option<Money> {
        self.row.required(self.columns.amount)
    }

    fn use_of(&mut self) -> Option<Use> {
        let (code, line) = (self.row.required(self.columns.code), self.line(self.columns.line));
        let (purpose, amount) = (self.purpose(), self.amount());
        Some(Use { code: code?, line: line?, purpose: purpose?, amount: amount? })
    }

    fn invoiced(&mut self) -> Option<BudgetEvent> {
        let (columns, known) = (self.columns, self.known);
        let code = self.row.required::<RecordCode>(columns.code);
        let commitment = self.id(columns.commitment, &known.commitments);
        let (amount, open) = (self.amount(), self.row.text(columns.closes).is_empty());
        let closes = if open { Some(YesNo::No) } else { self.row.word(columns.closes) };
        let (code, closes) = (code?, closes? == YesNo::Yes);
        let expenditure = known.expenditures.id(&code);
        Some(BudgetEvent::Invoiced { expenditure, code, commitment: commitment?, amount: amount?, closes })
    }
}

/// What a line is used for: the code of the use, the line, the purpose, the amount.
struct Use {
    code: RecordCode,
    line: BudgetLineId,
    purpose: Purpose,
    amount: Money,
}
