//! What the development of staff abroad came to.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Months, NaiveDate};
use collegium_core::{Findings, Period, Ratio, count::tally};
use serde::{Deserialize, Serialize};

use crate::{
    Batch, CertificateKind, CertificateRules, Member, MemberKind, SelectionRules, Trip, TripKind, TripRules,
    TripStatus,
    check::{not_carried, repeated},
};

/// The rules a [`Development`] is assessed by.
///
/// # Wire form
///
/// `{"certificates":{…},"selection":{…},"trips":{…}}`.
///
/// # Example
///
/// ```
/// use collegium_staff::{CertificateRules, SelectionRules, StaffRules, TripRules};
/// let rules = StaffRules {
///     certificates: CertificateRules::one_year().load().unwrap(),
///     selection: SelectionRules::administrative_college().load().unwrap(),
///     trips: TripRules::one_month().load().unwrap(),
/// };
/// assert_eq!(rules.selection.lines.len(), 2);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffRules {
    /// On certificates.
    pub certificates: CertificateRules,
    /// On the yearly selection.
    pub selection: SelectionRules,
    /// On trips.
    pub trips: TripRules,
}

/// What the development of a college's staff abroad came to in a period, as it stands on a day: who there is, what they
/// hold, where they went, and what was found.
///
/// A trip belongs to the report if one of its days lies in the period: the days travelled once it has departed, the days
/// planned otherwise. Days travelled and days still ahead are never added up: a plan is not a journey.
///
/// # Wire form
///
/// An object of the fields.
///
/// # Example
///
/// ```
/// use collegium_staff::{CertificateRules, Development, Member, SelectionRules, StaffRules, TripRules};
/// let member: Member = serde_json::from_str(
///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"T-001","name":{"zh":"王芳"},
///         "unit":"67e55044-10b1-426f-9247-bb680e5fe0c8","kinds":["teacher","returnee"],"employment":"2015-09-01/.."}"#,
/// )
/// .unwrap();
/// let rules = StaffRules {
///     certificates: CertificateRules::one_year().load().unwrap(),
///     selection: SelectionRules::administrative_college().load().unwrap(),
///     trips: TripRules::one_month().load().unwrap(),
/// };
/// let year = "2026-01-01/2026-12-31".parse().unwrap();
/// let development = Development::assess(&[member], &[], &[], &rules, year, "2026-12-31".parse().unwrap());
///
/// assert_eq!(development.employed, 1);
/// assert_eq!(development.by_kind[&"returnee".parse().unwrap()], 1);
/// assert_eq!(development.reported.to_string(), "0 of 0 (not defined)");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Development {
    /// The period reported on.
    pub period: Period,
    /// The day everything is told for: what happened later is not known yet.
    #[serde(with = "collegium_core::date")]
    pub as_of: NaiveDate,
    /// Members employed on the day.
    pub employed: u64,
    /// Members employed on the day by kind; who is of several kinds is counted in each.
    #[serde(deserialize_with = "collegium_core::word::unique_map")]
    pub by_kind: BTreeMap<MemberKind, u64>,
    /// Members employed on the day who hold a certificate that is valid on it, by its kind.
    #[serde(deserialize_with = "collegium_core::word::unique_map")]
    pub certified: BTreeMap<CertificateKind, u64>,
    /// Members employed on the day who travelled in the period, of all who are employed on it.
    pub travelled: Ratio,
    /// Person-days abroad in the period, travelled by the end of the day, by kind of trip; kinds without any are left
    /// out.
    #[serde(deserialize_with = "collegium_core::word::unique_map")]
    pub person_days: BTreeMap<TripKind, u64>,
    /// Person-days in the period that are planned for days after the day, by kind of trip; kinds without any are left
    /// out.
    #[serde(deserialize_with = "collegium_core::word::unique_map")]
    pub planned_person_days: BTreeMap<TripKind, u64>,
    /// Trips of the period by status on the day; a cancelled one by the days it was last planned for.
    #[serde(deserialize_with = "collegium_core::word::unique_map")]
    pub trips: BTreeMap<TripStatus, u64>,
    /// Trips of the period that were reported on, of those that have returned.
    pub reported: Ratio,
    /// What was found: on certificates and all trips on the day, on the selection of the year, or of each calendar year that the period
    /// touches, on batches of the period that no trip carries, and on records given twice.
    pub findings: Findings,
}

impl Development {
    /// Counts and checks members, trips and batches.
    #[must_use]
    pub fn assess(
        members: &[Member],
        trips: &[Trip],
        batches: &[Batch],
        rules: &StaffRules,
        period: Period,
        as_of: NaiveDate,
    ) -> Self {
        let employed: Vec<&Member> = members.iter().filter(|member| member.is_employed_on(as_of)).collect();
        let of_period = trips.iter().filter_map(|trip| status_in(trip, period, as_of));
        let statuses = tally(of_period.map(|status| (status, 1)));
        let count = |status| statuses.get(&status).copied().unwrap_or(0);
        let (returned, reported) = (count(TripStatus::Returned), count(TripStatus::Reported));
        let days = |trip: &Trip| (trip.kind.clone(), trip.person_days_in(&period, as_of));
        let ahead = |trip: &Trip| (trip.kind.clone(), trip.planned_person_days_in(&period, as_of));
        Self {
            period,
            as_of,
            employed: employed.len() as u64,
            by_kind: tally(
                employed.iter().flat_map(|member| member.kinds.iter().cloned().map(|kind| (kind, 1))),
            ),
            certified: tally(employed.iter().flat_map(|member| held(member, as_of)).map(|kind| (kind, 1))),
            travelled: travelled(&employed, trips, period, as_of),
            person_days: tally(trips.iter().map(days)),
            planned_person_days: tally(trips.iter().map(ahead)),
            reported: ratio(reported, returned + reported, "trips that have returned"),
            trips: statuses,
            findings: findings(members, trips, batches, rules, period, as_of),
        }
    }

    /// All person-days abroad in the period, travelled by the end of the day.
    ///
    /// # Example
    ///
    /// ```
    /// # use collegium_staff::Development;
    /// # let json = r#"{"period":"2026-01-01/2026-12-31","as_of":"2026-12-31","employed":0,"by_kind":{},"certified":{},
    /// #     "travelled":{"part":"0","whole":"0","of":"members employed"},
    /// #     "person_days":{"study":90,"visit":16},"planned_person_days":{},"trips":{},
    /// #     "reported":{"part":"0","whole":"0","of":"trips"},"findings":[]}"#;
    /// # let development: Development = serde_json::from_str(json).unwrap();
    /// // With 90 days of `study` and 16 of `visit`:
    /// assert_eq!(development.person_days_abroad(), 106);
    /// ```
    #[must_use]
    pub fn person_days_abroad(&self) -> u64 {
        self.person_days.values().copied().fold(0, u64::saturating_add)
    }
}

/// The status of a trip on the day, if it is one of the period's.
fn status_in(trip: &Trip, period: Period, as_of: NaiveDate) -> Option<TripStatus> {
    let state = trip.history.state_on(as_of)?;
    let days = trip.days_on(as_of).unwrap_or(state.period());
    days.overlaps(&period).then_some(state.status())
}

fn held(member: &Member, as_of: NaiveDate) -> BTreeSet<CertificateKind> {
    let valid = member.certificates.iter().filter(|certificate| certificate.validity.contains(as_of));
    valid.map(|certificate| certificate.kind.clone()).collect()
}

fn travelled(employed: &[&Member], trips: &[Trip], period: Period, as_of: NaiveDate) -> Ratio {
    let abroad = |trip: &&Trip| trip.travelled_on(as_of).is_some_and(|days| days.overlaps(&period));
    let travellers: BTreeSet<_> = trips.iter().filter(abroad).flat_map(|trip| &trip.participants).collect();
    let part = employed.iter().filter(|member| travellers.contains(&member.id)).count();
    ratio(part as u64, employed.len() as u64, "members employed")
}

/// The years whose selection belongs to a period, with their last days: one of twelve months is a year of its own, named
/// for the calendar year it begins in; any other touches calendar years.
fn selection_years(period: Period) -> Vec<(i32, NaiveDate)> {
    let after = period.last().succ_opt();
    if period.first().checked_add_months(Months::new(12)) == after {
        return vec![(period.first().year(), period.last())];
    }
    let last = |year| NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(NaiveDate::MAX);
    period.by_calendar_year().map(|(year, _)| (year, last(year))).collect()
}

fn findings(
    members: &[Member],
    trips: &[Trip],
    batches: &[Batch],
    rules: &StaffRules,
    period: Period,
    as_of: NaiveDate,
) -> Findings {
    let selection = selection_years(period).into_iter().flat_map(|(year, last)| {
        let years = rules.selection.check_until(batches, year, last, as_of);
        years.into_iter().chain(rules.selection.check_members(batches, members, year))
    });
    let of_trips = rules.trips.check(trips, as_of).into_iter();
    let of_certificates = rules.certificates.check(members, as_of).into_iter();
    let twice = repeated(members.iter().map(|member| (member.id, &member.code)))
        .into_iter()
        .chain(repeated(trips.iter().map(|trip| (trip.id, &trip.code))))
        .chain(repeated(batches.iter().map(|batch| (batch.id, &batch.code))));
    let not_carried = not_carried(batches, trips, period, as_of);
    selection.chain(of_trips).chain(of_certificates).chain(twice).chain(not_carried).collect()
}

fn ratio(part: u64, whole: u64, of: &str) -> Ratio {
    // INVARIANT: `of` is a constant of this crate that says something.
    Ratio::count(part, whole, of).unwrap_or_else(|_| unreachable!("the whole is named"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_months_are_a_year_and_anything_else_touches_calendar_years() {
        let years = |period: &str| {
            let years = selection_years(period.parse().unwrap());
            years.into_iter().map(|(year, last)| format!("{year} {last}")).collect::<Vec<_>>()
        };
        assert_eq!(years("2025-01-01/2025-12-31"), ["2025 2025-12-31"]);
        assert_eq!(years("2025-10-01/2026-09-30"), ["2025 2026-09-30"]);
        assert_eq!(years("2025-10-01/2026-03-31"), ["2025 2025-12-31", "2026 2026-12-31"]);
        assert_eq!(years("9999-01-01/9999-12-31"), ["9999 9999-12-31"]);
    }
}
