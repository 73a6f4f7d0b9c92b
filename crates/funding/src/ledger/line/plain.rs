//! A fast reader of lines in the form in which programs write them: no blanks, no escapes, no field twice.
//!
//! It only ever says yes: whatever it does not know is left to the general reader, which also says what is wrong.

use super::{Cell, LedgerLine, LinePosting};

/// What is left of a line.
struct Rest<'a>(&'a str);

/// Where the first character stands that ends a text or can only be written as an escape.
#[inline]
fn text_end(bytes: &[u8]) -> Option<usize> {
    let mut rest = bytes;
    // Many at once, and without a question about each: most texts end within the first of these.
    while let Some((many, after)) = rest.split_first_chunk::<32>() {
        let mut found = [0; 32];
        for (found, byte) in found.iter_mut().zip(many) {
            *found = ends_text(*byte);
        }
        let first = first_of(&found);
        if first < many.len() {
            return Some(bytes.len() - rest.len() + first);
        }
        rest = after;
    }
    let start = bytes.len() - rest.len();
    rest.iter().position(|&byte| ends_text(byte) > 0).map(|end| start + end)
}

/// The position of the first that is not zero, or their number.
#[inline]
fn first_of(found: &[u8; 32]) -> usize {
    let zeros = |half: &[u8; 16]| u128::from_le_bytes(*half).trailing_zeros() / 8;
    let (halves, _) = found.as_chunks();
    let first =
        halves.iter().rev().map(zeros).fold(0, |after, first| if first < 16 { first } else { 16 + after });
    usize::try_from(first).unwrap_or(found.len())
}

/// Whether a text ends here, as a number: a question for each part of the answer would keep the loops from doing many bytes
/// at once.
#[inline]
fn ends_text(byte: u8) -> u8 {
    u8::from(byte == b'"') | u8::from(byte == b'\\') | u8::from(byte < b' ')
}

/// Reads a line; `None` leaves it to the general reader.
pub(super) fn read(line: &str) -> Option<LedgerLine<'_>> {
    let mut rest = Rest(line);
    let (mut id, mut date, mut kind, mut reverses, mut postings) = (None, None, None, None, None);
    rest.eat("{")?;
    loop {
        if rest.eat(r#""id":"#).is_some() {
            put(&mut id, rest.cell()?)?;
        } else if rest.eat(r#""date":"#).is_some() {
            put(&mut date, rest.text_of::<10>()?)?;
        } else if rest.eat(r#""kind":"#).is_some() {
            put(&mut kind, rest.text()?)?;
        } else if rest.eat(r#""reverses":"#).is_some() {
            put(&mut reverses, rest.cell()?)?;
        } else {
            rest.eat(r#""postings":["#)?;
            put(&mut postings, rest.postings()?)?;
        }
        if rest.eat(",").is_none() {
            break;
        }
    }
    rest.eat("}")?;
    let (recorded, reason, declared_accounts) = (None, None, None);
    let (id, date, kind, postings) = (id?, date?.into(), kind.map(Cell::from), postings?);
    let line = LedgerLine { id, date, recorded, kind, reason, reverses, declared_accounts, postings };
    rest.0.is_empty().then_some(line)
}

/// Keeps a field, unless it stands there a second time.
#[inline]
fn put<T>(field: &mut Option<T>, value: T) -> Option<()> {
    field.replace(value).is_none().then_some(())
}

impl<'a> Rest<'a> {
    #[inline]
    fn eat(&mut self, before: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(before)?;
        Some(())
    }

    /// A text without escapes.
    #[inline]
    fn text(&mut self) -> Option<&'a str> {
        self.eat("\"")?;
        let end = text_end(self.0.as_bytes())?;
        let (text, rest) = self.0.split_at_checked(end)?;
        self.0 = rest;
        self.eat("\"")?;
        Some(text)
    }

    /// A text without escapes that is expected to have this length, so that the next can be looked at before its end is
    /// found.
    #[inline]
    fn text_of<const LENGTH: usize>(&mut self) -> Option<&'a str> {
        let (text, after) = self.0.strip_prefix('"')?.split_at_checked(LENGTH)?;
        match after.strip_prefix('"') {
            Some(rest) if text.bytes().map(ends_text).max() == Some(0) => {
                self.0 = rest;
                Some(text)
            }
            _ => self.text(),
        }
    }

    /// A text, or a whole number that is not negative and surely fits.
    #[inline]
    fn cell(&mut self) -> Option<Cell<'a>> {
        if self.0.starts_with('"') {
            return self.text().map(Cell::from);
        }
        let end = self.0.bytes().position(|byte| !byte.is_ascii_digit())?;
        let (digits, rest) = self.0.split_at_checked(end)?;
        let needless = digits.len() > 1 && digits.starts_with('0');
        if needless || !(1..=18).contains(&digits.len()) || !rest.starts_with([',', '}']) {
            return None;
        }
        self.0 = rest;
        Some(Cell::whole_number(digits))
    }

    fn postings(&mut self) -> Option<Vec<LinePosting<'a>>> {
        let mut postings = Vec::with_capacity(4);
        loop {
            self.posting(&mut postings)?;
            if self.eat(",").is_none() {
                break;
            }
        }
        self.eat("]")?;
        Some(postings)
    }

    /// A posting: account, amount and currency in this order, and then its price and the currency of that.
    #[inline]
    fn posting(&mut self, postings: &mut Vec<LinePosting<'a>>) -> Option<()> {
        self.eat(r#"{"account":"#)?;
        let account = self.text()?.into();
        self.eat(r#","amount":"#)?;
        let amount = self.text()?.into();
        self.eat(r#","currency":"#)?;
        let currency = self.text_of::<3>()?.into();
        let (mut total_price, mut price_currency) = (None, None);
        if self.eat(r#","total_price":"#).is_some() {
            total_price = Some(self.text()?.into());
            self.eat(r#","price_currency":"#)?;
            price_currency = Some(self.text_of::<3>()?.into());
        }
        self.eat("}")?;
        postings.push(LinePosting { account, amount, currency, total_price, price_currency });
        Some(())
    }
}
