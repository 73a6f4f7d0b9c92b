//! Staff, and the certificates that are counted.

use super::{
    cells,
    dice::Dice,
    organisation::{SCHOOL, UNITS},
    sheet::Sheet,
};

/// Who keeps the lists.
pub(super) const SPECIALIST: &str = "王芳";

/// A member of staff.
pub(super) struct Member {
    /// The code.
    pub(super) code: String,
    /// The name in the language of the list.
    pub(super) name: String,
    /// The unit.
    pub(super) unit: &'static str,
    /// What the member is.
    pub(super) kinds: &'static str,
    /// Which certificate the member holds.
    certificate: Option<&'static str>,
    employment: &'static str,
}

impl Member {
    /// Whether the member is of a kind.
    pub(super) fn is(&self, kind: &str) -> bool {
        self.kinds.split(';').any(|own| own == kind)
    }
}

/// Of a college: foreign teachers, returnees, outstanding talents, certified for Australian curricula, for the dual system.
///
/// Together the published 8, 50, 16 and 16, and 20 talents for the yearly selection.
const PLANS: [[usize; 5]; 5] =
    [[2, 12, 4, 8, 0], [1, 10, 4, 0, 10], [1, 10, 4, 0, 6], [2, 9, 4, 5, 0], [2, 9, 4, 3, 0]];

/// Cadres at the school, and how many of them are management cadres.
const CADRES: (usize, usize) = (30, 18);

/// Teachers of a college.
const TEACHERS: usize = 40;

const SURNAMES: [&str; 24] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何",
    "郭", "马", "罗", "梁", "宋", "郑", "谢",
];
const GIVEN: [&str; 24] = [
    "伟", "芳", "娜", "敏", "静", "磊", "洋", "艳", "勇", "军", "杰", "娟", "涛", "明", "超", "霞", "平",
    "刚", "桂英", "建华", "文博", "雨桐", "子涵", "晓东",
];
const FOREIGN: [&str; 8] = [
    "Anna Walker",
    "Thomas Reid",
    "Jonas Keller",
    "Olivia Marsh",
    "Mei Ling Tan",
    "Daniel Koh",
    "Park Seo-yun",
    "Kim Ha-jun",
];

/// Everybody, the school first.
pub(super) fn all(dice: &mut Dice) -> Vec<Member> {
    let mut members = Vec::new();
    for place in 0..CADRES.0 {
        let kinds = if (2..2 + CADRES.1).contains(&place) { "cadre;management-cadre" } else { "cadre" };
        let name = if place == 1 { SPECIALIST.to_owned() } else { name(dice) };
        members.push((SCHOOL, name, kinds, None));
    }
    let mut foreign = FOREIGN.iter();
    for (unit, plan) in UNITS.iter().zip(PLANS) {
        for place in 0..TEACHERS {
            let kinds = kinds(plan, place);
            let abroad = if kinds.ends_with("foreign-teacher") { foreign.next() } else { None };
            let name = abroad.map_or_else(|| name(dice), |&name| name.to_owned());
            members.push((unit.code, name, kinds, certificate(plan, place)));
        }
    }
    let numbered = members.into_iter().enumerate();
    numbered
        .map(|(place, (unit, name, kinds, certificate))| Member {
            code: cells::code("T", place + 1, 3),
            name,
            unit,
            kinds,
            certificate,
            employment: employment(kinds, place),
        })
        .collect()
}

fn name(dice: &mut Dice) -> String {
    let (surname, given) = (dice.one_of(&SURNAMES), dice.one_of(&GIVEN));
    [surname, given].into_iter().flatten().copied().collect()
}

/// Foreign teachers first, then returnees, then talents, then the others.
fn kinds([foreign, returnees, talents, ..]: [usize; 5], place: usize) -> &'static str {
    match place {
        _ if place < foreign => "teacher;foreign-teacher",
        _ if place < foreign + returnees => "teacher;returnee",
        _ if place < foreign + returnees + talents => "teacher;outstanding-talent",
        _ => "teacher",
    }
}

/// The certified are among the other teachers; the art college has one more whose certificate ran out.
fn certificate(
    [foreign, returnees, talents, australian, dual]: [usize; 5],
    place: usize,
) -> Option<&'static str> {
    let at = place.checked_sub(foreign + returnees + talents)?;
    match at {
        _ if at < australian => Some("australian-curriculum"),
        _ if at < australian + dual => Some("dual-system"),
        3 if australian == 3 => Some("expired"),
        _ => None,
    }
}

fn employment(kinds: &str, place: usize) -> &'static str {
    if kinds.ends_with("foreign-teacher") {
        return if place.is_multiple_of(2) { "2024-09-01/2027-08-31" } else { "2023-09-01/2026-08-31" };
    }
    ["2008-09-01/..", "2012-09-01/..", "2016-09-01/..", "2019-09-01/.."]
        .get(place % 4)
        .copied()
        .unwrap_or("2012-09-01/..")
}

/// `staff.csv`.
pub(super) fn sheet(members: &[Member]) -> Sheet {
    let mut sheet = Sheet::new("staff.csv", "code,name_en,name_zh,unit,kinds,employment");
    for member in members {
        let [en, zh] = if member.is("foreign-teacher") { [&*member.name, ""] } else { ["", &*member.name] };
        sheet.row(&[&*member.code, en, zh, member.unit, member.kinds, member.employment]);
    }
    sheet
}

/// `certificates.csv`. Every eighth runs out within the year that follows.
pub(super) fn certificates(members: &[Member]) -> Sheet {
    let mut sheet = Sheet::new("certificates.csv", "member,kind,issuer_en,issuer_zh,validity,number");
    let certified = members.iter().filter_map(|member| Some((member, member.certificate?)));
    for (number, (member, certificate)) in certified.enumerate() {
        let (kind, validity) = match certificate {
            "expired" => ("australian-curriculum", "2022-07-01/2025-06-30"),
            _ if number % 8 == 5 => (certificate, "2023-07-01/2026-06-30"),
            _ => (certificate, "2024-03-01/2029-02-28"),
        };
        let [en, zh] = if kind == "dual-system" {
            ["Sino-German Nuohao dual system (made certificate)", "中德诺浩“双元制”（证书虚构）"]
        } else {
            ["Australian curricula (made certificate)", "澳大利亚课程（证书虚构）"]
        };
        let number = format!("MADE-Z-{:03}", number + 1);
        sheet.row(&[&*member.code, kind, en, zh, validity, &number]);
    }
    sheet
}
