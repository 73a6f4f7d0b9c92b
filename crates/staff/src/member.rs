//! The people whose development abroad is at stake.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use collegium_core::{
    LocalizedText, RecordCode, Validity,
    entity::{PersonId, UnitId},
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Certificate, CertificateKind};

collegium_core::identifier! {
    /// What a member is to the college: `teacher`, `researcher`, `management-cadre`, `foreign-teacher`, `returnee`,
    /// `outstanding-talent`. The list is each institution's own, and one person may be several.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_staff::MemberKind;
    /// assert_eq!(MemberKind::new("foreign-teacher").unwrap().as_str(), "foreign-teacher");
    /// assert!(MemberKind::new("Foreign teacher").is_err());
    /// ```
    pub struct MemberKind("member kind");
}

/// The fields of a [`Member`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_staff::{Member, MemberDraft};
/// let draft: MemberDraft = serde_json::from_str(
///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"T-001","name":{"zh":"王芳"},
///         "unit":"67e55044-10b1-426f-9247-bb680e5fe0c8","kinds":[],"employment":"2015-09-01/.."}"#,
/// )
/// .unwrap();
/// assert_eq!(
///     Member::try_from(draft).unwrap_err().to_string(),
///     "the member `T-001` is of no kind: say at least one, such as `teacher`"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MemberDraft {
    /// Who it is.
    pub id: PersonId,
    /// The code the college knows them by.
    pub code: RecordCode,
    /// Their name.
    pub name: LocalizedText,
    /// The unit they belong to.
    pub unit: UnitId,
    /// What they are: teacher, cadre, returnee, and so on.
    pub kinds: BTreeSet<MemberKind>,
    /// The days on which they are employed.
    pub employment: Validity,
    /// What they were certified for; kept in order of kind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub certificates: Vec<Certificate>,
}

/// A member of the college's staff: teacher, cadre, researcher, foreign teacher, returnee.
///
/// # Validity
///
/// At least one kind; no certificate is listed twice. Certificates are put in order of kind, issuer and days.
///
/// # Wire form
///
/// An object of the fields; `certificates` is left out where there is none.
///
/// # Example
///
/// ```
/// use std::collections::BTreeSet;
/// use collegium_core::{Id, InstitutionCode, LocalizedText};
/// use collegium_staff::{Certificate, Member, MemberDraft};
///
/// let college = InstitutionCode::new("college.example").unwrap();
/// let dual_system = Certificate {
///     kind: "dual-system".parse().unwrap(),
///     issuer: LocalizedText::new([("en", "Sino-German Nuohao"), ("zh", "中德诺浩")]).unwrap(),
///     validity: "2024-07-01/2027-06-30".parse().unwrap(),
///     number: None,
/// };
/// let member = Member::try_from(MemberDraft {
///     id: Id::derived(&college, &"T-001".parse().unwrap()),
///     code: "T-001".parse().unwrap(),
///     name: LocalizedText::new([("zh", "王芳")]).unwrap(),
///     unit: Id::derived(&college, &"C-AUTO".parse().unwrap()),
///     kinds: BTreeSet::from(["teacher".parse().unwrap(), "returnee".parse().unwrap()]),
///     employment: "2015-09-01/..".parse().unwrap(),
///     certificates: vec![dual_system],
/// })
/// .unwrap();
///
/// let day = |text: &str| text.parse().unwrap();
/// assert!(member.is_kind(&"returnee".parse().unwrap()) && !member.is_kind(&"foreign-teacher".parse().unwrap()));
/// assert!(member.is_employed_on(day("2015-09-01")) && !member.is_employed_on(day("2015-08-31")));
/// assert!(member.holds_on(&"dual-system".parse().unwrap(), day("2027-06-30")));
/// assert!(!member.holds_on(&"dual-system".parse().unwrap(), day("2027-07-01")));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "MemberDraft", into = "MemberDraft")]
pub struct Member(MemberDraft);

collegium_core::record!(Member, MemberDraft, MemberError);

impl Member {
    /// Whether they are, among other things, of this kind.
    #[must_use]
    pub fn is_kind(&self, kind: &MemberKind) -> bool {
        self.kinds.contains(kind)
    }

    /// Whether they are employed on this day; the first and the last day of employment count.
    #[must_use]
    pub fn is_employed_on(&self, day: NaiveDate) -> bool {
        self.employment.contains(day)
    }

    /// Whether they hold a certificate of this kind that is valid on this day, employed or not.
    #[must_use]
    pub fn holds_on(&self, kind: &CertificateKind, day: NaiveDate) -> bool {
        self.certificates_of(kind).any(|certificate| certificate.validity.contains(day))
    }

    /// The certificates of one kind, by issuer and days.
    ///
    /// # Example
    ///
    /// ```
    /// # use collegium_staff::Member;
    /// let member: Member = serde_json::from_str(
    ///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"T-001","name":{"zh":"王芳"},
    ///         "unit":"67e55044-10b1-426f-9247-bb680e5fe0c8","kinds":["teacher"],"employment":"2015-09-01/.."}"#,
    /// )
    /// .unwrap();
    /// assert_eq!(member.certificates_of(&"dual-system".parse().unwrap()).count(), 0);
    /// ```
    pub fn certificates_of(&self, kind: &CertificateKind) -> impl Iterator<Item = &Certificate> {
        self.certificates.iter().filter(move |certificate| certificate.kind == *kind)
    }
}

impl MemberDraft {
    fn check(mut self) -> Result<Self, MemberError> {
        if self.kinds.is_empty() {
            return Err(MemberError::NoKind { code: self.code });
        }
        self.certificates.sort();
        let twice = self.certificates.iter().zip(self.certificates.iter().skip(1)).find(|(a, b)| a == b);
        match twice.map(|(certificate, _)| certificate.kind.clone()) {
            Some(kind) => Err(MemberError::CertificateTwice { code: self.code, kind }),
            None => Ok(self),
        }
    }
}

/// Why there is no such member.
///
/// # Example
///
/// ```
/// use collegium_staff::MemberError;
/// let error = MemberError::CertificateTwice {
///     code: "T-001".parse().unwrap(),
///     kind: "dual-system".parse().unwrap(),
/// };
/// assert_eq!(
///     error.to_string(),
///     "the member `T-001` has the same certificate of the kind `dual-system` twice: list it once"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum MemberError {
    /// It is not said what the member is.
    #[error("the member `{code}` is of no kind: say at least one, such as `teacher`")]
    NoKind {
        /// The member.
        code: RecordCode,
    },
    /// The same certificate, with the same issuer, days and number, is listed twice.
    #[error("the member `{code}` has the same certificate of the kind `{kind}` twice: list it once")]
    CertificateTwice {
        /// The member.
        code: RecordCode,
        /// The kind of the certificate.
        kind: CertificateKind,
    },
}
