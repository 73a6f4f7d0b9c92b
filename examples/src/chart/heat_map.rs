//! A heat map: rows of cells that are the darker the greater their figure, and say it.
#![expect(clippy::float_arithmetic, reason = "places on paper")]

use maud::{Markup, html};

use super::frame::{Caption, LETTERS, WIDTH, at, fit, frame, scaled, wide};

const HEAD: f64 = 20.0;
const ROW: f64 = 52.0;
const CELL: f64 = 24.0;

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct HeatRow {
    /// What it is of.
    pub label: String,
    /// Its figure as a whole, as it is to be read; may be empty.
    pub text: String,
    /// One cell a column: the figure, as a number and as it is to be read; none where there is none.
    pub cells: Vec<Option<(f64, String)>>,
}

/// Rows of cells under the names of their columns. The greatest figure, `full`, is the darkest.
#[must_use]
pub fn heat_map(caption: Caption<'_>, columns: &[&str], rows: &[HeatRow], full: f64) -> Markup {
    // As many columns as fit: 16 bits hold more than a page does.
    let number = u16::try_from(columns.len()).unwrap_or(u16::MAX).max(1);
    let width = WIDTH / f64::from(number);
    let mut top = HEAD;
    let mut lines = Vec::new();
    for row in rows {
        lines.push(line(row, width, top, full));
        top += ROW;
    }
    let mut left = 0.0;
    let mut heads = Vec::new();
    for column in columns {
        heads.push(html! {
            text class="quiet" x=(at(left + width / 2.0)) y=(at(LETTERS)) text-anchor="middle" { (fit(column, width - 2.0)) }
        });
        left += width;
    }
    frame(caption, WIDTH, top, &html! { @for head in heads { (head) } @for line in lines { (line) } })
}

fn line(row: &HeatRow, width: f64, top: f64, full: f64) -> Markup {
    let mut left = 0.0;
    let mut cells = Vec::new();
    for cell in &row.cells {
        cells.push(drawn(cell.as_ref(), left, top + 19.0, width, full));
        left += width;
    }
    html! {
        text x="0" y=(at(top + LETTERS)) { (fit(&row.label, WIDTH - wide(&row.text) - 12.0)) }
        text x=(at(WIDTH)) y=(at(top + LETTERS)) text-anchor="end" font-weight="600" { (row.text) }
        @for cell in cells { (cell) }
    }
}

/// One cell. Dark ones have light letters: either way the contrast is at least 4.5 to 1.
fn drawn(cell: Option<&(f64, String)>, left: f64, top: f64, width: f64, full: f64) -> Markup {
    let depth = cell.map_or(0.0, |(figure, _)| scaled(*figure, full, 1.0));
    let (class, letters) = if depth > 0.74 { ("on-dark", "#ffffff") } else { ("on-light", "#000000") };
    html! {
        rect x=(at(left + 1.0)) y=(at(top)) width=(at((width - 2.0).max(0.1))) height=(at(CELL)) fill=(shade(depth))
            stroke="#777777" stroke-width="0.7" stroke-dasharray=[cell.is_none().then_some("3 3")] {}
        text class=(class) x=(at(left + width / 2.0)) y=(at(top + 17.0)) text-anchor="middle" fill=(letters) {
            (cell.map_or_else(|| "–".to_owned(), |(_, text)| fit(text, width - 2.0)))
        }
    }
}

/// A colour from nearly white to a dark blue, in even steps of lightness.
fn shade(depth: f64) -> String {
    let between = |light: f64, dark: f64| light + (dark - light) * depth;
    let (red, green, blue) = (between(247.0, 0.0), between(251.0, 73.0), between(255.0, 122.0));
    format!("rgb({red:.0},{green:.0},{blue:.0})")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_say_their_figure_and_are_the_darker_the_greater() {
        let cells = vec![Some((0.0, "0".to_owned())), Some((100.0, "100".to_owned())), None];
        let row = HeatRow { label: "A".into(), text: "50.00".into(), cells };
        let chart = heat_map(Caption { title: "t", text: "d" }, &["x", "y", "z"], &[row], 100.0);
        assert!(chart.0.contains("rgb(247,251,255)") && chart.0.contains("rgb(0,73,122)"), "{}", chart.0);
        assert!(chart.0.contains(">100</text>") && chart.0.contains(">–</text>") && chart.0.contains("3 3"));
        assert!(
            heat_map(Caption { title: "t", text: "d" }, &[], &[], 0.0).0.contains("viewBox=\"0 0 400 20\"")
        );
    }
}
