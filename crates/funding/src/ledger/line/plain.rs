//! A fast reader of lines in the form in which programs write them: no blanks, no escapes, no field twice.
//!
//! It only ever says yes: whatever it does not know is left to the general reader, which also says what is wrong.

use super::{Cell, LedgerLine, LinePosting};

/// What is left of a line.
struct Rest<'a>(&'a str);

/// Where the first character stands that ends a text or can only be written as an escape, looked for in eight bytes at once.
#[inline]
fn text_end(bytes: &[u8]) -> Option<usize> {
    let (words, rest) = bytes.as_chunks();
    for (start, word) in (0..).step_by(8).zip(words) {
        // A bit for each byte sought; those above the first of them may be wrong.
        let word = u64::from_le_bytes(*word);
        let below = |word: u64, limit: u8| word.wrapping_sub(EACH * u64::from(limit)) & !word & (EACH << 7);
        let is = |byte: u8| below(word ^ (EACH * u64::from(byte)), 1);
        let found = is(b'"') | is(b'\\') | below(word, b' ');
        if found != 0 {
            return Some(start + usize::try_from(found.trailing_zeros() / 8).unwrap_or_default());
        }
    }
    let start = bytes.len() - rest.len();
    rest.iter().position(|&byte| byte == b'"' || byte == b'\\' || byte < b' ').map(|end| start + end)
}

/// A one in each of eight bytes.
const EACH: u64 = u64::MAX / 0xff;

/// Reads a line; `None` leaves it to the general reader.
pub(super) fn read(line: &str) -> Option<LedgerLine<'_>> {
    let mut rest = Rest(line);
    let (mut id, mut date, mut kind, mut reverses, mut postings) = (None, None, None, None, None);
    rest.eat('{')?;
    loop {
        match rest.name()? {
            "id" if id.is_none() => id = Some(rest.cell()?),
            "date" if date.is_none() => date = Some(rest.text()?),
            "kind" if kind.is_none() => kind = Some(rest.text()?),
            "reverses" if reverses.is_none() => reverses = Some(rest.cell()?),
            "postings" if postings.is_none() => postings = Some(rest.postings()?),
            _ => return None,
        }
        if rest.eat(',').is_none() {
            break;
        }
    }
    rest.eat('}')?;
    let (recorded, reason, declared_accounts) = (None, None, None);
    let (id, date, kind, postings) = (id?, date?.into(), kind.map(Cell::from), postings?);
    let line = LedgerLine { id, date, recorded, kind, reason, reverses, declared_accounts, postings };
    rest.0.is_empty().then_some(line)
}

impl<'a> Rest<'a> {
    #[inline]
    fn eat(&mut self, character: char) -> Option<()> {
        self.0 = self.0.strip_prefix(character)?;
        Some(())
    }

    /// A text without escapes.
    #[inline]
    fn text(&mut self) -> Option<&'a str> {
        self.eat('"')?;
        let end = text_end(self.0.as_bytes())?;
        let (text, rest) = self.0.split_at_checked(end)?;
        self.0 = rest;
        self.eat('"')?;
        Some(text)
    }

    #[inline]
    fn name(&mut self) -> Option<&'a str> {
        let name = self.text()?;
        self.eat(':')?;
        Some(name)
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
        self.eat('[')?;
        let mut postings = Vec::with_capacity(4);
        loop {
            postings.push(self.posting()?);
            if self.eat(',').is_none() {
                break;
            }
        }
        self.eat(']')?;
        Some(postings)
    }

    /// A posting: account, amount and currency in this order, and then a price.
    #[inline]
    fn posting(&mut self) -> Option<LinePosting<'a>> {
        let account = self.after(r#"{"account":"#)?;
        let amount = self.after(r#","amount":"#)?;
        let currency = self.after(r#","currency":"#)?;
        let (mut total_price, mut price_currency) = (None, None);
        while self.eat(',').is_some() {
            let field = match self.name()? {
                "total_price" => &mut total_price,
                "price_currency" => &mut price_currency,
                _ => return None,
            };
            if field.replace(Cell::from(self.text()?)).is_some() {
                return None;
            }
        }
        self.eat('}')?;
        let [account, amount, currency] = [account, amount, currency].map(Cell::from);
        Some(LinePosting { account, amount, currency, total_price, price_currency })
    }

    /// The text after this.
    #[inline]
    fn after(&mut self, before: &str) -> Option<&'a str> {
        self.0 = self.0.strip_prefix(before)?;
        self.text()
    }
}
