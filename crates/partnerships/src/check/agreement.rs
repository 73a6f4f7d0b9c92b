//! What is checked of partners and agreements.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use collegium_core::{
    Finding, Findings, Rules as _, Severity, Subject,
    entity::PartnerId,
    finding::Fact,
    history::{EntryNumber, Event as _},
    org::Level,
    preset::unverified_note,
};

use super::days_between;
use crate::{
    Agreement, AgreementState, AgreementStatus, Partner, RenewalRules,
    rule::{PA0101, PA0102, PA0103, PA0104},
};

impl RenewalRules {
    /// Looks at every partner and agreement on a day.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_partnerships::{Partner, RenewalRules};
    /// let partner: Partner = serde_json::from_str(
    ///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"P-001","name":{"en":"Harz University"},
    ///         "kind":"university","country":"DE"}"#,
    /// )
    /// .unwrap();
    /// let rules = RenewalRules::one_year().load().unwrap();
    /// let findings = rules.check(&[partner], &[], "2026-03-01".parse().unwrap());
    /// assert_eq!(
    ///     findings.iter().next().unwrap().to_string(),
    ///     "note CO0001: rules renewal: the conclusions rest on rules that nobody has read in their source yet (source \
    ///      Study of a guarantee system for the sustainable development of international exchange in vocational colleges, \
    ///      Chongqing (project ZFCQZJLM202304), Effective implementation of cooperation agreements; responsible persons at \
    ///      school and institute level. The year's notice is ours (2026-11-22))"
    /// );
    /// assert_eq!(findings.iter().nth(1).unwrap().code.as_str(), "PA0104");
    /// ```
    #[must_use]
    pub fn check(&self, partners: &[Partner], agreements: &[Agreement], as_of: NaiveDate) -> Findings {
        let of_agreement = |agreement| {
            let findings = ending(self, agreement, as_of).into_iter().chain(lapsed(self, agreement, as_of));
            findings.chain(unanswered(self, agreement, as_of))
        };
        let bound: BTreeSet<PartnerId> = bound_partners(agreements, as_of);
        let of_partner = |partner| unbound(partner, &bound, as_of);
        let all = agreements.iter().flat_map(of_agreement).chain(partners.iter().filter_map(of_partner));
        all.chain(unverified_note(self, "renewal")).collect()
    }

    /// The last day of an agreement in force, if that is the day itself or at most `notice_days` later.
    #[must_use]
    pub(crate) fn ends_soon(&self, agreement: &Agreement, as_of: NaiveDate) -> Option<NaiveDate> {
        let limit = as_of.checked_add_days(Days::new(self.notice_days.into())).unwrap_or(NaiveDate::MAX);
        last_day(agreement, as_of).filter(|last| *last <= limit)
    }
}

/// The last day on which an agreement that binds on a day still does, by everything that is recorded: also a renewal or a
/// termination that takes effect later. `None` if it does not bind on the day, or has no end.
fn last_day(agreement: &Agreement, as_of: NaiveDate) -> Option<NaiveDate> {
    if !agreement.is_in_force_on(as_of) {
        return None;
    }
    let last = foreseen(agreement, NaiveDate::MAX, as_of)?;
    let events = agreement.history.standing().map(|(_, effective, _)| effective);
    let turns: BTreeSet<NaiveDate> = last.term_ends().chain(events).filter(|day| *day > as_of).collect();
    let stands = |day| {
        let status = foreseen(agreement, day, as_of).map(|state| state.status_on(day));
        matches!(status, Some(AgreementStatus::InForce | AgreementStatus::Suspended))
    };
    turns.into_iter().find(|day| !stands(*day)).and_then(|day| day.pred_opt())
}

/// The state on a later day as it was foreseen: by what had happened until `as_of`, and what was recorded by then to
/// happen after it.
fn foreseen(agreement: &Agreement, day: NaiveDate, as_of: NaiveDate) -> Option<AgreementState> {
    let history = &agreement.history;
    let recorded = |number: EntryNumber| {
        history.entries().get(usize::from(number) - 1).is_some_and(|entry| entry.recorded <= as_of)
    };
    let known = history
        .standing()
        .filter(|(number, effective, _)| *effective <= day && (*effective <= as_of || recorded(*number)));
    let mut state: Option<AgreementState> = None;
    for (_, _, event) in known {
        // An event that only follows from one not yet recorded was not foreseen either.
        state = event.apply(state.as_ref()).ok().or(state);
    }
    state
}

/// The partners that some agreement binds on the day.
pub(crate) fn bound_partners(agreements: &[Agreement], as_of: NaiveDate) -> BTreeSet<PartnerId> {
    let in_force = agreements.iter().filter(|agreement| agreement.is_in_force_on(as_of));
    in_force.flat_map(|agreement| agreement.partners.iter().copied()).collect()
}

fn ending(rules: &RenewalRules, agreement: &Agreement, as_of: NaiveDate) -> Option<Finding> {
    let last = rules.ends_soon(agreement, as_of)?;
    Some(Finding {
        code: PA0101,
        severity: rules.ending,
        subject: Subject::of(agreement.id, &agreement.code),
        message: format!("the agreement ends on {last} and has not been renewed"),
        facts: vec![
            Fact::new("last day", last),
            Fact::new("days left", days_between(as_of, last)),
            Fact::new("days of notice", u64::from(rules.notice_days)),
        ],
        basis: Some(rules.basis()),
        remedy: Some("renew it, or decide to let it end and plan for those who rely on it".to_owned()),
    })
}

fn lapsed(rules: &RenewalRules, agreement: &Agreement, as_of: NaiveDate) -> Option<Finding> {
    if agreement.status_on(as_of) != Some(AgreementStatus::Expired) {
        return None;
    }
    let state = agreement.history.state_on(as_of)?;
    let last = state.ran_out(as_of)?;
    let (why, remedy) = match state.begins(as_of) {
        None => {
            ("was neither renewed nor terminated".to_owned(), "renew it, or record that it was terminated")
        }
        Some(first) => (
            format!("its next term begins on {first} only"),
            "agree on a term without a gap, or plan for those who rely on it",
        ),
    };
    Some(Finding {
        code: PA0102,
        severity: rules.lapsed,
        subject: Subject::of(agreement.id, &agreement.code),
        message: format!("the agreement ran out on {last} and {why}"),
        facts: vec![Fact::new("last day", last), Fact::new("days since", days_between(last, as_of))],
        basis: Some(rules.basis()),
        remedy: Some(remedy.to_owned()),
    })
}

fn unanswered<'a>(
    rules: &'a RenewalRules,
    agreement: &'a Agreement,
    as_of: NaiveDate,
) -> impl Iterator<Item = Finding> {
    let binds = agreement.is_in_force_on(as_of);
    let answered = |level| agreement.responsible.iter().any(move |post| post.level == level);
    let levels = [Level::School, Level::College].into_iter().filter(move |level| binds && !answered(*level));
    levels.map(|level| Finding {
        code: PA0103,
        severity: rules.unanswered,
        subject: Subject::of(agreement.id, &agreement.code).at("responsible"),
        message: format!("no post answers for the agreement on the level `{level}`"),
        facts: vec![Fact::new("posts", agreement.responsible.len() as u64)],
        basis: Some(rules.basis()),
        remedy: Some(format!("name a responsible post on the level `{level}`")),
    })
}

fn unbound(partner: &Partner, bound: &BTreeSet<PartnerId>, as_of: NaiveDate) -> Option<Finding> {
    if bound.contains(&partner.id) {
        return None;
    }
    Some(Finding {
        code: PA0104,
        severity: Severity::Note,
        subject: Subject::of(partner.id, &partner.code),
        message: format!("no agreement with the partner is in force on {as_of}"),
        facts: vec![Fact::new("name", partner.name.clone())],
        basis: None,
        remedy: Some("conclude an agreement, or stop counting it among the partners".to_owned()),
    })
}
