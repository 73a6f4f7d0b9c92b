//! Where rates lie, seen from the bands they should lie in.
#![expect(clippy::float_arithmetic, reason = "places on paper")]

use maud::{Markup, html};

use super::frame::{Caption, LETTERS, WIDTH, at, fit, frame, scaled, wide};

const ROW: f64 = 66.0;
const SCALE: f64 = 38.0;

/// One rate on a line from 0 to 1, with its band. A rate outside the line is drawn at its end.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// What it is of.
    pub label: String,
    /// Its figure, as it is to be read.
    pub text: String,
    /// The rate; none where it is not defined.
    pub rate: Option<f64>,
    /// The ends of the band, if it has one.
    pub band: Option<(f64, f64)>,
}

/// One line for each rate, from 0 % to 100 %.
#[must_use]
pub fn bands(caption: Caption<'_>, marks: &[Mark]) -> Markup {
    let mut top = 0.0;
    let mut rows = Vec::new();
    for mark in marks {
        rows.push(row(mark, top));
        top += ROW;
    }
    frame(caption, WIDTH, top.max(1.0), &html! { @for row in rows { (row) } })
}

/// The place of a rate, away from the edges so that its marker is whole.
fn place(rate: f64) -> f64 {
    6.0 + scaled(rate, 1.0, WIDTH - 12.0)
}

fn row(mark: &Mark, top: f64) -> Markup {
    let words = top + LETTERS;
    let (upper, middle) = (top + 22.0, top + SCALE - 9.0);
    let percent = |rate: f64| format!("{} %", at(rate * 100.0));
    let end = |rate: f64| {
        html! {
            text class="quiet" x=(at(place(rate))) y=(at(top + 50.0)) text-anchor=(anchor(rate)) font-size="11" {
                (percent(rate))
            }
        }
    };
    html! {
        text x="0" y=(at(words)) { (fit(&mark.label, WIDTH - wide(&mark.text) - 12.0)) }
        text x=(at(WIDTH)) y=(at(words)) text-anchor="end" font-weight="600" { (mark.text) }
        line class="rule" x1="6" x2=(at(WIDTH - 6.0)) y1=(at(middle)) y2=(at(middle)) stroke="#777777" {}
        @if let Some((low, high)) = mark.band {
            rect class="c2" x=(at(place(low))) y=(at(upper)) height="14"
                width=(at((place(high) - place(low)).max(2.0))) fill="#56b4e9" stroke="#1a1a1a" stroke-width="0.7" {}
            (end(low))
            @if place(high) - place(low) > 40.0 { (end(high)) }
        }
        @if let Some(rate) = mark.rate {
            path class="c1" d={ "M" (at(place(rate))) " " (at(middle - 11.0)) "l6 11l-6 11l-6 -11z" }
                fill="#005a8c" stroke="#ffffff" stroke-width="1.5" {}
        }
    }
}

/// Words at the ends of the line stay within the chart.
fn anchor(rate: f64) -> &'static str {
    match rate {
        rate if rate < 0.05 => "start",
        rate if rate > 0.95 => "end",
        _ => "middle",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_stands_on_its_line_and_what_is_not_defined_has_no_marker() {
        let mark = |rate, band| Mark { label: "a".into(), text: "b".into(), rate, band };
        let caption = Caption { title: "t", text: "d" };
        let chart = bands(caption, &[mark(Some(0.5), Some((0.3, 0.7))), mark(None, Some((0.0, 1.0)))]);
        assert_eq!(chart.0.matches("<path").count(), 1);
        assert!(chart.0.contains("M200 18l"), "{}", chart.0);
        assert!(chart.0.contains("x=\"122.4\" y=\"22\" height=\"14\" width=\"155.2\""), "{}", chart.0);
        assert!(bands(caption, &[mark(Some(7.0), None)]).0.contains("M394 "), "at the end of the line");
    }
}
