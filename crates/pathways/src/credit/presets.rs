//! What is shipped: credit systems and conversions as JSON files, to use or to copy and edit.

use collegium_core::Preset;

use super::{CreditConversion, CreditSystem};

/// The preset of a file in the folder `presets`.
macro_rules! preset {
    ($name:literal) => {
        Preset::new($name, include_str!(concat!("../../presets/", $name, ".json")))
    };
}

static SYSTEMS: [Preset<CreditSystem>; 14] = [
    preset!("credit-system-ects"),
    preset!("credit-system-uk-cats"),
    preset!("credit-system-us-semester"),
    preset!("credit-system-us-quarter"),
    preset!("credit-system-au-eftsl"),
    preset!("credit-system-au-anu"),
    preset!("credit-system-au-curtin"),
    preset!("credit-system-au-flinders"),
    preset!("credit-system-au-uq"),
    preset!("credit-system-au-uwa"),
    preset!("credit-system-kr-bachelor"),
    preset!("credit-system-kr-associate"),
    preset!("credit-system-sg-nus"),
    preset!("credit-system-cn-vocational"),
];

static CONVERSIONS: [Preset<CreditConversion>; 7] = [
    preset!("credit-conversion-uk-cats-ects"),
    preset!("credit-conversion-us-semester-ects"),
    preset!("credit-conversion-au-curtin-ects"),
    preset!("credit-conversion-sg-nus-ects"),
    preset!("credit-conversion-cn-vocational-ects"),
    preset!("credit-conversion-kr-bachelor-ects"),
    preset!("credit-conversion-cn-vocational-uk-cats"),
];

impl CreditSystem {
    /// The credit systems that are shipped.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::credit::CreditSystem;
    /// assert!(CreditSystem::presets().iter().any(|preset| preset.name() == "credit-system-au-eftsl"));
    /// ```
    #[must_use]
    pub fn presets() -> &'static [Preset<Self>] {
        &SYSTEMS
    }

    /// The shipped system of this name: `credit-system-` and its code.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::credit::CreditSystem;
    /// let curtin = CreditSystem::preset("credit-system-au-curtin").unwrap().load().unwrap();
    /// assert_eq!(curtin.full_year.to_string(), "200");
    /// assert!(CreditSystem::preset("credit-system-au").is_none(), "each Australian university has its own");
    /// ```
    #[must_use]
    pub fn preset(name: &str) -> Option<&'static Preset<Self>> {
        SYSTEMS.iter().find(|preset| preset.name() == name)
    }
}

impl CreditConversion {
    /// The credit conversions that are shipped.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::credit::CreditConversion;
    /// assert!(CreditConversion::presets().iter().all(|preset| preset.load().is_ok()));
    /// ```
    #[must_use]
    pub fn presets() -> &'static [Preset<Self>] {
        &CONVERSIONS
    }

    /// The shipped conversion of this name: `credit-conversion-` and its code.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::credit::CreditConversion;
    /// let rule = CreditConversion::preset("credit-conversion-cn-vocational-uk-cats").unwrap().load().unwrap();
    /// assert_eq!(rule.legs.len(), 2, "by way of ECTS");
    /// assert!(CreditConversion::preset("credit-conversion-ects-ects").is_none());
    /// ```
    #[must_use]
    pub fn preset(name: &str) -> Option<&'static Preset<Self>> {
        CONVERSIONS.iter().find(|preset| preset.name() == name)
    }
}
