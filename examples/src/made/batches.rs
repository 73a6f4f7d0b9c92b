//! The batches of the yearly selection: twenty outstanding talents in two, management cadres in three.

use chrono::NaiveDate;

use super::{cells, days::day, sheet::Sheet, staff::Member};

/// A batch of the year.
pub(super) struct Batch {
    /// Its code.
    pub(super) code: String,
    kind: &'static str,
    number: usize,
    /// Who is in it, by code.
    pub(super) members: Vec<String>,
    /// When it leaves and comes back.
    pub(super) abroad: (NaiveDate, NaiveDate),
    /// Where it goes.
    pub(super) country: &'static str,
}

/// The five batches of 2025.
pub(super) fn all(staff: &[Member]) -> Vec<Batch> {
    let plans = [
        ("outstanding-talent", 1, 10, (day(2025, 7, 5), day(2025, 7, 25)), "AU"),
        ("outstanding-talent", 2, 10, (day(2025, 10, 11), day(2025, 10, 31)), "DE"),
        ("management-cadre", 1, 6, (day(2025, 4, 14), day(2025, 4, 25)), "SG"),
        ("management-cadre", 2, 6, (day(2025, 6, 9), day(2025, 6, 20)), "KR"),
        ("management-cadre", 3, 6, (day(2025, 11, 10), day(2025, 11, 21)), "GB"),
    ];
    let batch =
        |(place, (kind, number, size, abroad, country)): (usize, (&'static str, usize, usize, _, _))| {
            let of_kind = staff.iter().filter(|member| member.is(kind));
            let members =
                of_kind.skip((number - 1) * size).take(size).map(|member| member.code.clone()).collect();
            Batch { code: cells::code("B", place + 1, 2), kind, number, members, abroad, country }
        };
    plans.into_iter().enumerate().map(batch).collect()
}

/// `batches.csv`.
pub(super) fn sheet(batches: &[Batch]) -> Sheet {
    let mut sheet = Sheet::new("batches.csv", "code,year,kind,number,members,abroad");
    for batch in batches {
        let (first, last) = batch.abroad;
        sheet.row(&[
            &*batch.code,
            "2025",
            batch.kind,
            &batch.number.to_string(),
            &batch.members.join(";"),
            &cells::term(first, last),
        ]);
    }
    sheet
}
