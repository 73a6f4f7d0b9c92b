//! `college.toml`.

/// Its name and text.
pub(super) fn file(seed: u64) -> (String, String) {
    let text = format!(
        r#"# Made by the program `generate_college` with the seed {seed}. Do not edit: change the program and run it again.
code = "shandong-made.example"
as_of = "2025-12-31"

[name]
en = "Shandong Vocational College of Technology"
zh = "山东理工职业学院"

[about]
en = "The figures published in the college's report are kept in `published.toml`. The lists row by row are MADE by the program `generate_college` to reproduce them: the names of partners other than Jinko Group, PwC Australia and Genting Malaysia, and all agreements, activities, persons, dates, journeys, funds and scores are invented."
zh = "学院报告中公布的数据见 published.toml。逐行清单由程序 generate_college 生成，仅为重现这些数据：除晶科集团、澳大利亚普华永道、马来西亚云顶集团外，其他合作伙伴名称以及全部协议、活动、人员、日期、出访、资金和分数均为虚构。"

[clerk]
code = "MADE-T-002"
name = "{clerk}"

[rules]
year = "preset:fiscal-cn"
names = "preset:country-names"
regions = "preset:regions-cn"
renewal = "preset:renewal-one-year"
feedback = "preset:feedback-one-month"
responsibility = "preset:responsibility-two-levels"
certificates = "preset:certificates-one-year"
selection = "preset:selection-administrative-college"
trips = "preset:trip-report-one-month"
purposes = "preset:purposes-special-fund"
funds = "preset:fund-watch"
system = "preset:five-result-areas"
observation = "preset:observe-five-result-areas"
balances = "preset:balances-four"
missing = "exclude"
"#,
        clerk = super::staff::SPECIALIST,
    );
    ("college.toml".to_owned(), text)
}
