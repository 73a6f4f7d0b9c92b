//! What is checked of programmes by the rules of their country.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use collegium_core::{
    Finding, IscedLevel, Severity, Source, Subject,
    finding::Fact,
    preset::unverified_note,
    source::{Basis, Rules},
};

use crate::{
    Authorisation, AuthorisationRule, Host, LengthRule, Programme, ProgrammeRules, Stage, StageNumber,
    rule::{PW0102, PW0103, PW0104, PW0105},
};

/// Everything that a programme does not obey on the day.
pub(crate) fn programme<'a>(
    rules: &'a ProgrammeRules,
    programme: &'a Programme,
    as_of: NaiveDate,
) -> impl Iterator<Item = Finding> + 'a {
    let joint = joint_stages(programme);
    let authorised = joint.flat_map(move |(number, level)| {
        let needed = rules.authorisations.iter().filter(move |rule| rule.levels.contains(&level));
        needed.filter_map(move |rule| authorised(rules, programme, (number, level), rule, as_of))
    });
    authorised.chain(misnumbered(rules, programme)).chain(lengths(rules, programme))
}

pub(crate) fn unverified(rules: &ProgrammeRules) -> Option<Finding> {
    unverified_note(rules, "programmes")
}

/// The stages taught jointly at home, with the level each leads to.
fn joint_stages(programme: &Programme) -> impl Iterator<Item = (StageNumber, IscedLevel)> {
    let joint = |stage: &Stage| matches!(stage.host, Host::Joint(_));
    let stages = programme.route.numbered().filter(move |(_, stage)| joint(stage));
    stages.filter_map(|(number, _)| Some((number, programme.route.leads_to(number)?)))
}

fn fits(rule: &AuthorisationRule, letter: &Authorisation) -> bool {
    letter.kind == rule.kind && letter.authority == rule.authority
}

/// What is wrong with the authorisation that a stage needs: there is none, or none is valid on the day.
fn authorised(
    rules: &ProgrammeRules,
    programme: &Programme,
    (number, level): (StageNumber, IscedLevel),
    rule: &AuthorisationRule,
    as_of: NaiveDate,
) -> Option<Finding> {
    let what = what(rule);
    let letters: Vec<_> = programme.authorisations.iter().filter(|letter| fits(rule, letter)).collect();
    if letters.iter().any(|letter| letter.validity.contains(as_of)) {
        return None;
    }
    let stage = format!("stage {number} leads to ISCED level {level} and is taught jointly, but");
    let mut facts = vec![Fact::new("needed", what.clone()), Fact::new("as of", as_of)];
    facts.extend(letters.iter().map(|letter| Fact::new("letter", format!("{letter}, {}", letter.validity))));
    let (code, message, remedy) = if letters.is_empty() {
        (PW0102, format!("{stage} has no {what}"), "apply for it, and close the intake until it is there")
    } else {
        (
            PW0103,
            format!("{stage} has no {what} that is valid on {as_of}"),
            "have it extended, or close the intake",
        )
    };
    Some(Finding {
        code,
        severity: Severity::Violation,
        subject: Subject::of(programme.id, &programme.code).at("authorisations"),
        message,
        facts,
        basis: Some(basis(rules, &rule.source)),
        remedy: Some(remedy.to_owned()),
    })
}

/// The letters whose numbers have not the form of their authority's.
fn misnumbered<'a>(
    rules: &'a ProgrammeRules,
    programme: &'a Programme,
) -> impl Iterator<Item = Finding> + 'a {
    programme.authorisations.iter().zip(0..).filter_map(move |(letter, index)| {
        let rule = rules.authorisations.iter().find(|rule| fits(rule, letter))?;
        let form = rule.form.as_ref().filter(|form| !form.fits(letter.number.as_str()))?;
        Some(Finding {
            code: PW0104,
            severity: Severity::Warning,
            subject: Subject::of(programme.id, &programme.code).at(format!("authorisations[{index}].number")),
            message: format!("the number `{}` has not the form `{form}` of an {}", letter.number, what(rule)),
            facts: vec![Fact::new("number", letter.number.to_string()), Fact::new("form", form.to_string())],
            basis: Some(basis(rules, &rule.source)),
            remedy: Some(
                "compare it with the letter: a slip here hides the programme in the public list".to_owned(),
            ),
        })
    })
}

fn what(rule: &AuthorisationRule) -> String {
    format!("{} of {}", rule.kind, rule.authority)
}

/// The college's own awards that are granted too early or too late.
fn lengths<'a>(rules: &'a ProgrammeRules, programme: &'a Programme) -> impl Iterator<Item = Finding> + 'a {
    let awards = programme.route.numbered().scan(0, |months, (number, stage)| {
        *months += stage.years.months();
        Some((number, stage, *months))
    });
    awards.flat_map(move |(number, stage, months)| {
        let own = stage.awards.iter().filter(|award| stage.grantor(award) == &Host::Home);
        let levels: BTreeSet<_> = own.map(|award| award.isced).collect();
        let limits = rules.lengths.iter().filter(move |rule| levels.contains(&rule.isced));
        let outside = limits.filter(move |rule| !(rule.least..=rule.most).contains(&months));
        outside.map(move |rule| length(rules, programme, number, months, rule))
    })
}

fn length(
    rules: &ProgrammeRules,
    programme: &Programme,
    number: StageNumber,
    months: u32,
    rule: &LengthRule,
) -> Finding {
    let LengthRule { isced, least, most, source } = rule;
    Finding {
        code: PW0105,
        severity: Severity::Violation,
        subject: Subject::of(programme.id, &programme.code).at(format!("route.stages[{}]", number.index())),
        message: format!(
            "the college's own award of ISCED level {isced} comes after {months} months of study: {least} to {most} are allowed"
        ),
        facts: vec![
            Fact::new("months", months),
            Fact::new("least", *least),
            Fact::new("most", *most),
            Fact::new("shape", programme.route.shape().to_string()),
        ],
        basis: Some(basis(rules, source)),
        remedy: Some("change the years of the stages, or the stage at which the award is granted".to_owned()),
    }
}

/// One rule's own source, with the status of all of them.
fn basis(rules: &ProgrammeRules, source: &Source) -> Basis {
    Basis { source: source.clone(), status: rules.status() }
}
