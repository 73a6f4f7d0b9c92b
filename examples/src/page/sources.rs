//! The documents everything rests on, and which of them nobody has read yet.

use std::collections::BTreeMap;

use collegium::{Basis, Findings, Rules, Status};
use maud::{Markup, html};

use super::parts::table;
use crate::college::RuleSet;

/// The documents, numbered from 1 in their own order, with what rests on each.
pub(super) struct Sources(BTreeMap<Basis, Vec<String>>);

impl Sources {
    /// Those of the rules of a college, and those its findings name besides.
    pub(super) fn of(rules: &RuleSet, findings: &Findings) -> Self {
        let mut sources = Self(BTreeMap::new());
        let review = &rules.review;
        sources.add("the year", &rules.year);
        sources.add("names of countries", &rules.names);
        sources.add("posts that must be filled", &review.responsibility);
        sources.add("home, regions and foreign countries", &review.partnerships.regions);
        sources.add("renewal of agreements", &review.partnerships.renewal);
        sources.add("results of activities", &review.partnerships.feedback);
        sources.add("certificates", &review.staff.certificates);
        sources.add("the yearly selection", &review.staff.selection);
        sources.add("reports on trips", &review.staff.trips);
        sources.add("purposes of money", &review.purposes);
        sources.add("watch over funds", &review.funds);
        sources.add("the system of indicators", &review.system);
        sources.add("how records become figures", &review.observation);
        sources.add("the balances", &review.balances);
        for finding in findings {
            let code = finding.code.to_string();
            if let Some(basis) = &finding.basis
                && !sources.0.contains_key(basis)
            {
                sources.0.insert(basis.clone(), vec![code]);
            }
        }
        sources
    }

    fn add<R: Rules>(&mut self, what: &str, rules: &R) {
        self.0.entry(rules.basis()).or_default().push(what.to_owned());
    }

    /// The number of a document.
    pub(super) fn number(&self, basis: &Basis) -> Option<usize> {
        self.0.keys().position(|known| known == basis).map(|position| position + 1)
    }

    pub(super) fn section(&self) -> Markup {
        let unread = self.0.keys().filter(|basis| basis.status == Status::Unverified).count();
        let row = |((basis, what), number): ((&Basis, &Vec<String>), usize)| {
            vec![
                html! { span.n id={ "source-" (number) } { "[" (number) "]" } },
                html! { (basis.source) },
                html! { (what.join("; ")) },
                html! { @match basis.status {
                    Status::Verified => { span.n { "✓ read" } },
                    Status::Unverified => { strong { "? not read yet" } },
                } },
            ]
        };
        let rows: Vec<_> = self.0.iter().zip(1..).map(row).collect();
        html! {
            p {
                "Of " (self.0.len()) " documents, " (unread) " were not read in their source by whoever wrote the rules "
                "down: check those before you rely on what rests on them."
            }
            (table("", 4, &["No.", "Document", "What rests on it", "Status"], &rows))
        }
    }
}
