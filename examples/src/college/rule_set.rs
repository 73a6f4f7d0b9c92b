//! The rules a college goes by: presets by name, or files of its folder.

use std::{fs, path::Path};

use collegium::{
    CountryNames, FiscalCalendar, Preset, RegionPolicy, Rules,
    funding::{FundRules, PurposeCatalogue},
    indicators::{IndicatorSystem, MissingPolicy},
    org::ResponsibilityRules,
    partnerships::{FeedbackRules, PartnershipRules, RenewalRules},
    preset::PresetError,
    review::{BalanceRules, ObservationRules, YearRules},
    staff::{CertificateRules, SelectionRules, StaffRules, TripRules},
    text::excerpt,
};

use super::keys::Keys;
use crate::fault;

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

impl RuleSet {
    /// Loads every set that is named; each that cannot be had is a fault.
    pub(super) fn load(folder: &Path, keys: &mut Keys<'_, '_>) -> Option<Self> {
        let missing = keys.take::<MissingPolicy>("missing");
        let mut load = Loader { folder, keys };
        let year = load.rules("year", FiscalCalendar::cn());
        let country_names = load.rules("names", CountryNames::short());
        let regions = load.rules("regions", RegionPolicy::cn());
        let renewal = load.rules("renewal", RenewalRules::one_year());
        let feedback = load.rules("feedback", FeedbackRules::one_month());
        let responsibility = load.rules("responsibility", ResponsibilityRules::two_levels());
        let certificates = load.rules("certificates", CertificateRules::one_year());
        let selection = load.rules("selection", SelectionRules::administrative_college());
        let trips = load.rules("trips", TripRules::one_month());
        let purposes = load.rules("purposes", PurposeCatalogue::special_fund());
        let funds = load.rules("funds", FundRules::watch());
        let system = load.rules("system", IndicatorSystem::five_result_areas());
        let observation = load.rules("observation", ObservationRules::five_result_areas());
        let balances = load.rules("balances", BalanceRules::four());
        let review = YearRules {
            responsibility: responsibility?,
            partnerships: PartnershipRules { regions: regions?, renewal: renewal?, feedback: feedback? },
            staff: StaffRules { certificates: certificates?, selection: selection?, trips: trips? },
            purposes: purposes?,
            funds: funds?,
            system: system?,
            observation: observation?,
            missing: missing?,
            balances: balances?,
        };
        Some(Self { year: year?, names: country_names?, review })
    }
}

/// Reads, for each kind of rules, `preset:NAME`, or a JSON file of the folder.
struct Loader<'a, 't, 'f> {
    folder: &'a Path,
    keys: &'a mut Keys<'t, 'f>,
}

impl Loader<'_, '_, '_> {
    fn rules<R: Rules>(&mut self, key: &str, shipped: Preset<R>) -> Option<R> {
        let (line, name) = self.keys.text(key)?;
        let Some(wanted) = name.strip_prefix("preset:") else { return self.file(key, line, &name) };
        if wanted == shipped.name() {
            let told = |error: PresetError| self.keys.fault(key, line, &name, error);
            return shipped.load().map_err(told).ok();
        }
        let (wanted, there) = (excerpt(wanted), shipped.name());
        let problem = format!("`{wanted}` is not a preset of these rules: there is {there}");
        self.keys.fault(key, line, &name, problem);
        None
    }

    fn file<R: Rules>(&mut self, key: &str, line: u64, name: &str) -> Option<R> {
        // What cannot be opened is told where it is named: the name may be what is wrong.
        let bytes = fs::read(self.folder.join(name)).map_err(|error| {
            let problem = format!(
                "the file cannot be read: {error}; write `preset:` and a name for rules that are shipped"
            );
            self.keys.fault(key, line, name, problem);
        });
        let text = fault::utf_8(name, bytes.ok()?, self.keys.faults)?;
        fault::json(name, &text, self.keys.faults)
    }
}
