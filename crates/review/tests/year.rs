//! A year counted by hand.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

#[path = "support/college.rs"]
mod college;
#[path = "support/small.rs"]
mod small;

#[test]
fn print() {
    let review = small::small().review(small::DAY);
    for (name, remarks) in [
        ("SIT", &review.situation),
        ("CHAR", &review.characteristics),
        ("SHORT", &review.shortcomings),
        ("EXP", &review.expectations),
    ] {
        println!("== {name}");
        for r in remarks {
            println!("{r}   || {:?}", r.facts.iter().map(ToString::to_string).collect::<Vec<_>>());
        }
    }
    println!("== FINDINGS");
    for f in &review.all_findings() {
        println!("{f}");
    }
    for c in &review.evaluation.cards {
        println!(
            "{} {:?} {} {:?}",
            c.code,
            c.total,
            c.coverage,
            c.areas.iter().map(|a| a.points).collect::<Vec<_>>()
        );
        for a in &c.areas {
            for i in &a.indicators {
                println!("  {} {} {:?}", i.code, i.reading, i.score.as_ref().map(|s| s.points));
            }
        }
    }
}
