//! Everything that was found, by severity, then by what would mend it.

use std::collections::BTreeMap;

use collegium::{Basis, Finding, Findings, Severity, finding::Code};
use maud::{Markup, html};

use super::{parts::table, sources::Sources, words::plain};

/// As many findings of one kind as are told one by one.
const MOST: usize = 40;

/// What findings that stand together share.
type Key<'a> = (Code, Option<&'a str>, Option<&'a Basis>);

pub(super) fn section(findings: &Findings, sources: &Sources) -> Markup {
    let of = |severity| findings.iter().filter(move |finding| finding.severity == severity);
    let severities = [
        (Severity::Violation, "Violations: rules that are broken", "▲"),
        (Severity::Warning, "Warnings: rules that are strained", "●"),
        (Severity::Note, "Notes: worth knowing", "○"),
    ];
    html! {
        @for (severity, title, sign) in severities {
            h3 class=(severity) { span.sign aria-hidden="true" { (sign) } " " (title) " (" (of(severity).count()) ")" }
            @if of(severity).next().is_none() { p.none { "None." } }
            @for ((code, remedy, basis), found) in groups(of(severity)) {
                (group(code, remedy, basis.and_then(|basis| sources.number(basis)), &found))
            }
        }
    }
}

fn groups<'a>(findings: impl Iterator<Item = &'a Finding>) -> Vec<(Key<'a>, Vec<&'a Finding>)> {
    let mut groups = BTreeMap::<Key<'a>, Vec<&Finding>>::new();
    for finding in findings {
        let key = (finding.code, finding.remedy.as_deref(), finding.basis.as_ref());
        groups.entry(key).or_default().push(finding);
    }
    groups.into_iter().collect()
}

fn group(code: Code, remedy: Option<&str>, source: Option<usize>, findings: &[&Finding]) -> Markup {
    let row = |finding: &&Finding| {
        let facts: Vec<_> = finding.facts.iter().map(ToString::to_string).collect();
        vec![
            html! { (plain(&finding.subject.kind)) " " span.code { (finding.subject.label) }
            @if !finding.subject.path.is_empty() { ", " (finding.subject.path) } },
            html! { (finding.message) },
            html! { @for fact in facts { span.fact { (fact) } " " } },
        ]
    };
    let rows: Vec<_> = findings.iter().take(MOST).map(row).collect();
    html! {
        article.finding id=(code) {
            h4 { span.code { (code) } " · " (findings.len()) @if findings.len() == 1 { " finding" } @else { " findings" } }
            (table("", 3, &["About", "What was found", "Figures"], &rows))
            @if findings.len() > MOST { p { "… and " (findings.len() - MOST) " more; all of them are in review.json." } }
            @if let Some(remedy) = remedy { p.remedy { strong { "To do: " } (remedy) } }
            @if let Some(source) = source { p.note { "Rests on " a href={ "#source-" (source) } { "[" (source) "]" } } }
        }
    }
}
