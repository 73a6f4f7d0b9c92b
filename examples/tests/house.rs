//! The form of the source: lengths, files every crate has, and what must not be left in the code.
//!
//! Clippy measures functions too; here nothing can be switched off in the code, and macros are measured as well.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

#[path = "support/folders.rs"]
mod folders;
#[path = "support/lexer.rs"]
mod lexer;

use folders::{CRATES, entries, shown, text};
use lexer::{Piece, Source};

const FILE_LINES: usize = 600;
const FUNCTION_LINES: usize = 70;

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for path in entries(folder) {
        if path.is_dir() && !path.ends_with("target") {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn all_rust_files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    rust_files(Path::new(CRATES), &mut files);
    rust_files(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../examples")), &mut files);
    files
}

/// What every file says, one line an offence.
fn offences(check: impl Fn(&Path, &str) -> Vec<String>) -> String {
    let lines = all_rust_files().into_iter().flat_map(|path| {
        let found = check(&path, &text(&path));
        found.into_iter().map(move |offence| format!("\n{}{offence}", shown(&path)))
    });
    lines.collect()
}

/// Where the bracket at the start of these tokens is closed, counted from it.
fn close(tokens: &[Piece]) -> usize {
    let mut depth = 0_usize;
    let closed = tokens.iter().position(|token| {
        match &*token.text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    });
    closed.unwrap_or(tokens.len())
}

/// The name, line and length of every function with a body. Blank lines and comments are not counted.
fn functions(tokens: &[Piece]) -> Vec<(&str, usize, usize)> {
    let mut functions = Vec::new();
    for (at, pair) in tokens.windows(2).enumerate() {
        let [word, name] = pair else { continue };
        if word.text != "fn" || name.text == "(" {
            continue;
        }
        let mut rest = tokens.get(at + 1..).unwrap_or_default();
        while let Some(token) = rest.first().filter(|token| !matches!(&*token.text, "{" | ";")) {
            let past = if matches!(&*token.text, "(" | "[") { close(rest) + 1 } else { 1 };
            rest = rest.get(past..).unwrap_or_default();
        }
        let body = rest.get(..=close(rest)).unwrap_or_default();
        let [open, inside @ .., end] = body else { continue };
        let lines: BTreeSet<_> = inside.iter().map(|token| token.line).collect();
        let length = lines.iter().filter(|&&line| line != open.line && line != end.line).count();
        functions.push((&*name.text, word.line, length));
    }
    functions
}

/// The line of each mark of unfinished work.
fn unfinished(source: &Source) -> Vec<usize> {
    let mark = |word: &str| matches!(word, "FIXME" | "XXX" | "TODO");
    // What is quoted is spoken of, not meant: `XXX` is also a currency code.
    let comments = source.comments.iter().filter(|comment| {
        let plain: String = comment.text.split('`').step_by(2).collect();
        plain.split(|character: char| !character.is_alphanumeric()).any(mark)
            || comment.text.contains("todo!(")
            || comment.text.contains("unimplemented!(")
    });
    let tokens = source.tokens.windows(3).filter(|part| {
        let words = part.iter().map(|token| &*token.text).collect::<Vec<_>>();
        matches!(*words, ["todo" | "unimplemented", "!", "(" | "[" | "{"] | ["#", "[", "ignore"])
    });
    comments.chain(tokens.filter_map(|part| part.first())).map(|piece| piece.line).collect()
}

/// The lines of a library's root where something else than a module or a re-export begins.
fn strange_in_root(tokens: &[Piece]) -> Vec<usize> {
    let mut strange = Vec::new();
    let mut rest = tokens;
    let mut doctest = false;
    let word = |rest: &[Piece], at: usize| rest.get(at).map_or(String::new(), |token| token.text.clone());
    while let Some(token) = rest.first() {
        let past = match (&*token.text, &*word(rest, 1)) {
            ("#", "[") => {
                let inside = rest.get(1..).unwrap_or_default();
                doctest |= word(rest, 2) == "cfg" && word(rest, 4) == "doctest";
                close(inside) + 2
            }
            ("#", "!") => close(rest.get(2..).unwrap_or_default()) + 3,
            ("pub", "(") => close(rest.get(1..).unwrap_or_default()) + 2,
            ("pub", _) => 1,
            ("use" | "mod", _) if word(rest, 2) != "{" || doctest => {
                let body = word(rest, 2) == "{" && token.text == "mod";
                doctest = false;
                if body {
                    close(rest.get(2..).unwrap_or_default()) + 3
                } else {
                    rest.iter().position(|token| token.text == ";").unwrap_or(rest.len()) + 1
                }
            }
            _ => {
                strange.push(token.line);
                rest.len()
            }
        };
        rest = rest.get(past..).unwrap_or_default();
    }
    strange
}

#[test]
fn files_are_short() {
    let long = offences(|_, text| {
        let lines = text.lines().count();
        (lines > FILE_LINES).then(|| format!(" has {lines} lines")).into_iter().collect()
    });
    assert!(long.is_empty(), "at most {FILE_LINES} lines a file:{long}");
}

#[test]
fn functions_are_short() {
    let long = offences(|_, text| {
        let tokens = Source::read(text).tokens;
        let long = functions(&tokens).into_iter().filter(|&(_, _, lines)| lines > FUNCTION_LINES);
        long.map(|(name, line, lines)| format!(":{line} `{name}` has {lines} lines")).collect()
    });
    assert!(long.is_empty(), "at most {FUNCTION_LINES} lines a function:{long}");
}

#[test]
fn nothing_is_left_unfinished() {
    let left = offences(|_, text| {
        unfinished(&Source::read(text)).into_iter().map(|line| format!(":{line}")).collect()
    });
    assert!(left.is_empty(), "unfinished work or a test that is switched off:{left}");
}

#[test]
fn modules_are_named_by_their_file() {
    let unnamed = offences(|path, _| path.ends_with("mod.rs").then(String::new).into_iter().collect());
    assert!(unnamed.is_empty(), "write `noun.rs` beside `noun/`:{unnamed}");
}

#[test]
fn the_root_of_a_library_holds_modules_and_re_exports_only() {
    let strange = offences(|path, text| {
        let root = path.ends_with("src/lib.rs") && path.starts_with(CRATES);
        let lines = if root { strange_in_root(&Source::read(text).tokens) } else { Vec::new() };
        lines.into_iter().map(|line| format!(":{line}")).collect()
    });
    assert!(strange.is_empty(), "an item in `lib.rs`:{strange}");
}

#[test]
fn every_crate_has_its_files() {
    let missing: Vec<_> = entries(CRATES)
        .iter()
        .flat_map(|folder| ["Cargo.toml", "README.md", "src/lib.rs"].map(|name| folder.join(name)))
        .filter(|path| !path.is_file())
        .map(|path| shown(&path))
        .collect();
    assert!(missing.is_empty(), "missing:\n{}", missing.join("\n"));
}

#[test]
fn every_preset_is_used() {
    let mut unused = Vec::new();
    for folder in entries(CRATES) {
        let mut files = Vec::new();
        rust_files(&folder.join("src"), &mut files);
        let sources: Vec<_> = files.iter().map(text).collect();
        for preset in entries(folder.join("presets")) {
            let name = format!("\"{}\"", preset.file_stem().unwrap_or_default().to_string_lossy());
            if !sources.iter().any(|source| source.contains(&name)) {
                unused.push(shown(&preset));
            }
        }
    }
    assert!(unused.is_empty(), "no source file names the preset:\n{}", unused.join("\n"));
}

#[test]
fn the_measures_measure() {
    let code = "fn a(b: [u8; 2]) -> u8 {\n    // {\n\n    '{'; \"{\n    \";\n}\nfn c();\nfn d() {}\ntype E = fn();\n";
    assert_eq!(functions(&Source::read(code).tokens), [("a", 1, 2), ("d", 8, 0)]);

    let code = "// XXX\n// `XXX`\n\"XXX\"; todo();\ntodo!();\n#[ignore]\n#[should_panic]\n/// todo!()\n";
    assert_eq!(unfinished(&Source::read(code)), [1, 7, 4, 5]);

    let code = "#![a(b)]\n#[c]\npub mod d;\npub use e::{f, g};\n#[cfg(doctest)]\n#[doc = h!()]\nmod i {}\n";
    assert_eq!(strange_in_root(&Source::read(code).tokens), [0; 0]);
    for item in ["pub fn a() {}", "mod a { fn b() {} }", "struct A;", "a! {}", "pub(crate) const A: u8 = 1;"]
    {
        assert_eq!(strange_in_root(&Source::read(&format!("{code}{item}")).tokens), [8], "{item}");
    }
}
