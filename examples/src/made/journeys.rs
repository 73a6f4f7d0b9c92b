//! Journeys of the staff.

use chrono::{Days, NaiveDate};

use super::{
    batches::Batch,
    cells::{self, maybe},
    days::{come, day},
    dice::Dice,
    organisation::{SCHOOL, UNITS},
    partners::Partner,
    sheet::Sheet,
    staff::Member,
};

/// A journey of a college: kind, purpose, number of the college, people, month, first day, days, country.
struct Plan(&'static str, &'static str, usize, usize, (i32, u32, u32), u64, &'static str);

/// What the colleges sent people for. One lies across each end of the year; one is planned for the next.
const PLANS: [Plan; 17] = [
    Plan("overseas-training", "Course design and assessment (made)", 0, 5, (2025, 3, 3), 14, "AU"),
    Plan("overseas-training", "Dual training in practice (made)", 1, 6, (2025, 5, 6), 14, "DE"),
    Plan("overseas-training", "Cloud computing for teachers (made)", 2, 4, (2025, 8, 4), 19, "GB"),
    Plan("overseas-training", "Hotel schools from inside (made)", 3, 5, (2025, 3, 17), 12, "SG"),
    Plan("study", "Short study visit to design studios (made)", 4, 3, (2025, 1, 13), 16, "KR"),
    Plan("teaching-abroad", "Term at the campus in Australia (made)", 0, 1, (2024, 12, 9), 60, "AU"),
    Plan("teaching-abroad", "Term at the campus in Thailand (made)", 1, 2, (2025, 12, 8), 45, "TH"),
    Plan("teaching-abroad", "Luban workshop course (made)", 2, 2, (2025, 4, 7), 20, "LA"),
    Plan("conference", "Conference on vocational education (made)", 0, 2, (2025, 10, 13), 5, "AU"),
    Plan("conference", "Congress on drive technology (made)", 1, 2, (2025, 9, 16), 4, "DE"),
    Plan("conference", "Conference on tourism education (made)", 3, 3, (2025, 11, 24), 4, "MY"),
    Plan("conference", "Design week (made)", 4, 2, (2025, 9, 22), 5, "KR"),
    Plan("visit", "Visit to the programme's partner (made)", 2, 2, (2025, 6, 2), 6, "GB"),
    Plan("visit", "Visit to the programme's partner (made)", 3, 2, (2025, 5, 19), 5, "SG"),
    Plan("visit", "Visit before the renewal (made)", 3, 2, (2026, 3, 9), 5, "SG"),
    Plan("overseas-training", "Illustration and media (made)", 4, 3, (2025, 7, 7), 12, "KR"),
    Plan("visit", "Visit to an enterprise (made)", 1, 2, (2025, 6, 16), 5, "MY"),
];

/// Of the plans: the one whose report never came, and the one that was called off.
const UNREPORTED: usize = 9;
const CANCELLED: usize = 16;

/// `trips.csv`: one journey a batch, then those of the colleges. Nobody travels with two of the colleges' journeys.
pub(super) fn sheet(staff: &[Member], batches: &[Batch], partners: &[Partner], dice: &mut Dice) -> Sheet {
    let columns = "code,kind,purpose,unit,leader,participants,destinations,agreement,partners,batch,planned_for,\
                   planned,approved,departed,returned,reported,cancelled";
    let mut sheet = Sheet::new("trips.csv", columns);
    for (place, batch) in batches.iter().enumerate() {
        let kind = "overseas-training";
        let days = Days4::of(batch.abroad.0, batch.abroad.1, dice);
        let words = [&*cells::code("R", place + 1, 2), kind, "Batch of the yearly selection (made)", SCHOOL];
        let partner = partner(partners, batch.country);
        sheet.row(&row(words, &batch.members, batch.country, partner, &batch.code, &days));
    }
    let mut pools = UNITS.each_ref().map(|unit| {
        let travellers = staff.iter().filter(|member| member.unit == unit.code && may_travel(member));
        dice.shuffled(travellers.map(|member| member.code.clone()).collect::<Vec<_>>())
    });
    for (place, Plan(kind, purpose, unit, people, (year, month, first), length, country)) in
        PLANS.iter().enumerate()
    {
        let Some((home, pool)) = UNITS.get(*unit).zip(pools.get_mut(*unit)) else { continue };
        let participants: Vec<_> = pool.drain(..(*people).min(pool.len())).collect();
        let first = day(*year, *month, *first);
        let last = first.checked_add_days(Days::new(length - 1)).unwrap_or(first);
        let mut days = Days4::of(first, last, dice);
        if place == UNREPORTED {
            days.reported = None;
        }
        if place == CANCELLED {
            days.cancel();
        }
        let code = cells::code("R", batches.len() + place + 1, 2);
        let words = [&*code, kind, purpose, home.code];
        sheet.row(&row(words, &participants, country, partner(partners, country), "", &days));
    }
    sheet
}

/// Those of a batch go with their batch, and foreign teachers with none.
fn may_travel(member: &Member) -> bool {
    !member.is("outstanding-talent") && !member.is("foreign-teacher")
}

fn partner<'a>(partners: &'a [Partner], country: &str) -> &'a str {
    partners.iter().find(|partner| partner.country == country).map_or("", |partner| &partner.code)
}

/// The days of a journey.
struct Days4 {
    planned_for: (NaiveDate, NaiveDate),
    planned: NaiveDate,
    approved: Option<NaiveDate>,
    departed: Option<NaiveDate>,
    returned: Option<NaiveDate>,
    reported: Option<NaiveDate>,
    cancelled: Option<NaiveDate>,
}

impl Days4 {
    /// Planned and approved before, reported within the month after; only what has come on the day of the folder.
    fn of(first: NaiveDate, last: NaiveDate, dice: &mut Dice) -> Self {
        let before = |days| first.checked_sub_days(Days::new(days)).unwrap_or(first);
        let (planned, approved) = (before(dice.between(100, 130)), before(dice.between(40, 70)));
        let reported = come(dice.after(last, 8, 24));
        Self {
            planned_for: (first, last),
            planned,
            approved: come(approved),
            departed: come(first),
            returned: come(last),
            reported,
            cancelled: None,
        }
    }

    /// Called off the week before.
    fn cancel(&mut self) {
        self.cancelled = self.departed.and_then(|first| first.checked_sub_days(Days::new(7)));
        (self.departed, self.returned, self.reported) = (None, None, None);
    }
}

fn row(
    [code, kind, purpose, unit]: [&str; 4],
    participants: &[String],
    country: &str,
    partner: &str,
    batch: &str,
    days: &Days4,
) -> Vec<String> {
    let leader = participants.first().cloned().unwrap_or_default();
    let participants = participants.join(";");
    let (first, last) = days.planned_for;
    let mut row = [code, kind, purpose, unit, &leader, &participants, country, "", partner, batch]
        .map(str::to_owned)
        .to_vec();
    row.extend([cells::term(first, last), days.planned.to_string()]);
    row.extend([days.approved, days.departed, days.returned, days.reported, days.cancelled].map(maybe));
    row
}
