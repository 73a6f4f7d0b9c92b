//! An audit as a tree for the terminal: each part with its figures and courses, and what is not used, with the reasons.

use std::collections::BTreeMap;

use collegium::{
    RecordCode,
    pathways::audit::{Attempt, AuditReport, BoundReport, PartKind, PartReport, Transcript},
};

use crate::print::{bilingual, table, trimmed};

/// The tree of one student's audit.
#[must_use]
pub fn tree(id: &str, transcript: &Transcript, report: &AuditReport) -> String {
    let proven = if report.proven { "" } else { " (the search stopped: there may be a better plan)" };
    let head = format!("{id}: {}, {} credits applied{proven}", report.state, report.credits);
    let attempts: BTreeMap<_, _> = transcript.attempts.iter().map(|attempt| (&attempt.id, attempt)).collect();
    let mut sections = vec![head, parts(report, &attempts)];
    if !report.unused.is_empty() {
        sections.push(format!("NOT USED\n{}", unused(report, &attempts)));
    }
    trimmed(&sections.join("\n\n"))
}

fn parts(report: &AuditReport, attempts: &BTreeMap<&RecordCode, &Attempt>) -> String {
    let mut rows = table(5, &["Part", "State", "Credits", "Asked", "Courses"]);
    let mut depths: BTreeMap<&RecordCode, usize> = BTreeMap::new();
    for part in &report.parts {
        let depth = part.parent.as_ref().and_then(|parent| depths.get(parent)).map_or(0, |depth| depth + 1);
        depths.insert(&part.part, depth);
        let name = part.name.as_ref().map_or(String::new(), |name| format!(" {}", bilingual(name)));
        let state = if part.chosen { part.state.to_string() } else { "not chosen".to_owned() };
        let asked = part.bounds.iter().map(|bound| asked(part, bound));
        rows.add_row([
            // Blanks at the beginning of a cell are kept if they do not break.
            format!("{}{}{name}", "  ".repeat(depth), part.part),
            state,
            part.credits.to_string(),
            asked.collect::<Vec<_>>().join("\n"),
            courses(part, attempts),
        ]);
    }
    rows.to_string()
}

/// A bound in words, and what is missing from a chosen part.
fn asked(part: &PartReport, bound: &BoundReport) -> String {
    match bound.bound.missing() {
        _ if bound.holds || !part.chosen => bound.to_string(),
        Some(missing) => format!("{bound} ({missing} missing)"),
        None => format!("{bound} (not met)"),
    }
}

fn courses(part: &PartReport, attempts: &BTreeMap<&RecordCode, &Attempt>) -> String {
    if part.kind != PartKind::Courses {
        return String::new();
    }
    let used = part.used.iter().filter_map(|id| attempts.get(id));
    let lines: Vec<_> = used.map(|attempt| format!("{} ({})", attempt.code, attempt.credits)).collect();
    lines.join("\n")
}

fn unused(report: &AuditReport, attempts: &BTreeMap<&RecordCode, &Attempt>) -> String {
    let mut rows = table(3, &["Course", "Part", "Why not"]);
    for id in &report.unused {
        let name = attempts
            .get(id)
            .map_or_else(|| id.to_string(), |attempt| format!("{} ({})", attempt.code, attempt.credits));
        for left_out in report.reasons(id) {
            let part = left_out.part.as_ref().map_or(String::new(), ToString::to_string);
            rows.add_row([name.clone(), part, left_out.reason.to_string()]);
        }
    }
    rows.to_string()
}

#[cfg(test)]
mod tests {
    use crate::audit_case::AuditCase;

    #[test]
    fn a_tree_stands_in_columns() {
        let case = AuditCase::read(
            r#"{"schema":"pathways-audit/1","id":"one","courses":[
                {"id":"a1","code":"会计101","credits":"4","area":"AC","level":100,"origin":"home","grade":"80","status":"passed"},
                {"id":"a2","code":"LAW200","credits":"3","area":"LA","level":200,"origin":"home","grade":"50","status":"failed"}],
              "requirement":{"id":"root","kind":"all_of","children":[
                {"id":"core","name":{"en":"Core","zh":"核心课程"},"kind":"courses","filter":{"areas":["AC"]},"min_credits":"4"},
                {"id":"law","kind":"courses","filter":{"areas":["LA"]},"min_courses":1},
                {"id":"thesis","kind":"milestone","milestone":"thesis"}]}}"#,
        )
        .unwrap();
        let expected = "\
one: not satisfied, 4 credits applied

 Part                     State           Credits   Asked                                 Courses
------------------------------------------------------------------------------------------------------
 root                     not satisfied   4         1 of 3 parts (2 missing)
   core Core / 核心课程   satisfied       4         4 of at least 4 credits               会计101 (4)
   law                    not satisfied   0         0 of at least 1 courses (1 missing)
   thesis                 not satisfied   0         `thesis` is not known of (not met)

NOT USED
 Course       Part   Why not
-----------------------------------
 LAW200 (3)   law    it was failed
";
        assert_eq!(case.tree(), expected);
    }
}
