//! The public items of a file, its modules, and the examples in its documentation.

use std::collections::BTreeSet;

use crate::lexer::{Piece, Source};

/// A public item.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) name: String,
    pub(crate) line: usize,
    /// The type or trait it belongs to.
    pub(crate) owner: Option<String>,
    /// Whether it is a function of a type that takes no `self`, and so is always called by the type's name.
    pub(crate) by_type: bool,
}

/// A module that lies in a file of its own.
#[derive(Debug)]
pub(crate) struct Module {
    pub(crate) name: String,
    pub(crate) public: bool,
}

/// What a file holds.
#[derive(Debug, Default)]
pub(crate) struct Contents {
    pub(crate) items: Vec<Item>,
    pub(crate) modules: Vec<Module>,
    private_types: BTreeSet<String>,
}

impl Contents {
    pub(crate) fn of(source: &Source) -> Self {
        let mut walker = Walker { tokens: &source.tokens, at: 0, contents: Self::default() };
        while !walker.done() {
            walker.scope(&Scope::Module);
            walker.skip(1);
        }
        let mut contents = walker.contents;
        let private = std::mem::take(&mut contents.private_types);
        contents.items.retain(|item| item.owner.as_ref().is_none_or(|owner| !private.contains(owner)));
        contents
    }
}

/// A Rust example in the documentation of a file.
#[derive(Debug)]
pub(crate) struct Example {
    /// Its words.
    pub(crate) code: Vec<String>,
    /// The last line of the comment it stands in: what comes below is what it documents.
    pub(crate) above: usize,
}

/// The Rust examples in the documentation of a file.
pub(crate) fn examples(source: &Source) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut open: Option<(bool, String)> = None;
    let mut last = 0;
    for comment in &source.comments {
        let text = &comment.text;
        let doc = text.strip_prefix("//!").or_else(|| text.strip_prefix("///")).map(str::trim);
        let Some(doc) = doc.filter(|_| !text.starts_with("////")) else { continue };
        if comment.line > last + 1 {
            open = None;
        }
        for example in examples.iter_mut().filter(|example| example.above == last && comment.line == last + 1)
        {
            example.above = comment.line;
        }
        last = comment.line;
        if let Some(info) = doc.strip_prefix("```") {
            open = match open {
                None => Some((is_rust(info), String::new())),
                Some((true, code)) => {
                    let code = Source::read(&code).tokens.into_iter().map(|token| token.text).collect();
                    examples.push(Example { code, above: last });
                    None
                }
                Some((false, _)) => None,
            };
        } else if let Some((_, code)) = &mut open {
            code.push_str(doc);
            code.push('\n');
        }
    }
    examples
}

fn is_rust(info: &str) -> bool {
    let known = ["", "rust", "should_panic", "no_run", "compile_fail"];
    info.split(',').all(|word| known.contains(&word.trim()))
}

enum Scope {
    Module,
    Type(String),
    Trait(String),
}

struct Walker<'a> {
    tokens: &'a [Piece],
    at: usize,
    contents: Contents,
}

/// What stands before an item.
#[derive(Default)]
struct Head {
    public: bool,
    hidden: bool,
    exported: bool,
}

impl Walker<'_> {
    fn done(&self) -> bool {
        self.at >= self.tokens.len()
    }

    fn peek(&self, ahead: usize) -> &str {
        self.tokens.get(self.at + ahead).map_or("", |token| &token.text)
    }

    fn skip(&mut self, count: usize) {
        self.at += count;
    }

    /// Goes past a bracket and all that is in it.
    fn group(&mut self) {
        let mut depth = 0_usize;
        while !self.done() {
            match self.peek(0) {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.skip(1);
            if depth == 0 {
                return;
            }
        }
    }

    /// Goes to the next of these tokens that is in no bracket.
    fn find(&mut self, wanted: &[&str]) {
        while !self.done() && !wanted.contains(&self.peek(0)) {
            if matches!(self.peek(0), "(" | "[" | "{") { self.group() } else { self.skip(1) }
        }
    }

    /// Walks over items up to the end of the text or of the braces they are in.
    fn scope(&mut self, scope: &Scope) {
        let mut head = Head::default();
        while !self.done() && self.peek(0) != "}" {
            match (self.peek(0), self.peek(1)) {
                ("#", "[") => self.attribute(&mut head),
                ("#", "!") => {
                    self.skip(2);
                    self.group();
                }
                ("pub", "(") => {
                    self.skip(1);
                    self.group();
                }
                ("pub", _) => {
                    head.public = true;
                    self.skip(1);
                }
                ("const", "fn" | "unsafe" | "async" | "extern")
                | ("unsafe" | "async" | "extern" | "\"", _) => {
                    self.skip(1);
                }
                _ => self.item(scope, &std::mem::take(&mut head)),
            }
        }
    }

    fn attribute(&mut self, head: &mut Head) {
        let start = self.at + 2;
        self.skip(1);
        self.group();
        let inside: String = self
            .tokens
            .get(start..self.at.saturating_sub(1))
            .unwrap_or_default()
            .iter()
            .map(|token| &*token.text)
            .collect();
        head.exported |= inside == "macro_export";
        head.hidden |=
            inside == "doc(hidden)" || inside == "cfg(test)" || inside.starts_with("cfg(all(test,");
    }

    fn item(&mut self, scope: &Scope, head: &Head) {
        match (self.peek(0), self.peek(1)) {
            ("macro_rules", "!") => {
                self.skip(2);
                if head.exported && !head.hidden {
                    self.record(&Scope::Module, false);
                }
                self.skip(1);
                self.group();
            }
            ("fn", _) => self.function(scope, head),
            ("struct" | "enum" | "union", _) => self.type_item(scope, head),
            ("type" | "const" | "static", _) => {
                self.skip(1);
                if seen(scope, head) && self.peek(0) != "_" {
                    self.record(scope, false);
                }
                self.find(&[";"]);
                self.skip(1);
            }
            ("trait", _) => self.trait_item(head),
            ("impl", _) => self.impl_item(head),
            ("mod", _) => self.module(head),
            ("use", _) => {
                self.find(&[";"]);
                self.skip(1);
            }
            // What is written in a macro's braces is read as if it stood there by itself.
            (_, "!") if self.peek(2) == "{" => {
                self.skip(3);
                self.scope(scope);
                self.skip(1);
            }
            ("(" | "[" | "{", _) => self.group(),
            _ => self.skip(1),
        }
    }

    /// Notes the item whose name comes next.
    fn record(&mut self, scope: &Scope, by_type: bool) {
        let owner = match scope {
            Scope::Module => None,
            Scope::Type(name) | Scope::Trait(name) => Some(name.clone()),
        };
        if let Some(token) = self.tokens.get(self.at) {
            self.contents.items.push(Item { name: token.text.clone(), line: token.line, owner, by_type });
        }
    }

    fn function(&mut self, scope: &Scope, head: &Head) {
        self.skip(1);
        let name = self.at;
        self.find(&["{", ";"]);
        let end = self.at;
        self.at = name;
        if seen(scope, head) {
            let signature = self.tokens.get(name..end).unwrap_or_default();
            let method = signature.iter().any(|token| token.text == "self");
            self.record(scope, matches!(scope, Scope::Type(_)) && !method);
        }
        self.at = end;
        self.group();
    }

    fn type_item(&mut self, scope: &Scope, head: &Head) {
        self.skip(1);
        if seen(scope, head) {
            self.record(scope, false);
        } else {
            let name = self.peek(0).to_owned();
            self.contents.private_types.insert(name);
        }
        self.find(&["{", ";"]);
        self.group();
    }

    fn trait_item(&mut self, head: &Head) {
        self.skip(1);
        let name = self.peek(0).to_owned();
        let shown = head.public && !head.hidden;
        if shown {
            self.record(&Scope::Module, false);
        }
        self.find(&["{", ";"]);
        self.body(shown.then_some(Scope::Trait(name)));
    }

    fn impl_item(&mut self, head: &Head) {
        self.skip(1);
        let (mut depth, mut of_trait, mut name, mut bounds) = (0_usize, false, String::new(), false);
        while !self.done() && self.peek(0) != "{" {
            match self.peek(0) {
                "<" => depth += 1,
                ">" => depth = depth.saturating_sub(1),
                "for" if depth == 0 && !bounds && self.peek(1) != "<" => of_trait = true,
                "where" => bounds = true,
                word if depth == 0 && !bounds && word.starts_with(|first: char| first.is_alphabetic()) => {
                    word.clone_into(&mut name);
                }
                _ => {}
            }
            self.skip(1);
        }
        self.body((!of_trait && !head.hidden).then_some(Scope::Type(name)));
    }

    fn module(&mut self, head: &Head) {
        self.skip(1);
        let name = self.peek(0).to_owned();
        self.skip(1);
        if self.peek(0) == "{" {
            self.body((!head.hidden).then_some(Scope::Module));
        } else if !head.hidden {
            self.contents.modules.push(Module { name, public: head.public });
        }
    }

    /// Walks over what is in braces, or goes past it.
    fn body(&mut self, scope: Option<Scope>) {
        match scope {
            Some(scope) if self.peek(0) == "{" => {
                self.skip(1);
                self.scope(&scope);
                self.skip(1);
            }
            _ => self.group(),
        }
    }
}

fn seen(scope: &Scope, head: &Head) -> bool {
    !head.hidden && (head.public || matches!(scope, Scope::Trait(_)))
}
