//! The rules a college goes by: presets by name, or files of its folder.

use std::path::Path;

use collegium::{
    CountryNames, FiscalCalendar, Preset, RegionPolicy, Rules,
    funding::{FundRules, PurposeCatalogue},
    indicators::{IndicatorSystem, MissingPolicy},
    org::ResponsibilityRules,
    partnerships::{FeedbackRules, PartnershipRules, RenewalRules},
    preset,
    review::{BalanceRules, ObservationRules, YearRules},
    staff::{CertificateRules, SelectionRules, StaffRules, TripRules},
};
use serde::Deserialize;

use super::settings::{FILE, text};
use crate::{Fault, Faults};

/// Everything a college's year is judged by.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleSet {
    /// Which twelve months a review is of.
    pub year: FiscalCalendar,
    /// What countries are called.
    pub names: CountryNames,
    /// What the year is judged by.
    pub review: YearRules,
}

/// For each kind of rules `preset:NAME`, or a JSON file of the folder.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Choices {
    year: String,
    names: String,
    regions: String,
    renewal: String,
    feedback: String,
    responsibility: String,
    certificates: String,
    selection: String,
    trips: String,
    purposes: String,
    funds: String,
    system: String,
    observation: String,
    balances: String,
    missing: MissingPolicy,
}

impl RuleSet {
    /// Loads every set that is named; each that cannot be had is a fault.
    pub(super) fn load(chosen: &Choices, folder: &Path, faults: &mut Faults) -> Option<Self> {
        let mut load = Loader { folder, faults };
        let year = load.rules(&chosen.year, FiscalCalendar::cn());
        let country_names = load.rules(&chosen.names, CountryNames::short());
        let regions = load.rules(&chosen.regions, RegionPolicy::cn());
        let renewal = load.rules(&chosen.renewal, RenewalRules::one_year());
        let feedback = load.rules(&chosen.feedback, FeedbackRules::one_month());
        let responsibility = load.rules(&chosen.responsibility, ResponsibilityRules::two_levels());
        let certificates = load.rules(&chosen.certificates, CertificateRules::one_year());
        let selection = load.rules(&chosen.selection, SelectionRules::administrative_college());
        let trips = load.rules(&chosen.trips, TripRules::one_month());
        let purposes = load.rules(&chosen.purposes, PurposeCatalogue::special_fund());
        let funds = load.rules(&chosen.funds, FundRules::watch());
        let system = load.rules(&chosen.system, IndicatorSystem::five_result_areas());
        let observation = load.rules(&chosen.observation, ObservationRules::five_result_areas());
        let balances = load.rules(&chosen.balances, BalanceRules::four());
        let review = YearRules {
            responsibility: responsibility?,
            partnerships: PartnershipRules { regions: regions?, renewal: renewal?, feedback: feedback? },
            staff: StaffRules { certificates: certificates?, selection: selection?, trips: trips? },
            purposes: purposes?,
            funds: funds?,
            system: system?,
            observation: observation?,
            missing: chosen.missing,
            balances: balances?,
        };
        Some(Self { year: year?, names: country_names?, review })
    }
}

struct Loader<'a> {
    folder: &'a Path,
    faults: &'a mut Faults,
}

impl Loader<'_> {
    fn rules<R: Rules>(&mut self, name: &str, shipped: Preset<R>) -> Option<R> {
        match name.strip_prefix("preset:") {
            None => {
                let text = text(self.folder, name, self.faults)?;
                self.told(name, preset::read(&text))
            }
            Some(wanted) if wanted == shipped.name() => self.told(name, shipped.load()),
            Some(wanted) => {
                let problem =
                    format!("`{wanted}` is not a preset of these rules: there is {}", shipped.name());
                self.faults.add(Fault::of_file(FILE, problem));
                None
            }
        }
    }

    fn told<R>(&mut self, file: &str, result: Result<R, preset::PresetError>) -> Option<R> {
        result.map_err(|error| self.faults.add(Fault::of_file(file, error))).ok()
    }
}
