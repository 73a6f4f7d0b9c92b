//! The committed lists of the real college are what the program makes.

use std::{fs, path::Path};

use collegium_examples::made;

#[test]
fn the_committed_files_are_made_with_the_shipped_seed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/shandong");
    let made = made::college(made::SEED);
    for (name, text) in &made {
        let committed = fs::read_to_string(folder.join(name)).unwrap();
        // Not `assert_eq!`: a difference in one of these files fills the screen.
        assert!(&committed == text, "{name} differs: make the folder anew and copy its files");
    }
    let mut committed: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "README.md" && name != "published.toml")
        .collect();
    committed.sort();
    assert_eq!(committed, made.into_keys().collect::<Vec<_>>());
}

#[test]
fn a_seed_gives_the_same_bytes_and_another_gives_others() {
    assert!(made::college(7) == made::college(7));
    let (one, other) = (made::college(7), made::college(8));
    let keys = |files: &std::collections::BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&one), keys(&other));
    assert_ne!(one["enrolments.csv"], other["enrolments.csv"]);
}

#[test]
fn made_records_say_so_on_their_face() {
    let files = made::college(made::SEED);
    let published = ["P-JINKO", "P-PWC-AU", "P-GENTING-MY"];
    for name in
        ["partners.csv", "agreements.csv", "activities.csv", "enrolments.csv", "staff.csv", "trips.csv"]
    {
        for row in files[name].lines().skip(1) {
            let code = row.split(',').next().unwrap();
            assert!(code.starts_with("MADE-") || published.contains(&code), "{name}: {row}");
        }
    }
    let partners =
        files["partners.csv"].lines().filter(|row| row.contains("(made)") && row.contains("（虚构）"));
    assert_eq!(partners.count(), 70);
}
