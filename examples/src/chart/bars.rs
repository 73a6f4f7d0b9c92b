//! Bars: one under the other, each below its own words.
#![expect(clippy::float_arithmetic, reason = "places on paper")]

use maud::{Markup, html};

use super::frame::{COLOURS, Caption, LETTERS, WIDTH, at, fit, frame, scaled, wide};

const ROW: f64 = 36.0;
const THICK: f64 = 11.0;

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it is of.
    pub label: String,
    /// Its figure, as it is to be read.
    pub text: String,
    /// Its length: one number, or up to four parts that follow each other. Nothing is drawn for what is not above zero.
    pub parts: Vec<f64>,
}

/// Bars of one number each, the longest as long as the chart is wide.
#[must_use]
pub fn bars(caption: Caption<'_>, bars: &[Bar]) -> Markup {
    stacked(caption, &[], bars)
}

/// Bars of up to four parts each, with what the parts are called.
#[must_use]
pub fn stacked(caption: Caption<'_>, names: &[&str], bars: &[Bar]) -> Markup {
    let length = |bar: &Bar| bar.parts.iter().copied().filter(|part| *part > 0.0).sum::<f64>();
    let greatest = bars.iter().map(length).fold(0.0, f64::max);
    let (key, below) = legend(names);
    let mut top = below;
    let mut rows = Vec::new();
    for bar in bars {
        rows.push(row(bar, greatest, top));
        top += ROW;
    }
    frame(caption, WIDTH, top.max(1.0), &html! { (key) @for row in rows { (row) } })
}

/// Whether the words of a bar have room beside its figure; else they are cut short.
#[must_use]
pub fn fits(label: &str, text: &str) -> bool {
    wide(label) <= room(text)
}

/// The room that a figure leaves to the words.
fn room(text: &str) -> f64 {
    WIDTH - wide(text) - 12.0
}

fn row(bar: &Bar, greatest: f64, top: f64) -> Markup {
    let words = top + LETTERS;
    let mut left = 0.0;
    let mut pieces = Vec::new();
    for (part, (class, colour)) in bar.parts.iter().zip(COLOURS) {
        let length = scaled(*part, greatest, WIDTH - 1.0);
        if length > 0.0 {
            pieces.push(html! {
                rect class=(class) x=(at(left + 0.5)) y=(at(top + 19.0)) width=(at(length)) height=(at(THICK))
                    fill=(colour) stroke="#1a1a1a" stroke-width="0.7" {}
            });
        }
        left += length;
    }
    html! {
        text x="0" y=(at(words)) { (fit(&bar.label, room(&bar.text))) }
        text x=(at(WIDTH)) y=(at(words)) text-anchor="end" font-weight="600" { (bar.text) }
        line class="rule" x1="0.5" x2="0.5" y1=(at(top + 17.0)) y2=(at(top + 32.0)) stroke="#777777" {}
        @for piece in pieces { (piece) }
    }
}

/// What the parts are called, in their order, and where it ends.
fn legend(names: &[&str]) -> (Markup, f64) {
    let (mut left, mut top) = (0.0, 0.0);
    let mut entries = Vec::new();
    for (name, (class, colour)) in names.iter().zip(COLOURS) {
        let room = 16.0 + wide(name) + 14.0;
        if left > 0.0 && left + room > WIDTH {
            (left, top) = (0.0, top + 20.0);
        }
        entries.push(html! {
            rect class=(class) x=(at(left + 0.5)) y=(at(top + 2.5)) width="11" height="11" fill=(colour)
                stroke="#1a1a1a" stroke-width="0.7" {}
            text x=(at(left + 17.0)) y=(at(top + LETTERS)) { (name) }
        });
        left += room;
    }
    let below = if entries.is_empty() { 0.0 } else { top + 26.0 };
    (html! { @for entry in entries { (entry) } }, below)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(label: &str, parts: &[f64]) -> Bar {
        Bar { label: label.into(), text: "figure".into(), parts: parts.into() }
    }

    #[test]
    fn the_longest_bar_fills_the_width_and_the_others_are_in_proportion() {
        let chart =
            bars(Caption { title: "t", text: "d" }, &[bar("a", &[8.0]), bar("b", &[2.0]), bar("c", &[0.0])]);
        assert_eq!(chart.0.matches("<rect").count(), 2, "nothing is drawn for zero");
        assert!(
            chart.0.contains("width=\"399\" height=\"11\"")
                && chart.0.contains("width=\"99.8\" height=\"11\"")
        );
        assert!(chart.0.contains("<title>t</title><desc>d</desc>"));
    }

    #[test]
    fn parts_follow_each_other_and_are_named() {
        let chart =
            stacked(Caption { title: "t", text: "d" }, &["spent", "free"], &[bar("<a>", &[3.0, 1.0])]);
        assert!(
            chart.0.contains("x=\"0.5\" y=\"45\" width=\"299.2\"") && chart.0.contains("x=\"299.8\""),
            "{}",
            chart.0
        );
        assert!(chart.0.contains(">spent<") && chart.0.contains(">free<") && chart.0.contains("&lt;a&gt;"));
    }

    #[test]
    fn no_bars_and_no_numbers_are_drawn_as_nothing() {
        assert!(!bars(Caption { title: "t", text: "d" }, &[]).0.contains("<rect"));
        assert!(!bars(Caption { title: "t", text: "d" }, &[bar("a", &[f64::NAN, -1.0])]).0.contains("NaN"));
    }
}
