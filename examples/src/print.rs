//! The year as text for the terminal.

use chrono::NaiveDate;
use collegium::{
    Findings, Ratio, Severity,
    partnerships::{AgreementStatus, Portfolio},
    pathways::check_agreements,
};
use comfy_table::{LineStyle, Table, TableStyle};

use crate::College;

/// The year of a college, told for a day.
#[must_use]
pub fn year(college: &College, as_of: NaiveDate) -> String {
    let portfolio =
        Portfolio::assess(&college.partners, &college.agreements, &college.regions, &college.renewal, as_of);
    let in_force =
        |id| college.agreements.iter().any(|agreement| agreement.id == id && agreement.is_in_force_on(as_of));
    let mut findings = portfolio.findings.clone();
    findings.extend(check_agreements(&college.programmes, in_force, as_of));
    findings.extend(college.responsibility.check(&college.organisation, as_of));
    let sections = [
        format!("{}, on {as_of}\n{}", bilingual(&college.name), college.about),
        partners(college, &portfolio),
        agreements(&portfolio),
        programmes(college, as_of),
        told(&findings),
    ];
    // The table fills its cells with blanks up to the edge, which nobody sees and every diff shows.
    let lines = sections.join("\n\n");
    lines.lines().map(str::trim_end).fold(String::new(), |text, line| text + line + "\n")
}

fn bilingual(name: &collegium::LocalizedText) -> String {
    let texts: Vec<_> = name.iter().map(|(_, text)| text.as_str()).collect();
    texts.join(" · ")
}

fn table<const N: usize>(header: [&str; N]) -> Table {
    let style = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));
    let mut table = Table::new();
    table.load_style(style).set_header(header);
    table
}

fn partners(college: &College, portfolio: &Portfolio) -> String {
    let english = "en".parse().unwrap_or_else(|_| unreachable!("`en` is a language tag"));
    let mut rows = table(["Country or region", "", "Partners"]);
    for (&country, count) in &portfolio.by_country {
        let standing = college.regions.standing(country).to_string();
        rows.add_row([college.regions.name(country, &english), &standing, &count.to_string()]);
    }
    format!("PARTNERS\nwith an agreement in force: {}\n{rows}", portfolio.bound)
}

fn agreements(portfolio: &Portfolio) -> String {
    let mut rows = table(["Agreements", ""]);
    for status in AgreementStatus::ALL {
        let count = portfolio.by_status.get(&status).copied().unwrap_or(0);
        rows.add_row([status.to_string(), count.to_string()]);
    }
    let mut ending = table(["Ends", "Code", "Title"]);
    for agreement in &portfolio.ending {
        ending.add_row([agreement.last.to_string(), agreement.code.to_string(), bilingual(&agreement.title)]);
    }
    format!("AGREEMENTS\n{rows}\n\nENDING WITHIN THE NOTICE\n{ending}")
}

fn programmes(college: &College, as_of: NaiveDate) -> String {
    let mut rows = table(["Code", "Major", "Route", "Months", "Takes in"]);
    for programme in &college.programmes {
        rows.add_row([
            programme.code.to_string(),
            bilingual(&programme.major),
            programme.shape.to_string(),
            programme.shape.months().to_string(),
            if programme.takes_in_on(as_of) { "yes" } else { "no" }.to_owned(),
        ]);
    }
    let open = college.programmes.iter().filter(|programme| programme.takes_in_on(as_of)).count();
    let open = Ratio::count(open as u64, college.programmes.len() as u64, "cooperative programmes");
    let open = open.unwrap_or_else(|_| unreachable!("the whole is named"));
    format!("COOPERATIVE PROGRAMMES\ntaking students in: {open}\n{rows}")
}

fn told(findings: &Findings) -> String {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let mut text = format!(
        "FINDINGS\n{} violations, {} warnings, {} notes",
        count(Severity::Violation),
        count(Severity::Warning),
        count(Severity::Note)
    );
    for finding in findings {
        text += &format!("\n\n{finding}");
        if let Some(basis) = &finding.basis {
            text += &format!("\n  basis: {basis}");
        }
        if let Some(remedy) = &finding.remedy {
            text += &format!("\n  remedy: {remedy}");
        }
    }
    text
}
