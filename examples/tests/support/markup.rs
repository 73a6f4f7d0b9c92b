//! Just enough of a reader of HTML to know that every tag is closed where it should be.

/// Elements that have no end.
const VOID: [&str; 4] = ["meta", "br", "col", "hr"];

/// A tag as it was opened.
pub(crate) struct Tag {
    /// Its name.
    pub(crate) name: String,
    /// Its attributes, with their values as written.
    pub(crate) attributes: Vec<(String, String)>,
    /// The text up to the next tag.
    pub(crate) text: String,
}

impl Tag {
    /// The value of an attribute, as written.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| &**value)
    }
}

/// Every tag of a page in order, or what is wrong with it.
pub(crate) fn tags(page: &str) -> Result<Vec<Tag>, String> {
    let rest = page.strip_prefix("<!DOCTYPE html>").ok_or("no doctype")?;
    let (mut tags, mut open) = (Vec::new(), Vec::<String>::new());
    let mut pieces = rest.split('<');
    if !pieces.next().unwrap_or_default().is_empty() {
        return Err("text before the first tag".into());
    }
    for piece in pieces {
        let (tag, text) = piece.split_once('>').ok_or_else(|| format!("`<{piece}` is not closed"))?;
        if text.contains('>') && open.last().map(String::as_str) != Some("style") && !tag.starts_with("style")
        {
            return Err(format!("a bare `>` after <{tag}>"));
        }
        if let Some(name) = tag.strip_prefix('/') {
            let last = open.pop().unwrap_or_default();
            if last != name {
                return Err(format!("<{last}> is closed by </{name}>"));
            }
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        if !VOID.contains(&name) {
            open.push(name.to_owned());
        }
        tags.push(Tag { name: name.to_owned(), attributes: read(attributes)?, text: text.to_owned() });
    }
    if open.is_empty() { Ok(tags) } else { Err(format!("never closed: {open:?}")) }
}

/// Attributes, each with a value between quotes or none.
fn read(mut rest: &str) -> Result<Vec<(String, String)>, String> {
    let mut attributes = Vec::new();
    while !rest.is_empty() {
        let (name, after) = rest.split_once("=\"").ok_or_else(|| format!("`{rest}` has no value"))?;
        let (value, after) = after.split_once('"').ok_or_else(|| format!("`{rest}` is not closed"))?;
        attributes.push((name.trim_start().to_owned(), value.to_owned()));
        rest = after;
    }
    Ok(attributes)
}
