//! The year as text for the terminal.

use collegium::{
    Findings, LocalizedText, Severity,
    finding::Fact,
    partnerships::AgreementStatus,
    review::{AnnualReview, Remark},
};
use comfy_table::{CellAlignment, LineStyle, Table, TableStyle};

use crate::College;

/// The review of a college's year.
#[must_use]
pub fn year(college: &College, review: &AnnualReview) -> String {
    let head = format!(
        "{}\nYear {}, told on {}\n{}",
        bilingual(&college.name),
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
    sections.extend(money(review));
    sections.extend([colleges(review), balances(review), told(&review.all_findings())]);
    // The tables fill their cells with blanks up to the edge, which nobody sees and every diff shows.
    let text = sections.join("\n\n");
    text.lines().map(str::trim_end).fold(String::new(), |text, line| text + line + "\n")
}

fn bilingual(name: &LocalizedText) -> String {
    let texts: Vec<_> = name.iter().map(|(_, text)| text.as_str()).collect();
    texts.join(" · ")
}

fn bilingual_lines(name: &LocalizedText) -> String {
    let texts: Vec<_> = name.iter().map(|(_, text)| text.as_str()).collect();
    texts.join("\n")
}

/// A table of which all columns but the first `words` hold figures.
fn table<const N: usize>(words: usize, header: [&str; N]) -> Table {
    let style = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));
    let mut table = Table::new();
    table.load_style(style).set_header(header);
    for column in words..N {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

fn remarks(heading: &str, remarks: &[Remark]) -> String {
    let lines: Vec<_> = remarks.iter().map(|remark| format!("- {remark}")).collect();
    format!("{heading}\n{}", if lines.is_empty() { "- nothing".to_owned() } else { lines.join("\n") })
}

fn partners(college: &College, review: &AnnualReview) -> String {
    let english = "en".parse().unwrap_or_else(|_| unreachable!("`en` is a language tag"));
    let mut rows = table(2, ["Country or region", "", "Partners"]);
    let mut counts: Vec<_> = review.portfolio.by_country.iter().collect();
    counts.sort_by_key(|(country, count)| (std::cmp::Reverse(**count), **country));
    for (&country, count) in counts {
        let standing = college.rules.regions.standing(country).to_string();
        rows.add_row([college.rules.regions.name(country, &english), &standing, &count.to_string()]);
    }
    let mut sites = table(1, ["Sites abroad", ""]);
    for (kind, count) in &review.portfolio.sites {
        sites.add_row([kind.to_string(), count.to_string()]);
    }
    let mut seats = table(1, ["Seats in alliances", ""]);
    for (role, count) in &review.portfolio.memberships {
        seats.add_row([role.to_string(), count.to_string()]);
    }
    format!("PARTNERS\n{rows}\n\n{sites}\n\n{seats}")
}

fn agreements(review: &AnnualReview) -> String {
    let portfolio = &review.portfolio;
    let mut rows = table(1, ["Agreements", ""]);
    for status in AgreementStatus::ALL {
        let count = portfolio.by_status.get(&status).copied().unwrap_or(0);
        rows.add_row([status.to_string(), count.to_string()]);
    }
    let mut ending = table(3, ["Ends", "Code", "Title"]);
    for agreement in &portfolio.ending {
        ending.add_row([agreement.last.to_string(), agreement.code.to_string(), bilingual(&agreement.title)]);
    }
    let mut activities = table(1, ["Activities", ""]);
    for (direction, count) in &portfolio.directions {
        activities.add_row([direction.to_string(), count.to_string()]);
    }
    for (kind, count) in &portfolio.activities {
        activities.add_row([format!("  {kind}"), count.to_string()]);
    }
    format!("AGREEMENTS\n{rows}\n\nENDING WITHIN THE NOTICE\n{ending}\n\n{activities}")
}

fn students(college: &College, review: &AnnualReview) -> String {
    let mut rows = table(3, ["Code", "Major", "Route", "Entered", "In it now", "Abroad"]);
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
    let mut inbound = table(1, ["International students for", ""]);
    for (study, count) in &review.cohort.inbound_studies {
        inbound.add_row([study.to_string(), count.to_string()]);
    }
    format!("COOPERATIVE PROGRAMMES\n{rows}\n\n{inbound}")
}

fn staff(review: &AnnualReview) -> String {
    let development = &review.development;
    let mut rows = table(1, ["Staff", ""]);
    rows.add_row(["employed".to_owned(), development.employed.to_string()]);
    for (kind, count) in &development.by_kind {
        rows.add_row([format!("  {kind}"), count.to_string()]);
    }
    for (kind, count) in &development.certified {
        rows.add_row([format!("  certified: {kind}"), count.to_string()]);
    }
    let mut days = table(1, ["Person-days abroad", ""]);
    for (kind, count) in &development.person_days {
        days.add_row([kind.to_string(), count.to_string()]);
    }
    format!("STAFF\n{rows}\n\n{days}")
}

fn money(review: &AnnualReview) -> Option<String> {
    let statement = review.statement.as_ref()?;
    let mut rows = table(1, ["Purpose", "Allotted", "Committed", "Spent", "Available"]);
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
        add(purpose.purpose.to_string(), &purpose.position);
    }
    for total in &statement.totals {
        add("all".to_owned(), total);
    }
    Some(format!("FUNDS\n{rows}"))
}

fn colleges(review: &AnnualReview) -> String {
    let mut rows = table(2, ["", "College", "Points", "Band", "Weight observed"]);
    for card in &review.evaluation.cards {
        rows.add_row([
            card.rank.map_or_else(|| "–".to_owned(), |rank| rank.to_string()),
            bilingual(&card.name),
            card.total.map_or_else(|| "not judged".to_owned(), |total| total.to_string()),
            card.band.as_ref().map_or_else(String::new, ToString::to_string),
            card.coverage.to_string(),
        ]);
    }
    format!("COLLEGES, BY {}\n{rows}", review.evaluation.system)
}

fn balances(review: &AnnualReview) -> String {
    let mut rows = table(1, ["Balance", "Rate", "Band", ""]);
    for balance in &review.balances.balances {
        rows.add_row([
            bilingual(&balance.name),
            balance.rate.to_string(),
            format!("{}–{}", balance.low, balance.high),
            balance.verdict.to_string(),
        ]);
    }
    format!("BALANCES\n{rows}")
}

/// Violations and warnings in full, as far as a screen goes; notes by their number. The documents they rest on are named
/// once, at the end.
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
    for finding in findings.notes().filter(|finding| finding.code == collegium::rule::CO0001) {
        let told: Vec<_> = finding.facts.iter().map(Fact::to_string).collect();
        lines.push(format!("note {}: {}: {}", finding.code, finding.subject, told.join(", ")));
    }
    lines.extend(bases.iter().enumerate().map(|(number, basis)| format!("[{}] {basis}", number + 1)));
    lines.join("\n")
}
