//! What is checked of programmes by the rules of their country.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use collegium_core::{
    AwardKind, Finding, IscedLevel, Severity, Source, Subject,
    finding::Fact,
    preset::unverified_note,
    source::{Basis, Rules},
};

use crate::{
    Authorisation, AuthorisationRule, Award, Host, LengthRule, Programme, ProgrammeRules, StageNumber,
    rule::{PW0102, PW0103, PW0104, PW0105},
};

/// Everything that a programme does not obey on the day.
pub(crate) fn programme<'a>(
    rules: &'a ProgrammeRules,
    programme: &'a Programme,
    as_of: NaiveDate,
) -> impl Iterator<Item = Finding> + 'a {
    let authorised = rules.authorisations.iter().flat_map(move |rule| {
        let stages = stages_for(rule, programme);
        stages.filter_map(move |stage| authorised(rules, programme, stage, rule, as_of))
    });
    authorised.chain(misnumbered(rules, programme)).chain(lengths(rules, programme))
}

pub(crate) fn unverified(rules: &ProgrammeRules) -> Option<Finding> {
    unverified_note(rules, "programmes")
}

/// A stage that needs an authorisation: which, how it is taught, and the level it leads to.
type Needing = (StageNumber, &'static str, IscedLevel);

/// The stages a rule is for.
fn stages_for<'a>(
    rule: &'a AuthorisationRule,
    programme: &'a Programme,
) -> impl Iterator<Item = Needing> + 'a {
    let stages = programme.route.numbered().filter_map(|(number, stage)| {
        let how = match stage.host {
            Host::Home => return None,
            Host::Partner(_) if !rule.abroad => return None,
            Host::Partner(_) => "at a partner's",
            Host::Joint(_) => "jointly",
        };
        Some((number, how, programme.route.leads_to(number)?))
    });
    stages.filter(|(_, _, level)| rule.levels.contains(level))
}

fn fits(rule: &AuthorisationRule, letter: &Authorisation) -> bool {
    letter.kind == rule.kind && letter.authority == rule.authority
}

/// What is wrong with the authorisation that a stage needs: there is none, or none is valid on the day.
fn authorised(
    rules: &ProgrammeRules,
    programme: &Programme,
    (number, how, level): Needing,
    rule: &AuthorisationRule,
    as_of: NaiveDate,
) -> Option<Finding> {
    let what = what(rule);
    let letters: Vec<_> = programme.authorisations.iter().filter(|letter| fits(rule, letter)).collect();
    if letters.iter().any(|letter| letter.validity.contains(as_of)) {
        return None;
    }
    let stage = format!("stage {number} leads to ISCED level {level} and is taught {how}, but");
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
        let possible = rules.authorisations.iter().filter(|rule| fits(rule, letter));
        let rule = possible.clone().next()?;
        // One rule without a form leaves every number possible.
        let forms = possible.clone().map(|rule| rule.form.as_ref()).collect::<Option<BTreeSet<_>>>()?;
        if forms.iter().any(|form| form.fits(letter.number.as_str())) {
            return None;
        }
        let form = forms.iter().map(|form| format!("`{form}`")).collect::<Vec<_>>().join(" or ");
        Some(Finding {
            code: PW0104,
            severity: Severity::Warning,
            subject: Subject::of(programme.id, &programme.code).at(format!("authorisations[{index}].number")),
            message: format!("the number `{}` has not the form {form} of an {}", letter.number, what(rule)),
            facts: vec![Fact::new("number", letter.number.to_string()), Fact::new("form", form)],
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
    rules.lengths.iter().filter_map(|rule| {
        let (number, months) = own_award(programme, rule.isced)?;
        let outside = !(rule.least..=rule.most).contains(&months);
        outside.then(|| length(rules, programme, number, months, rule))
    })
}

/// The stage with the college's own first award of a level, and the months of study until its end. What the college grants
/// together with a partner is its own too; a certificate is a part of what leads to an award, and none.
fn own_award(programme: &Programme, level: IscedLevel) -> Option<(StageNumber, u32)> {
    let mut months = 0;
    for (number, stage) in programme.route.numbered() {
        months += stage.years.months();
        let own = |award: &&Award| !stage.grantor(award).is_abroad() && award.kind != AwardKind::Certificate;
        if stage.awards.iter().filter(own).any(|award| award.isced == level) {
            return Some((number, months));
        }
        // School is over, and higher education begins.
        if stage.awards.iter().map(|award| award.isced).max().is_some_and(|top| top < IscedLevel::SHORT_CYCLE)
        {
            months = 0;
        }
    }
    None
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
