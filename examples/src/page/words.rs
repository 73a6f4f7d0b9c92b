//! Names, numbers and amounts as the page writes them.
#![expect(clippy::float_arithmetic, reason = "lengths of bars")]

use collegium::{Country, LocalizedText, Money, Ratio, Share};
use maud::{Markup, html};

use crate::College;

/// What is longer does not fit a narrow column in one piece.
const LONGEST: usize = 28;

/// The texts of a name with their languages, that of the page first.
pub(super) fn texts(text: &LocalizedText) -> Vec<(&str, &str)> {
    let mut texts: Vec<_> = text.iter().map(|(tag, line)| (tag.as_str(), line.as_str())).collect();
    texts.sort_by_key(|(tag, _)| !is_english(tag));
    texts
}

fn is_english(tag: &str) -> bool {
    tag.split('-').next() == Some("en")
}

/// A name in every language it has, each marked with its language.
pub(super) fn name(text: &LocalizedText) -> Markup {
    html! {
        @for (position, (tag, line)) in texts(text).into_iter().enumerate() {
            @if position > 0 { " / " }
            @if is_english(tag) { (line) } @else { span lang=(tag) { (line) } }
        }
    }
}

/// What a country is called: as the policy on regions has it, else as the names have it, else as the standard does.
pub(super) fn place(college: &College, country: Country) -> LocalizedText {
    let rules = &college.rules;
    let known =
        rules.review.partnerships.regions.regions.get(&country).or_else(|| rules.names.names.get(&country));
    known
        .cloned()
        .or_else(|| LocalizedText::new([("en", country.name())]).ok())
        .unwrap_or_else(|| college.name.clone())
}

/// A rate, with what its whole is.
pub(super) fn rate(ratio: &Ratio) -> Markup {
    html! { (text(&ratio.to_string())) " of " (text(ratio.of().as_str())) }
}

/// The percentage of a rate as the rate writes it; none where it is not defined.
pub(super) fn percent(ratio: &Ratio) -> Option<String> {
    let text = ratio.to_string();
    let inside = text.rsplit_once('(')?.1.strip_suffix(" %)")?;
    Some(format!("{inside}\u{a0}%"))
}

/// A code, which breaks in the middle only where it is long.
pub(super) fn code(code: &impl ToString) -> Markup {
    let code = code.to_string();
    html! { span.code.n[code.len() <= LONGEST] { (code) } }
}

/// A sentence of the libraries: what stands between backticks is code, and figures, days and codes are not torn apart.
pub(super) fn text(sentence: &str) -> Markup {
    let whole = |word: &str| {
        word.len() <= LONGEST && word.contains('-') && word.contains(|c: char| c.is_ascii_digit())
    };
    html! {
        @for (position, part) in held(sentence).split('`').enumerate() {
            @if position % 2 == 1 { code { (part) } } @else {
                @for (position, word) in part.split(' ').enumerate() {
                    @if position > 0 { " " }
                    @if whole(word) { span.n { (word) } } @else { (word) }
                }
            }
        }
    }
}

/// The sentence with blanks that do not break within numbers and before a per cent sign.
fn held(sentence: &str) -> String {
    let letters: Vec<_> = sentence.chars().collect();
    let digit = |place: Option<&char>| place.is_some_and(char::is_ascii_digit);
    let hold = |(place, letter): (usize, &char)| {
        let before = place.checked_sub(1).and_then(|before| letters.get(before));
        let after = letters.get(place + 1);
        if *letter == ' ' && digit(before) && (digit(after) || after == Some(&'%')) {
            '\u{a0}'
        } else {
            *letter
        }
    };
    letters.iter().enumerate().map(hold).collect()
}

/// A count among a whole, without words on the whole: these stand in the head of the column.
pub(super) fn share_of(part: u64, whole: u64, of: &str) -> String {
    Ratio::count(part, whole, of).map_or_else(|_| part.to_string(), |ratio| ratio.to_string())
}

/// A number in groups of three digits.
pub(super) fn number(number: u64) -> String {
    grouped(&number.to_string())
}

/// An amount in groups of three digits.
pub(super) fn amount(money: Money) -> String {
    format!("{} {}", money.currency(), grouped(&money.amount().to_string()))
}

fn grouped(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |rest| ("−", rest));
    let (whole, part) = digits.find('.').map_or((digits, ""), |point| digits.split_at(point));
    let mut out = String::from(sign);
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position).is_multiple_of(3) {
            // A narrow blank that does not break.
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out + part
}

/// How long an amount is drawn.
pub(super) fn length(money: Money) -> f64 {
    f64::try_from(money.amount()).unwrap_or(0.0)
}

/// How far along its line a rate is drawn; none where it is not defined.
pub(super) fn along(ratio: &Ratio) -> Option<f64> {
    ratio.value()?;
    Some(f64::try_from(ratio.part()).ok()? / f64::try_from(ratio.whole()).ok()?)
}

/// How far along its line a share is drawn.
pub(super) fn share(share: Share) -> f64 {
    f64::from(share.part()) / f64::from(share.whole())
}

/// How long a count is drawn.
pub(super) fn real(count: u64) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

/// A word of a list, such as `joint-programme`, as words of a text.
pub(super) fn plain(word: &impl ToString) -> String {
    word.to_string().replace(['-', '_'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_in_groups() {
        assert_eq!(number(1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(amount("CNY -4550000.5".parse().unwrap()), "CNY −4\u{202f}550\u{202f}000.50");
        assert_eq!(number(999), "999");
    }

    #[test]
    fn sentences_keep_figures_together_and_show_code() {
        assert_eq!(
            text("1 174 of 2 (75.0 %) on 2025-01-01 at `a<b`").0,
            "1\u{a0}174 of 2 (75.0\u{a0}%) on <span class=\"n\">2025-01-01</span> at <code>a&lt;b</code>"
        );
        assert!(!text(&"x-1".repeat(60)).0.contains("span"), "what is long may break");
    }

    #[test]
    fn a_rate_of_nothing_has_no_place() {
        assert_eq!(along(&Ratio::count(1, 4, "a").unwrap()), Some(0.25));
        assert_eq!(along(&Ratio::count(0, 0, "a").unwrap()), None);
    }

    #[test]
    fn names_are_escaped_and_say_their_language() {
        let text = LocalizedText::new([("de", "Fach"), ("en", "<script>alert(1)</script>"), ("zh", "会计")])
            .unwrap();
        assert_eq!(
            name(&text).0,
            "&lt;script&gt;alert(1)&lt;/script&gt; / <span lang=\"de\">Fach</span> / <span lang=\"zh\">会计</span>"
        );
    }
}
