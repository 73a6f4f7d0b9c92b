//! A college's folder that is made: lists row by row that come to the figures a real college published.
//!
//! Shandong Vocational College of Technology publishes figures and no lists. Everything here is drawn with a seed: the same
//! seed gives the same bytes. What has a seed of its own or is a fixed plan is said in the modules.

mod activities;
mod agreements;
mod amount;
mod batches;
mod cells;
mod days;
mod dice;
mod funds;
mod inbound;
mod journeys;
mod observations;
mod organisation;
mod partner_names;
mod partners;
mod places;
mod programmes;
mod province;
mod routes;
mod settings;
mod sheet;
mod staff;

use std::collections::BTreeMap;

use dice::Dice;

/// The seed of the lists that are shipped.
pub const SEED: u64 = 2025;

/// The files of the folder by name: `college.toml` and every CSV file.
#[must_use]
pub fn college(seed: u64) -> BTreeMap<String, String> {
    // Each part has a stream of its own: changing one leaves the others as they are.
    let dice = |part| Dice::new(seed, part);
    let partners = partners::all();
    let agreements = agreements::all(&partners);
    let staff = staff::all(&mut dice(1));
    let batches = batches::all(&staff);
    let mut sheets = vec![
        organisation::units(),
        organisation::posts(&staff),
        partners::sheet(&partners),
        agreements::sheet(&agreements),
        agreements::events(&agreements),
        activities::sheet(&partners, &mut dice(2)),
        places::sites(),
        places::memberships(),
        programmes::sheet(),
        programmes::stages(&partners),
        enrolments(&partners, &dice),
        staff::sheet(&staff),
        staff::certificates(&staff),
        batches::sheet(&batches),
        journeys::sheet(&staff, &batches, &partners, &mut dice(5)),
        observations::sheet(&mut dice(6)),
    ];
    sheets.extend(funds::sheets(&mut dice(7)));
    let files = sheets.into_iter().map(sheet::Sheet::finish);
    files.chain([settings::file(seed)]).collect()
}

/// The files of a province of so many colleges, in the form of one college's folder: about 73 partners, 1 500 enrolments
/// and 10 000 ledger entries each. One college, or none, is [`college`].
#[must_use]
pub fn colleges(seed: u64, number: u64) -> BTreeMap<String, String> {
    if number > 1 { province::files(seed, number) } else { college(seed) }
}

fn enrolments(partners: &[partners::Partner], dice: &impl Fn(u64) -> Dice) -> sheet::Sheet {
    let mut rows = routes::all(&mut dice(3));
    rows.extend(inbound::all(partners, &mut dice(4)));
    routes::sheet(&rows)
}
