//! A Sankey chart: how many went from where to where.
#![expect(clippy::float_arithmetic, reason = "places on paper")]

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::frame::{COLOURS, Caption, LETTERS, at, fit, frame, scaled};

const COLUMN: f64 = 170.0;
const THICK: f64 = 14.0;
const TALL: f64 = 240.0;
/// Room for the words of a node, also where it is thin.
const LEAST: f64 = 34.0;

/// A place where somebody is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub label: String,
    /// Its column, from 0 on the left.
    pub column: usize,
    /// Whether nobody goes on from there.
    pub last: bool,
}

/// Some who went from one node to another, later one; both by their position among the nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flow {
    /// Where from.
    pub from: usize,
    /// Where to.
    pub to: usize,
    /// How many.
    pub number: u32,
}

/// The nodes column by column, from top to bottom in the order given, and between them streams as thick as they are
/// numerous. A node is as large as what comes in or, for a first one, goes out.
#[must_use]
pub fn sankey(caption: Caption<'_>, nodes: &[Node], flows: &[Flow]) -> Markup {
    let sum = |of: &dyn Fn(&Flow) -> bool| {
        flows.iter().filter(|flow| of(flow)).map(|flow| u64::from(flow.number)).sum::<u64>()
    };
    let numbers: Vec<_> = (0..nodes.len())
        .map(|node| sum(&|flow: &Flow| flow.to == node).max(sum(&|flow: &Flow| flow.from == node)))
        .collect();
    let greatest = numbers.iter().copied().max().unwrap_or(0);
    let mut bottoms = BTreeMap::<usize, f64>::new();
    let mut placed = Vec::new();
    for (node, &number) in nodes.iter().zip(&numbers) {
        let top = bottoms.entry(node.column).or_insert(2.0);
        let tall = scaled(real(number), real(greatest), TALL).max(1.5);
        placed.push(Placed {
            node,
            number,
            left: column(node.column),
            top: *top,
            tall,
            into: *top,
            out: *top,
        });
        *top += tall.max(LEAST) + 12.0;
    }
    let streams: Vec<_> = flows.iter().filter_map(|flow| stream(flow, greatest, &mut placed)).collect();
    let width = nodes.iter().map(|node| node.column).max().map_or(1.0, |last| column(last) + COLUMN);
    let height = bottoms.values().copied().fold(LEAST, f64::max);
    let inside = html! {
        @for stream in streams { (stream) }
        @for place in &placed { (place.drawn()) }
    };
    frame(caption, width, height, &inside)
}

struct Placed<'a> {
    node: &'a Node,
    number: u64,
    left: f64,
    top: f64,
    tall: f64,
    /// Where the next stream comes in, and goes out.
    into: f64,
    out: f64,
}

impl Placed<'_> {
    fn drawn(&self) -> Markup {
        let [onward, last, ..] = COLOURS;
        let (class, colour) = if self.node.last { last } else { onward };
        let words = self.left + THICK + 6.0;
        html! {
            rect class=(class) x=(at(self.left)) y=(at(self.top)) width=(at(THICK)) height=(at(self.tall)) fill=(colour)
                stroke="#1a1a1a" stroke-width="0.7" {}
            text x=(at(words)) y=(at(self.top + LETTERS)) font-weight="600" { (self.number) }
            text x=(at(words)) y=(at(self.top + LETTERS * 2.2)) { (fit(&self.node.label, COLUMN - THICK - 10.0)) }
        }
    }
}

fn column(number: usize) -> f64 {
    COLUMN * f64::from(u16::try_from(number).unwrap_or(u16::MAX))
}

/// A number of people as a length; beyond four thousand million it makes no difference on paper.
fn real(number: u64) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

/// The stream between two nodes, and where the next ones begin and end; none for nobody or between nodes that are not
/// there.
fn stream(flow: &Flow, greatest: u64, placed: &mut [Placed<'_>]) -> Option<Markup> {
    let thick = scaled(f64::from(flow.number), real(greatest), TALL);
    if thick <= 0.0 {
        return None;
    }
    let from = placed.get_mut(flow.from)?;
    let (left, out) = (from.left + THICK, from.out + thick / 2.0);
    from.out += thick;
    let to = placed.get_mut(flow.to)?;
    let (right, into) = (to.left, to.into + thick / 2.0);
    to.into += thick;
    let middle = f64::midpoint(left, right);
    let [left, out, middle, into, right] = [left, out, middle, into, right].map(at);
    let way = format!("M{left} {out}C{middle} {out} {middle} {into} {right} {into}");
    Some(html! {
        path d=(way) fill="none" stroke="#56b4e9" stroke-opacity="0.35" stroke-width=(at(thick.max(1.0))) {}
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(label: &str, column: usize, last: bool) -> Node {
        Node { label: label.into(), column, last }
    }

    #[test]
    fn nodes_are_as_large_as_what_flows_through_them() {
        let nodes = [node("began", 0, false), node("went on", 1, false), node("stayed", 1, true)];
        let flows = [Flow { from: 0, to: 1, number: 30 }, Flow { from: 0, to: 2, number: 10 }];
        let chart = sankey(Caption { title: "t", text: "d" }, &nodes, &flows).0;
        for tall in ["height=\"240\"", "height=\"180\"", "height=\"60\""] {
            assert_eq!(chart.matches(&format!("width=\"14\" {tall}")).count(), 1, "{chart}");
        }
        assert!(chart.contains("stroke-width=\"180\"") && chart.contains("stroke-width=\"60\""));
        assert!(
            chart.contains(">40</text>") && chart.contains(">30</text>") && chart.contains(">stayed</text>")
        );
        assert!(chart.contains("viewBox=\"0 0 340 "), "two columns");
    }

    #[test]
    fn nobody_and_nowhere_are_not_drawn() {
        let caption = Caption { title: "t", text: "d" };
        let nobody = [Flow { from: 0, to: 1, number: 0 }, Flow { from: 0, to: 9, number: 5 }];
        let chart = sankey(caption, &[node("a", 0, false), node("b", 1, true)], &nobody).0;
        assert!(!chart.contains("<path"), "{chart}");
        assert!(sankey(caption, &[], &[]).0.contains("viewBox=\"0 0 1 34\""));
    }
}
