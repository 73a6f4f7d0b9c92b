//! Everything that was found, by severity, then by what would mend it.

use std::collections::{BTreeMap, BTreeSet};

use collegium::{Finding, Findings, Severity, count::counted, finding::Code};
use maud::{Markup, html};

use super::{
    sources::Sources,
    words::{code, plain, text},
};

/// As many findings of one kind as are told one by one.
const MOST: usize = 40;

/// What findings that stand together share.
type Key<'a> = (Code, Option<&'a str>);

pub(super) fn section(findings: &Findings, sources: &Sources) -> Markup {
    let of = |severity| findings.iter().filter(move |finding| finding.severity == severity);
    let severities = [
        (Severity::Violation, "Violations: rules that are broken", "▲"),
        (Severity::Warning, "Warnings: rules that are strained", "●"),
        (Severity::Note, "Notes: worth knowing", "○"),
    ];
    let mut seen = BTreeSet::new();
    html! {
        p { "The number at the end of a finding is that of the document its rule rests on." }
        @for (severity, title, sign) in severities {
            h3.bad[severity != Severity::Note] {
                span aria-hidden="true" { (sign) } " " (title) " (" (of(severity).count()) ")"
            }
            @if of(severity).next().is_none() { p.none { "None." } }
            @for ((code, remedy), found) in groups(of(severity)) {
                // Where the remarks lead to.
                @let anchor = seen.insert(code).then_some(code);
                article.finding id=[anchor] { (group(code, remedy, &found, sources)) }
            }
        }
    }
}

fn groups<'a>(findings: impl Iterator<Item = &'a Finding>) -> Vec<(Key<'a>, Vec<&'a Finding>)> {
    let mut groups = BTreeMap::<Key<'a>, Vec<&Finding>>::new();
    for finding in findings {
        let key = (finding.code, finding.remedy.as_deref());
        groups.entry(key).or_default().push(finding);
    }
    groups.into_iter().collect()
}

fn group(code: Code, remedy: Option<&str>, findings: &[&Finding], sources: &Sources) -> Markup {
    html! {
        h4 { span.code { (code) } ": " (counted(findings.len() as u64, "finding", "findings")) }
        ul { @for finding in findings.iter().take(MOST) { li { (said(finding, sources)) } } }
        @if findings.len() > MOST { p { "… and " (findings.len() - MOST) " more; all of them are in review.json." } }
        @if let Some(remedy) = remedy { p.remedy { strong { "To do: " } (text(remedy)) } }
    }
}

/// One finding, with the number of the document it rests on.
fn said(finding: &Finding, sources: &Sources) -> Markup {
    let subject = &finding.subject;
    let facts: Vec<_> = finding.facts.iter().map(ToString::to_string).collect();
    html! {
        (plain(&subject.kind)) " " strong { (code(&subject.label)) }
        @if !subject.path.is_empty() { ", " (subject.path) }
        ": " (text(&finding.message))
        @if let Some(source) = finding.basis.as_ref().and_then(|basis| sources.number(basis)) {
            " " a href={ "#source-" (source) } { "[" (source) "]" }
        }
        @if !facts.is_empty() { " " span.facts { "(" (text(&facts.join(", "))) ")" } }
    }
}
