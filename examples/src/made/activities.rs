//! What happened with partners in the year.

use chrono::Days;

use super::{
    cells, days::day, dice::Dice, organisation::UNITS, partners::Partner, programmes::agreement, sheet::Sheet,
};

/// Kind, whether something was taken abroad, title, result, resource. Each college holds each once.
struct Plan(&'static str, bool, [&'static str; 2], [&'static str; 2], &'static str);

const PLANS: [Plan; 9] = [
    Plan(
        "cultural-event",
        true,
        ["Confucius culture week abroad (made)", "境外孔子文化周（虚构）"],
        ["A yearly week was agreed", "约定每年举办"],
        "exhibition:1",
    ),
    Plan(
        "cultural-event",
        true,
        ["Six arts workshop abroad (made)", "境外六艺体验课（虚构）"],
        ["Two courses are offered again", "两门课程继续开设"],
        "course:2",
    ),
    Plan(
        "cultural-event",
        false,
        ["Day of the partner country (made)", "合作国文化日（虚构）"],
        ["Students’ reports in the library", "学生报告存入图书馆"],
        "",
    ),
    Plan(
        "cultural-event",
        false,
        ["Open evening of the international students (made)", "留学生开放之夜（虚构）"],
        ["Every international student has a host family", "每名留学生结对一个家庭"],
        "",
    ),
    Plan(
        "lecture",
        false,
        ["Lectures by partner’s teachers (made)", "合作院校教师系列讲座（虚构）"],
        ["Two modules taken into the curriculum", "两门课程模块纳入教学计划"],
        "course:2",
    ),
    Plan(
        "training",
        false,
        ["Workshop for teachers (made)", "教师工作坊（虚构）"],
        ["Twelve teachers can teach the course", "十二名教师获得授课资格"],
        "method:1",
    ),
    Plan(
        "training",
        true,
        ["Course for employees of an enterprise abroad (made)", "境外企业员工培训（虚构）"],
        ["All passed, the next course is booked", "全部合格，下期已定"],
        "course:1",
    ),
    Plan(
        "competition",
        true,
        ["Skills competition abroad (made)", "境外技能大赛（虚构）"],
        ["A second prize", "获二等奖"],
        "",
    ),
    Plan(
        "visit",
        false,
        ["Visit of a delegation (made)", "来访交流（虚构）"],
        ["Minutes and three next steps", "形成纪要和三项后续工作"],
        "",
    ),
];

/// Places whose result was never told.
const UNTOLD: [usize; 2] = [16, 29];

/// `activities.csv`: nine at each college, every second with a strategic partner.
pub(super) fn sheet(partners: &[Partner], dice: &mut Dice) -> Sheet {
    let columns = "code,kind,direction,title_en,title_zh,held,partners,agreement,unit,people,result_en,result_zh,resources";
    let mut sheet = Sheet::new("activities.csv", columns);
    let universities = || partners.iter().filter(|partner| partner.kind != "enterprise");
    let (strategic, regular): (Vec<_>, Vec<_>) = universities().partition(|partner| partner.is_strategic());
    let each = UNITS.iter().enumerate().flat_map(|unit| PLANS.iter().map(move |plan| (unit, plan)));
    for (place, ((unit, college), Plan(kind, abroad, title, result, resources))) in each.enumerate() {
        let first = dice.after(day(2025, 1 + u32::try_from(place * 5 % 11).unwrap_or(0), 3), 0, 20);
        let last = first.checked_add_days(Days::new(dice.below(5))).unwrap_or(first);
        let of = if place.is_multiple_of(2) { &strategic } else { &regular };
        let partner = dice.one_of(of).map_or("", |partner| &*partner.code);
        let under = if *kind == "lecture" { agreement(unit) } else { String::new() };
        let people = dice.between(12, 140).to_string();
        let told = if UNTOLD.contains(&place) { ["", ""] } else { *result };
        sheet.row(&[
            &*cells::code("V", place + 1, 2),
            kind,
            if *abroad { "taken_abroad" } else { "brought_in" },
            title[0],
            title[1],
            &cells::term(first, last),
            partner,
            &under,
            college.code,
            &people,
            told[0],
            told[1],
            if told == ["", ""] { "" } else { resources },
        ]);
    }
    sheet
}
