//! The year as text for the terminal.

use std::collections::BTreeMap;

use collegium::{
    Findings, LocalizedText, Severity,
    finding::{Code, Finding},
    indicators::ScoreCard,
    partnerships::AgreementStatus,
    review::{AnnualReview, Remark},
};
use comfy_table::{CellAlignment, LineStyle, Table, TableStyle};

use crate::College;

/// The review of a college's year.
#[must_use]
pub fn year(college: &College, review: &AnnualReview) -> String {
    let named = college.rules.year.year_on(review.as_of);
    let head = format!(
        "{}\n{}, {}, told on {}\n{}",
        bilingual(&college.name),
        named.map_or_else(|_| "Year".to_owned(), |year| year.to_string()),
        review.period,
        review.as_of,
        bilingual_lines(&college.about)
    );
    let mut sections = vec![
        head,
        remarks("OVERALL SITUATION", &review.situation),
        remarks("CHARACTERISTICS", &review.characteristics),
        remarks("SHORTCOMINGS", &review.shortcomings),
        remarks("EXPECTATIONS", &review.expectations),
        partners(college, review),
        agreements(review),
        students(college, review),
        staff(review),
    ];
    sections.extend(money(college, review));
    sections.extend([colleges(review), balances(review), told(&review.all_findings())]);
    trimmed(&sections.join("\n\n"))
}

/// A text without the blanks with which tables fill their cells up to the edge: nobody sees them and every diff shows them.
pub(crate) fn trimmed(text: &str) -> String {
    text.lines().map(str::trim_end).fold(String::new(), |text, line| text + line + "\n")
}

/// A name in all its languages.
pub(crate) fn bilingual(name: &LocalizedText) -> String {
    let texts: Vec<_> = name.iter().map(|(_, text)| text.as_str()).collect();
    texts.join(" / ")
}

fn bilingual_lines(name: &LocalizedText) -> String {
    let texts: Vec<_> = name.iter().map(|(_, text)| text.as_str()).collect();
    texts.join("\n")
}

/// A table of which all columns but the first `words` hold figures.
pub(crate) fn table(words: usize, header: &[&str]) -> Table {
    // Signs such as `–` and `─` are one column wide on some terminals and two on others: in tables there are none.
    let style = TableStyle::new().header_separator(LineStyle::none().fill('-').junction('-'));
    let mut table = Table::new();
    table.load_style(style).set_header(header);
    for column in words..header.len() {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

/// A table of counts below another; nothing if there are none.
fn counts_of<K: ToString>(heading: &str, counts: &BTreeMap<K, u64>) -> String {
    if counts.is_empty() {
        return String::new();
    }
    let mut rows = table(1, &[heading, ""]);
    for (key, count) in counts {
        rows.add_row([key.to_string(), count.to_string()]);
    }
    format!("\n\n{rows}")
}

fn remarks(heading: &str, remarks: &[Remark]) -> String {
    let lines: Vec<_> = remarks.iter().map(|remark| format!("- {remark}")).collect();
    format!("{heading}\n{}", if lines.is_empty() { "- nothing".to_owned() } else { lines.join("\n") })
}

fn partners(college: &College, review: &AnnualReview) -> String {
    let mut rows = table(2, &["Partners in", "Seen from home", ""]);
    let mut counts: Vec<_> = review.portfolio.by_country.iter().collect();
    counts.sort_by_key(|(country, count)| (std::cmp::Reverse(**count), **country));
    for (&country, count) in counts {
        let standing = college.rules.review.partnerships.regions.standing(country).to_string();
        let name =
            college.rules.names.names.get(&country).map_or_else(|| country.name().to_owned(), bilingual);
        rows.add_row([name, standing, count.to_string()]);
    }
    let kinds = counts_of("Partners, by what they are", &review.portfolio.by_kind);
    let sites = counts_of("Sites", &review.portfolio.sites);
    let seats = counts_of("Seats in alliances", &review.portfolio.memberships);
    format!("PARTNERS\n{rows}{kinds}{sites}{seats}")
}

fn agreements(review: &AnnualReview) -> String {
    let portfolio = &review.portfolio;
    let mut rows = table(1, &["Agreements", ""]);
    for status in AgreementStatus::ALL {
        let count = portfolio.by_status.get(&status).copied().unwrap_or(0);
        rows.add_row([status.to_string(), count.to_string()]);
    }
    let mut ending = table(3, &["Ends within the notice", "Code", "Title"]);
    for agreement in &portfolio.ending {
        ending.add_row([agreement.last.to_string(), agreement.code.to_string(), bilingual(&agreement.title)]);
    }
    let ending = if portfolio.ending.is_empty() { String::new() } else { format!("\n\n{ending}") };
    let mut activities = table(1, &["Activities", ""]);
    for (direction, count) in &portfolio.directions {
        activities.add_row([direction.to_string(), count.to_string()]);
    }
    for (kind, count) in &portfolio.activities {
        activities.add_row([format!("  {kind}"), count.to_string()]);
    }
    let brought_in = counts_of("Brought in", &portfolio.brought_in);
    let taken_abroad = counts_of("Taken abroad", &portfolio.taken_abroad);
    format!("AGREEMENTS\n{rows}{ending}\n\n{activities}{brought_in}{taken_abroad}")
}

fn students(college: &College, review: &AnnualReview) -> String {
    let mut rows = table(3, &["Code", "Major", "Route", "Entered", "In it now", "Abroad"]);
    for programme in &college.programmes {
        let count = review.cohort.programmes.iter().find(|count| count.programme == programme.id);
        let now = count.map_or(0, |count| count.stages.values().sum::<u64>());
        rows.add_row([
            programme.code.to_string(),
            bilingual(&programme.major),
            programme.route.shape().to_string(),
            count.map_or(0, |count| count.entered).to_string(),
            now.to_string(),
            count.map_or(0, |count| count.abroad).to_string(),
        ]);
    }
    let inbound = counts_of("International students, by what they come for", &review.cohort.inbound_studies);
    format!("COOPERATIVE PROGRAMMES\n{rows}{inbound}")
}

fn staff(review: &AnnualReview) -> String {
    let development = &review.development;
    let mut rows = table(1, &["Staff", ""]);
    rows.add_row(["employed".to_owned(), development.employed.to_string()]);
    for (kind, count) in &development.by_kind {
        rows.add_row([format!("  {kind}"), count.to_string()]);
    }
    for (kind, count) in &development.certified {
        rows.add_row([format!("  certified: {kind}"), count.to_string()]);
    }
    let days = counts_of("Person-days abroad, by kind of trip", &development.person_days);
    format!("STAFF\n{rows}{days}")
}

fn money(college: &College, review: &AnnualReview) -> Option<String> {
    let statement = review.statement.as_ref()?;
    let mut rows = table(1, &["Purpose", "Allotted", "Committed", "Spent", "Available"]);
    let mut add = |name: String, position: &collegium::funding::Position| {
        rows.add_row([
            name,
            position.allotted().to_string(),
            position.committed().to_string(),
            position.spent().to_string(),
            position.available().to_string(),
        ]);
    };
    for purpose in &statement.purposes {
        let name = college.rules.review.purposes.name(&purpose.purpose);
        add(name.map_or_else(|| purpose.purpose.to_string(), bilingual), &purpose.position);
    }
    for total in &statement.totals {
        add("all".to_owned(), total);
    }
    Some(format!("FUNDS\n{rows}"))
}

fn colleges(review: &AnnualReview) -> String {
    let mut rows = table(2, &["", "Unit", "Points", "Band", "Weight observed"]);
    for card in &review.evaluation.cards {
        rows.add_row([
            card.rank.map_or_else(|| "-".to_owned(), |rank| rank.to_string()),
            bilingual(&card.name),
            card.total.map_or_else(|| "not judged".to_owned(), |total| total.to_string()),
            card.band.as_ref().map_or_else(String::new, bilingual),
            card.coverage.to_string(),
        ]);
    }
    format!("UNITS, BY {}\n{rows}{}", review.evaluation.system, areas(&review.evaluation.cards))
}

/// The points of each unit in each area, so that the total can be followed.
fn areas(cards: &[ScoreCard]) -> String {
    let Some(first) = cards.first() else { return String::new() };
    let codes: Vec<_> = first.areas.iter().map(|area| area.code.as_str()).collect();
    let mut rows = table(1, &[&["Points by area"], codes.as_slice()].concat());
    for card in cards {
        let points =
            card.areas.iter().map(|area| area.points.map_or_else(|| "-".to_owned(), |it| it.to_string()));
        rows.add_row([card.code.to_string()].into_iter().chain(points));
    }
    let legend: Vec<_> = first.areas.iter().map(|area| format!("{} {}", area.code, area.name)).collect();
    format!("\n\n{rows}\n{}", legend.join("; "))
}

fn balances(review: &AnnualReview) -> String {
    let mut rows = table(1, &["Balance", "Rate", "Band", ""]);
    for balance in &review.balances.balances {
        rows.add_row([
            bilingual(&balance.name),
            balance.rate.to_string(),
            format!("{} to {}", balance.low, balance.high),
            balance.verdict.to_string(),
        ]);
    }
    format!("BALANCES\n{rows}")
}

/// Violations and warnings in full, as far as a screen goes; notes by their code. The documents they rest on are named once,
/// at the end.
fn told(findings: &Findings) -> String {
    const MOST: usize = 40;
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let (violations, warnings, notes) =
        (count(Severity::Violation), count(Severity::Warning), count(Severity::Note));
    let mut lines = vec![format!("FINDINGS\n{violations} × violation, {warnings} × warning, {notes} × note")];
    let mut bases = Vec::new();
    let serious = || findings.iter().filter(|finding| finding.severity != Severity::Note);
    for finding in serious().take(MOST) {
        let mut line = finding.to_string();
        if let Some(basis) = &finding.basis {
            let known = bases.iter().position(|known| *known == basis).unwrap_or(bases.len());
            if known == bases.len() {
                bases.push(basis);
            }
            line.push_str(" [");
            line.push_str(&(known + 1).to_string());
            line.push(']');
        }
        if let Some(remedy) = &finding.remedy {
            line.push_str("\n  → ");
            line.push_str(remedy);
        }
        lines.push(line);
    }
    if serious().count() > MOST {
        lines.push(format!("… and {} more", serious().count() - MOST));
    }
    lines.extend(notes_by_code(findings));
    lines.extend(bases.iter().enumerate().map(|(number, basis)| format!("[{}] {basis}", number + 1)));
    lines.join("\n")
}

/// The notes, a line for each code: how many there are, and the first of them.
fn notes_by_code(findings: &Findings) -> Vec<String> {
    let mut by_code = BTreeMap::<Code, Vec<&Finding>>::new();
    for note in findings.notes() {
        by_code.entry(note.code).or_default().push(note);
    }
    let line = |notes: Vec<&Finding>| match notes.as_slice() {
        [] => None,
        [only] => Some(only.to_string()),
        [first, ..] => Some(format!("{} × {first}", notes.len())),
    };
    by_code.into_values().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    /// How far each line of a table reaches, however wide the terminal takes signs that may be either.
    fn reach(table: &Table) -> Vec<(usize, usize)> {
        table.to_string().lines().map(|line| (line.width(), line.width_cjk())).collect()
    }

    #[test]
    fn tables_align_with_chinese_and_with_letters_of_any_width() {
        let mut rows = table(1, &["名称", "Figure"]);
        let names = ["会计学院", "College", "山东 / Shandong", "e\u{301}cole", "（虚构）", "🎓"];
        for name in names {
            rows.add_row([name.to_owned(), "1".to_owned()]);
        }
        let reach = reach(&rows);
        assert_eq!(reach.len(), names.len() + 2);
        assert!(reach.iter().all(|line| line.0 == reach[0].0), "{reach:?}\n{rows}");
    }

    #[test]
    fn the_tables_of_a_year_align_also_where_ambiguous_signs_are_wide() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/shandong");
        let college = College::read(&folder).unwrap();
        let review = college.review(college.as_of).unwrap();
        let text = year(&college, &review);
        let mut tables = 0;
        let lines: Vec<_> = text.lines().collect();
        for (at, _) in lines.iter().enumerate().filter(|(_, line)| line.starts_with("---")) {
            // The figures of the last column end where the rule does; the line above it holds the heads.
            let rule = lines[at].width_cjk();
            for row in lines[at - 1..].iter().take_while(|row| row.starts_with(' ') || row.starts_with('-')) {
                assert!(row.width_cjk() <= rule, "{row}");
                assert_eq!(row.width_cjk(), row.width(), "{row}");
            }
            tables += 1;
        }
        assert!(tables > 12, "{tables} tables");
    }
}
