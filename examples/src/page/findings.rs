//! Everything that was found, by severity, then by what would mend it.

use std::collections::{BTreeMap, BTreeSet};

use collegium::{Basis, Finding, Findings, Severity, count::counted, finding::Code};
use maud::{Markup, html};

use super::{
    sources::Sources,
    words::{plain, text},
};

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
    let mut seen = BTreeSet::new();
    html! {
        @for (severity, title, sign) in severities {
            h3 class=(severity) { span.sign aria-hidden="true" { (sign) } " " (title) " (" (of(severity).count()) ")" }
            @if of(severity).next().is_none() { p.none { "None." } }
            @for ((code, remedy, basis), found) in groups(of(severity)) {
                @let source = basis.and_then(|basis| sources.number(basis));
                // Where the remarks lead to.
                @let anchor = seen.insert(code).then_some(code);
                article.finding id=[anchor] { (group(code, remedy, source, &found)) }
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
    html! {
        h4 { span.code { (code) } " · " (counted(findings.len() as u64, "finding", "findings")) }
        ul { @for finding in findings.iter().take(MOST) { li { (said(finding)) } } }
        @if findings.len() > MOST { p { "… and " (findings.len() - MOST) " more; all of them are in review.json." } }
        @if let Some(remedy) = remedy { p.remedy { strong { "To do: " } (text(remedy)) } }
        @if let Some(source) = source { p.note { "Rests on " a href={ "#source-" (source) } { "[" (source) "]" } } }
    }
}

fn said(finding: &Finding) -> Markup {
    let subject = &finding.subject;
    let facts: Vec<_> = finding.facts.iter().map(ToString::to_string).collect();
    html! {
        (plain(&subject.kind)) " " strong { (text(&subject.label)) }
        @if !subject.path.is_empty() { ", " (subject.path) }
        ": " (text(&finding.message))
        @if !facts.is_empty() { " " span.facts { "(" (text(&facts.join(", "))) ")" } }
    }
}
