//! International students, those who were there before, and students on short stays abroad.

use super::{
    days::day, dice::Dice, organisation::UNITS, partners::Partner, programmes::PROGRAMMES, routes::Studies,
};

/// Where the 256 come from. The 38 countries are published by their number only.
const COUNTRIES: [(&str, usize); 38] = [
    ("TH", 28),
    ("MY", 22),
    ("VN", 18),
    ("ID", 16),
    ("LA", 14),
    ("KH", 12),
    ("PK", 12),
    ("RU", 10),
    ("KZ", 10),
    ("MM", 8),
    ("MN", 8),
    ("BD", 8),
    ("NP", 6),
    ("LK", 6),
    ("PH", 6),
    ("UZ", 6),
    ("KG", 5),
    ("TJ", 5),
    ("KR", 5),
    ("NG", 5),
    ("GH", 4),
    ("KE", 4),
    ("TZ", 4),
    ("ET", 4),
    ("ZM", 4),
    ("JP", 3),
    ("ZW", 3),
    ("UG", 3),
    ("RW", 3),
    ("EG", 3),
    ("MA", 2),
    ("ZA", 2),
    ("CM", 2),
    ("SN", 1),
    ("CI", 1),
    ("TM", 1),
    ("BY", 1),
    ("UA", 1),
];

/// International students at a college other than the international one.
const AT_A_COLLEGE: usize = 40;

/// How many were there before and have left, and how many of our own are on a short stay abroad.
const FORMER: usize = 40;
const ABROAD: usize = 20;

/// Every row off the programmes.
pub(super) fn all(partners: &[Partner], dice: &mut Dice) -> Vec<Studies> {
    let origins = COUNTRIES.iter().flat_map(|&(country, number)| std::iter::repeat_n(country, number));
    let origins = dice.shuffled(origins.collect());
    let mut rows: Vec<_> =
        origins.iter().enumerate().map(|(place, country)| present(place, country, dice)).collect();
    let former = origins.iter().take(FORMER).enumerate();
    rows.extend(former.map(|(place, country)| left(place, country, dice)));
    rows.extend((0..ABROAD).filter_map(|place| away(place, partners, dice)));
    rows
}

/// The colleges by the place in the list: forty each, the rest at the international one, which is the fourth.
fn unit(place: usize) -> usize {
    [0, 1, 2, 4].get(place / AT_A_COLLEGE).copied().unwrap_or(3)
}

fn inbound(unit: usize, country: &str, study: &str) -> Studies {
    Studies {
        unit: UNITS.get(unit).map_or("", |unit| unit.code),
        of: [String::new(), country.to_owned(), String::new(), study.to_owned()],
        ..Studies::default()
    }
}

fn present(place: usize, country: &str, dice: &mut Dice) -> Studies {
    let unit = unit(place);
    let study = match (unit, place % 8) {
        (3, 0..=4) => "language",
        (_, 0) => "exchange",
        (_, 1) => "training",
        _ => "diploma",
    };
    let first = match study {
        "diploma" => day([2023, 2024, 2025].get(place % 3).copied().unwrap_or(2025), 9, 1),
        "training" => day(2025, 10, 13),
        _ => day(2025, 9, 1),
    };
    let mut row = inbound(unit, country, study);
    row.entered = [Some(dice.after(first, 0, 9)), None, None];
    row
}

/// One who took the award of a year's or three years' studies in 2024 or 2025.
fn left(place: usize, country: &str, dice: &mut Dice) -> Studies {
    let last = if place.is_multiple_of(2) { 2024 } else { 2025 };
    let mut row = inbound(place % 5, country, if place < 25 { "language" } else { "diploma" });
    row.entered = [Some(dice.after(day(last - if place < 25 { 1 } else { 3 }, 9, 1), 0, 9)), None, None];
    row.awarded = [Some(dice.after(day(last, 6, 20), 0, 12)), None, None];
    row
}

/// A term of our own students at a partner, outside the programmes.
fn away(place: usize, partners: &[Partner], dice: &mut Dice) -> Option<Studies> {
    let country = PROGRAMMES.get(place % 5)?.country;
    let there: Vec<_> = partners.iter().filter(|partner| partner.country == country).collect();
    let partner = dice.one_of(&there)?;
    Some(Studies {
        unit: UNITS.get(place % 5)?.code,
        of: [String::new(), country.to_owned(), partner.code.clone(), String::new()],
        entered: [Some(dice.after(day(2025, 9, 1), 0, 20)), None, None],
        ..Studies::default()
    })
}
