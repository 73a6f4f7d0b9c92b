//! The shipped rules are valid, and written exactly as they are read.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

use std::fmt::Debug;

use collegium_core::{
    Preset, Rules, Status,
    preset::{read, write},
};
use collegium_funding::{
    ApprovalLimits, BookingRules, ChannelCatalogue, ControlRules, FundRules, FundTerms, PurposeCatalogue,
    TransferRules,
};

fn round_trips<R: Rules + Debug + PartialEq>(preset: Preset<R>, status: Status) {
    let rules = preset.load().unwrap();
    assert_eq!(write(&rules), preset.json(), "{}", preset.name());
    assert_eq!(read::<R>(&write(&rules)).unwrap(), rules);
    assert_eq!(rules.status(), status);
}

#[test]
fn presets_are_read_back_byte_for_byte() {
    round_trips(PurposeCatalogue::special_fund(), Status::Verified);
    round_trips(PurposeCatalogue::discipline_construction(), Status::Verified);
    round_trips(ChannelCatalogue::many_channels(), Status::Unverified);
    round_trips(FundRules::watch(), Status::Unverified);
    round_trips(BookingRules::memorandum(), Status::Unverified);
    round_trips(ApprovalLimits::three_levels(), Status::Unverified);
    round_trips(TransferRules::tenth_free(), Status::Unverified);
    round_trips(ControlRules::stop(), Status::Verified);
    round_trips(ControlRules::by_fund(), Status::Unverified);
    round_trips(FundTerms::eu_actual_costs(), Status::Unverified);
    round_trips(FundTerms::erasmus_2014(), Status::Verified);
    round_trips(FundTerms::discipline_construction(), Status::Verified);
}

#[test]
fn the_special_fund_has_its_eight_purposes() {
    let catalogue = PurposeCatalogue::special_fund().load().unwrap();
    let names: Vec<_> = catalogue.purposes.values().map(ToString::to_string).collect();
    assert_eq!(
        names,
        [
            "Promotion of Chinese language and culture",
            "Important exchange and cooperation projects",
            "International conference programmes",
            "International student education projects",
            "Talent joint training programmes",
            "International construction plans for management cadres",
            "Overseas teacher programmes",
            "Teacher teams",
        ]
    );
}

#[test]
fn every_channel_has_its_name() {
    let catalogue = ChannelCatalogue::many_channels().load().unwrap();
    let names: Vec<_> = catalogue.channels.values().map(ToString::to_string).collect();
    assert_eq!(
        names,
        [
            "Donors",
            "Enterprises",
            "Municipal special funds",
            "The college's own money",
            "Partners",
            "Provincial special funds",
            "State special funds",
            "Tuition shares",
        ]
    );
    // What the terms of other presets name is on the list.
    for terms in
        [FundTerms::discipline_construction(), FundTerms::eu_actual_costs(), FundTerms::erasmus_2014()]
    {
        let terms = terms.load().unwrap();
        let own = terms.matching.iter().flat_map(|matching| &matching.own);
        let unlisted: Vec<_> =
            terms.channels.iter().chain(own).filter(|it| !catalogue.contains(it)).collect();
        assert!(unlisted.is_empty(), "{unlisted:?}");
    }
}
