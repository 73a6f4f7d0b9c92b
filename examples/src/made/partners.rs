//! Partners: seventy universities and research institutes, and the three enterprises that are published by name.

use super::{cells, partner_names::NAMES, sheet::Sheet};

/// A partner of the list.
pub(super) struct Partner {
    /// Its code.
    pub(super) code: String,
    /// English, Chinese.
    pub(super) name: [String; 2],
    /// What it is.
    pub(super) kind: &'static str,
    /// Its country.
    pub(super) country: &'static str,
    /// How close it is.
    pub(super) tier: &'static str,
}

impl Partner {
    /// Whether it is one of those that come first.
    pub(super) fn is_strategic(&self) -> bool {
        self.tier == "strategic"
    }
}

/// Published by name; the seats are not.
const ENTERPRISES: [(&str, [&str; 2], &str); 3] = [
    ("P-JINKO", ["Jinko Group", "晶科集团"], "CN"),
    ("P-PWC-AU", ["PwC Australia", "澳大利亚普华永道"], "AU"),
    ("P-GENTING-MY", ["Genting Malaysia", "马来西亚云顶集团"], "MY"),
];

/// All partners, universities and institutes first. The first of each country and every fifth are strategic.
pub(super) fn all() -> Vec<Partner> {
    let mut before = "";
    let mut partners: Vec<_> = NAMES
        .iter()
        .enumerate()
        .map(|(place, (country, [en, zh], research))| {
            let first = std::mem::replace(&mut before, country) != *country;
            Partner {
                code: cells::code("P", place + 1, 3),
                name: [format!("{en} (made)"), format!("{zh}（虚构）")],
                kind: if *research { "research-institute" } else { "university" },
                country,
                tier: if first || place % 5 == 2 { "strategic" } else { "regular" },
            }
        })
        .collect();
    partners.extend(ENTERPRISES.iter().map(|(code, name, country)| Partner {
        code: (*code).to_owned(),
        name: name.map(str::to_owned),
        kind: "enterprise",
        country,
        tier: "strategic",
    }));
    partners
}

/// `partners.csv`.
pub(super) fn sheet(partners: &[Partner]) -> Sheet {
    let mut sheet = Sheet::new("partners.csv", "code,name_en,name_zh,kind,country,tier,identifiers");
    for partner in partners {
        let [en, zh] = &partner.name;
        sheet.row(&[&partner.code, en, zh, partner.kind, partner.country, partner.tier, ""]);
    }
    sheet
}
