//! What every chart has: its frame, its words, and how wide they are.
#![expect(clippy::float_arithmetic, reason = "places on paper")]

use maud::{Markup, html};
use unicode_width::UnicodeWidthChar;

/// The width of every chart.
pub(super) const WIDTH: f64 = 400.0;

/// The size of the letters.
pub(super) const LETTERS: f64 = 13.0;

/// Fonts that have Chinese, on any desk.
const FONTS: &str = r#""Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif"#;

/// The classes of up to four parts with their colours, in steps of lightness that also differ in grey.
pub(super) const COLOURS: [(&str, &str); 4] =
    [("c1", "#005a8c"), ("c2", "#56b4e9"), ("c3", "#f4f4f4"), ("c4", "#f0e442")];

/// What a chart is called, and what it shows, in words and figures for whoever does not see it.
#[derive(Debug, Clone, Copy)]
pub struct Caption<'a> {
    /// Its name.
    pub title: &'a str,
    /// What it shows.
    pub text: &'a str,
}

/// A chart of this height.
pub(super) fn frame(caption: Caption<'_>, width: f64, height: f64, inside: &Markup) -> Markup {
    let (across, high) = (at(width), at(height));
    html! {
        svg role="img" viewBox={ "0 0 " (across) " " (high) } width=(across) height=(high)
            font-family=(FONTS) font-size=(at(LETTERS)) fill="#1a1a1a" {
            title { (caption.title) }
            desc { (caption.text) }
            (inside)
        }
    }
}

/// A chart as a file of its own.
#[must_use]
pub fn alone(chart: &Markup) -> String {
    chart.0.replacen("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ", 1) + "\n"
}

/// A place or length as it is written: tenths at most.
pub(super) fn at(place: f64) -> String {
    let text = format!("{place:.1}");
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}

/// The text, cut short with an ellipsis where it is wider than the room.
pub(super) fn fit(text: &str, room: f64) -> String {
    if wide(text) <= room {
        return text.to_owned();
    }
    let mut left = room - wide("…");
    let kept = text.chars().take_while(|&letter| {
        left -= width(letter);
        left >= 0.0
    });
    kept.collect::<String>().trim_end().to_owned() + "…"
}

/// About how wide a text is, rather too much than too little.
pub(super) fn wide(text: &str) -> f64 {
    text.chars().map(width).sum()
}

fn width(letter: char) -> f64 {
    let ems = match (letter, UnicodeWidthChar::width(letter)) {
        (_, None | Some(0)) => 0.0,
        (_, Some(2)) => 1.0,
        (
            'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | ' ' | '.' | ',' | ':' | ';' | '\'' | '|' | '(' | ')',
            _,
        ) => 0.36,
        ('m' | 'w' | 'M' | 'W' | '@' | '%' | '…' | '—', _) => 0.95,
        (letter, _) if letter.is_ascii_lowercase() || letter.is_ascii_digit() => 0.58,
        _ => 0.72,
    };
    ems * LETTERS
}

/// How long a value is drawn where the greatest one has this length. What is not above zero has none.
pub(super) fn scaled(value: f64, greatest: f64, length: f64) -> f64 {
    if value > 0.0 && greatest > 0.0 { (value / greatest).min(1.0) * length } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_to_its_room() {
        assert_eq!(fit("Germany", 100.0), "Germany");
        assert_eq!(fit("山东理工职业学院", 50.0), "山东…");
        let cut = fit(&"W".repeat(200), 120.0);
        assert!(wide(&cut) <= 120.0 && cut.ends_with('…'), "{cut}");
        assert_eq!(fit("abc", 0.0), "…");
    }

    #[test]
    fn places_have_tenths() {
        assert_eq!([at(0.0), at(12.34), at(7.96)], ["0", "12.3", "8"]);
        let lengths = [scaled(1.0, 4.0, 100.0), scaled(0.0, 0.0, 100.0), scaled(-1.0, 4.0, 100.0)];
        assert_eq!(lengths.map(at), ["25", "0", "0"]);
        assert!(scaled(f64::NAN, 4.0, 100.0) < 0.1, "what is no number has no length");
    }
}
