//! Whatever stands in a file: nothing panics, and every fault is at a line that is there.

use collegium_examples::Fault;
use proptest::prelude::*;

use crate::folder::{Folder, line_ends};

/// Bytes that mean something to some reader, and others.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let marks = [
        "\"",
        "\"\"",
        ",",
        "\n",
        "\r\n",
        "\r",
        ";",
        ":",
        "/",
        "=",
        "{",
        "}",
        "[",
        "]",
        "\u{FEFF}",
        "\0",
        "..",
        "9999-12-31",
    ];
    prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..12),
        proptest::sample::select(marks.to_vec()).prop_map(|mark| mark.as_bytes().to_vec()),
        "\\PC{0,8}".prop_map(String::into_bytes),
    ]
}

/// Which file, where in it, how much is cut out there, and what is put there.
type Splice = (usize, f64, usize, Vec<u8>);

fn splices() -> impl Strategy<Value = Vec<Splice>> {
    proptest::collection::vec((0_usize..64, 0.0..1.0, 0_usize..20, piece()), 1..4)
}

fn spliced(bytes: &mut Vec<u8>, (_, at, cut, piece): &Splice) {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        clippy::float_arithmetic,
        reason = "any place will do"
    )]
    let at = (bytes.len() as f64 * at) as usize;
    let end = (at + cut).min(bytes.len());
    bytes.splice(at..end, piece.iter().copied());
}

fn lines(folder: &Folder, fault: &Fault) -> u64 {
    line_ends(&folder.bytes(&fault.file)) + 1
}

fn check(shipped: &str, test: &str, splices: &[Splice]) {
    let folder = Folder::copy(shipped, test);
    let files: Vec<_> = ["csv", "json", "toml"].iter().flat_map(|ending| folder.files(ending)).collect();
    for splice in splices {
        let file = &files[splice.0 % files.len()];
        let mut bytes = folder.bytes(file);
        spliced(&mut bytes, splice);
        folder.put(file, Some(&bytes));
    }
    match folder.read() {
        Ok(college) => drop(college.review(college.as_of)),
        Err(faults) => {
            for fault in faults {
                let known = files.contains(&fault.file);
                assert!(known, "{fault:?} is of no file");
                assert!(fault.line <= lines(&folder, &fault), "{fault:?} is after the end");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn a_spliced_folder_of_presets(splices in splices()) {
        check("small", "splices-small", &splices);
    }

    #[test]
    fn a_spliced_folder_of_own_rules(splices in splices()) {
        check("hochschule", "splices-hochschule", &splices);
    }
}
