//! The five cooperative programmes, as published, with a made partner and agreement each.

use super::{cells, organisation::UNITS, partners::Partner, sheet::Sheet};

/// A programme: what is published of it, and when its years abroad begin.
pub(super) struct Programme {
    /// Its code.
    pub(super) code: &'static str,
    /// English, Chinese.
    pub(super) major: [&'static str; 2],
    /// Where the stages abroad are.
    pub(super) country: &'static str,
    /// In which language.
    pub(super) language: &'static str,
    /// Years to the master's degree.
    pub(super) master_years: u32,
    /// What the bachelor's and master's degrees are in: English, Chinese.
    pub(super) field: [&'static str; 2],
    /// Month and day on which a year abroad begins. Made.
    pub(super) begins: (u32, u32),
    /// Of 100 who enter, how many on this one. Made.
    pub(super) share: u64,
    /// Who went on to the master's in 2021, 2022, … 2025. Made, together the 157 that are published.
    pub(super) masters: [usize; 5],
}

/// In the order of the colleges that carry them.
pub(super) const PROGRAMMES: [Programme; 5] = [
    Programme {
        code: "G-ACC",
        major: ["Accounting", "会计"],
        country: "AU",
        language: "en",
        master_years: 1,
        field: ["Business", "商学"],
        begins: (7, 21),
        share: 24,
        masters: [7, 8, 9, 9, 12],
    },
    Programme {
        code: "G-AUT",
        major: ["Automotive inspection and maintenance", "汽车检测与维修技术"],
        country: "DE",
        language: "de",
        master_years: 1,
        field: ["Engineering", "工学"],
        begins: (10, 1),
        share: 21,
        masters: [5, 6, 6, 6, 8],
    },
    Programme {
        code: "G-CAT",
        major: ["Computer application technology", "计算机应用技术"],
        country: "GB",
        language: "en",
        master_years: 1,
        field: ["Science", "理学"],
        begins: (9, 22),
        share: 21,
        masters: [5, 6, 6, 6, 8],
    },
    Programme {
        code: "G-TOU",
        major: ["Tourism management", "旅游管理"],
        country: "SG",
        language: "en",
        master_years: 1,
        field: ["Tourism management", "旅游管理"],
        begins: (8, 11),
        share: 17,
        masters: [4, 4, 5, 5, 5],
    },
    Programme {
        code: "G-VCD",
        major: ["Visual communication design and production", "视觉传播设计与制作"],
        country: "KR",
        language: "ko",
        master_years: 2,
        field: ["Design", "设计学"],
        begins: (9, 1),
        share: 17,
        masters: [3, 4, 5, 9, 6],
    },
];

/// The code of the agreement a programme rests on: they are the first of the list.
pub(super) fn agreement(place: usize) -> String {
    cells::code("A", place + 1, 3)
}

/// The partner that carries the stages abroad: the first of its country.
pub(super) fn host<'a>(programme: &Programme, partners: &'a [Partner]) -> Option<&'a Partner> {
    partners.iter().find(|partner| partner.country == programme.country)
}

/// `programmes.csv`.
pub(super) fn sheet() -> Sheet {
    let mut sheet = Sheet::new("programmes.csv", "code,major_en,major_zh,agreement,unit,intake,quota");
    for ((place, programme), unit) in PROGRAMMES.iter().enumerate().zip(&UNITS) {
        let [en, zh] = programme.major;
        sheet.row(&[programme.code, en, zh, &agreement(place), unit.code, "2017-09-01/..", ""]);
    }
    sheet
}

/// `stages.csv`: three years at home to the diploma, one abroad to the bachelor's, one (Korea: two) to the master's.
pub(super) fn stages(partners: &[Partner]) -> Sheet {
    let columns = "programme,host,partners,years,language,level,award,award_en,award_zh,exit";
    let mut sheet = Sheet::new("stages.csv", columns);
    for programme in &PROGRAMMES {
        let (code, language) = (programme.code, programme.language);
        let host = host(programme, partners).map_or("", |partner| &partner.code);
        let [en, zh] = programme.field;
        let years = programme.master_years.to_string();
        let (bachelor, master) = (
            [format!("Bachelor of {en}"), format!("{zh}学士")],
            [format!("Master of {en}"), format!("{zh}硕士")],
        );
        let diploma = ["Vocational diploma", "专科毕业证书"];
        sheet.row(&[code, "home", "", "3", "zh", "5", "diploma", diploma[0], diploma[1], "yes"]);
        sheet.row(&[code, "partner", host, "1", language, "6", "degree", &bachelor[0], &bachelor[1], "yes"]);
        sheet.row(&[code, "partner", host, &years, language, "7", "degree", &master[0], &master[1], "yes"]);
    }
    sheet
}
