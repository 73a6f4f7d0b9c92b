//! Sites abroad and seats in alliances.

use super::{
    cells,
    organisation::{SCHOOL, UNITS},
    sheet::Sheet,
};

/// Kind, English, Chinese, country, number of the college, first day. Published: two campuses with their countries, five
/// schools and workshops together; which is which, and where they are, is made.
const SITES: [(&str, [&str; 2], &str, usize, &str); 7] = [
    ("campus", ["Campus in Australia", "澳大利亚校区"], "AU", 0, "2018-03-01"),
    ("campus", ["Campus in Thailand", "泰国校区"], "TH", 1, "2019-09-01"),
    (
        "six-arts-school",
        ["Confucius Six Arts School (made) 1", "孔子六艺学堂（虚构）一"],
        "TH",
        3,
        "2019-11-01",
    ),
    (
        "six-arts-school",
        ["Confucius Six Arts School (made) 2", "孔子六艺学堂（虚构）二"],
        "MY",
        4,
        "2021-05-01",
    ),
    (
        "six-arts-school",
        ["Confucius Six Arts School (made) 3", "孔子六艺学堂（虚构）三"],
        "KR",
        4,
        "2022-06-01",
    ),
    ("luban-workshop", ["Luban Workshop (made) 1", "鲁班工坊（虚构）一"], "KH", 1, "2021-10-01"),
    ("luban-workshop", ["Luban Workshop (made) 2", "鲁班工坊（虚构）二"], "LA", 2, "2023-04-01"),
];

/// `sites.csv`.
pub(super) fn sites() -> Sheet {
    let mut sheet = Sheet::new("sites.csv", "code,name_en,name_zh,kind,country,partner,unit,validity");
    for (number, (kind, [en, zh], country, unit, first)) in SITES.iter().enumerate() {
        let code = cells::code("O", number + 1, 2);
        let unit = UNITS.get(*unit).map_or(SCHOOL, |unit| unit.code);
        sheet.row(&[&*code, en, zh, kind, country, "", unit, &format!("{first}/..")]);
    }
    sheet
}

/// Code, English, Chinese, role: as published. Since when is made.
const MEMBERSHIPS: [(&str, [&str; 2], &str); 8] = [
    (
        "M-JINGSHI",
        [
            "First batch of Jingshi International Colleges, Ministry of Education project of humanistic exchange and economic cooperation",
            "教育部人文交流经世项目首批经世国际学院",
        ],
        "first-batch",
    ),
    (
        "M-EXTERNAL",
        ["China Vocational Education External Cooperation Alliance", "中国职业教育对外合作联盟"],
        "vice-chairman-unit",
    ),
    (
        "M-STUDY-ABROAD",
        ["Study Abroad Centre of the Shandong Education Department", "山东省教育厅留学服务中心"],
        "international-education-base",
    ),
    (
        "M-PWC",
        ["PwC International Talent Training Base in Australia", "澳大利亚普华永道国际人才培养基地"],
        "training-base",
    ),
    (
        "M-SINO-GERMAN",
        ["Sino-German Vocational Education Cooperation Alliance", "中德职业教育合作联盟"],
        "vice-chairman-unit",
    ),
    ("M-LUBAN", ["Luban Workshop Construction Alliance", "鲁班工坊建设联盟"], "initiator"),
    (
        "M-JINING",
        ["Jining Study Abroad Service Industry Association", "济宁市留学服务行业协会"],
        "chairman-unit",
    ),
    (
        "M-ADVANCED",
        [
            "Advanced Collective of International Talent Exchange Work in Jining",
            "济宁市国际人才交流工作先进集体",
        ],
        "honour",
    ),
];

/// `memberships.csv`.
pub(super) fn memberships() -> Sheet {
    let mut sheet = Sheet::new("memberships.csv", "code,alliance_en,alliance_zh,role,validity");
    for (code, [en, zh], role) in &MEMBERSHIPS {
        sheet.row(&[code, en, zh, role, &"2019-01-01/.."]);
    }
    sheet
}
