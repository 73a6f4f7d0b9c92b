//! Every public item has an example of its own, or is named in one in the public module where a reader finds it.
//!
//! A file and the private modules it takes in count as one place, since their items appear on one page. A method also
//! belongs where its type is.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

#[path = "support/folders.rs"]
mod folders;
#[path = "support/items.rs"]
mod items;
#[path = "support/lexer.rs"]
mod lexer;

use folders::{CRATES, entries, shown, text};
use items::{Contents, Example, Item, examples};
use lexer::Source;

/// What a reader finds on one page.
#[derive(Default)]
struct Page {
    items: Vec<(PathBuf, Item)>,
    examples: Vec<(PathBuf, Example)>,
}

impl Page {
    fn add(&mut self, path: &Path, source: &Source, items: Vec<Item>) {
        self.examples.extend(examples(source).into_iter().map(|example| (path.to_owned(), example)));
        self.items.extend(items.into_iter().map(|item| (path.to_owned(), item)));
    }

    fn defines(&self, name: &str) -> bool {
        self.items.iter().any(|(_, item)| item.owner.is_none() && item.name == name)
    }

    /// Whether an example stands in the comment right above an item: nothing else public comes between.
    fn documents(&self, path: &Path, item: &Item) -> bool {
        let above = self.items.iter().filter(|(file, other)| file == path && other.line < item.line);
        let before = above.map(|(_, other)| other.line).max().unwrap_or(0);
        let own = |(file, example): &(PathBuf, Example)| {
            file == path && (before..item.line).contains(&example.above)
        };
        item.owner.is_none() && self.examples.iter().any(own)
    }

    /// The items that no example names, neither on this page nor on the one of the type they belong to.
    fn gaps(&self, all: &[Self]) -> Vec<String> {
        let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, item) in &self.items {
            *uses.entry(&item.name).or_default() += 1;
        }
        let missing = self.items.iter().filter(|(path, item)| {
            if self.documents(path, item) {
                return false;
            }
            let shared = item.by_type && uses.get(&*item.name).is_some_and(|&count| count > 1);
            let home = all.iter().filter(|page| item.owner.as_ref().is_some_and(|owner| page.defines(owner)));
            !home
                .chain([self])
                .flat_map(|page| &page.examples)
                .any(|(_, example)| names(&example.code, item, shared))
        });
        missing.map(|(path, item)| format!("{}:{} {}", shown(path), item.line, full_name(item))).collect()
    }
}

/// Whether code names an item; by `Type::name` where several types have the name.
fn names(code: &[String], item: &Item, shared: bool) -> bool {
    match &item.owner {
        Some(owner) if shared => code.windows(3).any(|part| *part == [&**owner, "::", &*item.name]),
        _ => code.contains(&item.name),
    }
}

fn full_name(item: &Item) -> String {
    item.owner.as_ref().map_or_else(|| item.name.clone(), |owner| format!("{owner}::{}", item.name))
}

/// Reads a file and the private modules it takes in to a page; public modules get pages of their own.
fn read(path: &Path, children: &Path, page: &mut Page, pages: &mut Vec<Page>) {
    let source = Source::read(&text(path));
    let contents = Contents::of(&source);
    page.add(path, &source, contents.items);
    for module in contents.modules {
        let (file, folder) = (children.join(format!("{}.rs", module.name)), children.join(&module.name));
        if module.public {
            let mut own = Page::default();
            read(&file, &folder, &mut own, pages);
            pages.push(own);
        } else {
            read(&file, &folder, page, pages);
        }
    }
}

fn gaps_of_crate(src: &Path) -> Vec<String> {
    let (mut root, mut pages) = (Page::default(), Vec::new());
    read(&src.join("lib.rs"), src, &mut root, &mut pages);
    pages.push(root);
    let mut gaps: Vec<_> = pages.iter().flat_map(|page| page.gaps(&pages)).collect();
    gaps.sort();
    gaps
}

#[test]
fn every_public_item_is_in_an_example() {
    let gaps: Vec<_> = entries(CRATES).iter().flat_map(|folder| gaps_of_crate(&folder.join("src"))).collect();
    assert!(gaps.is_empty(), "{} public items are in no example:\n{}", gaps.len(), gaps.join("\n"));
}

fn page_of(code: &str) -> Page {
    let (source, mut page) = (Source::read(code), Page::default());
    page.add(Path::new("a.rs"), &source, Contents::of(&source).items);
    page
}

fn gaps_of(code: &str) -> Vec<String> {
    page_of(code).gaps(&[])
}

#[test]
fn what_is_public_is_missed() {
    let code = r##"
        pub struct A<T: Fn(u8) -> [u8; 2]>(T);
        impl<T: Fn(u8) -> [u8; 2]> A<T> where T: Copy {
            #[must_use]
            pub const fn one(&self) -> &'static str { "}" }
            pub const TWO: [char; 2] = ['{', '\''];
        }
        pub trait B { type C; fn three(&self) -> u8 { 3 } const FOUR: u8; }
        #[macro_export]
        macro_rules! five { () => { pub fn no() {} } }
        identifier! { pub struct Six("six"); }
        pub type Seven = r#"pub fn no() {}"#;
    "##;
    let expected = [
        "a.rs:2 A",
        "a.rs:5 A::one",
        "a.rs:6 A::TWO",
        "a.rs:8 B",
        "a.rs:8 B::C",
        "a.rs:8 B::three",
        "a.rs:8 B::FOUR",
        "a.rs:10 five",
        "a.rs:11 Six",
        "a.rs:12 Seven",
    ];
    assert_eq!(gaps_of(code), expected);
}

#[test]
fn what_is_not_public_is_not_missed() {
    let code = "
        pub(crate) fn a() {}
        fn b() { pub struct C; }
        #[doc(hidden)]
        pub fn d() {}
        #[cfg(test)]
        mod tests { pub fn e() {} }
        macro_rules! f { () => { pub fn g() {} } }
        struct H { pub i: u8 }
        impl H { pub fn j() {} }
        impl<T> Iterator for K<T> where for<'a> &'a T: Copy { type Item = u8; fn next() {} }
        pub(super) struct L(pub u8);
        trait M { fn n(); }
        pub use o::P;
    ";
    assert_eq!(gaps_of(code), [""; 0]);
}

#[test]
fn only_the_code_of_rust_examples_counts() {
    let code = "
        /// ```
        /// assert!(a() != \"b\"); // c
        /// ```
        ///
        /// d
        ///
        /// ```text
        /// e
        /// ```
        pub fn a() {}
        pub fn b() {}
        pub fn c() {}
        pub fn d() {}
        pub fn e() {}
    ";
    assert_eq!(gaps_of(code), ["a.rs:12 b", "a.rs:13 c", "a.rs:14 d", "a.rs:15 e"]);
}

#[test]
fn a_constructor_that_several_types_have_is_named_with_its_type() {
    let code = "
        //! ```
        //! assert_eq!(A::new(), B.into());
        //! ```
        pub struct A;
        impl A { pub fn new() -> Self { Self } }
        pub struct B;
        impl B { pub fn new() -> Self { Self } }
    ";
    assert_eq!(gaps_of(code), ["a.rs:8 B::new"]);
}

#[test]
fn a_method_may_be_named_where_its_type_is() {
    let check = "impl Rules { pub fn check(&self) {} }";
    let pages = [page_of(check), page_of("/// ```\n/// Rules.check();\n/// ```\npub struct Rules;")];
    assert_eq!(pages.each_ref().map(|page| page.gaps(&pages).len()), [0, 0]);
    assert_eq!(gaps_of(check), ["a.rs:1 Rules::check"]);
}
