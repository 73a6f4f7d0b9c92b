//! A college's folder: what it holds, and how it is read.

mod activities;
mod agreements;
mod codes;
mod enrolments;
mod funds;
mod keys;
mod observations;
mod organisation;
mod partners;
mod programmes;
mod rule_set;
mod settings;
mod staff;
mod steps;
mod trips;

use std::{
    panic,
    path::Path,
    thread::{self, ScopedJoinHandle},
};

use chrono::NaiveDate;
use collegium::{
    FiscalCalendar, Id, LocalizedText, Period,
    entity::Unit,
    funding::Budget,
    indicators::Observation,
    org::{Organisation, Person},
    partnerships::{Activity, Agreement, Membership, Partner, PartnershipRecords, Site},
    pathways::{Enrolment, Programme},
    review::{AnnualReview, YearRecords},
    staff::{Batch, Member, Trip},
};

use crate::Faults;
use codes::{Codes, Reader};
pub use rule_set::RuleSet;
use settings::Settings;

/// A college as its folder tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct College {
    /// Its name.
    pub name: LocalizedText,
    /// The day its data are told for unless another is asked for.
    pub as_of: NaiveDate,
    /// What it says of itself: where the data come from, what in them is invented.
    pub about: LocalizedText,
    /// What it goes by.
    pub rules: RuleSet,
    /// Its units and posts.
    pub organisation: Organisation,
    /// Its partners.
    pub partners: Vec<Partner>,
    /// Its agreements.
    pub agreements: Vec<Agreement>,
    /// What happened with partners.
    pub activities: Vec<Activity>,
    /// What it has abroad.
    pub sites: Vec<Site>,
    /// Its seats in alliances.
    pub memberships: Vec<Membership>,
    /// Its cooperative programmes.
    pub programmes: Vec<Programme>,
    /// Its students on them, abroad and from abroad.
    pub enrolments: Vec<Enrolment>,
    /// Its staff.
    pub members: Vec<Member>,
    /// Their journeys.
    pub trips: Vec<Trip>,
    /// The batches of its yearly selection.
    pub batches: Vec<Batch>,
    /// Its special funds, if it has any.
    pub budget: Option<Budget>,
    /// What was observed beside what can be counted.
    pub observations: Vec<Observation>,
}

impl College {
    /// Reads a folder.
    ///
    /// # Errors
    ///
    /// Every fault of every file, sorted by place.
    pub fn read(folder: &Path) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        let college = Self::gather(folder, &mut faults);
        faults.settle(college)
    }

    /// The review of the year that the day lies in.
    ///
    /// # Errors
    ///
    /// A fault if the day is in no year of the college's calendar: before the year 1 or after 9999.
    pub fn review(&self, as_of: NaiveDate) -> Result<AnnualReview, Faults> {
        let period = year_of(&self.rules.year, as_of)?;
        Ok(AnnualReview::assess(&self.records(), &self.rules.review, period, as_of))
    }

    fn records(&self) -> YearRecords<'_> {
        YearRecords {
            organisation: &self.organisation,
            partnerships: PartnershipRecords {
                partners: &self.partners,
                agreements: &self.agreements,
                activities: &self.activities,
                sites: &self.sites,
                memberships: &self.memberships,
            },
            programmes: &self.programmes,
            enrolments: &self.enrolments,
            members: &self.members,
            trips: &self.trips,
            batches: &self.batches,
            budget: self.budget.as_ref(),
            observations: &self.observations,
        }
    }

    fn gather(folder: &Path, faults: &mut Faults) -> Option<Self> {
        let settings = settings::read(folder, faults);
        // If the settings do not say who the college is, its lists are read all the same, so that their faults are told.
        let institution = settings.code.clone().or_else(|| "nameless.example".parse().ok())?;
        let nobody =
            || Some(Person { id: Id::derived(&institution, &"X".parse().ok()?), name: "X".parse().ok()? });
        let clerk = settings.clerk(&institution).or_else(nobody)?;
        let mut reader = Reader { folder, institution: &institution, clerk: &clerk, faults };
        let (units, organisation) = organisation::read(&mut reader);
        // The books take as long as all the other lists, and refer to none of them.
        let mut of_books = Faults::default();
        let mut books = reader.beside(&mut of_books);
        let college = thread::scope(|scope| {
            let books = scope.spawn(|| funds::read(&mut books, &units));
            Self::lists(settings, reader, organisation, &units, books)
        });
        faults.append(of_books);
        college
    }

    fn lists(
        settings: Settings,
        mut reader: Reader<'_>,
        organisation: Option<Organisation>,
        units: &Codes<Unit>,
        books: ScopedJoinHandle<'_, Option<Budget>>,
    ) -> Option<Self> {
        let (partner_codes, partners) = partners::read(&mut reader);
        let (agreement_codes, agreements) = agreements::read(&mut reader, units, &partner_codes);
        let activities = activities::read(&mut reader, units, &partner_codes, &agreement_codes);
        let (sites, memberships) = activities::read_places(&mut reader, units, &partner_codes);
        let (programme_codes, programmes) =
            programmes::read(&mut reader, units, &partner_codes, &agreement_codes);
        let enrolments = enrolments::read(&mut reader, units, &partner_codes, &programme_codes);
        let (member_codes, members) = staff::read(&mut reader, units);
        let (batch_codes, batches) = staff::read_batches(&mut reader, &member_codes);
        let known = trips::Known {
            units,
            partners: &partner_codes,
            agreements: &agreement_codes,
            members: &member_codes,
            batches: &batch_codes,
        };
        let trips = trips::read(&mut reader, &known);
        let observations = observations::read(&mut reader, units);
        let budget = books.join().unwrap_or_else(|cause| panic::resume_unwind(cause));
        Some(Self {
            name: settings.name?,
            as_of: settings.as_of?,
            about: settings.about?,
            rules: settings.rules?,
            organisation: organisation?,
            partners,
            agreements,
            activities,
            sites,
            memberships,
            programmes,
            enrolments,
            members,
            trips,
            batches,
            budget,
            observations,
        })
    }
}

fn year_of(calendar: &FiscalCalendar, as_of: NaiveDate) -> Result<Period, Faults> {
    let year = calendar.year_on(as_of).and_then(|year| calendar.period(year));
    year.map_err(|error| {
        let mut faults = Faults::default();
        faults.add(crate::Fault::of_file(settings::FILE, error));
        faults
    })
}
