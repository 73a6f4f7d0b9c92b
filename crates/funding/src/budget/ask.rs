//! What a budget is asked before something is recorded.

use std::hint;

use chrono::NaiveDate;
use collegium_core::{
    Money,
    entity::BudgetLineId,
    history::{Entry, HistoryError},
};

use super::{
    Budget, BudgetEvent, BudgetEventError, BudgetState, Commitment, Verdict, frame, frame::Node, number_after,
};
use crate::{ControlAction, Position};

impl Budget {
    /// What recording an event would come to: the same checks, and nothing is recorded. The verdict has the figures of
    /// each level of the tree.
    ///
    /// An event that does not reach back costs the same however many entries there are; one that does is held against
    /// all that followed, and its verdict tells the day of effect.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_funding::{Budget, BudgetEvent};
    /// # let id = "67e55044-10b1-426f-9247-bb680e5fe0c8".to_owned();
    /// # let budget: Budget = serde_json::from_str(&format!(
    /// #     r#"{{"funds":[{{"id":"{id}","code":"F-2026","name":{{"en":"Special fund"}},"source":"municipal",
    /// #          "purposes":["teacher-teams"],"earmark":{{"document":"Grant 2026-17","date":"2026-01-15"}},"currency":"CNY",
    /// #          "validity":"2026-01-01/2026-12-31"}}],
    /// #          "lines":[{{"id":"{id}","code":"teams","name":{{"en":"Teams"}},"fund":"{id}","purpose":"teacher-teams"}}],
    /// #          "entries":[{{"recorded":"2026-02-01","by":{{"id":"{id}","name":"Wang Fang"}},"change":{{"happened":{{
    /// #              "effective":"2026-02-01",
    /// #              "event":{{"allotted":{{"line":"{id}","amount":{{"amount":"100.00","currency":"CNY"}}}}}}}}}}}}]}}"#,
    /// # ))
    /// # .unwrap();
    /// let (line, day) = (budget.lines[0].id, "2026-03-01".parse().unwrap());
    /// let spend = |amount: &str| BudgetEvent::Spent {
    ///     expenditure: id.parse().unwrap(),
    ///     code: "V-1".parse().unwrap(),
    ///     line,
    ///     purpose: "teacher-teams".parse().unwrap(),
    ///     kind: None,
    ///     amount: amount.parse().unwrap(),
    /// };
    /// let verdict = budget.check(day, &spend("CNY 40")).unwrap();
    /// let levels: Vec<_> = verdict.levels.iter().map(|level| level.at.to_string()).collect();
    /// assert_eq!(levels, ["F-2026/teams", "F-2026"]);
    /// assert!(budget.check(day, &spend("CNY 100.01")).is_err());
    /// assert_eq!(budget.version(), 1);
    /// ```
    ///
    /// # Errors
    ///
    /// [`HistoryError::Impossible`], as [`Budget::record`].
    pub fn check(
        &self,
        effective: NaiveDate,
        event: &BudgetEvent,
    ) -> Result<Verdict, HistoryError<BudgetEventError>> {
        let entry = number_after(self.entries.len());
        if !self.reaches_back(effective) {
            let verdict = self.running.state.verdict(frame(&self.draft, &self.places), effective, event);
            return verdict.map_err(|error| HistoryError::Impossible { entry, effective, error });
        }
        let mut tried = Vec::new();
        self.fold(&self.entries, Some((effective, event)), None, &mut tried)?;
        Ok(tried.pop().unwrap_or_default())
    }

    /// Looks up what these entries speak of, so that recording them next takes less time: what lies far apart in memory
    /// is fetched together, and not one after the other. Nothing changes, and no entry must be looked up.
    ///
    /// # Example
    ///
    /// ```
    /// # use collegium_core::history::Entry;
    /// use collegium_funding::{Budget, BudgetEvent};
    /// # let id = "67e55044-10b1-426f-9247-bb680e5fe0c8".to_owned();
    /// # let mut budget: Budget = serde_json::from_str(&format!(
    /// #     r#"{{"funds":[{{"id":"{id}","code":"F-2026","name":{{"en":"Special fund"}},"source":"municipal",
    /// #          "purposes":["teacher-teams"],"earmark":{{"document":"Grant 2026-17","date":"2026-01-15"}},"currency":"CNY",
    /// #          "validity":"2026-01-01/2026-12-31"}}],
    /// #          "lines":[{{"id":"{id}","code":"teams","name":{{"en":"Teams"}},"fund":"{id}","purpose":"teacher-teams"}}],
    /// #          "entries":[]}}"#,
    /// # ))
    /// # .unwrap();
    /// let entries: Vec<Entry<BudgetEvent>> = serde_json::from_str(&format!(
    ///     r#"[{{"recorded":"2026-02-01","by":{{"id":"{id}","name":"Wang Fang"}},"change":{{"happened":{{
    ///          "effective":"2026-02-01",
    ///          "event":{{"allotted":{{"line":"{id}","amount":{{"amount":"100.00","currency":"CNY"}}}}}}}}}}}}]"#,
    /// ))
    /// .unwrap();
    /// budget.look_up(&entries);
    /// assert_eq!(budget.version(), 0);
    /// for entry in entries {
    ///     budget.enter(entry).unwrap();
    /// }
    /// assert_eq!(budget.version(), 1);
    /// ```
    pub fn look_up<'a>(&self, entries: impl IntoIterator<Item = &'a Entry<BudgetEvent>>) {
        let state = &self.running.state;
        let known = |event: &BudgetEvent| match event {
            BudgetEvent::Committed { commitment, .. } | BudgetEvent::Released { commitment, .. } => {
                state.commitment(*commitment).is_some_and(Commitment::is_open)
            }
            BudgetEvent::Invoiced { commitment, expenditure, .. } => {
                let open = state.commitment(*commitment).is_some_and(Commitment::is_open);
                open & state.expenditures.place(*expenditure).is_some()
            }
            BudgetEvent::Spent { expenditure, .. } => state.expenditures.place(*expenditure).is_some(),
            _ => false,
        };
        let events = entries.into_iter().filter_map(Entry::event);
        // Nobody needs the number, but to count is to look.
        hint::black_box(events.filter(|event| known(event)).count());
    }

    /// How each line that an event changes would stand before and after it.
    pub(crate) fn moved(
        &self,
        effective: NaiveDate,
        event: &BudgetEvent,
    ) -> Result<Vec<(BudgetLineId, Position, Position)>, BudgetEventError> {
        let effect = self.running.state.effect(frame(&self.draft, &self.places), effective, event)?;
        let frame = frame(&self.draft, &self.places);
        let lines = effect.moved.into_iter().filter_map(|moved| match moved.node {
            Node::Line(line) if !frame.has_parts(moved.node) => {
                Some((self.lines.get(line)?.id, moved.before, moved.after))
            }
            _ => None,
        });
        let mut lines: Vec<_> = lines.collect();
        lines.sort_unstable_by_key(|(line, ..)| *line);
        Ok(lines)
    }

    /// What of a line may still be promised or spent on a day: nothing on a day that is not one of its days; else the
    /// least that is available where its control stops, on the line, on what it is a part of, or in its fund; where it
    /// stops nowhere, what is available on the line. `None` if the budget has no such line.
    ///
    /// # Example
    ///
    /// ```
    /// # use collegium_core::{Id, InstitutionCode, history::Signature};
    /// use collegium_funding::Budget;
    /// # let id = "67e55044-10b1-426f-9247-bb680e5fe0c8".to_owned();
    /// # let budget: Budget = serde_json::from_str(&format!(
    /// #     r#"{{"funds":[{{"id":"{id}","code":"F-2026","name":{{"en":"Special fund"}},"source":"municipal",
    /// #          "purposes":["teacher-teams"],"earmark":{{"document":"Grant 2026-17","date":"2026-01-15"}},"currency":"CNY",
    /// #          "validity":"2026-01-01/2026-12-31"}}],
    /// #          "lines":[{{"id":"{id}","code":"teams","name":{{"en":"Teams"}},"fund":"{id}","purpose":"teacher-teams"}}],
    /// #          "entries":[{{"recorded":"2026-02-01","by":{{"id":"{id}","name":"Wang Fang"}},"change":{{"happened":{{
    /// #              "effective":"2026-02-01",
    /// #              "event":{{"allotted":{{"line":"{id}","amount":{{"amount":"100.00","currency":"CNY"}}}}}}}}}}}}]}}"#,
    /// # ))
    /// # .unwrap();
    /// let usable = |day: &str| budget.usable_on(budget.lines[0].id, day.parse().unwrap()).unwrap().to_string();
    /// assert_eq!((usable("2026-12-31"), usable("2027-01-01")), ("CNY 100.00".to_owned(), "CNY 0.00".to_owned()));
    /// ```
    #[must_use]
    pub fn usable_on(&self, line: BudgetLineId, as_of: NaiveDate) -> Option<Money> {
        self.usable(&self.seen_on(as_of), line, as_of)
    }

    pub(crate) fn usable(&self, state: &BudgetState, line: BudgetLineId, on: NaiveDate) -> Option<Money> {
        let frame = frame(&self.draft, &self.places);
        let (it, fund) = frame.line(line)?;
        if !it.period.unwrap_or(fund.validity).contains(on) {
            return Some(Money::zero(fund.currency));
        }
        let path = self.places.lines.place(line).into_iter().flat_map(|line| frame.path(line));
        let stops = path.filter(|node| frame.action(*node, on) == ControlAction::Stop);
        let levels = stops.filter_map(|node| state.at(node)).map(Position::available);
        let least = levels.min_by_key(|available| available.units());
        least.or_else(|| Some(state.position(line)?.available()))
    }

    /// Whether a line has parts, so that nothing is booked on it.
    ///
    /// # Example
    ///
    /// ```
    /// # use collegium_funding::{Budget, BudgetDraft, Fund};
    /// # let fund: Fund = serde_json::from_str(
    /// #     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"F-2026","name":{"en":"Special fund"},
    /// #         "source":"municipal","purposes":["teacher-teams"],
    /// #         "earmark":{"document":"Grant 2026-17","date":"2026-01-15"},"currency":"CNY",
    /// #         "validity":"2026-01-01/2026-12-31"}"#,
    /// # )
    /// # .unwrap();
    /// let budget = Budget::try_from(BudgetDraft { funds: vec![fund], lines: vec![], control: None, entries: vec![] }).unwrap();
    /// assert!(!budget.has_parts("67e55044-10b1-426f-9247-bb680e5fe0c8".parse().unwrap()));
    /// ```
    #[must_use]
    pub fn has_parts(&self, line: BudgetLineId) -> bool {
        self.places.lines.get(line).is_some_and(|place| place.has_parts)
    }
}
