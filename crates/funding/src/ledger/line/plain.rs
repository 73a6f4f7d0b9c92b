//! A fast reader of lines in the form in which programs write them: no blanks, no escapes, no field twice.
//!
//! It only ever says yes: whatever it does not know is left to the general reader, which also says what is wrong.

use super::{Cell, LedgerLine, LinePosting};

/// What is left of a line.
struct Rest<'a>(&'a str);

/// Reads a line; `None` leaves it to the general reader.
pub(super) fn read(line: &str) -> Option<LedgerLine<'_>> {
    let mut rest = Rest(line);
    let (mut id, mut date, mut kind, mut reverses, mut postings) = (None, None, None, None, None);
    rest.eat('{')?;
    loop {
        match rest.name()? {
            "id" if id.is_none() => id = Some(rest.cell()?),
            "date" if date.is_none() => date = Some(rest.cell()?),
            "kind" if kind.is_none() => kind = Some(rest.cell()?),
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
    let (id, date, postings) = (id?, date?, postings?);
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
        let end = self.0.bytes().position(|byte| byte == b'"' || byte == b'\\' || byte < b' ')?;
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
        let mut postings = Vec::new();
        loop {
            postings.push(self.posting()?);
            if self.eat(',').is_none() {
                break;
            }
        }
        self.eat(']')?;
        Some(postings)
    }

    fn posting(&mut self) -> Option<LinePosting<'a>> {
        let (mut account, mut amount, mut currency) = (None, None, None);
        let (mut total_price, mut price_currency) = (None, None);
        self.eat('{')?;
        loop {
            let field = match self.name()? {
                "account" => &mut account,
                "amount" => &mut amount,
                "currency" => &mut currency,
                "total_price" => &mut total_price,
                "price_currency" => &mut price_currency,
                _ => return None,
            };
            if field.replace(self.cell()?).is_some() {
                return None;
            }
            if self.eat(',').is_none() {
                break;
            }
        }
        self.eat('}')?;
        Some(LinePosting {
            account: account?,
            amount: amount?,
            currency: currency?,
            total_price,
            price_currency,
        })
    }
}
