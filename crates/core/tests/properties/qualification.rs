use collegium_core::{
    IscedLevel, Qualification,
    qualification::Years,
    strategy::qualification::{isced_level, qualification, years},
};
use proptest::prelude::*;

proptest! {
    #[test]
    fn levels_and_lengths_come_back(level in isced_level(), years in years()) {
        prop_assert_eq!(level.to_string().parse::<IscedLevel>().unwrap(), level);
        prop_assert_eq!(IscedLevel::new(level.number()).unwrap(), level);
        let json = serde_json::to_string(&years).unwrap();
        prop_assert_eq!(serde_json::from_str::<Years>(&json).unwrap(), years);
    }

    #[test]
    fn awards_come_back(award in qualification()) {
        let json = serde_json::to_string(&award).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Qualification>(&json).unwrap(), &award);
        prop_assert_eq!(Qualification::try_from(award.draft()).unwrap(), award);
    }

    #[test]
    fn junk_is_no_level(text in any::<String>()) {
        if let Ok(level) = text.parse::<IscedLevel>() {
            prop_assert_eq!(level.to_string(), text);
        }
    }
}
