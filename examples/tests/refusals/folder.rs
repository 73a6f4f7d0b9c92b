//! A copy of a shipped folder that may be broken.

use std::{collections::BTreeSet, fs, path::PathBuf};

use collegium_examples::{College, Fault};

/// The longest message anybody should have to read.
const LONGEST: usize = 1_200;

/// Where a fault is: file, line, column.
pub(crate) type Place = (String, u64, String);

/// The folder, in a place of its own.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// A copy of a shipped folder for one test.
    pub(crate) fn copy(shipped: &str, test: &str) -> Self {
        let from = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data").join(shipped);
        let to = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("refusals").join(test);
        let _ = fs::remove_dir_all(&to);
        fs::create_dir_all(&to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            fs::write(to.join(entry.file_name()), fs::read(entry.path()).unwrap()).unwrap();
        }
        Self(to)
    }

    /// Its files with this ending, in order.
    pub(crate) fn files(&self, ending: &str) -> Vec<String> {
        let names =
            fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let names: BTreeSet<_> = names.filter(|name| name.ends_with(ending)).collect();
        names.into_iter().collect()
    }

    /// The bytes of a file.
    pub(crate) fn bytes(&self, file: &str) -> Vec<u8> {
        fs::read(self.0.join(file)).unwrap()
    }

    /// The text of a file.
    pub(crate) fn text(&self, file: &str) -> String {
        String::from_utf8(self.bytes(file)).unwrap()
    }

    /// Writes a file, or takes it away.
    pub(crate) fn put(&self, file: &str, bytes: Option<&[u8]>) {
        let path = self.0.join(file);
        bytes.map_or_else(|| fs::remove_file(&path), |bytes| fs::write(&path, bytes)).unwrap();
    }

    /// What reading it gives.
    pub(crate) fn read(&self) -> Result<College, Vec<Fault>> {
        let read = College::read(&self.0);
        read.map_err(|faults| {
            assert!(!faults.is_empty(), "refused without a fault");
            let faults: Vec<_> = faults.iter().cloned().collect();
            assert!(faults.is_sorted(), "the faults are not sorted");
            for fault in &faults {
                let told = fault.to_string();
                assert!(told.chars().count() < LONGEST, "{} characters: {told}", told.chars().count());
                assert_eq!(told.lines().count(), 1, "{told:?}");
            }
            faults
        })
    }

    /// What reading it gives while one file holds something else.
    pub(crate) fn read_with(&self, file: &str, bytes: Option<&[u8]>) -> Result<College, Vec<Fault>> {
        let whole = self.bytes(file);
        self.put(file, bytes);
        let read = self.read();
        self.put(file, Some(&whole));
        read
    }

    /// The places of the faults while one file holds something else and a second file has a fault of its own, which must be
    /// told too and is left out of the answer.
    pub(crate) fn places(&self, file: &str, bytes: Option<&[u8]>) -> Vec<Place> {
        let second = if file == "observations.csv" { "certificates.csv" } else { "observations.csv" };
        let whole = self.bytes(second);
        // No row has so few cells in any file.
        self.put(second, Some(&[&*whole, b"planted\n"].concat()));
        let faults = self.read_with(file, bytes).expect_err("the folder is accepted");
        self.put(second, Some(&whole));
        let line = line_ends(&whole) + 1;
        let mut places: Vec<_> = faults.iter().map(place).collect();
        let planted = places.iter().position(|place| *place == (second.to_owned(), line, String::new()));
        places.remove(planted.unwrap_or_else(|| panic!("the fault of {second} is not told: {faults:?}")));
        places
    }
}

/// How many lines of a file are ended.
pub(crate) fn line_ends(bytes: &[u8]) -> u64 {
    bytes.split(|byte| *byte == b'\n').skip(1).count() as u64
}

/// Where a fault is.
pub(crate) fn place(fault: &Fault) -> Place {
    (fault.file.clone(), fault.line, fault.column.clone())
}
