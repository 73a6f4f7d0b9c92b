//! Units and posts.

use super::{sheet::Sheet, staff::Member};

/// The school as a whole.
pub(super) const SCHOOL: &str = "MADE-S";

/// A college of the school. Which colleges carry the five programmes is not published.
pub(super) struct Unit {
    /// Its code.
    pub(super) code: &'static str,
    /// Its names, English and Chinese.
    pub(super) name: [&'static str; 2],
}

/// The five colleges, in the order of the programmes they carry.
pub(super) const UNITS: [Unit; 5] = [
    Unit { code: "MADE-C-ACC", name: ["College of Accounting and Finance", "财会学院"] },
    Unit { code: "MADE-C-AUT", name: ["College of Automotive Engineering", "汽车工程学院"] },
    Unit { code: "MADE-C-INF", name: ["College of Information Engineering", "信息工程学院"] },
    Unit { code: "MADE-C-INT", name: ["International College", "国际学院"] },
    Unit { code: "MADE-C-ART", name: ["College of Art and Design", "艺术设计学院"] },
];

/// `units.csv`.
pub(super) fn units() -> Sheet {
    let mut sheet = Sheet::new("units.csv", "code,name_en,name_zh,level");
    sheet.row(&[SCHOOL, "Shandong Vocational College of Technology", "山东理工职业学院", "school"]);
    for unit in &UNITS {
        let [en, zh] = unit.name;
        sheet.row(&[unit.code, en, zh, "college"]);
    }
    sheet
}

/// `posts.csv`: two posts at the school, a liaison officer at each college.
pub(super) fn posts(staff: &[Member]) -> Sheet {
    let mut sheet = Sheet::new("posts.csv", "unit,role,person,person_name,validity");
    let at_school = staff.iter().filter(|member| member.unit == SCHOOL);
    for (role, member) in ["vice-president", "foreign-affairs-specialist"].into_iter().zip(at_school) {
        sheet.row(&[SCHOOL, role, &member.code, &member.name, "2021-03-01/.."]);
    }
    for unit in &UNITS {
        let last = staff.iter().rfind(|member| member.unit == unit.code);
        if let Some(member) = last {
            sheet.row(&[unit.code, "liaison-officer", &member.code, &member.name, "2022-09-01/.."]);
        }
    }
    sheet
}
