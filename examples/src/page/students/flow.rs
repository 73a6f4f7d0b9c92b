//! Where everybody is who ever entered a route: counted from the enrolments, stage by stage.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use collegium::{
    Ratio,
    pathways::{Enrolment, Programme, StageNumber, enrolment::Standing},
    review::AnnualReview,
};
use maud::{Markup, html};

use super::super::{parts, words::share_of};
use crate::{
    College,
    chart::{Caption, Flow, Node, sankey},
};

/// What became of those who entered a stage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Stage {
    entered: u32,
    abroad: u32,
    onward: u32,
    studying: u32,
    done: u32,
    withdrawn: u32,
}

/// The stages in their order, with the enrolments on known programmes that had entered them by the day.
pub(super) fn stages(programmes: &[Programme], enrolments: &[Enrolment], as_of: NaiveDate) -> Vec<Stage> {
    let known: BTreeMap<_, _> = programmes.iter().map(|programme| (programme.id, programme)).collect();
    let mut stages: Vec<Stage> = Vec::new();
    for enrolment in enrolments {
        let Some(programme) = enrolment.studies.programme().and_then(|id| known.get(&id)) else { continue };
        let Some(standing) = enrolment.standing_on(as_of) else { continue };
        let (last, end) = match standing {
            Standing::Studying { stage } => (stage, Ending::Studying),
            Standing::Between { done } => (done, Ending::Done),
            Standing::Withdrawn { stage } => (stage, Ending::Withdrawn),
        };
        let mut number = Some(StageNumber::FIRST);
        for position in 0.. {
            let Some(stage) = number.filter(|stage| *stage <= last) else { break };
            if stages.len() <= position {
                stages.push(Stage::default());
            }
            let abroad = programme.route.stage(stage).is_some_and(|stage| stage.host.is_abroad());
            if let Some(count) = stages.get_mut(position) {
                count.add(abroad, (stage == last).then_some(end));
            }
            number = stage.next();
        }
    }
    stages
}

#[derive(Clone, Copy)]
enum Ending {
    Studying,
    Done,
    Withdrawn,
}

impl Stage {
    /// One more entered, and ended here or went on.
    fn add(&mut self, abroad: bool, end: Option<Ending>) {
        self.entered += 1;
        self.abroad += u32::from(abroad);
        match end {
            None => self.onward += 1,
            Some(Ending::Studying) => self.studying += 1,
            Some(Ending::Done) => self.done += 1,
            Some(Ending::Withdrawn) => self.withdrawn += 1,
        }
    }

    fn place(&self) -> &'static str {
        match self.abroad {
            0 => "at home",
            abroad if abroad == self.entered => "abroad",
            _ => "home or abroad",
        }
    }
}

pub(super) fn figure(college: &College, review: &AnnualReview) -> Markup {
    let stages = stages(&college.programmes, &college.enrolments, review.as_of);
    if stages.is_empty() {
        return html! { p.none { "Flow through the stages: nobody has entered a route." } };
    }
    let (nodes, flows) = drawn(&stages);
    let title = "From stage to stage: everybody who ever entered a route";
    let chart = sankey(Caption { title, text: &said(&stages) }, &nodes, &flows);
    let row = |(stage, number): (&Stage, usize)| {
        let share =
            |part: u32| html! { span.n { (share_of(part.into(), stage.entered.into(), "who entered it")) } };
        vec![
            html! { "Stage " (number) ", " (stage.place()) },
            html! { (super::number(stage.entered.into())) },
            share(stage.onward),
            share(stage.studying),
            share(stage.done),
            share(stage.withdrawn),
        ]
    };
    let rows: Vec<_> = stages.iter().zip(1..).map(row).collect();
    let heads = ["Stage", "Entered", "Went on", "In it now", "Done, not gone on", "Withdrawn"];
    html! {
        figure {
            figcaption { (title) }
            div.scroll tabindex="0" role="region" aria-label=(title) { div.flow { (chart) } }
            (parts::table("Counted by enrolments; the shares are of those who entered the stage", 1, &heads, &rows))
        }
    }
}

fn drawn(stages: &[Stage]) -> (Vec<Node>, Vec<Flow>) {
    let (mut nodes, mut flows) = (Vec::new(), Vec::new());
    let mut before: Option<(usize, u32)> = None;
    for (column, stage) in stages.iter().enumerate() {
        let here = nodes.len();
        nodes.push(Node { label: format!("stage {}, {}", column + 1, stage.place()), column, last: false });
        flows.extend(before.map(|(from, number)| Flow { from, to: here, number }));
        before = Some((here, stage.onward));
    }
    for (column, stage) in stages.iter().enumerate() {
        let ends = [
            (format!("in stage {} now", column + 1), stage.studying),
            (format!("done with stage {}", column + 1), stage.done),
            (format!("withdrew in stage {}", column + 1), stage.withdrawn),
        ];
        for (label, number) in ends.into_iter().filter(|(_, number)| *number > 0) {
            flows.push(Flow { from: column, to: nodes.len(), number });
            nodes.push(Node { label, column: column + 1, last: true });
        }
    }
    (nodes, flows)
}

fn said(stages: &[Stage]) -> String {
    let of = |stage: &Stage, part: u32| {
        Ratio::count(part.into(), stage.entered.into(), "enrolments")
            .map_or_else(|_| String::new(), |ratio| ratio.to_string())
    };
    let line = |(stage, number): (&Stage, usize)| {
        format!(
            "Stage {number}: {} entered; {} went on, {} are in it, {} are done and did not go on, {} withdrew.",
            stage.entered,
            of(stage, stage.onward),
            of(stage, stage.studying),
            of(stage, stage.done),
            of(stage, stage.withdrawn)
        )
    };
    stages.iter().zip(1..).map(line).collect::<Vec<_>>().join(" ")
}
