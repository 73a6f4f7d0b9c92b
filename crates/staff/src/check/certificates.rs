//! Certificates that have run out, and those that will.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use collegium_core::{
    Finding, Findings, Rules as _, Subject, Validity, finding::Fact, preset::unverified_note,
};

use super::days_after;
use crate::{
    CertificateKind, CertificateRules, Member,
    rule::{ST0301, ST0302},
};

impl CertificateRules {
    /// Looks at the certificates of everybody who is employed on a day: kinds of which none holds any more, and kinds of
    /// which the last runs out within the notice.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_staff::{CertificateRules, Member};
    /// let member: Member = serde_json::from_str(
    ///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"T-001","name":{"zh":"王芳"},
    ///         "unit":"67e55044-10b1-426f-9247-bb680e5fe0c8","kinds":["teacher"],"employment":"2015-09-01/..",
    ///         "certificates":[{"kind":"dual-system","issuer":{"zh":"中德诺浩"},"validity":"2023-07-01/2026-06-30"}]}"#,
    /// )
    /// .unwrap();
    /// let rules = CertificateRules::one_year().load().unwrap();
    /// let findings = rules.check(&[member], "2026-07-02".parse().unwrap());
    /// assert_eq!(
    ///     findings.warnings().next().unwrap().to_string(),
    ///     "warning ST0301: person T-001, certificates: the certificate of the kind `dual-system` ran out on 2026-06-30 \
    ///      (kind dual-system, last day 2026-06-30, days since 2)"
    /// );
    /// ```
    #[must_use]
    pub fn check(&self, members: &[Member], as_of: NaiveDate) -> Findings {
        let employed = members.iter().filter(|member| member.is_employed_on(as_of));
        let of_member = |member: &Member| {
            let kinds: BTreeSet<&CertificateKind> =
                member.certificates.iter().map(|certificate| &certificate.kind).collect();
            kinds.into_iter().filter_map(|kind| of_kind(self, member, kind, as_of)).collect::<Vec<_>>()
        };
        employed.flat_map(of_member).chain(unverified_note(self, "certificates")).collect()
    }
}

fn of_kind(
    rules: &CertificateRules,
    member: &Member,
    kind: &CertificateKind,
    as_of: NaiveDate,
) -> Option<Finding> {
    if member.holds_on(kind, as_of) {
        expiring(rules, member, kind, as_of)
    } else {
        expired(rules, member, kind, as_of)
    }
}

fn expired(
    rules: &CertificateRules,
    member: &Member,
    kind: &CertificateKind,
    as_of: NaiveDate,
) -> Option<Finding> {
    // One that begins later has not run out; the last to have done so is the one to renew.
    let ends = member.certificates_of(kind).filter_map(|certificate| certificate.validity.last());
    let last = ends.filter(|last| *last < as_of).max()?;
    Some(Finding {
        code: ST0301,
        severity: rules.expired,
        subject: Subject::of(member.id, &member.code).at("certificates"),
        message: format!("the certificate of the kind `{kind}` ran out on {last}"),
        facts: vec![
            Fact::new("kind", kind.as_str()),
            Fact::new("last day", last),
            Fact::new("days since", days_after(last, as_of)),
        ],
        basis: Some(rules.basis()),
        remedy: Some("have it renewed, or stop counting the member among the certified".to_owned()),
    })
}

fn expiring(
    rules: &CertificateRules,
    member: &Member,
    kind: &CertificateKind,
    as_of: NaiveDate,
) -> Option<Finding> {
    let last = held_until(member, kind, as_of)?;
    let limit = as_of.checked_add_days(Days::new(rules.notice_days.into())).unwrap_or(NaiveDate::MAX);
    (last <= limit).then(|| Finding {
        code: ST0302,
        severity: rules.expiring,
        subject: Subject::of(member.id, &member.code).at("certificates"),
        message: format!("the certificate of the kind `{kind}` runs out on {last}, and none follows it"),
        facts: vec![
            Fact::new("kind", kind.as_str()),
            Fact::new("last day", last),
            Fact::new("days left", days_after(as_of, last)),
            Fact::new("days of notice", rules.notice_days),
        ],
        basis: Some(rules.basis()),
        remedy: Some("plan its renewal, or somebody else's training".to_owned()),
    })
}

/// The last day of the days that follow the day without a gap, on each of which some certificate holds; `None` if they
/// have no end.
fn held_until(member: &Member, kind: &CertificateKind, as_of: NaiveDate) -> Option<NaiveDate> {
    let mut terms: Vec<Validity> =
        member.certificates_of(kind).map(|certificate| certificate.validity).collect();
    terms.sort();
    terms.into_iter().try_fold(as_of, |until, term| {
        let follows = until.succ_opt().is_none_or(|next| term.first() <= next);
        if follows { Some(until.max(term.last()?)) } else { Some(until) }
    })
}
