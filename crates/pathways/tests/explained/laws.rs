//! Laws of reports, on random students.

use std::collections::{BTreeMap, BTreeSet};

use collegium_core::Fraction;
use collegium_pathways::audit::{
    Attempt, Audit, AuditOptions, AuditReport, Bound, LeftOut, Part, PartReport, PartState, Plan, Reason,
};
use rust_decimal::Decimal;

use crate::{
    made::{self, Dice},
    naive::{Naive, Offence},
};

const STUDENTS: u64 = 3_000;

/// A random student's report, and what it can be held against.
fn each(mut check: impl FnMut(&Naive<'_>, &Plan, &Audit<'_>, &AuditReport)) {
    for seed in 0..STUDENTS {
        let mut dice = Dice::new(seed);
        let (requirements, transcript) = (made::requirements(&mut dice), made::transcript(&mut dice, 8));
        let in_progress = dice.once_in(3);
        let compiled = requirements.compile(&[]);
        let audit = compiled.audit(&transcript, &AuditOptions { in_progress, ..AuditOptions::default() });
        let naive = Naive { requirements: &requirements, transcript: &transcript, in_progress };
        check(&naive, &audit.plan(), &audit, &audit.report());
    }
}

/// The plan with one attempt applied to one more leaf.
fn with(plan: &Plan, left_out: &LeftOut) -> Plan {
    let mut plan = plan.clone();
    let leaves = plan.applied.entry(left_out.attempt.clone()).or_default();
    leaves.insert(left_out.part.clone().unwrap());
    plan
}

#[test]
fn figures_are_those_of_the_plan() {
    each(|naive, plan, audit, report| {
        assert_eq!((report.credits, report.proven), (audit.credits(), true));
        let parts: Vec<_> = naive.requirements.root.walk().collect();
        assert_eq!(parts.len(), report.parts.len());
        for (part, told) in parts.into_iter().zip(&report.parts) {
            let attempts = naive.below(plan, part);
            assert_eq!((&part.id, part.kind, &part.name), (&told.part, told.kind, &told.name));
            assert_eq!(told.chosen, plan.chosen.contains(&part.id));
            assert!(told.used.iter().eq(attempts.iter().map(|attempt| &attempt.id)));
            assert_eq!(
                told.credits,
                attempts.iter().map(|attempt| attempt.credits.amount()).sum::<Decimal>()
            );
            figures(naive, part, told, &attempts);
        }
    });
}

fn figures(naive: &Naive<'_>, part: &Part, told: &PartReport, attempts: &[&Attempt]) {
    let asked = serde_json::to_value(part).unwrap();
    let keys = [
        "min_credits",
        "max_credits",
        "min_courses",
        "max_courses",
        "min_areas",
        "min_avg_grade",
        "milestone",
        "children",
    ];
    let count = |value: &serde_json::Value| keys.iter().filter(|key| value.get(key).is_some()).count();
    let limits = asked.get("limits").and_then(|limits| limits.as_array()).into_iter().flatten();
    let empty = usize::from(
        asked.get("children").is_none() && !matches!(told.kind.to_string().as_str(), "courses" | "milestone"),
    );
    assert_eq!(told.bounds.len(), count(&asked) + limits.map(count).sum::<usize>() + empty);
    for bound in &told.bounds {
        let meant: Vec<_> = attempts
            .iter()
            .filter(|attempt| bound.filter.as_ref().is_none_or(|filter| filter.matches(&attempt.facts())))
            .collect();
        let credits: Decimal = meant.iter().map(|attempt| attempt.credits.amount()).sum();
        let holds = match &bound.bound {
            Bound::MinCredits { asked, reached } => *reached == credits && credits >= asked.amount(),
            Bound::MaxCredits { asked, reached } => *reached == credits && credits <= asked.amount(),
            Bound::MinCourses { asked, reached } => *reached == meant.len() && *reached >= *asked as usize,
            Bound::MaxCourses { asked, reached } => *reached == meant.len() && *reached <= *asked as usize,
            Bound::MinAreas { asked, reached } => {
                let areas: BTreeSet<_> = meant.iter().map(|attempt| &attempt.area).collect();
                *reached == areas.len() && *reached >= *asked as usize
            }
            Bound::MinAvgGrade { asked, reached } => average_holds(*asked, reached.as_ref(), &meant),
            Bound::MinParts { asked, reached } => reached >= asked,
            Bound::Milestone { milestone, status } => {
                assert_eq!(naive.transcript.milestones.get(milestone), status.as_ref());
                status.is_some_and(|status| naive.counts(status))
            }
            _ => unreachable!(),
        };
        assert_eq!(holds, bound.holds, "{bound}");
        assert!(holds || !matches!(bound.bound, Bound::MaxCredits { .. } | Bound::MaxCourses { .. }));
    }
}

fn average_holds(asked: Decimal, reached: Option<&Fraction>, meant: &[&&Attempt]) -> bool {
    let graded = || meant.iter().filter_map(|attempt| Some((attempt.credits.amount(), attempt.grade?)));
    let credits: Decimal = graded().map(|(credits, _)| credits).sum();
    let points: Decimal = graded().map(|(credits, grade)| credits * grade).sum();
    match reached {
        Some(reached) => assert_eq!(reached.clone() * Fraction::from(credits), Fraction::from(points)),
        None => assert_eq!(credits, Decimal::ZERO),
    }
    points - credits * asked >= Decimal::ZERO
}

#[test]
fn states_follow_the_plan_and_what_is_in_progress() {
    let mut seen = BTreeMap::new();
    each(|naive, plan, audit, report| {
        let root = report.parts[0].state;
        assert_eq!(root, report.state);
        *seen.entry(root).or_insert(0) += 1;
        if naive.in_progress {
            // What counts by being in progress is in progress.
            assert_eq!(root != PartState::NotSatisfied, audit.is_satisfied());
            return;
        }
        for (part, told) in naive.requirements.root.walk().zip(&report.parts) {
            assert_eq!(told.state == PartState::Satisfied, naive.satisfied(plan, part), "{}", part.id);
        }
        let compiled = naive.requirements.compile(&[]);
        let later =
            compiled.audit(naive.transcript, &AuditOptions { in_progress: true, ..AuditOptions::default() });
        assert_eq!(root != PartState::NotSatisfied, later.is_satisfied());
    });
    assert!(seen.len() == 3 && seen.values().all(|times| *times > 100), "{seen:?}");
}

#[test]
fn reasons_are_true() {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    each(|naive, plan, audit, report| {
        for left_out in &report.left_out {
            let json = serde_json::to_value(&left_out.reason).unwrap();
            let name = json
                .as_object()
                .map_or_else(|| json.to_string(), |object| object.keys().next().unwrap().clone());
            *seen.entry(name).or_default() += 1;
            if left_out.part.is_none() {
                assert_eq!(left_out.reason, Reason::NoPart);
                let facts = naive.attempt(&left_out.attempt).facts();
                let mut filters = naive.requirements.root.walk().filter_map(|part| part.filter.as_ref());
                assert!(filters.all(|filter| !filter.matches(&facts)));
                continue;
            }
            is_true(naive, plan, audit, left_out);
        }
    });
    let rare = seen.iter().filter(|(_, times)| **times < 10).collect::<Vec<_>>();
    assert!(seen.len() == 11 && rare.is_empty(), "{seen:?}");
}

fn is_true(naive: &Naive<'_>, plan: &Plan, audit: &Audit<'_>, left_out: &LeftOut) {
    let attempt = naive.attempt(&left_out.attempt);
    let before = naive.offences(plan);
    let after = naive.offences(&with(plan, left_out));
    let new: Vec<_> = after.difference(&before).collect();
    let part = left_out.part.as_ref().unwrap();
    let fields = format!("{left_out:?} {new:?}");
    match &left_out.reason {
        Reason::Failed | Reason::InProgress => assert!(new.contains(&&Offence::Status), "{fields}"),
        Reason::Grade { grade, least } => {
            assert!(
                new.contains(&&Offence::Filter)
                    && *grade == attempt.grade
                    && grade.is_none_or(|grade| grade < *least)
            );
        }
        Reason::Day { taken, .. } => assert!(new.contains(&&Offence::Filter) && *taken == attempt.taken),
        Reason::NotChosen { part } => {
            let mut parts = naive.requirements.root.walk();
            let parent = parts.find(|other| other.children.iter().any(|child| child.id == *part)).unwrap();
            assert!(!plan.chosen.contains(part) && plan.chosen.contains(&parent.id), "{fields}");
            assert!(new.contains(&&Offence::Chosen));
        }
        Reason::CountsTheSame { attempt: other } => {
            assert_eq!(naive.attempt(other).counts_as(), attempt.counts_as());
            assert!(plan.applied.contains_key(other) && other != &attempt.id, "{fields}");
            assert!(new.contains(&&Offence::Equivalent), "{fields}");
        }
        Reason::SamePool { pool, part: other } => {
            assert!(
                plan.applied[&attempt.id].contains(other) && naive.part(other).pool.as_ref() == Some(pool)
            );
            assert!(
                new.contains(&&Offence::Pool) && naive.part(part).pool.as_ref() == Some(pool),
                "{fields}"
            );
        }
        Reason::Apart { part: own, from } => {
            assert!(naive.part(own).walk().any(|inside| inside.id == *part));
            assert!(naive.below(plan, naive.part(from)).contains(&attempt));
            assert!(new.contains(&&Offence::Apart), "{fields}");
        }
        Reason::WouldBreak { part, bound } => {
            assert!(!bound.holds);
            let limits = &naive.part(part).limits;
            let number = bound
                .filter
                .as_ref()
                .map(|filter| limits.iter().position(|limit| limit.filter == *filter).unwrap());
            let broken = match bound.bound {
                Bound::MinAvgGrade { .. } => Offence::Average(part.clone()),
                _ => Offence::Most(part.clone(), number),
            };
            assert!(new.contains(&&broken), "{fields}");
        }
        Reason::NoGain => {
            // Averages bind only a plan that satisfies.
            let free = |offence: &&&Offence| audit.is_satisfied() || !matches!(offence, Offence::Average(_));
            assert_eq!(new.iter().filter(free).count(), 0, "{fields}");
            assert!(plan.applied.contains_key(&attempt.id) || attempt.credits.amount().is_zero(), "{fields}");
        }
        other => unreachable!("{other:?}"),
    }
}

#[test]
fn what_is_left_out_is_told() {
    each(|naive, plan, _, report| {
        for attempt in &naive.transcript.attempts {
            let applied = plan.applied.get(&attempt.id);
            assert_eq!(report.unused.contains(&attempt.id), applied.is_none());
            for leaf in naive.requirements.root.walk() {
                let Some(filter) = &leaf.filter else { continue };
                let told =
                    report.reasons(&attempt.id).any(|left_out| left_out.part.as_ref() == Some(&leaf.id));
                if applied.is_some_and(|leaves| leaves.contains(&leaf.id)) {
                    assert!(!told);
                } else if filter.matches(&attempt.facts()) {
                    assert!(told, "{} at {}", attempt.id, leaf.id);
                }
            }
            assert!(applied.is_some() || report.reasons(&attempt.id).next().is_some());
        }
    });
}

#[test]
fn the_order_of_the_transcript_changes_nothing() {
    for seed in 0..500 {
        let mut dice = Dice::new(seed);
        let (requirements, transcript) = (made::requirements(&mut dice), made::transcript(&mut dice, 8));
        let mut draft = transcript.draft();
        draft.attempts.reverse();
        let reversed = draft.try_into().unwrap();
        let compiled = requirements.compile(&[]);
        let options = AuditOptions::default();
        assert_eq!(
            compiled.audit(&transcript, &options).report(),
            compiled.audit(&reversed, &options).report()
        );
    }
}
